"""Statements over two languages: an invented report, and its rendering in Italian."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.statements.said import VENN, make_said

from onrecord.pipeline.checking import check_quotation, finder_of
from onrecord.records import Actor, Datum
from onrecord.records.corpus import Corpus
from onrecord.records.span import Span
from onrecord.statements.merge import merge
from onrecord.statements.sayings import Saying, take_sayings
from onrecord.statements.translated import compare_translated

SAID = "We will not sign before the 12 ports are returned"
DETTO = "Non firmeremo prima che i 12 porti siano restituiti"


def saying(quote: str, language: str, **how) -> Saying:
    reading = make_said(quote, outlet=f"Outlet {language}", **how)
    page = replace(reading.page, language=Datum(value=language, found="given"))
    (found,) = take_sayings(replace(reading, page=page), [Span(0, len(page.text))])
    return found


@pytest.mark.parametrize("name", ["Ada Venn", "Ада Венн", "Venn"])
def test_a_translated_quotation_of_the_same_person_is_linked(name):
    assert compare_translated(saying(SAID, "en"), saying(DETTO, "it", speaker=Actor(type="person", name=name)))


def test_another_persons_is_not():
    other = saying(DETTO, "it", speaker=Actor(type="person", name="Otto Lark"))
    assert compare_translated(saying(SAID, "en"), other) is None


def test_a_body_has_another_name_in_another_language():
    here = saying(SAID, "en", speaker=Actor(type="organisation", name="Thalian Federation"))
    there = saying(DETTO, "it", speaker=Actor(type="unresolved", name="Federazione Thaliana"))
    assert compare_translated(here, there)


def test_a_phrase_is_no_translation_of_a_sentence():
    assert compare_translated(saying(SAID, "en"), saying("No", "it", marks=False)) is None


def corpus() -> Corpus:
    """One statement in two languages."""
    a, b = sorted((saying(SAID, "en"), saying(DETTO, "it", published="2031-02-04")), key=lambda one: one.id)
    link = compare_translated(a, b)
    assert link
    return Corpus(statements=merge([a, b], [link], {a.page.id: "st_1", b.page.id: "st_1"}))


def test_the_variant_is_classed_translated_without_a_difference():
    (statement,) = corpus().statements
    assert statement.speaker.name == VENN.name
    assert {variant.language: (variant.wording, variant.edits) for variant in statement.variants} == {
        "en": ("best", ()),
        "it": ("translated", ()),
    }


def test_the_translated_words_are_translated_and_not_verbatim():
    find = finder_of(corpus().statements)
    assert check_quotation(DETTO, None, find).verdict == "translated"
    assert check_quotation(SAID, None, find).verdict == "verbatim"
