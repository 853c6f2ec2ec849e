"""The long run by hand: what it does with failures, and where it goes on."""

from __future__ import annotations

import json
import os
import random
import signal
from pathlib import Path

import pytest
from hypothesis import strategies as st
from tests.fuzz import campaign
from tests.fuzz.mutants import MOST, mutate, mutate_value
from tests.fuzz.targets import TARGETS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can copy a process")


def test_mutants_differ_from_what_they_are_made_of_and_are_short():
    rng, pool = random.Random(1), [b"<p>Venn said so.</p>", b'{"text": "a"}\n' * 2000]
    found = {mutate(rng.choice(pool), pool, rng) for _ in range(300)}
    assert len(found) > 250
    assert max(map(len, found)) <= MOST
    assert isinstance(mutate_value("border \udcff", ["open"], rng), str)


def test_what_fails_is_kept_and_a_case_that_ends_the_process_ends_its_round_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def check(value: int) -> None:
        assert value != 3, "three"
        if value == 7:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setitem(TARGETS, "toy", (check, st.just(0)))
    monkeypatch.setattr(
        campaign, "inputs_of", lambda _pool, place, _cases, _rng: iter((1, 3, 2) if place else (1, 7, 2))
    )
    campaign.run_apart(tmp_path, "toy", [1], 1)
    campaign.run_apart(tmp_path, "toy", [0], 1)
    assert [(row["slice"], row["cases"], row["failures"]) for row in campaign.rows(tmp_path)] == [(1, 3, 1), (0, 0, 1)]
    told = sorted(file.read_text("utf-8") for file in (tmp_path / "failures").glob("*.txt"))
    assert "three" in told[0]
    assert told[1].startswith("ended the process")


def test_a_run_goes_on_with_the_slices_that_its_log_lacks(tmp_path: Path):
    first = campaign.open_rounds(tmp_path, 50_000)
    assert {target for target, _ in first} == set(campaign.SHARES)
    target, slices = first[0]
    row = {"target": target, "slice": slices[0], "cases": 1000}
    (tmp_path / "log.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert campaign.open_rounds(tmp_path, 50_000)[0] == (target, slices[1:])
