"""What the labelling rules look at: the lines of a page in order, from a text file or from a tree."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.page import BlockKind

BODY_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "heading", "list_item", "block_quote"})


class Line(Struct, frozen=True, kw_only=True):
    """One candidate for a block.

    Attributes:
        text: Its characters, no white space at either end.
        start: Code points into the page's text; 0 for a line of a tree, whose text is not yet put together.
        gap: Whether an empty line stands before it.
        indent: Columns of white space before it.
    """

    text: str
    start: int = 0
    gap: bool = False
    indent: int = 0


class Label(Struct, frozen=True):
    """The kind of a block and the name of the rule that gave it."""

    kind: BlockKind
    by: str


PARAGRAPH = Label("paragraph", "default")
