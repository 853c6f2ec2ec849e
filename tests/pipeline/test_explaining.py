"""Every decision on one attribution."""

from __future__ import annotations

from msgspec.structs import replace
from tests.builders import make_reading

from onrecord.pipeline.explaining import explain_attribution
from onrecord.records import Actor, Hop, Span, When


def test_decisions_come_in_the_order_they_were_made():
    reading = make_reading()
    explanation = explain_attribution(reading, reading.attributions[0])
    assert explanation.attribution == reading.attributions[0].id
    assert [one.of for one in explanation.decisions] == ["found", "said", "kind", "rule", "speaker"]


def test_every_stretch_lies_on_the_page():
    reading = make_reading()
    for attribution in reading.attributions:
        for decision in explain_attribution(reading, attribution).decisions:
            spans = [*decision.spans, *(span for one in decision.considered for span in one.spans)]
            assert all(0 <= span.start < span.end <= len(reading.page.text) for span in spans)


def test_another_speaker_than_the_rules_find_is_shown_as_kept_with_the_one_they_find():
    reading = make_reading()
    attribution = reading.attributions[0]
    assert isinstance(attribution.speaker, Actor)
    kept = replace(attribution.speaker, name="Nils Berg", by="correction")
    corrected = replace(attribution, speaker=kept)
    decision = explain_attribution(reading, corrected).decisions[-1]
    assert (decision.result, decision.by) == ("person: Nils Berg", "correction")
    assert "another speaker" in str(decision.why)
    assert [one.chosen for one in decision.considered] == [False]


def test_setting_and_hands_are_explained_where_there_are_any():
    reading = make_reading()
    day = Span(60, 69)
    full = replace(
        reading.attributions[0],
        to="reporters",
        to_span=Span(0, 5),
        venue="on the quay",
        when=day,
        time=When(span=day, granularity="day", start="2031-02-03", end="2031-02-03"),
        chain=(Hop(kind="speaker", how="said", name="Ada Venn"),),
        directness="own_words",
    )
    decisions = {one.of: one for one in explain_attribution(reading, full).decisions}
    assert decisions["to"].result == "reporters"
    assert decisions["venue"].result == "on the quay"
    assert decisions["when"].result == "2031-02-03 (day)"
    assert decisions["chain"].considered[0].what == "speaker said: Ada Venn"
