"""Settings of statements: to whom, where, when. Sentences are made up; cue in [brackets], content in {braces}."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import make_attribution, make_page

from onrecord.records import Attribution, Block, Entity, Page, Span, Tagging
from onrecord.settings import find_settings


def settle(marked: str, source: str = "Bero", **fields: object) -> tuple[Attribution, str]:
    """Runs the stage on one paragraph with one attribution."""
    places: dict[str, int] = {}
    text = ""
    for char in marked:
        if char in "[]{}":
            places[char] = len(text)
        else:
            text += char
    content = (Span(places["{"], places["}"]),) if "{" in places else ()
    start = text.index(source) if source else 0
    attribution = Attribution(
        id="at_1",
        source=(Span(start, start + len(source)),) if source else (),
        cue=(Span(places["["], places["]"]),),
        content=content,
        kind="indirect",
        attitude=fields.get("attitude", "assertion"),  # type: ignore[arg-type]
        statement=bool(fields.get("statement", True)),
        polarity="positive",
        certainty="certain",
        confidence=1.0,
    )
    page = Page(id="pg_1", sha256="", text=text, blocks=(Block(kind="paragraph", start=0, end=len(text), body=True),))
    settled, _ = find_settings(page, Tagging(attributions=(attribution,), asides=(), entities=()))
    return settled[0], text


@pytest.mark.parametrize(
    ("marked", "to"),
    [
        ("Bero [told] Norland News {that it was over}.", "Norland News"),
        ("Bero [told] Norland News on Monday {that it was over}.", "Norland News"),
        ("Bero also [told] the Senate committee {it was over}.", "the Senate committee"),
        ("Bero [told] reporters {it was over}.", "reporters"),
        ("Bero [told] The Sudport Post {it was over}.", "The Sudport Post"),
        ("{“It is over,”} Bero [told] Norland TV’s “Hour.”", "Norland TV"),
        ("Bero [said] in an interview with Radio Sudport {that it was over}.", "Radio Sudport"),
        ("{“It is over,”} Bero [said] in remarks to lawmakers.", "lawmakers"),
        ("Speaking to reporters in Sudport, Bero [said] {it was over}.", "reporters"),
        ("Bero [told] a rally in Sudport {it was over}.", "a rally"),
        ("Bero [told] Strait {Wire that it was over}.", "Strait Wire"),
        ("Bero [told] this paper {it was over}.", "this paper"),
    ],
)
def test_the_addressee_is_read_from_the_clause_of_the_cue(marked, to):
    settled, text = settle(marked)
    assert settled.to == to
    assert settled.to_span is not None
    assert settled.to_span.of(text) == to


@pytest.mark.parametrize(
    "marked",
    [
        "Bero [told] him {that it was over}.",
        "Bero [said] {she had told Norland News that it was over}.",
        "Bero [said] {it was over}, as Adel told Norland News.",
        "Bero [said] to {leave}.",
    ],
)
def test_what_is_told_elsewhere_is_no_addressee(marked):
    assert settle(marked)[0].to is None


@pytest.mark.parametrize(
    ("marked", "venue"),
    [
        ("Bero [said] in a post on Telegram {that it was over}.", "in a post on Telegram"),
        ("{“It is over,”} Bero [said] on Telegram.", "on Telegram"),
        ("{“It is over,”} Bero [said] in a statement on Monday.", "in a statement"),
        ("At a rally in Sudport, Bero [said] {it was over}.", "At a rally in Sudport"),
        ("{“It is over,”} [said] Bero in a phone interview.", "in a phone interview"),
        ("Bero [said] by phone {it was over}.", "by phone"),
        ("Bero [said in an emailed statement] {it was over}.", "in an emailed statement"),
    ],
)
def test_the_venue_is_read_with_its_preposition(marked, venue):
    assert settle(marked)[0].venue == venue


@pytest.mark.parametrize(
    "marked",
    [
        "Bero [said] in anger {it was over}.",
        "Bero [said] {it was over in a statement}.",
        "In the wake of the speech, Bero [said] {it was over}.",
        "Adel was at a rally in Sudport when Bero [said] {it was over}.",
    ],
)
def test_no_venue_is_made_up(marked):
    assert settle(marked)[0].venue is None


@pytest.mark.parametrize(
    ("marked", "when"),
    [
        ("Bero [said] on Monday {that it was over}.", "on Monday"),
        ("Bero [said Tuesday] {that it was over}.", "Tuesday"),
        ("On Monday, Bero [said] {it was over}.", "On Monday"),
        ("Earlier this week, Bero [said] {it was over}.", "Earlier this week"),
        ("Bero on Monday [said] {it was over}.", "on Monday"),
        ("{“It is over,”} Bero [wrote] in July 2025.", "in July 2025"),
        ("{“It is over,”} Bero [told] reporters in Sudport last week.", "last week"),
    ],
)
def test_the_time_is_that_of_the_speaking(marked, when):
    settled, text = settle(marked)
    assert settled.when is not None
    assert settled.when.of(text) == when


@pytest.mark.parametrize(
    "marked",
    [
        "Bero [said] {it was over on Monday}.",
        "Bero [said] {it was over}, after talks failed on Monday.",
        "The court faces a test on Monday, and Bero [said] {it was over}.",
    ],
)
def test_the_time_of_something_else_is_left(marked):
    assert settle(marked)[0].when is None


def test_what_was_not_said_has_no_setting():
    settled, _ = settle("Bero [hoped] on Monday {to leave}.", statement=False, attitude="eventuality")
    assert (settled.when, settled.venue, settled.to) == (None, None, None)


def test_an_attribution_without_a_cue_passes_through():
    page = Page(id="pg_1", sha256="", text="“No.”", blocks=(Block(kind="paragraph", start=0, end=5, body=True),))
    bare = Attribution(
        id="at_1",
        source=(),
        cue=(),
        content=(Span(0, 5),),
        kind="direct",
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=0.5,
    )
    assert find_settings(page, Tagging(attributions=(bare,), asides=(), entities=())) == ((bare,), ())


@given(st.data())
def test_every_setting_is_a_stretch_of_the_page(data):
    words = [
        "Bero",
        "told",
        "Norland News",
        "on Monday",
        "in a statement",
        "that",
        "said",
        "to reporters",
        ",",
        ".",
        "“no”",
        "\n",
    ]
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=20)))
    blocks = tuple(
        Block(kind="paragraph", start=m.start(), end=m.end(), body=True)
        for m in re.finditer(r"[^\n]*[^\s][^\n]*", text)
    )
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    attribution = Attribution(
        id="at_1",
        source=(),
        cue=(Span(start, end),),
        content=(),
        kind="indirect",
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=1.0,
    )
    page = Page(id="pg_1", sha256="", text=text, blocks=blocks)
    tagging = Tagging(attributions=(attribution,), asides=(), entities=())
    (settled,), meetings = find_settings(page, tagging)
    assert settled.to is None or (settled.to_span is not None and settled.to_span.of(text) == settled.to)
    assert settled.venue is None or settled.venue in text
    assert settled.when is None or 0 <= settled.when.start < settled.when.end <= len(text)
    assert all(0 <= span.start < span.end <= len(text) for meeting in meetings for span in meeting.evidence)
    assert find_settings(page, tagging) == ((settled,), meetings)


@pytest.mark.parametrize(
    "pattern",
    [
        "A ",
        "A and ",
        "met A ",
        "told A ",
        "in a a ",
        "on Monday ",
        "’s ",
        "Norland leaders and ",
        "the of ",
        "A. ",
        "1 ",
        "(,",
    ],
)
def test_a_page_of_noise_takes_bounded_time(pattern):
    text = (pattern * 40_000)[:200_000]
    spans = [Span(at, at + 3) for at in range(0, len(text) - 400, 400)]
    attributions = tuple(
        Attribution(
            id=f"at_{span.start}",
            source=(),
            cue=(span,),
            content=(),
            kind="indirect",
            attitude="assertion",
            statement=True,
            polarity="positive",
            certainty="certain",
            confidence=1.0,
        )
        for span in spans
    )
    entities = tuple(Entity(kind="person", span=span) for span in spans)
    page = Page(id="pg_1", sha256="", text=text, blocks=(Block(kind="paragraph", start=0, end=len(text), body=True),))
    began = time.process_time()
    find_settings(page, Tagging(attributions=attributions, asides=(), entities=entities))
    assert time.process_time() - began < 5


def test_the_words_of_a_time_are_resolved_and_kept():
    page = make_page("Title\nBero said on Monday that it was over.", published="2025-08-20")
    attribution = make_attribution(page, "Bero", "said", "that it was over")
    (found,), _ = find_settings(page, Tagging(attributions=(attribution,), asides=(), entities=()))
    assert found.time is not None
    assert (found.time.start, found.time.granularity, found.time.span) == ("2025-08-18", "day", found.when)


def test_a_time_without_a_day_to_count_from_stays_relative():
    page = make_page("Title\nBero said on Monday that it was over.")
    attribution = make_attribution(page, "Bero", "said", "that it was over")
    (found,), _ = find_settings(page, Tagging(attributions=(attribution,), asides=(), entities=()))
    assert found.time is not None
    assert (found.time.start, found.time.granularity) == (None, "relative")


def test_what_will_be_said_lies_ahead():
    page = make_page("Title\nBero will say on Friday that it was over.", published="2025-08-20")
    attribution = make_attribution(page, "Bero", "will say", "that it was over")
    (found,), _ = find_settings(page, Tagging(attributions=(attribution,), asides=(), entities=()))
    assert found.time is not None
    assert found.time.start == "2025-08-22"
