"""Positions through time: what carries them, what changes them, who contradicts. Everybody is made up."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.docket.positions import position_of
from onrecord.records.position import Stance, Step


def step(  # noqa: PLR0913 - a builder names what a test may vary
    name: str,
    stance: Stance,
    when: str | None = "2031-02-03",
    *,
    rank: int = 4,
    speaker: str = "Ada Venn",
    binding: bool = True,
    **known,
) -> Step:
    fields: dict[str, Any] = {
        "certain": True,
        "by_name": False,
        "own_words": True,
        "subissue": None,
        "codes": (),
        "deeds": (),
        "issue_marks": (),
        "conditions": (),
    }
    fields |= {"quote": name, "target": None, **known}
    return Step(statement=name, when=when, speaker=speaker, rank=rank, stance=stance, binding=binding, **fields)


def position(*steps: Step, heard: tuple[str, ...] = ()):
    return position_of("Caldia", "ports", steps, heard)


def kinds(*steps: Step, heard: tuple[str, ...] = ()) -> list[str]:
    return [change.kind for change in position(*steps, heard=heard).changes]


def test_the_latest_binding_statement_carries_the_position():
    found = position(step("a", "against"), step("b", "conditional", "2031-03-01"))
    assert (found.stance, found.current, found.binding, found.since) == ("conditional", ("b",), True, "2031-03-01")


def test_what_does_not_bind_carries_nothing_where_something_does():
    found = position(step("a", "against"), step("b", "for", "2031-03-01", binding=False))
    assert found.current == ("a",)


def test_where_nothing_binds_the_highest_rank_that_takes_a_side_is_shown_as_such():
    found = position(
        step("a", "open", rank=5, binding=False),
        step("b", "against", rank=3, binding=False),
        step("c", "against", rank=1, binding=False),
    )
    assert (found.current, found.binding) == (("b",), False)


def test_a_lower_official_does_not_replace_a_president():
    found = position(
        step("a", "against", rank=5, speaker="Bero Holt"), step("b", "for", "2031-02-05", rank=3, speaker="Per Lund")
    )
    assert found.current == ("a",)
    assert [(one.first, one.second) for one in found.contradictions] == [("a", "b")]


def test_two_ministers_on_one_day_are_two_lines():
    found = position(step("a", "for"), step("b", "against", speaker="Ola Berg"))
    assert [one.codes for one in found.contradictions] == ["for / against"]
    assert kinds(step("a", "for"), step("b", "against", speaker="Ola Berg")) == ["first"]


def test_one_official_a_month_later_is_a_change_and_no_contradiction():
    found = position(step("a", "for"), step("b", "against", "2031-03-03", speaker="Ola Berg"))
    assert found.contradictions == ()
    assert [change.kind for change in found.changes] == ["first", "reversal"]


def test_who_denies_what_a_colleague_demands_is_another_line():
    found = position(step("a", "demand"), step("b", "open", speaker="Ola Berg", binding=False, deeds=("deny",)))
    assert len(found.contradictions) == 1


def test_from_no_to_a_condition_is_a_concession():
    assert kinds(step("a", "against"), step("b", "conditional", "2031-03-01")) == ["first", "concession"]


def test_from_yes_to_a_condition_is_a_hardening():
    assert kinds(step("a", "for"), step("b", "conditional", "2031-03-01")) == ["first", "hardening"]


def test_another_demand_is_new_and_the_same_demand_is_not():
    first = step("a", "demand", quote="the ports must be returned")
    assert kinds(first, step("b", "demand", "2031-03-01", quote="return the ports")) == ["first"]
    other = step("b", "demand", "2031-03-01", quote="nine hundred million crowns for the winter")
    assert kinds(first, other) == ["first", "new_demand"]


def test_one_person_under_two_offices_is_one_official():
    first = step("a", "for", speaker="Ada Venn, Foreign Minister")
    assert position(first, step("b", "against", speaker="Venn, Caldian Minister")).contradictions == ()


def test_a_party_that_speaks_by_its_name_contradicts_no_official():
    found = position(step("a", "for"), step("b", "against", speaker="Caldia", by_name=True))
    assert found.contradictions == ()


def test_what_changes_within_a_day_is_measured_against_the_day_before():
    first = step("a", "demand", quote="the ports return")
    second = step("b", "demand", "2031-03-01", speaker="Ola Berg", quote="the ports return now")
    assert kinds(first, second, step("c", "for", "2031-03-01", rank=5)) == ["first", "concession"]


def test_a_retelling_without_the_condition_is_no_concession():
    first = step("a", "conditional")
    found = position(first, step("b", "for", "2031-02-05", own_words=False))
    assert (found.current, [change.kind for change in found.changes]) == (("a",), ["first"])
    assert kinds(first, step("b", "for", "2031-02-05")) == ["first", "concession"]


def test_silence_is_a_change_where_the_party_speaks_of_other_things():
    often = ("2031-02-10", "2031-02-20", "2031-03-01")
    assert kinds(step("a", "against"), heard=often) == ["first", "silence"]
    assert kinds(step("a", "against"), heard=often[:2]) == ["first"]


def test_undated_statements_do_not_replace_dated_ones_in_since():
    found = position(step("a", "for"), step("b", "for", None))
    assert found.last == "2031-02-03"


steps = st.lists(
    st.builds(
        step,
        st.sampled_from("abcdefgh"),
        st.sampled_from(["for", "against", "conditional", "demand", "open"]),
        st.sampled_from([None, "2031-02-03", "2031-02-04", "2031-03-09"]),
        rank=st.integers(0, 5),
        speaker=st.sampled_from(["Ada Venn", "Ola Berg"]),
        binding=st.booleans(),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.statement,
)


@given(steps, st.randoms(use_true_random=False))
def test_the_order_and_the_repeats_of_statements_do_not_matter(found, random):
    shuffled = [*found, found[0]]
    random.shuffle(shuffled)
    assert position(*shuffled) == position(*found)
