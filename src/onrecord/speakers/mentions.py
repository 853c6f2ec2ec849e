"""Names of persons on the page: the tagger's, corrected, and a safety net for "Title Name" and bare sources."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from onrecord.records.actor import Entity
from onrecord.records.attribution import Attribution
from onrecord.records.span import Span
from onrecord.speakers.lexicon import (
    find_noun,
    find_title,
    fold,
    is_given_name,
    known_phrases,
    last_noun,
    strip_possessive,
    word_set,
)
from onrecord.speakers.names import Name, is_misspelt, read_name
from onrecord.speakers.phrase import read_phrase
from onrecord.speakers.placenames import describes_office, place_names
from onrecord.tables.places import find_place

_WORD = re.compile(r"\S+")
_CAPITAL = r"(?:[A-Z]\.|[^\W\d_a-z][\w’'\-]+)"
# After a title of a person, up to four capitalised words: what the tagger misses most is a rare name after an office.
_TITLED = re.compile(
    r"\b(?P<title>President|Prime Minister|Minister|Chancellor|Secretary|Ambassador|Governor|Senator|Mr\.?|Mrs\.?|Ms\.?"
    r"|Dr\.?|Sen\.|Rep\.|Gov\.|Gen\.|Col\.|Prof\.|Professor|General|Judge|Mayor|[Ss]pokes(?:man|woman|person)|envoy|Envoy)\s+"
    rf"(?P<name>{_CAPITAL}(?:\s+(?:(?:de|da|van|von|der|al|bin|el)\s+)?{_CAPITAL}){{0,3}})"
)
_ARTICLE = re.compile(r"(?<![\w’'])[Aa]n?\s\Z")  # "a Thalian" is no name
_PARTY_LABEL = re.compile(r"[RDI]-[A-Z]")  # "(R-Tenn.)"
_NAME_END = re.compile(r",|\s\(|\s[–—]|\s?--|\s(?:of|who|from|for|at|in|on)\s")
_DESCRIBED = re.compile(
    rf"(?P<what>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s[^,]{{3,80}}),\s+(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}),?\s*$"
)
_NEXT_NAME = re.compile(r" ([A-Z][a-zé]+(?:-[A-Z][a-z]+)?)(?=[\s,.’'\n])(?! [A-Z])")
_NEXT_PREFIXED = re.compile(r" (?:al|el|ul|as|ad|ar|an)-[A-Z][\w’'-]+")
_NICKNAMED = re.compile(r"\s+[\"“‘'(](?:[Tt]he\s)?[A-Z][\w.’'-]{0,14}[\"”’')]\s+[A-Z][\w’'-]+")
_BREAK = re.compile(r"\s+(?:and|&|vs\.?)\s+|(?<=[a-zé]{3})[.?!]\s+|\s*[\n;:–—]\s*|(?<![JS]r)\s*,\s+(?!Jr|Sr)")
_LONGEST_NAME = 4
_WORD_REACH = 24  # code points before a name that are looked at for one more word of it
_ODD_WORD = re.compile(r"\b[A-Z]\.|\s[a-z]|\b(?:Minister|President|Secretary|Jr|Sr|II)\b|[\"“]")
_NEXT_SUFFIX = re.compile(r",?\s+(?:Jr|Sr)\.?|\s+I{2,3}\b|\s+IV\b")


class Mention(Struct, frozen=True, order=True):
    """A person's name on the page.

    Attributes:
        span: The name without titles.
        name: Its parts.
        courtesy: The courtesy title right before it, or "".
    """

    span: Span
    name: Name
    courtesy: str = ""


def find_mentions(
    text: str, entities: tuple[Entity, ...], attributions: tuple[Attribution, ...]
) -> tuple[Mention, ...]:
    """Returns the names of persons in page order, not overlapping.

    Args:
        text: The page's text.
        entities: What the tagger found; only its persons are names of persons, but all of them keep others out.
        attributions: Their sources are looked through for a bare name that the tagger missed.
    """
    places = place_names(text, entities)
    persons = [e for e in entities if _may_be_person(text, e) and e.span.of(text) not in places]
    named = [span for e in persons for span in _split(text, e.span)]
    spans = [span for part in named for span in _trim(text, part)]
    others = [e.span for e in entities if e.kind in ("organisation", "place") and not _may_be_person(text, e)]
    others += [e.span for e in entities if e.kind == "person" and e.span.of(text) in places]
    taken = spans + others
    for found in _TITLED.finditer(text):
        spans += _unless_taken(text, Span(found.start("name"), found.end("name")), taken)
    taken = spans + others
    for attribution in attributions:
        for span in attribution.source:
            for part in _split(text, span) if " and " in span.of(text) else [span]:
                name, strong = _name_after_comma(text, part) or _source_name(text, part)
                spans += _unless_taken(text, name, spans if strong else taken)
    mentions = _without_overlap([m for span in sorted(set(spans)) if (m := _mention(text, span)) is not None])
    sources = [span for attribution in attributions for span in attribution.source]
    mentions = _without_overlap(sorted([*mentions, *_missed_full_names(text, mentions, others)], key=lambda m: m.span))
    more = [_mention(text, span) for span in _missed_surnames(text, mentions, others, sources)]
    return tuple(_without_overlap(sorted([*mentions, *(m for m in more if m is not None)], key=lambda m: m.span)))


def _missed_full_names(text: str, mentions: list[Mention], others: list[Span]) -> list[Mention]:
    """Returns where a given name of the table stands before a surname that the page otherwise gives alone."""
    full = {fold(m.name.surname) for m in mentions if m.name.is_full}
    alone = {m.name.surname for m in mentions if not m.name.is_full and fold(m.name.surname) not in full}
    alone = {name for name in alone if name[:1].isupper() and len(name) > 1 and not _is_no_name(name)}
    if not alone:
        return []
    pattern = re.compile(rf"\b(?P<given>[A-Z][\w’'-]+)(?: [A-Z]\.)? (?:{'|'.join(map(re.escape, sorted(alone)))})\b")
    found = (m for m in pattern.finditer(text) if is_given_name(m["given"]) and fold(m["given"]) not in _starts())
    spans = (Span(*m.span()) for m in found)
    made = (_mention(text, span) for span in spans if not any(span.overlaps(other) for other in others))
    return [mention for mention in made if mention is not None]


def _starts() -> frozenset[str]:
    return word_set("sentence_starts")


def _missed_surnames(text: str, mentions: list[Mention], others: list[Span], sources: list[Span]) -> list[Span]:
    """Returns where a surname of the page stands alone and the tagger saw nothing.

    A surname that is also a noun ("Doctor") counts only where it is the whole of a source.
    """
    surnames = {m.name.surname for m in mentions if m.name.is_full and len(m.name.surname) > 1}
    surnames = {name for name in surnames if name[:1].isupper() and not _is_no_name(name)}
    odd = {m.name.surname for m in mentions if m.name.is_full} - surnames  # a surname that is a noun: "Doctor"
    surnames |= {name.upper() for name in surnames}  # a transcript's labels
    # "bin Bero" at the beginning of a sentence is "Bin Bero".
    surnames |= {m.name.surname[:1].upper() + m.name.surname[1:] for m in mentions if " " in m.name.surname}
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, sorted(surnames)))})(?![\w-])")
    named = {fold(name) for name in surnames}
    others = [span for span in others if fold(span.of(text)) not in named]
    taken = sorted([*(m.span for m in mentions), *others])
    starts = [span.start for span in taken]
    found = [span for span in sources if span.of(text) in odd and not any(span.overlaps(other) for other in taken)]
    found += _misspelt_sources(text, mentions, sources)
    for match in pattern.finditer(text) if surnames else ():
        at = bisect_right(starts, match.start()) - 1
        inside = at >= 0 and taken[at].end > match.start()
        if not inside and not _heads_a_body(text, match.end()):
            found.append(Span(*match.span()))
    return found


def _misspelt_sources(text: str, mentions: list[Mention], sources: list[Span]) -> list[Span]:
    """Returns the sources that are one word, and the surname of somebody on the page with a letter wrong."""
    full = {m.name.text: m.name for m in mentions if m.name.is_full}
    named = {fold(m.name.surname) for m in mentions}
    found = []
    for span in sources:
        word = strip_possessive(span.of(text))
        if word.isalpha() and word[:1].isupper() and fold(word) not in named:
            near = [name for name in full.values() if is_misspelt(word, name)]
            if len({fold(name.surname) for name in near}) == 1:
                found.append(Span(span.start, span.start + len(word)))
    return found


def _may_be_person(text: str, entity: Entity) -> bool:
    """Tells whether an entity is a person, or an organisation only by the tagger's mistake: "Ana Bero"."""
    if entity.kind != "organisation":
        return entity.kind == "person"
    words = entity.span.of(text).split()
    whole = " ".join(words)
    if not 2 <= len(words) <= 3 or not is_given_name(words[0]) or whole in known_phrases():
        return False
    plain = all(word.isalpha() and not word.isupper() for word in words) and words[-1][:1].isupper()
    return plain and not any(find_noun(word) is not None for word in words[1:])


def _split(text: str, span: Span) -> list[Span]:
    """Cuts an entity that runs over "and" or the end of a sentence: "Boris Adel. Bero" is two names."""
    parts = []
    start = span.start
    for found in _BREAK.finditer(text, span.start, span.end):
        parts.append(Span(start, found.start()))
        start = found.end()
    parts.append(Span(start, span.end))
    # Five words and no initial, particle or suffix: the tagger took a headline for a name.
    return [part for part in parts if len(part.of(text).split()) <= _LONGEST_NAME or _ODD_WORD.search(part.of(text))]


def _unless_taken(text: str, span: Span | None, taken: list[Span]) -> list[Span]:
    if span is None or any(span.overlaps(other) for other in taken):
        return []
    return _trim(text, span)


def _source_name(text: str, span: Span) -> tuple[Span | None, bool]:
    """Returns the capitalised words of a source that can only be a name, and whether an office beside them says so.

    "Chief Justice Bero" and "Ana Bero, a lawyer," say so; a bare "Bero" or "Ana Bero" does not.
    """
    found = _NAME_END.split(text[span.start : span.end], maxsplit=1)
    words = list(_WORD.finditer(found[0].rstrip(" ,:")))
    first, titled = _first_of_run(words)
    words = words[first:]
    bare = [strip_possessive(w.group()) for w in words]
    if not words or len(words) > 4 or any(_is_no_name(word) for word in bare):
        return None, False
    # All capitals and short is an acronym, unless it is a transcript's label.
    if len(bare) == 1 and bare[0].isupper() and len(bare[0]) <= 4 and not titled:
        return None, False
    rest = text[span.start + len(found[0]) : span.end]
    described = re.match(r"\s*,\s+(?:\d+,\s+)?(.+)", rest, re.DOTALL)
    phrase = read_phrase(described[1]) if described is not None and len(bare) > 1 else None
    strong = titled or (phrase is not None and phrase.head is not None and phrase.head.kind == "person")
    start = span.start + words[0].start()
    return Span(start, span.start + words[-1].start() + len(bare[-1])), strong


def _name_after_comma(text: str, span: Span) -> tuple[Span, bool] | None:
    """Returns the name in "her lawyer, Ana Bero," where the words before the comma describe a person."""
    found = _DESCRIBED.match(text, span.start, span.end)
    if found is None or any(_is_no_name(word) for word in found["name"].split()):
        return None
    head = read_phrase(found["what"]).head
    return (Span(*found.span("name")), True) if head is not None and head.kind == "person" else None


def _first_of_run(words: list[re.Match[str]]) -> tuple[int, bool]:
    """Returns where the capitalised words at the end begin, after the last office noun, and whether there is one."""
    first = len(words)
    while first > 0:
        word = words[first - 1].group()
        if find_title(word) is not None or (find_noun(word) is not None and not is_given_name(word)):
            noun = find_noun(word)
            # After a noun that is no person's, capitals are a body's name: "the agency PRESSA".
            return (first, True) if noun is None or noun.kind == "person" else (len(words), False)
        if not (_is_capital(word) or word.lower() in word_set("particles")):
            return len(words), False
        first -= 1
    return 0, False


def _is_no_name(word: str) -> bool:
    return (
        word in known_phrases()
        or word.removesuffix("s") in known_phrases()
        or fold(word) in word_set("sentence_starts")
        or (find_noun(word) is not None and not is_given_name(word))
        or bool(re.search(r"\w[.,;:]\w|['’](?:ve|re|ll|d|m|t)$", word))
    )


def _trim(text: str, span: Span) -> list[Span]:
    """Returns the span without titles, offices and small words around the name; nothing if no name is left."""
    words = [
        (m.group(), m.start() + span.start, m.end() + span.start) for m in _WORD.finditer(text[span.start : span.end])
    ]
    words = words[_after_titles([word for word, _, _ in words]) :]
    while words and not _is_capital(words[-1][0]) and words[-1][0][:1] not in "@\"“'‘":
        words.pop()
    if not words:
        return []
    start, end = words[0][1], words[-1][2]
    end = start + len(re.sub(r"(?:['’]s|(?<=s)['’])?[,;:!?”\")]*$", "", text[start:end]))
    if end <= start or " ".join(text[start:end].split()) in known_phrases():
        return []
    if prefixed := _NEXT_PREFIXED.match(text, end):
        end = prefixed.end()
    if is_given_name(text[start:end]) and (surname := _NEXT_NAME.match(text, end)) and not _is_no_name(surname[1]):
        end = surname.end()
    if nickname := _NICKNAMED.match(text, end):
        end = nickname.end()
    if suffix := _NEXT_SUFFIX.match(text, end):
        end = suffix.end()
    if _heads_a_body(text, end) or _is_town(text, end):
        return []
    return [Span(_left_of(text, start), end)]


def _after_titles(words: list[str]) -> int:
    """Returns how many words at the front are titles, offices or what describes them.

    >>> _after_titles(["Russian", "Foreign", "Minister", "Ana", "Bero"]), _after_titles(["Ana", "de", "Bero"])
    (3, 0)
    """
    # "DL Ana Bero": initials of a position, not of a name, when a given name follows and a surname after it.
    cut = 1 if len(words) > 2 and words[0].isupper() and words[0].isalpha() and is_given_name(words[1]) else 0
    for i in range(1, len(words)):
        found = last_noun(words[:i])
        person = found is not None and found[1].kind == "person" and not is_given_name(words[i - 1])
        if person or find_title(words[i - 1]) is not None:
            cut = i
    while cut < len(words) and (_is_lower(words[cut]) or (cut < len(words) - 1 and find_place(words[cut]) is not None)):
        cut += 1
    return cut


def _is_lower(word: str) -> bool:
    return not _is_capital(word) and word[:1].islower() and word.lower() not in word_set("particles")


def _is_capital(word: str) -> bool:
    """Tells whether a word can be a name's: "Bero" and "al-Bero"."""
    return word[:1].isupper() or re.match(r"[a-z]{1,3}-[^\W\d_a-z]", word) is not None


def _is_town(text: str, end: int) -> bool:
    """Tells whether a comma and a state follow: "of Ashton, Md." names a town."""
    found = re.match(r",\s([A-Z][\w.]*(?:\s[A-Z]\w+)?)", text[end : end + 30])
    place = find_place(found[1]) or find_place(found[1].rstrip(".")) if found is not None else None
    return place is not None and place.kind == "state"


def _heads_a_body(text: str, end: int) -> bool:
    """Tells whether a capitalised noun of a body follows: "Bero Foundation" is no person."""
    found = re.match(r"\s([A-Z]\w+)", text[end : end + 40])
    noun = find_noun(found[1]) if found is not None else None
    return noun is not None and noun.kind == "body"


def _left_of(text: str, start: int) -> int:
    """Takes in a given name, an initial or a particle that the tagger left outside."""
    while True:
        left = max(0, start - _WORD_REACH)
        found = re.search(r"(?:^|\s)(\S+)\s$", text[left:start])
        if found is None or "\n" in found.group() or not _begins_name(text, start, found[1]):
            return start
        if found[1].lower() in word_set("particles") and is_given_name(text[start:].split(None, 1)[0]):
            return start  # "do Ana Bero": an article of another language before a full name
        start = left + found.start(1)


def _begins_name(text: str, start: int, word: str) -> bool:
    """Tells whether the word before `start` belongs to the name that begins there."""
    if re.fullmatch(r"(?:[A-Z]\.)+", word):
        return find_place(word) is None and word != "D.C."
    if word.lower() in word_set("particles"):
        return word.lower() != "a"
    if not word.isalpha() or not word[:1].isupper() or fold(word) in word_set("sentence_starts"):
        return False
    return is_given_name(word) or _follows_office(text, start, word)


def _follows_office(text: str, start: int, word: str) -> bool:
    """Tells whether an office stands before a capitalised word before a name: "Minister Israel Bero"."""
    if find_noun(word) is not None or find_title(word) is not None:
        return False
    found = re.search(r"(\S+)\s\S+\s$", text[max(0, start - 48) : start])
    noun = find_noun(found[1]) if found is not None else None
    return noun is not None and noun.kind == "person" and not noun.plural


def _mention(text: str, span: Span) -> Mention | None:
    name = read_name(span.of(text))
    if name is None or not re.search(r"[^\W\d_]", name.text) or _PARTY_LABEL.match(name.text):
        return None
    after_article = _ARTICLE.search(text[max(0, span.start - 4) : span.start])
    if not name.is_full and (after_article or describes_office(text, span.end)):
        return None
    before = re.search(r"(\S+)\s$", text[max(0, span.start - 14) : span.start])
    title = find_title(before[1]) if before is not None else None
    courtesy = before[1] if before is not None and title is not None and not title.office else ""
    return Mention(span, name, courtesy)


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if kept and kept[-1].span.overlaps(mention.span):
            if mention.span.end - mention.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept
