"""The sieve lets through every pair that a comparison finds something in."""

from __future__ import annotations

from itertools import combinations

import pytest
from benchmarks.readings import Generator
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.reports import ELSEWHERE, OTHER, REPORT, TITLE, page_of, spin
from tests.stories.translations import COPIES, OTHERS

from onrecord.pipeline.keeping import sketch_page
from onrecord.stories import Sketch, compare
from onrecord.stories.sieve import find_likely

PARAGRAPHS = [*REPORT, *spin(REPORT), *OTHER, *ELSEWHERE]


def missed(sketches: list[Sketch]) -> set[tuple[str, str]]:
    """The pairs that the sieve holds back and a comparison finds."""
    by_id = {sketch.page.id: sketch for sketch in sketches}
    pairs = set(combinations(sorted(by_id), 2))
    return {pair for pair in pairs - set(find_likely(by_id, pairs)) if compare(by_id[pair[0]], by_id[pair[1]])}


@given(st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=9, unique=True), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_pair_that_a_comparison_finds_is_held_back(bodies):
    assert not missed([sketch_page(page_of(TITLE, body, f"p{n}")) for n, body in enumerate(bodies)])


@pytest.mark.parametrize("words", [60, 400, 6000])
def test_no_pair_of_made_up_reports_is_held_back(words):
    pages = Generator(words, words=words, copies=0.5, paragraphs=(2, 8)).pages(40)
    assert not missed([sketch_page(reading.page) for _, reading in pages])


def test_no_translated_copy_is_held_back():
    assert not missed([sketch_page(page) for page in (*COPIES.values(), *OTHERS.values())])


def test_pages_that_share_a_speaker_alone_are_held_back():
    sketches = {reading.page.id: sketch_page(reading.page) for _, reading in Generator(5, copies=0.0).pages(60)}
    met = {
        pair
        for pair in combinations(sorted(sketches), 2)
        if not sketches[pair[0]].strong_keys.isdisjoint(sketches[pair[1]].strong_keys)
    }
    assert met
    assert len(find_likely(sketches, met)) < len(met) / 2
