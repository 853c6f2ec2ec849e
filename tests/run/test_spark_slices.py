"""The folder of a Spark job, whatever moment the job is ended at; without Spark."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.toy import load_toy

from onrecord.records import Failure
from onrecord.run.importing import read_results

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")

from pyarrow import dataset

from onrecord.run.spark_read import ReadJob
from onrecord.run.spark_slices import OutFolder, list_inputs, plan_slices

# Reads the slices of the folder, and is killed before it moves a file for the given time.
KILLED = """
import os, signal, sys
from tests.run.test_spark_slices import read_slices
from onrecord.run.spark_slices import OutFolder
left, move = int(sys.argv[3]), OutFolder._move
def counted(self, source, target):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    move(self, source, target)
OutFolder._move = counted
read_slices(sys.argv[1], sys.argv[2], tasks=3)
"""


def read_slices(folder: str, out: str, *, tasks: int) -> int:
    """Does what a job does, one slice after the other; returns how many files had no mark at its start."""
    there = OutFolder(out)
    stray = there.mend()
    files = [file for file in list_inputs([folder]) if not isinstance(file, Failure)]
    job = ReadJob(out=out, model="toy 1", load=load_toy)
    for one in plan_slices(files, there.marks(), parts=1, tasks=tasks):
        job.read_slice(one, 0)
    return stray


def rows_of(out: Path, table: str = "readings") -> list[str]:
    """What anybody sees who opens a table as a folder of Parquet files."""
    if not any(out.glob(f"{table}/*")):
        return []
    return sorted(dataset.dataset(out / table, format="parquet").to_table()["page_id"].to_pylist())


def imported(out: Path) -> list[str]:
    return sorted(one.reading.page.id for one in read_results(str(out)) if not isinstance(one, Failure))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_text(f"page {number}", "utf-8")
    return folder


# Before the mark of the first slice; before each of its tables; before the mark of the second; in the midst of it.
@pytest.mark.parametrize("moves", [0, 1, 2, 3, 4, 5])
def test_a_kill_at_any_move_leaves_every_page_once_however_the_rest_is_dealt_out(
    pages: Path, tmp_path: Path, moves: int, root: Path
):
    out = tmp_path / "out"
    command = [sys.executable, "-c", KILLED, str(pages), str(out), str(moves)]
    assert subprocess.run(command, cwd=root, check=False).returncode == -signal.SIGKILL
    done = {page for mark in OutFolder(str(out)).marks() for page in mark.slice.files}
    assert len(rows_of(out)) <= len(done) < 7
    if done:
        assert len(imported(out)) == len(done)
    assert read_slices(str(pages), str(out), tasks=2) == 0
    assert len(set(rows_of(out))) == len(rows_of(out)) == 7
    assert imported(out) == rows_of(out)
    assert set(rows_of(out, "attributions")) == set(rows_of(out))
    assert list((out / "_writing").iterdir()) == []


def test_files_whose_mark_is_lost_are_taken_away_and_counted(pages: Path, tmp_path: Path):
    out = tmp_path / "out"
    read_slices(str(pages), str(out), tasks=3)
    tables = [name for name in ("readings", "attributions", "meetings", "refusals") if (out / name).exists()]
    next((out / "_done").iterdir()).unlink()
    assert read_slices(str(pages), str(out), tasks=7) == len(tables)
    assert len(set(rows_of(out))) == len(rows_of(out)) == 7


def test_files_that_are_not_of_the_job_stay(pages: Path, tmp_path: Path):
    (tmp_path / "out" / "readings").mkdir(parents=True)
    other = tmp_path / "out" / "readings" / "mine.parquet"
    other.write_bytes(b"PAR1")
    read_slices(str(pages), str(tmp_path / "out"), tasks=1)
    assert other.read_bytes() == b"PAR1"
