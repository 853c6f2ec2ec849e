"""The accuracy gate: what it lets through and what it does not."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def gate(root: Path) -> ModuleType:
    """benchmarks/gate.py, which is a script and no part of the package."""
    folder = root / "benchmarks"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("gate", folder / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(folder))
    return module


def test_a_figure_on_its_floor_passes(gate):
    assert gate.judge({"f1": 77.0}, {"f1": {"floor": 77.0}}) == []


@pytest.mark.parametrize("value", [76.99, math.nan])
def test_a_figure_below_its_floor_fails(gate, value):
    assert "below its floor" in gate.judge({"f1": value}, {"f1": {"floor": 77.0}})[0]


@pytest.mark.parametrize("value", [1.6, math.nan])
def test_a_figure_above_its_ceiling_fails(gate, value):
    assert "above its ceiling" in gate.judge({"wrong": value}, {"wrong": {"ceiling": 1.5}})[0]


def test_a_figure_without_a_floor_fails(gate):
    assert gate.judge({"new": 1.0}, {}) == ["new has no floor"]


def test_a_floor_without_a_figure_fails(gate):
    assert gate.judge({}, {"old": {"floor": 1.0}}) == ["old was not measured"]


def test_updating_never_lowers_a_floor_or_raises_a_ceiling(gate):
    bounds = {"f1": {"floor": 77.0}, "wrong": {"ceiling": 1.5}}
    gate.tighten({"f1": 70.0, "wrong": 9.0}, bounds, lower=False)
    assert bounds == {"f1": {"floor": 77.0}, "wrong": {"ceiling": 1.5}}


def test_lowering_has_to_be_asked_for(gate):
    bounds = {"f1": {"floor": 77.0}, "wrong": {"ceiling": 1.5}}
    gate.tighten({"f1": 70.0, "wrong": 9.0}, bounds, lower=True)
    assert bounds == {"f1": {"floor": 70.0}, "wrong": {"ceiling": 9.0}}


def test_the_hash_of_a_folder_changes_with_a_byte_and_with_a_name(gate, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a").write_bytes(b"1")
    first = gate.hash_data(folder)
    (folder / "a").write_bytes(b"2")
    second = gate.hash_data(folder)
    (folder / "a").rename(folder / "b")
    assert len({first, second, gate.hash_data(folder)}) == 3


def test_every_floor_names_a_script_its_data_and_a_bound_a_figure(gate, root):
    import json

    floors = json.loads((root / "benchmarks" / "floors.json").read_text("utf-8"))
    assert floors
    for name, entry in floors.items():
        assert (root / "benchmarks" / entry["script"]).is_file(), name
        assert entry["data"], name
        assert all("floor" in bound or "ceiling" in bound for bound in entry["figures"].values()), name
