"""What makes a sentence report a meeting: its verb or noun, with the people that stand at it."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records.page import Block, Page
from onrecord.records.setting import MeetingStatus
from onrecord.records.span import Span
from onrecord.settings.participants import Mention, chain_after, chain_before, with_office
from onrecord.settings.places import visited_place
from onrecord.settings.progress import fate_of, status_of_noun, status_of_verb

_TALKS = (
    r"(?:[Mm]eetings?|[Tt]alks|[Ss]ummit|[Nn]egotiations|[Cc]onsultations|[Dd]iscussions|phone call|"
    r"telephone call|phone conversation|"
    r"round of talks|bilateral|trilateral)"
)
_MANNER = r"(?:\s+(?:again|privately|separately|briefly|virtually|face[ -]to[ -]face|behind closed doors|together))*"
_ARTICLE = (
    r"(?:(?:an?|the|their|his|her|its|another|two|three|more|further|new|first|second)\s+)*(?:[\w’'.-]+\s+){0,3}?"
)
_MEET = re.compile(rf"\b(?P<verb>meets?|met|meeting)\b{_MANNER}(?P<rel>\s+with\b)?")
_HANDS = re.compile(rf"\b(?P<verb>shakes?|shook|shaking)\s+hands\b{_MANNER}(?P<rel>\s+with\b)?")
_HOLD = re.compile(
    rf"\b(?P<verb>holds?|held|hosts?|hosted|conduct(?:s|ed)?)\s+{_ARTICLE}(?P<noun>{_TALKS})\b{_MANNER}(?P<rel>\s+(?:with|between)\b)?"
)
_CONVENE = re.compile(r"\b(?P<verb>convenes?|convened)\b(?P<rel>(?!))?")
# "Travelled to Sudport to meet", "flew to Sudport for talks with".
_VISIT = re.compile(
    r"\b(?P<verb>travell?(?:ed|s)?|flew|fly|flies|visit(?:ed|s)?|came|arrived\s+in)\b[^.,;:“”\"]{0,50}?\b"
    rf"(?:to\s+meet(?:\s+with)?|for\s+{_ARTICLE}{_TALKS}\s+with)(?P<rel>)\b"
)
# "Called off a meeting with", "has cancelled talks with".
_CALL_OFF = re.compile(
    r"\b(?P<verb>cancell?ed|called\s+off|scrapped|postponed|put\s+off)\s+"
    rf"(?:(?:planned|[\w’']+day['’]s)\s+)?{_ARTICLE}{_TALKS}\s+(?P<rel>with\b)"
)
# "Called off a visit to Sudport", "will visit Sudport on".
_CALL_OFF_VISIT = re.compile(
    r"\b(?P<verb>cancell?ed|called\s+off|scrapped|postponed|put\s+off)\s+(?:(?:an?|the|his|her|their|its)\s+)?"
    r"(?:(?:planned|[\w’']+day['’]s|official|state)\s+)?(?:visit|trip)(?=\s+to\s+[A-Z])(?P<rel>(?!))?"
)
_VISITS = re.compile(r"\b(?P<verb>visit(?:s|ed)?)(?=\s+(?:the\s+)?[A-Z])(?P<rel>(?!))?")
_PHONE = re.compile(
    r"\b(?P<verb>spoke|speaks?|talked)\s+(?:by phone|by telephone|on the phone|over the phone)"
    r"(?P<rel>\s+(?:with|to)\b)?"
)
_DISCUSS = re.compile(r"\b(?P<verb>discussed|negotiated)\b(?P<rel>\s+by\b)?")
_BETWEEN = re.compile(rf"\b(?P<noun>{_TALKS}|sessions?)\s+(?:between|of)\b")
_MODAL = re.compile(r"\b(?:could|would|may|might|should|can|if)\b")
_NOUN = re.compile(
    rf"\b(?P<gerund>[Aa]fter|[Ww]hile|[Ff]ollowing)\s+meeting\b{_MANNER}(?P<with>\s+with\b)?|"
    r"\b(?P<prep>[Dd]uring|[Aa]t|[Aa]fter|[Ff]ollowing|[Bb]efore|[Aa]head of|[Pp]rior to)\s+"
    rf"{_ARTICLE}(?P<noun>{_TALKS})\b{_MANNER}(?P<rel>\s+(?:with|between)\b)?"
)
# Any of the words that the patterns above turn on: a sentence without one is read no further.
MAY_REPORT = re.compile(
    rf"\b(?:meets?|met|meeting|convened?|convenes|spoke|speaks?|talked|discussed|negotiated|hands|visit(?:s|ed)?|trip|sessions?|"
    rf"{_TALKS})\b"
)
# Between a subject and its verb: it has happened, is happening, or is fixed. "Wants to", "may", "never" are not here.
_GAP = re.compile(
    r"(?:,?\s*\b(?:(?:are|is|was|were|set|scheduled|due|slated|expected|planning)\s+to|plans?\s+to|agreed\s+to|set|scheduled|due|slated|expected|has|have|had|will|are|is|was|were|be|been|also|both|then|later|again|just|"
    r"recently|already|jointly|each|all|twice|once|on|earlier|this|week|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday)\b)*\s*"
)
_CONTINUOUS = re.compile(r"\b(?:is|are|was|were|been|be)\b")
_DOUBT = re.compile(
    r"\b(?:if|whether|unless|would|could|may|might|should|never|not|no|without|possible|potential|"
    r"propos\w+|want(?:s|ed)?|hop(?:es?|ed|ing)|seek(?:s|ing)?|sought|call(?:s|ed|ing)? for|offer\w*|demand\w*|"
    r"refus\w+|request\w*|cancel\w*|postpone\w*|instead of|declin\w+)\b[^.,;]{0,40}$|n['’]t\b[^.,;]{0,30}$",
    re.IGNORECASE,
)
_TO_COMMA = re.compile(r"[^,.;“”\"]{0,50},\s+")
_SAID_BEFORE = re.compile(r"\s(?:said|says|spoke|told reporters|told journalists|added)(?:\s+\w+){0,2}\s*$")
_TWO = 2


class Scene(Struct, frozen=True, kw_only=True):
    """One sentence, or one whole caption, with what is known of it."""

    page: Page
    block: Block
    unit: Span
    mentions: tuple[Mention, ...]
    day: date | None


class Event(Struct, frozen=True, kw_only=True):
    """A trigger with its people: the core of a meeting.

    Attributes:
        start: Where the words that report it start.
        trigger: The verb or noun.
        people: Who takes part.
        end: Where people and trigger end.
        status: How far it has come by the wording; ``None`` where only its day can tell.
        place: Where, if the trigger says so itself ("visit Sudport").
    """

    start: int
    trigger: Span
    people: tuple[Mention, ...]
    end: int
    status: MeetingStatus | None = None
    place: Span | None = None


def find_events(scene: Scene) -> tuple[Event, ...]:
    """Returns every trigger of the sentence with its people, in order; they may overlap."""
    text, unit = scene.page.text, scene.unit
    found: list[Event] = []
    for pattern, read in (
        (_MEET, _by_verb),
        (_HANDS, _by_verb),
        (_VISITS, _visits),
        (_CALL_OFF_VISIT, _called_off_visit),
        (_HOLD, _by_verb),
        (_CONVENE, _by_verb),
        (_PHONE, _by_verb),
        (_VISIT, _by_verb),
        (_CALL_OFF, _called_off),
        (_DISCUSS, _by_discussion),
        (_NOUN, _by_noun),
        (_BETWEEN, _between),
    ):
        for match in pattern.finditer(text, unit.start, unit.end):
            event = read(scene, match)
            if event is not None:
                found.append(event)
    return tuple(sorted(found, key=lambda event: event.trigger))


def _by_verb(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "A met B", "A and B hold talks", "A convene".

    A verb of meeting needs a subject; "met" without "with" also needs a name right behind it or several in front, so
    that "met the deadline" and "met with resistance" report nothing.
    """
    text = scene.page.text
    subject = chain_before(text, scene.mentions, match.start(), _GAP)
    if not subject or _DOUBT.search(text[max(scene.unit.start, subject[0].span.start - 60) : match.start()]):
        return None
    after = match.end("rel") if match["rel"] else match.end()
    objects = chain_after(text, scene.mentions, after)
    objects = tuple(mention for mention in objects if mention.name)
    if match["rel"] and not objects:
        return None
    between = text[subject[-1].span.end : match.start()]
    several = len(subject) >= _TWO or subject[-1].group or subject[-1].span.of(text).casefold() in {"they", "we"}
    if match["verb"] == "meeting" and not _CONTINUOUS.search(between):
        return None
    somebody = subject[-1].name or subject[-1].span.of(text).casefold() in {"he", "she"}
    if not several and not (match["rel"] or (objects and somebody)):
        return None
    end = objects[-1].span.end if objects else match.end()
    return Event(
        start=with_office(text, scene.unit.start, subject[0].span.start),
        trigger=Span(match.start(), match.end()),
        people=(*subject, *objects),
        end=end,
        status=status_of_verb(between, match.group()),
    )


def _called_off(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "A called off a meeting with B": it was agreed, and will not be, or not then."""
    event = _by_verb(scene, match)
    if event is None:
        return None
    late = match["verb"].startswith(("postponed", "put"))
    return replace(event, status="postponed" if late else "cancelled")


def _visits(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "A will visit Sudport": a named person, and a place right behind the verb."""
    text = scene.page.text
    subject = chain_before(text, scene.mentions, match.start(), _GAP)
    if not subject or not subject[-1].name or subject[-1].group:
        return None
    if _DOUBT.search(text[max(scene.unit.start, subject[0].span.start - 60) : match.start()]):
        return None
    place = visited_place(text, match.end(), scene.unit.end, scene.mentions)
    if place is None:
        return None
    between = text[subject[-1].span.end : match.start()]
    return Event(
        start=with_office(text, scene.unit.start, subject[0].span.start),
        trigger=Span(match.start(), match.end()),
        people=subject,
        end=place.end,
        status=status_of_verb(between, match.group()),
        place=place,
    )


def _called_off_visit(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "A has called off a visit to Sudport"."""
    event = _visits(scene, match)
    if event is None:
        return None
    late = match["verb"].startswith(("postponed", "put"))
    return replace(event, status="postponed" if late else "cancelled")


def _by_discussion(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "discussed by Norland and Sudland negotiators": two parties' people who discuss have met."""
    text = scene.page.text
    if match["rel"]:
        people = chain_after(text, scene.mentions, match.end())
    else:
        people = chain_before(text, scene.mentions, match.start(), _GAP)
    if not any(mention.parties >= _TWO for mention in people):
        return None
    start = min(match.start(), people[0].span.start)
    return Event(
        start=start,
        trigger=Span(match.start(), match.end()),
        people=people,
        end=max(match.end(), people[-1].span.end),
        status="held",
    )


def _between(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "the meeting between A and B", unless it is only wished for or may yet come about."""
    text = scene.page.text
    people = tuple(m for m in chain_after(text, scene.mentions, match.end()) if m.name)
    doubted = _DOUBT.search(text[max(scene.unit.start, match.start() - 60) : match.start()])
    if doubted or sum(mention.parties for mention in people) < _TWO:
        return None
    end = people[-1].span.end
    if _MODAL.search(text, end, min(scene.unit.end, end + 30)):
        return None
    status = fate_of(text, end, scene.unit.end)
    if status is None and match["noun"][0].isupper():  # "Talks between A and B have stalled": no meeting of its own
        return None
    return Event(start=match.start(), trigger=Span(match.start(), match.end()), people=people, end=end, status=status)


def _by_noun(scene: Scene, match: re.Match[str]) -> Event | None:
    """Reads "during talks with B at P", and in a caption "A during Norland-Sudland talks at P"."""
    text = scene.page.text
    if _DOUBT.search(text[max(scene.unit.start, match.start() - 60) : match.start()]):
        return None
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
        start = with_office(text, scene.unit.start, shown[0].span.start) if shown else start
    elif not objects:
        return None
    end = max(match.end(), objects[-1].span.end if objects else 0)
    status = status_of_noun(match["prep"] or match["gerund"], text, scene.unit)
    return Event(start=start, trigger=Span(match.start(), match.end()), people=people, end=end, status=status)


def _understood(scene: Scene, match: re.Match[str], objects: tuple[Mention, ...]) -> tuple[Mention, ...]:
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
