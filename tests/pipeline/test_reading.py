from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import make_capture, make_page, make_reading

from onrecord.pipeline import reading as pipeline
from onrecord.pipeline.options import ReadOptions
from onrecord.pipeline.reading import quote_of, read_capture
from onrecord.records import Failure, Reading, Span

STAGES = ("page", "language", "attribution", "speakers", "settings", "chain")


def read(model, text: str, **options) -> Reading:
    reading = read_capture(make_capture(text, media_type="text/plain"), model, options=ReadOptions(**options))
    assert isinstance(reading, Reading)
    return reading


def test_a_page_that_cannot_be_read_is_the_failure_of_its_stage(model):
    failure = read_capture(make_capture(b""), model)
    assert isinstance(failure, Failure)
    assert failure.stage == "page"


def test_the_reading_names_the_model(model):
    assert read(model, "Ada Venn said the border stays open.").model == model.name


def test_a_language_that_the_page_does_not_name_is_detected(model):
    text = "The foreign minister of Caldia said on Monday that the border would stay open for the winter."
    page = read(model, text).page
    assert page.language is not None
    assert (page.language.value, page.language.found) == ("en", "detector")


def test_a_language_that_is_given_is_not_overruled(model):
    capture = make_capture("The minister said the border stays open.", media_type="text/plain", language="de")
    reading = read_capture(capture, model)
    assert isinstance(reading, Reading)
    assert reading.page.language is not None
    assert reading.page.language.value == "de"


def test_seconds_are_told_for_each_stage_when_asked_for(model):
    text = "Ada Venn said the border stays open."
    assert tuple(read(model, text, profile=True).seconds) == STAGES
    assert read(model, text).seconds == {}


def test_attributions_of_the_same_spans_are_one(monkeypatch):
    page = make_page()
    first, *others = make_reading(page).attributions
    found = (first, *others, replace(first, confidence=0.1))
    assert [one.confidence for one in pipeline._finished(page, found)] == [0.9, 0.6, 0.9]


@given(text=st.text(max_size=300))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_text_is_read_with_every_span_inside_it_or_refused(model, text):
    reading = read_capture(make_capture(text, media_type="text/plain", charset="utf-8"), model)
    if isinstance(reading, Failure):
        return
    for attribution in reading.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content, *attribution.insertions):
            assert 0 <= span.start < span.end <= len(reading.page.text)
        assert attribution.quote == quote_of(reading.page.text, attribution.content)


@given(data=st.binary(max_size=300))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_bytes_are_a_page_or_a_refusal_and_the_same_twice(model, data):
    capture = make_capture(data)
    first = read_capture(capture, model)
    assert isinstance(first, Reading | Failure)
    assert read_capture(capture, model) == first


@pytest.mark.parametrize(
    ("text", "spans", "quote"),
    [
        ("“Yes,” she said, “today.”", [(0, 6), (17, 25)], "“Yes,” … “today.”"),
        ("One.\n\nTwo.", [(0, 4), (6, 10)], "One.\n\nTwo."),
        ("One.Two.", [(0, 4), (4, 8)], "One.Two."),
        ("One.", [], ""),
    ],
)
def test_the_quote_is_the_contents_words_in_order(text, spans, quote):
    assert quote_of(text, tuple(Span(*span) for span in spans)) == quote
