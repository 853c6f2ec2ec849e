"""A team's record on the command line: every command takes its URL, none prints its password."""

from __future__ import annotations

import pytest

COMMANDS = [
    ("statements",),
    ("statements", "--attributions"),
    ("stories",),
    ("export", "csv"),
    ("info",),
    ("show", "pages/a.txt"),
    ("revisions",),
    ("verify",),
    ("show", "nowhere.html"),
    ("revisions", "nowhere.html"),
]


@pytest.fixture
def record(postgres) -> str:
    url: str = postgres.new_record()
    return url.replace("postgres@", "postgres:secret@")


def test_pages_are_read_into_it_and_found_again_without_its_password(run, pages, record, monkeypatch):
    monkeypatch.setenv("ONRECORD_RECORD", record)
    read = run("read", pages)
    assert read.exit_code == 0
    assert "postgresql://postgres:***@" in read.stderr
    outputs = {command: run(*command) for command in COMMANDS}
    assert "Ada Venn" in outputs["statements",].stdout
    assert outputs["verify",].exit_code in (0, 5)
    for command, output in (("read", read), *outputs.items()):
        assert "secret" not in output.stdout + output.stderr, command
        assert "Traceback" not in output.stderr, command
