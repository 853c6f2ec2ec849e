"""Days from date words: interval arithmetic against the day of publication, as exact as the words and no more."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from onrecord.records.page import Datum
from onrecord.records.setting import Granularity, When
from onrecord.settings.dates import DateWords

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
# First month of each season in the north, where most of what is reported in English takes place.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# "Early 2022" is given four months, no fewer: what a writer calls early reaches into spring.
_THIRDS = {"early": 1, "the beginning of": 1, "mid": 5, "the middle of": 5, "late": 9, "the end of": 9}
_WEEK = 7

Interval = tuple[date, date, Granularity]


def published_on(datum: Datum | None) -> date | None:
    """Returns the day of publication; ``None`` where the page does not give one to the day.

    >>> published_on(Datum(value="2025-08-20T09:30:00Z", found="given"))
    datetime.date(2025, 8, 20)
    >>> published_on(Datum(value="2025-08", found="given")) is None
    True
    """
    try:
        return date.fromisoformat(datum.value[:10]) if datum else None
    except ValueError:
        return None


def resolve_date(words: DateWords, published: date | None, *, future: bool = False) -> When:
    """Returns the interval that the words mean, as seen from the day of publication.

    A day of the week or a month without a year is the latest one not after publication, unless the sentence speaks of
    the future. What cannot be resolved keeps the granularity ``relative`` and no days.

    Args:
        words: The words, from `find_dates`.
        published: Day of publication.
        future: Whether the sentence speaks of what is to come.

    >>> from onrecord.settings.dates import find_dates
    >>> from onrecord.records.span import Span
    >>> def resolve(words, future=False):
    ...     found = find_dates(words, Span(0, len(words)))[0]
    ...     when = resolve_date(found, date(2025, 8, 20), future=future)
    ...     return when.start, when.end, when.granularity
    >>> resolve("on Monday"), resolve("on Friday"), resolve("on Friday", future=True)[0]
    (('2025-08-18', '2025-08-18', 'day'), ('2025-08-15', '2025-08-15', 'day'), '2025-08-22')
    >>> resolve("early 2022"), resolve("this week"), resolve("in December")[2]
    (('2022-01-01', '2022-04-30', 'season'), ('2025-08-18', '2025-08-24', 'week'), 'month')
    """
    try:
        interval = _absolute(words) or (_relative(words, published, future=future) if published else None)
    except (ValueError, OverflowError):  # 31 June, or a year before 1
        interval = None
    if interval is None:
        return When(span=words.span, granularity="relative")
    start, end, granularity = interval
    return When(span=words.span, granularity=granularity, start=start.isoformat(), end=end.isoformat())


def _absolute(words: DateWords) -> Interval | None:
    """Returns the interval of words that hold their own year."""
    parts = words.parts
    if words.kind == "iso":
        return _day(date.fromisoformat(parts["iso"]))
    if "year" not in parts:
        return None
    year = int(parts["year"])
    if words.kind == "month_day":
        return _day(date(year, _MONTHS[parts["month"]], int(parts["day"])))
    if words.kind == "month_year":
        return _months(year, _MONTHS[parts["month"]], 1, "month")
    if words.kind == "season_year":
        return _months(year, _SEASONS[parts["season"]], 3, "season")
    return _months(year, _THIRDS[parts["part"]], 4, "season") if "part" in parts else _months(year, 1, 12, "year")


def _months(year: int, month: int, count: int, granularity: Granularity) -> Interval:
    """Returns the interval of `count` whole months from the one given."""
    last = month + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]), granularity


def _relative(words: DateWords, base: date, *, future: bool) -> Interval:
    """Returns the interval of words that need the day of publication."""
    parts = words.parts
    future = future or parts.get("which") in {"next", "coming", "this coming"}
    which = parts.get("which", "")
    if words.kind == "weekday":
        return _day(_weekday(_DAYS[parts["weekday"]], which, base, future=future))
    if words.kind == "word":
        return _day(base + timedelta(days={"yesterday": -1, "last night": -1, "tomorrow": 1}.get(parts["word"], 0)))
    if words.kind == "month_day":
        return _yearless_day(_MONTHS[parts["month"]], int(parts["day"]), base, future=future)
    if words.kind == "month":
        return _yearless_month(_MONTHS[parts["month"]], which, base, future=future)
    return _ago(parts, base) if words.kind == "ago" else _unit(parts, base)


def _day(day: date) -> Interval:
    return day, day, "day"


def _weekday(weekday: int, which: str, base: date, *, future: bool) -> date:
    """Returns the day of the week that is meant: the latest not after `base`, or the next after it."""
    back = (base.weekday() - weekday) % _WEEK
    if which == "this":
        return base - timedelta(days=base.weekday() - weekday)
    if future:  # "are to meet on Thursday", printed on a Thursday, is the same day; only "next" is a week later
        ahead = (_WEEK - back) % _WEEK
        return base + timedelta(days=ahead or (_WEEK if which in {"next", "coming", "this coming"} else 0))
    if which in {"last", "previous"} and back == 0:
        back = _WEEK
    return base - timedelta(days=back)


def _yearless_day(month: int, day: int, base: date, *, future: bool) -> Interval:
    """Returns the day nearest to publication on the side that the tense says."""
    found = date(base.year, month, day)
    if future and found < base:
        found = date(base.year + 1, month, day)
    elif not future and found > base:
        found = date(base.year - 1, month, day)
    return _day(found)


def _yearless_month(month: int, which: str, base: date, *, future: bool) -> Interval:
    year = base.year
    if future and month < base.month:
        year += 1
    elif not future and (month > base.month or (which == "last" and month == base.month)):
        year -= 1
    return _months(year, month, 1, "month")


def _ago(parts: dict[str, str], base: date) -> Interval:
    """Returns the day, week, month or year that lies so far back."""
    count = parts["count"]
    number = int(count) if count.isdigit() else 1 if count in {"a", "an"} else _NUMBERS.index(count)
    unit = parts["unit"]
    if unit == "day":
        return _day(base - timedelta(days=number))
    if unit == "week":
        return _week(base - timedelta(days=_WEEK * number))
    if unit == "month":
        month = base.year * 12 + base.month - 1 - number
        return _months(month // 12, month % 12 + 1, 1, "month")
    return _months(base.year - number, 1, 12, "year")


def _week(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=_WEEK - 1), "week"


def _unit(parts: dict[str, str], base: date) -> Interval:
    """Returns "this week", "last month", "earlier this year", "over the weekend"."""
    shift = {"last": -1, "previous": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1}.get(
        parts.get("which", ""), 0
    )
    unit = parts["unit"]
    if unit == "weekend":
        return _weekend(shift, base)
    if unit == "week":
        interval = _week(base + timedelta(days=_WEEK * shift))
    elif unit == "month":
        month = base.year * 12 + base.month - 1 + shift
        interval = _months(month // 12, month % 12 + 1, 1, "month")
    elif unit == "year":
        interval = _months(base.year + shift, 1, 12, "year")
    else:
        interval = _season(_SEASONS[unit], shift, base)
    return _narrowed(interval, parts.get("part", ""), base)


def _weekend(shift: int, base: date) -> Interval:
    """Returns the weekend that has come last, or the next one."""
    saturday = base - timedelta(days=(base.weekday() - _DAYS["saturday"]) % _WEEK - _WEEK * max(shift, 0))
    return saturday, saturday + timedelta(days=1), "week"


def _season(month: int, shift: int, base: date) -> Interval:
    """Returns the season meant: "last summer" is the latest that is over, "this summer" this year's."""
    interval = _months(base.year + max(shift, 0), month, 3, "season")
    while shift < 0 and interval[1] >= base:
        interval = _months(interval[0].year - 1, month, 3, "season")
    return interval


def _narrowed(interval: Interval, part: str, base: date) -> Interval:
    """Cuts "earlier this week" off after publication and "later this week" before it."""
    start, end, granularity = interval
    if part == "earlier" and start <= base <= end:
        return start, base, granularity
    if part == "later" and start <= base <= end:
        return base, end, granularity
    return interval
