"""What the machine does to a run: a disk that is full, files that may not be written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.export.jsonl import reading_lines
from onrecord.store.open import open_store

resource = pytest.importorskip("resource", reason="needs a system that limits the size of files")


def read(root: Path, folder: Path, *args: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command on the toy model, with no file growing beyond `limit` bytes."""

    def limit_files() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "tests.cli.toy_main", "read", *args]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=limit_files, env=environment
    )


def export(record: Path) -> bytes:
    with open_store(record, write=False) as store:
        return b"".join(reading_lines(store.readings()))


def write_pages(folder: Path, number: int) -> str:
    # Letters that do not pack well, so that the record grows.
    lines = [json.dumps({"text": f"page {n} {os.urandom(3000).hex()}"}) for n in range(number)]
    (folder / "list.jsonl").write_text("\n".join(lines), "utf-8")
    return "list.jsonl"


def test_a_full_disk_is_told_in_one_line_and_nothing_that_was_kept_is_lost(root: Path, tmp_path: Path):
    pages = write_pages(tmp_path, 60)
    full = read(root, tmp_path, pages, "--jobs", "1", "--record", "small.db", limit=400_000)
    assert full.returncode == 5, full.stderr
    [line] = [line for line in full.stderr.splitlines() if line.startswith("onrecord: ")]
    assert "small.db: the disk" in line
    assert "Traceback" not in full.stderr
    kept = export(tmp_path / "small.db").splitlines()
    assert 0 < len(kept) < 60
    again = read(root, tmp_path, pages, "--jobs", "1", "--record", "small.db")
    assert again.returncode == 0, again.stderr
    read(root, tmp_path, pages, "--jobs", "1", "--record", "whole.db")
    assert export(tmp_path / "small.db") == export(tmp_path / "whole.db")
    assert set(kept) <= set(export(tmp_path / "small.db").splitlines())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_record_that_may_only_be_read_is_refused_for_writing_and_can_be_asked(root: Path, tmp_path: Path):
    pages = write_pages(tmp_path, 2)
    read(root, tmp_path, pages, "--record", "a.db")
    (tmp_path / "a.db").chmod(0o400)
    refused = read(root, tmp_path, pages, "--record", "a.db")
    assert refused.returncode == 5
    assert "may only be read" in refused.stderr
    assert len(export(tmp_path / "a.db").splitlines()) == 2


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(OnrecordError, match="does not exist"):
        open_store(tmp_path / "none" / "a.db")
