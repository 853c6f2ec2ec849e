from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import icalendar
import jsonschema
import pytest

from onrecord.export.judged import meeting_schema, position_schema, proposal_schema

DOCKET = """
name = "River ports"
[[party]]
name = "Caldia"
[[party]]
name = "Norland"
[[issue]]
name = "border"
phrases = ["border"]
[[proposal]]
name = "Sudport draft"
"""


@pytest.fixture
def record(run, pages, tmp_path: Path):
    """A record of two pages, on each of which Ada Venn of Caldia speaks of the border; and a docket."""
    run("read", pages)
    (tmp_path / "docket.toml").write_text(DOCKET, "utf-8")
    return run


def test_a_position_is_shown_with_its_words(record):
    output = record("positions", "--docket", "docket.toml").stdout
    assert output.startswith("Caldia\n  border")
    assert "“the border stays open”" in output
    assert "Ada Venn, Foreign Minister" in output


def test_a_line_of_json_is_a_position_as_the_schema_says(record):
    (line, *_) = record("positions", "--docket", "docket.toml", "--format", "jsonl").stdout.splitlines()
    position = json.loads(line)
    jsonschema.Draft202012Validator(position_schema()).validate(position)
    assert (position["format"], position["party"], position["issue"]) == (1, "Caldia", "border")


def test_csv_has_a_row_for_every_statement(record):
    text = record("positions", "--docket", "docket.toml", "--issue", "border", "--format", "csv").stdout
    (row, *_) = csv.DictReader(io.StringIO(text))
    assert (row["party"], row["current"], row["speaker"]) == ("Caldia", "yes", "Ada Venn, Foreign Minister")


def test_an_earlier_day_knows_nothing_of_what_came_later(record):
    result = record("positions", "--docket", "docket.toml", "--at", "2030")
    assert result.stdout == ""
    assert "No statement belongs to a party" in result.stderr


def test_what_the_docket_does_not_have_is_refused_with_what_it_has(record):
    result = record("positions", "--docket", "docket.toml", "--party", "Sudland")
    assert result.exit_code == 2
    assert "its parties are Caldia, Norland" in result.stderr
    assert record("positions", "--docket", "docket.toml", "--issue", "fish").exit_code == 2
    assert record("positions", "--docket", "docket.toml", "--at", "soon").exit_code == 2


def test_a_faulty_docket_is_refused_with_its_line(record, tmp_path: Path):
    (tmp_path / "bad.toml").write_text('name = "x"\n[[party]]\nname = 3\n', "utf-8")
    result = record("positions", "--docket", "bad.toml")
    assert result.exit_code == 2
    assert "bad.toml:3: " in result.stderr
    assert record("positions", "--docket", "nowhere.toml").exit_code == 2


def test_without_a_docket_it_says_that_it_drafted_one(record):
    result = record("positions")
    assert result.exit_code == 0
    assert "drafted from the record" in result.stderr


def test_docket_check_explains_and_its_exit_code_tells(record, tmp_path: Path):
    good = record("docket", "check", "docket.toml")
    assert good.exit_code == 0
    assert "2 parties, 1 issue, 1 proposal" in good.stderr
    (tmp_path / "bad.toml").write_text('name = "x"\n[[party]]\nname = "y"\nalias = ["z"]\n', "utf-8")
    bad = record("docket", "check", "bad.toml")
    assert bad.exit_code == 2
    assert "bad.toml:4: there is no key 'alias' here" in bad.stderr


def test_a_drafted_docket_passes_its_own_check(record, tmp_path: Path):
    drafted = record("docket", "suggest")
    (tmp_path / "drafted.toml").write_text(drafted.stdout, "utf-8")
    assert record("docket", "check", "drafted.toml").exit_code == 0


def test_a_proposal_of_the_docket_is_shown_even_where_no_page_names_it(record):
    output = record("proposals", "--docket", "docket.toml").stdout
    assert output.startswith("Sudport draft")
    assert "unknown" in output
    (line,) = record("proposals", "--docket", "docket.toml", "--format", "jsonl").stdout.splitlines()
    jsonschema.Draft202012Validator(proposal_schema()).validate(json.loads(line))


def test_meetings_of_a_record_without_any_say_so_and_the_calendar_is_one(record):
    result = record("meetings", "--docket", "docket.toml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "report no such meeting" in result.stderr
    calendar = icalendar.Calendar.from_ical(record("meetings", "--docket", "docket.toml", "--format", "ics").stdout)
    assert calendar["X-WR-CALNAME"] == "River ports"
    assert list(meeting_schema()["$defs"])


@pytest.mark.parametrize("command", ["positions", "proposals", "meetings"])
def test_an_empty_record_says_what_to_do_next(run, tmp_path: Path, command: str):
    (tmp_path / "empty.txt").write_text("nothing here", "utf-8")
    run("read", tmp_path / "pages-that-are-not")
    assert run(command).exit_code in {0, 5}
