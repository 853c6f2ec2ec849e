import pytest

from onrecord.acts import read_doing


@pytest.mark.parametrize(
    "quote",
    [
        "that her government could not accept the plan",
        "we could never accept the plan",
        "they could hardly accept the plan",
    ],
)
def test_a_negation_inside_a_pattern_turns_it_round(quote):
    assert [act.code for act in read_doing("said", quote).acts] == ["REJECT"]


def test_nothing_less_is_a_demand_and_no_acceptance():
    (act,) = read_doing("said", "we would accept nothing less than a full withdrawal").acts
    assert (act.code, act.deed) == ("REQUEST", "demand")
