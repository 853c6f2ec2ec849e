"""Which line of a TOML file a key stands on: the parser of the standard library does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=")


def lines_of(text: str) -> dict[str, int]:
    r"""Returns the line, from 1, of every table and key of a TOML text, by its path.

    >>> found = lines_of('name = "Talks"\n\n[[party]]\nname = "Norland"\n[[party]]\nrole = "mediator"\n')
    >>> found["name"], found["party[0].name"], found["party[1]"], found["party[1].role"]
    (1, 4, 5, 6)
    """
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _table_path(header[2], repeated=header[1] == "[[", counts=counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{table}.{_bare(key[1])}" if table else _bare(key[1]), number)
    return found


def line_at(path: str, lines: dict[str, int]) -> int | None:
    """Returns the line of the nearest thing that holds `path`.

    Args:
        path: As in `lines_of`; a leading ``$.`` and list positions behind the last known key are ignored.
        lines: From `lines_of`.

    >>> line_at("$.party[1].aliases[0]", {"party[1]": 5, "party[1].aliases": 7})
    7
    """
    path = path.removeprefix("$").removeprefix(".")
    while path:
        if path in lines:
            return lines[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def _table_path(name: str, *, repeated: bool, counts: dict[str, int]) -> str:
    """Returns the path of a table's header; a table inside a repeated one belongs to the latest of those."""
    path = ""
    parts = [_bare(part) for part in name.split(".")]
    for position, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        last = position == len(parts) - 1
        if last and repeated:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _bare(key: str) -> str:
    return key.strip().strip("\"'")
