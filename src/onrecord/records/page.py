"""A page as read: its text, what each part of it is, and what it says of itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

BlockKind = Literal[
    "title",
    "paragraph",
    "heading",
    "list_item",
    "block_quote",
    "caption",
    "credit",
    "pull_quote",
    "dateline",
    "byline",
    "embedded_post",
    "related_link",
    "furniture",
]


class Block(Struct, frozen=True, kw_only=True):
    """One labelled stretch of `Page.text`.

    The blocks of a page are in order, do not overlap, and leave only white space between them.

    Attributes:
        kind: What the block is.
        start: Code points, as in `Span`.
        end: Code points, exclusive.
        body: Whether the block belongs to the running text of the article.
        by: Name of the rule that gave the label.
    """

    kind: BlockKind
    start: int
    end: int
    body: bool
    by: str = ""

    @property
    def span(self) -> Span:
        """The block's range of the page's text."""
        return Span(self.start, self.end)


class Datum(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of metadata with the place it was found.

    Attributes:
        value: The value; dates as ISO 8601 with the precision the page gave, languages as BCP 47.
        found: Where: ``given`` (the origin said so), ``text`` (see `span`), a selector such as
            ``meta[property=og:site_name]``, ``json-ld:datePublished``, ``url`` or ``detector``.
        span: The characters of `Page.text` that say it, where they are in the text.
        score: Probability in [0, 1] where a detector gave one.
    """

    value: str
    found: str
    span: Span | None = None
    score: float | None = None


class Page(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The text of one page, its blocks and its metadata.

    Attributes:
        id: ``pg_`` and a hash of the capture's SHA-256 and URL; does not change when the page is read again.
        sha256: Of the capture's bytes.
        text: Unicode text; every offset in the record counts its code points. Never changed once made.
        blocks: Labelled blocks that tile `text`.
        path: As in `Origin`.
        url: As in `Origin`.
        title: The headline.
        byline: The authors, as printed.
        outlet: The publishing outlet.
        published: Publication date or date-time, ISO 8601, at the precision given.
        updated: Date or date-time of the last update.
        language: BCP 47 tag.
        canonical: The canonical link.
        originals: Links or lines that say where the report first appeared.
        fetched_at: As in `Origin`.
    """

    id: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    path: str | None = None
    url: str | None = None
    title: Datum | None = None
    byline: Datum | None = None
    outlet: Datum | None = None
    published: Datum | None = None
    updated: Datum | None = None
    language: Datum | None = None
    canonical: Datum | None = None
    originals: tuple[Datum, ...] = ()
    fetched_at: str | None = None
