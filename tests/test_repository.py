"""The tracked files: nothing of the machine they were written on, nothing without an origin, nothing too big."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

LIMIT_BYTES = 60_000_000
# In pieces, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(f"(?<![\\w./~]){re.escape('/' + top)}/[a-z]" for top in ("root", "home", "work", "Users"))
)
REGISTRY = re.compile("index" + r"-url|find" + r"-links|python" + r"hosted|py" + r"pi\.org|trusted" + r"-host")


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """The tracked files that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [root / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        data = path.read_bytes()
        if b"\0" in data:
            continue
        text = data.decode("utf-8", "replace")
        found += [f"{path.name}: {line[:120]}" for line in text.splitlines() if pattern.search(line)]
    return found


def test_no_tracked_file_names_a_path_of_some_machine(tracked: list[Path]):
    assert lines_with(MACHINE, tracked) == []


def test_no_tracked_file_names_a_package_registry(tracked: list[Path]):
    assert lines_with(REGISTRY, tracked) == []


def test_no_tracked_file_is_too_big(tracked: list[Path]):
    assert [path for path in tracked if path.stat().st_size > LIMIT_BYTES] == []


def test_no_tracked_file_is_a_pickle(tracked: list[Path]):
    assert [path for path in tracked if path.suffix in {".pkl", ".pickle", ".joblib", ".pt", ".pth"}] == []


def test_every_table_has_its_origin_and_licence(root: Path):
    tables = root / "src" / "onrecord" / "tables"
    sources = (tables / "SOURCES.md").read_text("utf-8")
    rows = {name: row for row in sources.splitlines() if (name := row.partition("`")[2].partition("`")[0])}
    names = [path.name for path in tables.iterdir() if path.suffix in {".csv", ".toml"}]
    assert [name for name in names if rows.get(name, "").count("|") < 6] == []


def test_the_two_locks_pin_the_same_releases(root: Path):
    run, dev = (
        set(re.findall(r"^\S+==\S+.*?(?= \\)", (root / "requirements" / name).read_text("utf-8"), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    )
    assert run
    assert run <= dev


def test_every_locked_release_is_pinned_by_hash(root: Path):
    for name in ("run.txt", "dev.txt"):
        entries = re.split(r"\n(?=\S)", (root / "requirements" / name).read_text("utf-8").strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_is_in_the_lock(root: Path):
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    locked = set(re.findall(r"^([\w.-]+)==", (root / "requirements" / "dev.txt").read_text("utf-8"), re.MULTILINE))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.match(r"[\w.-]+", entry)[0].lower().replace("_", "-") for entry in wanted}  # type: ignore[index]
    assert names - locked == set()
