"""Corrections: what a person says is wrong in the record, kept apart from what was read and applied on top of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from onrecord.records.ids import content_id
from onrecord.records.span import Span

CorrectionKind = Literal[
    "speaker",
    "not_a_statement",
    "date",
    "issue",
    "same_person",
    "different_people",
    "same_statement",
    "different_statements",
    "undo",
]
# What is said of two statements: whether they are one.
STATEMENT_KINDS: frozenset[CorrectionKind] = frozenset({"same_statement", "different_statements"})


class Target(Struct, frozen=True, kw_only=True):
    """The words of an attribution that a correction is about, named so that they are found again after a re-read.

    After the W3C's selectors: by position where the page is the same, by the words and their surroundings elsewhere.

    Attributes:
        page: Id of the page.
        url: Its address, by which a newer capture of it is known.
        sha256: Of the bytes it was read from.
        start: First code point of the content.
        end: One past the last.
        exact: The words.
        prefix: What stands before them.
        suffix: What stands behind them.
        attribution: Id of the attribution at the time.
    """

    page: str
    url: str | None
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    attribution: str


class SpeakerValue(Struct, frozen=True, kw_only=True):
    """Who it was, as corrected.

    Attributes:
        name: Name; ``None`` says that it cannot be known.
        type: What kind of speaker.
        office: Office, where known.
        on_behalf_of: Party spoken for, where known.
    """

    name: str | None
    type: Literal["person", "organisation", "government", "group", "anonymous", "unresolved"]
    office: str | None = None
    on_behalf_of: str | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """A correction, before it stands in the ledger.

    Attributes:
        kind: ``speaker`` (it was somebody else), ``not_a_statement`` (nobody said that), ``date`` (it was said another
            day), ``issue`` (it is about another issue), ``same_person`` (two names are one person; the first is kept),
            ``different_people`` (two names are not one person), ``same_statement`` (the words here and there are one
            statement), ``different_statements`` (they are not: those here leave the statement that they are in),
            ``undo`` (an earlier correction does not hold).
        who: Who corrects.
        why: Why.
        target: The words it is about, where it is about words.
        speaker: For ``speaker``: who it was.
        date: For ``date``: ISO 8601 day, month or year.
        issue: For ``issue``: the issue's name; empty for none.
        names: For ``same_person`` and ``different_people``: the two names.
        undoes: For ``undo``: id of the correction.
        other: For ``same_statement`` and ``different_statements``: the other words.
    """

    kind: CorrectionKind
    who: str
    why: str
    target: Target | None = None
    speaker: SpeakerValue | None = None
    date: str | None = None
    issue: str | None = None
    names: tuple[str, ...] = ()
    undoes: str | None = None
    # Left out where it is not set, so that lines written before there was one keep their hash.
    other: Target | UnsetType = UNSET


class Correction(Struct, frozen=True, kw_only=True):
    """One line of the ledger.

    Attributes:
        number: Its place, from 1.
        id: ``co_`` and a hash of its place and what it says.
        when: ISO 8601 date-time.
        draft: What it says.
        before: Hash of the line before; empty for the first.
        hash: SHA-256, in hexadecimal, of all of the above.
    """

    number: int
    id: str
    when: str
    draft: Draft
    before: str
    hash: str


def chain_correction(draft: Draft, when: str, last: Correction | None) -> Correction:
    """Returns `draft` as the line behind `last`."""
    number, before = (last.number + 1, last.hash) if last else (1, "")
    said = msgspec.json.encode(draft).decode()
    line = Correction(
        number=number,
        id=content_id("co", str(number), before, said, when),
        when=when,
        draft=draft,
        before=before,
        hash="",
    )
    return msgspec.structs.replace(line, hash=_hash(line))


def find_break(corrections: Iterable[Correction]) -> int | None:
    """Returns the number of the first line that does not follow from those before it; ``None`` if the chain holds.

    >>> one = chain_correction(Draft(kind="undo", who="Ida", why="x", undoes="co_a"), "2031-02-03T10:00:00Z", None)
    >>> two = chain_correction(Draft(kind="undo", who="Ida", why="y", undoes="co_b"), "2031-02-03T10:01:00Z", one)
    >>> find_break([one, two]), find_break([two]), find_break([msgspec.structs.replace(one, when="2030"), two])
    (None, 2, 1)
    """
    last: Correction | None = None
    for line in corrections:
        number, before = (last.number + 1, last.hash) if last else (1, "")
        if line.number != number or line.before != before or line.hash != _hash(line):
            return line.number
        last = line
    return None


def standing(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Returns the corrections that hold: those not undone by one that holds, without the undoings themselves."""
    undone: set[str] = set()
    held: list[Correction] = []
    for line in sorted(corrections, key=lambda line: line.number, reverse=True):
        if line.id in undone:
            continue
        if line.draft.kind == "undo":
            undone.add(line.draft.undoes or "")
        else:
            held.append(line)
    return tuple(reversed(held))


def targets_of(draft: Draft) -> tuple[Target, ...]:
    """Returns the words that a correction is about, in the order in which it names them."""
    other = () if isinstance(draft.other, UnsetType) else (draft.other,)
    return other if draft.target is None else (draft.target, *other)


def span_of(target: Target) -> Span:
    """Returns where the target's words stood."""
    return Span(target.start, target.end)


def _hash(line: Correction) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(line, hash=""))).hexdigest()
