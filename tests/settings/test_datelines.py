"""The day that a page's times count from."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders import make_page

from onrecord.settings.datelines import day_of


def day(first: str, published: str | None = "2026-03-05") -> date | None:
    return day_of(make_page(f"Title\n{first}", published=published))


@pytest.mark.parametrize(
    "line",
    ["GENEVA, March 3 — Bero left.", "SARDO, Lumera (Reuters) - 3 March 2026 - Bero left.", "OSTER March 3 - Bero."],
)
def test_the_dateline_goes_before_the_day_of_publication(line):
    assert day(line) == date(2026, 3, 3)


@pytest.mark.parametrize("line", ["Bero left on March 3.", "On March 3 - Bero left.", "GENEVA, March 3, 2021 — Bero."])
def test_other_dates_do_not(line):
    assert day(line) == date(2026, 3, 5)


def test_a_dateline_with_its_year_needs_no_other_date():
    assert day("GENEVA, March 3, 2026 — Bero left.", None) == date(2026, 3, 3)


def test_a_page_without_dates_has_no_day():
    assert day("GENEVA, March 3 — Bero left.", None) is None
