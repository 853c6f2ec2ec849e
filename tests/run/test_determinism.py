"""The same page gives the same reading: in any process, whatever the order of Python's sets in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def read_examples(root: Path, *, seed: int, jobs: int) -> bytes:
    command = [sys.executable, "-m", "onrecord", "read", "--no-keep", "--format", "jsonl", "--jobs", str(jobs)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run([*command, "examples"], cwd=root, env=environment, capture_output=True, check=True).stdout


def test_the_examples_give_the_same_bytes_in_every_process(root, model):
    first = read_examples(root, seed=1, jobs=1)
    assert first.count(b"\n") >= 14
    assert read_examples(root, seed=2, jobs=2) == first
