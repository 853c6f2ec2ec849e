"""The documents name what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
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
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"onrecord (\w+)", readme))
    assert {"read", "show", "statements", "export", "info"} <= commands & named
