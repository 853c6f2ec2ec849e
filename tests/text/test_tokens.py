"""Tokens with their offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.span import Span
from onrecord.text.tokens import token_spans, word_spans


def test_a_word_keeps_its_inner_apostrophe():
    text = "They’re Ana's."
    assert [span.of(text) for span in token_spans(text)] == ["They’re", "Ana's", "."]


def test_only_the_given_stretch_is_read():
    text = "one two three"
    assert [span.of(text) for span in word_spans(text, Span(4, 7))] == ["two"]


@given(st.text())
def test_tokens_cover_all_but_white_space(text):
    spans = token_spans(text)
    assert "".join(span.of(text) for span in spans) == "".join(text.split())
