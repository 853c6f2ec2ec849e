"""A snapshot answers what the record itself answers, whoever made it, and follows the record."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.builders import make_capture, make_reading

from onrecord.people.finding import named
from onrecord.run.copying import copy_all
from onrecord.snapshot import Finder, Snapshot, workbench
from onrecord.snapshot.matrix import line_of
from onrecord.snapshot.views import Head
from onrecord.snapshot.workbench import Workbench


@pytest.fixture
def bench(job) -> Iterator[Workbench]:
    bench = Workbench(job)
    yield bench
    bench.close()


@pytest.fixture
def snapshot(bench, job) -> Iterator[Snapshot]:
    bench.update()
    snapshot = Snapshot(Path(job.folder))
    yield snapshot
    snapshot.close()


def things(ask) -> tuple[object, ...]:
    """All of a list that goes on behind a key, three at a time."""
    found: list[object] = []
    after = None
    while page := ask(after, 3):
        found += [thing for _, thing in page]
        after = page[-1][0]
    return tuple(found)


def test_the_columns_of_a_large_record_are_there_before_all_else_is(bench, job, monkeypatch):
    monkeypatch.setattr(workbench, "FIRST_COLUMNS_FROM", 1)
    monkeypatch.setattr(workbench, "load_corpus", lambda _: pytest.fail("takes minutes"))
    snapshot = Snapshot(Path(job.folder))
    assert snapshot.glance_columns() is None
    with pytest.raises(pytest.fail.Exception):
        bench.update()
    columns = snapshot.glance_columns()
    assert columns is not None
    assert len(columns.ids) == columns.counts.statements + columns.counts.ascribed
    snapshot.close()


def test_positions_are_those_of_the_record(snapshot, record, docket):
    assert snapshot.positions(snapshot.cells()) == record.positions(docket)
    assert snapshot.docket() == docket


def test_cells_of_a_party_and_of_an_issue_are_found(snapshot, record, docket):
    for position in record.positions(docket):
        (cell,) = snapshot.cells(party=position.party, issue=position.issue)
        assert cell in snapshot.cells(party=position.party)
        assert cell in snapshot.cells(issue=position.issue)
        assert cell.shown is not None
        assert cell.shown.statement == position.current[0]


def test_positions_as_of_a_day_are_those_of_the_record(snapshot, record, docket):
    for day in [*snapshot.days(), "2030-01-01", "2039-12-31"]:
        then = record.positions(docket, until=day)
        lines = snapshot.matrix(day)
        cells = snapshot.cells_at(day, [(line.party, line.issue) for line in lines])
        assert snapshot.positions(cells) == then
        assert tuple(map(line_of, cells)) == lines


def test_weights_answers_proposals_and_meetings_are_those_of_the_record(snapshot, record, docket):
    assert things(snapshot.weights) == record.weights(docket)
    assert things(snapshot.answers) == record.answers(docket)
    assert things(snapshot.proposals) == record.proposals(docket)
    assert things(snapshot.meetings) == record.meetings(docket)


def test_what_bears_on_a_statement_is_found_by_its_id(snapshot, record, docket):
    for weight in record.weights(docket):
        assert snapshot.weight(weight.statement) == weight
    for answer in record.answers(docket):
        assert answer in snapshot.answers_of(answer.statement)
        if answer.to_statement:
            assert answer in snapshot.answers_of(answer.to_statement)


def test_a_meeting_is_found_by_the_id_it_has_on_a_page(snapshot, record, docket):
    for meeting in record.meetings(docket):
        assert all(snapshot.meeting(report.meeting) == meeting for report in meeting.reports)


def test_people_are_those_of_the_record(snapshot, record):
    assert things(snapshot.people) == record.people()
    assert snapshot.count("person") == len(record.people())


def test_people_are_found_by_every_name_that_finds_them_in_the_record(snapshot, record):
    everybody = record.people()
    wanted = {word for person in everybody for word in (*person.name.split(), person.name, person.id, person.id[:6])}
    for name in sorted(wanted | {"", "nobody at all", "!"}):
        assert snapshot.people_named(name) == named(everybody, name), name


def test_a_persons_statements_come_newest_first(snapshot, record):
    for person in record.people():
        said = snapshot.said(person.id)
        assert sorted(said) == sorted(person.statements)
        known = record.store.statements_of(said)
        days = [known[name].when or "" for name in said]
        assert days == sorted(days, reverse=True)


def test_the_desk_is_the_latest_days_note(snapshot, record, docket):
    assert snapshot.brief() == record.brief(docket)
    assert snapshot.desk().totals == {one.name: len(one.lines) for one in record.brief(docket).sections}


def test_what_a_caller_asked_for_is_kept_beside(snapshot, docket):
    assert snapshot.document("issues", list[str]) == [issue.name for issue in docket.issues]


def test_columns_are_those_of_the_record_and_follow_it(snapshot, bench, record):
    before = snapshot.columns
    assert before.counts == record.counts()
    assert snapshot.columns is before
    record.keep(make_capture(), make_reading())
    bench.update()
    assert snapshot.columns.counts == record.counts()
    assert snapshot.columns.version == snapshot.version


def test_a_snapshot_follows_the_record(snapshot, bench, record):
    before = snapshot.head()
    record.keep(make_capture(), make_reading())
    head = bench.update()
    assert head.version > before.version
    assert snapshot.head() == head
    assert things(snapshot.people) == record.people()
    assert any(person.name == "Ada Venn" for person in snapshot.people_named("Ada Venn"))


def test_what_is_made_step_by_step_is_what_is_made_at_once(snapshot, bench, record, job, tmp_path):
    record.keep(make_capture(), make_reading())
    bench.update()
    fresh = Workbench(replace(job, folder=str(tmp_path / "fresh")))
    fresh.update()
    other = Snapshot(tmp_path / "fresh")
    for ask in ("weights", "answers", "proposals", "meetings", "people"):
        assert things(getattr(snapshot, ask)) == things(getattr(other, ask))
    assert snapshot.positions(snapshot.cells()) == other.positions(other.cells())
    fresh.close()


@pytest.mark.parametrize("beside", [False, True])
def test_a_finder_makes_it_here_or_beside(job, record, docket, beside):
    made: list[Head] = []
    finder = Finder(job, beside=beside, on_made=made.append)
    try:
        head = finder.update().result(120)
        snapshot = Snapshot(Path(job.folder))
        assert snapshot.head() == head
        assert things(snapshot.weights) == record.weights(docket)
        assert finder.brief(None, None).result(60) == record.brief(docket)
        assert made == [head]
    finally:
        finder.close()


def test_a_finder_whose_process_is_killed_begins_another(job, record):
    finder = Finder(job, beside=True, on_made=lambda _: None)
    try:
        finder.update().result(120)
        worker: Any = finder._worker
        for process in list(worker._processes.values()):
            process.kill()
            process.join()
        record.keep(make_capture(), make_reading())
        assert until_made(finder).version == record.store.version()
    finally:
        finder.close()


def until_made(finder: Finder) -> Head:
    """The first that comes of a process that works: the one that was killed may still be asked once."""
    for _ in range(20):
        try:
            return finder.update().result(120)
        except Exception:  # noqa: BLE001 - whatever the dead process is noticed by
            time.sleep(0.1)
    raise AssertionError("no other process was begun")


def test_a_record_in_a_database_has_the_snapshot_of_the_same_record_in_a_file(postgres, snapshot, path, job, tmp_path):
    address = postgres.new_record()
    for _ in copy_all(str(path), address):
        pass
    other = Workbench(replace(job, record=address, folder=str(tmp_path / "other")))
    other.update()
    there = Snapshot(tmp_path / "other")
    for ask in ("weights", "answers", "proposals", "meetings", "people"):
        assert things(getattr(there, ask)) == things(getattr(snapshot, ask))
    assert there.positions(there.cells()) == snapshot.positions(snapshot.cells())
    assert there.columns.counts.pages == snapshot.columns.counts.pages
    there.close()
    other.close()
