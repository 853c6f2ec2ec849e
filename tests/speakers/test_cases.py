"""Hard cases of who is speaking, and their page in the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.speakers.cases import CASES, MISSED, cases_page, shown
from tests.speakers.pages import last_speaker

ALL = [case for cases in CASES.values() for case in cases]


def check(page: str, kind: str, name: str | None) -> None:
    speaker = last_speaker(page)
    assert (speaker.type, shown(speaker)) == (kind, name), speaker


@pytest.mark.parametrize(("page", "kind", "name"), ALL, ids=lambda value: str(value)[:60])
def test_a_hard_case_is_right(page, kind, name):
    check(page, kind, name)


@pytest.mark.xfail(strict=True, reason="not yet resolved; listed in docs/cases.md")
@pytest.mark.parametrize(("page", "kind", "name"), MISSED, ids=lambda value: str(value)[:60])
def test_a_case_that_is_missed_today(page, kind, name):
    check(page, kind, name)


def test_the_page_of_hard_cases_is_written_from_this_table(root: Path):
    assert len(ALL) >= 60
    assert (root / "docs" / "cases.md").read_text("utf-8") == cases_page()
