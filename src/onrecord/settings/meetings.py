"""Meetings that the page reports: found by their verb or noun, kept only with people and a second thing known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.records.ids import content_id
from onrecord.records.page import Block, BlockKind, Page
from onrecord.records.setting import Meeting, When
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.settings.dates import DateWords, find_dates
from onrecord.settings.intervals import resolve_date
from onrecord.settings.participants import entities_within, find_mentions, names_of
from onrecord.settings.places import find_place
from onrecord.settings.progress import kind_of, settled
from onrecord.settings.triggers import MAY_REPORT, Event, Scene, find_events
from onrecord.text.marks import find_quotations
from onrecord.text.sentences import sentence_spans

_READ: frozenset[BlockKind] = frozenset({"title", "heading", "paragraph", "list_item", "caption"})
_CLAUSE_END = re.compile(
    r"[;:(“”\"]|,\s+(?:who|which|but|where|when|as|after|before|while|according|\w+ing|and\s+\w+ed)\b|"
    r"\b(?:that|who|which|after|before|when|while|because|where|amid|since|as|but|for the first time)\b|\bto\s+[a-z]"
)
_ERA = re.compile(
    r"\b[Dd]uring the (?:early |first |last |final |opening )?(?:days|weeks|months|years|stages) "
    r"of (?:the )?[\w’'-]+(?:\s[A-Z][\w-]*)*"
)
# No sentence and no caption is longer, in code points; what is, is data or noise, and is not read.
_LONGEST = 4_000
_REACH = 200  # code points from the verb to the end of what is read as its clause


def find_meetings(page: Page, tagging: Tagging, day: date | None) -> tuple[Meeting, ...]:
    """Returns the meetings that the page itself reports, in order.

    What stands in quotation marks is not the page's own report.

    A meeting needs a named participant, and a second one, a place or a time. Wishes, refusals and conditions are none.

    Args:
        page: The page.
        tagging: Its entities are the people and places.
        day: The day that its times count from.
    """
    blocks = [block for block in page.blocks if block.kind in _READ]
    quoted = [part for quote in find_quotations(page.text, [block.span for block in blocks]) for part in quote.parts]
    meetings: list[Meeting] = []
    for block in blocks:
        for unit in _units(page.text, block):
            if unit.end - unit.start > _LONGEST or not MAY_REPORT.search(page.text, unit.start, unit.end):
                continue
            mentions = find_mentions(page.text, unit, entities_within(tagging.entities, unit))
            scene = Scene(page=page, block=block, unit=unit, mentions=mentions, day=day)
            taken = unit.start
            for event in find_events(scene):
                if event.trigger.start < taken or any(part.holds(event.trigger) for part in quoted):
                    continue
                meeting = _meeting(scene, event)
                if meeting is not None:
                    meetings.append(meeting)
                    taken = meeting.evidence[0].end
    return tuple(meetings)


def _units(text: str, block: Block) -> tuple[Span, ...]:
    """Returns the sentences of a block; a caption is one unit, since its date stands as a sentence of its own."""
    if block.kind == "caption":
        return (block.span,)
    return sentence_spans(text, block.span)


def _meeting(scene: Scene, event: Event) -> Meeting | None:
    """Returns the meeting with its place and time, or ``None`` where too little is known of it."""
    text = scene.page.text
    who = names_of(event.people, scene.mentions)
    limit = min(scene.unit.end, event.trigger.end + _REACH)
    stop = _CLAUSE_END.search(text, max(event.end, event.trigger.end), limit)
    clause = Span(event.end, stop.start() if stop else limit)
    place = find_place(text, clause, scene.mentions)
    when = _when(scene, event, clause)
    parties = len(who) + sum(mention.parties - 1 for mention in event.people)
    if not who or (parties <= 1 and place is None and when is None):
        return None
    ends = [event.end, *([place.end] if place else []), *([when.span.end] if when and clause.holds(when.span) else [])]
    evidence = [Span(event.start, max(ends))]
    evidence += [when.span] if when and not evidence[0].holds(when.span) else []
    return Meeting(
        id=content_id("mt", scene.page.id, *(f"{span.start}-{span.end}" for span in evidence)),
        what=" ".join(evidence[0].of(text).split()),
        who=who,
        where=place.of(text) if place else None,
        when=when,
        evidence=tuple(evidence),
        block=scene.block.kind,
        kind=kind_of(event.trigger.of(text)),
        status=settled(event.status, when, scene.day, caption=scene.block.kind == "caption"),
    )


def _when(scene: Scene, event: Event, clause: Span) -> When | None:
    """Returns the time: behind the verb, else between subject and verb, else at the head of the sentence."""
    text = scene.page.text
    head = Span(scene.unit.start, min(event.start, scene.unit.start + 30))
    between = Span(event.start, event.trigger.end)
    chosen: Sequence[DateWords] = ()
    for region in (clause, between, head):
        chosen = find_dates(text, region) if region.start < region.end else ()
        if chosen:
            return resolve_date(chosen[0], scene.day, future=event.status == "announced")
    era = _ERA.search(text, clause.start, clause.end)
    return When(span=Span(era.start(), era.end()), granularity="relative") if era else None
