"""What `verify` finds, and what it can make again, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.readings import Generator
from sqlalchemy import text
from tests.builders import TEXT, make_capture, make_page, make_reading

from onrecord.run.corpus import join_all
from onrecord.run.verifying import verify_record
from onrecord.store.database import DatabaseStore
from onrecord.store.open import open_store
from onrecord.store.packing import pack


@pytest.fixture(params=["sqlite", "postgres"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of a record with copies and a page at two places, all joined."""
    where = str(tmp_path / "onrecord.db")
    if request.param == "postgres":
        where = request.getfixturevalue("postgres").new_record()
    with open_store(where) as store:
        for capture, reading in Generator(5, copies=0.6, paragraphs=(3, 5)).pages(8):
            store.keep(capture, reading)
        for path in ("a.html", "b.html"):
            store.keep(make_capture(), make_reading(make_page(path=path)))
        list(join_all(store))
    return where


def damage(record: str, *commands: str, **values: object) -> None:
    with open_store(record) as store:
        assert isinstance(store, DatabaseStore)
        with store.connect(write=True) as connection:
            for command in commands:
                connection.execute(text(command), values)


def parts(record: str, *, repaired: bool = False) -> set[str]:
    return {finding.part for finding in verify_record(record, repaired=repaired).found}


def test_a_sound_record_has_no_finding(record):
    assert verify_record(record).found == ()


def test_a_record_that_is_not_joined_yet_is_sound(record):
    with open_store(record) as store:
        store.keep(make_capture(TEXT + "\nx"), make_reading(make_page(TEXT + "\nx", path="x.html")))
    verdict = verify_record(record)
    assert (verdict.found, verdict.joins) == ((), "waiting")


def test_joins_that_nobody_asked_to_compare_are_not_said_to_hold(record):
    damage(record, "DELETE FROM stories")
    verdict = verify_record(record, joins=False)
    assert (verdict.found, verdict.joins) == ((), "left_out")


def test_a_join_that_differs_is_named_with_its_first_row(record):
    damage(record, "DELETE FROM statements WHERE id IN (SELECT max(id) FROM statements)")
    [finding] = verify_record(record).found
    assert "the statements are not what the pages add up to: 1 of its rows differ, first sm_" in finding.message


def test_it_tells_how_far_it_is(record):
    told = []
    verify_record(record, tell=lambda what, done, of: told.append((what, done, of)))
    assert ("joining again", 9, 9) in told
    assert all(done <= of for _, done, of in told)


REPAIRABLE = [
    ("UPDATE pages SET title = 'Another'", "shown"),
    ("UPDATE attributions SET speaker = 'Somebody else' WHERE position = 0", "shown"),
    ("DELETE FROM attributions WHERE position = 1", "shown"),
    ("UPDATE sayings SET home = NULL", "joined"),
    ("DELETE FROM statements", "joined"),
    ("DELETE FROM stories", "joined"),
    # What the next join would rest on.
    ("DELETE FROM buckets WHERE item IN (SELECT min(item) FROM buckets)", "joined"),
    ("DELETE FROM matches WHERE a IN (SELECT min(a) FROM matches)", "joined"),
    ("INSERT INTO crowded (key) VALUES (7)", "joined"),
]


@pytest.mark.parametrize(("command", "part"), REPAIRABLE)
def test_what_follows_from_the_readings_is_found_and_made_again(record, command, part):
    with open_store(record, write=False) as store:
        before = list(store.entries()), list(store.stories()), list(store.statements())
    damage(record, command)
    assert part in parts(record)
    assert verify_record(record, repaired=True).left == ()
    assert verify_record(record).found == ()
    with open_store(record, write=False) as store:
        assert (list(store.entries()), list(store.stories()), list(store.statements())) == before


def test_a_page_that_is_shown_without_a_reading_is_found_and_goes(record):
    with open_store(record, write=False) as store:
        page = next(store.readings()).page.id
    damage(record, "DELETE FROM readings WHERE page_id = :page", page=page)
    assert "shown" in parts(record, repaired=True)
    assert verify_record(record).found == ()


def test_bytes_that_have_changed_are_found_and_cannot_be_made_again(record):
    damage(record, "UPDATE captures SET data_zstd = :data", data=pack(b"other"))
    verdict = verify_record(record, repaired=True)
    assert {finding.part for finding in verdict.left} == {"bytes"}


@pytest.mark.parametrize("document", [b"", b"no zstandard", pack(b"no reading")])
def test_a_reading_that_cannot_be_read_back_is_found(record, document):
    with open_store(record, write=False) as store:
        page = next(store.readings()).page.id
    damage(record, "UPDATE readings SET document_zstd = :data WHERE page_id = :page", data=document, page=page)
    assert "reading" in parts(record)


def test_a_line_of_the_ledger_that_was_changed_by_hand_is_found(record):
    from onrecord.records.correction import Draft

    with open_store(record) as store:
        assert isinstance(store, DatabaseStore)
        store.correct(Draft(kind="same_person", who="Ida", why="one", names=("A", "B")), "2031-02-03T10:00:00Z")
    damage(record, "UPDATE corrections SET document = replace(document, 'Ida', 'Ada')")
    assert "ledger" in parts(record)


def test_search_indexes_that_lag_behind_are_found_and_made_again(record):
    if record.startswith("postgresql"):
        damage(record, "UPDATE pages SET words = NULL")
    else:
        damage(record, "INSERT INTO attributions_search (attributions_search) VALUES ('delete-all')")
    assert parts(record) == {"search"}
    assert verify_record(record, repaired=True).left == ()
    assert verify_record(record).found == ()
