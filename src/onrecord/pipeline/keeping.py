"""Readings -> record: the stages across pages, in their order. Pure: a function of the set of readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.pipeline.ruling import Named, lines_on_statements, rulings_of
from onrecord.records.corpus import Corpus
from onrecord.records.correction import Correction
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.span import Span
from onrecord.records.statement import Statement, StatementRuling
from onrecord.records.story import Match, Story, StoryTable
from onrecord.statements import Link, Place, Saying, find_pairs_inside, keys_of, take_sayings
from onrecord.statements import compare as compare_sayings
from onrecord.statements import find_pairs as find_pairs_of_sayings
from onrecord.statements import merge as merge_sayings
from onrecord.stories import Sketch, compare, find_pairs, keys, merge, table_of


def sketch_page(page: Page) -> Sketch:
    """Returns what the stages across pages need of one page."""
    return keys(page)


def find_corpus(readings: Iterable[Reading], corrections: Iterable[Correction] = ()) -> Corpus:
    """Returns what a set of readings adds up to; the same whatever their order or repeats.

    Args:
        readings: As they are shown: corrected, where people corrected them.
        corrections: The ledger, for what it says of statements.
    """
    by_page = {reading.page.id: reading for reading in readings}
    sketches = {page: sketch_page(reading.page) for page, reading in by_page.items()}
    matches = match_pages(sketches.values())
    stories = merge(sketches.values(), matches)
    sayings = [saying for page, reading in by_page.items() for saying in sayings_of(reading, sketches[page].paragraphs)]
    lines = lines_on_statements(corrections)
    named = Named(lines)
    anchors = [anchor for reading in by_page.values() for anchor in named.anchors(reading)] if lines else []
    statements = find_statements(sayings, stories, matches, rulings_of(lines, anchors))
    return Corpus(stories=stories, statements=statements)


def sayings_of(reading: Reading, paragraphs: Sequence[Span]) -> tuple[Saying, ...]:
    """Returns what the statements stage needs of one page.

    Args:
        reading: The page as read.
        paragraphs: Of its sketch.
    """
    return take_sayings(reading, paragraphs)


def find_statements(
    sayings: Iterable[Saying],
    stories: Iterable[Story],
    matches: Iterable[Match],
    rulings: Iterable[StatementRuling] = (),
) -> tuple[Statement, ...]:
    """Returns the statements that a set of attributions makes, by id; the same whatever the order of its arguments.

    Args:
        sayings: Of all pages.
        stories: Of all pages.
        matches: The pairs of pages that are copies or related.
        rulings: What people decided.
    """
    by_id = {saying.id: saying for saying in sayings}
    home = {copy.id: story.story for story in stories for copy in story.pages}
    links = link_sayings(by_id, home, matches)
    return merge_sayings(by_id.values(), links, home, rulings)


def link_sayings(by_id: Mapping[str, Saying], home: Mapping[str, str], matches: Iterable[Match]) -> tuple[Link, ...]:
    """Returns the pairs of attributions that are one statement, with the reasons, by ids.

    Args:
        by_id: Attributions by their ids.
        home: Page id to the id of its story.
        matches: The pairs of pages that are copies or related.
    """
    places: dict[tuple[str, str], Place] = {}
    for a, b in find_pairs_of_sayings({one: keys_of(saying) for one, saying in by_id.items()}):
        places[a, b] = "story" if home[by_id[a].page.id] == home[by_id[b].page.id] else "apart"
    by_story: dict[str, list[Saying]] = defaultdict(list)
    by_paragraph: dict[tuple[str, int], list[str]] = defaultdict(list)
    for saying in by_id.values():
        by_story[home[saying.page.id]].append(saying)
        by_paragraph[saying.page.id, saying.paragraph].append(saying.id)
    for inside in by_story.values():
        places.update(dict.fromkeys(find_pairs_inside(inside), "story"))
    places.update(dict.fromkeys(aligned_pairs(matches, by_paragraph), "aligned"))
    found = (compare_sayings(by_id[a], by_id[b], place) for (a, b), place in sorted(places.items()))
    return tuple(link for link in found if link is not None)


def aligned_pairs(
    matches: Iterable[Match], by_paragraph: Mapping[tuple[str, int], Sequence[str]]
) -> set[tuple[str, str]]:
    """Returns the pairs of attributions that stand in paragraphs which two pages have in common.

    Args:
        matches: The pairs of pages.
        by_paragraph: Page id and number of the paragraph to the attributions in it.
    """
    return {
        (min(one, other), max(one, other))
        for match in matches
        for pair in match.paragraphs
        if match.verdict == "copy"
        for one in by_paragraph.get((match.a, pair.a), ())
        for other in by_paragraph.get((match.b, pair.b), ())
    }


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
