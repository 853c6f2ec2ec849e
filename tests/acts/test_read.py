"""What a statement does: negation, subject, question, condition, target. Countries and people are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acts import read_doing
from onrecord.records.act import Doing

CALDIA = frozenset({"caldia", "caldian", "venn"})


def codes(cue: str, quote: str, **known) -> set[str]:
    return {act.code for act in read_doing(cue, quote, parties=CALDIA, **known).acts}


def deeds(cue: str, quote: str, **known) -> set[str | None]:
    return {act.deed for act in read_doing(cue, quote, parties=CALDIA, **known).acts}


def test_will_not_accept_is_a_rejection():
    assert codes("said", "Caldia will not accept the plan") == {"REJECT"}


def test_did_not_reject_is_no_rejection():
    assert "REJECT" not in codes("said", "Caldia did not reject the plan")
    assert "REJECT" not in codes("did not reject", "the plan", polarity="negative")


def test_what_somebody_else_accepts_is_not_accepted_by_the_speaker():
    assert "AGREE" not in codes("said", "Norland has accepted the terms")


def test_a_question_does_nothing():
    assert codes("asked", "Will they accept the terms?", kind="direct") == {"OTHER"}


def test_what_a_condition_supposes_is_not_done():
    doing = read_doing("said", "Caldia will sign if Norland accepts the ports clause", parties=CALDIA)
    assert [act.code for act in doing.acts] == ["AGREE", "AGREE"]
    assert doing.acts[1].deed == "condition"


def test_a_statement_may_do_two_things():
    assert {"REJECT", "ACCUSE"} <= codes("rejected", "the draft and accused Norland of bad faith")


def test_a_refusal_to_comment_is_no_rejection():
    assert codes("declined to comment", "on the talks", polarity="negative") == {"OTHER"}
    assert "decline_to_comment" in deeds("declined to comment", "on the talks", polarity="negative")


def test_the_target_is_named_in_the_words_of_the_statement():
    acts = read_doing("urged", "Norland’s government to open the ports", parties=CALDIA).acts
    assert acts[0].target == "Norland’s government"


def test_a_noun_is_no_verb():
    assert codes("said", "the guarantees were discussed by experts") <= {"OTHER", "CONSULT"}


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("We will sign only if the ports are returned.", "only if the ports are returned"),
        ("Unless Norland withdraws, the talks are over.", "Unless Norland withdraws"),
        ("Caldia would join provided that its neighbours did.", "provided that its neighbours did"),
        ("There will be no ceasefire without guarantees.", "without guarantees"),
        ("We stay as long as the treaty holds; nothing has changed.", "as long as the treaty holds"),
        ("Should the raids go on, we will leave the talks.", "Should the raids go on"),
    ],
)
def test_a_condition_is_kept_with_its_words(quote, words):
    (condition,) = read_doing("said", quote).conditions
    assert quote[condition.mark.start : condition.mark.end] == words


@pytest.mark.parametrize(
    "quote",
    [
        "We will sign even if they do not.",
        "It is as if nothing had happened.",
        "We will fight if necessary.",
        "They left without delay.",
        "We are ready to talk without preconditions.",
        "We should accept the plan.",
    ],
)
def test_what_only_looks_like_a_condition_is_none(quote):
    assert read_doing("said", quote).conditions == ()


TEXT = st.text(alphabet="abc no if unless, “”'’.?!we it accept reject Norland", max_size=80)


def all_marks(doing: Doing):
    return [*(mark for act in doing.acts for mark in act.marks), *(c.mark for c in doing.conditions)]


@given(cue=TEXT, quote=TEXT)
def test_every_mark_lies_in_its_text(cue, quote):
    doing = read_doing(cue, quote)
    assert doing.acts
    for mark in all_marks(doing):
        text = cue if mark.text == "cue" else quote
        assert 0 <= mark.start < mark.end <= len(text)
