from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders import make_capture, make_page, make_reading

from onrecord.store.sqlite import open_sqlite

VENN, DIPLOMAT, PORTS = "“the border stays open”", "Norland would not sign", "the river ports returned"


# The quotes in an output of each format.
QUOTES: dict[str, Callable[[str], list[str]]] = {
    "jsonl": lambda output: [json.loads(line)["quote"] for line in output.splitlines()],
    "csv": lambda output: [row["quote"] for row in csv.DictReader(io.StringIO(output, newline=""))],
    "table": lambda output: [quote for quote in (VENN, DIPLOMAT, PORTS) if quote in output],
}


@pytest.fixture(scope="module")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one page, made once."""
    path = tmp_path_factory.mktemp("record") / "onrecord.db"
    with open_sqlite(path) as store:
        store.keep(make_capture(), make_reading(make_page(outlet="The Oster Post", published="2031-02-03")))
    return path


@pytest.fixture
def record(run: Callable[..., Any], record_file: Path) -> Callable[..., Any]:
    """Runs a command on that record."""
    return lambda *args: run(*args, "--record", record_file)


def test_only_what_was_said_is_listed(record):
    output = record("statements").stdout
    assert VENN in output
    assert DIPLOMAT in output
    assert PORTS not in output


def test_what_is_ascribed_is_listed_when_asked_for(record):
    output = record("statements", "--ascribed").stdout
    assert PORTS in output
    assert VENN not in output
    assert "ascribed eventuality" in output


def test_both_are_listed_when_asked_for(record):
    assert all(quote in record("statements", "--all").stdout for quote in (VENN, DIPLOMAT, PORTS))


def test_the_list_says_who_the_unnamed_are(record):
    output = " ".join(record("statements", "--speaker", "diplomat").stdout.split())
    assert "A diplomat briefed on the talks" in output
    assert "unnamed" in output


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["--speaker", "venn"], [VENN]),
        (["--party", "Caldia"], [VENN]),
        (["--outlet", "oster"], [VENN, DIPLOMAT]),
        (["--since", "2031-03"], []),
        (["--until", "2031-02-03"], [VENN, DIPLOMAT]),
        (["--kind", "direct"], [VENN]),
        (["--kind", "direct", "--kind", "indirect"], [VENN, DIPLOMAT]),
        (["--search", "sign"], [DIPLOMAT]),
        (["--on-page", "resume"], [VENN, DIPLOMAT]),
        (["--min-confidence", "0.8"], [VENN]),
    ],
)
@pytest.mark.parametrize("format_", ["table", "jsonl", "csv"])
def test_filters_hold_in_every_format(record, args, found, format_):
    output = record("statements", *args, "--format", format_).stdout
    assert QUOTES[format_](output) == found


@pytest.mark.parametrize("args", [["--attributions"], ["--all"]])
def test_attributions_are_listed_by_themselves_when_asked_for(record, args):
    lines = record("statements", *args, "--format", "jsonl").stdout.splitlines()
    quotes = [json.loads(line)["attribution"]["quote"] for line in lines]
    assert quotes[:2] == [VENN, DIPLOMAT]
    assert (PORTS in quotes) == (args == ["--all"])


def test_nothing_is_cut_off_however_many_there_are(run, pages):
    for number in range(60):
        (pages / f"{number}.txt").write_text(str(number), "utf-8")
    run("read", pages, "--jobs", 1)
    assert run("statements", "--attributions").stdout.count(VENN) == 62
    (venn,) = [line for line in run("statements", "--format", "jsonl").stdout.splitlines() if VENN in line]
    assert len(json.loads(venn)["variants"]) == 62


def test_no_line_is_wider_than_the_terminal_nor_ends_in_spaces(record):
    lines = record("statements").stdout.splitlines()
    assert max(map(len, lines)) <= 100
    assert all(line == line.rstrip() for line in lines)


def test_when_nothing_matches_it_says_which_filter_is_to_blame(record):
    result = record("statements", "--speaker", "venn", "--kind", "indirect")
    assert result.exit_code == 0
    assert "Nothing matches. 1 would without --speaker. 1 would without --kind." in result.stderr


def test_undated_pages_left_out_of_a_span_of_time_are_counted(run, pages, monkeypatch):
    monkeypatch.setattr("tests.toy.make_page", lambda text, **known: make_page(text, path=known["path"]))
    run("read", pages / "a.txt")
    assert "Left out: 2 more on pages without a date." in run("statements", "--since", "2031").stderr


def test_without_a_record_it_says_how_to_make_one(run):
    result = run("statements")
    assert result.exit_code == 5
    assert "onrecord read PAGES" in result.stderr


def test_an_empty_record_says_what_to_do_next(run, pages):
    run("read", pages / "lost.txt")
    assert "holds no page yet. Next: onrecord read PAGES" in run("statements").stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--since", "lately"],
        ["--since", "2031-03", "--until", "2031-02"],
        ["--ascribed", "--all"],
        ["--kind", "x"],
        ["--min-confidence", "2"],
        ["--search", "…"],
    ],
)
def test_filters_that_make_no_sense_end_with_2(record, args):
    result = record("statements", *args)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
