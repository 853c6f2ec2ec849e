"""Proposals with their versions, status in time, terms, sticking points, and who says what of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from onrecord.docket.code import Meant
from onrecord.docket.fates import Happening
from onrecord.docket.grouping import At, Group, version_of
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex
from onrecord.docket.steps import label_of, step_of
from onrecord.records.docket import Coding
from onrecord.records.position import Stance
from onrecord.records.proposal import (
    Evidence,
    Proposal,
    ProposalStance,
    ProposalStatus,
    ProposalVersion,
    StanceOn,
    StatusEvent,
    StickingPoint,
    Term,
)
from onrecord.records.span import Span
from onrecord.records.statement import Statement

Item = TypeVar("Item", StatusEvent, StanceOn, Term, StickingPoint)

# Of a statement's stance on a proposal, what it is to the proposal.
_OF_STANCE: dict[Stance, ProposalStance] = {
    "for": "backs",
    "against": "objects",
    "conditional": "conditional",
}
_CONDITION = re.compile(r"\b(?:only\s+)?(?:if|provided|unless|on\s+condition|as\s+long\s+as)\s.*")
_BASIS = re.compile(
    r"\b(?:based|rests?|rested|built|founded|builds?)\s+(?:up)?on\s+\Z|\b(?:implement|honou?r|carry\s+out|return\s+to|"
    r"stick\s+to|abide\s+by|stands?\s+by)(?:ed|ing)?\s+\Z"
)
_NO = re.compile(r"\b(?:never|not|no|nor|without|refus\w+)\b|n[’']t\b")
# A statement beside a proposal's name, and not of it, takes no side on it.
_LEAST_SCORE = 0.8
# A happening is a statement's when this share of its words is.
_MOST_OF = 0.6
# How far each status is on the way, for what was told on one day.
_FURTHER: dict[ProposalStatus, int] = {
    "unknown": 0,
    "floated": 1,
    "drafted": 2,
    "revived": 3,
    "unsigned": 4,
    "rejected": 5,
    "initialled": 6,
    "signed": 7,
    "dead": 8,
}


class Told(Struct, frozen=True):
    """A happening with its page, the statement that it stands in, and whether it stands in the speaker's own words."""

    page: PageNotes
    happening: Happening
    statement: Statement | None
    quoted: bool


def find_proposals_of(
    groups: Sequence[Group],
    notes: Mapping[str, PageNotes],
    meant: Meant,
    index: PartyIndex,
    said: tuple[Mapping[str, Statement], Mapping[str, Coding]],
) -> tuple[Proposal, ...]:
    """Returns the proposals of the docket, and those others of which the pages tell anything.

    Args:
        groups: From `group_mentions`, in their order.
        notes: Page id to its notes.
        meant: From `meant_by`.
        index: Of the docket's parties.
        said: Statements by id, and their codings by id.
    """
    statements, codings = said
    of_attribution = {variant.attribution: s for s in statements.values() for variant in s.variants}
    told: dict[str, list[Told]] = {}
    places: dict[str, list[At]] = {}
    for page in sorted(notes):
        for happening in notes[page].happenings:
            name = meant.get((page, happening.mention))
            if name is not None:
                statement, quoted = _statement_at(notes[page], happening.span, of_attribution)
                told.setdefault(name.proposal, []).append(Told(notes[page], happening, statement, quoted))
        for number in range(len(notes[page].mentions)):
            name = meant.get((page, number))
            if name is not None:
                places.setdefault(name.proposal, []).append((page, number))
    spoken: dict[str, list[Coding]] = {}
    for coding in codings.values():
        for issue in coding.issues:
            spoken.setdefault(issue.issue, []).append(coding)
    found = []
    for group in groups:
        builder = _Builder(group, notes, index, statements, codings)
        proposal = builder.build(told.get(group.name, []), places.get(group.name, []), spoken.get(group.name, []))
        if group.spec is not None or (
            group.known and (proposal.events or proposal.stances or proposal.sticking_points)
        ):
            found.append(proposal)
    return tuple(found)


def _statement_at(
    page: PageNotes, span: Span, of_attribution: Mapping[str, Statement]
) -> tuple[Statement | None, bool]:
    """Returns the statement that most of a span stands in, and whether all of it stands in what is attributed.

    "Norland rejected the plan" is a statement by its cue, and the words are the writer's.
    """
    holding = [(held.end - held.start, held, one) for held, one in page.content if held.holds(span)]
    if holding:
        return of_attribution.get(min(holding)[2]), True
    shared: dict[str, int] = {}
    for held, one in page.content:
        if held.overlaps(span):
            shared[one] = shared.get(one, 0) + min(held.end, span.end) - max(held.start, span.start)
    best = max(sorted(shared), key=lambda one: shared[one], default=None)
    if best is None or shared[best] < _MOST_OF * (span.end - span.start):
        return None, False
    return of_attribution.get(best), False


class _Builder:
    """One proposal in the making."""

    def __init__(
        self,
        group: Group,
        notes: Mapping[str, PageNotes],
        index: PartyIndex,
        statements: Mapping[str, Statement],
        codings: Mapping[str, Coding],
    ) -> None:
        self.group, self.notes, self.index = group, notes, index
        self.statements, self.codings = statements, codings

    def build(self, told: Sequence[Told], places: Sequence[At], spoken: Sequence[Coding]) -> Proposal:
        events = _once(self._events(told))
        stances = _once([*self._told_stances(told), *self._said_stances(spoken)])
        latest = _latest(events)
        spec = self.group.spec
        by = spec.by if spec and spec.by else tuple(dict.fromkeys(self._makers(places, stances)))
        return Proposal(
            id=self.group.id,
            name=self.group.name,
            names=self.group.names,
            versions=self._versions(places),
            status=latest.status if latest else "unknown",
            since=latest.when if latest else None,
            events=events,
            by=by,
            terms=_once(
                Term(version=self._version(t), party=self._party_of(t), evidence=self._evidence(t))
                for t in told
                if t.happening.told == "term"
            ),
            stances=stances,
            sticking_points=_once(
                StickingPoint(party=self._sticking_party(t), evidence=self._evidence(t))
                for t in told
                if t.happening.told == "sticking"
            ),
            mentions=tuple(self._mention(at) for at in places),
        )

    def _events(self, told: Sequence[Told]) -> Iterator[StatusEvent]:
        for one in told:
            if one.happening.told == "status":
                yield StatusEvent(
                    status=_status(one.happening.value),
                    when=_day_of(one.page),
                    version=self._version(one),
                    party=self._party_of(one),
                    evidence=self._evidence(one),
                )

    def _told_stances(self, told: Sequence[Told]) -> Iterator[StanceOn]:
        for one in told:
            if one.happening.told != "stance":
                continue
            parties = self._actors(one)
            for party in parties:
                yield StanceOn(
                    party=party,
                    stance=_stance(one.happening.value),
                    when=_day_of(one.page),
                    version=self._version(one),
                    conditions=tuple(
                        match.group() for match in _CONDITION.finditer(one.page.words[one.happening.span])
                    ),
                    evidence=self._evidence(one),
                )

    def _actors(self, one: Told) -> tuple[str, ...]:
        """Returns who did it: the subject right before the verb, or all that stand behind "by" or meet on it."""
        found = self.index.found_in(one.happening.actor)
        if one.happening.close and found:
            return found[-1:] if one.happening.value != "discusses" else found
        return found if one.happening.value == "discusses" else found[:1]

    def _said_stances(self, spoken: Sequence[Coding]) -> Iterator[StanceOn]:
        for coding in spoken:
            issue = next(issue for issue in coding.issues if issue.issue == self.group.name)
            statement = self.statements[coding.statement]
            for party in coding.parties:
                step = step_of(statement, coding, party, issue)
                stance = _stance_of_step(step.stance, step.codes, step.deeds)
                if step.stance != "against" and _is_basis(statement.quote, issue.words):
                    stance = "backs"
                if stance is None or issue.score < _LEAST_SCORE:
                    continue
                best = statement.variants[0]
                yield StanceOn(
                    party=party.party,
                    stance=stance,
                    when=coding.when,
                    version=issue.subissue,
                    conditions=tuple(
                        statement.quote[mark.start : mark.end] for mark in step.conditions if mark.text == "content"
                    ),
                    evidence=Evidence(
                        page=best.page,
                        spans=best.spans,
                        words=statement.quote,
                        when=coding.when,
                        statement=statement.id,
                    ),
                )

    def _makers(self, places: Sequence[At], stances: Sequence[StanceOn]) -> Iterator[str]:
        """Yields who made it: whose it is called, and who is told to have put it forward."""
        for page, number in places:
            mention = self.notes[page].mentions[number]
            words = (mention.owner,) if mention.owner else mention.proper
            yield from (party for word in words if (party := self.index.named(word) or self.index.of_person(word)))
        yield from (stance.party for stance in stances if stance.stance == "proposes")

    def _versions(self, places: Sequence[At]) -> tuple[ProposalVersion, ...]:
        names: dict[str, list[At]] = {name: [] for name in self.group.versions.values()}
        for page, number in places:
            version = version_of(self.notes[page].mentions[number], self.group)
            if version is not None:
                names[version].append((page, number))
        specs = {spec.name: spec for spec in (self.group.spec.versions if self.group.spec else ())}
        points = {name: int(key) for key, name in self.group.versions.items() if key.isdigit()}
        found = []
        for name, at in names.items():
            mentions = tuple(self._mention(one) for one in at)
            days = [mention.when for mention in mentions if mention.when]
            spec = specs.get(name)
            aliases = spec.aliases if spec else ()
            found.append(
                ProposalVersion(
                    name=name,
                    names=tuple(sorted({name, *aliases, *(m.words for m in mentions)})),
                    points=points.get(name),
                    date=spec.date if spec else None,
                    first=min(days, default=None),
                    mentions=mentions,
                )
            )
        return tuple(sorted(found, key=lambda v: (v.date or v.first or "9999", v.name)))

    def _version(self, one: Told) -> str | None:
        mention = one.page.mentions[one.happening.mention]
        named = one.page.mentions[mention.refers] if mention.refers is not None else mention
        return version_of(mention, self.group) or version_of(named, self.group)

    def _mention(self, at: At) -> Evidence:
        page, number = at
        notes = self.notes[page]
        span = notes.mentions[number].span
        return Evidence(page=notes.page, spans=(span,), words=notes.words[span], when=_day_of(notes), statement=None)

    def _evidence(self, one: Told) -> Evidence:
        span = one.happening.span
        return Evidence(
            page=one.page.page,
            spans=(span,),
            words=one.page.words[span],
            when=_day_of(one.page),
            statement=one.statement.id if one.statement else None,
        )

    def _party_of(self, one: Told) -> str | None:
        """Returns in whose words it stands: the speaker's party, else the speaker; ``None`` for the writer's own."""
        if one.statement is None or not one.quoted:
            return None
        coding = self.codings.get(one.statement.id)
        return coding.parties[0].party if coding and coding.parties else label_of(one.statement.speaker)

    def _sticking_party(self, one: Told) -> str | None:
        named = self.index.found_in(one.happening.actor)
        if named:
            return named[0]
        return self._party_of(one)


def _latest(events: Sequence[StatusEvent]) -> StatusEvent | None:
    """Returns what was told last; of one day what is furthest on the way; undated events only where all are."""
    dated = [event for event in events if event.when] or events
    return max(
        dated, key=lambda event: ((event.when or "")[:10], _FURTHER[event.status], event.evidence.words), default=None
    )


def _stance_of_step(stance: Stance, codes: Iterable[str], deeds: Iterable[str]) -> ProposalStance | None:
    """Returns what a statement about a proposal comes to.

    >>> _stance_of_step("against", ("REJECT",), ()), _stance_of_step("against", ("ACCUSE",), ("criticise",))
    ('rejects', 'objects')
    """
    if stance == "against" and "REJECT" in set(codes):
        return "rejects"
    if stance == "for" and "accept" in set(deeds):
        return "accepts"
    return _OF_STANCE.get(stance)


def _is_basis(quote: str, words: str) -> bool:
    """Tells whether a statement wants things to rest on a proposal, or the proposal to be carried out.

    >>> _is_basis("any deal should be based on the 2022 accord", "the 2022 accord")
    True
    >>> _is_basis("nobody has read the 2022 accord", "the 2022 accord")
    False
    """
    place = quote.find(words)
    return place >= 0 and _BASIS.search(quote[:place]) is not None and not _NO.search(quote[:place])


def _status(value: str) -> ProposalStatus:
    return next(status for status in _FURTHER if status == value)


def _stance(value: str) -> ProposalStance:
    stances: tuple[ProposalStance, ...] = (
        "proposes",
        "backs",
        "accepts",
        "conditional",
        "objects",
        "rejects",
        "discusses",
    )
    return next(stance for stance in stances if stance == value)


def _day_of(page: PageNotes) -> str | None:
    return page.page.published[:10] if page.page.published else None


def _once(found: Iterable[Item]) -> tuple[Item, ...]:
    """Returns each once, in order of time, undated ones last; the same words on copies of a page are told once."""
    kept: list[Item] = []
    seen: set[object] = set()
    here: dict[object, list[Evidence]] = {}
    for item in sorted(found, key=lambda item: (_in_time(item), isinstance(item, StanceOn) and not item.conditions)):
        what, evidence = _what(item), item.evidence
        names = {(what, " ".join(evidence.words.split()).casefold()), (what, evidence.statement or id(item))}
        near = here.setdefault((what, evidence.page.id), [])
        if not names & seen and not any(_overlap(evidence, other) for other in near):
            kept.append(item)
            near.append(evidence)
        seen |= names
    return tuple(kept)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _in_time(item: Item) -> tuple[bool, str, str, tuple[Span, ...]]:
    evidence = item.evidence
    return evidence.when is None, (evidence.when or "")[:10], evidence.page.id, evidence.spans


def _what(item: Item) -> tuple[object, ...]:
    """Returns what an item says besides where: two that differ in it are two."""
    if isinstance(item, StatusEvent):
        return item.status, item.version
    if isinstance(item, StanceOn):
        return item.party, item.stance, item.version
    return ()
