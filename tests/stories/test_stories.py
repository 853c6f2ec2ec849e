"""Which pages are one story: whatever was done to a copy, and what must not join."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.reports import (
    BOILERPLATE,
    ELSEWHERE,
    ELSEWHERE_TITLE,
    OTHER,
    OTHER_TITLE,
    REPORT,
    TITLE,
    WIRE,
    joined,
    page_of,
    paragraphs_of,
    spin,
    stories_of,
)
from tests.stories.translations import ENGLISH

from onrecord.stories.keys import MAX_SHARED

ORIGINAL = page_of(TITLE, REPORT, "strait-wire", outlet="Strait Wire", published="2031-02-03")
ONE = {frozenset({0, 1})}
TWO = {frozenset({0}), frozenset({1})}
FURNITURE = ("Share this article", *REPORT[:4], "Sign up for our newsletter", *REPORT[4:], "Read more: the war in maps")


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        pytest.param(TITLE, FURNITURE, id="furniture"),
        pytest.param(TITLE, REPORT[:4], id="cut"),
        pytest.param(TITLE, REPORT[2:6], id="cut at both ends"),
        pytest.param(TITLE, (*REPORT, *ELSEWHERE[:3]), id="extended"),
        pytest.param("Hope on the river, says minister", REPORT, id="re-headlined"),
        pytest.param(TITLE, (REPORT[0], *reversed(REPORT[1:])), id="reordered"),
        pytest.param(TITLE, spin(REPORT), id="spun"),
        pytest.param(TITLE, spin(REPORT[:6]), id="cut and spun"),
        pytest.param(TITLE, [" ".join(REPORT[n : n + 2]) for n in range(0, 8, 2)], id="paragraphs joined"),
        pytest.param(TITLE, [p.replace("120 observers", "130 observers") for p in REPORT], id="one number updated"),
    ],
)
def test_a_copy_is_one_story_with_its_original(title, paragraphs):
    assert joined([ORIGINAL, page_of(title, paragraphs, "copy")]) == ONE


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        pytest.param(OTHER_TITLE, OTHER, id="another reporter on the same event"),
        pytest.param(TITLE, OTHER, id="another reporter under the same headline"),
        pytest.param(ELSEWHERE_TITLE, ELSEWHERE, id="something else"),
        pytest.param(OTHER_TITLE, (*OTHER, REPORT[3]), id="a wire paragraph in common"),
        pytest.param(ELSEWHERE_TITLE, (*ELSEWHERE, REPORT[0]), id="the lead of the one as background of the other"),
        pytest.param(TITLE, REPORT[5:6], id="one paragraph alone of eight"),
        pytest.param(TITLE, (), id="a headline alone"),
    ],
)
def test_another_report_is_another_story(title, paragraphs):
    assert joined([ORIGINAL, page_of(title, paragraphs, "other")]) == TWO


REWORDED = paragraphs_of(
    """
    Haldorsen of Norland could wish to get Turkey a seat while river ports are haggled over, with Norway and Caldia
    both sending people to Vienna over coming days.

    Nothing short of “lasting” assurances would do, Haldorsen went on, naming the 2027 paper that envoys had debated
    in Geneva.

    That paper came to naught: Caldia dreaded handing 14 crossings to the army of Norland.

    Marta Oyelaran, president of Caldia, spoke of a ruse; a written reply was what her cabinet now awaited.

    From Ankara one diplomat let it be known that 300 monitors had been promised by Turkey if Norway covered half.

    Dario Velt, special envoy, sat with Oyelaran in Vienna for three hours on Tuesday; nobody disclosed any result.

    According to somebody close to it all, Strait Wire heard, Haldorsen had altered nothing. “It is noise,” that
    person remarked. “Nobody in Brussels is listening to it any longer.”

    Friday ought to be the last day; Velt then heads for Oslo, where Prime Minister Sunniva Raskel wants to hear
    from him.
    """
)


def test_a_copy_with_most_of_its_words_exchanged_is_joined_where_names_stand_in_order():
    original = page_of("Haldorsen courts Turkey", ENGLISH, "original")
    assert joined([original, page_of("A seat for Turkey?", REWORDED, "reworded")]) == ONE
    order = (5, 2, 7, 0, 4, 6, 1, 3)
    shuffled = page_of("A seat for Turkey?", [REWORDED[n] for n in order], "shuffled")
    assert joined([original, shuffled]) == TWO


def test_boilerplate_in_common_makes_no_story():
    pages = [
        page_of(OTHER_TITLE, (*OTHER, WIRE, BOILERPLATE), "a"),
        page_of(ELSEWHERE_TITLE, (*ELSEWHERE, WIRE, BOILERPLATE), "b"),
    ]
    assert joined(pages) == TWO


def test_the_same_form_with_other_names_and_numbers_is_another_story():
    other = {"Caldia": "Kavelia", "Norland": "Ostmark", "Marholm": "Brede", "Tresna": "Sund", "Oster": "Valle"}
    other |= {"Ada Venn": "Mia Roth", "Venn": "Roth", "Per Solheim": "Tom Aas", "Lumera": "Corvane", "2027": "2019"}
    other |= {"14": "22", "120": "85", "May": "October", "Monday": "Friday", "Feb. 3": "Sept. 9"}
    form = "\n".join(REPORT)
    for name, new in other.items():
        form = form.replace(name, new)
    assert joined([ORIGINAL, page_of("Another offer", form.split("\n"), "form")]) == TWO


def test_a_page_merged_of_two_reports_joins_the_one_it_has_most_of_and_not_both_to_one():
    second = page_of(ELSEWHERE_TITLE, ELSEWHERE, "second")
    merged = page_of("News in brief", (*REPORT, *ELSEWHERE[:3]), "merged")
    copies = [page_of(TITLE, spin(REPORT), "third"), page_of(ELSEWHERE_TITLE, ELSEWHERE[:4], "fourth")]
    assert joined([ORIGINAL, merged, second, *copies]) == {frozenset({0, 1, 3}), frozenset({2, 4})}


def test_stories_that_one_page_merges_are_related():
    pages = [ORIGINAL, page_of("In brief", (*REPORT, *ELSEWHERE), "merged"), page_of(ELSEWHERE_TITLE, ELSEWHERE, "b")]
    reasons = {related.why for story in stories_of(pages) for related in story.related}
    assert reasons == {"one page holds parts of both reports"}


def test_two_reports_of_one_event_that_quote_the_same_words_are_related():
    stories = stories_of([ORIGINAL, page_of(OTHER_TITLE, OTHER, "other")])
    first, second = stories
    assert [(r.story, r.why) for r in first.related] == [(second.story, "a quotation in common, in other surroundings")]
    assert [r.story for r in second.related] == [first.story]


def test_reports_that_share_a_wire_paragraph_are_related():
    pages = [page_of(OTHER_TITLE, (*OTHER, WIRE), "a"), page_of(ELSEWHERE_TITLE, (*ELSEWHERE, WIRE), "b")]
    assert [r.why for r in stories_of(pages)[0].related] == ["a passage in common: too little for a copy"]


def test_what_an_outlet_writes_under_all_its_reports_does_not_relate_them():
    pages = [
        page_of(OTHER_TITLE, (*OTHER, BOILERPLATE), "a", outlet="Strait Wire"),
        page_of(ELSEWHERE_TITLE, (*ELSEWHERE, BOILERPLATE), "b", outlet="Strait Wire"),
    ]
    assert [story.related for story in stories_of(pages)] == [(), ()]


def test_copies_of_copies_are_one_story_though_the_ends_share_little():
    chain = [page_of(TITLE, part, name) for name, part in (("a", REPORT[:5]), ("b", REPORT[1:7]), ("c", REPORT[3:]))]
    assert joined(chain) == {frozenset({0, 1, 2})}


def test_more_copies_than_a_bucket_holds_pairs_of_are_one_story():
    """Beyond that number each page meets its neighbours alone; the story must not fall apart, nor swallow others."""
    rng = random.Random(1)
    cuts = [sorted(rng.sample(range(1, 8), rng.randrange(4, 8))) for _ in range(MAX_SHARED + 30)]
    copies = [page_of(TITLE, (REPORT[0], *(REPORT[n] for n in cut)), f"copy{m}") for m, cut in enumerate(cuts)]
    others = [page_of(OTHER_TITLE, (*OTHER, WIRE), "other"), page_of(ELSEWHERE_TITLE, (*ELSEWHERE, WIRE), "elsewhere")]
    assert sorted(map(len, joined([*copies, *others]))) == [1, 1, len(copies)]


def test_two_long_transcripts_are_compared_in_little_time_and_memory():
    lines = [
        f"Delegate {n} of district {n * 7} asked for ships, grain and the bridge at pier {n}." for n in range(1500)
    ]
    assert joined([page_of("Day one", lines, "a"), page_of("The full text", lines[100:], "b")]) == ONE


def test_no_pages_are_no_stories():
    assert stories_of([]) == ()


def test_a_page_alone_is_a_story_alone():
    (story,) = stories_of([ORIGINAL])
    assert [(copy.id, copy.role) for copy in story.pages] == [(ORIGINAL.id, "alone")]


def test_the_id_comes_from_the_smallest_page_id_so_a_rebuild_keeps_it():
    copy = page_of(TITLE, REPORT[:4], "copy")
    (story,) = stories_of([ORIGINAL, copy])
    alone = {one.pages[0].id: one.story for page in (ORIGINAL, copy) for one in stories_of([page])}
    assert story.story == alone[min(alone)]


POOL = [
    ORIGINAL,
    page_of(TITLE, REPORT[:5], "cut"),
    page_of(TITLE, spin(REPORT), "spun"),
    page_of("In brief", (*REPORT[:5], *ELSEWHERE[:3]), "merged"),
    page_of(OTHER_TITLE, (*OTHER, WIRE), "other", published="2031-02-04"),
    page_of(OTHER_TITLE, (*OTHER[:4], WIRE), "other cut"),
    page_of(ELSEWHERE_TITLE, (*ELSEWHERE, WIRE), "elsewhere"),
    page_of(ELSEWHERE_TITLE, spin(ELSEWHERE), "elsewhere spun"),
]


@settings(max_examples=25, deadline=None)
@given(order=st.lists(st.integers(0, len(POOL) - 1), min_size=len(POOL), max_size=2 * len(POOL)), seed=st.integers())
def test_stories_do_not_depend_on_the_order_or_the_repeats_of_the_pages(order, seed):
    chosen = sorted(set(order))
    shuffled = [*order]
    random.Random(seed).shuffle(shuffled)
    assert stories_of([POOL[n] for n in shuffled]) == stories_of([POOL[n] for n in chosen])
