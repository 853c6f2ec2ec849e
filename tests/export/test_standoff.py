from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import TEXT, make_page, make_reading

from onrecord.errors import ReadError
from onrecord.export.standoff import attach, keys_of, read_standoff, standoff_lines, standoff_page

PAGE = make_page(url="https://x.example/1", outlet="The Oster Post")
READING = make_reading(PAGE)


def put_on(page):
    return attach(standoff_page(READING), dict.fromkeys(keys_of(page), page))


def test_no_words_of_the_page_are_shared():
    line = b"".join(standoff_lines([READING])).decode()
    words = TEXT.split()
    assert not [run for run in map(" ".join, zip(words, words[1:], words[2:], strict=False)) if run in line]
    assert "descriptor" not in line


def test_what_was_shared_comes_back_on_the_same_text():
    (shared,) = read_standoff(standoff_lines([READING]))
    attached = attach(shared, dict.fromkeys(keys_of(PAGE), PAGE))
    assert attached is not None
    assert [(one.state, one.quote) for one in attached] == [
        ("here", attribution.quote) for attribution in READING.attributions
    ]
    assert [one.content for one in attached] == [attribution.content for attribution in READING.attributions]


@given(st.text(max_size=60))
def test_on_a_changed_text_words_are_found_or_said_to_be_gone_and_never_mistaken(before):
    text = f"{before}\n{TEXT}"
    attached = put_on(replace(make_page(text), url=PAGE.url))
    assert attached is not None
    for one, attribution in zip(attached, READING.attributions, strict=True):
        assert one.quote in {attribution.quote, None}
        assert bool(one.content) == (one.state in {"here", "moved"})
        assert [span.of(text) for span in one.content] == ([attribution.quote] if one.content else [])


def test_words_that_were_taken_out_are_gone():
    attached = put_on(replace(make_page(TEXT.replace("border", "harbour")), url=PAGE.url))
    assert attached is not None
    assert next(one.state for one in attached) == "gone"


def test_a_page_that_nobody_has_is_not_attached():
    assert attach(standoff_page(READING), {}) is None


@pytest.mark.parametrize("line", [b"{}", b"not json", msgspec.json.encode({"standoff": 2})])
def test_another_file_is_refused_with_its_line(line):
    with pytest.raises(ReadError, match="line 1"):
        list(read_standoff([line]))
