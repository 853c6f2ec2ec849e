"""What weighs more than what, and that every part says why. Everybody and every country is made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.sayings import DIPLOMAT, HOLT, VENN, make_statement

from onrecord.acts import acts_of
from onrecord.answers import find_answers
from onrecord.pipeline.weighing import Memory, weigh_coded
from onrecord.records.docket import OTHER, Coding, Docket, FormulaWeights, IssueMatch, OutletWeight, PartyMatch, Rank
from onrecord.records.weight import Weight
from onrecord.weight import Formula, formula_of, weigh_statements
from onrecord.weight.formula import PARTS

LEVELS = {"Foreign Minister": 4, "President": 5, None: 1}


def code(statement, issue="ports") -> Coding:
    """A coding as the docket would give it."""
    speaker = statement.speaker
    party = speaker.on_behalf_of
    return Coding(
        statement=statement.id,
        parties=(PartyMatch(party=party, by="on_behalf_of", words=party, certain=True),) if party else (),
        issues=(IssueMatch(issue=issue, subissue=None, score=1.0, by="phrase", words="ports", marks=()),),
        doing=acts_of(statement),
        rank=Rank(level=LEVELS[speaker.office], words=speaker.office),
        when=statement.when,
    )


def weigh(*statements, issue="ports", **known) -> dict[str, Weight]:
    codings = {one.id: code(one, issue) for one in statements}
    weights = weigh_statements(statements, codings, find_answers(statements), **known)
    return {weight.statement: weight for weight in weights}


def part(weight: Weight, name: str):
    return next(one for one in weight.parts if one.name == name)


OFFER = make_statement("Caldia would return the ports in April")
REMARK = make_statement("the meeting was rather clumsy", start=300)


def test_the_total_is_the_sum_of_its_parts():
    weight = weigh(OFFER)[OFFER.id]
    assert [one.name for one in weight.parts] == list(PARTS)
    assert weight.total == pytest.approx(sum(one.share for one in weight.parts), abs=1e-4)
    assert all(one.reason for one in weight.parts)


def test_what_binds_weighs_more_than_a_remark():
    promise = make_statement("Caldia pledged to honour the treaty", cue="said", start=100)
    weights = weigh(promise, REMARK)
    assert part(weights[promise.id], "commitment").value > part(weights[REMARK.id], "commitment").value


def test_a_condition_lowers_what_a_promise_binds_to():
    plain = make_statement("it will sign the text", start=1)
    tied = make_statement("it will sign the text only if the ports are returned", start=2)
    weights = weigh(plain, tied)
    assert part(weights[tied.id], "commitment").value < part(weights[plain.id], "commitment").value
    assert "only if the ports are returned" in part(weights[tied.id], "commitment").words


def test_a_president_weighs_more_than_somebody_unnamed():
    president = make_statement("the ports stay closed", speaker=HOLT)
    diplomat = make_statement("the ports stay closed, he thought", speaker=DIPLOMAT, page="other")
    weights = weigh(president, diplomat)
    assert part(weights[president.id], "authority").value > part(weights[diplomat.id], "authority").value
    assert "speaks for no party" in part(weights[diplomat.id], "authority").reason


def test_an_official_whom_the_other_side_ignores_carries_that():
    before = weigh(REMARK)[REMARK.id]
    dismissal = make_statement("Venn’s comments", cue="dismissed", speaker=HOLT, page="harbour", when="2031-02-05")
    after = weigh(REMARK, dismissal)[REMARK.id]
    assert part(after, "authority").value < part(before, "authority").value
    assert part(after, "authority").statements == (dismissal.id,)
    assert "dismissed by Bero Holt" in part(after, "authority").reason


def test_what_was_said_before_is_not_new():
    again = make_statement("Caldia would return the ports in April", when="2031-03-01", page="later")
    weights = weigh(OFFER, again)
    assert part(weights[OFFER.id], "novelty").value == 1.0
    assert part(weights[again.id], "novelty").value < 0.2
    assert part(weights[again.id], "novelty").statements == (OFFER.id,)


def test_what_another_party_said_before_is_new():
    other = make_statement("Caldia would return the ports in April", speaker=HOLT, when="2031-03-01", page="later")
    assert part(weigh(OFFER, other)[other.id], "novelty").value == 1.0


def test_independent_lines_corroborate_and_copies_do_not():
    two = replace(OFFER, lines=2)
    copies = replace(OFFER, pages=5)
    assert part(weigh(two)[two.id], "corroboration").value > part(weigh(OFFER)[OFFER.id], "corroboration").value
    assert part(weigh(copies)[copies.id], "corroboration") == part(weigh(OFFER)[OFFER.id], "corroboration")


def test_own_words_weigh_more_than_hearsay():
    direct = make_statement("we return the ports", directness="own_words", start=5)
    hearsay = make_statement("we return the ports soon", directness="unnamed", start=6)
    weights = weigh(direct, hearsay)
    assert part(weights[direct.id], "directness").value > part(weights[hearsay.id], "directness").value


def test_recency_is_counted_to_the_latest_day_of_the_record_or_the_day_asked_for():
    late = make_statement("nothing had changed", when="2031-02-10", page="late")
    assert part(weigh(OFFER, late)[OFFER.id], "recency").value == pytest.approx(0.5)
    assert part(weigh(OFFER, late, as_of="2031-02-03")[OFFER.id], "recency").value == 1.0


def test_what_comes_after_the_day_asked_for_does_not_count():
    late = make_statement("nothing had changed", when="2031-02-10", page="late")
    assert set(weigh(OFFER, late, as_of="2031-02-05")) == {OFFER.id}


def test_a_statement_without_a_date_is_weighed():
    undated = make_statement("the ports stay closed", when=None)
    assert part(weigh(undated)[undated.id], "recency").reason == "no date"


def test_the_docket_sets_the_weights():
    docket = Docket(
        name="Ports",
        weights=FormulaWeights(
            authority=1.0, commitment=0.0, novelty=0.0, corroboration=0.0, directness=0.0, recency=0.0
        ),
        outlets=(OutletWeight(name="Oster Post", weight=0.5),),
    )
    weight = weigh(OFFER, formula=formula_of(docket))[OFFER.id]
    assert weight.total == part(weight, "authority").value
    assert part(weight, "corroboration").value == pytest.approx(0.125)


def test_weights_of_nothing_but_zero_are_no_division_by_zero():
    zero = Formula(authority=0, commitment=0, novelty=0, corroboration=0, directness=0, recency=0)
    assert weigh(OFFER, formula=zero)[OFFER.id].total == 0.0


SOME = [
    make_statement(quote, speaker=speaker, page=f"p{number}", when=when)
    for number, (quote, speaker, when) in enumerate(
        [
            ("Caldia would return the ports in April", VENN, "2031-02-03"),
            ("Caldia would return the ports in April", VENN, "2031-02-09"),
            ("Venn’s comments", HOLT, "2031-02-04"),
            ("Norland will not sign", HOLT, "2031-02-04"),
            ("it was noise", DIPLOMAT, None),
        ]
    )
]


@given(st.permutations(SOME))
def test_weights_do_not_depend_on_the_order(statements):
    assert weigh(*statements) == weigh(*SOME)


@given(st.lists(st.sampled_from(SOME), unique_by=lambda one: one.id, min_size=1), st.sampled_from(["2031-02-05", None]))
def test_what_is_remembered_changes_nothing(first, as_of):
    codings = {one.id: code(one) for one in SOME}
    memory = Memory()
    weigh_coded(first, codings, None, as_of, memory=memory)
    assert weigh_coded(SOME, codings, None, memory=memory) == weigh_coded(SOME, codings, None)
    assert weigh_coded(first, codings, None, as_of, memory=memory) == weigh_coded(first, codings, None, as_of)


@given(st.lists(st.tuples(st.sets(st.sampled_from(range(len(SOME)))), st.integers(0, 3), st.booleans()), max_size=6))
def test_after_any_changes_a_memory_makes_no_difference_and_what_is_the_same_is_the_same_object(steps):
    coded = {one.id: code(one) for one in SOME}
    memory = Memory()
    before: dict[Any, Any] = {}
    for chosen, level, weighted in steps:
        some = [one for number, one in enumerate(SOME) if number in chosen]
        first = SOME[0].id
        codings = {**coded, first: replace(coded[first], rank=replace(coded[first].rank, level=level))}
        docket = Docket(name="", weights=FormulaWeights(recency=0.5)) if weighted else None
        found = weigh_coded(some, codings, docket, memory=memory)
        assert found == weigh_coded(some, codings, docket)
        weights = {one.statement: one for one in found.weights}
        assert [key for key, one in weights.items() if before.get(key) == one and before[key] is not one] == []
        before = weights


@given(st.lists(st.floats(0, 10), min_size=6, max_size=6))
def test_a_total_stays_in_its_range(weights):
    formula = Formula(**dict(zip(PARTS, weights, strict=True)))
    assert all(-1e-6 <= weight.total <= 1.001 for weight in weigh(*SOME, formula=formula).values())


def test_the_yardstick_is_in_an_order_a_desk_editor_would_sign():
    folder = Path(__file__).parents[2].parent / "shared" / "data" / "lavrov"
    if not folder.exists():
        pytest.skip("the yardstick page does not lie beside the checkout")
    from tests.builders import make_capture

    from onrecord.models import load_model
    from onrecord.pipeline.judging import judge
    from onrecord.pipeline.keeping import find_corpus
    from onrecord.pipeline.reading import read_capture
    from onrecord.pipeline.weighing import weigh as weigh_all
    from onrecord.records import Reading

    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    text = (folder / "page.txt").read_text("utf-8")
    reading = read_capture(make_capture(text, published="2025-08-20", media_type="text/plain"), load_model())
    assert isinstance(reading, Reading)
    corpus = find_corpus([reading])
    weighed = weigh_all(corpus.statements, judge(corpus, lambda: [reading]))
    starts = {one.id: one.variants[0].start for one in corpus.statements}
    totals = {starts[weight.statement]: weight.total for weight in weighed.weights}
    gold = {one["id"]: one["content"][0][0] for one in expected["attributions"]}
    remark = min(totals, key=lambda start: abs(start - gold["A6"]))
    assert min(totals, key=lambda start: abs(start - gold["A3"])) != remark
    for line in ("A3", "A10"):
        assert totals[min(totals, key=lambda start: abs(start - gold[line]))] > totals[remark]


def test_an_office_that_only_other_pages_give_counts():
    bare = make_statement("the ports stay open", speaker=replace(VENN, office=None), page="bare", when="2031-02-04")
    without = code(bare)
    codings = {OFFER.id: code(OFFER), bare.id: replace(without, rank=Rank(level=0, words=None))}
    weights = {one.statement: one for one in weigh_statements([OFFER, bare], codings)}
    assert part(weights[bare.id], "authority") == part(weights[OFFER.id], "authority")


def test_an_answer_counts_for_more_than_other_talk_off_the_issues():
    talk = make_statement("the meeting was long", speaker=HOLT, page="harbour", when="2031-02-05", start=900)
    dismissal = make_statement("Venn’s comments", cue="dismissed", speaker=HOLT, page="harbour", when="2031-02-05")
    weights = weigh(REMARK, talk, dismissal, issue=OTHER)
    assert part(weights[dismissal.id], "novelty").value > part(weights[talk.id], "novelty").value
    assert "dismisses Ada Venn" in part(weights[dismissal.id], "novelty").reason
