"""Words and other tokens with their offsets, as the attribution benchmark counts them."""

from __future__ import annotations

import re

from onrecord.records.span import Span

# A word with its inner apostrophes, or one other character that is no white space.
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def token_spans(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Returns the tokens of `text`, or of one stretch of it, in order.

    >>> [token.of("It’s 3.5%.") for token in token_spans("It’s 3.5%.")]
    ['It’s', '3', '.', '5', '%', '.']
    """
    inside = span or Span(0, len(text))
    return tuple(Span(m.start(), m.end()) for m in TOKEN.finditer(text, inside.start, inside.end))


def word_spans(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Returns the tokens that hold a letter or a digit.

    >>> [token.of("It’s 3.5%.") for token in word_spans("It’s 3.5%.")]
    ['It’s', '3', '5']
    """
    return tuple(token for token in token_spans(text, span) if any(char.isalnum() for char in token.of(text)))
