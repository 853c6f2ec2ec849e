"""Joining attributions: order-free, and never two names together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.actor import Actor
from onrecord.statements.groups import join, keep_best
from onrecord.statements.identity import compare_speakers, names_of
from onrecord.statements.links import Link

VENN, OTTO = Actor(type="person", name="Ada Venn"), Actor(type="person", name="Otto Venn")
BARE, NOBODY = Actor(type="unresolved", name="Venn"), Actor(type="unresolved")


def link(a: str, b: str, score: float = 0.9, pages: tuple[str, str] | None = None) -> Link:
    page_a, page_b = pages or (f"p{a}", f"p{b}")
    return Link(a=a, b=b, page_a=page_a, page_b=page_b, identity="open", score=score, why="")


def test_a_surname_alone_goes_with_the_one_name_that_it_may_be():
    assert join({"a": VENN, "b": BARE}, [link("a", "b")]) == [["a", "b"]]


def test_a_surname_alone_goes_with_neither_of_two():
    assert join({"a": VENN, "b": BARE, "c": OTTO}, [link("a", "b"), link("b", "c")]) == [["a"], ["b"], ["c"]]


def test_somebody_without_a_name_goes_where_the_ties_are_best():
    links = [link("a", "b", 0.9), link("b", "c", 0.5)]
    assert join({"a": VENN, "b": NOBODY, "c": OTTO}, links) == [["a", "b"], ["c"]]


def test_somebody_without_a_name_whom_two_names_claim_stays_alone():
    links = [link("a", "b", 0.9), link("b", "c", 0.85)]
    assert join({"a": VENN, "b": NOBODY, "c": OTTO}, links) == [["a"], ["b"], ["c"]]


def test_of_two_things_on_a_page_each_goes_with_its_likest():
    pages = ("p", "q")
    links = [link("a", "b", 1.0, pages), link("a", "c", 0.4, pages), link("d", "c", 0.9, pages)]
    assert [(one.a, one.b) for one in keep_best(links)] == [("a", "b"), ("d", "c")]


speakers = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([VENN, OTTO, BARE, NOBODY]), min_size=1)


@given(speakers=speakers, data=st.data())
def test_groups_are_a_function_of_the_sets(speakers, data):
    ids = sorted(speakers)
    pairs = [(a, b) for a in ids for b in ids if a < b]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    links = [link(a, b, 0.5 + 0.1 * ((ord(a) + ord(b)) % 5)) for a, b in chosen]
    mixed = {one: speakers[one] for one in data.draw(st.permutations(ids))}
    groups = join(speakers, links)
    assert join(mixed, data.draw(st.permutations(links))) == groups
    assert sorted(one for group in groups for one in group) == ids


@given(speakers=speakers, data=st.data())
def test_no_group_has_two_names(speakers, data):
    ids = sorted(speakers)
    pairs = [(a, b) for a in ids for b in ids if a < b]
    links = [link(a, b) for a, b in (data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])]
    for group in join(speakers, links):
        named = [speakers[one] for one in group if names_of(speakers[one])]
        assert all(compare_speakers(one, other) == "same" for one in named for other in named)
