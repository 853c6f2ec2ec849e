"""Which attributions are one statement."""

from __future__ import annotations

import pytest
from tests.statements.said import QUOTE, VENN, make_said

from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor

# Another report, that shares nothing with the first but what is said.
OTHER = "{source} told reporters: “{quote}”.\nThe weather stayed fine, and the markets were open until late in the day."
UNNAMED = Actor(type="anonymous", descriptor="a diplomat", rank="diplomat")
NOBODY = Actor(type="unresolved", surface="She")


def number_of(*readings) -> int:
    return len(find_corpus(readings).statements)


def other(quote: str = QUOTE, source: str = "Foreign Minister Ada Venn", **how):
    return make_said(quote, source, **{"outlet": "Lamp", "title": "Minister on ports", "body": OTHER, **how})


def test_a_quotation_and_its_report_in_other_grammar_are_one_in_the_same_days():
    report = other("that Caldia would not sign the accord unless the river ports were returned", marks=False)
    assert number_of(make_said(), report) == 1


def test_a_report_in_other_words_a_month_later_is_another_statement():
    report = other(
        "that Caldia would not sign the accord unless the river ports were returned",
        marks=False,
        published="2031-03-20",
    )
    assert number_of(make_said(), report) == 2


def test_a_part_of_a_quotation_is_the_same_statement():
    assert number_of(make_said(), other("unless the river ports are returned by Monday")) == 1


def test_two_things_said_by_one_person_are_two():
    assert number_of(make_said(), other("The ferry to Lumera leaves from the northern quay")) == 2


def test_what_was_denied_is_not_what_was_said():
    assert number_of(make_said(), other(polarity="negative")) == 2


def test_an_unnamed_source_of_another_report_is_not_taken_for_a_name():
    assert number_of(make_said(), other(source="a diplomat", speaker=UNNAMED)) == 2


def test_an_unnamed_source_with_the_same_description_in_a_copy_is_the_named_one():
    copy = make_said(source="a diplomat", speaker=UNNAMED, outlet="Lamp")
    named = make_said(source="a diplomat", speaker=VENN)
    assert number_of(named, copy) == 1


def test_somebody_unresolved_with_the_same_long_quotation_is_the_same():
    assert number_of(make_said(), other(source="She", speaker=NOBODY)) == 1


def test_a_phrase_of_somebody_unresolved_is_not():
    assert number_of(make_said(), other("by Monday", "She", speaker=NOBODY)) == 2


@pytest.mark.parametrize("quote", ["We lost 12 ships in the northern lane this week", "We lost 40 ships in the lane"])
def test_the_same_form_with_another_number_weeks_later_is_another_statement(quote):
    first = make_said("We lost 30 ships in the northern lane this week")
    assert number_of(first, other(quote, published="2031-02-13")) == 2
