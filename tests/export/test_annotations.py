from __future__ import annotations

import msgspec
from tests.builders import TEXT, make_page, make_reading

from onrecord.export.annotations import annotation_lines
from onrecord.export.quotations import quotation_lines, quoted_page

READING = make_reading(make_page(url="https://x.example/1", published="2031-02-03"))


def test_every_attribution_is_an_annotation_of_its_words():
    whole = msgspec.json.decode(b"".join(annotation_lines([READING, READING])))
    assert whole["type"] == "AnnotationCollection"
    items = whole["first"]["items"]
    assert len(items) == 6
    target = items[0]["target"][0]
    position, quote = target["selector"]
    assert target["source"] == "https://x.example/1"
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "“the border stays open”"
    assert target["state"]["cached"] == f"urn:sha256:{READING.page.sha256}"
    assert items[0]["body"][0]["value"] == "Ada Venn, Foreign Minister, Caldia"


def test_nothing_is_an_empty_collection():
    assert msgspec.json.decode(b"".join(annotation_lines([])))["first"]["items"] == []


def test_quotations_have_what_stands_around_them_and_who_spoke():
    (line,) = quotation_lines([READING])
    page = msgspec.json.decode(line)
    (quote,) = page["quotes"]
    assert quote["speaker"] == "Ada Venn"
    assert TEXT[quote["offset"] : quote["offset"] + quote["length"]] == quote["quote"]
    assert quote["pre"].endswith("said on Monday that ")
    assert page["date"] == "2031-02-03"


def test_a_page_that_quotes_nobody_yields_no_line():
    silent = msgspec.structs.replace(READING, attributions=READING.attributions[1:])
    assert quoted_page(silent).quotes == ()
    assert list(quotation_lines([silent])) == []
