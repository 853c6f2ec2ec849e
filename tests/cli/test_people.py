from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from onrecord.export.people import person_schema


@pytest.fixture
def record(run, pages):
    """A record of two pages, on each of which Ada Venn speaks."""
    run("read", pages)
    return run


def test_people_are_listed_with_office_and_numbers(record):
    output = record("people").stdout
    assert "Ada Venn" in output
    assert "Foreign Minister, Caldia" in output
    assert "2 pages" in output
    assert "diplomat" not in output


def test_a_line_of_json_is_a_person_as_the_schema_says(record):
    (line,) = record("people", "--format", "jsonl").stdout.splitlines()
    person = json.loads(line)
    jsonschema.Draft202012Validator(person_schema()).validate(person)
    assert (person["format"], person["name"], person["countries"]) == (1, "Ada Venn", ["Caldia"])


def test_filters_leave_out_who_does_not_fit(record):
    for option in (
        ("--name", "berg"),
        ("--office", "president"),
        ("--country", "Norland"),
        ("--min-statements", "9"),
    ):
        result = record("people", *option)
        assert result.stdout == ""
        assert "Nobody on record fits" in result.stderr
    for option in (("--name", "venn"), ("--office", "minister"), ("--country", "caldia")):
        assert "Ada Venn" in record("people", *option).stdout


def test_a_person_is_shown_with_offices_and_every_statement(record):
    output = record("person", "ada venn").stdout
    assert "2031-02-03  " in output
    assert "Foreign Minister" in output
    assert "“the border stays open”" in output


def test_a_person_as_json_has_the_statements_by_day(record):
    (line,) = record("person", "Venn", "--format", "jsonl").stdout.splitlines()
    found = json.loads(line)
    assert found["format"] == 1
    assert {one["id"] for one in found["statements"]} == set(found["person"]["statements"])
    assert found["statements"][0]["office"] == "Foreign Minister"
    assert found["statements"][0]["held"][0]["office"] == "Foreign Minister"


def test_a_name_that_nobody_has_is_one_clear_line(record):
    result = record("person", "Nils Berg")
    assert result.exit_code == 2
    assert "nobody on record has this full name" in result.stderr


def test_an_empty_record_says_what_to_do(run, tmp_path):
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.txt").write_text("REFUSE")
    run("read", tmp_path / "none")
    assert "holds no page yet" in run("people").stderr


def test_the_schema_in_the_documents_is_that_of_the_code():
    written = Path(__file__).resolve().parents[2] / "docs" / "people.schema.json"
    assert json.loads(written.read_text("utf-8")) == json.loads(json.dumps(person_schema()))


def test_every_field_of_the_schema_is_described():
    fields = [
        (name, field)
        for name, definition in person_schema()["$defs"].items()
        for field, value in definition.get("properties", {}).items()
        if not value.get("description")
    ]
    assert fields == []
