"""Dates in running English text: found by pattern, in the order of their place on the page.

Only finds the words and reads their parts; `intervals.py` turns the parts into days.
"""

from __future__ import annotations

import functools
import re
from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

DateKind = Literal[
    "iso", "month_day", "month_year", "month", "season_year", "part_year", "year", "weekday", "unit", "ago", "word"
]

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[,.]\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-])"
_PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Tt]he beginning of|[Tt]he end of|[Tt]he middle of)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_WHICH = r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Cc]oming|[Tt]his past|[Tt]his coming)"
_HOUR = r"(?:\s+(?:morning|afternoon|evening|night))?"
# In order: where two overlap, the first goes. Month names stand in capitals, so that "may" and "march" are no months.
_COUNT = r"(?P<count>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
_UNIT = r"(?P<unit>week|weekend|month|year|spring|summer|autumn|fall|winter)\b(?!['’-])"
_PATTERNS: tuple[tuple[DateKind, str], ...] = (
    ("iso", r"(?<![\d-])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])"),
    ("month_day", rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?"),
    ("month_day", rf"(?<![\d/.-])\b{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?(?!\w)"),
    ("month_year", rf"\b(?:{_PART}[ -])?{_MONTH},?(?:\s+of)?\s+{_YEAR}"),
    ("month", rf"\b(?:{_PART}[ -]){_MONTH}(?![\w-])"),
    ("month", rf"\b(?:{_WHICH}\s+){_MONTH}(?![\w-])"),
    ("month", rf"(?<=\b[Ii]n\s){_MONTH}(?![\w’'-])"),
    ("season_year", rf"\b(?:{_PART}[ -])?{_SEASON}(?:\s+of)?\s+{_YEAR}"),
    ("part_year", rf"\b{_PART}[ -]{_YEAR}"),
    ("year", rf"(?<=\b[Ii]n\s){_YEAR}"),
    ("weekday", rf"\b(?:{_WHICH}\s+)?{_WEEKDAY}\b(?!['’]){_HOUR}"),
    ("unit", rf"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?{_WHICH}\s+{_UNIT}"),
    ("unit", r"\b(?:[Oo]ver|[Dd]uring)\s+the\s+(?P<unit>weekend)\b"),
    ("ago", rf"\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+ago\b"),
    ("word", rf"(?<![\w’'&-])(?P<word>today|yesterday|tomorrow|tonight)\b(?!['’-]){_HOUR}"),
    ("word", r"\b(?P<word>[Tt]his\s(?:morning|afternoon|evening)|[Ll]ast\snight)\b(?!['’-])"),
    ("word", r"(?<![\w’'&-]\s)(?<![\w’'&-])(?P<word>Today|Yesterday|Tomorrow|Tonight)(?=,?\s+[a-zA-Z])"),
)

# A stretch without any of these holds no date: most stretches that are asked about do not.
_MAY_HOLD = re.compile(
    r"\d|[Dd]ay|week|month|year|morrow|night|morning|noon|evening|pring|ummer|utumn|[Ff]all\b|inter|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec"
)


@functools.cache
def _patterns() -> tuple[tuple[DateKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


class DateWords(Struct, frozen=True, kw_only=True):
    """Words that tell a time.

    Attributes:
        span: The words, without their preposition.
        kind: Which pattern read them.
        parts: What the pattern read: month, day, year, weekday, which, unit, count, part, season, word, iso.
    """

    span: Span
    kind: DateKind
    parts: dict[str, str]


def find_dates(text: str, span: Span) -> tuple[DateWords, ...]:
    """Returns the dates in one stretch of the text, in order, not overlapping.

    >>> text = "On Monday, not in early 2022 or on July 2025, Bero may march 5 miles; 12 May was 3 days ago."
    >>> [found.span.of(text) for found in find_dates(text, Span(0, len(text)))]
    ['Monday', 'early 2022', 'July 2025', '12 May', '3 days ago']
    """
    if not _MAY_HOLD.search(text, span.start, span.end):
        return ()
    found: list[DateWords] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(text, span.start, span.end):
            words = Span(match.start(), match.end())
            if any(words.overlaps(other.span) for other in found):
                continue
            parts = {name: value.casefold().strip(".") for name, value in match.groupdict().items() if value}
            found.append(DateWords(span=words, kind=kind, parts=parts))
    return tuple(sorted(found, key=lambda date: date.span))
