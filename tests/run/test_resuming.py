"""A batch that was stopped goes on where it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.builders import make_capture
from tests.toy import load_toy

from onrecord.export.jsonl import reading_lines
from onrecord.records import Capture
from onrecord.run.keeping import keep_all
from onrecord.run.local import PageRead, read_captures
from onrecord.run.options import RunOptions
from onrecord.run.resuming import RecordMemory, code_mark
from onrecord.store.sqlite import SqliteStore, open_sqlite


def read_into(store: SqliteStore, captures: list[Capture], jobs: int = 1, **options) -> list[bool]:
    """Reads and keeps; returns for each page whether it was known."""
    told = RunOptions(jobs=jobs, **options)
    memory = RecordMemory(store, told)
    outcomes = read_captures(captures, options=told, load=load_toy, memory=memory)
    done = list(keep_all(outcomes, store, memory=memory))
    return [one.outcome.known for one in done if isinstance(one.outcome, PageRead)]


def pages(*texts: str, **origin) -> list[Capture]:
    return [make_capture(text, path=f"{text[:20]}.txt", **origin) for text in texts]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_read_is_not_read_again_and_keeps_its_place(tmp_path: Path, jobs: int):
    with open_sqlite(tmp_path / "a.db") as store:
        read_into(store, pages("a", "c"))
        export = b"".join(reading_lines(store.readings()))
        told = RunOptions(jobs=jobs)
        outcomes = read_captures(pages("a", "b", "c"), options=told, load=load_toy, memory=RecordMemory(store, told))
        read = [one for one in outcomes if isinstance(one, PageRead)]
        assert [(one.capture.data, one.known) for one in read] == [(b"a", True), (b"b", False), (b"c", True)]
        assert (
            b"".join(reading_lines(sorted((one.reading for one in read if one.known), key=lambda r: r.page.id)))
            == export
        )


def test_a_page_is_read_again_when_the_model_its_bytes_or_what_is_known_of_it_are_others(tmp_path: Path):
    with open_sqlite(tmp_path / "a.db") as store:
        read_into(store, pages("a"))
        assert read_into(store, pages("a")) == [True]
        assert read_into(store, pages("a"), model="toy 2") == [False]
        assert read_into(store, pages("a, changed")) == [False]
        assert read_into(store, pages("a", outlet="The Oster Post")) == [False]
        assert read_into(store, [make_capture("a", path="other.txt")]) == [False]


def test_a_page_that_was_fetched_is_read_again_so_that_its_validators_are_kept(tmp_path: Path):
    fetched = [make_capture("a", url="https://a.example/", etag='"1"')]
    with open_sqlite(tmp_path / "a.db") as store:
        read_into(store, fetched)
        assert read_into(store, fetched) == [False]


def test_what_was_refused_is_tried_again(tmp_path: Path):
    with open_sqlite(tmp_path / "a.db") as store:
        read_into(store, pages("REFUSE"))
        assert read_into(store, pages("REFUSE", "a")) == [False]


def test_the_mark_of_the_code_changes_with_a_file_of_the_model(tmp_path: Path):
    (tmp_path / "card.toml").write_text("one", "utf-8")
    before = code_mark(str(tmp_path))
    os.utime(tmp_path / "card.toml", ns=(1, 1))
    code_mark.cache_clear()
    assert code_mark(str(tmp_path)) != before
    assert code_mark(None) == code_mark(None) != before
