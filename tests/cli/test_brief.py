from __future__ import annotations

import json

import pytest


@pytest.fixture
def record(run, pages):
    """A record of two pages."""
    run("read", pages)
    return run


def test_a_brief_of_the_latest_day_is_written_as_markdown(record):
    result = record("brief")
    assert result.exit_code == 0
    assert "2031-02-03" in result.stdout.splitlines()[0]
    assert "## " in result.stdout


@pytest.mark.parametrize("form", ["json", "csl"])
def test_the_forms_for_programs_are_json(record, form):
    assert json.loads(record("brief", "--format", form).stdout)


def test_the_page_and_the_bibliography_are_written(record):
    assert record("brief", "--format", "html").stdout.startswith("<!doctype html>")
    assert record("brief", "--format", "bibtex").stdout.startswith("@misc{")


def test_days_without_statements_say_so(record):
    result = record("brief", "--since", "1999-01-01", "--until", "1999-01-02")
    assert result.exit_code == 0
    assert "Nothing on record for these days" in result.output


@pytest.mark.parametrize(
    "options", [("--since", "soon"), ("--since", "2031-03", "--until", "2031-02"), ("--docket", "none.toml")]
)
def test_days_and_dockets_that_are_none_end_with_a_line(record, options):
    result = record("brief", *options)
    assert result.exit_code == 2
    assert result.output.startswith("onrecord: ")


def test_weights_are_listed_heaviest_first_with_their_sums(record):
    lines = record("weights", "--explain").stdout.splitlines()
    totals = [float(line.split()[0]) for line in lines if not line.startswith(" ")]
    assert totals == sorted(totals, reverse=True)
    assert sum("authority" in line for line in lines) == len(totals)


def test_one_statement_shows_its_sum(record):
    first = json.loads(record("weights", "--format", "jsonl").stdout.splitlines()[0])
    lines = record("weights", first["weight"]["statement"]).stdout.splitlines()
    shares = [float(line.split()[0]) for line in lines[1:7]]
    assert sum(shares) == pytest.approx(first["weight"]["total"], abs=0.01)


def test_answers_say_that_there_are_none(record):
    result = record("answers")
    assert result.exit_code == 0
    assert "No statement on record is about another" in result.output
    assert record("answers", "--format", "jsonl").stdout == ""
