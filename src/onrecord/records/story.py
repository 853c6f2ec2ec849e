"""Stories: the pages that are copies of one report, and how each came by its text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

ParagraphWording = Literal["verbatim", "edited", "spun", "translated"]
Verdict = Literal["copy", "related"]
Role = Literal["alone", "fullest", "copy", "cut", "extended", "edited", "spun", "translated", "merged"]
OriginKind = Literal["line", "canonical", "agency", "told"]


class ParagraphMatch(Struct, frozen=True, kw_only=True):
    """One paragraph found on another page.

    Attributes:
        a: Number of the paragraph on the first page, from 0.
        b: Number of the paragraph on the second.
        score: Words in the same order, as a share of the shorter, in [0, 1].
        wording: ``verbatim``, ``edited``, ``spun`` (many words exchanged, order and names kept) or ``translated``.
    """

    a: int
    b: int
    score: float
    wording: ParagraphWording


class Match(Struct, frozen=True, kw_only=True):
    """Two pages compared, with the reasons.

    Attributes:
        a: Id of the first page, the smaller of the two.
        b: Id of the second.
        verdict: ``copy`` (one report), or ``related`` (they share a paragraph or quotations, and are two reports).
        why: The decision in words.
        of_a: Share of the first page's words that the second has, in [0, 1].
        of_b: Share of the second page's words that the first has.
        words: How many words of the reporter's own were found on both.
        score: Mean score of the sentences found, weighted by their words, in [0, 1].
        in_order: Share of the sentences found that stand in the same order on both.
        contradicted: Share of the words found in a like sentence whose names or numbers are others.
        quotes: How many quoted strings both have.
        paragraphs: The paragraphs found, in the order of the first page.
    """

    a: str
    b: str
    verdict: Verdict
    why: str
    of_a: float
    of_b: float
    words: int
    score: float
    in_order: float
    contradicted: float
    quotes: int
    paragraphs: tuple[ParagraphMatch, ...]


class StatedOrigin(Struct, frozen=True, kw_only=True):
    """Where a page says that it, or what it reports, comes from.

    Attributes:
        name: The outlet, agency or address.
        kind: ``line`` ("originally published in"), ``canonical`` (a link to another host), ``agency`` (a tag or credit)
            or ``told`` ("told Fox News").
        span: The characters that say it, where they stand in the text.
    """

    name: str
    kind: OriginKind
    span: Span | None = None


class Copy(Struct, frozen=True, kw_only=True):
    """One page of a story. Paragraphs are numbered from 0 in the page's running text.

    Attributes:
        id: As in `Page`.
        path: As in `Page`.
        url: As in `Page`.
        role: What was done to the fullest copy to make this page.
        title: The headline.
        outlet: The publishing outlet.
        published: ISO 8601, at the precision given.
        kept: Share of the fullest copy's words that the page has, in [0, 1].
        own: Share of the page's words that the fullest copy has not.
        score: How much of the wording was kept where it was kept; 1 is verbatim.
        dropped: Paragraphs of the fullest copy that the page lacks.
        added: Paragraphs of the page that the fullest copy lacks.
        origins: What the page says of its origin.
    """

    id: str
    path: str | None
    url: str | None
    role: Role
    title: str | None
    outlet: str | None
    published: str | None
    kept: float
    own: float
    score: float
    dropped: tuple[int, ...]
    added: tuple[int, ...]
    origins: tuple[StatedOrigin, ...]


class Related(Struct, frozen=True, kw_only=True):
    """Another story that shares something with this one.

    Attributes:
        story: Its id.
        why: What they share.
    """

    story: str
    why: str


class Story(Struct, frozen=True, kw_only=True):
    """The pages that are copies of one report.

    Attributes:
        story: ``st_`` and a hash of the smallest page id in it.
        pages: The copies, fullest first, then by date and id.
        fullest: Id of the page that has most of the report.
        earliest: Id of the page with the earliest date; ``None`` where none has one.
        origins: Names that the pages give as origin, most often named first.
        related: Other reports that share a paragraph, quotations or a merged page with it.
    """

    story: str
    pages: tuple[Copy, ...]
    fullest: str
    earliest: str | None
    origins: tuple[str, ...]
    related: tuple[Related, ...]


class Cell(Struct, frozen=True, kw_only=True):
    """A paragraph on one copy.

    Attributes:
        page: Id of the copy.
        paragraph: Its number there.
        span: Its characters there.
        wording: Against the row's text.
        score: As in `ParagraphMatch`.
    """

    page: str
    paragraph: int
    span: Span
    wording: ParagraphWording
    score: float


class Row(Struct, frozen=True, kw_only=True):
    """One paragraph through all copies of a story.

    Attributes:
        page: Id of the page that the text is taken from: the fullest that has the paragraph.
        span: Its characters there.
        text: Its words.
        cells: Where it stands on the copies that have it, that page included; in the order of the story's pages.
    """

    page: str
    span: Span
    text: str
    cells: tuple[Cell, ...]


class StoryTable(Struct, frozen=True, kw_only=True):
    """A story with its paragraphs: rows are paragraphs, columns are copies.

    Attributes:
        story: The story.
        rows: Paragraphs of the fullest copy in its order; then what others added, by copy.
    """

    story: Story
    rows: tuple[Row, ...]
