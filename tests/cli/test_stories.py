from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.export.stories import story_schema


@pytest.fixture
def record(run, pages):
    """A record of two pages with one text but for their last line."""
    run("read", pages)
    return run


def stories_of(record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in record("stories", "--format", "jsonl").stdout.splitlines()]


def test_copies_are_listed_with_what_was_done_to_them(record):
    output = record("stories").stdout
    assert "Talks resume in Oster" in output
    assert "2 pages · The Oster Post · 2031-02-03" in output
    assert [line.split()[0] for line in output.splitlines() if "kept" in line or "fullest" in line] == [
        "fullest",
        "copy",
    ]


def test_a_line_of_json_is_a_story_with_its_pages_as_the_schema_says(record, pages):
    (story,) = stories_of(record)
    jsonschema.Draft202012Validator(story_schema()).validate(story)
    assert story["format"] == 1
    assert [{"id", "path", "url", "role"} <= set(page) for page in story["pages"]] == [True, True]
    assert sorted(page["path"] for page in story["pages"]) == [str(pages / "a.txt"), str(pages / "b.txt")]


def test_the_schema_in_the_documents_is_that_of_the_code():
    written = Path(__file__).resolve().parents[2] / "docs" / "stories.schema.json"
    assert json.loads(written.read_text("utf-8")) == json.loads(json.dumps(story_schema()))


def test_every_field_of_the_schema_is_described():
    fields = [
        (name, field)
        for name, definition in story_schema()["$defs"].items()
        for field, value in definition.get("properties", {}).items()
        if not value.get("description")
    ]
    assert fields == []


def test_stories_on_fewer_pages_can_be_left_out_and_that_is_said(record):
    result = record("stories", "--min-copies", "3")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No story stands on 3 pages; 1 story on fewer.\n"


def test_a_record_without_pages_says_what_to_do_next(run, pages):
    (pages / "a.txt").write_text("REFUSE", "utf-8")
    run("read", pages / "a.txt")
    result = run("stories")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "onrecord.db holds no page yet. Next: onrecord read PAGES --record onrecord.db\n"


def test_a_missing_record_ends_with_5(run):
    assert run("stories").exit_code == 5


def test_a_story_is_shown_paragraph_by_paragraph_with_who_has_which(record):
    (story,) = stories_of(record)
    lines = record("story", story["story"]).stdout.splitlines()
    rows = [line.split() for line in lines if line.strip()[:1].isdigit() and "=" in line]
    assert [row[:3] for row in rows if "page" not in row] == [["1", "=", "="], ["2", "=", "="], ["3", "=", "="]]
    assert {tuple(row[1:]) for row in rows if "page" in row} in (
        {("=", "·", "page", "a"), ("·", "=", "page", "b")},
        {("·", "=", "page", "a"), ("=", "·", "page", "b")},
    )


def test_a_copy_is_told_what_it_lacks_and_what_it_has_alone(record):
    (story,) = stories_of(record)
    output = record("story", story["story"]).stdout
    assert (output.count("lacks "), output.count("has alone ")) == (2, 2)


@pytest.mark.parametrize("name", ["beginning", "page", "path"])
def test_a_story_is_found_by_the_beginning_of_its_id_by_a_page_and_by_a_path(record, name):
    (story,) = stories_of(record)
    named = {"beginning": story["story"][:8], "page": story["pages"][1]["id"], "path": story["pages"][0]["path"]}
    assert "Talks resume in Oster" in record("story", named[name]).stdout


def test_a_story_in_json_has_its_rows(record):
    (story,) = stories_of(record)
    table = json.loads(record("story", story["story"], "--format", "jsonl").stdout)
    assert (table["format"], table["story"]["story"], len(table["rows"])) == (1, story["story"], 5)


def test_what_is_neither_story_nor_page_is_refused_in_one_line(record):
    result = record("story", "st_nowhere")
    assert result.exit_code == 2
    assert result.stderr == "onrecord: st_nowhere: neither a story nor a page of the record onrecord.db\n"
