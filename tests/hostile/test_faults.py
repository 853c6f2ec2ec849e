"""What the machine does to a run: a disk that is full, files that may not be written."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from benchmarks.readings import Generator

from onrecord.errors import OnrecordError, StoreError
from onrecord.export.jsonl import reading_lines
from onrecord.records.correction import Draft
from onrecord.run.verifying import verify_record
from onrecord.store.contract import Store
from onrecord.store.open import open_store

resource = pytest.importorskip("resource", reason="needs a system that limits the size of files")


CORRECTION = Draft(kind="same_person", who="Ida", why="one person", names=("Ada Venn", "A. Venn"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB: room for a few pages."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.name == "posix" and os.geteuid() == 0 and shutil.which("mount")
    command = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)]
    if not mounted or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def _without_rights() -> tuple[str, ...]:
    """Runs a program as a root that may not read and write what its files' rights forbid."""
    if not shutil.which("setpriv"):
        pytest.skip("root may write everything, and there is no setpriv to change that")
    taken = "-dac_override,-dac_read_search,-fowner"
    return ("setpriv", f"--bounding-set={taken}", f"--inh-caps={taken}")


def one_line(run: subprocess.CompletedProcess[str]) -> str:
    """Returns the one line in which a command says what is wrong."""
    assert "Traceback" not in run.stderr
    [line] = [line for line in run.stderr.splitlines() if line.startswith("onrecord: ")]
    return line


def read(
    root: Path, folder: Path, *args: str, limit: int | None = None, command: str = "read", prefix: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Runs a command on the toy model, with no file growing beyond `limit` bytes."""

    def limit_files() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    program = [*prefix, sys.executable, "-m", "tests.cli.toy_main", command, *args]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        program, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=limit_files, env=environment
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
    full = read(root, tmp_path, pages, "--jobs", "1", "--record", "small.db", limit=1_200_000)
    assert full.returncode == 5, full.stderr
    assert "small.db: the disk" in one_line(full)
    kept = export(tmp_path / "small.db").splitlines()
    assert 0 < len(kept) < 60, len(kept)
    again = read(root, tmp_path, pages, "--jobs", "1", "--record", "small.db")
    assert again.returncode == 0, again.stderr
    read(root, tmp_path, pages, "--jobs", "1", "--record", "whole.db")
    assert export(tmp_path / "small.db") == export(tmp_path / "whole.db")
    assert set(kept) <= set(export(tmp_path / "small.db").splitlines())


def test_a_record_that_may_only_be_read_is_refused_for_writing_and_can_be_asked(root: Path, tmp_path: Path):
    # Root may write everything, unless it is taken away.
    prefix = () if os.geteuid() else _without_rights()
    pages = write_pages(tmp_path, 2)
    read(root, tmp_path, pages, "--record", "a.db")
    (tmp_path / "a.db").chmod(0o400)
    tmp_path.chmod(0o500)
    refused = read(root, tmp_path, pages, "--record", "a.db", prefix=prefix)
    tmp_path.chmod(0o700)
    assert refused.returncode == 5
    assert "may only be read" in one_line(refused)
    assert len(export(tmp_path / "a.db").splitlines()) == 2


def test_a_disk_without_room_takes_nothing_that_was_confirmed(root: Path, tmp_path: Path, small_disk: Path):
    record = small_disk / "a.db"
    kept: list[str] = []
    with open_store(record) as store, pytest.raises(StoreError, match="the disk is full"):
        _keep_all(store, kept)
    assert kept
    corrected: list[str] = []
    with open_store(record) as store:
        with pytest.raises(StoreError, match="the disk is full"):
            _correct_all(store, corrected)
        with contextlib.suppress(StoreError):  # there may be room for a few rows
            store.join()
        assert sorted(reading.page.id for reading in store.readings()) == sorted(kept)
        assert [line.id for line in store.corrections()] == corrected
    copied = read(root, tmp_path, str(record), str(small_disk / "b.db"), command="copy")
    assert (copied.returncode, "b.db: the disk is full" in one_line(copied)) == (5, True)
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    with open_store(record) as store:
        store.correct(CORRECTION, "2031-02-03T10:00:00Z")
        while store.join():
            pass
    assert verify_record(str(record)).found == ()


def _correct_all(store: Store, corrected: list[str]) -> None:
    for number in range(10_000):
        draft = Draft(kind="same_person", who="Ida", why="x" * 3000, names=("Ada Venn", f"Ada V. {number}"))
        corrected.append(store.correct(draft, "2031-02-03T10:00:00Z").id)


def _keep_all(store: Store, kept: list[str]) -> None:
    for capture, reading in Generator(3, copies=0.5).pages(100):
        store.keep(capture, reading)
        kept.append(reading.page.id)


def test_a_record_that_another_holds_for_a_second_is_waited_for(root: Path, tmp_path: Path):
    pages = write_pages(tmp_path, 3)
    read(root, tmp_path, pages, "--record", "a.db")
    holder = sqlite3.connect(tmp_path / "a.db", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(2.0, holder.rollback)
    timer.start()
    done = read(root, tmp_path, write_pages(tmp_path, 5), "--record", "a.db")
    timer.join()
    holder.close()
    assert done.returncode == 0, done.stderr
    assert len(export(tmp_path / "a.db").splitlines()) > 3


def test_a_clock_that_was_put_back_changes_neither_the_order_nor_the_proof_of_corrections(tmp_path: Path):
    record = tmp_path / "a.db"
    drafts = [Draft(kind="same_person", who="Ida", why="one person", names=("Ada Venn", name)) for name in ("A", "B")]
    with open_store(record) as store:
        for capture, reading in Generator(3, copies=0.5).pages(3):
            store.keep(capture, reading)
        for draft, when in zip(drafts, ("2031-02-03T10:00:00Z", "1970-01-01T00:00:07Z"), strict=True):
            store.correct(draft, when)
        assert [line.draft.names for line in store.corrections()] == [draft.names for draft in drafts]
    assert verify_record(str(record)).found == ()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(OnrecordError, match="does not exist"):
        open_store(tmp_path / "none" / "a.db")
