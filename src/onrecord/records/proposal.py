"""Proposals: plans, drafts and accords with their versions, what became of them, and who says what of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.entry import PageRef
from onrecord.records.span import Span

ProposalStatus = Literal[
    "unknown", "floated", "drafted", "initialled", "signed", "unsigned", "rejected", "dead", "revived"
]
ProposalStance = Literal["proposes", "backs", "accepts", "conditional", "objects", "rejects", "discusses"]


class Evidence(Struct, frozen=True, kw_only=True):
    """Words of a page that show something.

    Attributes:
        page: The page.
        spans: Their characters on it.
        words: The same as text.
        when: ISO 8601 day that the page, or the statement, gives them.
        statement: Id of the statement they stand in; ``None`` for the writer's own words.
    """

    page: PageRef
    spans: tuple[Span, ...]
    words: str
    when: str | None
    statement: str | None


class ProposalVersion(Struct, frozen=True, kw_only=True):
    """One text of a proposal.

    Attributes:
        name: As the pages or the docket call it.
        names: All words that mean it.
        points: Number of its points, where that is its name.
        date: The year, month or day it is known by, ISO 8601.
        first: ISO 8601 day of the first page that has it.
        mentions: Where it is named.
    """

    name: str
    names: tuple[str, ...]
    points: int | None
    date: str | None
    first: str | None
    mentions: tuple[Evidence, ...]


class StatusEvent(Struct, frozen=True, kw_only=True):
    """What was told of a proposal at one time.

    Attributes:
        status: What became of it; ``unsigned`` where it is told that it was not, or never, signed.
        when: ISO 8601 day of the words; ``None`` where undated.
        version: Name of the version, where the words tell one.
        party: The party whose words say so; ``None`` for the writer's own.
        evidence: The words.
    """

    status: ProposalStatus
    when: str | None
    version: str | None
    party: str | None
    evidence: Evidence


class Term(Struct, frozen=True, kw_only=True):
    """Something that a proposal is reported to contain.

    Attributes:
        version: Name of the version, where the words tell one.
        party: The party whose words say so; ``None`` for the writer's own.
        evidence: The words.
    """

    version: str | None
    party: str | None
    evidence: Evidence


class StanceOn(Struct, frozen=True, kw_only=True):
    """What a party says, or is reported to have done, about a proposal.

    Attributes:
        party: Name in the docket; the speaker's own name where they speak for none of its parties.
        stance: ``conditional`` is acceptance under a condition; ``objects`` finds fault without refusing; ``discusses``
            says no more than that it was at the table.
        when: ISO 8601 day.
        version: Name of the version, where the words tell one.
        conditions: The words of the conditions.
        evidence: The words.
    """

    party: str
    stance: ProposalStance
    when: str | None
    version: str | None
    conditions: tuple[str, ...]
    evidence: Evidence


class StickingPoint(Struct, frozen=True, kw_only=True):
    """What a proposal hangs on.

    Attributes:
        party: For whom it is one; ``None`` where the words do not tell.
        evidence: The words.
    """

    party: str | None
    evidence: Evidence


class Proposal(Struct, frozen=True, kw_only=True):
    """A plan, draft or accord.

    Attributes:
        id: ``pp_`` and a hash of its name.
        name: As the docket, or most pages, call it.
        names: All words that mean it.
        versions: Its texts, by date; none where the pages tell no two apart.
        status: What was last told of it.
        since: ISO 8601 day of the words that say so.
        events: What was told of it, in order of time, undated ones last.
        by: Names of the parties that made it.
        terms: What it is reported to contain.
        stances: Who says what of it, in order of time.
        sticking_points: What it hangs on.
        mentions: Where it is named.
    """

    id: str
    name: str
    names: tuple[str, ...]
    versions: tuple[ProposalVersion, ...]
    status: ProposalStatus
    since: str | None
    events: tuple[StatusEvent, ...]
    by: tuple[str, ...]
    terms: tuple[Term, ...]
    stances: tuple[StanceOn, ...]
    sticking_points: tuple[StickingPoint, ...]
    mentions: tuple[Evidence, ...]
