"""The words for a country: its names, people, capital and seats of government."""

from __future__ import annotations

import functools

from onrecord.tables.read import read_rows, split_cell


@functools.cache
def country_names_of(code: str) -> tuple[str, ...]:
    """Returns every word or phrase of the tables that names a country, its people, its capital or its government.

    Args:
        code: ISO 3166-1 alpha-2.

    >>> {"Ukraine", "Ukrainian", "Kyiv"} <= set(country_names_of("UA"))
    True
    >>> country_names_of("??")
    ()
    """
    names: list[str] = []
    for row in read_rows("countries"):
        if row["code"] == code:
            cells = (row["aliases"], row["demonyms"], row["capital"])
            names += [row["name"], *(name for cell in cells for name in split_cell(cell))]
    names += [row["phrase"] for row in read_rows("seats") if row["code"] == code]
    return tuple(dict.fromkeys(names))
