"""A whole record in columns: what filters, counts and lists look at, a number for each row of each column.

A database counts a hundred thousand rows in tenths of a second, for each facet anew; arrays take milliseconds. The
arrays are made beside the server (`make_columns`), lie in a file, and are mapped and not read by whoever asks
(`onrecord.snapshot.columns_file`). What they are a moment behind the record, the lists are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.records.docket import OTHER, Coding
from onrecord.records.weight import Weight
from onrecord.snapshot.words import Flags, Gathering, Numbers, Words, words_of
from onrecord.store.contract import Counts, Store
from onrecord.store.whole import AttributionRow, PageRow

Names = NDArray[np.bytes_]
Keys = NDArray[np.int64]

# A day is YYYYMMDD; this stands for none, and sorts behind every day.
UNDATED: Final = 99_999_999
# The weight of what has none.
_WEIGHTLESS: Final = -1.0

FACETS: Final = ("speakers", "parties", "offices", "outlets", "kinds", "types", "months")


class Facet(Struct, frozen=True, eq=False):
    """A column that is counted.

    Attributes:
        words: Its values.
        code: The value of each row; for none, how many values there are.
        pair: The number of each row's pair of statement and value.
        of_pair: The value of each pair: to count each statement once, pairs are counted and not rows.
    """

    words: Words
    code: Numbers
    pair: Numbers
    of_pair: Numbers


class Tags(Struct, frozen=True, eq=False):
    """What a statement may have several of: issues, acts.

    Attributes:
        words: The values.
        unit: A statement for each of what it has.
        code: The value.
    """

    words: Words
    unit: Numbers
    code: Numbers


class Column(Struct, frozen=True, eq=False):
    """A column that words are looked for in.

    Attributes:
        words: Its values.
        code: The value of each row; for none, how many values there are.
    """

    words: Words
    code: Numbers


class Columns(Struct, frozen=True, eq=False, kw_only=True, weakref=True):
    """A record at one version. Rows are attributions, from the oldest page to the latest, undated last.

    A unit is a statement; what is in none counts as one of its own. Units are numbered in the order of their ids.

    Attributes:
        version: The record's.
        counts: How much it holds.
        page_ids: The pages, by id.
        page_keys: What the store's search calls them.
        ids: Attribution ids.
        keys: What the store's search calls them.
        page: The number of its page.
        position: On the page.
        first: First day that the page's date may mean.
        last: Last day.
        said: Whether it counts as said.
        confidence: In [0, 1].
        unit: The number of its unit.
        alone: Whether it is the only one of its unit.
        newest: The rows in the other order: the latest page first.
        facets: What is counted, by the names of `onrecord.store.contract.Facets`.
        looked: What words are looked for in: ``speaker``, ``party``, ``country``, ``office``, ``outlet``.
        unit_ids: Ids of the units: of statements, else of attributions.
        stated: Whether a unit is a statement.
        weight: Of each unit; -1 where it has none.
        heaviest: The units by weight, then by id.
        issues: What statements are on.
        acts: What they do.
        stories: Ids of the stories, the latest first.
    """

    version: int
    counts: Counts
    page_ids: Names
    page_keys: Keys
    ids: Names
    keys: Keys
    page: Numbers
    position: Numbers
    first: Numbers
    last: Numbers
    said: Flags
    confidence: NDArray[np.float64]
    unit: Numbers
    alone: Flags
    newest: Numbers
    facets: dict[str, Facet]
    looked: dict[str, Column]
    unit_ids: Names
    stated: Flags
    weight: NDArray[np.float64]
    heaviest: Numbers
    issues: Tags
    acts: Tags
    stories: Names


class _Pages(Struct, frozen=True):
    """The pages, by id."""

    ids: Names
    keys: Keys
    first: Numbers
    last: Numbers
    outlet: Column
    outlet_words: Column
    stories: Names


class _Rows(Struct, frozen=True):
    """The attributions as the store gives them: numbers and texts by the fields of `AttributionRow`."""

    numbers: dict[str, NDArray[Any]]
    texts: dict[str, Column]


def make_columns(store: Store, codings: Iterable[Coding], weights: Iterable[Weight]) -> Columns:
    """Returns the record in columns.

    Args:
        store: The record.
        codings: What its statements are on and do; none where no docket is known yet.
        weights: What they weigh.
    """
    version, counts = store.version(), store.counts()
    pages = _read_pages(store.page_rows())
    found = _read_rows(store.attribution_rows())
    page, order = _in_order(found, pages)
    numbers = {name: column[order] for name, column in found.numbers.items()}
    texts = {name: Column(column.words, column.code[order]) for name, column in found.texts.items()}
    unit_ids, unit, stated = _units(numbers["id"], texts["home"])
    first = pages.first[page]
    weight = _weights(unit_ids, weights)
    return Columns(
        version=version,
        counts=counts,
        page_ids=pages.ids,
        page_keys=pages.keys,
        ids=numbers["id"],
        keys=numbers["key"],
        page=page,
        position=numbers["position"],
        first=first,
        last=pages.last[page],
        said=numbers["statement"],
        confidence=numbers["confidence"],
        unit=unit,
        alone=np.bincount(unit, minlength=len(unit_ids))[unit] == 1,
        newest=_newest(first),
        facets={name: facet_of(column, unit) for name, column in _counted(texts, pages.outlet, page, first).items()},
        looked=_looked(texts, pages.outlet_words, page),
        unit_ids=unit_ids,
        stated=stated,
        weight=weight,
        heaviest=np.lexsort((np.arange(len(weight)), -weight)).astype(np.int32),
        **_tags(unit_ids, codings),
        stories=pages.stories,
    )


def facet_of(column: Column, unit: Numbers) -> Facet:
    """Returns a column as one that is counted."""
    values = len(column.words) + 1
    pairs, pair = np.unique(unit.astype(np.int64) * values + column.code, return_inverse=True)
    of_pair = (pairs % values).astype(np.int32)
    return Facet(words=column.words, code=column.code, pair=pair.astype(np.int32), of_pair=of_pair)


def day_number(day: str | None) -> int:
    """Returns an ISO 8601 day as a number that sorts like it.

    >>> day_number("2031-02-03"), day_number(None)
    (20310203, 99999999)
    """
    return UNDATED if day is None else int(day.replace("-", ""))


def _read_pages(batches: Iterable[list[PageRow]]) -> _Pages:
    rows: list[tuple[Any, ...]] = []
    stories: dict[str, str] = {}
    outlets, words = Gathering(), Gathering()
    for batch in batches:
        for key, name, story, first_day, last_day, published, _, _ in batch:
            rows.append((name, key, day_number(first_day), day_number(last_day)))
            if story is not None:
                dates = [date for date in (stories.get(story), published) if date]
                stories[story] = min(dates, default="")
        outlets.extend(row[6] for row in batch)
        words.extend(row[7] for row in batch)
    ids = np.array([row[0] for row in rows], "S")
    order = np.argsort(ids, kind="stable")
    keys: Keys = np.array([row[1] for row in rows], np.int64)[order]
    first, last = (np.array([row[k] for row in rows], np.int32)[order] for k in (2, 3))
    outlet, outlet_words = (Column(found, code[order]) for found, code in (outlets.column(), words.column()))
    return _Pages(ids[order], keys, first, last, outlet, outlet_words, _by_date(stories))


def _by_date(stories: Mapping[str, str]) -> Names:
    """Returns stories by their first date, latest first, undated last."""
    names = sorted(stories)
    names.sort(key=lambda name: stories[name], reverse=True)
    return np.array(names, "S")


_NUMBERS: Final = {"key": np.int64, "position": np.int32, "statement": np.bool_, "confidence": np.float64}
_IDS: Final = ("id", "page_id")


def _read_rows(batches: Iterable[list[AttributionRow]]) -> _Rows:
    numbers: dict[str, list[NDArray[Any]]] = {name: [] for name in (*_NUMBERS, *_IDS)}
    texts = {name: Gathering() for name in AttributionRow._fields if name not in numbers}
    for batch in batches:
        for name, values in zip(AttributionRow._fields, zip(*batch, strict=True), strict=True):
            if name in texts:
                texts[name].extend(values)
            else:
                numbers[name].append(np.array(values, _NUMBERS.get(name, "S")))
    empty: dict[str, NDArray[Any]] = {name: np.zeros(0, _NUMBERS.get(name, "S1")) for name in numbers}
    return _Rows(
        {name: np.concatenate(found) if found else empty[name] for name, found in numbers.items()},
        {name: Column(*found.column()) for name, found in texts.items()},
    )


def _in_order(rows: _Rows, pages: _Pages) -> tuple[Numbers, NDArray[np.int64]]:
    """Returns the page of each row, and the order of the rows; without those whose page was not there yet."""
    wanted = rows.numbers["page_id"]
    place = np.minimum(np.searchsorted(pages.ids, wanted), max(len(pages.ids) - 1, 0))
    known = np.flatnonzero(pages.ids[place] == wanted) if len(pages.ids) else np.zeros(0, np.int64)
    page = place[known].astype(np.int32)
    order = np.lexsort((rows.numbers["position"][known], page, pages.first[page]))
    return page[order], known[order]


def _units(ids: Names, home: Column) -> tuple[Names, Numbers, Flags]:
    """Returns the ids of the units, the unit of each row, and which units are statements."""
    alone = home.code == len(home.words)
    homes = np.array([home.words.value(number) for number in range(len(home.words))], "S")
    unit_ids = np.unique(np.concatenate([homes, ids[alone]]))
    unit = np.empty(len(ids), np.int32)
    unit[alone] = np.searchsorted(unit_ids, ids[alone])
    unit[~alone] = np.searchsorted(unit_ids, homes)[home.code[~alone]]
    stated = np.zeros(len(unit_ids), np.bool_)
    stated[unit[~alone]] = True
    return unit_ids, unit, stated


def _newest(first: Numbers) -> Numbers:
    # Stable: rows of one day stay by page and position.
    return np.argsort(np.where(first == UNDATED, UNDATED, -first), kind="stable").astype(np.int32)


def _counted(texts: Mapping[str, Column], outlet: Column, page: Numbers, first: Numbers) -> dict[str, Column]:
    # Undated rows come behind all months, which is where a row without a value belongs.
    months, code = np.unique(first // 100, return_inverse=True)
    names = [f"{month // 100:04}-{month % 100:02}" for month in months.tolist() if month != UNDATED // 100]
    return {
        "speakers": texts["speaker"],
        "parties": texts["party"],
        "offices": texts["office"],
        "outlets": Column(outlet.words, outlet.code[page]),
        "kinds": texts["kind"],
        "types": texts["speaker_type"],
        "months": Column(words_of(names), code.astype(np.int32)),
    }


def _looked(texts: Mapping[str, Column], outlet: Column, page: Numbers) -> dict[str, Column]:
    return {
        "speaker": texts["speaker_words"],
        "party": texts["party_words"],
        "country": texts["country"],
        "office": texts["office_words"],
        "outlet": Column(outlet.words, outlet.code[page]),
    }


def _weights(unit_ids: Names, weights: Iterable[Weight]) -> NDArray[np.float64]:
    known = [(one.statement, one.total) for one in weights]
    found = np.full(len(unit_ids), _WEIGHTLESS)
    place, there = _places(unit_ids, [name for name, _ in known])
    found[place[there]] = np.array([total for _, total in known], np.float64)[there]
    return found


def _tags(unit_ids: Names, codings: Iterable[Coding]) -> dict[str, Tags]:
    """Returns issues and acts, each one of a statement once; what is on nothing of the docket is on no issue."""
    rows: dict[str, list[tuple[str, str]]] = {"issues": [], "acts": []}
    for one in codings:
        rows["issues"] += [(one.statement, name) for name in sorted({m.issue for m in one.issues} - {OTHER})]
        rows["acts"] += [(one.statement, code) for code in sorted({act.code for act in one.doing.acts})]
    return {name: _tagged(unit_ids, found) for name, found in rows.items()}


def _tagged(unit_ids: Names, rows: list[tuple[str, str]]) -> Tags:
    place, there = _places(unit_ids, [statement for statement, _ in rows])
    values = Gathering()
    values.extend(value for _, value in rows)
    words, code = values.column()
    return Tags(words=words, unit=place[there].astype(np.int32), code=code[there])


def _places(unit_ids: Names, names: list[str]) -> tuple[NDArray[np.int64], Flags]:
    """Returns where among the units each name is, and whether it is there at all."""
    wanted = np.array(names, "S")
    if not len(unit_ids):
        return np.zeros(len(names), np.int64), np.zeros(len(names), np.bool_)
    place = np.minimum(np.searchsorted(unit_ids, wanted), len(unit_ids) - 1)
    return place, unit_ids[place] == wanted
