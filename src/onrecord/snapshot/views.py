"""What a snapshot holds beside the records themselves: records cut to what one view shows."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.actor import Certainty
from onrecord.records.brief import Brief
from onrecord.records.position import Change, Position, Stance, Step
from onrecord.records.proposal import ProposalStatus, StanceOn
from onrecord.records.setting import MeetingKind, MeetingStatus


class Cell(Struct, frozen=True, kw_only=True):
    """A position without its statements, which are a list of their own.

    Attributes:
        position: The position; its ``steps`` are left out.
        shown: The statement that carries it, or one of them.
        statements: How many statements it rests on.
    """

    position: Position
    shown: Step | None
    statements: int


class CellLine(Struct, frozen=True, kw_only=True):
    """A position as the matrix shows it.

    Attributes:
        party: Whose.
        issue: On what.
        stance: What it comes to.
        binding: Whether it rests on a binding statement.
        shown: The statement that carries it.
        statements: How many it rests on.
        changes: How many changes there were, the first words on the issue not counted.
        contradictions: How many.
    """

    party: str
    issue: str
    stance: Stance
    binding: bool
    shown: Step | None
    statements: int
    changes: int
    contradictions: int


class Heard(Struct, frozen=True, kw_only=True):
    """When a party spoke, on anything.

    Attributes:
        days: ISO 8601 days, sorted.
        times: How often it spoke on each.
    """

    days: tuple[str, ...]
    times: tuple[int, ...]


class ChangeLine(Struct, frozen=True, kw_only=True):
    """A change of position, with whose and on what.

    Attributes:
        party: Whose.
        issue: On what.
        change: The change.
    """

    party: str
    issue: str
    change: Change


class Desk(Struct, frozen=True, kw_only=True):
    """A desk note as a page shows it.

    Attributes:
        brief: The note, each section with its first lines.
        totals: How many lines each section has, by name.
    """

    brief: Brief
    totals: dict[str, int]


class PersonLine(Struct, frozen=True, kw_only=True):
    """One person in the list of all.

    Attributes:
        id: The person's.
        name: Their name.
        office: The latest that pages give them.
        of: Whom or which country it is of.
        statements: How many are theirs.
        pages: On how many pages.
        first: Day of the earliest.
        last: Day of the latest.
        certainty: Whether a page was joined by the name alone.
    """

    id: str
    name: str
    office: str | None
    of: str | None
    statements: int
    pages: int
    first: str | None
    last: str | None
    certainty: Certainty


class MeetingLine(Struct, frozen=True, kw_only=True):
    """One meeting in the list of all; see `JoinedMeeting` for the fields that are not told here.

    Attributes:
        id: The meeting's.
        who: Those present.
        what: The words of its first report.
        where: Place.
        start: First day.
        end: Last day.
        when: The words that give the time.
        kind: What sort.
        status: How far it came.
        history: The statuses it went through.
        reports: How many reports.
        said: How many statements on it.
    """

    id: str
    who: tuple[str, ...]
    what: str
    where: str | None
    start: str | None
    end: str | None
    when: str | None
    kind: MeetingKind
    status: MeetingStatus
    history: tuple[tuple[MeetingStatus, str | None], ...]
    reports: int
    said: int


class ProposalLine(Struct, frozen=True, kw_only=True):
    """One proposal in the list of all.

    Attributes:
        id: The proposal's.
        name: What it is called.
        status: What was last told of it.
        since: Since when.
        by: Whose it is.
        versions: How many texts.
        mentions: How often it is named.
    """

    id: str
    name: str
    status: ProposalStatus
    since: str | None
    by: tuple[str, ...]
    versions: int
    mentions: int


class StanceLine(Struct, frozen=True, kw_only=True):
    """What a party says of a proposal.

    Attributes:
        id: The proposal's.
        name: What it is called.
        stance: What the party says.
    """

    id: str
    name: str
    stance: StanceOn


class Head(Struct, frozen=True, kw_only=True):
    """What a snapshot is of.

    Attributes:
        mark: Of the record, the docket and this onrecord; see `mark_of`.
        version: The record's when it was made.
        seconds: How long it took to make.
    """

    mark: str
    version: int
    seconds: float
