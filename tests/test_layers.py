"""The order of the rooms, beyond what import-linter's contracts say."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "onrecord"

# Library -> the rooms or files that may import it: what one room alone knows can be exchanged in one place.
HOMES = {
    "alembic": ("store/",),
    "brotli": ("sources/",),
    "anyascii": ("people/", "statements/", "stories/"),
    "fastwarc": ("sources/", "export/warc.py"),
    "feedparser": ("sources/",),
    "filelock": ("snapshot/",),
    "htmldate": ("page/",),
    "httpx": ("run/wire.py",),
    "jinja2": ("web/render.py",),
    "litestar": ("web/",),
    "icalendar": ("export/",),
    "lxml": ("page/", "sources/"),
    "matplotlib": ("export/pictures.py",),
    "onnxruntime": ("models/session.py",),
    "protego": ("sources/",),
    "pyarrow": ("export/parquet.py", "sources/parquet.py", "run/"),
    "pyspark": ("run/",),
    "py3langid": ("language/",),
    "rapidfuzz": ("stories/", "statements/", "people/"),
    "rensa": ("stories/",),
    "rich": ("cli/",),
    "sqlalchemy": ("store/",),
    "tokenizers": ("models/",),
    "trafilatura": ("page/",),
    "typer": ("cli/",),
    "uvicorn": ("cli/serving.py",),
}


@functools.cache
def imports_of(path: Path) -> frozenset[str]:
    """Returns the dotted names that a file imports, at any depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
    return frozenset(found)


def files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_import_linter_keeps_every_contract():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=SOURCE.parent.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_is_imported_by_its_room_alone(library: str):
    strangers = [
        place
        for path in files()
        if library in {name.split(".")[0] for name in imports_of(path)}
        and not (place := path.relative_to(SOURCE).as_posix()).startswith(HOMES[library])
    ]
    assert strangers == []


def test_the_declared_libraries_are_those_that_are_imported():
    project = tomllib.loads((SOURCE.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^\w-]", entry)[0].lower() for entry in project["dependencies"]}
    optional: dict[str, list[str]] = project.get("optional-dependencies", {})
    homes = metadata.packages_distributions()
    imported = {name.split(".")[0] for path in files() for name in imports_of(path)}
    foreign = imported - set(sys.stdlib_module_names) - {"onrecord"}
    # What is declared and never imported is a download for nothing.
    homeless = declared - {home.lower() for name in foreign for home in homes.get(name, [])}
    assert homeless == set()
    extras = {re.split(r"[^\w-]", entry)[0].lower() for extra in optional.values() for entry in extra}
    # An extra need not be installed here; then its library is looked for by its own name.
    named = {name: {home.lower() for home in homes.get(name, [name])} for name in foreign}
    undeclared = {name for name in foreign if not named[name] & (declared | extras)}
    assert undeclared == set()


def test_nothing_inside_imports_the_package_root():
    assert [path for path in files() if "onrecord" in imports_of(path)] == []


def test_no_import_ring_is_hidden_behind_type_checking():
    # The commands may: nothing imports them, so there is no ring to hide, and they load a room only when it is needed.
    rooms = [path for path in files() if path.parent.name != "cli"]
    assert [path for path in rooms if "TYPE_CHECKING" in path.read_text("utf-8")] == []


def test_only_the_runner_catches_everything():
    broad = [
        path
        for path in files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)  # cleans up and passes it on
        and "run" not in path.relative_to(SOURCE).parts
    ]
    assert broad == []
