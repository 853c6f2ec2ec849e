"""An open record through a docket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.builders import make_capture, make_reading

import onrecord
from onrecord import Record, UsageError
from onrecord.docket import read_docket
from onrecord.pipeline.correcting import make_target
from onrecord.records.correction import Correction, Draft
from onrecord.records.docket import Docket, Issue, Party
from onrecord.run.judging import load_suggestion, open_docket

DOCKET = Docket(
    name="talks",
    parties=(Party(name="Caldia", role="negotiator", aliases=("Oster",)),),
    issues=(Issue(name="border"),),
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with onrecord.open_record(tmp_path / "onrecord.db", write=True) as record:
        record.keep(make_capture(), make_reading())
        yield record


def test_a_record_is_seen_through_a_docket(record):
    (position,) = record.positions(DOCKET)
    assert (position.party, position.issue, len(position.steps)) == ("Caldia", "border", 1)


def test_a_party_is_found_by_its_alias_and_an_issue_by_a_part_of_its_name(record):
    assert record.positions(DOCKET, party="oster") == record.positions(DOCKET)
    assert record.positions(DOCKET, issue="bord") == record.positions(DOCKET)


def test_what_the_docket_does_not_have_is_an_error(record):
    with pytest.raises(UsageError, match="its parties are Caldia"):
        record.positions(DOCKET, party="Sudland")
    with pytest.raises(UsageError, match="its issues are border"):
        record.positions(DOCKET, issue="fish")


def test_it_is_judged_once_as_long_as_neither_record_nor_docket_changes(record):
    assert record.judged(DOCKET) is record.judged(replace(DOCKET))
    other = replace(DOCKET, issues=(Issue(name="ports"),))
    assert record.judged(other) is not record.judged(DOCKET)


def test_two_dockets_over_one_record_do_not_mix(record):
    other = replace(DOCKET, parties=(Party(name="Norland", role="negotiator"),))
    assert {position.party for position in record.positions(other)} <= {"Norland"}
    assert {position.party for position in record.positions(DOCKET)} == {"Caldia"}


def test_the_suggestion_is_a_docket(record):
    assert [party.name for party in read_docket(load_suggestion(record.store)).parties] == ["Caldia"]


def test_a_docket_that_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(UsageError, match="No such file"):
        open_docket(tmp_path / "docket.toml")


def correct_issue(record: Record, issue: str) -> Correction:
    reading = next(iter(record.store.readings()))
    target = make_target(reading, reading.attributions[0])
    draft = Draft(kind="issue", who="Ida", why="it is about that", target=target, issue=issue)
    return record.store.correct(draft, "2031-02-04T10:00:00+00:00")


def issues_of(record: Record, docket: Docket) -> set[str]:
    return {position.issue for position in record.positions(docket)}


def test_a_person_may_say_what_a_statement_is_about(record):
    docket = replace(DOCKET, issues=(*DOCKET.issues, Issue(name="ports")))
    assert issues_of(record, docket) == {"border"}
    line = correct_issue(record, "Ports")
    assert issues_of(record, docket) == {"ports"}
    undo = Draft(kind="undo", who="Ida", why="no", undoes=line.id)
    record.store.correct(undo, "2031-02-05T10:00:00+00:00")
    assert issues_of(record, docket) == {"border"}


def test_an_issue_of_another_docket_is_left_to_it(record):
    correct_issue(record, "fish")
    assert issues_of(record, DOCKET) == {"border"}
