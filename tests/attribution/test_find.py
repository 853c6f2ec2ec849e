import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_page

from onrecord.attribution import AttributionOptions, find_attributions

# Marks, names and cues among anything else, so that the model finds something to be wrong about.
_PARTS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        " said ",
        " told reporters ",
        "Ada Venn",
        "the minister",
        ": ",
        "\n",
        ". ",
        "that ",
        "[",
        "]",
    ]
)
pages = st.lists(st.one_of(_PARTS, st.text(max_size=12)), max_size=40).map("".join)


def spans_of(tagging):
    for attribution in tagging.attributions:
        yield from (*attribution.source, *attribution.cue, *attribution.content, *attribution.insertions)
    yield from (aside.span for aside in tagging.asides)
    yield from (entity.span for entity in tagging.entities)


@settings(max_examples=40)
@given(text=pages)
def test_every_span_lies_inside_the_text_and_holds_something(model, text):
    page = make_page(text)
    for span in spans_of(find_attributions(page, model)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()


@settings(max_examples=10)
@given(text=pages)
def test_reading_twice_is_identical(model, text):
    page = make_page(text)
    assert find_attributions(page, model) == find_attributions(page, model)


def test_pieces_around_a_cue_are_one_attribution(model):
    text = "Talks\n“We will sign,” Foreign Minister Ada Venn said on Monday. “But we will not sign before the winter.”"
    (found,) = find_attributions(make_page(text), model).attributions
    assert [s.of(text) for s in found.content] == ["“We will sign,”", "“But we will not sign before the winter.”"]
    assert [s.of(text) for s in found.cue] == ["said"]
    assert found.kind == "direct"


def test_an_inserted_bracket_is_marked(model):
    text = "Talks\n“He [President Orlo Baize] has never kept a promise to us,” the envoy said."
    (found,) = (a for a in find_attributions(make_page(text), model).attributions if a.nested_in is None)
    assert [s.of(text) for s in found.insertions] == ["[President Orlo Baize]"]


def test_what_a_source_says_of_another_is_nested(model):
    text = "Talks\nA diplomat told reporters that Minister Ada Venn had said the border would stay open."
    outer, inner = find_attributions(make_page(text), model).attributions
    assert [s.of(text) for s in outer.source] == ["A diplomat"]
    assert [s.of(text) for s in inner.source] == ["Minister Ada Venn"]
    assert inner.nested_in == outer.id


def test_a_stray_mark_does_not_harm_the_rest_of_the_page(model):
    text = "Talks\nThe “ was never closed.\n“We will sign the accord,” Ada Venn said."
    found = find_attributions(make_page(text), model).attributions
    assert [s.of(text) for a in found for s in a.content] == ["“We will sign the accord,”"]


def test_a_page_of_nothing_said_has_no_statement(model):
    text = "Weather\nRain fell on the harbour all night. The ferries stayed in port and the streets were empty."
    assert not [a for a in find_attributions(make_page(text), model).attributions if a.statement]


def test_a_higher_threshold_keeps_a_subset(model, root):
    text = (Path(root) / "tests" / "attribution" / "madeup.json").read_text(encoding="utf-8")
    page = make_page("\n".join(case["text"] for case in json.loads(text)["cases"]))
    loose = find_attributions(page, model, options=AttributionOptions(least_confidence=0.3)).attributions
    middle = sorted(a.confidence for a in loose)[len(loose) // 2]
    strict = find_attributions(page, model, options=AttributionOptions(least_confidence=middle)).attributions
    assert 0 < len(strict) < len(loose)
    assert all(a.confidence >= middle for a in strict)


def test_a_quotation_inside_a_quotation_is_its_own_speaker_s_exact_words(model):
    text = "Talks\n“President Baize told me, ‘We will never recognise the line,’ and I believed him,” Ada Venn said."
    (inner,) = (a for a in find_attributions(make_page(text), model).attributions if a.nested_in is not None)
    assert [s.of(text) for s in inner.content] == ["‘We will never recognise the line,’"]
    assert inner.kind == "direct"


def test_a_nationality_before_a_noun_is_nobody_who_speaks(model):
    text = "Talks\nBero Castrin dismissed the Kavelian demand as “a theatre for voters at home”."
    found = find_attributions(make_page(text), model).attributions
    assert "Kavelian" not in [s.of(text) for a in found for s in a.source]


def test_each_of_two_quotations_keeps_its_own_clause(model):
    text = "Talks\n“We open the border on Friday,” said Ada Venn. “Nothing will stop us,” she added."
    found = find_attributions(make_page(text), model).attributions
    assert [(a.cue[0].of(text), [s.of(text) for s in a.content]) for a in found] == [
        ("said", ["“We open the border on Friday,”"]),
        ("added", ["“Nothing will stop us,”"]),
    ]
