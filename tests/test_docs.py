"""The documents name what exists."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
# `src/...`, `tests/...` and their like in code marks, up to a colon, an argument or a placeholder.
PATH = re.compile(r"`((?:src|tests|docs|benchmarks|training|examples|script|requirements|\.ci)/[\w./*-]+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_in_a_document_exists(document: Path):
    missing = [path for path in PATH.findall(document.read_text("utf-8")) if not list(ROOT.glob(path.rstrip("/")))]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_a_document_leads_somewhere(document: Path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_where_names_every_room():
    where = (ROOT / "docs" / "where.md").read_text("utf-8")
    rooms = [path.parent.name for path in (ROOT / "src" / "onrecord").glob("*/__init__.py")]
    assert rooms
    assert [room for room in rooms if f"src/onrecord/{room}/" not in where] == []


def test_every_row_of_where_has_symptom_file_test_and_figure():
    rows = [row for row in (ROOT / "docs" / "where.md").read_text("utf-8").splitlines() if row.startswith("| ")]
    assert len(rows) > 10
    assert [row for row in rows if row.count(" | ") != 3] == []


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    index = next(folder.glob("000-*.md"))
    others = [path for path in folder.glob("*.md") if path != index]
    assert [path.name for path in others if path.name not in index.read_text("utf-8")] == []


def test_every_command_of_the_command_line_is_in_the_readme():
    commands = {path.stem for path in (ROOT / "src" / "onrecord" / "cli").glob("[a-z]*.py")}
    readme = README.read_text("utf-8")
    named = set(re.findall(r"onrecord (\w+)", readme))
    assert {"read", "show", "statements", "export", "info"} <= commands & named


def test_the_figures_in_the_readme_are_those_that_were_measured():
    path = ROOT / "benchmarks" / "readme.py"
    spec = importlib.util.spec_from_file_location("readme", path)
    assert spec is not None
    assert spec.loader is not None
    readme = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readme)
    text = README.read_text("utf-8")
    assert (
        readme.BEGIN + readme.figures_table(readme.load_results(ROOT / "benchmarks" / "results")) + readme.END in text
    )


def test_the_python_in_the_readme_runs(model, monkeypatch, capsys):
    (snippet,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(snippet, "README.md", "exec"), {})  # the README is ours
    assert "Linnea Strand direct “We discussed fog signals" in capsys.readouterr().out


def test_the_hard_examples_are_read_as_they_say():
    found = doctest.testfile(str(ROOT / "docs" / "hard-examples.md"), module_relative=False)
    assert found.attempted > 30
    assert found.failed == 0
