"""Sentence ends: abbreviations, initials, decimals, quotations; and offsets that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.span import Span
from onrecord.text.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Adel met Gen. Bero.",
        "J. R. Adel of the U.S. Senate came at 5 p.m. Monday.",
        "Sen. Ana Bero (D-Vt.) said no.",
        "It cost $3.5 million, vs. 2 before.",
        "“Why?” Ana Bero asked.",
        "“No!” he said.",
        "He came ... and left.",
        "The firm, Adel Inc. of Norland, closed.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He left the U.S.", "He came back."),
        ("“We agree.”", "Then she left."),
        ("Did they agree?", "They did."),
        ("They met at 5 p.m.", "The talks failed."),
        ("No.", "We stay."),
        ("It is 3.", "“Four,” he said."),
    ],
)
def test_a_stop_at_the_end_ends_the_sentence(first, second):
    assert split(f"{first} {second}") == [first, second]


def test_a_blank_line_ends_a_sentence_and_a_single_line_break_does_not():
    assert split("one line\nof text\n\nanother") == ["one line\nof text", "another"]


def test_only_the_given_stretch_is_split():
    text = "One. Two. Three."
    assert [s.of(text) for s in sentence_spans(text, Span(5, 9))] == ["Two."]


@given(st.text(alphabet="ab .!?…\n\"“”'A1)", max_size=80))
def test_sentences_are_in_order_and_cover_all_but_white_space(text):
    spans = sentence_spans(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        at = span.end
    assert not text[at:].strip()


@pytest.mark.parametrize("pattern", [". ", "a.b", "\n ", ".\n", "”", "A. "])
def test_a_million_characters_take_bounded_time(pattern):
    text = pattern * (1_000_000 // len(pattern))
    began = time.process_time()
    sentence_spans(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("noise", [" " * 200_000, "." * 200_000, '."' * 100_000, "\n\t" * 100_000, "?! " * 50_000])
def test_long_runs_take_no_longer_than_others(noise: str):
    start = time.perf_counter()
    sentence_spans(f"Venn spoke.{noise}x")
    assert time.perf_counter() - start < 5  # a thousandth of it; a quadratic pattern takes minutes
