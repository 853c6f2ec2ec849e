"""A stretch of a page's text: the unit of evidence."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, array_like=True, order=True):
    """A half-open range of `Page.text`; written in JSON as ``[start, end]``.

    Attributes:
        start: First code point of the range, counted from 0.
        end: One past the last code point; never less than ``start``.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Returns the characters of `text` that the span covers.

        >>> Span(0, 5).of("Hello there")
        'Hello'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tells whether the two spans share a character.

        >>> Span(0, 5).overlaps(Span(4, 9)), Span(0, 5).overlaps(Span(5, 9))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tells whether `other` lies wholly inside this span.

        >>> Span(0, 9).holds(Span(4, 9)), Span(0, 9).holds(Span(4, 10))
        (True, False)
        """
        return self.start <= other.start and other.end <= self.end


def hull(spans: tuple[Span, ...]) -> Span:
    """Returns the smallest span that holds every one of `spans`.

    Raises:
        ValueError: If `spans` is empty.

    >>> hull((Span(8, 9), Span(2, 4)))
    Span(start=2, end=9)
    """
    return Span(min(s.start for s in spans), max(s.end for s in spans))
