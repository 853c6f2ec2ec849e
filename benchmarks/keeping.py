"""How fast pages are kept and joined, and how fast the record answers, as it grows. Readings are made up by rule.

    python -m benchmarks.keeping                   1,000 pages
    python -m benchmarks.keeping --pages 100000    by hand; writes benchmarks/results/keeping.json and docs/keeping.svg

Seconds are of the processor, of one core, so that other work on the machine does not count; those of the clock are
beside.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.readings import Generator

from onrecord.records import Reading
from onrecord.run.corpus import BATCH
from onrecord.run.record import Record
from onrecord.store.contract import Filter
from onrecord.store.open import open_store

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "keeping.json"
PLOT = ROOT / "docs" / "keeping.svg"
# Pages after which the record is asked, and how often.
STEPS = (1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 50_000, 75_000, 100_000)
QUESTIONS = 200


def main() -> None:
    """Runs the benchmark and writes what it found after every step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--record", default=None, help="an empty record; a temporary file if left out")
    parser.add_argument("--dry", action="store_true", help="print only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        name = given.record or f"{folder}/onrecord.db"
        steps: list[dict[str, Any]] = []
        with Record(open_store(name)) as record:
            keep(record, given.pages, lambda step: _note(steps, step, dry=given.dry))


def keep(record: Record, number: int, note: Callable[[dict[str, Any]], None]) -> None:
    """Keeps and joins `number` pages; after each step the record is asked."""
    rng = random.Random(1)
    generator = Generator(1)
    asked: list[Reading] = []
    spent = {"keep": 0.0, "join": 0.0, "wall": 0.0}
    since = dict(spent, pages=0)
    done = 0
    while done < number:
        batch = list(generator.pages(min(BATCH, number - done)))
        asked = [*asked[-2 * QUESTIONS :], *(reading for _, reading in rng.sample(batch, min(20, len(batch))))]
        wall, start = time.monotonic(), time.process_time()
        for capture, reading in batch:
            record.keep(capture, reading)
        kept = time.process_time()
        record.store.join(BATCH)
        spent["keep"] += kept - start
        spent["join"] += time.process_time() - kept
        spent["wall"] += time.monotonic() - wall
        done += len(batch)
        if done >= number or any(done - len(batch) < step <= done for step in STEPS):
            note(_step(record, asked, done, spent, since))
            since = dict(spent, pages=done)


def _step(record: Record, asked: Sequence[Reading], done: int, spent: dict[str, float], since: dict[str, float]) -> Any:
    pages = done - since["pages"]
    taken = {name: spent[name] - since[name] for name in spent}
    size = record.counts().size_bytes
    return {
        "pages": done,
        "readings_per_cpu_s": round(pages / (taken["keep"] + taken["join"]), 1),
        "readings_per_s": round(pages / taken["wall"], 1),
        "keep_ms": round(1000 * taken["keep"] / pages, 2),
        "join_ms": round(1000 * taken["join"] / pages, 2),
        "cpu_s": round(spent["keep"] + spent["join"], 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "record_mb": round(size / 1e6, 1),
        **_ask(record, asked),
    }


def _ask(record: Record, asked: Sequence[Reading]) -> dict[str, float]:
    """Asks what was said, in part and altered, and searches for its words."""
    rng = random.Random(2)
    said = [one for reading in asked for one in reading.attributions]
    questions = [one.quote.strip("“”").split() for one in rng.choices(said, k=QUESTIONS)]
    checks, searches = [], []
    for words in questions:
        part = words[: rng.randint(6, len(words))]
        part[rng.randrange(len(part))] = rng.choice(words)
        checks.append(_timed(lambda part=part: record.check(" ".join(part))))  # type: ignore[misc]
        wanted = Filter(search=f'"{" ".join(words[2:4])}"')
        searches.append(_timed(lambda wanted=wanted: list(record.entries(wanted))))  # type: ignore[misc]
    return {
        "check_p50_ms": _share(checks, 0.5),
        "check_p95_ms": _share(checks, 0.95),
        "search_p50_ms": _share(searches, 0.5),
        "search_p95_ms": _share(searches, 0.95),
    }


def _timed(ask: Callable[[], object]) -> float:
    start = time.process_time()
    ask()
    return 1000 * (time.process_time() - start)


def _share(times: list[float], share: float) -> float:
    return round(sorted(times)[int(share * (len(times) - 1))], 2)


def _note(steps: list[dict[str, Any]], step: dict[str, Any], *, dry: bool) -> None:
    steps.append(step)
    print(json.dumps(step), flush=True)
    if dry:
        return
    document = {
        "command": f"python -m benchmarks.keeping --pages {step['pages']}",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, SQLite",
        "batch": BATCH,
        "steps": steps,
    }
    RESULTS.write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    if len(steps) > 1:
        _plot(steps)


def _plot(steps: Sequence[dict[str, Any]]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "onrecord"
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    pages = [step["pages"] for step in steps]
    left.plot(pages, [step["cpu_s"] for step in steps], marker="o", markersize=3)
    left.set(xlabel="pages in the record", ylabel="seconds of one core", title="keeping and joining")
    for name, label in (("check_p95_ms", "check, 95 % within"), ("search_p95_ms", "search, 95 % within")):
        right.plot(pages, [step[name] for step in steps], marker="o", markersize=3, label=label)
    right.set(xlabel="pages in the record", ylabel="milliseconds", title="asking")
    right.legend()
    for axes in (left, right):
        axes.set(xlim=(0, None), ylim=(0, None))
    figure.tight_layout()
    figure.savefig(PLOT, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    main()
