"""Statements from readings, end to end."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statements.said import BODY, LARK, QUOTE, VENN, make_said, told

from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor
from onrecord.records.statement import Statement

SHORT = (
    "{source} told reporters: “{quote}”.\nThe weather in the capital stayed fine, and the markets were open until late."
)


def only(*readings) -> Statement:
    (statement,) = find_corpus(readings).statements
    return statement


def test_a_statement_on_one_page_alone_has_one_variant():
    statement = only(make_said())
    assert [variant.wording for variant in statement.variants] == ["best"]
    assert (statement.lines, statement.pages, statement.speaker.name) == (1, 1, "Ada Venn")


def test_copies_of_one_report_make_one_statement_and_one_line():
    statement = only(make_said(), make_said(outlet="Harbour Post"), make_said(outlet="World Desk"))
    assert (statement.lines, statement.pages) == (1, 3)
    assert sorted(variant.wording for variant in statement.variants) == ["best", "verbatim", "verbatim"]


def test_two_reporters_who_heard_the_same_words_are_two_lines():
    statement = only(make_said(), make_said(outlet="Harbour Post", body=SHORT, title="Minister on ports"))
    assert (statement.lines, statement.pages) == (2, 2)


def test_reports_that_cite_one_medium_are_one_line():
    statement = only(
        make_said(chain=told("Radio Oster")),
        make_said(outlet="Harbour Post", body=SHORT, title="Minister on ports", chain=told("Radio Oster")),
    )
    assert statement.lines == 1


def test_the_same_words_of_another_speaker_are_another_statement():
    readings = make_said(), make_said(outlet="Harbour Post", body=SHORT, speaker=LARK, source="President Otis Lark")
    assert len(find_corpus(readings).statements) == 2


def test_an_altered_quotation_is_the_same_statement_with_the_change_flagged():
    altered = QUOTE.replace("will not", "will")
    statement = only(make_said(), make_said(outlet="Harbour Post"), make_said(altered, outlet="World Desk"))
    assert statement.quote.strip("“”") == QUOTE
    (variant,) = [variant for variant in statement.variants if variant.page.outlet == "World Desk"]
    assert variant.wording == "edited"
    assert [(drift.kind, drift.was, drift.now) for drift in variant.drift] == [("negation", "not", "")]


def test_a_cut_that_drops_the_condition_says_so():
    cut = "We will not sign the accord"
    statement = only(make_said(), make_said(outlet="Harbour Post"), make_said(cut, outlet="World Desk"))
    (variant,) = [variant for variant in statement.variants if variant.page.outlet == "World Desk"]
    assert variant.wording == "cut"
    assert [drift.kind for drift in variant.drift] == ["condition"]


def test_a_surname_is_repaired_from_a_copy_and_the_page_keeps_its_own_reading():
    bare = Actor(type="unresolved", name="Venn", surface="Venn")
    longer = QUOTE + ", and Norland has known that since the spring"
    with_name = make_said(outlet="Harbour Post")
    statement = only(make_said(longer, speaker=bare, source="Venn"), with_name)
    assert statement.speaker.name == "Ada Venn"
    assert {repair.field for repair in statement.repairs} >= {"name", "office"}
    assert {repair.page for repair in statement.repairs} == {with_name.page.id}
    assert bare in [variant.speaker for variant in statement.variants]


def test_a_surname_that_two_could_bear_is_repaired_by_neither():
    other = Actor(type="person", name="Otto Venn")
    bare = Actor(type="unresolved", name="Venn", surface="Venn")
    readings = [
        make_said(outlet="A"),
        make_said(outlet="B", speaker=other, source="Otto Venn"),
        make_said(outlet="C", speaker=bare, source="Venn"),
    ]
    assert sorted(s.speaker.name or "" for s in find_corpus(readings).statements) == ["Ada Venn", "Otto Venn", "Venn"]


@pytest.fixture(scope="module")
def pages():
    quotes = [QUOTE, QUOTE.replace("not ", ""), QUOTE[:27], "The ports are ours and have been since the flood"]
    speakers = [(VENN, "Foreign Minister Ada Venn"), (LARK, "President Otis Lark"), (Actor(type="unresolved"), "She")]
    bodies = [BODY, SHORT]
    return [
        make_said(quote, outlet=f"Outlet {n}{m}{k}", body=body, speaker=speaker, source=source)
        for n, quote in enumerate(quotes)
        for m, body in enumerate(bodies)
        for k, (speaker, source) in enumerate(speakers)
    ]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_record_is_a_function_of_the_set_of_readings(pages, data):
    chosen = data.draw(st.lists(st.sampled_from(pages), min_size=1, max_size=10, unique_by=lambda r: r.page.id))
    shuffled = data.draw(st.permutations(chosen + chosen[:2]))
    assert msgspec.json.encode(find_corpus(shuffled)) == msgspec.json.encode(find_corpus(chosen))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_variant_is_the_words_under_its_spans(pages, data):
    chosen = data.draw(st.lists(st.sampled_from(pages), min_size=1, max_size=6))
    texts = {reading.page.id: reading.page.text for reading in chosen}
    for statement in find_corpus(chosen).statements:
        for variant in statement.variants:
            text = texts[variant.page.id]
            assert " … ".join(span.of(text) for span in variant.spans) == variant.quote
            assert text[variant.start : variant.end].startswith(variant.quote[:5])
