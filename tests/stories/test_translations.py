"""Copies in other languages join; other reports of the event, in any language, do not."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.reports import stories_of
from tests.stories.translations import COPIES, ENGLISH, FRENCH, GERMAN, ITALIAN, OTHERS, RUSSIAN, UKRAINIAN, page_in

from onrecord.pipeline.keeping import open_story, sketch_page
from onrecord.records import Page, Reading
from onrecord.records.story import Story
from onrecord.stories import compare
from onrecord.stories.places import find_codes
from onrecord.text.shingles import fold_word

PAGES = {**COPIES, **OTHERS}


def homes(pages: dict[str, Page]) -> dict[str, Story]:
    """The story of each page, by its name."""
    names = {page.id: name for name, page in pages.items()}
    return {names[copy.id]: story for story in stories_of(list(pages.values())) for copy in story.pages}


@pytest.mark.parametrize("name", COPIES)
def test_a_translated_or_spun_copy_is_in_the_story_of_the_original(name):
    found = homes(PAGES)
    assert found[name].story == found["original"].story


@pytest.mark.parametrize("name", OTHERS)
def test_another_report_of_the_same_event_stays_alone_in_whatever_language(name):
    assert [copy.role for copy in homes(PAGES)[name].pages] == ["alone"]


@pytest.mark.parametrize("pair", [p for p in combinations(COPIES, 2) if p != ("original", "spun")], ids="-".join)
def test_two_translations_match_each_other_without_the_original(pair):
    one, other = (sketch_page(COPIES[name]) for name in pair)
    match = compare(one, other)
    assert match is not None
    assert (match.verdict, match) == ("copy", compare(other, one))


def test_a_translation_has_that_role_and_the_page_in_the_language_of_the_report_is_the_fullest():
    roles = {copy.id: copy.role for copy in homes(PAGES)["original"].pages}
    assert {name: roles[page.id] for name, page in COPIES.items()} == {
        "original": "fullest",
        "spun": "spun",
        **dict.fromkeys(("Italian", "Russian", "Ukrainian", "German", "French"), "translated"),
    }


def test_a_translation_of_half_the_report_is_a_copy():
    pages = {"original": COPIES["original"], "half": page_in("uk", UKRAINIAN[:5], "kyiv")}
    found = homes(pages)
    assert found["half"].story == found["original"].story


@pytest.mark.parametrize(
    ("language", "paragraphs"), [("ru", RUSSIAN), ("uk", UKRAINIAN), ("it", ITALIAN), ("de", GERMAN), ("fr", FRENCH)]
)
def test_copies_in_one_language_other_than_english_are_joined_by_their_words(language, paragraphs):
    pages = [page_in(language, paragraphs, "a"), page_in(language, (*paragraphs[:2], *paragraphs[4:8]), "b")]
    assert [len(story.pages) for story in stories_of(pages)] == [2]


def test_the_sentences_of_a_translation_in_any_order_are_no_translation():
    shuffled = page_in("ru", tuple(RUSSIAN[n] for n in (5, 2, 7, 0, 8, 4, 1, 6, 3)), "shuffled")
    assert compare(sketch_page(COPIES["original"]), sketch_page(shuffled)) is None


def test_one_report_in_one_language_is_not_joined_by_its_names_alone():
    """What two languages are compared by says nothing within one: every report of the event has these names."""
    names = ("Haldorsen met Oyelaran in Vienna", "Velt flew to Oslo", "Turkey and Norway agreed with Caldia")
    one = page_in("en", tuple(f"{name} on Tuesday, people said who were there" for name in names), "a")
    two = page_in("en", tuple(f"Nobody expected it before winter: {name}" for name in names), "b")
    assert compare(sketch_page(one), sketch_page(two)) is None


def test_the_paragraphs_of_a_translation_stand_beside_those_of_the_original():
    pages = {name: COPIES[name] for name in ("original", "Italian")}
    table = open_story(homes(pages)["original"], [Reading(page=page) for page in pages.values()])
    italian = COPIES["Italian"].id
    assert [[cell.paragraph for cell in row.cells if cell.page == italian] for row in table.rows] == [
        [number] for number in range(len(ENGLISH))
    ]
    assert {cell.wording for row in table.rows for cell in row.cells if cell.page == italian} == {"translated"}


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(), left_out=st.sets(st.sampled_from(sorted(PAGES)), max_size=4))
def test_stories_with_translations_do_not_depend_on_the_order_of_the_pages(seed, left_out):
    pages = [page for name, page in PAGES.items() if name not in left_out]
    shuffled = [*pages]
    random.Random(seed).shuffle(shuffled)
    assert stories_of(shuffled) == stories_of(pages)


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Il portavoce russo ha parlato a Mosca della Cina e degli Stati Uniti", {"RU", "CN", "US"}),
        ("Українські та китайські дипломати зустрілися в Туреччині", {"UA", "CN", "TR"}),
        ("Президент Франции говорил в Берлине с канцлером", {"FR", "DE"}),
        ("Les négociateurs de l'Ukraine ont quitté l'Allemagne", {"UA", "DE"}),
        ("Die Vereinigten Staaten und die NATO", {"US", "NATO"}),
        ("Minister Ukrainy rozmawiał w Waszyngtonie", {"UA", "US"}),
        ("El presidente estadounidense viajó a Turquía", {"US", "TR"}),
        ("Dopo la riunione nessuno ha voluto commentare la proposta", set()),
        ("После заседания никто не стал отвечать на вопросы", set()),
    ],
)
def test_countries_are_found_in_the_languages_of_the_news(sentence, codes):
    words = [word.removeprefix("l'") for word in sentence.split()]
    assert find_codes(words, [fold_word(word) for word in words], english=False) == codes
