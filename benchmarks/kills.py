"""Kills a process at random moments while it keeps, corrects, joins and migrates; proves that nothing kept is lost.

    python -m benchmarks.kills            200 kills, half on SQLite, half on PostgreSQL where there is one
    python -m benchmarks.kills --kills 20

Writes benchmarks/results/kills.json; `server_kills.py` and `power.py` add theirs.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct, to_builtins
from sqlalchemy import text

from onrecord.errors import StoreError
from onrecord.records.codec import encode_reading
from onrecord.run.verifying import verify_record
from onrecord.store.database import DatabaseStore
from onrecord.store.open import open_store
from onrecord.store.schema import metadata

ROOT = Path(__file__).resolve().parent.parent
PAGES = 60
# Of revision 0003; what came later is made again by the migrations.
_FIRST_TABLES = {"captures", "readings", "pages", "attributions", "fetches", "state"}
# What later revisions have added to those tables.
_LATER = (
    *(f"DROP INDEX ix_readings_{column}" for column in ("sha256", "place")),
    *(f"ALTER TABLE attributions DROP COLUMN {column}" for column in ("party", "office", "office_words")),
)
_LATER_IN = {
    "sqlite": [f"DROP TRIGGER pages_{event}_noted" for event in ("insert", "update", "delete")],
    "postgresql": ["DROP FUNCTION note_change CASCADE"],
}
# The longest that a worker may live once it is at work: about what all pages take.
_MOST_SECONDS = 2.5


class Outcome(Struct, kw_only=True):
    """What came of some kills on one engine.

    Attributes:
        kills: Processes killed before they were done.
        rounds: Records that were brought to their end.
        said: Pages that a worker had said were kept when it was killed.
        lost: Those of them that the record did not have.
        corrections_lost: The same of corrections.
        findings: What `verify` found wrong, after each kill.
        unequal: Records that were not, in the end, equal to one that was never killed.
        seconds: That it took.
    """

    kills: int = 0
    rounds: int = 0
    said: int = 0
    lost: int = 0
    corrections_lost: int = 0
    findings: int = 0
    unequal: int = 0
    seconds: float = 0.0


def kill_often(new_record: Callable[[], str], kills: int, seed: int) -> Outcome:
    """Kills workers until `kills` have died; each record goes on until it is done, then the next begins.

    Args:
        new_record: Makes the name of a record that is not there, or empty.
        kills: How many.
        seed: Of the moments.
    """
    rng, outcome, start = random.Random(seed), Outcome(), time.monotonic()
    unbroken = new_record()
    _work(unbroken, seed, None)
    wanted = contents(unbroken)
    while outcome.kills < kills:
        record, said = new_record(), set[str]()
        if outcome.rounds % 2:
            said |= {line for line in _work(record, seed, None)[0] if line.startswith("kept ")}
            _age(record)
        for _ in itertools.count():
            # Early moments too: there the tables are made.
            limit = rng.random() ** 2 * _MOST_SECONDS if outcome.kills < kills else None
            lines, is_done = _work(record, seed, limit)
            said |= set(lines)
            outcome.kills += not is_done
            judge(outcome, record, said)
            if is_done:
                break
        outcome.rounds += 1
        outcome.unequal += contents(record) != wanted
    outcome.seconds = round(time.monotonic() - start, 1)
    return outcome


def _age(record: str) -> None:
    """Makes of a record one that an earlier onrecord left, with its pages and without the tables that came since."""
    with open_store(record) as store:
        assert isinstance(store, DatabaseStore)
        with store.connect(write=True) as connection:
            for command in (*_LATER, *_LATER_IN[store.engine.dialect.name]):
                connection.execute(text(command))
            for table in reversed(metadata.sorted_tables):
                if table.name not in _FIRST_TABLES:
                    connection.execute(text(f"DROP TABLE {table.name}"))
            connection.execute(text("DELETE FROM state WHERE name = 'stages'"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))


def contents(record: str) -> object:
    """Returns everything that a record exports."""
    with open_store(record, write=False) as store:
        readings = list(store.readings())
        exports = [encode_reading(reading) for reading in readings]
        data = [store.capture(reading.page.sha256) for reading in readings]
        return exports, data, list(store.stories()), list(store.statements()), store.corrections()


def _work(record: str, seed: int, limit_s: float | None) -> tuple[list[str], bool]:
    """Runs a worker, killed after `limit_s` of work; returns what it said, and whether it came to its end."""
    command = [sys.executable, "-m", "benchmarks.kill_worker", record, str(seed), str(PAGES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as worker:
        assert worker.stdout is not None
        lines = [worker.stdout.readline().strip()]
        timer = threading.Timer(limit_s, worker.kill) if limit_s is not None else None
        if timer is not None:
            timer.start()
        lines += [line.strip() for line in worker.stdout]
        worker.wait()
        if timer is not None:
            timer.cancel()
    if worker.returncode not in (0, -9):
        raise RuntimeError(f"the worker ended by itself with {worker.returncode}: {lines[-3:]}")
    return lines, lines[-1] == "done"


class Judged(Protocol):
    """What is counted after every end; see `Outcome`."""

    said: int
    lost: int
    corrections_lost: int
    findings: int


def judge(outcome: Judged, record: str, said: set[str]) -> None:
    """Looks whether the record has what workers said that it has."""
    kept = {line.split()[1] for line in said if line.startswith("kept ")}
    corrected = max((int(line.split()[1]) for line in said if line.startswith("corrected ")), default=0)
    try:
        with open_store(record, write=False) as store:
            there = {reading.page.id for reading in store.readings()}
            outcome.corrections_lost += max(corrected - len(store.corrections()), 0)
    except StoreError:
        there = set()  # killed before there was a record
    outcome.said += len(kept)
    outcome.lost += len(kept - there)
    if there:
        outcome.findings += len(verify_record(record).found)


@contextlib.contextmanager
def engines() -> Iterator[dict[str, Callable[[], str]]]:
    """Gives the ways of making a new record, by engine; PostgreSQL only where there is a server to run."""
    import pytest
    from tests.postgres import running_server

    numbers = itertools.count()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        found: dict[str, Callable[[], str]] = {"sqlite": lambda: f"{folder}/{next(numbers)}.db"}
        with contextlib.suppress(pytest.skip.Exception):
            server = stack.enter_context(running_server())
            found["postgresql"] = server.new_database
        yield found


def write_results(found: dict[str, Any]) -> None:
    """Writes figures into the file of results, beside those of the other kinds of faults."""
    out = ROOT / "benchmarks" / "results" / "kills.json"
    known = json.loads(out.read_text("utf-8")) if out.exists() else {}
    out.write_text(json.dumps(known | found, indent=2) + "\n", "utf-8")


def main() -> None:
    """Runs the kills and writes what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with engines() as found:
        results = {}
        for name, new_record in found.items():
            results[name] = kill_often(new_record, given.kills // len(found), given.seed)
            print(name, results[name])
    command = f"python -m benchmarks.kills --kills {given.kills}"
    write_results({"command": command, "pages": PAGES, "engines": to_builtins(results)})


if __name__ == "__main__":
    main()
