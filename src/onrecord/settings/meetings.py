"""Meetings that the page reports: found by their verb or noun, kept only with people and a second thing known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from onrecord.records.ids import content_id
from onrecord.records.page import Block, BlockKind, Page
from onrecord.records.setting import Meeting, When
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.settings.dates import DateWords, find_dates
from onrecord.settings.intervals import published_on, resolve_date
from onrecord.settings.participants import Mention, chain_after, chain_before, find_mentions, names_of
from onrecord.settings.places import find_place
from onrecord.text.marks import find_quotations
from onrecord.text.sentences import sentence_spans

_READ: frozenset[BlockKind] = frozenset({"title", "heading", "paragraph", "list_item", "caption"})
_TALKS = (
    r"(?:meetings?|talks|summit|negotiations|consultations|discussions|phone call|telephone call|phone conversation|"
    r"round of talks|bilateral|trilateral)"
)
_MANNER = r"(?:\s+(?:again|privately|separately|briefly|virtually|face[ -]to[ -]face|behind closed doors|together))*"
_ARTICLE = (
    r"(?:(?:an?|the|their|his|her|its|another|two|three|more|further|new|first|second)\s+)*(?:[\w’'.-]+\s+){0,3}?"
)
_MEET = re.compile(rf"\b(?P<verb>meets?|met|meeting)\b{_MANNER}(?P<rel>\s+with\b)?")
_HOLD = re.compile(
    rf"\b(?P<verb>holds?|held|hosts?|hosted|conduct(?:s|ed)?)\s+{_ARTICLE}(?P<noun>{_TALKS})\b{_MANNER}(?P<rel>\s+(?:with|between)\b)?"
)
_CONVENE = re.compile(r"\b(?P<verb>convenes?|convened)\b(?P<rel>(?!))?")
_PHONE = re.compile(
    r"\b(?P<verb>spoke|speaks?|talked)\s+(?:by phone|by telephone|on the phone|over the phone)"
    r"(?P<rel>\s+(?:with|to)\b)?"
)
_DISCUSS = re.compile(r"\b(?P<verb>discussed|negotiated)\s+(?P<rel>by\b)")
_NOUN = re.compile(
    rf"\b(?P<gerund>[Aa]fter|[Ww]hile|[Ff]ollowing)\s+meeting\b{_MANNER}(?P<with>\s+with\b)?|"
    r"\b(?P<prep>[Dd]uring|[Aa]t|[Aa]fter|[Ff]ollowing|[Bb]efore|[Aa]head of|[Pp]rior to)\s+"
    rf"{_ARTICLE}(?P<noun>{_TALKS})\b{_MANNER}(?P<rel>\s+(?:with|between)\b)?"
)
# Any of the words that the patterns above turn on: a sentence without one is read no further.
_ANY = re.compile(rf"\b(?:meets?|met|meeting|convened?|convenes|spoke|speaks?|talked|discussed|negotiated|{_TALKS})\b")
# Between a subject and its verb: it has happened, is happening, or is fixed. "Wants to", "may", "never" are not here.
_GAP = re.compile(
    r"(?:,?\s*\b(?:(?:are|is|was|were|set|scheduled|due|slated)\s+to|set|scheduled|due|slated|has|have|had|will|are|is|was|were|be|been|also|both|then|later|again|just|"
    r"recently|already|jointly|each|all|twice|once|on|earlier|this|week|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday)\b)*\s*"
)
_CONTINUOUS = re.compile(r"\b(?:is|are|was|were|been|be)\b")
_PLANNED = re.compile(r"\b(?:will|set|scheduled|due|slated)\b")
_DOUBT = re.compile(
    r"\b(?:if|whether|unless|would|could|may|might|should|never|not|no|without|possible|potential|"
    r"propos\w+|want(?:s|ed)?|hop(?:es?|ed|ing)|seek(?:s|ing)?|sought|call(?:s|ed|ing)? for|offer\w*|demand\w*|"
    r"refus\w+|request\w*|cancel\w*|postpone\w*|instead of|declin\w+)\b[^.,;]{0,40}$|n['’]t\b[^.,;]{0,30}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;:(“”\"]|,\s+(?:who|which|but|where|when|as|after|before|while|according|\w+ing|and\s+\w+ed)\b|"
    r"\b(?:that|who|which|after|before|when|while|because|where|amid|since|as|but|for the first time)\b|\bto\s+[a-z]"
)
_ERA = re.compile(
    r"\b[Dd]uring the (?:early |first |last |final |opening )?(?:days|weeks|months|years|stages) "
    r"of (?:the )?[\w’'-]+(?:\s[A-Z][\w-]*)*"
)
_TO_COMMA = re.compile(r"[^,.;“”\"]{0,50},\s+")
_SAID_BEFORE = re.compile(r"\s(?:said|says|spoke|told reporters|told journalists|added)(?:\s+\w+){0,2}\s*$")
_REACH = 200  # code points from the verb to the end of what is read as its clause
_TWO = 2


class _Scene(Struct, frozen=True, kw_only=True):
    """One sentence, or one whole caption, with what is known of it."""

    page: Page
    block: Block
    unit: Span
    mentions: tuple[Mention, ...]
    published: date | None


class _Event(Struct, frozen=True, kw_only=True):
    """A trigger with its people: the core of a meeting.

    Attributes:
        start: Where the words that report it start.
        trigger: The verb or noun.
        people: Who takes part.
        end: Where people and trigger end.
        planned: Whether it is still to come.
    """

    start: int
    trigger: Span
    people: tuple[Mention, ...]
    end: int
    planned: bool = False


def find_meetings(page: Page, tagging: Tagging) -> tuple[Meeting, ...]:
    """Returns the meetings that the page itself reports, in order.

    What stands in quotation marks is not the page's own report.

    A meeting needs a named participant, and a second one, a place or a time. Wishes, refusals and conditions are none.

    Args:
        page: The page.
        tagging: Its entities are the people and places.
    """
    blocks = [block for block in page.blocks if block.kind in _READ]
    quoted = [part for quote in find_quotations(page.text, [block.span for block in blocks]) for part in quote.parts]
    published = published_on(page.published)
    meetings: list[Meeting] = []
    for block in blocks:
        for unit in _units(page.text, block):
            if not _ANY.search(page.text, unit.start, unit.end):
                continue
            mentions = find_mentions(page.text, unit, tagging.entities)
            scene = _Scene(page=page, block=block, unit=unit, mentions=mentions, published=published)
            taken = unit.start
            for event in _events(scene):
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


def _events(scene: _Scene) -> Iterator[_Event]:
    """Yields every trigger of the sentence with its people, in order."""
    text, unit = scene.page.text, scene.unit
    found: list[_Event] = []
    for pattern in (_MEET, _HOLD, _CONVENE, _PHONE):
        for match in pattern.finditer(text, unit.start, unit.end):
            found += _by_verb(scene, match)
    for match in _DISCUSS.finditer(text, unit.start, unit.end):
        found += _by_discussion(scene, match)
    for match in _NOUN.finditer(text, unit.start, unit.end):
        found += _by_noun(scene, match)
    yield from sorted(found, key=lambda event: event.trigger)


def _by_verb(scene: _Scene, match: re.Match[str]) -> list[_Event]:
    """Reads "A met B", "A and B hold talks", "A convene".

    A verb of meeting needs a subject; "met" without "with" also needs a name right behind it or several in front, so
    that "met the deadline" and "met with resistance" report nothing.
    """
    text = scene.page.text
    subject = chain_before(text, scene.mentions, match.start(), _GAP)
    if not subject or _DOUBT.search(text[max(scene.unit.start, subject[0].span.start - 60) : match.start()]):
        return []
    after = match.end("rel") if match["rel"] else match.end()
    objects = chain_after(text, scene.mentions, after)
    objects = tuple(mention for mention in objects if mention.name)
    if match["rel"] and not objects:
        return []
    between = text[subject[-1].span.end : match.start()]
    several = len(subject) >= _TWO or subject[-1].group or subject[-1].span.of(text).casefold() in {"they", "we"}
    if match["verb"] == "meeting" and not _CONTINUOUS.search(between):
        return []
    if not several and not (match["rel"] or (objects and subject[-1].name)):
        return []
    end = objects[-1].span.end if objects else match.end()
    return [
        _Event(
            start=subject[0].span.start,
            trigger=Span(match.start(), match.end()),
            people=(*subject, *objects),
            end=end,
            planned=_PLANNED.search(between) is not None,
        )
    ]


def _by_discussion(scene: _Scene, match: re.Match[str]) -> list[_Event]:
    """Reads "discussed by Norland and Sudland negotiators": two parties' people who discuss have met."""
    people = chain_after(scene.page.text, scene.mentions, match.end())
    if not any(mention.group and " and " in mention.name for mention in people):
        return []
    return [
        _Event(start=match.start(), trigger=Span(match.start(), match.end()), people=people, end=people[-1].span.end)
    ]


def _by_noun(scene: _Scene, match: re.Match[str]) -> list[_Event]:
    """Reads "during talks with B at P", and in a caption "A during Norland-Sudland talks at P"."""
    text = scene.page.text
    if _DOUBT.search(text[max(scene.unit.start, match.start() - 60) : match.start()]):
        return []
    rel = "with" if match["gerund"] else "rel"
    objects: tuple[Mention, ...] = ()
    if match["gerund"] or match["rel"]:
        objects = chain_after(text, scene.mentions, match.end(rel) if match[rel] else match.end())
        objects = tuple(mention for mention in objects if mention.name)
    people = (*_understood(scene, match, objects), *objects) if match["gerund"] else objects
    start = match.start()
    if scene.block.kind == "caption":
        shown = tuple(m for m in scene.mentions if m.span.end <= match.start() and m.name)
        people = (*shown, *objects)
        start = shown[0].span.start if shown else start
    elif not objects:
        return []
    end = max(match.end(), objects[-1].span.end if objects else 0)
    planned = (match["prep"] or "").casefold() in {"before", "ahead of", "prior to"}
    return [_Event(start=start, trigger=Span(match.start(), match.end()), people=people, end=end, planned=planned)]


def _understood(scene: _Scene, match: re.Match[str], objects: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Returns who is understood before "after meeting with B": the subject that follows, or the one who speaks before.

    "After meeting with B in Sudport, A said", "A said after meeting with B".
    """
    if not objects:
        return ()
    text = scene.page.text
    comma = _TO_COMMA.match(text, objects[-1].span.end, scene.unit.end)
    following = chain_after(text, scene.mentions, comma.end()) if comma else ()
    if following:
        return following[:1]
    said = _SAID_BEFORE.search(text[scene.unit.start : match.start()])
    return chain_before(text, scene.mentions, scene.unit.start + said.start(), _GAP)[-1:] if said else ()


def _meeting(scene: _Scene, event: _Event) -> Meeting | None:
    """Returns the meeting with its place and time, or ``None`` where too little is known of it."""
    text = scene.page.text
    who = names_of(event.people, scene.mentions)
    limit = min(scene.unit.end, event.trigger.end + _REACH)
    stop = _CLAUSE_END.search(text, max(event.end, event.trigger.end), limit)
    clause = Span(event.end, stop.start() if stop else limit)
    place = find_place(text, clause, scene.mentions)
    when = _when(scene, event, clause)
    if not who or (len(who) < _TWO and place is None and when is None):
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
    )


def _when(scene: _Scene, event: _Event, clause: Span) -> When | None:
    """Returns the time: behind the verb, else between subject and verb, else at the head of the sentence."""
    text = scene.page.text
    head = Span(scene.unit.start, min(event.start, scene.unit.start + 30))
    between = Span(event.start, event.trigger.end)
    chosen: Sequence[DateWords] = ()
    for region in (clause, between, head):
        chosen = find_dates(text, region) if region.start < region.end else ()
        if chosen:
            return resolve_date(chosen[0], scene.published, future=event.planned)
    era = _ERA.search(text, clause.start, clause.end)
    return When(span=Span(era.start(), era.end()), granularity="relative") if era else None
