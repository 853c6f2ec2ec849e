"""Files that attack a reader: one clear line in a second and half a gigabyte, or a right reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.hostile.corpus import BESIDE, FILES, REFUSED

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can copy a process"),
]

# Seconds of a refusal on a quiet machine are below one; the rest is room for a busy one. A reading takes what prose of
# its length takes.
REFUSAL_S, READING_S = 3.0, 30.0
PEAK_MB = 500


@pytest.fixture(scope="module")
def told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What came of each file."""
    if any(name.endswith(".parquet") for name in FILES):
        pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    command = [sys.executable, "-m", "tests.hostile.worker", str(tmp_path_factory.mktemp("hostile")), *FILES]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return {row.pop("name"): row for row in map(json.loads, run.stdout.splitlines())}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_line_or_read(told, name: str):
    row = told[name]
    assert "ended" not in row
    assert tuple(row["refused"]) == REFUSED.get(name, ())
    assert row["read"] == (name not in REFUSED or name in BESIDE)
    assert row["wrong"] == 0
    assert [message for message in row["messages"] if "\n" in message or not message.isprintable()] == []
    assert row["seconds"] < (READING_S if row["read"] else REFUSAL_S)
    assert row["peak_mb"] < PEAK_MB
