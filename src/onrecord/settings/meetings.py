"""Meetings that the page reports: found by their verb or noun, kept only with people and a second thing known."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.records.ids import content_id
from onrecord.records.page import Block, BlockKind, Page
from onrecord.records.setting import Meeting, When
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.settings.dates import find_dates
from onrecord.settings.intervals import resolve_date
from onrecord.settings.participants import Mention, entities_within, find_mentions, names_of, with_office
from onrecord.settings.phrases import NAME
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
_WHERE = re.compile(rf"\b(?:to|in|at|for)\s+(?:the\s+)?(?P<place>{NAME})(?=\s|,)[^.;“”]{{0,40}}?,\s+where\s+\Z")
_SET_FOR = re.compile(r"\b(?:set|planned|scheduled|due)\s+for\b")
_OWN_DAY = re.compile(  # "last week’s meeting", "Monday’s session"
    r"\b(?P<day>(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:week|month|year)|(?:[Ll]ast\s)?[A-Z][a-z]+day|[Yy]esterday|[Tt]omorrow)['’]s\s+\Z"
)
_FIXED = 30  # code points behind "set for" in which its day stands
_SAYER = re.compile(r"\b(?:said|says|told|announced|added|reported)\b[^,;]*\Z")
_DAY_AFTER = re.compile(r"\ba day after\s+(?:the\s+)?\Z")
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


def _day_after(scene: Scene, event: Event) -> When | None:
    """Returns the day before the one that "a day after" counts from: the last one named before, else the page's."""
    text = scene.page.text
    found = _DAY_AFTER.search(text[scene.unit.start : event.start])
    if found is None:
        return None
    words = Span(scene.unit.start + found.start(), scene.unit.start + found.end())
    named = find_dates(text, Span(scene.unit.start, words.start))
    base = resolve_date(named[-1], scene.day).start if named else scene.day.isoformat() if scene.day else None
    if base is None:
        return When(span=words, granularity="relative")
    day = (date.fromisoformat(base) - timedelta(days=1)).isoformat()
    return When(span=words, granularity="day", start=day, end=day)


def _units(text: str, block: Block) -> tuple[Span, ...]:
    """Returns the sentences of a block; a caption is one unit, since its date stands as a sentence of its own."""
    if block.kind == "caption":
        return (block.span,)
    return sentence_spans(text, block.span)


def _meeting(scene: Scene, event: Event) -> Meeting | None:
    """Returns the meeting with its place and time, or ``None`` where too little is known of it."""
    text = scene.page.text
    who = names_of(_with_he(scene, event), scene.mentions)
    limit = min(scene.unit.end, event.trigger.end + _REACH)
    stop = _CLAUSE_END.search(text, max(event.end, event.trigger.end), limit)
    clause = Span(event.end, stop.start() if stop else limit)
    place = event.place or find_place(text, clause, scene.mentions) or _there(scene, event)
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


def _regions(scene: Scene, event: Event, clause: Span) -> list[Span]:
    """Returns where the time is looked for, in order."""
    text, unit = scene.page.text, scene.unit
    fixed = _SET_FOR.search(text, event.trigger.end, unit.end)
    between = Span(event.start, event.trigger.end)
    # "Will visit Sudport on April 6 for talks with": what follows the last word of the trigger is somebody's else.
    travels = event.place is None and kind_of(event.trigger.of(text)) == "visit"
    moved = _WHERE.search(text[unit.start : event.start]) is not None
    own = _OWN_DAY.search(text[unit.start : event.start])
    return [
        *([Span(unit.start + own.start("day"), unit.start + own.end("day"))] if own else []),
        *([Span(fixed.end(), min(fixed.end() + _FIXED, unit.end))] if fixed else []),
        *((between, clause) if travels else (clause, between)),
        Span(unit.start, event.start if moved else min(event.start, unit.start + 30)),
    ]


def _with_he(scene: Scene, event: Event) -> tuple[Mention, ...]:
    """Returns the people, "he" and "she" as the one person named before in the sentence."""
    if not event.people or event.people[0].name or event.people[0].span.end - event.people[0].span.start > len("she"):
        return event.people
    before = [m for m in scene.mentions if m.name and not m.place and m.span.end <= event.people[0].span.start]
    # The subject of the sentence, or the only one there is.
    opens = bool(before) and with_office(scene.page.text, scene.unit.start, before[0].span.start) == scene.unit.start
    subject = before[0] if before and (opens or len(before) == 1) and not before[0].group else event.people[0]
    return (subject, *event.people[1:])


def _there(scene: Scene, event: Event) -> Span | None:
    """Returns the place of "travels to Sudport, where he will meet": what stands before "where"."""
    text = scene.page.text
    where = _WHERE.search(text[scene.unit.start : event.start])
    if where is None:
        return None
    start = scene.unit.start + where.start("place")
    return Span(start, start + len(where["place"]))


def _when(scene: Scene, event: Event, clause: Span) -> When | None:
    """Returns the time: what it is set for, behind the verb, between subject and verb, or at the head of the sentence.

    Not the time of who says so ("…, the ministry said on Tuesday"). "A day after they met" is counted back.
    """
    text = scene.page.text
    # "Set for Monday" is to come also for what has been called off since.
    fixed = _SET_FOR.search(text, event.trigger.end, scene.unit.end) is not None
    future = event.status == "announced" or (fixed and event.status in ("cancelled", "postponed"))
    for region in _regions(scene, event, clause):
        chosen = find_dates(text, region) if region.start < region.end else ()
        if chosen and not _SAYER.search(text[region.start : chosen[0].span.start]):
            return resolve_date(chosen[0], scene.day, future=future)
    if (after := _day_after(scene, event)) is not None:
        return after
    era = _ERA.search(text, clause.start, clause.end)
    return When(span=Span(era.start(), era.end()), granularity="relative") if era else None
