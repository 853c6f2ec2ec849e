"""Why a speaker is who the rules say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.speakers.pages import read_marked

from onrecord.records import Actor
from onrecord.records.why import Decision
from onrecord.speakers.explain import explain_speaker
from onrecord.speakers.resolve import RULES, resolve_speakers


def explained(marked: str) -> tuple[Decision, ...]:
    """The decisions on the last source of a marked page."""
    page, tagging = read_marked(marked)
    return explain_speaker(page, tagging, tagging.attributions[-1].id)


def test_the_rule_that_decided_stands_behind_those_that_passed():
    rule, speaker = explained("[[A Peruvian diplomat]] said no.")
    asked = [(one.what, one.chosen) for one in rule.considered]
    assert asked[-1] == ("resolve_unnamed", True)
    assert all(not chosen for _, chosen in asked[:-1])
    assert speaker.result == "anonymous: A Peruvian diplomat"


def test_a_pronoun_shows_who_else_could_be_meant_with_scores_and_signs():
    _, speaker = explained("<Boris Adel> said so. <Carl Bero> listened to <Boris Adel>. [[He]] said no.")
    names = [one.what for one in speaker.considered]
    assert set(names) == {"Boris Adel", "Carl Bero"}
    scores = [one.score or 0.0 for one in speaker.considered]
    assert scores == sorted(scores, reverse=True)
    for one in speaker.considered:
        assert abs(sum(value for _, value in one.signs) - (one.score or 0.0)) < 0.05
        assert one.spans


def test_a_name_that_only_describes_is_shown_as_rejected():
    _, speaker = explained("[[<Adel> campaign spokesman <Boris Costa>]] said no.")
    assert [(one.what, one.chosen) for one in speaker.considered] == [("Adel", False), ("Boris Costa", True)]


def test_what_names_no_source_is_said():
    page, tagging = read_marked("It rained.")
    (decision,) = explain_speaker(page, tagging, "at_none")
    assert decision.result == "unresolved"


PAGES = st.sampled_from(
    [
        "Foreign Minister <Ana Bero> left. [[The minister]] said no.",
        "[[Kyiv]] said no.",
        "<Ana Bero> and <Boris Adel> met. [[They]] said no.",
        "[[{Bero Miners}]] said no. [[It]] said yes.",
        "[[in Peru (]] said no.",
    ]
)


@given(PAGES)
def test_what_is_explained_is_what_was_decided(marked: str):
    page, tagging = read_marked(marked)
    for attribution in resolve_speakers(page, tagging):
        decisions = explain_speaker(page, tagging, attribution.id)
        actor = attribution.speaker
        assert isinstance(actor, Actor)
        assert (decisions[-1].by, decisions[-1].spans, decisions[-1].score) == (actor.by, actor.evidence, actor.score)
        assert decisions[0].result in {*(rule.__name__ for rule in RULES), "resolve_speakers"}
