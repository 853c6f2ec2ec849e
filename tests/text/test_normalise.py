"""Text made plain before its offsets are fixed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.normalise import normalise_text


def test_every_line_end_becomes_a_line_feed():
    assert normalise_text("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


def test_invisible_characters_go_and_joiners_that_spell_stay():
    assert normalise_text("ne\u00adgo\u200bti\ufeffa\x00te") == "negotiate"
    assert normalise_text("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text() | st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Mn", "L"])))
def test_the_result_is_stable_composed_and_can_be_written(text):
    once = normalise_text(text)
    assert normalise_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
