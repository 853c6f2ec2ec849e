"""Quotation marks: what is a quotation, what only looks like one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.span import Span
from onrecord.text.marks import Quotation, find_quotations

POLNEAR_DEV = Path(__file__).parents[3] / "shared" / "data" / "polnear" / "dev" / "text"


def paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text)]


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, paragraphs(text))


def found(text: str) -> list[str]:
    return [quote.span.of(text) for quote in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," she said.', ['"We agree,"']),
        ("“We agree,” she said.", ["“We agree,”"]),
        ("“We agree,\" she said, and “that's all.”", ['“We agree,"', "“that's all.”"]),
        ("„Wir sind bereit“, sagte sie.", ["„Wir sind bereit“"]),
        ("„Jesteśmy gotowi”, powiedziała.", ["„Jesteśmy gotowi”"]),
        ("« Nous sommes prêts », dit-elle.", ["« Nous sommes prêts »"]),
        ("»Wir sind bereit«, sagte sie.", ["»Wir sind bereit«"]),
        ("”Vi är redo”, sade hon.", ["”Vi är redo”"]),
        ("``We agree,'' she said.", ["``We agree,''"]),
        ("''We agree,'' she said.", ["''We agree,''"]),
        ("″We agree,″ she said.", ["″We agree,″"]),
        ("'We agree,' she said.", ["'We agree,'"]),
        ("‚Wir‘ sagte sie.", ["‚Wir‘"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("“One”—he said—“two.”", ["“One”", "“two.”"]),
        ('the ".org" address', ['".org"']),
    ],
)
def test_every_convention_of_marks_is_read(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the voters' choice, and the ’90s weren't the '60s.",
        "rock 'n' roll and ’em all, y’all; the 1990s’ end",
        'He is 5\'10" and the pipe 6" wide.',
        "at 40°26'46″ north",
        'He said that 12" was enough.',
        '"""""""""""',
        "",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text):
    assert found(text) == []


def test_a_possessive_inside_a_single_quotation_does_not_end_it():
    assert found("‘The workers’ rights were ignored,’ Adel said.") == ["‘The workers’ rights were ignored,’"]


def test_inches_inside_a_quotation_do_not_end_it():
    assert found('"The 6" pipe burst," the plumber said.') == ['"The 6" pipe burst,"']


def test_a_number_may_end_a_quotation():
    assert found('"They came at 10" was all she said.') == ['"They came at 10"']


def test_nested_quotations_know_their_level():
    text = "“He said, ‘Call it “peace” or nothing,’ and left,” Adel said."
    assert [(quote.span.of(text), quote.level) for quote in quotations(text)] == [
        ("“He said, ‘Call it “peace” or nothing,’ and left,”", 1),
        ("‘Call it “peace” or nothing,’", 2),
        ("“peace”", 3),
    ]


def test_three_straight_single_marks_end_an_inner_and_an_outer_quotation():
    text = "''They call it 'peace,''' Adel said. ''Fine.''"
    assert found(text) == ["''They call it 'peace,'''", "'peace,'", "''Fine.''"]


def test_paragraphs_that_each_open_and_only_the_last_closes_are_one_quotation():
    text = "“First part.\n\n“Second part.\n\n“Third part,” Adel said.\n\n“Another one.”"
    first, second = quotations(text)
    assert [part.of(text) for part in first.parts] == ["“First part.", "“Second part.", "“Third part,”"]
    assert [inner.of(text) for inner in first.inners] == ["First part.", "Second part.", "Third part,"]
    assert first.closed
    assert second.span.of(text) == "“Another one.”"


def test_an_unclosed_mark_harms_its_own_paragraph_only():
    text = "Adel said “we agree and left.\n\nBero said: “No.”"
    first, second = quotations(text)
    assert (first.span.of(text), first.closed) == ("“we agree and left.", False)
    assert (second.span.of(text), second.closed) == ("“No.”", True)


def test_an_unclosed_quotation_ends_before_the_next_one():
    text = "“We agree, he said. “We sign,” she said."
    assert [(q.span.of(text), q.closed, q.level) for q in quotations(text)] == [
        ("“We agree, he said.", False, 1),
        ("“We sign,”", True, 1),
    ]


def test_a_stray_closing_mark_is_ignored():
    assert found("He left.” Then “Good,” she said.") == ["“Good,”"]


def test_a_stray_apostrophe_in_a_quotation_does_not_swallow_its_end():
    assert found("“Give me the ‘ole man,” he said. “Now.”") == ["“Give me the ‘ole man,”", "“Now.”"]


def test_a_bracketed_insertion_stays_inside():
    assert found("“[President] Adel is here”, she said.") == ["“[President] Adel is here”"]


MARKS = st.text(alphabet="\"'“”‘’„‚«»‹›`″′ ab1.,-s\n", max_size=80)


@given(MARKS)
def test_spans_lie_inside_the_text_in_order_and_nest_properly(text):
    quotes = quotations(text)
    assert list(quotes) == sorted(quotes, key=lambda q: (q.span.start, -q.span.end))
    for quote in quotes:
        assert 0 <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)
        assert quote.span == Span(quote.parts[0].start, quote.parts[-1].end)
        assert all(part.holds(inner) for part, inner in zip(quote.parts, quote.inners, strict=True))
    for one in quotes:
        for other in quotes:
            if one is not other and one.span.overlaps(other.span):
                assert one.level != other.level
                outer, inner = (one, other) if one.level < other.level else (other, one)
                assert outer.span.holds(inner.span)


@given(MARKS, st.text(alphabet="ab .\n", max_size=20))
def test_what_comes_before_a_plain_paragraph_does_not_reach_past_it(noise, plain):
    tail = "\n\nzz\n\n“Good,” she said."
    text = noise + plain + tail
    assert found(text)[-1] == "“Good,”"


@pytest.mark.parametrize("pattern", ["“", "\"a'b ", "“a‘", "'", "«»", '1" '])
def test_a_million_marks_take_bounded_time(pattern):
    text = pattern * (1_000_000 // len(pattern))
    began = time.process_time()
    quotations(text)
    assert time.process_time() - began < 5


def test_nearly_all_quotations_of_real_reports_are_closed():
    if not POLNEAR_DEV.is_dir():
        pytest.skip("the corpus is not beside the repository")
    quotes = [quote for path in sorted(POLNEAR_DEV.glob("*.txt")) for quote in quotations(path.read_text("utf-8"))]
    assert len(quotes) > 1000
    assert sum(not quote.closed for quote in quotes) <= 5
