"""A few random kills; `benchmarks/kills.py` does two hundred, its figures are in benchmarks/results/kills.json."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from benchmarks.kills import kill_often

pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_nothing_kept_is_lost_when_the_process_is_killed_and_going_on_gives_an_equal_record(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
):
    numbers = itertools.count()
    new = request.getfixturevalue("postgres").new_database if engine == "postgres" else None
    outcome = kill_often(new or (lambda: str(tmp_path / f"{next(numbers)}.db")), kills=4, seed=3)
    assert outcome.kills >= 4
    assert (outcome.lost, outcome.corrections_lost, outcome.findings, outcome.unequal) == (0, 0, 0, 0)
