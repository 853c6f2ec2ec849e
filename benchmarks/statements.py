"""statements.py [--json FILE] [--seed N] [--reports N]: whether wordings join, and whether alterations are found.

Copies and near-misses (`copies.py`) of the development texts of PolNeAR, and copies in which single statements were
altered by rule (`alterations.py`). What was said, and by whom, comes from the corpus's annotations and the speaker
gold, carried through every change; no model runs. Where a copy lost the paragraph that gives a speaker's full name, the
reading has the surname alone, or nobody. B³ F1 over all attributions; planted alterations found, and named right; false
alarms among variants whose words were not changed, or only spelt otherwise. Leaves with 77 without the data.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

import alterations
from copies import Made, Report, make_copies, make_misses, read_report
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.reading import quote_of
from onrecord.records import Actor, Attribution, Page, Reading, Span, content_id
from onrecord.records.statement import Statement, Variant
from onrecord.text.marks import find_quotations
from report import need_data, write_result
from stories import b_cubed, make_page

# Characters that carry the places of spans through the making of copies: one pair for each span of a report.
_FIRST = 0xF0000
_MARK = re.compile("[\U000f0000-\U000ffffd]")
_TYPES = {"P": "person", "O": "organisation", "A": "anonymous", "G": "group", "W": "writer"}
_ALTERED_COPIES = 3


class Gold(NamedTuple):
    """One attribution of the gold."""

    key: str
    type: str
    speaker: str
    sense: str  # what it is a wording of: the same for a quotation that its report gives twice


class Carried(NamedTuple):
    """A report whose spans are marked in its text."""

    report: Report
    spans: dict[int, tuple[Gold, str]]  # number of a span to whose it is and its role


class Planted(NamedTuple):
    """A page made, with what was done to single statements of it."""

    made: Made
    changed: dict[str, str]  # attribution key to what was done


def read_gold() -> dict[str, list[dict[str, str]]]:
    """Returns the rows of the speaker gold by document."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (need_data("polnear") / "speakers-dev.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows[row["document"]].append(row)
    return rows


def carry(text: str, document: str, rows: Sequence[Mapping[str, str]]) -> Carried:
    """Returns a report with a private character at each end of each span of its attributions."""
    marks: list[tuple[int, int, str]] = []
    spans: dict[int, tuple[Gold, str]] = {}
    for row in rows:
        if not row["content"] or not row["cue"]:
            continue
        gold = Gold(f"{document}#{row['n']}", row["type"], row["speaker"], _sense(text, row))
        for role in ("source", "cue", "content"):
            for start, end in _parse(row[role]):
                number = len(spans)
                spans[number] = (gold, role)
                marks.append((start, 1, chr(_FIRST + 2 * number)))
                marks.append((end, 0, chr(_FIRST + 2 * number + 1)))
    out, at = [], 0
    for place, _, char in sorted(marks):
        out += [text[at:place], char]
        at = place
    return Carried(read_report("".join([*out, text[at:]])), spans)


def _sense(text: str, row: Mapping[str, str]) -> str:
    words = re.findall(r"\w+", " ".join(text[a:b] for a, b in _parse(row["content"])).lower())
    return (
        f"{row['document']}#{row['speaker']}:{' '.join(words)}" if len(words) > 5 else f"{row['document']}#{row['n']}"
    )


def _parse(spans: str) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in (span.split("-") for span in spans.split(",") if span)]


def make_reading(made: Made, number: int, spans: Mapping[int, tuple[Gold, str]]) -> tuple[Reading, dict[str, str]]:
    """Returns the page read by the gold, and its attributions' ids with the keys of the gold."""
    plain = _MARK.sub("", made.report.text)
    report = Report(_MARK.sub("", made.report.title), tuple(_MARK.sub("", p) for p in made.report.paragraphs))
    page = make_page(made._replace(report=report), number)
    page = replace(page, text=plain) if page.text != plain else page
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    golds: dict[str, Gold] = {}
    for which, span in _places(made.report.text):
        gold, role = spans[which]
        if made.kind == "same template":
            # Somebody else's form letter has other speakers; of the unnamed nothing would tell that they are others.
            if gold.type not in "PO":
                continue
            gold = gold._replace(speaker=" ".join(word[::-1].title() for word in gold.speaker.split()))
        found[gold.key][role].append(span)
        golds[gold.key] = gold
    attributions, keys = [], {}
    for key, roles in found.items():
        if roles["content"] and roles["cue"]:
            attribution = _attribution(page, golds[key], roles, swapped=made.kind == "same template")
            attributions.append(attribution)
            keys[attribution.id] = key
    return Reading(page=page, attributions=tuple(attributions)), keys


def _places(text: str) -> Iterator[tuple[int, Span]]:
    """Yields the spans whose both ends are still there, with their numbers."""
    starts: dict[int, int] = {}
    for seen, match in enumerate(_MARK.finditer(text)):
        code = ord(match.group()) - _FIRST
        place = match.start() - seen
        if code % 2 == 0:
            starts[code // 2] = place
        elif code // 2 in starts and place > starts[code // 2]:
            yield code // 2, Span(starts.pop(code // 2), place)


def _attribution(page: Page, gold: Gold, roles: Mapping[str, list[Span]], *, swapped: bool) -> Attribution:
    content = tuple(sorted(roles["content"]))
    return Attribution(
        id=content_id("at", page.id, gold.key, *(f"{s.start}-{s.end}" for s in content)),
        source=tuple(sorted(roles["source"])),
        cue=tuple(sorted(roles["cue"])),
        content=content,
        kind=_kind(page, content),
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=1.0,
        speaker=_speaker(page, gold, roles["source"], swapped=swapped),
        quote=quote_of(page.text, content),
    )


def _kind(page: Page, content: Sequence[Span]) -> str:
    quotes = [q for q in find_quotations(page.text, [b.span for b in page.blocks]) if q.level == 1]
    inside = [any(part.holds(span) for q in quotes for part in q.parts) for span in content]
    if all(inside):
        return "direct"
    return "mixed" if any(part.overlaps(span) for q in quotes for part in q.parts for span in content) else "indirect"


def _speaker(page: Page, gold: Gold, source: Sequence[Span], *, swapped: bool) -> Actor:
    """Returns the speaker as a careful reader of this page alone has it.

    Args:
        page: The page.
        gold: The attribution.
        source: Where its source stands.
        swapped: Whether the page has other names than the gold knows.
    """
    surface = quote_of(page.text, tuple(source)) if source else None
    kind = _TYPES.get(gold.type, "unresolved")
    if kind in ("anonymous", "group"):
        return Actor(type=kind, descriptor=gold.speaker or surface, surface=surface)
    if kind == "person":
        words = gold.speaker.split()
        if not swapped and not all(word in page.text for word in words):
            last = words[-1]
            return Actor(
                type="unresolved", name=last if surface and last.lower() in surface.lower() else None, surface=surface
            )
    return Actor(type=kind, name=gold.speaker or None, surface=surface)


def altered(
    carried: Carried, rng: random.Random, kinds: Mapping[str, alterations.Alter]
) -> tuple[Report, dict[str, str]]:
    """Returns the report with its statements altered, each by one kind that has a hold on it; and by which."""
    paragraphs, changed = list(carried.report.paragraphs), dict[str, str]()
    for number, (gold, role) in carried.spans.items():
        if role != "content" or gold.key in changed:
            continue
        start, end = chr(_FIRST + 2 * number), chr(_FIRST + 2 * number + 1)
        for place, paragraph in enumerate(paragraphs):
            match = re.search(f"{start}([^\U000f0000-\U000ffffd]+){end}", paragraph)
            if match is None or len(match[1].split()) < 6 or _pieces(carried, gold) > 1:
                continue
            for kind in rng.sample(sorted(kinds), len(kinds)):
                other = kinds[kind](match[1], rng)
                if other is not None and other != match[1]:
                    paragraphs[place] = paragraph[: match.start(1)] + other + paragraph[match.end(1) :]
                    changed[gold.key] = kind
                    break
    return Report(carried.report.title, tuple(paragraphs)), changed


def _pieces(carried: Carried, gold: Gold) -> int:
    return sum(role == "content" and one.key == gold.key for one, role in carried.spans.values())


def make_pages(
    reports: Sequence[Carried], others: Sequence[Report], rng: random.Random
) -> Iterator[tuple[Planted, int]]:
    """Yields every page with the number of the report whose spans it bears."""
    plain = [carried.report for carried in reports]
    for number, (carried, made) in enumerate(zip(reports, _by_report(plain, others, rng), strict=True)):
        for one in made:
            if one.kind not in ("merged", "same event, other report"):
                yield Planted(one, {}), number
        kinds: dict[str, Mapping[str, alterations.Alter]] = {
            **{f"altered {n}": alterations.ALTERATIONS for n in range(_ALTERED_COPIES)},
            "spelt otherwise": {"harmless": alterations.harmless},
            "quotations cut": {"cut": alterations.shortened},
            "reported": {"reported": alterations.reported},
        }
        for kind, by in kinds.items():
            report, changed = altered(carried, rng, by)
            yield Planted(Made(report, f"r{number}", kind), changed), number


def _by_report(plain: Sequence[Report], others: Sequence[Report], rng: random.Random) -> Iterator[list[Made]]:
    groups: dict[str, list[Made]] = defaultdict(list)
    for made in (*make_copies(plain, others, rng), *make_misses(plain, others, rng)):
        groups[made.story[1:]].append(made)
    for number in range(len(plain)):
        yield groups[str(number)]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=None, help="only so many reports")
    parser.add_argument("--misses", action="store_true", help="print what was missed or flagged for nothing")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    gold_rows = read_gold()
    texts = {path.stem: path.read_text("utf-8") for path in sorted((need_data("polnear") / "dev/text").glob("*.txt"))}
    carried = [carry(text, name, gold_rows[name]) for name, text in texts.items() if name in gold_rows]
    carried = [one for one in carried if len(one.report.paragraphs) > 3][: options.reports]
    others = [read_report(p.read_text("utf-8")) for p in sorted((need_data("polnear") / "train/text").glob("*.txt"))]
    others = [report for report in others if report.paragraphs]
    readings, gold, planted = [], dict[str, str](), dict[str, tuple[str, str]]()
    for number, (page, which) in enumerate(make_pages(carried, others, rng)):
        reading, keys = make_reading(page.made, number, carried[which].spans)
        readings.append(reading)
        prefix = "" if page.made.story.startswith("r") else f"{page.made.story}:"
        senses = {one.key: one.sense for one, _ in carried[which].spans.values()}
        for one, key in keys.items():
            gold[one] = prefix + senses[key]
            planted[one] = page.made.kind, page.changed.get(key, "")
    start = time.perf_counter()
    corpus = find_corpus(readings)
    seconds = time.perf_counter() - start
    figures = show(corpus.statements, gold, planted, misses=options.misses)
    figures["ms per page"] = round(1000 * seconds / len(readings), 2)
    print(f"{len(readings)} pages, {len(gold)} attributions: {seconds:.1f} s with their stories")
    write_result(options.json, "statements", figures, cases={"pages": len(readings), "attributions": len(gold)})


def show(
    statements: Sequence[Statement],
    gold: Mapping[str, str],
    planted: Mapping[str, tuple[str, str]],
    *,
    misses: bool,
) -> dict[str, float]:
    """Prints the tables; returns the figures."""
    found = {v.attribution: s.id for s in statements for v in s.variants}
    kinds = list(dict.fromkeys(kind for kind, _ in planted.values()))
    figures = {}
    print(f"{'':28}{'P':>8}{'R':>8}{'F1':>8}")
    for kind in ("all", *kinds):
        ids = [one for one in gold if kind in ("all", planted[one][0])]
        b3 = b_cubed(gold, found, ids)
        figures[f"{kind} f1"] = round(b3["f1"], 4)
        print(f"{kind:28}{b3['precision']:8.3f}{b3['recall']:8.3f}{b3['f1']:8.3f}")
    if misses:
        _print_merged(statements, gold)
    variants = {v.attribution: (s, v) for s in statements for v in s.variants}
    figures |= _alterations(variants, planted, misses=misses)
    figures |= _classes(variants, planted, misses=misses)
    return figures


def _print_merged(statements: Sequence[Statement], gold: Mapping[str, str]) -> None:
    for statement in statements:
        keys = dict.fromkeys(gold[variant.attribution] for variant in statement.variants)
        if len(keys) > 1:
            print(f"MERGED {list(keys)}")
            shown = {gold[variant.attribution]: variant for variant in statement.variants}
            for key, variant in shown.items():
                print(f"  {key[-12:]} {variant.speaker.name or variant.speaker.surface}: {variant.quote}")


def _alterations(
    variants: Mapping[str, tuple[Statement, Variant]], planted: Mapping[str, tuple[str, str]], *, misses: bool
) -> dict[str, float]:
    hit, right, number = Counter[str](), Counter[str](), Counter[str]()
    for one, (_, kind) in planted.items():
        if kind in alterations.ALTERATIONS:
            statement, variant = variants[one]
            flagged = {drift.kind for drift in variant.drift}
            number[kind] += 1
            hit[kind] += bool(flagged)
            right[kind] += kind in flagged
            if misses and kind not in flagged:
                print(f"MISSED {kind} ({variant.wording}) {sorted(flagged)}\n  {statement.quote}\n  {variant.quote}")
    print(f"\n{'planted':16}{'number':>8}{'found':>8}{'right':>8}")
    for kind in (*alterations.ALTERATIONS, "all"):
        n, h, r = (sum(c.values()) if kind == "all" else c[kind] for c in (number, hit, right))
        print(f"{kind:16}{n:8}{h / max(n, 1):8.3f}{r / max(n, 1):8.3f}")
    n = max(sum(number.values()), 1)
    return {"alterations found": round(sum(hit.values()) / n, 4), "named right": round(sum(right.values()) / n, 4)}


def _classes(
    variants: Mapping[str, tuple[Statement, Variant]], planted: Mapping[str, tuple[str, str]], *, misses: bool
) -> dict[str, float]:
    right, number, alarms, quiet = Counter[str](), Counter[str](), 0, 0
    for one, (page, kind) in planted.items():
        statement, variant = variants[one]
        expected = _expected(page, kind, variant)
        if expected is None:
            continue
        number[kind or "nothing"] += 1
        right[kind or "nothing"] += variant.wording in expected
        if kind in ("", "harmless"):
            quiet += 1
            alarms += bool(variant.drift)
        if misses and (variant.wording not in expected or (kind in ("", "harmless") and variant.drift)):
            print(f"{kind or 'nothing'}: {variant.wording} {variant.drift}\n  {statement.quote}\n  {variant.quote}")
    print(f"\n{'class':16}{'number':>8}{'right':>8}")
    for kind in number:
        print(f"{kind:16}{number[kind]:8}{right[kind] / number[kind]:8.3f}")
    print(f"false alarms: {alarms / max(quiet, 1):.2%} of {quiet}")
    return {
        "classed right": round(sum(right.values()) / max(sum(number.values()), 1), 4),
        "false alarms": round(alarms / max(quiet, 1), 4),
    }


def _expected(page: str, kind: str, variant: Variant) -> tuple[str, ...] | None:
    """Returns the classes that are right for a variant; ``None`` where the making of the page leaves it open."""
    if len(variant.quote.split()) < 4 or "spun" in page or page == "same template":
        return None
    if kind in ("", "harmless"):
        return ("best", "verbatim")
    return {
        "condition": ("cut", "edited"),
        "marks_gained": ("paraphrased", "edited", "verbatim"),
        "marks_lost": ("paraphrased", "edited", "verbatim"),
        "cut": ("cut",),
        "reported": ("paraphrased",),
    }.get(kind, ("edited", "cut") if kind == "negation" else ("edited",))


if __name__ == "__main__":
    sys.exit(main())
