from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import TEXT, make_page, span_of

from onrecord.export.annotations import selectors_of
from onrecord.records import Span
from onrecord.text.places import find_words, mark_of
from onrecord.web.links import link_to

WORDS = "the border stays open"


@given(st.text(min_size=1, max_size=80), st.data())
def test_a_link_finds_its_own_words_at_its_own_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert find_words(text, span, mark_of(span.of(text))).state == "here"


@given(st.text(max_size=200), st.integers(0, 50))
def test_words_that_are_not_there_are_never_found(text, start):
    found = find_words(text, Span(start, start + len(WORDS)), mark_of(WORDS))
    assert found.span is None or found.span.of(text) == WORDS


def test_words_at_two_other_places_are_at_neither():
    found = find_words(f"x {WORDS}, {WORDS}.", Span(0, len(WORDS)), mark_of(WORDS))
    assert (found.state, found.span) == ("unsure", None)


def test_a_link_carries_place_and_mark():
    page = make_page()
    span = span_of(TEXT, WORDS)
    place = f"{span.start}-{span.end}"
    assert link_to(page.id, TEXT, span) == f"/p/{page.id}?at={place}&w={mark_of(WORDS)}#{place}"


def test_selectors_hold_the_words_and_their_surroundings():
    position, quote = selectors_of(make_page(), span_of(TEXT, WORDS))
    assert TEXT[position.start : position.end] == quote.exact == WORDS
    assert quote.prefix + quote.exact + quote.suffix in TEXT
