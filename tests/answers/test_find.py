"""Who answers whom. Everybody and every country is made up, but for the page that lies beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.sayings import DIPLOMAT, HOLT, NORLAND, VENN, make_statement

from onrecord.answers import Context, Memory, find_answers, read_signs

CLAIM = make_statement("Norland shelled the school at Vessen on Friday, killing nine", speaker=VENN, cue="said")
OFFER = make_statement("the ports would be opened in April", speaker=VENN, start=200)
LATER: dict[str, Any] = {"when": "2031-02-05", "page": "harbour"}


def only(*statements):
    (answer,) = find_answers(statements)
    return answer


def test_a_dismissal_that_names_the_speaker_is_linked_to_the_speaker():
    dismissal = make_statement("Venn’s comments as theatre", cue="dismissed", speaker=HOLT, **LATER)
    answer = only(CLAIM, OFFER, dismissal)
    assert (answer.kind, answer.by, answer.to_speaker) == ("dismisses", "Bero Holt", "Ada Venn")
    assert answer.to_statement is None


def test_shared_words_tell_which_statement_is_meant():
    denial = make_statement(
        "Venn’s claim that Norland shelled the school at Vessen", cue="denied", speaker=HOLT, **LATER
    )
    answer = only(CLAIM, OFFER, denial)
    assert answer.to_statement == CLAIM.id
    assert {"named", "overlap", "date"} <= {reason.sign for reason in answer.why}


def test_the_only_statement_of_a_speaker_is_the_one_meant():
    dismissal = make_statement("Venn’s remarks", cue="dismissed", speaker=HOLT, **LATER)
    assert only(CLAIM, dismissal).to_statement == CLAIM.id


def test_a_denial_that_names_nobody_is_linked_by_what_it_denies():
    denial = make_statement("shelling the school at Vessen on Friday", cue="denied", speaker=NORLAND, **LATER)
    answer = only(CLAIM, OFFER, denial)
    assert (answer.kind, answer.to_statement, answer.to_speaker) == ("denies", CLAIM.id, "Ada Venn")


def test_a_denial_of_what_nobody_said_is_not_linked():
    denial = make_statement("having bought any tankers", cue="denied", speaker=NORLAND, **LATER)
    assert find_answers([CLAIM, OFFER, denial]) == ()


def test_what_comes_later_is_not_answered():
    words = "shelling the school at Vessen on Friday"
    early = make_statement(words, cue="denied", speaker=NORLAND, when="2031-01-05", page="b")
    assert find_answers([CLAIM, early]) == ()


def test_nobody_denies_their_own_side():
    own = make_statement("shelling the school at Vessen on Friday", cue="denied", speaker=VENN, **LATER)
    assert find_answers([CLAIM, own]) == ()


def test_an_answer_that_somebody_else_tells_of_is_theirs():
    told = make_statement("Venn’s comments have been dismissed by Norland", cue="told", speaker=DIPLOMAT, **LATER)
    answer = only(CLAIM, told)
    assert (answer.by, answer.to_speaker) == ("Norland", "Ada Venn")
    assert "told" in {reason.sign for reason in answer.why}


def test_a_pronoun_goes_on_from_the_answer_before_it():
    first = make_statement("Venn’s comments have been dismissed by Norland", speaker=DIPLOMAT, start=400)
    then = make_statement("“It’s noise,”", speaker=DIPLOMAT, start=600)
    answers = find_answers([CLAIM, first, then])
    assert [answer.to_speaker for answer in answers] == ["Ada Venn", "Ada Venn"]


def test_a_pronoun_alone_answers_nobody():
    assert find_answers([CLAIM, make_statement("“It’s noise,”", speaker=DIPLOMAT, start=600)]) == ()


@pytest.mark.parametrize(
    ("cue", "quote"),
    [
        ("did not deny", "the report"),
        ("said", "it could not confirm Venn’s claim"),
        ("said", "the noise of the ports kept the town awake"),
        ("said", "Venn’s comments"),
    ],
)
def test_what_judges_nothing_is_no_answer(cue, quote):
    signs = read_signs(cue, quote)
    assert signs is None or signs.weak


DENIALS = [
    make_statement(quote, cue="denied", speaker=NORLAND, page=quote[:4], when="2031-02-06")
    for quote in ("Venn’s claim about the school", "shelling the school at Vessen on Friday")
]


@given(st.permutations([CLAIM, OFFER, *DENIALS]))
def test_answers_do_not_depend_on_the_order(statements):
    assert find_answers(statements) == find_answers(sorted(statements, key=lambda one: one.id))


@pytest.fixture(scope="module")
def yardstick():
    folder = Path(__file__).parents[2].parent / "shared" / "data" / "lavrov"
    if not folder.exists():
        pytest.skip("the yardstick page does not lie beside the checkout")
    from tests.builders import make_capture

    from onrecord.models import load_model
    from onrecord.pipeline.keeping import find_corpus
    from onrecord.pipeline.reading import read_capture
    from onrecord.records import Reading

    text = (folder / "page.txt").read_text("utf-8")
    reading = read_capture(make_capture(text, published="2025-08-20", media_type="text/plain"), load_model())
    assert isinstance(reading, Reading)
    return find_corpus([reading]), json.loads((folder / "expected.json").read_text("utf-8"))


def test_the_two_dismissals_of_the_yardstick_are_linked(yardstick):
    corpus, expected = yardstick
    (foreign_minister,) = {office["person"] for office in expected["offices"] if office["office"] == "Foreign Minister"}
    dismissals = [answer for answer in find_answers(corpus.statements) if answer.kind == "dismisses"]
    assert len(dismissals) >= 2
    assert {answer.to_speaker for answer in dismissals} == {foreign_minister}


def test_the_name_behind_an_office_is_the_one_meant():
    signs = read_signs("dismissed", "the remarks of Caldia’s foreign minister, Ada Venn, about the ports as “noise”")
    assert signs is not None
    assert (signs.kind, signs.named) == ("dismisses", "Ada Venn")


def test_two_denials_of_one_thing_do_not_answer_each_other():
    first = make_statement("shelling the school at Vessen on Friday", cue="denied", speaker=NORLAND, page="one")
    second = make_statement("shelling the school at Vessen on Friday", cue="denied", speaker=DIPLOMAT, **LATER)
    assert find_answers([first, second]) == ()


def test_nobody_of_the_same_party_is_denied():
    other = replace(HOLT, name="Cato Rix", on_behalf_of=None)
    denial = make_statement("shelling the school at Vessen on Friday", cue="denied", speaker=other, **LATER)
    known = Context(parties={CLAIM.id: ("Caldia",), denial.id: ("Caldia",)})
    assert find_answers([CLAIM, denial], known) == ()
    assert len(find_answers([CLAIM, denial])) == 1


def test_what_somebody_is_said_to_have_invented_is_denied_to_whoever_spoke_of_it():
    claim = make_statement("the letter was genuine", speaker=DIPLOMAT, start=300)
    denial = make_statement("“There is no such letter,”", speaker=VENN, start=100)
    assert only(claim, denial).to_statement == claim.id


def test_a_speaker_may_quote_themselves():
    before = make_statement("not one line would be signed before the first crown", speaker=HOLT)
    after = make_statement("“I said that not one line would be signed.”", speaker=HOLT, **LATER)
    answer = only(before, after)
    assert (answer.kind, answer.to_statement) == ("quotes", before.id)


def test_what_is_told_within_a_statement_is_not_answered_by_it():
    dismissal = make_statement(
        "Venn’s warning about foreign warships as a drum", cue="dismissed", speaker=HOLT, start=50
    )
    inner = make_statement("foreign warships as a drum", cue="warning", speaker=VENN, start=70)
    warning = make_statement("foreign warships would not be let in", speaker=VENN, page="old", when="2031-01-30")
    assert only(dismissal, inner, warning).to_statement == warning.id


@pytest.mark.parametrize(
    ("cue", "quote", "kind"),
    [("called", "the warning “blackmail”", "dismisses"), ("rejected", "the warning as absurd", "dismisses")],
)
def test_a_word_for_what_was_said_means_the_last_of_its_kind_on_the_page(cue, quote, kind):
    warning = make_statement("we will close the strait", speaker=HOLT, start=10)
    other = make_statement("the ports would reopen in April", speaker=HOLT, start=100)
    answer_ = make_statement(quote, cue=cue, speaker=VENN, start=200)
    known = Context(deeds={warning.id: frozenset({"THREATEN"}), other.id: frozenset({"AGREE"})})
    (answer,) = find_answers([warning, other, answer_], known)
    assert (answer.kind, answer.to_statement, answer.to_speaker) == (kind, warning.id, "Bero Holt")


def test_a_word_for_what_nobody_did_on_the_page_means_nothing():
    other = make_statement("the ports would reopen in April", speaker=HOLT, start=100)
    assert find_answers([other, make_statement("the warning “blackmail”", cue="called", speaker=VENN, start=200)]) == ()


NAMES = ("Venn", "Holt", "Norland", "Caldia", "the ministry")
TALK = st.builds(
    lambda words, cue, speaker, day, page: (words, cue, speaker, day, page),
    st.builds(
        lambda name, rest: f"{name}’s {rest}" if rest.startswith(("claim", "remarks")) else rest,
        st.sampled_from(NAMES),
        st.sampled_from(
            (
                "claim that Norland shelled the school at Vessen",
                "remarks",
                "shelling the school at Vessen on Friday",
                "Norland shelled the school at Vessen on Friday",
                "no such letter had come",
                "the letter had come to Vessen",
                "it was noise",
                "I said that the school at Vessen was shelled",
            )
        ),
    ),
    st.sampled_from(("said", "denied", "dismissed", "confirmed")),
    st.sampled_from((VENN, HOLT, NORLAND, DIPLOMAT)),
    st.sampled_from(("2031-02-03", "2031-02-05", "2031-04-05", None)),
    st.sampled_from("abc"),
)


@given(
    st.lists(TALK, min_size=1, max_size=12),
    st.lists(st.tuples(st.sets(st.integers(0, 11)), st.integers(0, 2)), max_size=5),
)
def test_after_any_changes_a_memory_makes_no_difference_and_what_is_the_same_is_the_same_object(talk, steps):
    said = [
        make_statement(words, cue=cue, speaker=speaker, when=day, page=page, start=100 * number)
        for number, (words, cue, speaker, day, page) in enumerate(talk)
    ]
    memory = Memory()
    before: dict[Any, Any] = {}
    for chosen, parties in steps:
        some = [one for number, one in enumerate(said) if number in chosen]
        known = Context(
            parties={one.id: ("Norland",)[:parties] for one in some},
            issues={one.id: ("ports", "", "school")[parties] for one in some},
            deeds={one.id: frozenset(("accuse", "warn")[:parties]) for one in some},
        )
        found = find_answers(some, known, memory)
        assert found == find_answers(some, known)
        assert [one for one in found if before.get(one.statement) == one and before[one.statement] is not one] == []
        before = {one.statement: one for one in found}
