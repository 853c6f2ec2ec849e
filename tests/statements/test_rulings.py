"""What people decided of statements, laid over groups."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.statement import StatementRuling
from onrecord.statements.links import Link
from onrecord.statements.rulings import overrule

IDS = [f"at_{letter}" for letter in "abcdefgh"]


def ruling(number, verdict, first, second):
    return StatementRuling(
        correction=f"co_{number}",
        number=number,
        verdict=verdict,
        who="Ida",
        when="2031-02-04",
        why="heard it",
        first=tuple(f"at_{letter}" for letter in first),
        second=tuple(f"at_{letter}" for letter in second),
    )


def link(a, b, score):
    a, b = sorted((f"at_{a}", f"at_{b}"))
    return Link(a=a, b=b, page_a=f"pg{a}", page_b=f"pg{b}", identity="same", score=score, why="alike")


def groups(*letters):
    return [[f"at_{letter}" for letter in group] for group in letters]


def decided(start, links, *rulings):
    found, _ = overrule(groups(*start), links, rulings)
    return ["".join(one[-1] for one in group) for group in found]


def test_nothing_changes_where_nobody_said_anything():
    assert overrule(groups("ab", "c"), [], ()) == (groups("ab", "c"), ())


def test_two_groups_become_one():
    assert decided(["ab", "cd", "e"], [], ruling(1, "one", "b", "c")) == ["abcd", "e"]


def test_who_leaves_takes_along_what_is_tied_more_closely_to_it():
    links = [link("a", "b", 1.0), link("b", "c", 0.6), link("c", "d", 1.0), link("a", "d", 0.5)]
    assert decided(["abcd"], links, ruling(1, "two", "c", "a")) == ["ab", "cd"]


def test_who_is_tied_alike_to_both_stays():
    links = [link(a, b, 1.0) for a, b in ("ab", "ac", "bc")]
    assert decided(["abc"], links, ruling(1, "two", "a", "b")) == ["a", "bc"]


def test_what_no_link_holds_any_longer_stays_with_the_rest():
    assert decided(["abcd"], [link("a", "b", 1.0)], ruling(1, "two", "b", "a")) == ["acd", "b"]


def test_groups_that_are_apart_are_not_brought_together_by_a_third():
    rulings = [ruling(1, "two", "a", "c"), ruling(2, "one", "a", "b"), ruling(3, "one", "b", "d")]
    assert decided(["a", "b", "cd"], [link("c", "d", 0.9)], *rulings) == ["abd", "c"]


def test_the_later_of_two_that_contradict_each_other_holds_and_the_other_says_so():
    one, two = ruling(1, "one", "a", "b"), ruling(2, "two", "a", "b")
    found, said = overrule(groups("a", "b"), [], [two, one])
    assert found == groups("a", "b")
    assert [(line.number, line.overruled) for line in said] == [(1, "co_2"), (2, None)]
    again, said = overrule(groups("a", "b"), [], [two, one, ruling(3, "one", "b", "a")])
    assert again == groups("ab")
    assert [line.overruled for line in said] == [None, "co_3", None]


def test_a_ruling_of_which_one_side_is_on_no_page_says_nothing():
    assert overrule(groups("a", "b"), [], [ruling(1, "one", "a", "")]) == (groups("a", "b"), ())


def test_captures_of_one_page_are_kept_apart_from_every_capture_of_the_other():
    assert decided(["abcd"], [], ruling(1, "two", "ab", "cd")) == ["ab", "cd"]


sides = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=2, unique=True)
rulings = st.lists(st.tuples(st.sampled_from(["one", "two"]), sides, sides), max_size=6)
links = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.sampled_from([0.5, 0.9, 1.0])), max_size=12
)
partitions = st.lists(st.integers(0, 3), min_size=8, max_size=8)


@given(partitions, links, rulings, st.randoms())
def test_every_ruling_that_is_not_overruled_holds_and_no_order_matters(homes, tied, said, random):
    by_home = {home: [one for one, where in zip(IDS, homes, strict=True) if where == home] for home in set(homes)}
    start = sorted(by_home.values())
    held = [link(a, b, score) for a, b, score in {t[:2]: t for t in tied}.values() if a < b]
    lines = [ruling(number, *line) for number, line in enumerate(said, 1)]
    found, marked = overrule(start, held, lines)
    assert sorted(one for group in found for one in group) == IDS
    home = {one: number for number, group in enumerate(found) for one in group}
    for line in marked:
        if line.overruled is None and line.verdict == "one":
            assert len({home[one] for one in line.first + line.second}) == 1
        elif line.overruled is None:
            assert all(home[one] != home[other] for one in line.first for other in line.second if one != other)
        else:
            assert int(line.overruled[3:]) > line.number
    random.shuffle(held)
    random.shuffle(lines)
    assert overrule(start, held, lines) == (found, marked)
