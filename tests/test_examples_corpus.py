"""The example pages together, against what a careful reader takes from them (``examples/corpus.json``)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from tests.examples import EXPECTED, Wanted, example_corpus, example_readings, name_of, variants_at

from onrecord.pipeline.checking import check_quotation, finder_of
from onrecord.pipeline.keeping import find_stories, sketch_page
from onrecord.pipeline.people import find_people
from onrecord.records import Reading
from onrecord.records.corpus import Corpus
from onrecord.records.person import Person
from onrecord.records.statement import Statement
from onrecord.records.story import Story


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return example_readings()


# Stories.


@pytest.fixture(scope="module")
def stories(readings: dict[str, Reading]) -> dict[str, Story]:
    """The story that each page is in, by the page's name."""
    found = find_stories(sketch_page(reading.page) for reading in readings.values())
    return {name_of(copy.path): story for story in found for copy in story.pages}


def wanted_story(name: str) -> int | None:
    held = [number for number, story in enumerate(EXPECTED["stories"]) if name in story["members"]]
    return held[0] if held else None


def members() -> list[Any]:
    """Each page that belongs to a story of several, with the story's first page."""
    found = []
    for story in EXPECTED["stories"]:
        first = story["earliest"]
        found += [pytest.param(first, name, id=name) for name in story["members"]]
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
    ]


@pytest.mark.parametrize(("name", "wanted"), roles())
def test_the_role_of_a_copy_says_what_was_done_to_it(name: str, wanted: list[str], stories: dict[str, Story]):
    role = next(copy.role for copy in stories[name].pages if name_of(copy.path) == name)
    assert role in wanted or (role == "alone" and len(stories[name].pages) == 1)


@pytest.mark.parametrize("pair", [pair for pair in EXPECTED["related"] if pair["seen"]], ids=lambda pair: pair["b"])
def test_two_reports_with_words_in_common_are_related(pair: dict[str, str], stories: dict[str, Story]):
    assert stories[pair["b"]].story in {related.story for related in stories[pair["a"]].related}


# Statements.


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return example_corpus()


def is_english(name: str) -> bool:
    return not re.match(r"(16|33|34)-", name)


def wanted_variants(wanted: Wanted) -> list[Wanted]:
    """Those in English that no reader would leave out."""
    return [v for v in wanted["variants"] if not v.get("optional") and is_english(v["page"])]


def the_statement(corpus: Corpus, wanted: Wanted) -> Statement:
    """The statement that has most of the wanted variants."""
    counts = Counter(statement.id for variant in wanted_variants(wanted) for statement, _ in variants_at(variant))
    assert counts, "no variant of it was found"
    best = min(counts, key=lambda key: (-counts[key], key))
    return next(statement for statement in corpus.statements if statement.id == best)


def each_statement(reasons: dict[str, str]) -> list[Any]:
    """The wanted statements by name, those that are missed yet as expected failures with the reason."""
    return [
        pytest.param(
            wanted,
            id=wanted["name"],
            marks=pytest.mark.xfail(reason=reasons[wanted["name"]]) if wanted["name"] in reasons else [],
        )
        for wanted in EXPECTED["statements"]
    ]


NOT_JOINED: dict[str, str] = {}
WORDINGS = {
    "only binding guarantees": "on one copy the model ends the content earlier than on the others",
}
LINES = {
    "without the word inspection": "“told the Harbour Post” in one sentence is not taken to hold in the next",
}
SPEAKERS: dict[str, str] = {}


@pytest.mark.parametrize("wanted", each_statement(NOT_JOINED))
def test_the_variants_of_a_statement_are_joined(wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]):
    statement = the_statement(corpus, wanted)
    away = [
        variant["page"]
        for variant in wanted_variants(wanted)
        if statement.id not in {found.id for found, _ in variants_at(variant)}
    ]
    assert away == []


NO_TRANSLATION = {
    "nearer than they sound": "a few words in marks, said by a surname",
    "without the word inspection": "the Russian report is another report, not a translated copy",
}


@pytest.mark.parametrize(
    ("wanted", "variant"),
    [
        pytest.param(
            wanted,
            variant,
            id=f"{wanted['name']}, {variant['page'][:2]}",
            marks=[pytest.mark.xfail(reason=NO_TRANSLATION[wanted["name"]])]
            if wanted["name"] in NO_TRANSLATION
            else [],
        )
        for wanted in EXPECTED["statements"]
        for variant in wanted["variants"]
        if not is_english(variant["page"])
    ],
)
def test_a_translated_variant_is_joined(wanted: Wanted, variant: Wanted, corpus: Corpus):
    assert the_statement(corpus, wanted).id in {found.id for found, _ in variants_at(variant)}


@pytest.mark.parametrize("wanted", each_statement(WORDINGS))
def test_what_became_of_the_wording_is_told(wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]):
    statement = the_statement(corpus, wanted)
    wrong = []
    for variant in wanted_variants(wanted):
        own = [v for found, v in variants_at(variant) if found.id == statement.id]
        told = [("verbatim" if v.wording == "best" else v.wording, {drift.kind for drift in v.drift}) for v in own]
        if own and not any(w in variant["wording"] and d == set(variant.get("drift", ())) for w, d in told):
            wrong.append((variant["page"], told))
    assert wrong == []


@pytest.mark.parametrize("wanted", each_statement(LINES))
def test_independent_lines_are_counted(wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]):
    least, most = wanted["lines"]
    assert least <= the_statement(corpus, wanted).lines <= most


@pytest.mark.parametrize("wanted", each_statement(SPEAKERS))
def test_the_speaker_and_the_day_of_a_statement_are_told(wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]):
    statement = the_statement(corpus, wanted)
    if wanted["speaker"] is None:
        assert statement.speaker.type in ("anonymous", "group")
        assert statement.speaker.name is None
        assert wanted["unnamed"] in str(statement.speaker.descriptor)
    else:
        assert statement.speaker.name == wanted["speaker"]
    if "when" in wanted:
        assert statement.when == wanted["when"]


@pytest.mark.parametrize("wanted", EXPECTED["apart"], ids=[wanted["why"] for wanted in EXPECTED["apart"]])
def test_what_looks_like_one_statement_and_is_two_stays_two(
    wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]
):
    here = {statement.id for statement, _ in variants_at(wanted["a"])}
    there = {statement.id for statement, _ in variants_at(wanted["b"])}
    assert not here & there


@pytest.mark.parametrize("wanted", EXPECTED["repairs"], ids=[wanted["page"] for wanted in EXPECTED["repairs"]])
def test_another_copy_gives_the_name_and_the_page_keeps_its_own_reading(
    wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]
):
    (statement, variant), *_ = variants_at(wanted)
    assert variant.speaker.name == wanted["surname"]
    assert statement.speaker.name == wanted["name"]


# Checks.

VERDICTS: dict[str, str] = {}


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(
            wanted,
            id=wanted["quotation"],
            marks=pytest.mark.xfail(reason=VERDICTS[wanted["quotation"]]) if wanted["quotation"] in VERDICTS else [],
        )
        for wanted in EXPECTED["checks"]
    ],
)
def test_a_quotation_gets_the_verdict_that_is_right(wanted: Wanted, corpus: Corpus, readings: dict[str, Reading]):
    check = check_quotation(wanted["quotation"], wanted.get("speaker"), finder_of(corpus.statements))
    assert check.verdict in wanted["verdict"]
    assert set(wanted.get("drift", ())) <= {drift.kind for drift in check.drift}
    if "lines" in wanted:
        assert wanted["lines"][0] <= check.lines <= wanted["lines"][1]
    if "statement" in wanted:
        (named,) = [one for one in EXPECTED["statements"] if one["name"] == wanted["statement"]]
        assert check.statement == the_statement(corpus, named).id


# People.


@pytest.fixture(scope="module")
def people(corpus: Corpus) -> tuple[Person, ...]:
    return find_people(corpus.statements)


@pytest.mark.parametrize("wanted", EXPECTED["people"], ids=[wanted["name"] for wanted in EXPECTED["people"]])
def test_a_person_is_one_with_their_office_on_all_pages(wanted: Wanted, corpus: Corpus, people: tuple[Person, ...]):
    (person,) = [person for person in people if person.name == wanted["name"]]
    statements = set(person.statements)
    speaking = {
        name_of(variant.page.path)
        for statement in corpus.statements
        if statement.id in statements
        for variant in statement.variants
    }
    assert set(wanted["pages"]) <= speaking
    offices = " ".join(tenure.office for tenure in person.offices).casefold()
    assert [office for office in wanted["offices"] if office.casefold() not in offices] == []
    assert not person.apart


def test_a_name_in_another_script_is_the_same_person(people: tuple[Person, ...]):
    """Where its page is read at all."""
    for wanted in EXPECTED["people"]:
        for spelling in wanted.get("spellings", ()):
            holders = [p.name for p in people if any(spelling in own.text for own in p.spellings)]
            assert holders in ([], [wanted["name"]])
