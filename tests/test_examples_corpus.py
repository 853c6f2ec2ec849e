"""The example pages together, against what a careful reader takes from them (``examples/corpus.json``)."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from onrecord.models import AttributionModel
from onrecord.pipeline.keeping import find_stories, sketch_page
from onrecord.pipeline.reading import read_capture
from onrecord.records import Failure, Reading
from onrecord.records.story import Story
from onrecord.sources import iter_captures

ROOT = Path(__file__).resolve().parent.parent
EXPECTED: dict[str, Any] = json.loads((ROOT / "examples" / "corpus.json").read_text("utf-8"))


def name_of(path: str | None) -> str:
    return str(path).rpartition("/")[2]


@pytest.fixture(scope="module")
def readings(model: AttributionModel) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    for capture in iter_captures([str(ROOT / "examples")]):
        assert not isinstance(capture, Failure), capture
        reading = read_capture(capture, model)
        assert not isinstance(reading, Failure), reading
        found[name_of(reading.page.path)] = reading
    return found


# Stories.


@pytest.fixture(scope="module")
def stories(readings: dict[str, Reading]) -> dict[str, Story]:
    """The story that each page is in, by the page's name."""
    found = find_stories(sketch_page(reading.page) for reading in readings.values())
    return {name_of(copy.path): story for story in found for copy in story.pages}


def wanted_story(name: str) -> int | None:
    held = [number for number, story in enumerate(EXPECTED["stories"]) if name in story["members"]]
    return held[0] if held else None


TRANSLATED = "translated copies are not joined to what they were made from"


def members() -> list[Any]:
    """Each page that belongs to a story of several, with the story's first page."""
    found = []
    for story in EXPECTED["stories"]:
        first = story["earliest"]
        for name, roles in story["members"].items():
            marks = [pytest.mark.xfail(reason=TRANSLATED)] if roles[0] == "translated" else []
            found.append(pytest.param(first, name, marks=marks, id=name))
    return found


@pytest.mark.parametrize(("first", "name"), members())
def test_a_copy_is_in_the_story_of_what_it_copies(first: str, name: str, stories: dict[str, Story]):
    assert stories[name].story == stories[first].story


def test_no_two_reports_are_one_story(stories: dict[str, Story]):
    merged = {name for story in EXPECTED["stories"] for name in story.get("merged", ())}
    joined = [
        (one, other)
        for one, other in combinations(sorted(set(stories) - merged), 2)
        if stories[one].story == stories[other].story
        and (wanted_story(one) is None or wanted_story(one) != wanted_story(other))
    ]
    assert joined == []


def test_a_page_made_of_two_reports_is_with_one_of_them_or_related_to_both(stories: dict[str, Story]):
    """It may not be one without a sign of the other."""
    for name in {name for story in EXPECTED["stories"] for name in story.get("merged", ())}:
        own = stories[name]
        seen = {own.story, *(related.story for related in own.related)}
        sources = [story["earliest"] for story in EXPECTED["stories"] if name in story.get("merged", ())]
        assert {stories[source].story for source in sources} <= seen


@pytest.mark.parametrize("wanted", EXPECTED["stories"], ids=[story["name"] for story in EXPECTED["stories"]])
def test_the_fullest_and_the_earliest_copy_are_told(wanted: dict[str, Any], stories: dict[str, Story]):
    story = stories[wanted["earliest"]]
    names = {copy.id: name_of(copy.path) for copy in story.pages}
    assert names[story.fullest] in wanted["fullest"]
    assert names[str(story.earliest)] == wanted["earliest"]


ROLES = {"21-radio-sardo-live.html": "the list on it is read as furniture there, and so it counts as cut"}


def roles() -> list[Any]:
    return [
        pytest.param(name, roles, id=name, marks=pytest.mark.xfail(reason=ROLES[name]) if name in ROLES else [])
        for story in EXPECTED["stories"]
        for name, roles in story["members"].items()
        if roles[0] != "translated"
    ]


@pytest.mark.parametrize(("name", "wanted"), roles())
def test_the_role_of_a_copy_says_what_was_done_to_it(name: str, wanted: list[str], stories: dict[str, Story]):
    role = next(copy.role for copy in stories[name].pages if name_of(copy.path) == name)
    assert role in wanted or (role == "alone" and len(stories[name].pages) == 1)


@pytest.mark.parametrize("pair", [pair for pair in EXPECTED["related"] if pair["seen"]], ids=lambda pair: pair["b"])
def test_two_reports_with_words_in_common_are_related(pair: dict[str, str], stories: dict[str, Story]):
    assert stories[pair["b"]].story in {related.story for related in stories[pair["a"]].related}
