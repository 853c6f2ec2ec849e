"""What users install: the built wheel holds everything it needs and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

LIMIT_BYTES = 90_000_000  # the promise of the README


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout, without fetching anything."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_it_is_under_its_size_limit(wheel: Path):
    assert wheel.stat().st_size < LIMIT_BYTES


def test_it_holds_the_package_and_nothing_foreign(names: list[str]):
    foreign = [name for name in names if not name.startswith("onrecord/") and ".dist-info/" not in name]
    assert foreign == []


def test_it_holds_no_leftovers(names: list[str]):
    assert [name for name in names if name.endswith((".pyc", ".db", ".orig")) or "/tests/" in name] == []


def test_it_holds_every_tracked_file_of_the_package(root: Path, names: list[str]):
    listed = subprocess.run(["git", "ls-files", "src/onrecord"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    tracked = {line.removeprefix("src/") for line in listed.stdout.splitlines() if (root / line).exists()}
    assert tracked - set(names) == set()


@pytest.mark.parametrize("needed", ["onrecord/py.typed", "onrecord/tables/SOURCES.md", "onrecord/tables/countries.csv"])
def test_it_holds_the_data_files(needed: str, names: list[str]):
    assert needed in names


def test_it_holds_a_model(names: list[str]):
    assert [name for name in names if name.startswith("onrecord/models/") and name.endswith(".onnx")]


def test_it_declares_licence_and_command(wheel: Path, names: list[str]):
    info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
    with zipfile.ZipFile(wheel) as archive:
        assert "onrecord = onrecord.cli.main:main" in archive.read(f"{info}/entry_points.txt").decode()
        assert "License-Expression: Apache-2.0" in archive.read(f"{info}/METADATA").decode()


def test_it_reads_a_page_from_any_folder(wheel: Path, tmp_path: Path):
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    page = tmp_path / "page.txt"
    page.write_text("“The border stays open,” Foreign Minister Ada Venn said on Monday.\n", "utf-8")
    ask = (
        "import onrecord, sys; from pathlib import Path; "
        "assert Path(onrecord.__file__).is_relative_to(sys.argv[1]), onrecord.__file__; "
        "print([(a.speaker.name, a.quote) for a in onrecord.read(Path(sys.argv[2])).attributions])"
    )
    command = [sys.executable, "-c", ask, str(unpacked), str(page)]
    environment = {"PYTHONPATH": str(unpacked), "PATH": ""}  # before the checkout, which is installed as editable
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "('Ada Venn', '“The border stays open,”')" in run.stdout
