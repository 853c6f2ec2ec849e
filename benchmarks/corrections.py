"""What a correction of a statement takes in a large record: to be written, and to be applied.

    python -m benchmarks.corrections RECORD --times 100 [--json FILE]

On a copy of RECORD (one that `web.py` made, say) wordings leave their statements and statements become one, by turns,
`--times` times; then all of that is undone. Figures are seconds of processor time, median and 99th percentile, and how
many statements are not what they were in the end.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from onrecord.records.correction import Correction, CorrectionKind, Draft
from onrecord.records.statement import Statement
from onrecord.run.correcting import correct, draft_of_two
from onrecord.store.contract import Store
from onrecord.store.open import open_store

# Of how many statements, in order of their ids, some are chosen: ids are hashes, so these are a sample.
_SAMPLE = 5_000


def copy_of(record: Path, folder: str) -> Path:
    """Returns a copy of a record in SQLite, as it stands, whoever reads it meanwhile."""
    made = Path(folder) / "record.db"
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as old, closing(sqlite3.connect(made)) as new:
        old.backup(new)
    return made


class Clock:
    """Processor time of what is done, by kind."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {"written": [], "applied": []}

    def run(self, store: Store, write: Callable[[], Correction]) -> Correction:
        """Writes a correction and applies it."""
        start = time.process_time()
        line = write()
        written = time.process_time()
        while store.join():
            pass
        self.spent["written"].append(written - start)
        self.spent["applied"].append(time.process_time() - written)
        return line

    def figures(self) -> dict[str, dict[str, float]]:
        """Returns the median and the 99th percentile of each kind."""
        return {
            name: {"median": round(statistics.median(times), 4), "p99": round(sorted(times)[len(times) * 99 // 100], 4)}
            for name, times in self.spent.items()
        }


def measure(store: Store, number: int) -> dict[str, object]:
    """Corrects and undoes; returns the figures."""
    while store.join():
        pass
    chosen = list(islice(store.statements(), _SAMPLE))
    random.Random(1).shuffle(chosen)
    many = [one for one in chosen if len(one.variants) > 1]
    clock, lines, touched = Clock(), list[Correction](), dict[str, Statement]()
    for place in range(number):
        if place % 2 and many:
            one = many.pop()
            say = partial(_say, store, "different_statements", (one.variants[-1].attribution, ""))
        else:
            one, other = chosen.pop(), chosen.pop()
            say = partial(_say, store, "same_statement", (one.id, other.id))
            touched[other.id] = other
        touched[one.id] = one
        lines.append(clock.run(store, say))
    for line in reversed(lines):
        clock.run(store, partial(correct, store, Draft(kind="undo", who="Ida", why="no", undoes=line.id)))
    again = sum(store.statement(name) != one for name, one in touched.items())
    return {"corrections": 2 * number, "seconds": clock.figures(), "otherwise_after_undoing": again}


def _say(store: Store, kind: CorrectionKind, asked: tuple[str, str]) -> Correction:
    return correct(store, draft_of_two(store, kind, asked, who="Ida", why="heard it"))


def main() -> None:
    """Measures and writes the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("record", type=Path)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(copy_of(options.record, folder)) as store:
        counts = store.counts()
        found = {"pages": counts.pages, "attributions": counts.statements, **measure(store, options.times)}
    text = (
        json.dumps({"command": f"python -m benchmarks.corrections RECORD --times {options.times}", **found}, indent=2)
        + "\n"
    )
    sys.stdout.write(text)
    if options.json:
        options.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
