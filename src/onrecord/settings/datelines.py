"""The day from which a page counts "Monday" and "last week": that of its dateline, else that of its publication."""

from __future__ import annotations

import re
from datetime import date

from onrecord.records.page import Page
from onrecord.records.span import Span
from onrecord.settings.dates import find_dates
from onrecord.settings.intervals import published_on, resolve_date

# "GENEVA, March 3 —", "SARDO, Lumera (Reuters) - March 30, 2026 -": a place in capitals, a date, a dash.
_DATELINE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'/-]{2,30}(?:,\s+[A-Z][\w.]*(?:\s[A-Z]\w*)?)?(?:\s*\([^()\n]{2,40}\))?[,\s–—-]+"
    r"(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)"
    r"\s*(?:\([^()\n]{2,40}\)\s*)?(?:[-–—]|--)\s"
)
# A dateline lies at most this many days before publication; one further back is a misread one, or an old report's.
_OLDEST = 14


def day_of(page: Page) -> date | None:
    """Returns the day against which the page's times are resolved; ``None`` where it gives none.

    A dateline without a year needs the day of publication, and is the latest such day before it.
    """
    published = published_on(page.published)
    block = next((block for block in page.blocks if block.body and block.kind in {"paragraph", "dateline"}), None)
    found = dateline_day(page.text, block.span, published) if block else None
    if found is None or (published and not 0 <= (published - found).days <= _OLDEST):
        return published
    return found


def dateline_day(text: str, block: Span, published: date | None) -> date | None:
    """Returns the day that a report's dateline gives.

    >>> text = "GENEVA, March 3 — Bero said on Monday that it was over."
    >>> dateline_day(text, Span(0, len(text)), date(2026, 3, 5))
    datetime.date(2026, 3, 3)
    >>> dateline_day("NATO, 3 March - the day it fell apart", Span(0, 37), None) is None
    True
    """
    match = _DATELINE.match(text, block.start, block.end)
    dates = find_dates(text, Span(match.start("date"), match.end("date"))) if match else ()
    start = resolve_date(dates[0], published).start if dates else None
    return date.fromisoformat(start) if start else None
