"""Hard cases of when, and of meetings."""

from __future__ import annotations

import pytest
from tests.settings.cases import MEETINGS, MISSED_MEETINGS, WHEN, meeting_row, meetings_of, when_of


@pytest.mark.parametrize("case", WHEN, ids=[case[0] for case in WHEN])
def test_words_mean_these_days(case):
    words, future, start, end, exact, _ = case
    assert when_of(words, future=future) == (start, end, exact)


def check(page, who, where, start, status):
    assert [meeting_row(meeting) for meeting in meetings_of(page)] == (
        [] if who is None else [(who, where, start, status)]
    )


@pytest.mark.parametrize(("page", "who", "where", "start", "status"), MEETINGS)
def test_a_sentence_reports_this_meeting_or_none(page, who, where, start, status):
    check(page, who, where, start, status)


@pytest.mark.xfail(strict=True, reason="not yet read; listed in docs/cases.md")
@pytest.mark.parametrize(("page", "who", "where", "start", "status"), MISSED_MEETINGS)
def test_a_meeting_that_is_missed_today(page, who, where, start, status):
    check(page, who, where, start, status)
