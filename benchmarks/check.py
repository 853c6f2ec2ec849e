"""check.py [--json FILE] [--seed N] [--questions N]: whether `check` gives the right verdict on planted questions.

The record is the copies of the development texts of PolNeAR that `statements.py` makes, read by the corpus's
annotations and the speaker gold; no model runs. A fifth of the questions each: a quotation as it stands; a part of one;
one altered by rule (`alterations.py`); one asked of somebody else; one that nobody said (quotations of the training
texts). A part of half its words or more may also be whole sentences, which are verbatim; an altered copy is in the
record too, and its words must not become verbatim. Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import alterations
from copies import read_report
from onrecord.pipeline.checking import check_quotation, finder_of
from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Capture, Origin, Reading
from onrecord.run.checking import open_finder
from onrecord.store.contract import Store
from onrecord.store.open import open_store
from report import need_data, write_result
from statements import carry, make_pages, make_reading, read_gold

_MIN_WORDS = 6
_QUOTED = re.compile(r"“([^“”\"]{25,400})”|\"([^“”\"]{25,400})\"")
_KEPT_KINDS = ("whole", "cut", "spun", "extended", "altered 0")


class Question(NamedTuple):
    """One question, and the verdicts that are right."""

    kind: str
    asked: str
    speaker: str | None
    right: tuple[str, ...]


class Said(NamedTuple):
    """A quotation of the record, with who said it."""

    words: str
    speaker: str


def make_record(seed: int) -> tuple[list[Reading], list[Said]]:
    """Returns the readings and the quotations that stand on whole pages of them."""
    rng, rows = random.Random(seed), read_gold()
    texts = {path.stem: path.read_text("utf-8") for path in sorted((need_data("polnear") / "dev/text").glob("*.txt"))}
    carried = [carry(text, name, rows[name]) for name, text in texts.items() if name in rows]
    carried = [one for one in carried if len(one.report.paragraphs) > 3]
    others = [read_report(p.read_text("utf-8")) for p in sorted((need_data("polnear") / "train/text").glob("*.txt"))]
    readings, said = [], []
    for number, (page, which) in enumerate(make_pages(carried, [o for o in others if o.paragraphs], rng)):
        if page.made.kind in _KEPT_KINDS:
            reading, _ = make_reading(page.made, number, carried[which].spans)
            readings.append(reading)
            if page.made.kind == "whole":
                said += _quotations(reading)
    return readings, sorted(set(said))


def _quotations(reading: Reading) -> Iterator[Said]:
    for attribution in reading.attributions:
        speaker = attribution.speaker
        named = speaker.type in ("person", "organisation") and speaker.name
        match = re.fullmatch(_QUOTED, attribution.quote.strip())
        if named and match and len(attribution.quote.split()) >= _MIN_WORDS:
            yield Said((match[1] or match[2]).rstrip(",."), speaker.name)


def keep(readings: Sequence[Reading], path: Path) -> Store:
    """Returns a record with the readings, joined."""
    store = open_store(path)
    for reading in readings:
        data = reading.page.text.encode()
        store.keep(
            Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=Origin(url=reading.page.url)), reading
        )
    while store.join(100):
        pass
    return store


def never_said() -> list[str]:
    """Returns quotations of reports that are not in the record."""
    texts = [path.read_text("utf-8") for path in sorted((need_data("polnear") / "train/text").glob("*.txt"))]
    found = [(m[1] or m[2]).rstrip(",.") for text in texts for m in _QUOTED.finditer(text)]
    return sorted({words for words in found if len(words.split()) >= _MIN_WORDS})


def make_questions(said: Sequence[Said], number: int, rng: random.Random) -> Iterator[Question]:
    """Yields `number` questions, the five kinds in turn."""
    strangers = never_said()
    speakers = sorted({one.speaker for one in said})
    known = {re.sub(r"\W+", " ", one.words.lower()) for one in said}
    while number > 0:
        one = rng.choice(said)
        kind = ("verbatim", "cut", "altered", "other_speaker", "not_on_record")[number % 5]
        question = _question(kind, one, speakers, strangers, rng)
        if question is None:
            continue
        if kind == "not_on_record" and re.sub(r"\W+", " ", question.asked.lower()) in known:
            continue
        number -= 1
        yield question


def _question(
    kind: str, one: Said, speakers: Sequence[str], strangers: Sequence[str], rng: random.Random
) -> Question | None:
    """Returns a question of one kind about a quotation; ``None`` where it lends itself to none."""
    if kind == "verbatim":
        return Question(kind, one.words, rng.choice((one.speaker, None)), ("verbatim",))
    if kind == "cut":
        return _cut(one, rng)
    if kind == "altered":
        return _altered(one, rng)
    if kind == "other_speaker":
        other = rng.choice(speakers)
        shared = set(other.lower().split()) & set(one.speaker.lower().split())
        return None if shared else Question(kind, one.words, other, ("other_speaker",))
    return Question(kind, rng.choice(strangers), rng.choice((one.speaker, None)), ("not_on_record",))


def _cut(one: Said, rng: random.Random) -> Question | None:
    words = one.words.split()
    size = rng.randint(4, max(4, len(words) - 2))
    if size >= len(words):
        return None
    start = rng.randint(0, len(words) - size)
    part = " ".join(words[start : start + size])
    right = ("cut", "verbatim") if _is_whole(part, one.words) else ("cut",)
    return Question("cut", part, rng.choice((one.speaker, None)), right)


def _altered(one: Said, rng: random.Random) -> Question | None:
    by = rng.choice([alter for name, alter in alterations.ALTERATIONS.items() if not name.startswith("marks")])
    other = by(one.words, rng)
    if other is None or other == one.words:
        return None
    # A condition dropped at the end leaves a part of the quotation, word for word.
    return Question("altered", other, one.speaker, ("altered", "cut") if other in one.words else ("altered",))


def _is_whole(part: str, words: str) -> bool:
    """Tells whether a part is whole sentences of the quotation."""
    at = words.find(part)
    before, after = words[:at].rstrip(), words[at + len(part) :]
    return (not before or before[-1:] in ".?!…") and (not after.strip(".?! ") or part[-1:] in ".?!")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--memory", action="store_true", help="find statements in memory, and not in a kept record")
    parser.add_argument("--misses", action="store_true", help="print what was judged wrong")
    options = parser.parse_args()
    readings, said = make_record(options.seed)
    if options.memory:
        find = finder_of(find_corpus(readings).statements)
    else:
        store = keep(readings, Path(tempfile.mkdtemp()) / "onrecord.db")
        find = open_finder(store)
    right, number, lost, times = Counter[str](), Counter[str](), 0, []
    for question in make_questions(said, options.questions, random.Random(options.seed)):
        start = time.perf_counter()
        check = check_quotation(question.asked, question.speaker, find)
        times.append(time.perf_counter() - start)
        number[question.kind] += 1
        right[question.kind] += check.verdict in question.right
        lost += question.kind == "verbatim" and check.verdict == "not_on_record"
        if options.misses and check.verdict not in question.right:
            source = check.sources[0] if check.sources else None
            print(f"{question.kind} -> {check.verdict} ({question.speaker})\n  {question.asked}")
            print(f"  {source.quote if source else ''} ({source.speaker if source else ''})")
    print(f"{'':16}{'number':>8}{'right':>8}")
    for kind in sorted(number):
        print(f"{kind:16}{number[kind]:8}{right[kind] / number[kind]:8.3f}")
    times.sort()
    figures = {f"{kind} right": round(right[kind] / number[kind], 4) for kind in sorted(number)}
    figures["right"] = round(sum(right.values()) / sum(number.values()), 4)
    figures["verbatim but not on record"] = lost
    figures["p95 ms"] = round(1000 * times[int(0.95 * len(times))], 2)
    print(figures)
    write_result(options.json, "check", figures, cases={"questions": len(times), "pages": len(readings)})


if __name__ == "__main__":
    sys.exit(main())
