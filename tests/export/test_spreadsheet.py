from __future__ import annotations

import csv
import io

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import make_page, make_reading, readings

from onrecord.export.spreadsheet import COLUMNS, entry_rows, safe_cell
from onrecord.records import Reading
from onrecord.records.entry import entries_of


def rows(reading: Reading) -> list[dict[str, str]]:
    text = b"".join(entry_rows(entries_of(reading))).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_attribution_is_one_row_with_its_words_and_page():
    reading = make_reading(make_page(outlet="The Oster Post", published="2031-02-03"))
    first = rows(reading)[0]
    assert (first["speaker"], first["quote"], first["outlet"]) == (
        "Ada Venn",
        "“the border stays open”",
        "The Oster Post",
    )
    start, end = map(int, first["content_spans"].split("-"))
    assert reading.page.text[start:end] == first["quote"]


def test_the_unnamed_have_a_description_and_no_name():
    row = rows(make_reading())[1]
    assert (row["speaker"], row["description"]) == ("", "A diplomat briefed on the talks")


@given(readings)
def test_every_reading_gives_one_whole_row_an_attribution(reading):
    found = rows(reading)
    assert len(found) == len(reading.attributions)
    assert all(list(row) == list(COLUMNS) for row in found)


@given(st.text())
def test_no_cell_starts_like_a_formula(text):
    assert safe_cell(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert safe_cell(text).endswith(text)


def test_a_quote_that_starts_like_a_formula_is_made_safe():
    reading = make_reading()
    evil = msgspec.structs.replace(reading.attributions[0], quote="=cmd()")
    assert rows(msgspec.structs.replace(reading, attributions=(evil,)))[0]["quote"] == "'=cmd()"


def test_no_entries_give_the_header_alone():
    assert b"".join(entry_rows([])).decode().strip().split(",") == list(COLUMNS)
