"""Countries, capitals, demonyms, regions and seats of government: from a word of a page to an ISO code."""

from __future__ import annotations

import functools
from typing import Literal

from msgspec import Struct

from onrecord.tables.read import read_rows, split_cell

PlaceKind = Literal["country", "capital", "demonym", "seat", "state", "region"]


class PlaceName(Struct, frozen=True):
    """What one word or phrase says of a country.

    Attributes:
        kind: How it names the country; a ``region`` names none.
        name: The country's English name; for a ``seat`` or a ``state`` its own name, for a ``region`` the region's.
        code: ISO 3166-1 alpha-2 code; empty for a region.
    """

    kind: PlaceKind
    name: str
    code: str


def find_place(phrase: str) -> PlaceName | None:
    """Returns what `phrase` names, letter case as in print; articles are ignored.

    >>> find_place("Kyiv")
    PlaceName(kind='capital', name='Ukraine', code='UA')
    >>> find_place("the Kremlin").name
    'Kremlin'
    >>> find_place("Paris Hilton") is None
    True
    """
    key = _bare(phrase)
    return _by_phrase().get(key)


@functools.cache
def country_name(code: str) -> str | None:
    """Returns the English name of an ISO alpha-2 code.

    >>> country_name("UA")
    'Ukraine'
    """
    return next((row["name"] for row in read_rows("countries") if row["code"] == code), None)


@functools.cache
def place_phrases() -> frozenset[str]:
    """Returns every phrase that `find_place` knows."""
    return frozenset(_by_phrase())


@functools.cache
def _by_phrase() -> dict[str, PlaceName]:
    found: dict[str, PlaceName] = {}
    for row in read_rows("regions"):
        found[row["adjective"]] = PlaceName("region", row["region"], "")
    for row in read_rows("states"):
        found[row["name"]] = PlaceName("state", row["name"], row["code"])
        # Dotted forms only: "OR" and "IN" without dots are words of any headline in capitals.
        for short in split_cell(row["abbreviations"]):
            if "." in short:
                found[short] = PlaceName("state", row["name"], row["code"])
    for row in read_rows("countries"):
        name, code = row["name"], row["code"]
        for phrase in split_cell(row["capital"]):
            found.setdefault(phrase, PlaceName("capital", name, code))
        for phrase in split_cell(row["demonyms"]):
            found.setdefault(phrase, PlaceName("demonym", name, code))
        # Last: a country beats a state or a region of the same name (Georgia).
        for phrase in (name, *split_cell(row["aliases"])):
            found[_bare(phrase)] = PlaceName("country", name, code)
    for row in read_rows("seats"):
        found[_bare(row["phrase"])] = PlaceName("seat", row["name"], row["code"])
    return found


def _bare(phrase: str) -> str:
    phrase = " ".join(phrase.split())
    return phrase[4:] if phrase[:4].lower() == "the " else phrase
