"""Date words: which are found, which are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.span import Span
from onrecord.settings.dates import find_dates


def found(text: str) -> list[str]:
    return [words.span.of(text) for words in find_dates(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on August 15, 2025 in Sudport.", ["August 15, 2025"]),
        ("They met on Aug. 15 in Sudport.", ["Aug. 15"]),
        ("They met on 15 August 2025.", ["15 August 2025"]),
        ("They met on 2025-08-15.", ["2025-08-15"]),
        ("talks at the palace on July 2025", ["July 2025"]),
        ("in late July and early 2022", ["late July", "early 2022"]),
        ("on Monday and last Friday night", ["Monday", "last Friday night"]),
        ("earlier this week, later this year", ["earlier this week", "later this year"]),
        ("two weeks ago; yesterday; tonight", ["two weeks ago", "yesterday", "tonight"]),
        ("in the summer of 2019", ["summer of 2019"]),
        ("in July, in 2019", ["July", "2019"]),
    ],
)
def test_times_are_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may rain, they march 5 miles.",
        "Norland Today reported a 2022 draft accord.",
        "Monday’s meeting and this year's race",
        "a 15-minute call at 10:30",
        "in 20199 and 12,2025",
    ],
)
def test_what_only_looks_like_a_time_is_left(text):
    assert found(text) == []


@given(st.text(alphabet="Monday Jul2025y15, lastweek-\n", max_size=60))
def test_found_spans_lie_inside_in_order_without_overlap(text):
    at = 0
    for words in find_dates(text, Span(0, len(text))):
        assert at <= words.span.start < words.span.end <= len(text)
        at = words.span.end
