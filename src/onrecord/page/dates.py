"""Dates as pages print and declare them, and lines that hold nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?(?:[A-Z]{2,5}|UTC[+-]\d+)\)?)?"
DATE = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?P<m3>{MONTH}),? (?P<y3>\d{{4}})",
    re.IGNORECASE,
)
_PLAIN_DATE = re.sub(r"[?]P<[a-z]+[0-9]>", "?:", DATE.pattern)
_DATE_LINE = re.compile(
    rf"(?:(?:First |Last |Originally )?(?:Published|Updated|Posted|Modified|Created|Date)(?: on| at|:)* )?(?:{DAY},? )?"
    rf"(?:{_CLOCK},? ?(?:on )?(?:{DAY},? )?)?(?:{_PLAIN_DATE})"
    rf"(?:,? ?(?:at|[-–—|/•·]|@)? ?(?:{_CLOCK}))?(?: ?[|/•·–—-] ?.{{0,60}})?[.]?",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(rf"[A-Z][\w.'’ -]{{1,30}}, (?:{_PLAIN_DATE})\.?")
_CLOCK_LINE = re.compile(rf"(?:(?:Last )?(?:Updated|Posted|Published)(?: at|:)? )?{_CLOCK}(?: ago)?\.?", re.IGNORECASE)
_PLACE_LINE = re.compile(
    rf"[A-Z][A-Z .'’-]{{2,40}}(?:, [A-Z][\w .]{{1,30}})?,? (?:{MONTH} \d{{1,2}}(?:, \d{{4}})? )?"
    r"(?:\([A-Z][\w /.-]{1,30}\) ?)?[-–—]*"
)


_DATELINE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’/-]{2,40}(?:, [A-Z][\w .]{1,30}?)?(?:\s*\([^()\n]{2,40}\))?[,\s–—-]+"
    rf"(?P<date>(?:{MONTH}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{MONTH}),? \d{{4}})"
    r"\s*(?:\([^()\n]{2,40}\)\s*)?(?:[-–—:]|--)\s"
)


def is_date_line(line: str) -> bool:
    """Tells whether `line` gives nothing but when, or where and when, the report appeared.

    >>> is_date_line("Published 4:05 PM, Wed May 3, 2031"), is_date_line("HARROW, May 3 (Northland Press) —")
    (True, True)
    >>> is_date_line("Harrow, 3 May 2031"), is_date_line("18:32"), is_date_line("Updated at 1:23 p.m.")
    (True, True, True)
    >>> is_date_line("May 3, 2031 was the day the talks began."), is_date_line("HARROW TALKS")
    (False, False)
    """
    if len(line) > 120:
        return False
    if any(rule.fullmatch(line) for rule in (_DATE_LINE, _PLACE_AND_DATE, _CLOCK_LINE)):
        return True
    place = _PLACE_LINE.fullmatch(line)
    return place is not None and line.endswith(("-", "–", "—", ")")) and not line.startswith("(")


def find_dateline(paragraph: str) -> re.Match[str] | None:
    """Returns the match of a dateline with a full date that begins a paragraph; its group ``date`` is the date.

    >>> find_dateline("TARNOV, June 3, 2031 (ONA) — The talks went on.").group("date")
    'June 3, 2031'
    >>> find_dateline("TARNOV, June 3 — The talks went on."), find_dateline("On June 3, 2031 - a Tuesday - he left.")
    (None, None)
    """
    return _DATELINE.match(paragraph)


def find_date(line: str) -> str | None:
    """Returns the first full date in `line`, as ISO 8601.

    >>> find_date("Published 4:05 PM, Wed May 3, 2031"), find_date("3 Sept. 2031"), find_date("May 3")
    ('2031-05-03', '2031-09-03', None)
    """
    match = DATE.search(line)
    if match is None:
        return None
    parts = match.groupdict()
    year, month, day = (next(parts[k + n] for n in "123" if parts[k + n]) for k in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def read_date(value: str) -> str | None:
    """Returns a declared date or date-time as ISO 8601, at the precision given.

    >>> read_date("2031-05-03T16:05:00Z"), read_date("Sat, 03 May 2031 16:05:00 GMT"), read_date("2031-05-03")
    ('2031-05-03T16:05:00+00:00', '2031-05-03T16:05:00+00:00', '2031-05-03')
    >>> read_date("2031/05/03 16:05"), read_date("yesterday"), read_date("2031-13-40")
    ('2031-05-03T16:05:00', None, None)
    """
    text = value.strip()[:60].replace("/", "-")
    for parse in (_read_iso, _read_mail_date, find_date):
        found = parse(text)
        if found is not None:
            return found
    return None


def _read_iso(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _read_mail_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
