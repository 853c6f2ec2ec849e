"""Changes that matter, and the many that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.span import Span
from onrecord.statements.drift import find_drift
from onrecord.statements.edits import difference, edits_of
from onrecord.statements.pairs import Pair, pair_of
from onrecord.statements.words import take_words

SAID = "We will not sign the accord with Norland on Monday unless 12 ports are returned"


def kinds(was: str, now: str, *, reported: bool = False) -> list[str]:
    return [drift.kind for drift in find_drift(pair_of(was, now, reported=reported))]


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (SAID.replace("will not", "will"), "negation"),
        (SAID.replace("12", "40"), "number"),
        (SAID.replace("12", "twenty"), "number"),
        (SAID.replace("Monday", "Friday"), "date"),
        (SAID.replace("with Norland", "with Lumera"), "name"),
        (SAID.replace("will not", "may not"), "modality"),
        (SAID.partition(" unless")[0], "condition"),
        (SAID.replace("We", "They"), "subject"),
    ],
)
def test_a_change_that_matters_is_named(now, kind):
    assert kinds(SAID, now) == [kind]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("We will not sign", "We won't sign"),
        ("It does not end here", "It doesn’t end here"),
        ("They are not ready", "They’re not ready"),
        ("The ministry's defence programme", "the ministry’s defense program"),
        ("We recognised our neighbour's labour", "We recognized our neighbor’s labor"),
        ("two ships in twenty-five days", "2 ships in 25 days"),
        ("We want 10 percent", "We want 10%"),
        ("A cease-fire, at last", "A ceasefire at last"),
        ("The U.S. will stay", "The US will stay"),
        ("We signed IT", "we signed it!"),
        ("Mr. Lark told us so", "Lark told us so"),
        ("We met Ada Venn in Oster", "We met Venn in Oster"),
        ("The bridge is old and wide", "The bridge is old"),
        ("One of us will go", "One of us is going to go"),
        ("They must leave", "They have to leave"),
    ],
)
def test_a_change_that_does_not_matter_is_none(was, now):
    assert kinds(was, now) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("We will sign it on Monday", "they would sign it on Monday"),
        ("I can wait", "he could wait"),
        ("We must leave our ports", "they had to leave their ports"),
        ("We will not accept it", "they would refuse to accept it"),
    ],
)
def test_the_grammar_of_a_report_is_no_drift(was, now):
    assert kinds(was, now, reported=True) == []


def test_the_worst_comes_first():
    assert kinds(SAID, SAID.replace("will not", "may").replace("12", "40")) == ["negation", "number", "modality"]


def test_quotation_marks_that_came_or_went_are_told():
    bare, quoted = take_words(SAID), take_words(SAID, [Span(0, len(SAID))])
    gained = Pair(was_text=SAID, now_text=SAID, changes=difference(bare, quoted))
    lost = Pair(was_text=SAID, now_text=SAID, changes=difference(quoted, bare))
    assert [drift.kind for drift in find_drift(gained)] == ["marks_gained"]
    assert [drift.kind for drift in find_drift(lost)] == ["marks_lost"]


words = st.lists(st.sampled_from([*SAID.split(), "won’t", "harbour", "two", "…", "“ports”", "it's"]), max_size=12)


@given(was=words, now=words)
def test_the_difference_holds_every_word_of_both(was, now):
    first, second = " ".join(was), " ".join(now)
    changes = difference(take_words(first), take_words(second))
    assert tuple(word for change in changes for word in change.was) == take_words(first)
    assert tuple(word for change in changes for word in change.now) == take_words(second)


@given(was=words, now=words)
def test_what_stayed_is_the_same_on_both_sides(was, now):
    changes = difference(take_words(" ".join(was)), take_words(" ".join(now)))
    for change in changes:
        if change.kind == "same":
            assert "".join(word.form for word in change.was) == "".join(word.form for word in change.now)


@given(text=st.text(max_size=60))
def test_nothing_changed_is_no_drift_and_no_edit(text):
    changes = difference(take_words(text), take_words(text))
    assert find_drift(Pair(was_text=text, now_text=text, changes=changes)) == ()
    assert edits_of(text, text, changes) == ()


@given(text=st.text(max_size=60))
def test_every_word_lies_in_its_text(text):
    assert all(0 <= word.start < word.end <= len(text) for word in take_words(text))
