"""Power lost at thousands of moments (tests/power), and what it costs to be safe from it.

    python -m benchmarks.power [--moments 2000] [--folder .]

The cost: pages kept with every transaction synced to the disk (`PRAGMA synchronous = FULL`, what onrecord does) and
without (`NORMAL`), by turns, in a folder on the disk that is asked about. Adds to benchmarks/results/kills.json.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.kills import write_results
from benchmarks.readings import Generator
from msgspec import to_builtins
from sqlalchemy import event
from tests.power.trial import Outcome, lose_often, record_steps

from onrecord.store.sqlite import open_sqlite

# Seeds and pages of the records that lose their power: small ones, opened and closed often, and one whose log of
# SQLite is emptied while it is written.
RECORDS = ((1, 12), (2, 12), (3, 24), (4, 60))
_PAGES, _ROUNDS = 100, 6


def lose(moments: int) -> dict[str, Any]:
    """Loses the power of each record at a part of the moments."""
    found = {}
    for seed, pages in RECORDS:
        with tempfile.TemporaryDirectory() as folder:
            steps = record_steps(Path(folder), seed, pages)
            found[f"{pages} pages, seed {seed}"] = lose_often(Path(folder), steps, moments // len(RECORDS), seed, pages)
            print(seed, pages, found[f"{pages} pages, seed {seed}"], flush=True)
    totals = {name: sum(getattr(one, name) for one in found.values()) for name in Outcome.__struct_fields__[:-1]}
    return {"total": totals, "records": to_builtins(found)}


def keep(folder: str, mode: str) -> tuple[float, float]:
    """Returns milliseconds a page, of the clock and of the processor, that keeping takes."""
    pages = list(Generator(7, copies=0.5).pages(_PAGES))
    with tempfile.TemporaryDirectory(dir=folder) as inside, open_sqlite(Path(inside) / "a.db") as store:
        event.listen(store.engine, "checkout", lambda raw, *_: raw.execute(f"PRAGMA synchronous = {mode}"))
        clock, processor = time.perf_counter(), time.process_time()
        for capture, reading in pages:
            store.keep(capture, reading)
        return (time.perf_counter() - clock) / _PAGES * 1000, (time.process_time() - processor) / _PAGES * 1000


def cost(folder: str) -> dict[str, Any]:
    """Returns what both ways of keeping take: the median of rounds that come by turns."""
    found: dict[str, list[tuple[float, float]]] = {"FULL": [], "NORMAL": []}
    for _ in range(_ROUNDS):
        for mode, rounds in found.items():
            rounds.append(keep(folder, mode))
    return {
        mode: {
            "clock ms a page": round(statistics.median(one[0] for one in rounds), 2),
            "processor ms a page": round(statistics.median(one[1] for one in rounds), 2),
        }
        for mode, rounds in found.items()
    }


def main() -> None:
    """Measures both and writes the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=2000)
    parser.add_argument("--folder", default=".")
    given = parser.parse_args()
    told = {"cost": cost(given.folder)}
    print(told, flush=True)
    command = f"python -m benchmarks.power --moments {given.moments}"
    write_results({"power": {"command": command, **lose(given.moments), **told}})


if __name__ == "__main__":
    main()
