"""A position day by day is the position as of each day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.docket.test_positions import position, step

from onrecord.docket.moments import moments_of
from onrecord.docket.positions import position_of
from onrecord.records.docket import OTHER

STEPS = st.builds(
    step,
    st.text("abcdefgh", min_size=1, max_size=3),
    st.sampled_from(["for", "against", "conditional", "demand", "open"]),
    st.sampled_from(["2031-02-01", "2031-02-02", "2031-02-03", "2031-02-20", "2031-04-09", None]),
    rank=st.integers(1, 5),
    speaker=st.sampled_from(["Ada Venn", "Bero Holt", "Caldia"]),
    binding=st.booleans(),
    deeds=st.sampled_from([(), ("deny",)]),
    by_name=st.booleans(),
    own_words=st.booleans(),
    quote=st.sampled_from(["open the ports", "the ferry must sail", "no"]),
)


def test_each_day_has_the_position_of_its_end():
    first, second = moments_of(position(step("a", "against"), step("b", "conditional", "2031-03-01")))
    assert (first.day, first.stance, first.shown, first.statements) == ("2031-02-03", "against", "a", 1)
    assert (second.day, second.stance, second.shown, second.changes) == ("2031-03-01", "conditional", "b", 1)


def test_what_has_no_day_is_no_days():
    assert moments_of(position(step("a", "against", None))) == ()


@given(steps=st.lists(STEPS, max_size=12), issue=st.sampled_from(["ports", OTHER]))
def test_each_moment_is_the_position_as_of_its_day(steps, issue):
    whole = position_of("Caldia", issue, steps) if steps else None
    moments = moments_of(whole) if whole else ()
    known = whole.steps if whole else ()
    assert [moment.day for moment in moments] == sorted({one.when for one in known if one.when})
    for moment in moments:
        then = position_of("Caldia", issue, [one for one in known if one.when and one.when <= moment.day])
        assert moment.stance == then.stance
        assert moment.binding == then.binding
        assert moment.shown == then.current[0]
        assert moment.statements == len(then.steps)
        assert moment.contradictions == len(then.contradictions)
        assert moment.changes == sum(change.kind != "first" for change in then.changes)
