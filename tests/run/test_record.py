from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders import TEXT, make_capture, make_page, make_reading

import onrecord
from onrecord import Record, UsageError
from onrecord.records import Reading

REPORT = (
    "Envoys meet in Oster\n"
    "Envoys of Caldia and Norland met on Tuesday in the border town of Oster to speak about the closed river ports.\n"
    "The talks began at noon in the old customs house and went on until late in the evening, with two short breaks.\n"
    "Neither side would say what had been agreed, but both delegations said they would return before the month ends.\n"
    "The ports have been closed since 2029, when Norland moved its pilots to the northern bank after a collision.\n"
)


def reading_of(text: str, path: str) -> Reading:
    page = make_page(text, path=path)
    return make_reading(page) if text.startswith(TEXT) else Reading(page=page, model="toy 1")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A report, its copy with a line added, and another report."""
    with onrecord.open_record(tmp_path / "onrecord.db", write=True) as record:
        for text, path in ((REPORT, "a.html"), (REPORT + "Read on.\n", "b.html"), (TEXT, "c.html")):
            record.keep(make_capture(text), reading_of(text, path))
        yield record


def test_copies_of_one_report_are_one_story(record):
    sizes = sorted(len(story.pages) for story in record.stories())
    assert sizes == [1, 2]


def test_a_story_is_found_by_its_id_its_beginning_and_the_id_of_a_page(record):
    story = max(record.stories(), key=lambda story: len(story.pages))
    for name in (story.story, story.story[:8], story.pages[1].id):
        assert record.story(name) == story


def test_a_name_that_means_no_story_finds_none(record):
    assert record.story("st_nothing") is None
    assert record.story("st") is None


def test_a_beginning_that_fits_several_stories_is_refused(record, monkeypatch):
    monkeypatch.setattr("onrecord.store.across._MIN_PREFIX", 3)
    with pytest.raises(UsageError, match="several ids"):
        record.story("st_")


def test_what_was_derived_holds_until_the_record_changes(record):
    before = record.stories()
    assert record.stories() is before
    text = REPORT + "More.\n"
    record.keep(make_capture(text), reading_of(text, "d.html"))
    assert max(len(story.pages) for story in record.stories()) == 3
