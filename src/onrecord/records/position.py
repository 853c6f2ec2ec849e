"""Where a party stands on an issue: quotations and codes, in time order."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.act import Code, Deed, Mark

Stance = Literal["for", "against", "conditional", "demand", "open"]
ChangeKind = Literal["first", "new_demand", "concession", "hardening", "reversal", "silence"]


class Step(Struct, frozen=True, kw_only=True):
    """One statement of a party on an issue.

    Attributes:
        statement: Its id.
        when: ISO 8601 day; ``None`` where undated.
        speaker: Who said it, as the record shows them.
        rank: Level of the speaker, as in `Rank`.
        certain: Whether the pages say outright that the speaker speaks for the party.
        by_name: Whether the party itself is the speaker ("Norland said"), and no official of it.
        own_words: Whether it is quoted at least in part, and not told in a reporter's words alone.
        subissue: Part of the issue, where told.
        codes: What it does, strongest first.
        deeds: The finer acts.
        stance: What the acts come to: ``for``, ``against``, ``conditional`` (for, on a condition), ``demand`` (asks
            for something), or ``open`` (informs or assesses only).
        binding: Whether it commits the party to something.
        quote: The statement's words.
        issue_marks: The words of the quote that put it under the issue.
        conditions: The words of its conditions in the quote.
        target: What in the issue the stance is on, in the statement's words, where a proposal is named.
    """

    statement: str
    when: str | None
    speaker: str
    rank: int
    certain: bool
    by_name: bool = False
    own_words: bool = True
    subissue: str | None
    codes: tuple[Code, ...]
    deeds: tuple[Deed, ...]
    stance: Stance
    binding: bool
    quote: str
    issue_marks: tuple[Mark, ...]
    conditions: tuple[Mark, ...]
    target: str | None


class Change(Struct, frozen=True, kw_only=True):
    """A change in what a party says on an issue.

    Attributes:
        kind: ``first`` (it had not spoken on it), ``new_demand``, ``concession`` (from against or demand towards for),
            ``hardening`` (a condition more, or from for to demand), ``reversal`` (from for to against or back), or
            ``silence`` (it has not been heard on the issue while it was on others).
        statement: The statement that shows it; for a silence, the last one on the issue.
        before: The statement it changes from.
        when: ISO 8601 day of the change.
        codes: The codes and stances on both sides ("against -> conditional").
    """

    kind: ChangeKind
    statement: str
    before: str | None
    when: str | None
    codes: str


class Contradiction(Struct, frozen=True, kw_only=True):
    """Two statements of one party that do not go together, neither of which replaces the other.

    Attributes:
        first: Id of the earlier statement.
        second: Id of the later.
        speakers: Who said the one and the other.
        codes: The stances ("for / against").
    """

    first: str
    second: str
    speakers: tuple[str, str]
    codes: str


class Position(Struct, frozen=True, kw_only=True):
    """A party on an issue, through time.

    Attributes:
        party: Name in the docket.
        issue: Name in the docket, or ``other``.
        stance: Of the current position.
        current: Ids of the statements that carry it: the latest binding one of the highest rank, and those of the same
            day and stance; where nothing binds, the latest of the highest rank.
        binding: Whether the current position rests on a binding statement.
        since: ISO 8601 day since when the party has stood so.
        last: ISO 8601 day of its last statement on the issue.
        steps: All its statements on the issue, in order of time, undated ones last.
        changes: In order of time.
        contradictions: Two officials, two lines.
    """

    party: str
    issue: str
    stance: Stance
    current: tuple[str, ...]
    binding: bool
    since: str | None
    last: str | None
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    contradictions: tuple[Contradiction, ...]


class Moment(Struct, frozen=True, kw_only=True):
    """How a position stood at the end of one day.

    Attributes:
        day: ISO 8601 day on which the party spoke on the issue.
        stance: Of the position then.
        binding: Whether it rested on a binding statement.
        shown: Id of the statement that carried it.
        statements: How many statements it rested on; the undated ones are no day's.
        changes: How many changes there had been, the first words on the issue and silences not counted.
        contradictions: How many.
        sided: Whether any of them took a side: what never did cannot fall silent.
    """

    day: str
    stance: Stance
    binding: bool
    shown: str
    statements: int
    changes: int
    contradictions: int
    sided: bool
