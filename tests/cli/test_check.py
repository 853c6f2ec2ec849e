from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.builders import make_capture, make_page
from tests.statements.said import QUOTE, make_said

from onrecord.cli import exits
from onrecord.export.statements import check_schema
from onrecord.records import Reading
from onrecord.run import local
from onrecord.store.sqlite import open_sqlite


@pytest.fixture(scope="module")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which three outlets have a quotation, one of them without its "not"."""
    path = tmp_path_factory.mktemp("record") / "onrecord.db"
    altered = QUOTE.replace("will not", "will")
    with open_sqlite(path) as store:
        for outlet, quote in (("Strait Wire", QUOTE), ("Harbour Post", QUOTE), ("World Desk", altered)):
            reading = make_said(quote, outlet=outlet)
            store.keep(make_capture(reading.page.text, url=reading.page.url), reading)
    return path


@pytest.fixture
def check(run: Callable[..., Any], record_file: Path) -> Callable[..., Any]:
    """Checks against that record."""
    return lambda *args: run("check", *args, "--record", record_file)


@pytest.fixture
def check_file(check: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Checks a file with a text, read without a model."""
    bare = lambda _: lambda capture: Reading(page=make_page(capture.data.decode()))  # noqa: E731
    monkeypatch.setattr(local, "read_inputs", functools.partial(local.read_inputs, load=bare))

    def check_text(text: str, *args: Any) -> Any:
        (tmp_path / "claim.txt").write_text(text, "utf-8")
        return check(tmp_path / "claim.txt", *args)

    return check_text


@pytest.mark.parametrize(
    ("asked", "speaker", "verdict"),
    [
        (QUOTE, "Ada Venn", "verbatim"),
        ("the river ports are returned", "Venn", "cut"),
        (QUOTE.replace("will not", "will"), "Venn", "altered"),
        (QUOTE, "Otis Lark", "other_speaker"),
        ("We will sink every ship in the harbour", "Venn", "not_on_record"),
    ],
)
def test_every_verdict_has_its_exit_code_and_its_json(check, asked, speaker, verdict):
    result = check(asked, "--speaker", speaker, "--format", "json")
    found = json.loads(result.stdout)
    assert found["verdict"] == verdict
    assert result.exit_code == exits.OF_VERDICT[verdict]
    jsonschema.Draft202012Validator(check_schema()).validate(found)


def test_the_schema_in_the_documents_is_the_one_that_holds(root):
    written = json.loads((root / "docs" / "check.schema.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(check_schema()))


def test_an_alteration_is_shown_with_its_danger_first(check):
    lines = check(QUOTE.replace("will not", "will")).stdout.splitlines()
    assert lines[1].startswith("ALTERED")
    assert lines[2].strip() == "! negation: “not” became nothing"
    assert "We will [-not-] sign" in " ".join(lines)


def test_a_cut_shows_what_was_left_out(check):
    output = " ".join(check("the river ports are returned").stdout.split())
    assert "left out before: “We will not sign the accord unless”" in output
    assert "left out after: “by Monday”" in output


def test_the_sources_are_counted_by_independent_lines(check):
    assert "2 sources, 1 independent line, 2031-02-03" in check(QUOTE).stdout


def test_each_quotation_of_a_file_is_checked(check_file):
    result = check_file(f"They say “{QUOTE}” and “we will sink every ship we see”.", "--format", "json")
    assert [found["verdict"] for found in json.loads(result.stdout)] == ["verbatim", "not_on_record"]
    assert result.exit_code == exits.OF_VERDICT["not_on_record"]


def test_a_text_without_a_quotation_says_so(check_file):
    result = check_file("Nothing was said at all that day.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No quotation" in result.stderr


def test_an_empty_question_ends_with_2(check):
    assert check("  ").exit_code == 2


def test_without_a_record_it_says_how_to_make_one(run):
    assert run("check", "anything at all").exit_code == exits.RECORD
