"""docket.py [--json FILE] [--misses]: positions, proposals and meetings of the example pages, and what they cost.

What is planted in `examples/` against `examples/corpus.json`, by the docket `examples/docket.toml`. Cost: the same
pages repeated under other names until they hold `--statements` statements; seconds of one core for all that a record
adds up to, from scratch and after one page more.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from onrecord.docket import PageNotes, names_of, note_page, read_docket
from onrecord.models import load_model
from onrecord.pipeline.briefing import make_brief
from onrecord.pipeline.judging import Memory, judge, judge_noted
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.people import Memory as PeopleMemory
from onrecord.pipeline.people import find_people
from onrecord.pipeline.reading import read_capture
from onrecord.pipeline.weighing import Memory as WeighingMemory
from onrecord.pipeline.weighing import weigh
from onrecord.records import Failure, Reading
from onrecord.records.corpus import Corpus
from onrecord.records.docket import Docket
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement
from onrecord.sources import iter_captures
from report import write_result

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def read_examples() -> list[Reading]:
    """Returns the example pages as read by the shipped model."""
    model = load_model()
    found = []
    for capture in iter_captures([str(EXAMPLES)]):
        outcome = read_capture(capture, model) if not isinstance(capture, Failure) else capture
        if isinstance(outcome, Reading):
            found.append(outcome)
    return found


def bare(words: str) -> str:
    """Returns words without marks and case, so that where a quotation begins does not matter."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def is_said(statement: Statement, page: str, words: str) -> bool:
    """Tells whether a statement has these words on this page, or the page's sentence begins in it."""
    wanted = bare(words)
    return any(
        str(variant.page.path).endswith(page) and (wanted in bare(variant.quote) or bare(variant.quote) in wanted)
        for variant in statement.variants
    )


class Tally:
    """What was found of what is planted, and what is there besides."""

    def __init__(self) -> None:
        self.found: dict[str, list[bool]] = {}
        self.misses: list[str] = []
        self.extra: dict[str, int] = {}

    def add(self, kind: str, hit: bool, what: str) -> None:
        """Counts one that is planted."""
        self.found.setdefault(kind, []).append(hit)
        if not hit:
            self.misses.append(f"{kind}: {what}")

    def figures(self) -> dict[str, float]:
        """Returns the share found of each kind, and how many are there besides."""
        shares = {f"{kind} found": round(sum(hits) / len(hits), 3) for kind, hits in self.found.items()}
        return shares | {f"{kind} planted": len(hits) for kind, hits in self.found.items()} | self.extra


def tally_positions(judged: Judged, statements: dict[str, Statement], expected: Sequence[Any], tally: Tally) -> None:
    """Counts statements under their party and issue, changes and contradictions."""
    positions = {(p.party, p.issue): p for p in judged.positions}
    right_changes = right_pairs = 0
    for wanted in expected:
        name = f"{wanted['party']} on {wanted['issue']}"
        position = positions.get((wanted["party"], wanted["issue"]))
        steps = [statements[step.statement] for step in position.steps] if position else []
        for one in wanted["statements"]:
            hit = any(is_said(statement, one["page"], one["words"]) for statement in steps)
            tally.add("statements", hit, f"{name}: {one['words']}")
        for change in wanted["changes"]:
            at = change["at"]
            hit = position is not None and any(
                c.kind in change["kind"] and is_said(statements[c.statement], at["page"], at["words"])
                for c in position.changes
            )
            right_changes += hit
            tally.add("changes", hit, f"{name}: {change['kind']}: {at['words']}")
        for two in wanted["contradictions"]:
            hit = position is not None and any(
                all(
                    any(is_said(statements[key], two[side]["page"], two[side]["words"]) for key in (c.first, c.second))
                    for side in "ab"
                )
                for c in position.contradictions
            )
            right_pairs += hit
            tally.add("contradictions", hit, f"{name}: {two['a']['words']} / {two['b']['words']}")
    listed = {(wanted["party"], wanted["issue"]) for wanted in expected}
    kept = [positions[key] for key in listed if key in positions]
    tally.extra["changes besides"] = (
        sum(c.kind not in {"first", "silence"} for p in kept for c in p.changes) - right_changes
    )
    tally.extra["contradictions besides"] = sum(len(p.contradictions) for p in kept) - right_pairs


def tally_proposals(judged: Judged, expected: Sequence[Any], tally: Tally) -> None:
    """Counts versions, statuses, answers and sticking points."""
    proposals = {p.name: p for p in judged.proposals}
    planted = set()
    for wanted in expected:
        found = proposals.get(wanted["name"])
        tally.add("proposals", found is not None, wanted["name"])
        if found is None:
            continue
        for version in wanted["versions"]:
            hit = any(v.name == version["name"] and v.first == version["since"] for v in found.versions)
            tally.add("versions", hit, f"{wanted['name']}: {version['name']}")
        for status in wanted["statuses"]:
            events = [
                event
                for event in found.events
                if event.status in status["status"] and overlaps(event.evidence.words, status["words"])
            ]
            planted |= {id(event) for event in events}
            tally.add("statuses", bool(events), f"{wanted['name']}: {status['status']}: {status['words']}")
        for answer in wanted.get("answers", ()):
            hit = any(
                s.party == answer["party"]
                and s.stance in answer["answer"]
                and (not answer.get("version") or s.version == answer["version"])
                for s in found.stances
            )
            tally.add("answers to proposals", hit, f"{wanted['name']}: {answer['party']} {answer['answer']}")
        for point in wanted["sticking_points"]:
            hit = any(overlaps(one.evidence.words, point["words"]) for one in found.sticking_points)
            tally.add("sticking points", hit, f"{wanted['name']}: {point['words']}")
    tally.extra["proposals besides"] = len(proposals) - len(expected)


def tally_meetings(judged: Judged, expected: Sequence[Any], tally: Tally) -> None:
    """Counts meetings by their day and by the status that each page tells."""
    right = set()
    for wanted in (one for one in expected if not one.get("optional")):
        on_day = [m for m in judged.meetings if m.start and m.start <= wanted["when"] <= (m.end or m.start)]
        right |= {m.id for m in on_day}
        tally.add("meetings", bool(on_day), f"{wanted['what']} ({wanted['when']})")
        for status in wanted["statuses"]:
            hit = any(
                r.status == status["status"] and str(r.page.path).endswith(status["page"])
                for m in on_day
                for r in m.reports
            )
            tally.add("meeting statuses", hit, f"{wanted['what']}: {status['status']}: {status['words']}")
    days = {one["when"] for one in expected}
    tally.extra["meetings besides"] = sum(
        m.id not in right and m.start is not None and not any(m.start <= d <= (m.end or m.start) for d in days)
        for m in judged.meetings
    )


def overlaps(one: str, other: str) -> bool:
    """Tells whether two stretches share most words of the shorter."""
    first, second = bare(one).split(), bare(other).split()
    return len(set(first) & set(second)) >= 0.6 * min(len(set(first)), len(set(second)))


def repeated(corpus: Corpus, readings: Sequence[Reading], number: int) -> tuple[Corpus, list[Reading]]:
    """Returns the pages under other names until they hold `number` statements; every quote is another."""
    statements: list[Statement] = []
    pages: list[Reading] = []
    for k in range(-(-number // len(corpus.statements))):
        pages += [
            replace(
                reading,
                page=replace(reading.page, id=f"{reading.page.id}{k}"),
                attributions=tuple(replace(a, id=f"{a.id}{k}") for a in reading.attributions),
                meetings=tuple(replace(m, id=f"{m.id}{k}") for m in reading.meetings),
            )
            for reading in readings
        ]
        statements += [
            replace(
                s,
                id=f"{s.id}{k}",
                quote=f"{s.quote} {k}",
                variants=tuple(
                    replace(v, attribution=f"{v.attribution}{k}", page=replace(v.page, id=f"{v.page.id}{k}"))
                    for v in s.variants
                ),
            )
            for s in corpus.statements
        ]
    return Corpus(statements=tuple(sorted(statements, key=lambda one: one.id))), pages


class Everything:
    """What a record adds up to, with the memories that a finder keeps."""

    def __init__(self, docket: Docket) -> None:
        self.docket = docket
        self.judging, self.weighing, self.people = Memory(), WeighingMemory(), PeopleMemory()
        self.seconds: dict[str, float] = {}

    def find(self, corpus: Corpus, notes: dict[str, PageNotes]) -> None:
        """Finds it all, and how many seconds of one core each part takes."""
        start = time.process_time()
        judged = judge_noted(corpus, lambda _: notes, self.docket, self.judging)
        start = self._timed("docket", start)
        weigh(corpus.statements, judged, None, self.weighing)
        start = self._timed("answers and weights", start)
        find_people(corpus.statements, (), self.people)
        start = self._timed("people", start)
        make_brief(corpus, judged, None, None, self.weighing, judging=self.judging)
        self._timed("brief", start)

    def _timed(self, name: str, start: float) -> float:
        now = time.process_time()
        self.seconds[name] = round(now - start, 2)
        return now


def cost(corpus: Corpus, readings: Sequence[Reading], docket: Docket, number: int) -> Iterator[tuple[str, float]]:
    """Yields seconds of one core, from scratch and after one page more with its statements, part by part and in all."""
    large, pages = repeated(corpus, readings, number)
    names = names_of(docket)
    start = time.process_time()
    notes = {reading.page.id: note_page(reading, names) for reading in pages}
    yield "seconds, notes", round(time.process_time() - start, 2)
    # The last page comes later than all the others.
    last = max(pages, key=lambda reading: len(reading.attributions)).page.id
    some = [one for one in large.statements if all(v.page.id != last for v in one.variants)]
    everything = Everything(docket)
    everything.find(Corpus(statements=tuple(some)), {page: one for page, one in notes.items() if page != last})
    for name, seconds in everything.seconds.items():
        yield f"seconds, {name}", seconds
    yield "seconds from scratch", round(sum(everything.seconds.values()), 2)
    everything.find(large, notes)
    for name, seconds in everything.seconds.items():
        yield f"seconds after one more, {name}", seconds
    yield "seconds after one more, everything", round(sum(everything.seconds.values()), 2)
    yield "statements", len(large.statements)
    yield "pages", len(pages)
    yield "megabytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    parser.add_argument("--statements", type=int, default=0, help="measure the cost with this many")
    options = parser.parse_args()
    readings = read_examples()
    expected = json.loads((EXAMPLES / "corpus.json").read_text("utf-8"))
    docket = read_docket((EXAMPLES / "docket.toml").read_text("utf-8"))
    corpus = find_corpus(readings)
    judged = judge(corpus, lambda: readings, docket)
    tally = Tally()
    tally_positions(judged, {s.id: s for s in corpus.statements}, expected["positions"], tally)
    tally_proposals(judged, expected["proposals"], tally)
    tally_meetings(judged, expected["meetings"], tally)
    figures = tally.figures()
    if options.statements:
        figures |= dict(cost(corpus, readings, docket, options.statements))
    for name, value in figures.items():
        print(f"{name:32} {value:g}")
    if options.misses:
        print(*tally.misses, sep="\n")
    write_result(options.json, "docket", figures)


if __name__ == "__main__":
    main()
