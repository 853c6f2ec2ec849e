from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.features import INSIDE, MARK, OUTSIDE, case_codes, quote_codes
from onrecord.records import Span


def test_a_stray_mark_harms_its_own_paragraph_alone():
    text = 'A "stray one\nNo quotation here'
    codes = quote_codes(text, [Span(0, 12), Span(13, len(text))])
    assert set(codes[13:].tolist()) == {OUTSIDE}


def test_german_marks_close_with_the_high_mark():
    text = "„Nein“, sagte er"
    codes = quote_codes(text, [Span(0, len(text))])
    assert codes[:6].tolist() == [MARK, INSIDE, INSIDE, INSIDE, INSIDE, MARK]
    assert codes[8] == OUTSIDE


def test_an_apostrophe_is_no_mark():
    text = "It’s the ministers' plan"
    assert set(quote_codes(text, [Span(0, len(text))]).tolist()) == {OUTSIDE}


@given(st.text(max_size=300))
def test_there_is_one_code_a_character(text):
    assert len(case_codes(text)) == len(quote_codes(text, [Span(0, len(text))])) == len(text)
