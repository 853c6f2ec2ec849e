"""What is told of a proposal, and what is only supposed."""

from __future__ import annotations

import pytest
from tests.builders import make_page

from onrecord.docket.notes import note_page
from onrecord.records import Reading

PLAN = "the 28-point plan"


def told(*sentences: str) -> list[tuple[str, str, str]]:
    notes = note_page(Reading(page=make_page("Title line here\n" + " ".join(sentences))))
    return [(h.told, h.value, notes.words[h.span]) for h in notes.happenings]


def statuses(*sentences: str) -> list[str]:
    return [value for kind, value, _ in told(*sentences) if kind == "status"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Norland signed the 28-point plan on Monday.", "signed"),
        ("The 28-point plan was initialled in Oster.", "initialled"),
        ("The 28-point plan was never signed.", "unsigned"),
        ("Caldia rejected the 28-point plan.", "rejected"),
        ("Caldia turned the 28-point plan down.", "rejected"),
        ("The 28-point plan never came to fruition.", "dead"),
        ("The 28-point plan, drafted by Norland, collapsed in May.", "dead"),
        ("The 28-point plan was declared dead by Caldia.", "dead"),
        ("The mediator handed both sides the 28-point plan.", "floated"),
        ("The 28-point plan is back on the table.", "revived"),
    ],
)
def test_what_has_happened_is_told(sentence: str, status: str):
    assert status in statuses(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland would sign the 28-point plan.",
        "Norland is ready to sign the 28-point plan.",
        "If Caldia rejected the 28-point plan, talks would end.",
        "Caldia did not reject the 28-point plan outright.",
        "Caldia denied that it had signed the 28-point plan.",
        "The 28-point plan will be signed in May.",
        "Norland signed a letter about the weather and read the 28-point plan.",
    ],
)
def test_what_is_supposed_or_denied_is_not_told_as_if_it_had_happened(sentence: str):
    assert statuses(sentence) == []


def test_what_a_proposal_contains_is_a_term():
    assert told("The 28-point plan gives Caldia the northern port.") == [("term", "", "gives Caldia the northern port")]
    assert told("Under the 28-point plan, pilots would stay Caldian.") == [("term", "", "pilots would stay Caldian")]


def test_a_sticking_point_belongs_to_the_proposal_named_before_it():
    found = told("Norland read the 28-point plan.", "The pilots remain the sticking point.")
    assert found == [("sticking", "", "The pilots remain the sticking point")]


def test_a_sticking_point_of_nothing_named_is_none():
    assert told("The pilots remain the sticking point.") == []


def test_an_acceptance_under_a_condition_is_conditional():
    found = told("Caldia accepts the 28-point plan if the pilots stay, Venn said.")
    assert ("stance", "conditional", "accepts the 28-point plan if the pilots stay") in found


def test_a_proposal_is_revived_where_its_parts_come_back():
    assert statuses(
        "The 28-point plan was declared dead.", "Four of its articles have come back in the new paper."
    ) == [
        "dead",
        "revived",
    ]


def test_what_a_proposal_hangs_on_is_not_what_hangs():
    text = "Norland read the 28-point plan. Still open is the fate of the 2019 draft accord."
    notes = note_page(Reading(page=make_page(f"Title line here\n{text}")))
    (point,) = (h for h in notes.happenings if h.told == "sticking")
    assert notes.words[notes.mentions[point.mention].span] == "the 28-point plan"
