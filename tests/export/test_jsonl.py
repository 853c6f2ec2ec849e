from __future__ import annotations

import json

from tests.builders import make_reading

from onrecord.export.jsonl import entry_lines, reading_lines
from onrecord.records.codec import decode_reading
from onrecord.records.entry import entries_of


def test_each_page_is_one_line_that_reads_back():
    reading = make_reading()
    lines = b"".join(reading_lines([reading, reading])).splitlines()
    assert [decode_reading(line) for line in lines] == [reading, reading]


def test_each_entry_is_one_line_with_its_page_and_words():
    (first, *_) = (json.loads(line) for line in entry_lines(entries_of(make_reading())))
    assert first["page"]["title"] == "Talks resume in Oster"
    assert first["attribution"]["speaker"]["name"] == "Ada Venn"
    assert (first["source"], first["cue"]) == ("Foreign Minister Ada Venn of Caldia", "said")
