"""What of a record is wanted, and what that has in common: a filter as arrays of yes and no, and facets as counts.

Gives exactly what the store's own ``facets``, ``count`` and ``count_statements`` give of the same version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.snapshot.columns import FACETS, UNDATED, Columns, Facet, Keys, Tags, day_number
from onrecord.snapshot.words import NONE, Flags, Numbers, Words
from onrecord.store.contract import EVERYTHING, Facets, Filter, SearchIndex, Tally
from onrecord.store.queries import country_code, days_wanted, words_wanted

# The store's full-text search: the keys of the attributions or pages that hold some words.
Found = Callable[[SearchIndex, str], Keys]

Places = NDArray[np.int64]

# Values given of one facet, as the store gives them; of months all.
_MOST_VALUES: Final = 40
# Below this many values to sort them all is quicker than to look for the most frequent ones first.
_FEW_VALUES: Final = 1000


class Choice(Struct, frozen=True, kw_only=True):
    """Which entries are wanted, and of which statements.

    Attributes:
        wanted: The entries.
        issue: Name of an issue that the statement is on; empty for any.
        act: Code of an act that it does; empty for any.
    """

    wanted: Filter = EVERYTHING
    issue: str = ""
    act: str = ""


# What of a choice narrows each facet: it is counted as if that were not asked for.
_NARROWED: Final[Mapping[str, str]] = {
    "speakers": "speaker",
    "parties": "party",
    "offices": "office",
    "outlets": "outlet",
    "kinds": "kinds",
    "types": "types",
    "months": "days",
    "issues": "issue",
    "acts": "act",
}


class Conditions(Struct, frozen=True):
    """A choice as arrays: for each thing asked for, which rows meet it.

    Attributes:
        rows: How many rows there are.
        met: By what is asked for.
    """

    rows: int
    met: dict[str, Flags]

    def all_met(self, without: str | None = None) -> Flags:
        """Returns which rows meet everything that is asked for, but for one thing."""
        found = np.ones(self.rows, np.bool_)
        for name, met in self.met.items():
            if name != without:
                found &= met
        return found


def conditions_of(columns: Columns, choice: Choice, found: Found) -> Conditions:
    """Returns what is asked for as arrays.

    Args:
        columns: The record.
        choice: What is asked for.
        found: The store's search.

    Raises:
        UsageError: If a name has no letters, a date is none, or there is nothing to search for.
    """
    wanted = choice.wanted
    met = {
        **_names(columns, wanted),
        **_one_of(columns, wanted),
        **_days(columns, wanted),
        **_searched(columns, wanted, found),
    }
    if wanted.said != "all":
        met["said"] = columns.said == (wanted.said == "said")
    if wanted.min_confidence > 0:
        met["confidence"] = columns.confidence >= wanted.min_confidence
    if wanted.page is not None:
        met["page"] = _on_page(columns, wanted.page)
    for name, tags, value in (("issue", columns.issues, choice.issue), ("act", columns.acts, choice.act)):
        if value:
            met[name] = _tagged(tags, value, len(columns.unit_ids))[columns.unit]
    return Conditions(len(columns.ids), met)


def count_rows(wanted: Flags) -> int:
    """Returns how many entries are wanted."""
    return int(np.count_nonzero(wanted))


def units_of(columns: Columns, wanted: Flags) -> Flags:
    """Returns which units the entries wanted are of."""
    return _marked(columns.unit.take(np.flatnonzero(wanted)), len(columns.unit_ids))


def _marked(numbers: Numbers, most: int) -> Flags:
    """Returns which of the numbers below `most` are among these."""
    flags = np.zeros(most, np.bool_)
    flags[numbers] = True
    return flags


def count_units(columns: Columns, wanted: Flags) -> int:
    """Returns how many statements the entries wanted are of; what is in none counts for itself."""
    return int(np.count_nonzero(units_of(columns, wanted)))


def count_facets(columns: Columns, conditions: Conditions, *, once: bool) -> Facets:
    """Returns how many of the entries wanted, or with `once` of their statements, each value of each facet has.

    Issues and acts are always counted by statement: an entry has none of its own.
    """
    whole = np.flatnonzero(conditions.all_met())

    def wide(name: str) -> Places:
        narrowed = _NARROWED[name]
        if narrowed not in conditions.met:
            return whole
        return np.flatnonzero(conditions.all_met(narrowed))

    counted = {name: _tallies(columns.facets[name], wide(name), name, once=once) for name in FACETS}
    tagged = {
        name: _tagged_tallies(tags, _marked(columns.unit.take(wide(name)), len(columns.unit_ids)))
        for name, tags in (("issues", columns.issues), ("acts", columns.acts))
    }
    return Facets(**counted, **tagged)


def _tallies(facet: Facet, rows: Places, name: str, *, once: bool) -> tuple[Tally, ...]:
    if once:
        pairs = _marked(facet.pair.take(rows), len(facet.of_pair))
        codes = facet.of_pair.take(np.flatnonzero(pairs))
    else:
        codes = facet.code.take(rows)
    counts = np.bincount(codes, minlength=len(facet.words) + 1)[:-1]
    return _ranked(facet.words, counts, None if name == "months" else _MOST_VALUES)


def _tagged_tallies(tags: Tags, units: Flags) -> tuple[Tally, ...]:
    counts = np.bincount(tags.code[units[tags.unit]], minlength=len(tags.words))
    return _ranked(tags.words, counts, _MOST_VALUES)


def _ranked(words: Words, counts: NDArray[Any], most: int | None) -> tuple[Tally, ...]:
    """Returns values by how often they were counted, most frequent first; those of one count in order."""
    there = np.flatnonzero(counts)
    if most is not None and len(there) > max(_FEW_VALUES, most):
        least = np.partition(counts[there], -most)[-most]
        there = there[counts[there] >= least]
    ranked = there[np.lexsort((there, -counts[there]))][:most].tolist()
    named = ((words.value(code), int(counts[code])) for code in ranked)
    return tuple(Tally(value=value, count=count) for value, count in named if value)


def _names(columns: Columns, wanted: Filter) -> dict[str, Flags]:
    met = {}
    for name, words in (("speaker", wanted.speaker), ("office", wanted.office), ("outlet", wanted.outlet)):
        if words is not None:
            met[name] = _having(columns, name, words_wanted(words, name))
    if wanted.party is not None:
        met["party"] = _having(columns, "party", words_wanted(wanted.party, "party"))
        code = country_code(wanted.party)
        if code is not None:
            country = columns.looked["country"]
            met["party"] |= country.code == country.words.number(code)
    return met


def _having(columns: Columns, name: str, words: str) -> Flags:
    looked = columns.looked[name]
    # One value more, for the rows that have none.
    found = np.append(looked.words.having(words), np.False_)
    flags: Flags = found[looked.code]
    return flags


def _one_of(columns: Columns, wanted: Filter) -> dict[str, Flags]:
    met = {}
    values: tuple[tuple[str, tuple[str, ...]], ...] = (("kinds", wanted.kinds), ("types", wanted.types))
    for name, chosen in values:
        if chosen:
            facet = columns.facets[name]
            met[name] = np.isin(facet.code, [facet.words.number(value) for value in chosen])
    return met


def _days(columns: Columns, wanted: Filter) -> dict[str, Flags]:
    met = np.ones(len(columns.ids), np.bool_)
    if wanted.since is None and wanted.until is None:
        return {}
    if wanted.since is not None:
        met &= (columns.last >= day_number(days_wanted(wanted.since)[0])) & (columns.last != UNDATED)
    if wanted.until is not None:
        met &= columns.first <= day_number(days_wanted(wanted.until)[1])
    return {"days": met}


def _searched(columns: Columns, wanted: Filter, found: Found) -> dict[str, Flags]:
    met = {}
    if wanted.search is not None:
        met["search"] = _among(columns.keys, found("attributions", wanted.search))
    if wanted.on_page is not None:
        met["on_page"] = _among(columns.page_keys, found("pages", wanted.on_page))[columns.page]
    return met


def _among(keys: Keys, found: Keys) -> Flags:
    """Returns which of `keys` were found; what was found and is not among them is newer than the columns."""
    flags = np.zeros(int(keys.max(initial=0)) + 1, np.bool_)
    flags[found[found < len(flags)]] = True
    among: Flags = flags[keys]
    return among


def _on_page(columns: Columns, page: str) -> Flags:
    wanted = page.encode("utf-8", "surrogatepass")
    place = int(np.searchsorted(columns.page_ids, np.bytes_(wanted)))
    there = place < len(columns.page_ids) and columns.page_ids[place] == wanted
    flags: Flags = columns.page == (place if there else NONE)
    return flags


def _tagged(tags: Tags, value: str, units: int) -> Flags:
    flags = np.zeros(units, np.bool_)
    flags[tags.unit[tags.code == tags.words.number(value)]] = True
    return flags
