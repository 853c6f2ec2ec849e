"""Through whose hands a statement came to each of its pages, as a tree."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.chain import HopHow
from onrecord.records.entry import PageRef
from onrecord.records.statement import Drift, Wording

TraceKind = Literal["speaker", "relay", "outlet", "page", "copy"]


class TraceNode(Struct, frozen=True, kw_only=True):
    """One hand, or one page, and what came to others from there.

    Attributes:
        kind: ``speaker`` at the root; ``relay`` and ``outlet`` as in `Hop`; ``page`` is a page of the record that has
            the words from the hand above it, ``copy`` one that copied the report of the page above it.
        name: Who; of a page its outlet, or its path or URL where no outlet is known.
        how: What the hand did with the words; ``None`` for pages.
        page: The page.
        attribution: Id of the attribution on it.
        quote: The words there.
        wording: What became of the best-supported wording there.
        drift: Changes that matter, worst first.
        children: Who has the words from here, in order of date, then name.
    """

    kind: TraceKind
    name: str
    how: HopHow | None
    page: PageRef | None
    attribution: str | None
    quote: str | None
    wording: Wording | None
    drift: tuple[Drift, ...]
    children: tuple[TraceNode, ...]


class Trace(Struct, frozen=True, kw_only=True):
    """The way of one statement.

    Attributes:
        statement: Its id.
        lines: How many independent reporting lines it has.
        root: The speaker.
    """

    statement: str
    lines: int
    root: TraceNode
