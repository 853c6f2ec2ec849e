"""Date words resolved against a day of publication: Wednesday, 20 August 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.page import Datum
from onrecord.records.span import Span
from onrecord.settings.dates import find_dates
from onrecord.settings.intervals import published_on, resolve_date

PUBLISHED = date(2025, 8, 20)


def resolve(
    text: str, *, published: date | None = PUBLISHED, future: bool = False
) -> tuple[str | None, str | None, str]:
    when = resolve_date(find_dates(text, Span(0, len(text)))[0], published, future=future)
    return when.start, when.end, when.granularity


@pytest.mark.parametrize(
    ("text", "start", "end", "granularity"),
    [
        ("on Monday", "2025-08-18", "2025-08-18", "day"),
        ("on Wednesday", "2025-08-20", "2025-08-20", "day"),
        ("on Thursday", "2025-08-14", "2025-08-14", "day"),
        ("last Wednesday", "2025-08-13", "2025-08-13", "day"),
        ("next Monday", "2025-08-25", "2025-08-25", "day"),
        ("this Friday", "2025-08-22", "2025-08-22", "day"),
        ("yesterday", "2025-08-19", "2025-08-19", "day"),
        ("tomorrow", "2025-08-21", "2025-08-21", "day"),
        ("this week", "2025-08-18", "2025-08-24", "week"),
        ("earlier this week", "2025-08-18", "2025-08-20", "week"),
        ("last week", "2025-08-11", "2025-08-17", "week"),
        ("over the weekend", "2025-08-16", "2025-08-17", "week"),
        ("next weekend", "2025-08-23", "2025-08-24", "week"),
        ("last month", "2025-07-01", "2025-07-31", "month"),
        ("next month", "2025-09-01", "2025-09-30", "month"),
        ("last year", "2024-01-01", "2024-12-31", "year"),
        ("two weeks ago", "2025-08-04", "2025-08-10", "week"),
        ("3 days ago", "2025-08-17", "2025-08-17", "day"),
        ("eight months ago", "2024-12-01", "2024-12-31", "month"),
        ("a year ago", "2024-01-01", "2024-12-31", "year"),
        ("in July", "2025-07-01", "2025-07-31", "month"),
        ("in December", "2024-12-01", "2024-12-31", "month"),
        ("on Aug. 3", "2025-08-03", "2025-08-03", "day"),
        ("on September 3", "2024-09-03", "2024-09-03", "day"),
        ("early 2022", "2022-01-01", "2022-04-30", "season"),
        ("in 2022", "2022-01-01", "2022-12-31", "year"),
        ("on July 2025", "2025-07-01", "2025-07-31", "month"),
        ("August 15, 2025", "2025-08-15", "2025-08-15", "day"),
        ("winter of 2019", "2019-12-01", "2020-02-29", "season"),
        ("last spring", "2025-03-01", "2025-05-31", "season"),
        ("last summer", "2024-06-01", "2024-08-31", "season"),
    ],
)
def test_words_become_the_interval_they_mean(text, start, end, granularity):
    assert resolve(text) == (start, end, granularity)


@pytest.mark.parametrize(
    ("text", "start"), [("on Friday", "2025-08-22"), ("on September 3", "2025-09-03"), ("in February", "2026-02-01")]
)
def test_the_future_looks_forward(text, start):
    assert resolve(text, future=True)[0] == start


def test_without_a_day_of_publication_relative_words_stay_relative():
    assert resolve("on Monday", published=None) == (None, None, "relative")


def test_without_a_day_of_publication_full_dates_still_resolve():
    assert resolve("August 15, 2025", published=None)[0] == "2025-08-15"


@pytest.mark.parametrize("text", ["June 31, 2025", "on Feb. 30", "2025-13-01"])
def test_a_day_that_does_not_exist_stays_relative(text):
    words = find_dates(text, Span(0, len(text)))
    assert all(resolve_date(found, PUBLISHED).start is None for found in words)


@pytest.mark.parametrize("value", ["2025", "2025-08", "yesterday", ""])
def test_publication_without_a_day_is_no_anchor(value):
    assert published_on(Datum(value=value, found="given")) is None


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["on Monday", "last Sunday", "this week", "last month", "in May", "on May 5", "two years ago"]),
)
def test_the_past_never_starts_after_publication(published, text):
    start, end, _ = resolve(text, published=published)
    assert start is not None
    assert end is not None
    assert start <= end
    assert start <= published.isoformat()
