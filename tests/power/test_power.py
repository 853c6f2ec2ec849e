"""Power lost at a few hundred moments; thousands by hand (docs/fuzzing.md)."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest
from tests.power.disk import Disk, File, Step
from tests.power.trial import find_compiler, lose_often, record_steps

SEED, PAGES, MOMENTS = 1, 12, 150
# Set by .ci/run where it has installed the compiler: then its absence is a failure and no skip.
REQUIRED = "ONRECORD_TESTS_NEED_COMPILER"
RECORDED = pytest.mark.skipif(
    not sys.platform.startswith("linux") or (find_compiler() is None and not os.environ.get(REQUIRED)),
    reason="needs Linux and a C compiler for the recorder of writes",
)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Step]]:
    """What a worker asked of the disk, and where."""
    folder = tmp_path_factory.mktemp("power")
    return folder, record_steps(folder, SEED, PAGES)


@RECORDED
@pytest.mark.timeout(300)
def test_what_was_confirmed_is_there_after_power_was_lost_at_any_moment(recorded: tuple[Path, list[Step]]):
    folder, steps = recorded
    outcome = lose_often(folder, steps, MOMENTS, SEED, PAGES)
    assert outcome.told == []
    assert (outcome.lost, outcome.refused, outcome.findings, outcome.unequal) == (0, 0, 0, 0)
    assert outcome.said > MOMENTS
    assert outcome.continued > 5


@RECORDED
@pytest.mark.timeout(300)
def test_a_record_that_did_not_sync_its_log_would_be_found_out(recorded: tuple[Path, list[Step]]):
    folder, steps = recorded
    lazy = [step for step in steps if not (step.what == "s" and step.name.endswith("-wal"))]
    assert lose_often(folder, lazy, 20, SEED, PAGES).lost > 0


def test_what_was_synced_is_certain_and_what_came_later_is_not():
    file, rng = File(), random.Random(1)
    file.waiting.append(Step("w", "a", 0, b"kept"))
    file.sync()
    file.waiting += [Step("w", "a", 4, bytes(range(1, 200)) * 30), Step("t", "a", 2, b"")]
    assert file.lose("none", rng) == b"kept"
    assert file.lose("all", rng) == b"ke"
    torn = {file.lose("torn", rng) for _ in range(20)}
    assert len(torn) > 5
    assert {len(found) <= 4 or found[:4] in {b"kept", b"ke\0\0"} for found in torn} == {True}


def test_a_name_is_certain_once_its_folder_was_synced():
    disk, rng = Disk(), random.Random(1)
    for step in (Step("c", "a", 0, b""), Step("w", "a", 0, b"one"), Step("s", "a", 0, b"")):
        disk.do(step)
    assert disk.lose("none", rng) == {}
    disk.do(Step("d", ".", 0, b""))
    disk.do(Step("u", "a", 0, b""))
    assert disk.lose("none", rng) == {"a": b"one"}
    assert disk.lose("all", rng) == {}


def test_the_record_asks_for_every_sync(tmp_path: Path):
    from onrecord.store.sqlite import open_sqlite

    with open_sqlite(tmp_path / "a.db") as store, store.connect(write=True) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA fullfsync").scalar() == 1
