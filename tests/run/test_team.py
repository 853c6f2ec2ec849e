"""A team on one PostgreSQL record: two that read, one that serves, people who correct; all at once, in processes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from tests.postgres import Server

from onrecord.run.verifying import verify_record
from onrecord.store.open import open_store

pytestmark = [pytest.mark.timeout(400), pytest.mark.usefixtures("socket_enabled")]

TOKEN = "team"
FIRST, EACH, SHARED = 6, 25, 5


def write_pages(folder: Path, numbers: range) -> Path:
    folder.mkdir()
    for number in numbers:
        (folder / f"{number:03}.txt").write_text(f"SLOW page {number}", "utf-8")
    return folder


def start(*command: str, root: Path) -> subprocess.Popen[str]:
    """Starts the command line, with a toy in the model's place."""
    whole = [sys.executable, "-m", "tests.cli.toy_main", *command]
    return subprocess.Popen(whole, cwd=root, text=True, stderr=subprocess.STDOUT, stdout=subprocess.PIPE)


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Waits for a process; returns how it ended, and what it said."""
    with process:
        said = process.communicate()[0]
    return process.returncode, said


def ask(address: str, sent: dict[str, Any] | None = None) -> Any:
    data = None if sent is None else json.dumps(sent).encode()
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=60) as answer:
        return json.loads(answer.read())


def wait_for(address: str, server: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert server.poll() is None, server.communicate()[0]
        try:
            ask(address)
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not start")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_two_that_read_one_that_serves_and_two_that_correct_lose_nothing(postgres: Server, tmp_path: Path, root: Path):
    port = free_port()
    record = postgres.new_record()
    first = write_pages(tmp_path / "first", range(FIRST))
    folders = [write_pages(tmp_path / "a", range(10, 10 + EACH))]
    folders.append(write_pages(tmp_path / "b", range(10 + EACH - SHARED, 10 + 2 * EACH - SHARED)))
    assert end(start("read", str(first), "--record", record, root=root))[0] == 0
    with open_store(record, write=False) as store:
        said = [entry.attribution.id for entry in store.entries()][:FIRST]
    server = start("serve", "--record", record, "--port", str(port), "--token", TOKEN, root=root)
    try:
        api = f"http://127.0.0.1:{port}/api/v1"
        wait_for(f"{api}/corrections", server)
        readers = [start("read", str(one), "--record", record, "--jobs", "1", root=root) for one in folders]
        told = []
        for number, one in enumerate(said):
            date = {"kind": "date", "who": "Ida", "why": "heard", "attribution": one, "date": f"2031-0{1 + number}"}
            told.append(ask(f"{api}/corrections/new", date)["id"])
            by_hand = ("correct", "Ada Venn", f"A. Venn {number}", "--same-person", "--who", "Edda", "--why", "one")
            assert end(start(*by_hand, "--record", record, root=root))[0] == 0
            ask(f"{api}/entries?limit=5")
        ends = [end(reader) for reader in readers]
        listed = [line["id"] for line in ask(f"{api}/corrections")]
    finally:
        server.kill()
        end(server)
    assert [code for code, _ in ends] == [0, 0], ends
    assert [one for one in listed if one in told] == told
    assert len(listed) == 2 * len(said)
    verdict = verify_record(record)
    assert (verdict.found, verdict.joins) == ((), "compared")
    # Pages of the same name and bytes in two folders are one page of two places.
    assert verdict.pages == FIRST + 2 * EACH - SHARED
