from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import TEXT, attributions, make_page, make_reading, spans

from onrecord.records import Span
from onrecord.web.markup import anchor_of, mark_page


@given(st.lists(attributions, max_size=4).map(tuple), st.none() | spans)
def test_whatever_is_marked_the_words_of_a_block_stay_as_they_are(found, lit):
    reading = replace(make_reading(), attributions=found)
    for part in mark_page(reading, lit):
        assert "".join(run.text for run in part.runs) == part.block.span.of(TEXT)


def test_source_cue_and_content_are_told_apart():
    reading = make_reading()
    roles = {run.text: run.role for part in mark_page(reading) for run in part.runs if run.number == 1}
    assert roles == {
        "Foreign Minister Ada Venn of Caldia": "source",
        "said": "cue",
        "“the border stays open”": "content",
    }


def test_what_the_writer_ascribes_is_not_marked_as_said():
    runs = [run for part in mark_page(make_reading()) for run in part.runs if run.text == "the river ports returned"]
    assert [run.said for run in runs] == [False]


def test_one_speaker_keeps_one_colour_and_two_have_two():
    colours = {run.number: run.colour for part in mark_page(make_reading()) for run in part.runs if run.number}
    assert len(set(colours.values())) == 3


def test_the_words_of_an_attribution_can_be_linked_to():
    reading = make_reading()
    anchors = [name for part in mark_page(reading) for run in part.runs for name in run.anchors]
    assert anchors == [anchor_of(attribution) for attribution in reading.attributions]


def test_any_stretch_can_be_lit_exactly():
    lit = "".join(run.text for part in mark_page(make_reading(), Span(3, 30)) for run in part.runs if run.lit)
    assert lit == TEXT[3:30].replace("\n", "")


def test_every_attribution_begins_in_one_block():
    begins = [number for part in mark_page(make_reading(make_page())) for number in part.begins]
    assert sorted(begins) == [1, 2, 3]
