from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.builders import make_capture
from tests.statements.said import QUOTE, make_said

from onrecord.export.statements import statement_schema
from onrecord.records import Actor
from onrecord.store.sqlite import open_sqlite


@pytest.fixture(scope="module")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three copies of one report: one altered, one with the surname alone and some more words."""
    path = tmp_path_factory.mktemp("record") / "onrecord.db"
    bare = Actor(type="unresolved", name="Venn", surface="Venn")
    readings = [
        make_said(),
        make_said(QUOTE.replace("will not", "will"), outlet="World Desk"),
        make_said(QUOTE, "Venn", outlet="A Copy", speaker=bare, published="2031-02-01"),
    ]
    with open_sqlite(path) as store:
        for reading in readings:
            store.keep(make_capture(reading.page.text, url=reading.page.url), reading)
    return path


@pytest.fixture
def record(run: Callable[..., Any], record_file: Path) -> Callable[..., Any]:
    """Runs a command on that record."""
    return lambda *args: run(*args, "--record", record_file)


@pytest.fixture
def statement(record) -> dict[str, Any]:
    """The one statement of it, as JSON."""
    (line,) = record("statements", "--format", "jsonl").stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_statement_has_the_documented_form(statement):
    jsonschema.Draft202012Validator(statement_schema()).validate(statement)
    assert {"id", "speaker", "when", "quote", "variants", "lines"} <= set(statement)
    assert {"page", "start", "end", "class", "drift"} <= set(statement["variants"][0])


def test_the_schema_in_the_documents_is_the_one_that_holds(root):
    written = json.loads((root / "docs" / "statements.schema.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(statement_schema()))


def test_every_field_of_the_format_is_described():
    for name, definition in statement_schema()["$defs"].items():
        assert [key for key, value in definition.get("properties", {}).items() if not value.get("description")] == [], (
            name
        )


def test_one_statement_is_shown_with_every_variant_and_its_changes(record, statement):
    output = record("statement", statement["id"]).stdout
    assert "best supported" in output
    assert "! negation: “not” became nothing" in output
    assert "will [-not-] sign" in output


def test_what_comes_from_another_copy_says_so(record, statement):
    assert statement["speaker"]["name"] == "Ada Venn"
    lines = record("statement", statement["id"]).stdout.splitlines()
    assert any("name: Ada Venn" in line and "from another copy" in line for line in lines)


def test_the_list_marks_what_some_page_changed(record):
    output = record("statements").stdout
    assert "! negation" in output
    assert "3 pages" in " ".join(output.split())


def test_a_trace_goes_from_the_speaker_to_every_page(record, statement):
    lines = record("trace", statement["id"]).stdout.splitlines()
    assert lines[0] == "Ada Venn"
    assert [name for name in ("A Copy", "Strait Wire", "World Desk") if any(name in line for line in lines)] == [
        "A Copy",
        "Strait Wire",
        "World Desk",
    ]
    assert sum("copy: " in line for line in lines) == 2


def test_a_trace_as_json_is_a_tree(record, statement):
    found = json.loads(record("trace", statement["id"], "--format", "json").stdout)
    assert (found["root"]["kind"], found["root"]["children"][0]["kind"]) == ("speaker", "page")


def test_a_trace_as_a_picture_has_a_title_and_no_script(record, statement):
    picture = record("trace", statement["id"], "--format", "svg").stdout
    assert picture == record("trace", statement["id"], "--format", "svg").stdout
    assert '<title id="title">How the words of Ada Venn reached 3 pages</title>' in picture
    assert "<desc" in picture
    assert "script" not in picture


@pytest.mark.parametrize("command", ["statement", "trace"])
def test_an_unknown_id_ends_with_2(record, command):
    result = record(command, "sm_aaaaaaaaaaaaaaaa")
    assert result.exit_code == 2
    assert "no statement of the record" in result.stderr


def test_the_beginning_of_an_id_is_enough(record, statement):
    assert record("statement", statement["id"][:8]).exit_code == 0


def test_statements_as_csv_are_a_row_each(record):
    header, row, *rest = record("statements", "--format", "csv").stdout.splitlines()
    assert header.startswith("id,when,speaker")
    assert "Ada Venn" in row
    assert rest == []
