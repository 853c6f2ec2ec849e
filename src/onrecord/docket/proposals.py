"""Proposals with their versions, status in time, terms, sticking points, and who says what of them."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.docket.code import Meant
from onrecord.docket.grouping import At, Group, version_meant, version_of
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex, Touched
from onrecord.docket.stances import is_basis, latest_of, stance_named, stance_of_step, status_of
from onrecord.docket.steps import label_of, step_of
from onrecord.docket.told import Told, day_of, once
from onrecord.records.docket import Coding
from onrecord.records.proposal import (
    Evidence,
    Proposal,
    ProposalVersion,
    StanceOn,
    StatusEvent,
    StickingPoint,
    Term,
)
from onrecord.records.statement import Statement

_CONDITION = re.compile(r"\b(?:only\s+)?(?:if|provided|unless|on\s+condition|as\s+long\s+as)\s.*")
# A statement beside a proposal's name, and not of it, takes no side on it.
_LEAST_SCORE = 0.8


def find_proposals_of(  # noqa: PLR0913 - the last is for who asks again
    groups: Sequence[Group],
    notes: Mapping[str, PageNotes],
    meant: Meant,
    index: PartyIndex,
    said: tuple[Mapping[str, Statement], Mapping[str, Coding]],
    *,
    known: Known | None = None,
) -> tuple[Proposal, ...]:
    """Returns the proposals of the docket, and those others of which the pages tell anything.

    Args:
        groups: From `group_mentions`, in their order.
        notes: Page id to its notes.
        meant: From `meant_by`.
        index: Of the docket's parties.
        said: Statements by id, and their codings by id.
        known: Of earlier calls, where the index answered as it does now: what is made of the same is the same object.
    """
    statements, codings = said
    known = {} if known is None else known
    told, places = _told_of(notes, meant, statements)
    spoken: dict[str, list[Coding]] = {}
    for coding in codings.values():
        for issue in coding.issues:
            spoken.setdefault(issue.issue, []).append(coding)
    found = []
    for group in groups:
        own = told.get(group.name, []), places.get(group.name, []), spoken.get(group.name, [])
        telling = [codings.get(t.statement.id) for t in own[0] if t.statement]
        made_of = _Made(group, *own, telling, [statements[coding.statement] for coding in own[2]])
        held = known.get(group.id)
        if held is None or not held[0].same(made_of):
            made = _Builder(group, notes, index, statements, codings).build(*own)
            held = known[group.id] = made_of, held[1] if held is not None and held[1] == made else made
        proposal = held[1]
        if group.spec is not None or (
            group.known and (proposal.events or proposal.stances or proposal.sticking_points)
        ):
            found.append(proposal)
    return tuple(found)


def _told_of(
    notes: Mapping[str, PageNotes], meant: Meant, statements: Mapping[str, Statement]
) -> tuple[dict[str, list[Told]], dict[str, list[At]]]:
    """Returns what is told of each proposal, and where each is named, by the proposal's name."""
    of_attribution = {variant.attribution: s for s in statements.values() for variant in s.variants}
    told: dict[str, list[Told]] = {}
    places: dict[str, list[At]] = {}
    for page in sorted(notes):
        for happening, (one, quoted) in zip(notes[page].happenings, notes[page].told_in, strict=True):
            name = meant.get((page, happening.mention))
            if name is not None:
                statement = of_attribution.get(one or "")
                told.setdefault(name.proposal, []).append(Told(notes[page], happening, statement, quoted))
        for number in range(len(notes[page].mentions)):
            name = meant.get((page, number))
            if name is not None:
                places.setdefault(name.proposal, []).append((page, number))
    return told, places


class _Made(Struct, frozen=True):
    """What a proposal is made of: what is told of it and for whom, where it is named, who speaks of it and how."""

    group: Group
    told: list[Told]
    places: list[At]
    spoken: list[Coding]
    telling: list[Coding | None]
    speaking: list[Statement]

    def same(self, other: _Made) -> bool:
        """Tells whether both are made of the very same objects."""
        return (
            self.group == other.group
            and self.places == other.places
            and _are(self.spoken, other.spoken)
            and _are(self.telling, other.telling)
            and _are(self.speaking, other.speaking)
            and _are(self._parts(), other._parts())
        )

    def asks(self, notes: Mapping[str, PageNotes], touched: Touched) -> bool:
        """Tells whether the index is asked for any of the names."""
        mentions = (notes[page].mentions[number] for page, number in self.places if page in notes)
        words = (word for mention in mentions for word in (mention.owner, *mention.proper))
        return any(touched.has(t.happening.actor) for t in self.told) or any(map(touched.has, words))

    def _parts(self) -> list[object]:
        return [part for t in self.told for part in (t.page, t.happening, t.statement)]


def _are(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(map(operator.is_, one, other))


# Proposals by the id of their group.
Known = dict[str, tuple[_Made, Proposal]]


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
        events = once(self._events(told))
        stances = once([*self._told_stances(told), *self._said_stances(spoken)])
        latest = latest_of(events)
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
            terms=once(
                Term(version=self._version(t), party=self._party_of(t), evidence=self._evidence(t))
                for t in told
                if t.happening.told == "term"
            ),
            stances=stances,
            sticking_points=once(
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
                    status=status_of(one.happening.value),
                    when=day_of(one.page),
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
                    stance=stance_named(one.happening.value),
                    when=day_of(one.page),
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
                stance = stance_of_step(step.stance, step.codes, step.deeds)
                if step.stance != "against" and is_basis(statement.quote, issue.words):
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
        return version_meant(mention, named, self.group)

    def _mention(self, at: At) -> Evidence:
        page, number = at
        notes = self.notes[page]
        span = notes.mentions[number].span
        return Evidence(page=notes.page, spans=(span,), words=notes.words[span], when=day_of(notes), statement=None)

    def _evidence(self, one: Told) -> Evidence:
        span = one.happening.span
        return Evidence(
            page=one.page.page,
            spans=(span,),
            words=one.page.words[span],
            when=day_of(one.page),
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
