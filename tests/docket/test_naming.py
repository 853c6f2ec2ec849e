"""Proposals named on a page, and what is no proposal."""

from __future__ import annotations

import pytest

from onrecord.docket.naming import find_proposals
from onrecord.text.sentences import sentence_spans


def found(text: str, given=()):
    return [
        (mention.span.of(text), mention.refers if mention.alias is None else f"alias {mention.alias}")
        for mention in find_proposals(text, sentence_spans(text), given)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They read the 28-point plan again.", "the 28-point plan"),
        ("They read a plan of twelve points again.", "a plan of twelve points"),
        ("It rests on a 2022 draft accord that failed.", "a 2022 draft accord"),
        ("Both sides keep the Sudport accords.", "the Sudport accords"),
        ("She welcomed Caldia’s peace plan on Monday.", "Caldia’s peace plan"),
        ("It broke the Sudport understanding of March 20.", "the Sudport understanding of March 20"),
        ("He praised Ada Venn’s proposal.", "Ada Venn’s proposal"),
    ],
)
def test_a_proposal_is_named_with_what_tells_it_from_others(text: str, name: str):
    assert found(text) == [(name, None)]


@pytest.mark.parametrize(
    "text",
    [
        "A deal is near.",
        "They plan to draft a text soon.",
        "The plan was good.",
        "No agreement was reached.",
        "It is a business plan.",
        "A Curious Plan to Fight Climate Change",
        "Their plans and offers differ.",
        "In May a proposal failed.",
    ],
)
def test_any_plan_is_no_proposal(text: str):
    assert found(text) == []


def test_the_plan_stands_for_the_one_named_before():
    assert found("Caldia read the 28-point plan. The plan was long.") == [("the 28-point plan", None), ("The plan", 0)]


def test_the_plan_stands_for_none_where_two_could_be_meant():
    text = "Caldia read the 28-point text and the 2022 accord. The proposal was long."
    assert [name for name, _ in found(text)] == ["the 28-point text", "the 2022 accord"]


def test_the_same_word_decides_between_two():
    text = "Caldia read the 28-point plan and the 2022 accord. The accord was long."
    assert found(text)[-1] == ("The accord", 1)


def test_another_name_is_told_by_known_as():
    text = "The 2019 draft accord, known as the Pell text, was long. The draft was old."
    assert found(text) == [("The 2019 draft accord", None), ("the Pell text", "alias 0"), ("The draft", 0)]


def test_the_names_of_a_docket_are_found_whatever_they_are():
    text = "They signed the Harmony Paper in Oster."
    assert found(text, (("harmony paper", "Harmony"),)) == [("the Harmony Paper", None)]


def test_a_text_that_replaces_another_says_so():
    text = "The mediator circulated a shorter text on the ports, of 11 points instead of 14, today."
    mention = find_proposals(text, sentence_spans(text))[0]
    assert (mention.points, mention.instead) == (11, 14)


def test_a_short_name_that_a_page_gives_is_kept_with_the_proposal():
    text = "The 2015 accord, known as the PCOA, collapsed."
    assert find_proposals(text, sentence_spans(text))[0].called == "PCOA"


def test_a_text_that_is_cut_to_another_says_so():
    text = "The 28-point plan drafted by Holm was trimmed to 19 points in Oster."
    assert find_proposals(text, sentence_spans(text))[0].instead == 19
