from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given
from tests.builders import make_page, make_reading, readings

from onrecord.errors import ReadError
from onrecord.records import Reading
from onrecord.records.codec import decode_reading, encode_reading, reading_schema

ROOT = Path(__file__).parents[2]


@given(readings)
def test_what_is_decoded_is_what_was_encoded(reading: Reading):
    assert decode_reading(encode_reading(reading)) == reading


@given(readings)
def test_every_encoded_reading_is_valid_by_the_schema(reading: Reading):
    jsonschema.Draft202012Validator(reading_schema()).validate(json.loads(encode_reading(reading)))


def test_a_page_without_its_text_is_not_valid_by_the_schema():
    document = json.loads(encode_reading(make_reading()))
    del document["text"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(reading_schema()).validate(document)


def test_the_committed_schema_is_the_one_the_types_give():
    written = (ROOT / "docs" / "format.schema.json").read_text("utf-8")
    assert json.loads(written) == json.loads(json.dumps(reading_schema()))


def test_every_field_of_the_schema_is_described():
    definitions = reading_schema()["$defs"]
    bare = [
        (name, field)
        for name, it in definitions.items()
        for field, p in it.get("properties", {}).items()
        if "description" not in p
    ]
    assert bare == []


def test_what_the_page_does_not_give_is_written_as_null():
    page = json.loads(encode_reading(make_reading()))["page"]
    assert (page["url"], page["outlet"], page["published"]) == (None, None, None)


def test_where_a_field_was_found_is_written_beside_its_value():
    reading = make_reading(make_page(outlet="The Oster Post"))
    page = json.loads(encode_reading(reading))["page"]
    assert (page["outlet"], page["found"]["outlet"]) == ("The Oster Post", "given")


def test_the_line_holds_no_line_end():
    assert b"\n" not in encode_reading(make_reading())


def test_a_profile_is_not_part_of_the_format():
    reading = make_reading()
    profiled = msgspec.structs.replace(reading, seconds={"page": 0.1})
    assert encode_reading(profiled) == encode_reading(reading)


def test_a_file_name_that_is_not_utf8_can_be_written():
    line = encode_reading(make_reading(make_page(path="talks\udce9.html")))
    assert json.loads(line)["page"]["path"] == "talks\\udce9.html"


def test_a_newer_format_is_named_in_the_refusal():
    with pytest.raises(ReadError, match="format 2, but this onrecord reads format 1"):
        decode_reading(b'{"format": 2, "everything": "else"}')


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"format": 1}', b"\xff\xfe", "no JSON"])
def test_what_is_no_page_is_refused_in_one_line(data):
    with pytest.raises(ReadError) as caught:
        decode_reading(data)
    assert "\n" not in str(caught.value)


def documented_page() -> str:
    """The example of docs/format.md."""
    return (ROOT / "docs" / "format.md").read_text("utf-8").split("```json\n")[1].split("```")[0]


def test_the_documented_example_is_valid_and_reads():
    jsonschema.Draft202012Validator(reading_schema()).validate(json.loads(documented_page()))
    assert decode_reading(documented_page()).attributions[0].kind == "direct"


def test_the_documented_offsets_are_right():
    reading = decode_reading(documented_page())
    (attribution,) = reading.attributions
    words = [reading.quote(spans) for spans in (attribution.source, attribution.cue, attribution.content)]
    assert words == ["Foreign Minister Ada Venn", "said", attribution.quote]
    assert attribution.when
    assert attribution.when.of(reading.page.text) == "on Monday"
    assert [block.span.of(reading.page.text)[-6:] for block in reading.page.blocks] == [" Oster", "open”."]
