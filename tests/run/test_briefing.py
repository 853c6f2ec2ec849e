"""Answers, weights, briefs and pictures of an open record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders import TEXT, make_attribution, make_capture, make_page, make_reading

import onrecord
from onrecord import Record
from onrecord.records import Reading
from onrecord.records.docket import Docket, FormulaWeights
from onrecord.run.briefing import load_pictures


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """One page with two statements."""
    with onrecord.open_record(tmp_path / "onrecord.db", write=True) as record:
        keep(record, TEXT, "a.html", "2031-02-03")
        yield record


def keep(record: Record, text: str, path: str, published: str) -> None:
    page = make_page(text, path=path, published=published)
    record.keep(make_capture(text), make_reading(page))


def test_every_statement_of_a_record_is_weighed(record):
    assert {one.statement for one in record.weights()} == {one.id for one in record.statements()}


def test_a_brief_holds_what_was_said_on_the_latest_day(record):
    brief = record.brief()
    shown = {line.citation.statement for section in brief.sections for line in section.lines}
    assert brief.until == "2031-02-03"
    assert shown == {one.id for one in record.statements()}


def test_a_page_kept_later_is_weighed_too(record):
    before = len(record.weights())
    text = "Ports\nPresident Bero Holt of Norland said that the river ports would reopen in April."
    page = make_page(text, path="b.html", published="2031-02-09")
    said = make_attribution(page, "Bero Holt", "said", "that the river ports would reopen in April")
    record.keep(make_capture(text), Reading(page=page, attributions=(said,), model="toy 1"))
    assert len(record.weights()) == before + 1
    assert record.brief().until == "2031-02-09"


def test_a_docket_changes_what_counts(record):
    even = Docket(name="even", weights=FormulaWeights(authority=0.0, commitment=0.0))
    assert record.weights(even) != record.weights()
    assert record.weights() == record.weights()


def test_answers_and_pictures_of_a_record_that_has_none_are_none(record):
    assert record.answers() == ()
    pytest.importorskip("matplotlib", reason="pictures need the extra of that name")
    names = [picture.name for picture in load_pictures(record.store)]
    assert "weights" in names
