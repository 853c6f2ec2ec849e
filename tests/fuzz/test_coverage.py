"""The fuzzer that is driven by coverage starts and finds new places; thousands of cases by hand (docs/fuzzing.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def run(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.fuzz.coverage", *args]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.timeout(300)
def test_cases_that_reach_new_places_are_kept(root: Path, tmp_path: Path):
    pytest.importorskip("atheris", reason="atheris is not installed (group `fuzz`; it has no wheels for some systems)")
    done = run(root, "jsonl", "300", str(tmp_path))
    assert done.returncode == 0, done.stderr[-2000:]
    assert "stat::number_of_executed_units: 300" in done.stderr
    assert any(not file.name.startswith("seed") for file in (tmp_path / "jsonl").iterdir())


def test_the_lines_that_kept_cases_reach_are_counted(root: Path, tmp_path: Path):
    (tmp_path / "jsonl").mkdir()
    (tmp_path / "jsonl" / "one").write_bytes(b'{"text": "Venn said so."}\n')
    told = run(root, "lines", "jsonl", str(tmp_path))
    assert '"cases": 1' in told.stdout, told.stderr[-2000:]
    assert '"reached": 0' not in told.stdout
