"""A long run by hand, over all targets: ``python -m tests.fuzz.campaign FOLDER [--cases 1000000] [--seed 1]``.

Each slice is a thousand cases (a hundred of whole readings): some that the strategies made, the rest mutants of these
(`mutants.py`). Ten slices share what the strategies made and a copy of this process; seeds follow from their names.
Every slice adds a line to FOLDER/log.jsonl; a run that was stopped goes on with the slices that are not there. What
fails is kept in FOLDER/failures. A case that ends the process, or takes a minute of the processor, ends its copy alone.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import pickle
import random
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.fuzz.mutants import mutate_value
from tests.fuzz.targets import TARGETS

# A case that takes longer, in seconds of the processor, hangs; the second number ends it.
SLOW_S, KILL_S = 5.0, 60.0
# Cases in a million by target: what is dear comes less often.
SHARES = {
    "text": 390_000,
    "jsonl": 140_000,
    "warc": 120_000,
    "feed": 60_000,
    "anything": 110_000,
    "document": 90_000,
    "query": 30_000,
    "html": 50_000,
    "reading": 10_000,
}
_SLICE = {"reading": 100}
# Slices in one process, so that its memory does not grow, and the part of them that strategies make.
_ROUND, _MADE = 10, 0.03
_SIZE, _MOST_NOTED = struct.Struct("<Q"), 1 << 24


def made(target: str, number: int, rng: random.Random) -> list[Any]:
    """Returns `number` inputs that the target's strategy makes."""
    values: list[Any] = []

    def collect(value: Any) -> None:
        values.append(value)

    told = settings(
        max_examples=number,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    seed(rng.randrange(2**32))(told(given(TARGETS[target][1])(collect)))()
    return values


def inputs_of(pool: list[Any], place: int, cases: int, rng: random.Random) -> Iterator[Any]:
    """Yields the inputs of the slice at `place` of its round: a part of the pool, then mutants; `pool` changes."""
    yield from pool[place::_ROUND][:cases]
    for _ in range(cases - len(pool[place::_ROUND][:cases])):
        value = mutate_value(rng.choice(pool), pool, rng)
        if rng.random() < 0.1:
            pool[rng.randrange(len(pool))] = value  # changes add up
        yield value


class Slice:
    """A slice at work: writes down each input before it is tried, so that one that ends the process is known."""

    def __init__(self, folder: Path, target: str, number: int, now: mmap.mmap) -> None:
        self.folder, self.target, self.number, self.now = folder, target, number, now
        self.row: dict[str, Any] = {
            "target": target,
            "slice": number,
            "cases": 0,
            "failures": 0,
            "slow": 0,
            "worst": 0.0,
        }

    def run(self, inputs: Iterator[Any]) -> dict[str, Any]:
        """Tries all inputs and returns the line of the log."""
        check = TARGETS[self.target][0]
        begun = time.process_time()
        for value in inputs:
            self.note(value)
            signal.setitimer(
                signal.ITIMER_PROF, KILL_S
            )  # nothing catches SIGPROF: it ends the process in whatever loop
            start = time.process_time()
            try:
                check(value)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - a library's panic is no Exception
                self.keep(value, "".join(traceback.format_exception(error)))
                self.row["failures"] += 1
            spent = time.process_time() - start
            if spent > SLOW_S:
                self.keep(value, f"{spent:.1f} s")
                self.row["slow"] += 1
            self.row["cases"] += 1
            self.row["worst"] = round(max(self.row["worst"], spent), 3)
        signal.setitimer(signal.ITIMER_PROF, 0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return {**self.row, "cpu": round(time.process_time() - begun, 2), "peak_mb": peak}

    def note(self, value: Any) -> None:
        """Writes down what is tried now, where the parent sees it; a file would cost more than the trial."""
        data = pickle.dumps((self.target, self.number, value))[: len(self.now) - _SIZE.size]
        self.now[: _SIZE.size + len(data)] = _SIZE.pack(len(data)) + data

    def keep(self, value: Any, told: str) -> None:
        """Writes down what failed: the input as a pickle, what was told as text."""
        keep_failure(self.folder, (self.target, self.number, value), told)


def keep_failure(folder: Path, what: Any, told: str) -> None:
    """Writes an input and what it did into the folder of failures."""
    place = folder / "failures"
    place.mkdir(exist_ok=True)
    name = f"{what[0]}-{what[1]}-{len(list(place.glob('*.txt')))}"
    (place / f"{name}.pickle").write_bytes(pickle.dumps(what))
    (place / f"{name}.txt").write_text(f"{told}\n{what[2]!r}"[:20_000], "utf-8", "backslashreplace")


def _round(folder: Path, target: str, numbers: list[int], campaign: int, now: mmap.mmap) -> None:
    """Runs slices that share what the strategies made."""
    cases = _SLICE.get(target, 1000)
    first = numbers[0] // _ROUND
    pool = made(target, int(cases * _MADE * _ROUND), random.Random(f"{campaign}/{target}/{first}"))
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        for number in numbers:
            rng = random.Random(f"{campaign}/{target}//{number}")
            inputs = inputs_of(pool.copy(), number % _ROUND, cases, rng)
            log.write(json.dumps(Slice(folder, target, number, now).run(inputs)) + "\n")
            log.flush()


def run_apart(folder: Path, target: str, numbers: list[int], campaign: int) -> None:
    """Runs slices in a copy of this process; what ends the copy is a failure."""
    now = mmap.mmap(-1, _MOST_NOTED)
    with tempfile.TemporaryDirectory() as scratch:
        child = os.fork()
        if child == 0:
            tempfile.tempdir = scratch
            code = 1
            try:
                _round(folder, target, numbers, campaign, now)
                code = 0
            except BaseException:  # noqa: BLE001 - a copy must not go on as its original would
                traceback.print_exc()
            os._exit(code)
        _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and status:
        raise SystemExit("a fault of the driver, told above")
    if status:
        size = _SIZE.unpack_from(now)[0]
        what = pickle.loads(now[_SIZE.size : _SIZE.size + size])
        keep_failure(folder, what, f"ended the process: status {status}")
        row = {"target": what[0], "slice": what[1], "cases": 0, "failures": 1, "slow": 0, "worst": 0.0}
        if status == signal.SIGPROF:
            row |= {"slow": 1, "worst": KILL_S}
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")


def rows(folder: Path) -> list[dict[str, Any]]:
    """Returns the lines of the log."""
    log = folder / "log.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def open_rounds(folder: Path, cases: int) -> list[tuple[str, list[int]]]:
    """Returns the slices that the log lacks, in rounds, every target's spread over the whole run."""
    done = {(row["target"], row["slice"]) for row in rows(folder)}
    wanted = []
    for target, share in SHARES.items():
        number = max(1, round(share * cases / sum(SHARES.values()) / _SLICE.get(target, 1000)))
        for first in range(0, number, _ROUND):
            slices = [one for one in range(first, min(first + _ROUND, number)) if (target, one) not in done]
            wanted += [((first + _ROUND / 2) / number, target, slices)] if slices else []
    return [(target, slices) for _, target, slices in sorted(wanted)]


def main() -> None:
    """Runs what is left to run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given_ = parser.parse_args()
    warnings.simplefilter("ignore")
    given_.folder.mkdir(parents=True, exist_ok=True)
    while waiting := open_rounds(given_.folder, given_.cases):
        run_apart(given_.folder, *waiting[0], given_.seed)
    sys.stdout.write(f"{sum(row['cases'] for row in rows(given_.folder))} cases\n")


if __name__ == "__main__":
    main()
