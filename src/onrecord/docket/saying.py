"""What each side said of a meeting afterwards: statements that speak of it, where only one meeting can be meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from onrecord.docket.notes import PageNotes
from onrecord.docket.steps import label_of
from onrecord.records.docket import Coding
from onrecord.records.meeting import JoinedMeeting, SaidOfMeeting
from onrecord.records.setting import Meeting, MeetingKind
from onrecord.records.statement import Statement

_MEETING = re.compile(
    r"\b(?:meetings?|talks|summits?|sessions?|visits?|negotiations|consultations|call|round of talks)\b"
)
_AHEAD = re.compile(r"\b(?:for|if|next|coming|upcoming|future|another|further|new)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
# What a word may mean: talks may be a meeting, and are no visit.
_KINDS_OF: dict[str, frozenset[MeetingKind]] = {
    "meeting": frozenset({"meeting", "talks", "summit"}),
    "session": frozenset({"meeting", "talks"}),
    "round": frozenset({"meeting", "talks"}),
    "talks": frozenset({"meeting", "talks"}),
    "negotiations": frozenset({"meeting", "talks"}),
    "consultations": frozenset({"meeting", "talks"}),
    "summit": frozenset({"summit", "meeting"}),
    "visit": frozenset({"visit"}),
    "call": frozenset({"call"}),
}
_IN_PLACE = re.compile(r"\s+in\s+(?P<place>[A-Z]\w+)")

Reports = Sequence[tuple[PageNotes, Meeting]]


def said_of(
    meetings: Sequence[tuple[JoinedMeeting, Reports]],
    notes: Mapping[str, PageNotes],
    statements: Mapping[str, Statement],
    codings: Mapping[str, Coding],
) -> dict[str, JoinedMeeting]:
    """Returns the meetings by id, each with what was said of it.

    A statement speaks of a meeting when it names one ("the talks"), the same page reports the meeting, it was not said
    before, and of several that the page reports the words single one out: by its day, its place or a name.

    Args:
        meetings: Each with its reports.
        notes: Page id to its notes.
        statements: By id.
        codings: By statement id.
    """
    on_page: dict[str, list[tuple[JoinedMeeting, Meeting]]] = defaultdict(list)
    for joined, reports in meetings:
        for page, meeting in reports:
            on_page[page.page.id].append((joined, meeting))
    found: dict[str, list[SaidOfMeeting]] = defaultdict(list)
    for key in sorted(statements):
        statement = statements[key]
        for one in _meant(statement, on_page, notes):
            found[one[0].id].append(_said(statement, codings.get(key), one[1]))
    return {joined.id: replace(joined, said=tuple(sorted(found[joined.id], key=_in_time))) for joined, _ in meetings}


def _in_time(said: SaidOfMeeting) -> tuple[bool, str, str]:
    return said.when is None, said.when or "", said.statement


def _meant(
    statement: Statement,
    on_page: Mapping[str, Sequence[tuple[JoinedMeeting, Meeting]]],
    notes: Mapping[str, PageNotes],
) -> Iterator[tuple[JoinedMeeting, str]]:
    for variant in statement.variants:
        reported = on_page.get(variant.page.id, ())
        match = _MEETING.search(variant.quote) if reported else None
        if match is None or _AHEAD.search(variant.quote[: match.start()]):
            continue
        page = notes[variant.page.id]
        fitting = [
            pair for pair in reported if _not_before(statement, pair[0]) and _sort_fits(variant.quote, match, pair[1])
        ]
        singled = [pair for pair in fitting if _names(variant.quote, pair[1], page)]
        candidates = {joined.id: joined for joined, _ in (singled or fitting)}
        if len(candidates) == 1:
            yield next(iter(candidates.values())), match.group()
            return


def _not_before(statement: Statement, joined: JoinedMeeting) -> bool:
    return statement.when is None or joined.start is None or joined.start <= statement.when[:10]


def _sort_fits(quote: str, match: re.Match[str], meeting: Meeting) -> bool:
    """Tells whether the words may be of this meeting: a call is no talks, and talks in a place are not elsewhere."""
    if meeting.kind not in next(kinds for word, kinds in _KINDS_OF.items() if match.group().startswith(word)):
        return False
    place = _IN_PLACE.match(quote, match.end())
    return place is None or meeting.where is None or place["place"] in meeting.where


def _names(quote: str, meeting: Meeting, page: PageNotes) -> bool:
    """Tells whether words of a quote single a meeting out: its day as the page has it, its place, or who was there."""
    when = page.words[meeting.when.span] if meeting.when is not None else ""
    words = {word for word in (*when.split(), *(meeting.where or "").replace(",", " ").split()) if word[0].isupper()}
    words |= {name.split()[-1] for name in meeting.who if name.split()[-1][0].isupper()}
    return any(re.search(rf"\b{re.escape(word)}\b", quote) for word in words)


def _said(statement: Statement, coding: Coding | None, words: str) -> SaidOfMeeting:
    party = coding.parties[0].party if coding and coding.parties else label_of(statement.speaker)
    return SaidOfMeeting(party=party, statement=statement.id, when=statement.when, by="mentions", words=words)
