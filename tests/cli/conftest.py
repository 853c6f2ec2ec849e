from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.toy import load_toy
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.run import local


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of two pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"page {name}", "utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command in an empty folder, with a reader that needs no model."""
    monkeypatch.setattr(local, "read_inputs", functools.partial(local.read_inputs, load=load_toy))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    return lambda *args: CliRunner().invoke(app, [str(arg) for arg in args])
