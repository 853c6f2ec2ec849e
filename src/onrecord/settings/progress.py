"""How far a meeting has come, and what sort it is: by the tense of its verb, by what is told of it, by its day."""

from __future__ import annotations

import re
from datetime import date

from onrecord.records.setting import MeetingKind, MeetingStatus, When
from onrecord.records.span import Span

_KINDS: tuple[tuple[MeetingKind, re.Pattern[str]], ...] = (
    ("visit", re.compile(r"\b(?:travel|flew|flies|visit|came|went|arrived)")),
    ("summit", re.compile(r"\bsummit\b")),
    ("call", re.compile(r"\b(?:phone|telephone)\b")),
    ("talks", re.compile(r"\b(?:talks|negotiat\w+|consultations|discuss\w+)\b")),
)
_PLANNED = re.compile(
    r"\b(?:will|set|scheduled|due|slated|expected|plans?|planning|agreed)\b|\b(?:is|are)\s+to\b|^\s*to\b"
)
_PAST = re.compile(
    r"\b(?:met|held|hosted|conducted|convened|spoke|talked|discussed|negotiated|travell?ed|flew|visited)\b"
)
_NOW = re.compile(r"\b(?:is|are)\b")
# What is told of a meeting right behind its name.
_FATES: tuple[tuple[MeetingStatus, re.Pattern[str]], ...] = (
    (
        "cancelled",
        re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?(?:cancell?ed|called\s+off|scrapped|abandoned)\b"),
    ),
    (
        "postponed",
        re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?(?:postponed|put\s+off|delayed|pushed\s+back)\b"),
    ),
    ("announced", re.compile(r"\b(?:will|(?:is|are)\s+(?:set|due|scheduled|expected|planned|to))\b")),
    ("ongoing", re.compile(r"\b(?:(?:is|are)\s+(?:under\s*way|continuing|ongoing|in\s+progress)|continues?)\b")),
    (
        "held",
        re.compile(r"\b(?:took\s+place|(?:was|were)\s+held|ended|concluded|lasted|produced|yielded|broke\s+down)\b"),
    ),
)
_TOLD = re.compile(r"\b(?:said|told|was|were|had|added|accused|agreed|warned|announced)\b")
_FATE_REACH = 60  # code points behind the participants: the rest of a subject, and its verb
_LATER = frozenset({"before", "ahead of", "prior to"})
_OVER = frozenset({"after", "following"})


def kind_of(words: str) -> MeetingKind:
    """Returns what sort of meeting the words that report it name.

    >>> kind_of("held talks with"), kind_of("met with"), kind_of("spoke by phone with")
    ('talks', 'meeting', 'call')
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "meeting")


def status_of_verb(between: str, verb: str) -> MeetingStatus | None:
    """Returns how far it has come by its verb and the words before it; ``None`` where only the day can tell.

    >>> status_of_verb(" are set to ", "meet"), status_of_verb(" ", "met"), status_of_verb(" are ", "meeting")
    ('announced', 'held', None)
    """
    if _PLANNED.search(between):
        return "unknown" if re.search(r"\b(?:was|were|had)\b", between) else "announced"
    if _PAST.search(verb):
        return "held"
    return None if not between.strip() or _NOW.search(between) else "held"


def status_of_noun(preposition: str, text: str, unit: Span) -> MeetingStatus | None:
    """Returns how far it has come by the preposition before it; ``None`` where only the day can tell.

    >>> status_of_noun("after", "", Span(0, 0)), status_of_noun("ahead of", "", Span(0, 0))
    ('held', 'announced')
    """
    if preposition.casefold() in _LATER:
        return "announced"
    told = preposition.casefold() in _OVER or _TOLD.search(text, unit.start, unit.end)
    return "held" if told else None


def fate_of(text: str, start: int, end: int) -> MeetingStatus | None:
    """Returns what a sentence tells of a meeting that it has named: "… was called off".

    >>> text = "The summit between Bero and Adel has been called off."
    >>> fate_of(text, 32, len(text))
    'cancelled'
    >>> fate_of("The summit between Bero and Adel in Sudport.", 32, 44) is None
    True
    """
    limit = min(end, start + _FATE_REACH)
    found = [(match.start(), status) for status, pattern in _FATES if (match := pattern.search(text, start, limit))]
    return min(found)[1] if found else None


def settled(status: MeetingStatus | None, when: When | None, day: date | None, *, caption: bool) -> MeetingStatus:
    """Returns the status once the day of the meeting is known.

    A present tense is what is going on on the page's day, and under a picture what the picture shows. A plan for a day
    that is over has been kept or not.

    Args:
        status: By the wording.
        when: The meeting's time.
        day: The page's day.
        caption: Whether it stands under a picture.
    """
    start, end = (when.start, when.end) if when and when.start and when.end else ("", "")
    today = day.isoformat() if day else ""
    over = bool(end and today and end < today)
    if status == "announced":
        return "unknown" if over else "announced"
    if status is not None:
        return status
    if caption or over:
        return "held"
    if start and today:
        return "announced" if start > today else "ongoing"
    return "unknown"
