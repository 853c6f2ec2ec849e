"""The one reader of the tables in this folder: lazily, once a process, never at import."""

from __future__ import annotations

import csv
import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Returns the rows of ``NAME.csv``, one dictionary a row, keyed by the header line.

    Lines that start with ``#`` are comments. A cell that lists several values separates them with ``;`` (`split_cell`).

    Args:
        name: File name without its ending.

    >>> read_rows("countries")[0].keys() >= {"code", "name"}
    True
    """
    lines = _text(f"{name}.csv").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))


@functools.cache
def read_toml(name: str) -> dict[str, Any]:
    """Returns ``NAME.toml`` as a dictionary; callers must not change it.

    Args:
        name: File name without its ending.
    """
    return tomllib.loads(_text(f"{name}.toml"))


def split_cell(cell: str | None) -> tuple[str, ...]:
    """Returns the values of a cell that lists several.

    >>> split_cell("Kyiv; Kiev")
    ('Kyiv', 'Kiev')
    >>> split_cell("")
    ()
    """
    return tuple(value.strip() for value in (cell or "").split(";") if value.strip())


def _text(file: str) -> str:
    return resources.files("onrecord.tables").joinpath(file).read_text(encoding="utf-8")
