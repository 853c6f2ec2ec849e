"""Readings -> record: the stages across pages, in their order. Pure: a function of the set of readings."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records.corpus import Corpus
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.story import Match, Story, StoryTable
from onrecord.stories import Sketch, compare, find_pairs, keys, merge, table_of


def sketch_page(page: Page) -> Sketch:
    """Returns what the stages across pages need of one page."""
    return keys(page)


def find_corpus(readings: Iterable[Reading]) -> Corpus:
    """Returns what a set of readings adds up to; the same whatever their order or repeats."""
    return Corpus(stories=find_stories(sketch_page(reading.page) for reading in readings))


def find_stories(sketches: Iterable[Sketch]) -> tuple[Story, ...]:
    """Returns the stories of a set of pages, by id; the same whatever the order or the repeats of `sketches`."""
    pages = {sketch.page.id: sketch for sketch in sketches}
    return merge(pages.values(), match_pages(pages.values()))


def match_pages(sketches: Iterable[Sketch]) -> tuple[Match, ...]:
    """Returns the pairs of pages that are copies or related, with the reasons, by ids."""
    pages = {sketch.page.id: sketch for sketch in sketches}
    compared = (compare(pages[a], pages[b]) for a, b in find_pairs(pages.values()))
    return tuple(match for match in compared if match is not None)


def open_story(story: Story, readings: Iterable[Reading]) -> StoryTable:
    """Returns the paragraphs of `story` through its copies.

    Args:
        story: The story.
        readings: Those of its pages; others are ignored.
    """
    wanted = {copy.id for copy in story.pages}
    pages = [reading.page for reading in readings if reading.page.id in wanted]
    return table_of(story, {page.id: keys(page) for page in pages}, {page.id: page.text for page in pages})
