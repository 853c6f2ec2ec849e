"""What goes into a brief, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.brief.citing import cite, cite_page
from onrecord.brief.repeats import part_repeats
from onrecord.records.actor import called
from onrecord.records.answer import Answer
from onrecord.records.brief import Brief, BriefLine, BriefSection, SectionName
from onrecord.records.docket import OTHER, Coding
from onrecord.records.judged import Judged
from onrecord.records.meeting import JoinedMeeting, MeetingReport
from onrecord.records.position import Change, Position
from onrecord.records.proposal import Evidence, Proposal, StatusEvent
from onrecord.records.statement import Statement
from onrecord.records.weight import Weight

_FOLDED: frozenset[SectionName] = frozenset({"middling", "noise", "undated"})
# A party's first words on an issue, and its silence, are no change: the one is under "new", the other has no words.
_CHANGES = frozenset({"new_demand", "concession", "hardening", "reversal"})
# Doubtful links stay out of a note; `docs/acts.md` says how a score comes about.
_LEAST_ANSWER = 0.4
_OTHERS = 4  # further reports cited beside the first
# Undated statements may be of any day; the heaviest are shown, folded, so that none is missed for want of a date.
_UNDATED = 10


class Material(Struct, frozen=True, kw_only=True):
    """What a brief is made of.

    Attributes:
        statements: Of the record.
        judged: The record against its docket.
        positions: As of the last day of the brief.
        answers: As of the same day.
        weights: As of the same day.
    """

    statements: tuple[Statement, ...]
    judged: Judged
    positions: tuple[Position, ...]
    answers: tuple[Answer, ...]
    weights: tuple[Weight, ...]


class _Days(Struct, frozen=True):
    """The days of the brief, and what is known of its statements."""

    since: str | None
    until: str | None
    statements: dict[str, Statement]
    codings: dict[str, Coding]
    weights: dict[str, Weight]

    def has(self, day: str | None) -> bool:
        """Tells whether a day is one of the brief's; in a record without dates, none is and all are."""
        if self.since is None or self.until is None:
            return day is None
        return day is not None and self.since <= day[:10] <= self.until

    def is_past(self, day: str | None) -> bool:
        """Tells whether a day is not after the last one; an unknown day is not."""
        return day is None or self.until is None or day[:10] <= self.until


def compose_brief(material: Material, since: str | None = None, until: str | None = None) -> Brief:
    """Returns the brief of some days; of the record's latest day where none is given.

    Each statement stands in one place: a change before an answer, an answer before what is only new.

    Args:
        material: What it is made of.
        since: First day, ISO 8601; the last where left out.
        until: Last day; the record's latest where left out.
    """
    latest = max((one.when[:10] for one in material.statements if one.when), default=None)
    last = until or latest
    first = since or last
    undated = sum(one.when is None for one in material.statements)
    days = _Days(
        first,
        last,
        {one.id: one for one in material.statements},
        {coding.statement: coding for coding in material.judged.codings},
        {weight.statement: weight for weight in material.weights},
    )
    changed = list(_changed(material.positions, days))
    taken = {_id(line) for line in changed}
    answers = list(_answers(material.answers, days, taken))
    taken |= {_id(line) for line in answers}
    rest = [line for line in _statements(material.weights, days) if _id(line) not in taken]
    new, again = part_repeats([line for line in rest if line.weight and line.weight.verdict == "signal"])
    middling = [line for line in rest if line.weight and line.weight.verdict == "middling"]
    found: dict[SectionName, Sequence[BriefLine]] = {
        "changed": changed,
        "new": new,
        "answers": answers,
        "held": list(_held(material.judged.meetings, days)),
        "ahead": list(_ahead(material.judged.meetings, days)),
        "proposals": list(_proposals(material.judged.proposals, days)),
        "middling": [*again, *middling],
        "noise": [line for line in rest if line.weight and line.weight.verdict == "noise"],
        "undated": list(_undated(material.weights, days)) if first is not None else [],
    }
    inside = tuple(one for one in material.statements if days.has(one.when))
    return _brief(material, (first, last), found, inside, undated)


def _brief(
    material: Material,
    days: tuple[str | None, str | None],
    found: Mapping[SectionName, Sequence[BriefLine]],
    inside: Sequence[Statement],
    undated: int,
) -> Brief:
    pages = {variant.page.id: variant.page for one in inside for variant in one.variants}
    return Brief(
        docket=material.judged.docket.name,
        suggested=material.judged.docket.suggested,
        since=days[0],
        until=days[1],
        sections=tuple(
            BriefSection(name=name, lines=tuple(lines), folded=name in _FOLDED)
            for name, lines in found.items()
            if lines
        ),
        statements=len(inside),
        pages=len(pages),
        outlets=len({page.outlet for page in pages.values() if page.outlet}),
        undated=undated,
    )


def _statements(weights: Iterable[Weight], days: _Days) -> Iterable[BriefLine]:
    """Yields a line for each statement of the days, heaviest first."""
    for weight in sorted(weights, key=lambda one: (-one.total, one.statement)):
        statement = days.statements.get(weight.statement)
        if statement is not None and days.has(statement.when):
            yield _line(statement, days)


def _undated(weights: Iterable[Weight], days: _Days) -> Iterable[BriefLine]:
    """Yields the heaviest statements that have no date."""
    known = [one for one in weights if one.statement in days.statements and not days.statements[one.statement].when]
    for weight in sorted(known, key=lambda one: (-one.total, one.statement))[:_UNDATED]:
        yield _line(days.statements[weight.statement], days)


def _line(statement: Statement, days: _Days, tags: Sequence[str] = (), others: Sequence[Statement] = ()) -> BriefLine:
    coding = days.codings.get(statement.id)
    issue = coding.issues[0].issue if coding and coding.issues else OTHER
    acts = coding.doing.acts if coding else ()
    return BriefLine(
        when=statement.when,
        who=label_of(statement),
        party=coding.parties[0].party if coding and coding.parties else None,
        issue=None if issue == OTHER else issue,
        tags=tuple(tags),
        codes=tuple(dict.fromkeys(act.code for act in acts)),
        deeds=tuple(dict.fromkeys(act.deed for act in acts if act.deed)),
        conditional=bool(coding and coding.doing.conditions),
        weight=days.weights.get(statement.id),
        citation=cite(statement),
        others=tuple(cite(other) for other in others),
        lines=statement.lines,
    )


def label_of(statement: Statement) -> str:
    """Returns the speaker with their office, as the record shows them."""
    speaker = statement.speaker
    name = called(speaker, " and ") or "no source given"
    name = "the writer" if speaker.type == "writer" else name
    return f"{name}, {speaker.office}" if speaker.office and speaker.name else name


def _changed(positions: Iterable[Position], days: _Days) -> Iterable[BriefLine]:
    """Yields the changes of position, heaviest first, each with the statement it changes from."""
    found: dict[str, tuple[Change, str]] = {}
    for position in positions:
        for change in position.changes:
            if change.kind in _CHANGES and days.has(change.when) and change.statement in days.statements:
                found.setdefault(change.statement, (change, f"{position.party} on {position.issue}"))
    for name in sorted(found, key=lambda one: (-_total(one, days), one)):
        change, _ = found[name]
        before = [days.statements[change.before]] if change.before in days.statements else []
        yield _line(days.statements[name], days, (change.kind, change.codes), before)


def _answers(answers: Iterable[Answer], days: _Days, taken: set[str]) -> Iterable[BriefLine]:
    """Yields who answered whom, surest first, each beside what it answers; one a pair."""
    pairs: set[tuple[str, str, str | None]] = set()
    for answer in sorted(answers, key=lambda one: (-one.score, -_total(one.statement, days), one.statement)):
        statement = days.statements.get(answer.statement)
        pair = (answer.kind, answer.by, answer.to_statement or answer.to_speaker)
        if statement is None or not days.has(statement.when) or answer.score < _LEAST_ANSWER or pair in pairs:
            continue
        pairs.add(pair)
        if answer.statement in taken:
            continue
        meant = days.statements.get(answer.to_statement or "")
        tags = (answer.kind, answer.by, answer.to_speaker or "")
        yield _line(statement, days, tags, [meant] if meant else [])


def _total(statement: str, days: _Days) -> float:
    weight = days.weights.get(statement)
    return weight.total if weight else 0.0


def _id(line: BriefLine) -> str:
    return line.citation.statement or ""


def _held(meetings: Iterable[JoinedMeeting], days: _Days) -> Iterable[BriefLine]:
    """Yields the meetings that took place on the days."""
    for meeting in meetings:
        reports = _seen(meeting, days)
        if not reports or meeting.status not in {"held", "ongoing"}:
            continue
        first, last = meeting.start, meeting.end or meeting.start
        if days.has(first) or days.has(last) or (first and last and first <= (days.since or "") <= last):
            yield _meeting(meeting, reports)


def _ahead(meetings: Iterable[JoinedMeeting], days: _Days) -> Iterable[BriefLine]:
    """Yields the meetings that are still to come on the last day, and those called off in these days."""
    for meeting in meetings:
        reports = _seen(meeting, days)
        fresh = any(days.has(report.told) for report in reports)
        later = not days.is_past(meeting.start)
        if not reports or meeting.status in {"held", "ongoing", "unknown"}:
            continue
        if later or (fresh and meeting.start is None) or (fresh and meeting.status in {"cancelled", "postponed"}):
            yield _meeting(meeting, reports)


def _seen(meeting: JoinedMeeting, days: _Days) -> list[MeetingReport]:
    """Returns the reports of a meeting up to the last day, the latest first."""
    seen = [report for report in meeting.reports if days.is_past(report.told)]
    return sorted(seen, key=lambda report: (report.told or "", report.page.id, report.spans), reverse=True)


def _meeting(meeting: JoinedMeeting, reports: Sequence[MeetingReport]) -> BriefLine:
    cited = [cite_page(report.page, report.spans, report.what) for report in reports[: _OTHERS + 1]]
    where = [meeting.where] if meeting.where else []
    return BriefLine(
        when=meeting.start,
        who=", ".join(meeting.who) or meeting.kind,
        tags=(meeting.kind, meeting.status, *where),
        citation=cited[0],
        others=tuple(cited[1:]),
    )


def _proposals(proposals: Iterable[Proposal], days: _Days) -> Iterable[BriefLine]:
    """Yields the proposals of which something was told in these days, with their status on the last of them."""
    for proposal in proposals:
        events = [event for event in proposal.events if days.is_past(event.when)]
        told = [evidence for evidence in _told_of(proposal) if days.has(evidence.when)]
        if not told:
            continue
        last = _last(events)
        shown = last.evidence if last else told[-1]
        by = [stance for stance in proposal.stances if days.has(stance.when)]
        tags = (last.status if last else "named", *(f"{stance.party} {stance.stance}" for stance in by[:_OTHERS]))
        yield BriefLine(
            when=shown.when,
            who=proposal.name,
            tags=tuple(dict.fromkeys(tags)),
            citation=cite_page(shown.page, shown.spans, shown.words, shown.statement),
            others=tuple(
                cite_page(one.evidence.page, one.evidence.spans, one.evidence.words, one.evidence.statement)
                for one in by[:_OTHERS]
                if one.evidence != shown
            ),
        )


def _last(events: Sequence[StatusEvent]) -> StatusEvent | None:
    dated = [event for event in events if event.when is not None]
    return dated[-1] if dated else (events[-1] if events else None)


def _told_of(proposal: Proposal) -> list[Evidence]:
    return [
        *(mention for mention in proposal.mentions),
        *(event.evidence for event in proposal.events),
        *(stance.evidence for stance in proposal.stances),
        *(point.evidence for point in proposal.sticking_points),
    ]
