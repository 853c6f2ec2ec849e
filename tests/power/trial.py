"""What comes back when the power is lost at many moments: ``python -m tests.power.trial MOMENTS [SEED] [PAGES]``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.kills import contents
from msgspec import Struct, to_builtins
from tests.power.disk import Step, losses, read_log
from tests.power.worker import RECORD, SAID, work

from onrecord.errors import OnrecordError
from onrecord.run.verifying import verify_record
from onrecord.store.open import open_store

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = Path(__file__).with_name("recorder.c")
# Every so many moments the worker goes on and the record is compared with one that never lost its power.
_GO_ON = 10


class Outcome(Struct, kw_only=True):
    """What came of some moments.

    Attributes:
        moments: How many.
        steps: What was asked of the disk in all.
        said: Pages and corrections that were confirmed at the moments, added up.
        lost: Those of them that were not there afterwards.
        refused: Records that did not open.
        findings: What `verify` found wrong.
        continued: Records that went on to the end.
        unequal: Those of them that were not equal to one that never lost its power.
        told: The first few things that were wrong.
    """

    moments: int = 0
    steps: int = 0
    said: int = 0
    lost: int = 0
    refused: int = 0
    findings: int = 0
    continued: int = 0
    unequal: int = 0
    told: list[str] = []


def find_compiler() -> str | None:
    """Returns the C compiler, if there is one."""
    return next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)


def record_steps(folder: Path, seed: int, pages: int) -> list[Step]:
    """Runs a worker under the recorder and returns what it asked of the disk."""
    library, log, there = folder / "recorder.so", folder / "log", folder / "unbroken"
    there.mkdir()
    compiler = find_compiler()
    assert compiler is not None
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    wanted = {"POWER_ROOT": str(there), "POWER_LOG": str(log), "LD_PRELOAD": str(library)}
    command = [sys.executable, "-m", "tests.power.worker", str(there), str(seed), str(pages)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **wanted})
    return read_log(log)


def lose_often(folder: Path, steps: list[Step], moments: int, seed: int, pages: int) -> Outcome:
    """Loses the power at `moments` moments and looks at what is left each time.

    Args:
        folder: Where the steps were recorded.
        steps: What the worker asked of the disk.
        moments: How many.
        seed: Of the pages and the moments.
        pages: How many the worker kept.
    """
    outcome = Outcome(moments=moments, steps=len(steps))
    wanted = contents(str(folder / "unbroken" / RECORD))
    for number, (name, _, said, files) in enumerate(losses(steps, moments, seed, lambda name: name == SAID)):
        there = folder / "found"
        there.mkdir()
        for file, data in files.items():
            (there / file).write_bytes(data)
        _judge(outcome, there / RECORD, said.decode().splitlines(), name)
        if number % _GO_ON == 0:
            work(there, seed, pages)
            outcome.continued += 1
            outcome.unequal += contents(str(there / RECORD)) != wanted
        shutil.rmtree(there)
    return outcome


def _judge(outcome: Outcome, record: Path, said: list[str], name: str) -> None:
    """Looks whether the record opens, is whole, and has what was confirmed."""
    outcome.said += len(said)
    try:
        with open_store(record) as store:
            pages = {f"kept {reading.page.id}" for reading in store.readings()}
            there = pages | {f"corrected {number + 1}" for number in range(len(store.corrections()))}
        found = verify_record(str(record)).found
    except OnrecordError as error:
        outcome.refused += 1
        outcome.lost += len(said)
        outcome.told.append(f"{name}: {error}")
        return
    lost = [line for line in said if line not in there]
    outcome.lost += len(lost)
    outcome.findings += len(found)
    outcome.told += [f"{name}: {line} is lost" for line in lost] + [f"{name}: {finding}" for finding in found]
    del outcome.told[20:]


def main() -> None:
    """Runs many by hand."""
    moments, seed, pages = (*map(int, sys.argv[1:]), *(1000, 1, 24)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        steps = record_steps(Path(folder), seed, pages)
        sys.stdout.write(f"{to_builtins(lose_often(Path(folder), steps, moments, seed, pages))}\n")


if __name__ == "__main__":
    main()
