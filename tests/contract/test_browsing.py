"""Lists a screenful at a time, and what they have in common, in every engine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import TEXT, make_page, make_reading
from tests.contract.test_store import keep, open_empty, store

from onrecord.run.corpus import is_joined
from onrecord.store.contract import Filter, Screen
from onrecord.store.whole import AttributionRow, PageRow

__all__ = ["open_empty", "store"]  # fixtures

DATES = ("2031-01-03", "2031-02", None, "2031-02-03", "2030")


@pytest.fixture
def filled(store):
    """Five copies of one report and one that stands alone, undated ones among them."""
    for number, date in enumerate(DATES):
        keep(store, make_reading(make_page(f"{TEXT}\n{number}", outlet=f"Post {number % 2}", published=date)))
    return store


def all_of(store, wanted, order, limit, *, once=False):
    """Every entry, screen by screen."""
    found, after = [], None
    while True:
        listing = store.browse(wanted, Screen(order=order, after=after, limit=limit, once=once))
        assert len(listing.entries) <= limit
        found += listing.entries
        after = listing.following
        if after is None:
            return found


@given(
    st.sampled_from(
        [Filter(), Filter(said="said"), Filter(outlet="Post 1"), Filter(search="border"), Filter(since="2031")]
    ),
    st.sampled_from(["newest", "oldest"]),
    st.integers(1, 20),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_screen_by_screen_everything_comes_once(filled, wanted, order, limit):
    found = [entry.attribution.id for entry in all_of(filled, wanted, order, limit)]
    assert sorted(found) == sorted(entry.attribution.id for entry in filled.entries(wanted))
    whole = [entry.attribution.id for entry in all_of(filled, wanted, order, 1000)]
    assert found == whole


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_come_by_date_and_undated_ones_last(filled, order):
    dates = [entry.page.published for entry in all_of(filled, Filter(speaker="venn"), order, 2)]
    dated = ["2030", "2031-01-03", "2031-02", "2031-02-03"]
    assert dates[-1] is None
    assert [date for date in dates if date] in (
        [dated, dated[::-1]] if order == "oldest" else [dated[::-1], ["2031-02-03", "2031-02", "2031-01-03", "2030"]]
    )


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_a_statement_comes_once_at_the_first_of_its_entries_wanted(filled, limit):
    assert is_joined(filled)
    everything = all_of(filled, Filter(said="said"), "newest", limit, once=True)
    assert len(everything) == filled.count_statements(Filter(said="said")) == 2
    assert {entry.page.published for entry in everything} == {"2031-02-03"}
    narrowed = all_of(filled, Filter(said="said", until="2031-01"), "newest", limit, once=True)
    assert {entry.page.published for entry in narrowed} == {"2031-01-03"}


def test_facets_count_entries_or_statements(filled):
    assert is_joined(filled)
    known = {tally.value: tally.count for tally in filled.facets(Filter(said="said")).speakers}
    assert known == {"Ada Venn": 5}
    known = {tally.value: tally.count for tally in filled.facets(Filter(said="said"), once=True).speakers}
    assert known == {"Ada Venn": 1}


def test_a_facet_that_is_narrowed_keeps_its_other_values_in_sight(filled):
    outlets = filled.facets(Filter(outlet="Post 1")).outlets
    assert [tally.value for tally in outlets] == ["Post 0", "Post 1"]
    assert sum(tally.count for tally in filled.facets(Filter(outlet="Post 1")).kinds) == 6


def test_parties_are_those_spoken_for_and_bodies_that_speak(filled):
    parties = {tally.value for tally in filled.facets(Filter(said="all")).parties}
    assert parties == {"Caldia", "Norland"}


def test_pages_are_listed_by_id(filled):
    whole = filled.page_refs(limit=100)
    assert [page.id for page in whole] == sorted(page.id for page in whole)
    assert filled.page_refs(after=whole[1].id, limit=2) == whole[2:4]


def test_statements_are_found_by_their_ids_and_by_those_of_their_attributions(filled):
    assert is_joined(filled)
    (statement, other) = filled.statements()
    attribution = statement.variants[0].attribution
    found = filled.statements_of([attribution, other.id, "sm_nothing"])
    assert found == {attribution: statement, other.id: other}
    assert filled.statements_of([]) == {}


def test_entries_are_found_by_their_ids(filled):
    some = list(filled.entries(Filter(said="said")))[::2]
    names = [entry.attribution.id for entry in some]
    assert filled.entries_of([*names, "at_nothing"]) == {entry.attribution.id: entry for entry in some}
    assert filled.entries_of([]) == {}


def test_rows_hold_what_filters_look_at_and_search_knows_them_by_their_keys(filled):
    assert is_joined(filled)
    rows = [AttributionRow(*row) for batch in filled.attribution_rows() for row in batch]
    entries = {entry.attribution.id: entry for entry in filled.entries(Filter(said="all"))}
    assert {row.id for row in rows} == entries.keys()
    for row in rows:
        entry = entries[row.id]
        assert (row.page_id, row.kind, row.statement) == (
            entry.page.id,
            entry.attribution.kind,
            entry.attribution.statement,
        )
    assert {(row.speaker, row.party, row.office) for row in rows if row.speaker == "Ada Venn"} == {
        ("Ada Venn", "Caldia", "Foreign Minister")
    }
    homes = {row.home for row in rows if row.statement}
    assert homes == filled.statement_ids(Filter(said="said"))
    keys = set(filled.found("attributions", "border"))
    assert {row.id for row in rows if row.key in keys} == {
        entry.attribution.id for entry in filled.entries(Filter(search="border"))
    }
    assert filled.found("attributions", "zebra") == []


def test_page_rows_hold_what_lists_look_at(filled):
    assert is_joined(filled)
    rows = [PageRow(*row) for batch in filled.page_rows() for row in batch]
    refs = {page.id: page for page in filled.page_refs(limit=100)}
    assert {row.id: (row.published, row.outlet) for row in rows} == {
        name: (page.published, page.outlet) for name, page in refs.items()
    }
    assert {row.first_day for row in rows if row.published == "2031-02"} == {"2031-02-01"}
    assert {row.story for row in rows} == {story.story for story in filled.stories()}
    assert sorted(filled.found("pages", "talks")) == sorted(row.key for row in rows)


def test_an_office_is_looked_for_by_its_words(filled):
    assert filled.count(Filter(office="foreign MINISTER")) == filled.count(Filter(speaker="venn"))
    assert filled.count(Filter(office="prime minister")) == 0
    assert [tally.value for tally in filled.facets(Filter(office="minister")).offices] == ["Foreign Minister"]


def test_stories_and_statements_go_on_behind_an_id(filled):
    assert is_joined(filled)
    stories, statements = list(filled.stories()), list(filled.statements(Filter(said="said")))
    assert list(filled.stories(after=stories[0].story)) == stories[1:]
    assert list(filled.statements(Filter(said="said"), after=statements[0].id)) == statements[1:]
    assert filled.stories_of([stories[0].story, "st_nothing"]) == {stories[0].story: stories[0]}


def test_captures_are_those_of_the_addresses_of_some_pages(store):
    for number, url in enumerate(("https://x.example/1", "https://x.example/1", "https://x.example/2")):
        keep(store, make_reading(make_page(f"{TEXT}\n{number}", url=url)))
    names = {ref.url: ref.id for ref in store.page_refs()}
    whole = store.captures_of()
    assert list(whole) == ["https://x.example/1"]
    assert store.captures_of([names["https://x.example/1"]]) == whole
    assert store.captures_of([names["https://x.example/2"]]) == {}
    assert store.captures_of([]) == {}


@pytest.mark.parametrize("name", ["path", "url", "id", "beginning"])
def test_a_page_is_found_by_each_of_its_names(store, name):
    url, path = "https://x.example/1", "/pages/%_1.html"
    keep(store, make_reading(make_page(f"{TEXT}\nx", url=url, path=path)))
    keep(store, make_reading(make_page(f"{TEXT}\ny", url="https://x.example/2", path="/pages/ab1.html")))
    wanted = next(ref for ref in store.page_refs() if ref.url == url)
    asked = {"path": path, "url": url, "id": wanted.id, "beginning": wanted.id[:8].upper()}[name]
    assert store.pages_named(asked) == (wanted,)
