"""The PostgreSQL server ends under its clients a few times; `benchmarks/kills.py` does it often."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.server_kills import end_often
from tests.postgres import DURABLE, Server, running_server

from onrecord.store.open import open_store

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def durable() -> Iterator[Server]:
    """A server of its own, which may be ended."""
    with running_server(DURABLE) as server:
        yield server


def test_nothing_confirmed_is_lost_when_the_server_ends_and_going_on_gives_an_equal_record(durable: Server):
    outcome = end_often(durable, 4, seed=3, pages=20)
    assert outcome.killed
    assert outcome.stopped
    assert (outcome.lost, outcome.corrections_lost, outcome.findings, outcome.unequal) == (0, 0, 0, 0)
    assert outcome.unclear == 0, outcome.lines


def test_a_command_whose_server_ends_says_so_in_one_line_and_goes_on_when_given_again(
    root: Path, tmp_path: Path, durable: Server
):
    record = durable.new_database()
    lines = [
        json.dumps({"text": f"Minister Ada Venn said on page {number}: “The border stays open.”"})
        for number in range(300)
    ]
    (tmp_path / "list.jsonl").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "tests.cli.toy_main", "read", "list.jsonl", "--jobs", "1", "--record", record]
    environment = {**os.environ, "PYTHONPATH": str(root)}

    def read() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)

    watcher = threading.Thread(target=_kill_once_kept, args=(durable, record))
    watcher.start()
    ended = read()
    watcher.join()
    durable.start()
    assert ended.returncode == 5, ended.stderr
    assert "Traceback" not in ended.stderr
    [line] = [line for line in ended.stderr.splitlines() if line.startswith("onrecord: ")]
    assert "the server is" in line
    assert read().returncode == 0
    with open_store(record, write=False) as store:
        assert store.counts().pages == 300


def _kill_once_kept(server: Server, record: str) -> None:
    """Kills the server when the record has its first pages."""
    import psycopg

    while True:
        try:
            with psycopg.connect(record, autocommit=True) as connection:
                found = connection.execute("SELECT count(*) FROM pages").fetchone()
        except psycopg.errors.UndefinedTable:
            continue
        if found is not None and found[0] >= 10:
            server.kill()
            return
