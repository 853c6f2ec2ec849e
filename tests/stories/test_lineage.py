"""What became of each copy, where it says it comes from, and the paragraphs through the copies."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stories.reports import ELSEWHERE, ELSEWHERE_TITLE, REPORT, TITLE, page_of, spin, stories_of

from onrecord.pipeline.keeping import open_story, sketch_page
from onrecord.records import Datum, Page, Reading
from onrecord.records.story import Copy, StoryTable
from onrecord.stories import Sketch
from onrecord.stories.keys import MAX_SHARED, NEIGHBOURS, bucket_pairs
from onrecord.stories.lineage import date_order

ORIGINAL = page_of(TITLE, REPORT, "strait-wire", outlet="Strait Wire", published="2031-02-03T10:00:00+00:00")


def copy_of(page: Page, *others: Page) -> Copy:
    """The copy that `page` is in a story with the original."""
    (story,) = stories_of([ORIGINAL, page, *others])
    return next(copy for copy in story.pages if copy.id == page.id)


def table_of(*pages: Page) -> StoryTable:
    (story,) = stories_of(pages)
    return open_story(story, [Reading(page=page) for page in pages])


@pytest.mark.parametrize(
    ("paragraphs", "role", "dropped", "added"),
    [
        pytest.param(("Share this page", *REPORT), "copy", (), (0,), id="furniture"),
        pytest.param((REPORT[0], *REPORT[3:6]), "cut", (1, 2, 6, 7), (), id="cut"),
        pytest.param((*REPORT[:5], *ELSEWHERE[:2]), "edited", (5, 6, 7), (5, 6), id="cut and extended"),
        pytest.param(spin(REPORT), "edited", (), (), id="a word in five exchanged"),
    ],
)
def test_a_copy_has_a_role_and_the_paragraphs_that_it_dropped_and_added(paragraphs, role, dropped, added):
    copy = copy_of(page_of(TITLE, paragraphs, "copy"))
    assert (copy.role, copy.dropped, copy.added) == (role, dropped, added)


def test_the_fullest_copy_is_an_extended_one_and_the_original_is_then_cut():
    longer = page_of(TITLE, (*REPORT, *ELSEWHERE[:2]), "longer")
    assert (copy_of(longer).role, copy_of(ORIGINAL, longer).role) == ("fullest", "cut")


def test_a_page_merged_of_two_reports_has_that_role():
    merged = page_of("In brief", (*REPORT, *ELSEWHERE[:3]), "merged")
    stories = stories_of([ORIGINAL, merged, page_of(ELSEWHERE_TITLE, ELSEWHERE, "second")])
    assert {copy.role for story in stories for copy in story.pages if copy.id == merged.id} == {"merged"}


def test_origins_are_told_with_their_characters():
    page = page_of(TITLE, (*REPORT, "An envoy told Radio Oster that more will follow."), "copy")
    origins = {(origin.kind, origin.name): origin.span for origin in copy_of(page).origins}
    assert set(origins) == {("agency", "Strait Wire"), ("told", "Radio Oster")}
    assert [span.of(page.text) for span in origins.values() if span] == ["Strait Wire", "Radio Oster"]


def test_a_canonical_link_to_another_host_is_an_origin_and_one_to_its_own_is_none():
    there = Datum(value="https://www.strait-wire.example/talks", found="link")
    here = Datum(value="https://echo.example/story", found="link")
    origins = {page.id: copy_of(page).origins for page in (page_of(TITLE, REPORT, "echo", canonical=there),)}
    assert [(o.kind, o.name) for one in origins.values() for o in one if o.kind == "canonical"] == [
        ("canonical", "strait-wire.example")
    ]
    assert [o for o in copy_of(page_of(TITLE, REPORT, "echo", canonical=here)).origins if o.kind == "canonical"] == []


@pytest.mark.parametrize("name", ["her husband", "The President", "Marholm"])
def test_a_person_or_a_place_that_was_told_something_is_no_origin(name):
    page = page_of(TITLE, (*REPORT, f"An envoy told {name} that more will follow."), "copy")
    assert [origin for origin in copy_of(page).origins if origin.kind == "told"] == []


def test_the_earliest_copy_is_told_by_dates_in_any_time_zone():
    later = page_of(TITLE, REPORT[:6], "later", published="2031-02-03T07:00:00-05:00")
    (story,) = stories_of([ORIGINAL, later])
    assert story.earliest == ORIGINAL.id


def test_of_one_day_the_copy_that_another_names_as_its_origin_is_the_earliest():
    named = page_of(TITLE, REPORT, "courier", outlet="Strait Wire", published="2031-02-03T18:00:00+00:00")
    copy = page_of(TITLE, REPORT[:6], "echo", outlet="Echo", published="2031-02-03T09:00:00+00:00")
    (story,) = stories_of([named, copy])
    assert story.earliest == named.id


def test_a_story_without_dates_has_no_earliest_copy():
    (story,) = stories_of([page_of(TITLE, REPORT, "a"), page_of(TITLE, REPORT[:5], "b")])
    assert story.earliest is None


def test_a_date_that_is_none_does_not_stop_the_sorting():
    assert sorted([None, "2031-02", "2031-02-01Tsoon"], key=date_order) == ["2031-02", "2031-02-01Tsoon", None]


def test_rows_are_the_fullest_copys_paragraphs_and_then_what_others_added():
    cut = page_of(TITLE, (REPORT[0], ELSEWHERE[0], *REPORT[4:]), "cut")
    table = table_of(ORIGINAL, cut)
    assert [row.text for row in table.rows] == [*REPORT, ELSEWHERE[0]]
    assert [len(row.cells) for row in table.rows] == [2, 1, 1, 1, 2, 2, 2, 2, 1]


def test_every_cell_opens_at_its_paragraph():
    pages = {page.id: page for page in (ORIGINAL, page_of(TITLE, spin(REPORT[2:]), "spun"))}
    table = table_of(*pages.values())
    for row in table.rows:
        assert row.span.of(pages[row.page].text) == row.text
        for cell in row.cells:
            blocks = [block for block in pages[cell.page].blocks if block.kind == "paragraph"]
            assert blocks[cell.paragraph].span == cell.span


def test_a_spun_paragraph_is_marked_as_changed_and_a_kept_one_as_verbatim():
    table = table_of(ORIGINAL, page_of(TITLE, (REPORT[0], *spin(REPORT[1:2]), *REPORT[2:]), "copy"))
    wordings = [row.cells[1].wording for row in table.rows]
    assert (wordings[0], wordings[1] == "verbatim", set(wordings[2:])) == ("verbatim", False, {"verbatim"})


def test_a_quotation_in_another_frame_stands_in_the_row_of_that_quotation():
    other = f"{REPORT[2].split(',”')[0]},” the minister told journalists in the corridor."
    table = table_of(ORIGINAL, page_of(TITLE, (*REPORT[:2], other, *REPORT[3:]), "copy"))
    assert [len(row.cells) for row in table.rows] == [2] * len(REPORT)


def test_a_sketch_survives_a_store():
    sketch = sketch_page(ORIGINAL)
    data = msgspec.msgpack.encode(sketch)
    assert msgspec.msgpack.decode(data, type=Sketch) == sketch
    assert msgspec.json.decode(msgspec.json.encode(sketch), type=Sketch) == sketch


def test_a_sketch_is_the_same_bytes_every_time():
    assert msgspec.msgpack.encode(sketch_page(ORIGINAL)) == msgspec.msgpack.encode(sketch_page(ORIGINAL))


ids = st.lists(st.text(alphabet="0123456789abcdef", min_size=3, max_size=3), unique=True, max_size=90).map(sorted)


@given(ids, st.booleans())
def test_a_bucket_proposes_all_pairs_or_a_bounded_number_for_each_page(pages, weak):
    pairs = list(bucket_pairs(pages, weak=weak))
    assert all(a < b for a, b in pairs)
    assert len(set(pairs)) == len(pairs)
    if len(pages) <= MAX_SHARED:
        assert len(pairs) == len(pages) * (len(pages) - 1) // 2
    else:
        assert len(pairs) == (0 if weak else len(pages) * NEIGHBOURS - NEIGHBOURS * (NEIGHBOURS + 1) // 2)
