"""A desk note on some days of a record: lines with their citations, never a sentence about what a party thinks."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.act import Code, Deed
from onrecord.records.entry import PageRef
from onrecord.records.span import Span
from onrecord.records.weight import Weight

SectionName = Literal["changed", "new", "answers", "held", "ahead", "proposals", "middling", "noise", "undated"]


class Citation(Struct, frozen=True, kw_only=True):
    """Where the words of a line stand.

    Attributes:
        key: Short name for bibliographies, made of outlet and day, unique in its brief.
        page: The page.
        spans: The characters there.
        words: The same as text.
        statement: Id of the statement; ``None`` for the page's own words.
        attribution: Id of the attribution there: its permalink.
    """

    key: str
    page: PageRef
    spans: tuple[Span, ...]
    words: str
    statement: str | None
    attribution: str | None


class BriefLine(Struct, frozen=True, kw_only=True):
    """One line of a brief.

    Attributes:
        when: ISO 8601 day; ``None`` where undated.
        who: Speaker, meeting or proposal, as the record shows it.
        party: Name in the docket, where the speaker has one.
        issue: Name in the docket, where it is on one.
        tags: What it is, in codes: kind of change, of answer, status of a meeting or proposal.
        codes: Of the statement.
        deeds: Of the statement.
        conditional: Whether the statement names a condition.
        weight: Of the statement.
        citation: Its words.
        others: Further citations: what it answers or changes from, the other reports of a meeting.
        lines: Independent reporting lines; 0 where it is no statement.
    """

    when: str | None
    who: str
    party: str | None = None
    issue: str | None = None
    tags: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    deeds: tuple[Deed, ...] = ()
    conditional: bool = False
    weight: Weight | None = None
    citation: Citation
    others: tuple[Citation, ...] = ()
    lines: int = 0


class BriefSection(Struct, frozen=True, kw_only=True):
    """Lines of one sort.

    Attributes:
        name: Which sort.
        lines: In order of weight or time.
        folded: Whether it is shown closed: there for whoever asks, out of the way of whoever does not.
    """

    name: SectionName
    lines: tuple[BriefLine, ...]
    folded: bool


class Brief(Struct, frozen=True, kw_only=True):
    """A desk note.

    Attributes:
        docket: Name of the negotiation.
        suggested: Whether the docket was drafted from the record.
        since: First day, ISO 8601; ``None`` where the record has no date.
        until: Last day.
        sections: Those that have lines, in order.
        statements: How many statements fall into these days.
        pages: On how many pages.
        outlets: Of how many outlets.
        undated: How many statements of the record have no date. Where none has one they are all in the brief; else the
            heaviest of them are shown apart.
    """

    docket: str
    suggested: bool
    since: str | None
    until: str | None
    sections: tuple[BriefSection, ...]
    statements: int
    pages: int
    outlets: int
    undated: int
