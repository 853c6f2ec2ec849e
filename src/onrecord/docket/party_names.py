"""The names of parties: what tables add to a docket, and the forms that a name takes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.records.docket import Party
from onrecord.tables.places import country_name, find_place
from onrecord.tables.read import read_rows, split_cell

_LOWER = re.compile(r"[^\w]+")
# What may be left of a made-up or little-known country's name when an adjective or a people is made of it.
_ENDINGS = "a|an|ans|ia|ian|ians|n|ns|e|er|ers|ese|i|is|ish|ic|en|ens|ois|ite|ites"
_SHORTEST_STEM = 4


def forms_of(party: Party) -> Iterator[str]:
    """Yields capitals, demonyms and seats of a party's countries, and the short forms of its bodies."""
    for row in read_rows("countries"):
        if row["code"] in party.countries:
            yield row["name"]
            yield from split_cell(row["aliases"])
            yield from split_cell(row["capital"])
            for demonym in split_cell(row["demonyms"]):
                yield demonym
                yield f"{demonym}s"
    for row in read_rows("seats"):
        if row["code"] in party.countries:
            yield from (row["phrase"], row["name"])
    own = {key_of(name) for name in (party.name, *party.aliases, *party.bodies)}
    for row in read_rows("bodies"):
        if own & {key_of(name) for name in (row["name"], *split_cell(row["aliases"]))}:
            yield from (row["name"], *(alias for alias in split_cell(row["aliases"]) if alias[:4] != "the "))


def regions_of(party: Party) -> Iterator[str]:
    """Yields the regions that the table of bodies gives for a bloc, of which an unnamed official may be."""
    own = {key_of(name) for name in (party.name, *party.aliases)}
    for row in read_rows("bodies"):
        if row["region"] and row["kind"] == "bloc" and own & {key_of(row["name"])}:
            yield row["region"]


def derived_forms(parties: Iterable[Party]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yields patterns for adjectives and peoples of parties that no table of countries has."""
    for party in parties:
        if party.countries:
            continue
        for name in (party.name, *party.aliases):
            stem = re.sub(r"(?:ia|[aeiouy])$", "", name)
            if " " in name or len(stem) < _SHORTEST_STEM or not name[0].isupper() or country_of(name):
                continue
            yield re.compile(rf"{re.escape(stem)}(?:{_ENDINGS})|{re.escape(name)}(?:{_ENDINGS}|s)"), party.name


def country_of(name: str) -> str | None:
    """Returns the ISO code of a country, capital or demonym; of a state or region ``None``."""
    place = find_place(name)
    known = place is not None and place.kind in {"country", "capital", "demonym", "seat"}
    return place.code if known and place and country_name(place.code) else None


def surnames_of(people: Mapping[str, str]) -> dict[str, str]:
    """Returns last names that belong to people of one party alone."""
    found: dict[str, set[str]] = {}
    for name, party in people.items():
        if " " in name:
            found.setdefault(name.split()[-1], set()).add(party)
    return {name: next(iter(parties)) for name, parties in found.items() if len(parties) == 1}


def full_names_of(names: Iterable[str]) -> dict[str, str]:
    """Returns last names to the one full name that ends in each."""
    found: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            found.setdefault(name.split()[-1], set()).add(name)
    return {last: next(iter(full)) for last, full in found.items() if len(full) == 1}


@functools.lru_cache(maxsize=262_144)
def key_of(name: str) -> str:
    """Returns a name for comparison: without article, possessive, marks and case."""
    key = " ".join(_LOWER.sub(" ", name.replace("’s", "").replace("'s", "").replace(".", "")).split()).casefold()
    return key.removeprefix("the ")
