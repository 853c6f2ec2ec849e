"""Reports made up for the tests of stories, what may be done to them, and how they are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tests.builders import make_page

from onrecord.pipeline.keeping import find_stories, sketch_page
from onrecord.records import Page
from onrecord.records.story import Story


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Paragraphs from lines, with an empty line between them."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


TITLE = "Caldia offers Norland a corridor to the river ports"
REPORT = paragraphs_of(
    """
    OSTER, Feb. 3 (Strait Wire) - Caldia offered on Monday to open a corridor to the river ports of Marholm and Tresna,
    the first proposal of its kind since the armistice of 2027.

    Foreign Minister Ada Venn laid out the plan before 14 ambassadors in Oster and called it a chance that might not
    come back.

    “We do not ask Norland to trust us, we ask it to count the ships that pass,” Venn said after the meeting.

    The corridor would be watched by 120 observers from neutral states, who would report every week to a commission in
    Lumera.

    A spokesman for the government of Norland, Per Solheim, said that his side had received the paper and would study it
    before the weekend.

    Farmers on both banks have waited for the ports to open; last year a third of the barley harvest rotted in the
    barges at Tresna.

    Three earlier attempts failed because neither army wanted to move its guns away from the bridges first.

    Analysts in Lumera doubt that the parliament of Norland will agree before the election in May.
    """
)
OTHER_TITLE = "In Oster, a minister's offer meets a wary answer"
OTHER = paragraphs_of(
    """
    It was raining in Oster when Ada Venn stepped in front of the cameras, and she did not look like somebody who had
    slept.

    What she had to announce is nothing less than a new start with Norland: ships, she says, instead of guns.

    “We do not ask Norland to trust us, we ask it to count the ships that pass,” the minister told the diplomats who had
    gathered there.

    Whether anybody across the river will listen is another question entirely, and people in the harbour quarter shrug
    when they are asked.

    The neighbours remember 2027, when a similar gesture ended in a week of shelling and the town lost its only
    hospital.

    Per Solheim, who speaks for the other side, promised no more than to read what he was given.
    """
)
ELSEWHERE_TITLE = "Kavelia lowers the tax on river freight"
ELSEWHERE = paragraphs_of(
    """
    The parliament of Kavelia voted on Thursday to halve the tax on freight that is carried by river, a measure that
    shipowners had demanded for a decade.

    Finance Minister Jon Brandal told deputies that the treasury would lose 40 million crowns a year and win it back
    within four.

    The opposition spoke of a present to three families that own most of the barges.

    Trade unions want the saved money to go into wages and have called for a strike on the first day of April.

    Environmental groups welcomed the vote because a barge burns a quarter of what the lorries on the coastal road do.
    """
)
(WIRE,) = paragraphs_of(
    """
    The armistice of 2027 ended four years of war along the river, in which some 30,000 people died and the bridges at
    Marholm and Tresna were blown up twice.
    """
)
(BOILERPLATE,) = paragraphs_of(
    """
    Reporting by the Oster bureau; editing by the night desk. Our standards: read how we check what we publish, and
    write to us if you find a mistake in this article.
    """
)
_SYNONYMS = {
    "offered": "proposed",
    "open": "create",
    "first": "earliest",
    "proposal": "suggestion",
    "kind": "sort",
    "laid out": "presented",
    "plan": "scheme",
    "called": "termed",
    "chance": "opportunity",
    "meeting": "gathering",
    "watched": "monitored",
    "states": "countries",
    "report": "write",
    "every week": "weekly",
    "said": "stated",
    "received": "obtained",
    "paper": "document",
    "study": "examine",
    "side": "party",
    "waited": "hoped",
    "last year": "a year ago",
    "rotted": "spoiled",
    "earlier": "previous",
    "attempts": "efforts",
    "failed": "collapsed",
    "wanted": "wished",
    "move": "pull",
    "doubt": "question",
    "agree": "consent",
    "election": "vote",
}


def page_of(title: str, paragraphs: Iterable[str], name: str = "a", **known: Any) -> Page:
    """A page with an address of its own."""
    return make_page("\n".join((title, *paragraphs)), url=f"https://{name}.example/story", **known)


def spin(paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs with a word in five exchanged, those outside quotation marks."""
    return [paragraph if paragraph.startswith("“") else _spun(paragraph) for paragraph in paragraphs]


def stories_of(pages: Sequence[Page]) -> tuple[Story, ...]:
    """The stories of pages."""
    return find_stories(sketch_page(page) for page in pages)


def joined(pages: Sequence[Page]) -> set[frozenset[int]]:
    """Which pages are in one story, by their places in `pages`."""
    places = {page.id: place for place, page in enumerate(pages)}
    return {frozenset(places[copy.id] for copy in story.pages) for story in stories_of(pages)}


def _spun(paragraph: str) -> str:
    for word, other in _SYNONYMS.items():
        paragraph = paragraph.replace(f" {word} ", f" {other} ")
    return paragraph
