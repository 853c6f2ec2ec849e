"""An attribution between the model's pieces and the finished record."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records import Span


class Draft(Struct, frozen=True):
    """An attribution in characters of the page.

    Attributes:
        source: Span of the source, or ``None``.
        cue: Span of the cue.
        content: Content pieces, in order.
        confidence: In [0, 1].
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    confidence: float
