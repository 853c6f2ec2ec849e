from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.builders import make_page

from onrecord.errors import StoreError
from onrecord.records.codec import decode_reading
from onrecord.store.sqlite import open_sqlite

ROOT = Path(__file__).parents[2]
_SLOW_PAGES = 16


def toy(*args: object, **options) -> subprocess.Popen[bytes]:
    """Starts the command line in its own process."""
    command = [sys.executable, "-m", "tests.cli.toy_main", *map(str, args)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_all_read_ends_with_0_and_says_what_was_kept(run, pages):
    result = run("read", pages)
    assert result.exit_code == 0
    assert "2 pages read" in result.stderr
    assert "Kept in onrecord.db: 2 new." in result.stderr


def test_reading_again_says_that_nothing_changed(run, pages):
    run("read", pages)
    assert "Kept in onrecord.db: 2 as before." in run("read", pages).stderr


def test_another_models_reading_is_said_to_be_anew(run, pages):
    run("read", pages)
    assert "Kept in onrecord.db: 2 read anew." in run("read", pages, "--model", "toy 2").stderr


def test_each_page_has_a_line_with_date_outlet_and_counts(run, pages):
    lines = run("read", pages).stdout.splitlines()
    assert lines[0].split() == [
        "2",
        "said",
        "1",
        "ascribed",
        "2031-02-03",
        "The",
        "Oster",
        "Post",
        "Talks",
        "resume",
        "in",
        "Oster",
    ]


def test_a_page_alone_shows_what_was_said(run, pages):
    output = run("read", pages / "a.txt").stdout
    assert "Ada Venn" in output
    assert "“the border stays open”" in output


def test_what_is_not_kept_is_shown_in_full(run, pages):
    result = run("read", pages, "--no-keep")
    assert result.stdout.count("“the border stays open”") == 2
    assert not Path("onrecord.db").exists()


def test_jsonl_without_keeping_is_one_object_a_page_in_the_order_given_and_nothing_else(run, pages):
    result = run("read", "--no-keep", "--format", "jsonl", pages / "b.txt", pages / "lost.txt", pages / "a.txt")
    paths = [decode_reading(line).page.path for line in result.stdout.splitlines()]
    assert paths == [str(pages / "b.txt"), str(pages / "a.txt")]


def test_csv_is_one_row_an_attribution(run, pages):
    rows = list(csv.DictReader(io.StringIO(run("read", "--no-keep", "--format", "csv", pages).stdout, newline="")))
    assert [row["speaker"] for row in rows] == ["Ada Venn", "", "Norland"] * 2


def test_a_refusal_is_one_line_and_the_rest_is_read(run, pages):
    (pages / "a.txt").write_text("REFUSE", "utf-8")
    result = run("read", pages)
    assert result.exit_code == 3
    assert [line for line in result.stderr.splitlines() if line.startswith("refused")] == [
        f"refused: {pages / 'a.txt'}: holds no text"
    ]
    assert "1 page read" in result.stderr


def test_only_refusals_end_with_4(run, pages):
    assert run("read", pages / "lost.txt").exit_code == 4


def test_fail_fast_stops_at_the_first_refusal(run, pages):
    (pages / "a.txt").write_text("REFUSE", "utf-8")
    result = run("read", pages, "--fail-fast")
    assert result.exit_code == 4
    assert "Nothing was read; 1 refused." in result.stderr


def test_a_control_sequence_in_a_file_name_is_not_sent_to_the_terminal(run, pages):
    result = run("read", pages / "\x1b[31mlost.txt")
    assert "\x1b" not in result.stderr


def test_a_profile_names_the_stages(run, pages, model):
    command = [sys.executable, "-m", "onrecord", "read", "--no-keep", "--profile", str(pages / "a.txt")]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert all(stage in shown for stage in ("page", "language", "attribution", "speakers", "settings", "share"))


@pytest.mark.parametrize("args", [["read"], ["read", "x", "--jobs", "0"], ["read", "x", "--format", "xml"], ["reed"]])
def test_a_senseless_command_line_ends_with_2(run, args):
    assert run(*args).exit_code == 2


def test_a_file_that_is_no_record_ends_with_5_before_anything_is_read(run, pages):
    result = run("read", pages, "--record", pages / "a.txt")
    assert result.exit_code == 5
    assert "not a record of onrecord" in result.stderr
    assert "read in" not in result.stderr


def test_a_model_that_does_not_exist_ends_with_6(pages):
    process = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", "--no-keep", "--model", "nosuch", str(pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 6
    assert "nosuch" in process.stderr
    assert "Traceback" not in process.stderr


def test_a_closed_pipe_ends_quietly(pages):
    for number in range(100):
        (pages / f"{number}.txt").write_text("word " * 2000, "utf-8")
    with toy("read", "--no-keep", "--format", "jsonl", "--jobs", 1, pages) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def slow_pages(folder: Path) -> Path:
    pages = folder / "slow"
    pages.mkdir()
    for number in range(_SLOW_PAGES):
        (pages / f"{number:02}.txt").write_text(f"SLOW {number}", "utf-8")
    return pages


def wait_for_pages(record: Path, number: int) -> None:
    """Waits until the record holds so many pages."""
    for _ in range(200):
        time.sleep(0.05)
        if record.exists() and record.stat().st_size:
            with contextlib.suppress(StoreError), open_sqlite(record, write=False) as store:
                if store.counts().pages >= number:
                    return
    pytest.fail("the batch did not get under way")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_that_is_killed_and_read_again_gives_the_record_of_an_unbroken_one(run, tmp_path, jobs):
    pages, broken, unbroken = slow_pages(tmp_path), tmp_path / "broken.db", tmp_path / "unbroken.db"
    process = toy("read", pages, "--record", broken, "--jobs", jobs)
    wait_for_pages(broken, 3)
    process.kill()
    process.communicate()
    with open_sqlite(broken, write=False) as store:
        assert 3 <= store.counts().pages < _SLOW_PAGES
    for record in (broken, unbroken):
        assert run("read", pages, "--record", record, "--jobs", 1).exit_code == 0
    exports = [run("export", "--record", record).stdout_bytes for record in (broken, unbroken)]
    assert len(exports[0].splitlines()) == _SLOW_PAGES
    assert exports[0] == exports[1]


def runs(pid: str) -> bool:
    """Tells whether a process is there and more than an unread exit status."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes through /proc")
def test_the_processes_of_a_killed_batch_end_too(tmp_path):
    process = toy("read", slow_pages(tmp_path), "--record", tmp_path / "onrecord.db", "--jobs", 2)
    wait_for_pages(tmp_path / "onrecord.db", 1)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.kill()
    process.communicate(timeout=20)
    assert len(children) >= 2
    for _ in range(100):
        if not any(map(runs, children)):
            return
        time.sleep(0.1)
    pytest.fail("processes are left")


def test_ctrl_c_ends_with_130_and_one_line_and_what_was_read_is_kept(tmp_path):
    pages, record = slow_pages(tmp_path), tmp_path / "onrecord.db"
    process = toy("read", pages, "--record", record, "--jobs", 1)
    wait_for_pages(record, 2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    (line,) = errors.decode().splitlines()
    assert line.startswith("Stopped.")
    with open_sqlite(record, write=False) as store:
        assert store.counts().pages >= 2


class _Site(BaseHTTPRequestHandler):
    """Serves one page with an ETag, and answers 304 to whoever knows it."""

    def do_GET(self) -> None:
        fresh = self.path == "/robots.txt" or self.headers.get("If-None-Match") != '"1"'
        self.send_response(404 if self.path == "/robots.txt" else 200 if fresh else 304)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        if fresh:
            self.wfile.write(b"page of a server")

    def log_message(self, *_: object) -> None:
        """Stays silent."""


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a page on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/talks"
        server.shutdown()


def test_a_page_not_modified_since_is_not_read_again(run, url, monkeypatch):
    monkeypatch.setattr("tests.toy.make_page", lambda text, **known: make_page(text, url=url, **known))
    monkeypatch.setattr("onrecord.cli.batch.model_name", lambda _: "toy 1")
    assert run("read", "--allow-private", url).exit_code == 0
    again = run("read", "--allow-private", url)
    assert (again.exit_code, again.stderr) == (0, "1 page not modified since the last reading.\n")


def test_an_address_of_this_machine_is_refused_unless_allowed(run, url):
    assert run("read", url).exit_code == 4


def test_standard_input_is_read(pages):
    process = toy("read", "--no-keep", "--format", "jsonl", "-", stdin=subprocess.PIPE)
    output, _ = process.communicate(b"page from a pipe")
    assert json.loads(output)["page"]["path"] == "-"
