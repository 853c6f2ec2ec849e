"""PolNeAR and its silver layers as documents with character spans."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

Chars = tuple[int, int]

# Words that head an office before a name, for the silver office tags (the corpus analysis has none).
OFFICE_HEADS = frozenset(
    """president chancellor premier minister secretary senator sen. sens. representative rep. reps. congressman
    congresswoman governor gov. mayor ambassador envoy chairman chairwoman chair chairperson speaker leader spokesman
    spokeswoman spokesperson director commissioner general gen. admiral adm. colonel col. major maj. captain capt.
    lieutenant lt. sergeant sgt. judge justice attorney prosecutor sheriff commander chief king queen prince princess
    pope archbishop bishop cardinal rev. reverend rabbi imam dr. professor prof. manager strategist adviser advisor
    aide nominee candidate ceo founder treasurer counsel analyst economist strategists pollster delegate deputy
    undersecretary marshal negotiator mediator diplomat lawmaker legislator""".split()
)


@dataclass
class Document:
    """One report with gold attributions and silver entity spans."""

    id: str
    text: str
    versions: list[list[dict]]  # one list of attributions an annotator
    entities: list[tuple[str, int, int]] = field(default_factory=list)
    persons: list[list[Chars]] = field(default_factory=list)  # word spans of each person mention
    places: list[list[Chars]] = field(default_factory=list)
    demonyms: list[list[Chars]] = field(default_factory=list)


def load(data: Path, split: str) -> list[Document]:
    """Reads one split with all annotators' versions; the first by name is versions[0]."""
    sys.path.insert(0, str(data.parent / "bench"))
    import polnear

    folder = str(data / "polnear" / split)
    texts, gold = polnear.load(folder)
    every = polnear.load_all_annotators(folder)
    documents = {}
    for name, text in texts.items():
        others = [v for k, v in sorted(every[name].items())][1:]
        documents[name] = Document(name, text, [gold[name], *others])
    with gzip.open(data / "polnear" / f"corenlp-{split}.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            analysis = json.loads(line)
            if analysis["id"] in documents:
                add_silver(documents[analysis["id"]], analysis["sentences"])
    return list(documents.values())


KIND_OF = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "DATE": "date", "TIME": "date"}


def add_silver(document: Document, sentences: list[dict]) -> None:
    """Adds entity spans: CoreNLP's own, and offices found before persons by their head word."""
    for sentence in sentences:
        tokens = sentence["tokens"]
        runs = []
        k = 0
        while k < len(tokens):
            tag = tokens[k][4] if len(tokens[k]) > 4 else None
            end = k + 1
            while end < len(tokens) and tag and len(tokens[end]) > 4 and tokens[end][4] == tag:
                end += 1
            if tag:
                runs.append((tag, k, end))
            k = end
        for tag, first, last in runs:
            words = [(t[0], t[1]) for t in tokens[first:last]]
            if tag in KIND_OF:
                document.entities.append((KIND_OF[tag], words[0][0], words[-1][1]))
            if tag == "PERSON":
                document.persons.append(words)
                add_office(document, tokens, first)
            elif tag == "LOCATION":
                document.places.append(words)
            elif tag == "MISC" and len(words) == 1:
                document.demonyms.append(words)


def add_office(document: Document, tokens: list[list], first: int) -> None:
    """Adds the office in front of the person mention that begins at token `first`, if there is one."""
    k = first
    while k > 0 and k > first - 6:
        word = document.text[tokens[k - 1][0] : tokens[k - 1][1]]
        tag = tokens[k - 1][4] if len(tokens[k - 1]) > 4 else None
        fits = tokens[k - 1][2] in ("NN", "NNP", "NNPS", "JJ", "NNS") or word.lower() in OFFICE_HEADS
        if not fits or tag in ("PERSON", "DATE", "LOCATION", "ORGANIZATION", "MISC"):
            break
        k -= 1
    words = [document.text[t[0] : t[1]].lower() for t in tokens[k:first]]
    if words and words[-1] in OFFICE_HEADS:
        while words and not words[0][0].isalpha():
            words, k = words[1:], k + 1
        document.entities.append(("office", tokens[k][0], tokens[first - 1][1]))


def bounds_of(text: str) -> list[Chars]:
    """Returns the paragraphs: each line that holds more than white space, trimmed."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, match.start() + len(line.rstrip())))
    return found


class Names:
    """Names and places of the whole world to put in the place of those of one election."""

    def __init__(self, seed: int) -> None:
        from faker import Faker

        locales = ["en_GB", "de_DE", "fr_FR", "es_ES", "pl_PL", "tr_TR", "it_IT", "pt_BR", "nl_NL", "cs_CZ", "hr_HR",
                   "id_ID", "en_IN", "fi_FI", "ro_RO", "sv_SE", "hu_HU", "es_MX", "en_US", "no_NO", "da_DK", "sl_SI"]  # fmt: skip
        self.male, self.female, self.last = [], [], []
        for locale in locales:
            fake = Faker(locale)
            fake.seed_instance(seed)
            for _ in range(60):
                self.male.append(fake.first_name_male())
                self.female.append(fake.first_name_female())
                self.last.append(fake.last_name())
        table = json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf8"))
        self.male += table["male"] * 6
        self.female += table["female"] * 6
        self.last += table["last"] * 6
        self.place, self.demonym = table["place"], table["demonym"]
        plain = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?$")
        for name in ("male", "female", "last"):
            setattr(self, name, [w for w in getattr(self, name) if plain.match(w) and len(w) < 16])


# Given names whose bearers the corpus calls "she" or "he" are kept in gender, so that the pronouns still fit.
FEMALE_HINTS = frozenset(
    "hillary melania ivanka michelle elizabeth chelsea kellyanne nancy jill huma mary loretta megyn alicia sarah "
    "carly rachel susan barbara anna laura angela theresa nikki kathleen jennifer julia amy claire patricia condoleezza".split()
)


def swap_names(document: Document, names: Names, rng: random.Random) -> Document:
    """Returns the document with persons, places and nationalities renamed, each the same way throughout."""
    last: dict[str, str] = {}
    given: dict[str, str] = {}
    edits: dict[Chars, str] = {}
    for words in document.persons:
        shown = [document.text[s:e] for s, e in words]
        if len(words) > 1:
            last.setdefault(shown[-1], rng.choice(names.last))
            pool = names.female if shown[0].lower() in FEMALE_HINTS else names.male
            given.setdefault(shown[0], rng.choice(pool))
    for words in document.persons:
        for span in words:
            word = document.text[span[0] : span[1]]
            if not (word[0].isupper() and word.isalpha()):
                continue
            new = last.get(word) or given.get(word) or last.setdefault(word, rng.choice(names.last))
            edits[span] = new.upper() if word.isupper() and len(word) > 3 else new
    for groups, pool in ((document.places, names.place), (document.demonyms, names.demonym)):
        mapped: dict[str, str] = {}
        for words in groups:
            span = (words[0][0], words[-1][1])
            word = document.text[span[0] : span[1]]
            if word[0].isupper() and rng.random() < 0.9:
                edits[span] = mapped.setdefault(word, rng.choice(pool))
    return rewrite(document, edits)


def straighten(document: Document) -> Document:
    """Returns the document with straight quotation marks and apostrophes."""
    table = str.maketrans("“”„‘’", '"""' + "''")
    return Document(
        document.id, document.text.translate(table), document.versions, document.entities,
        document.persons, document.places, document.demonyms,
    )  # fmt: skip


def curl(document: Document) -> Document:
    """Returns the document with typographic double marks in place of straight ones, by turns in each paragraph."""
    chars = list(document.text)
    for start, end in bounds_of(document.text):
        opening = True
        for k in range(start, end):
            if chars[k] == '"':
                chars[k] = "“" if opening else "”"
                opening = not opening
    return Document(
        document.id, "".join(chars), document.versions, document.entities,
        document.persons, document.places, document.demonyms,
    )  # fmt: skip


def drop_marks(document: Document) -> Document:
    """Returns the document with every double quotation mark taken out."""
    edits = {(m.start(), m.end()): "" for m in re.finditer('[“”"„]', document.text)}
    return rewrite(document, edits)


def rewrite(document: Document, edits: dict[Chars, str]) -> Document:
    """Applies replacements and moves every span along."""
    parts: list[str] = []
    keys: list[int] = []
    shift: list[int] = []
    at = moved = 0
    for (start, end), new in sorted(edits.items()):
        if start < at:
            continue
        parts.append(document.text[at:start] + new)
        keys.append(end)
        moved += len(new) - (end - start)
        shift.append(moved)
        at = end
    parts.append(document.text[at:])
    from bisect import bisect_right

    def move(place: int) -> int:
        n = bisect_right(keys, place)
        return place + (shift[n - 1] if n else 0)

    def span(pair: Chars) -> Chars:
        return move(pair[0]), max(move(pair[0]), move(pair[1]))

    versions = [
        [{r: [span(p) for p in a[r]] for r in ("source", "cue", "content")} for a in version]
        for version in document.versions
    ]
    entities = [(k, *span((s, e))) for k, s, e in document.entities]
    return Document(document.id, "".join(parts), versions, entities)
