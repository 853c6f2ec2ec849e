"""A filter as a WHERE clause, for every engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true, union

from onrecord.errors import UsageError
from onrecord.store.contract import Filter
from onrecord.store.fold import days_of, fold_words
from onrecord.store.schema import attributions, fetches, pages, readings, state
from onrecord.tables.read import read_rows, split_cell

# Full-text search is each engine's own: given the name of an index and the user's words, the condition.
Search = Callable[[str, str], ColumnElement[bool]]

# A page id may be shortened to its first characters; `pg_` and one more at least, so that no word is taken for one.
_MIN_PREFIX = 4

_SHOWN = (
    attributions.c.page_id,
    attributions.c.id,
    attributions.c.source,
    attributions.c.cue,
    attributions.c.document,
    pages.c.path,
    pages.c.url,
    pages.c.title,
    pages.c.outlet,
    pages.c.published,
)
_JOINED = attributions.join(pages, attributions.c.page_id == pages.c.id)


def select_entries(wanted: Filter, search: Search) -> Select[Any]:
    """Returns the query for the entries wanted, in the order that `Store.entries` promises."""
    order = (pages.c.first_day.asc().nulls_last(), pages.c.id, attributions.c.position)
    return select(*_SHOWN).select_from(_JOINED).where(_condition(wanted, search)).order_by(*order)


def select_ids(wanted: Filter, search: Search) -> Select[str, str]:
    """Returns the query for page id and attribution id of the entries wanted, by page id."""
    return (
        select(attributions.c.page_id, attributions.c.id)
        .select_from(_JOINED)
        .where(_condition(wanted, search))
        .order_by(pages.c.id, attributions.c.position)
    )


def select_count(wanted: Filter, search: Search) -> Select[int]:
    """Returns the query for the number of entries wanted."""
    return select(func.count()).select_from(_JOINED).where(_condition(wanted, search))


def select_shown() -> Select[bytes]:
    """Returns the query for the compressed documents of the readings shown, by page id."""
    shown = readings.join(pages, (readings.c.page_id == pages.c.id) & (readings.c.place == pages.c.place))
    return select(readings.c.document_zstd).select_from(shown).order_by(pages.c.id)


def select_named(name: str) -> Select[Any]:
    """Returns the query for the pages that `name` may mean."""
    p = pages.c
    # Each by its own index: over conditions joined by "or" the database goes through all pages.
    found = [select(p.id).where(condition) for condition in (p.id == name, p.path == name, p.url == name)]
    found.append(select(readings.c.page_id).where(readings.c.place == name))
    if len(name) >= _MIN_PREFIX:
        found.append(select(p.id).where(begins_with(p.id, name.lower())))
    return select(p.id, p.path, p.url, p.title, p.outlet, p.published).where(p.id.in_(union(*found))).order_by(p.id)


def begins_with(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """Returns the condition that a column begins so; in code-point order, by which an index finds it."""
    return and_(column >= prefix, column < f"{prefix}\U0010ffff")


def select_counts() -> Select[Any]:
    """Returns the query for the numbers of `Counts` that come from rows."""
    said, p = attributions.c.statement, pages.c
    # Each table is gone through once.
    of_pages = select(
        func.count().label("pages"),
        func.count(p.outlet.distinct()).label("outlets"),
        func.min(p.first_day).label("first"),
        func.max(p.last_day).label("last"),
        _number(p.first_day.is_(None)).label("undated"),
    ).select_from(pages)
    of_attributions = select(
        _number(said).label("statements"),
        _number(~said).label("ascribed"),
        func.count(attributions.c.speaker.distinct()).label("speakers"),
        _number(said & (attributions.c.speaker_type == "unresolved")).label("unresolved"),
    )
    one, other = of_pages.subquery("of_pages"), of_attributions.subquery("of_attributions")
    return select(one, other).select_from(one.join(other, true()))


def select_validators(model: str) -> Select[Any]:
    """Returns the query for what servers said of the pages that `model` has read."""
    read = fetches.join(pages, fetches.c.page_id == pages.c.id)
    columns = (fetches.c.url, fetches.c.etag, fetches.c.last_modified)
    return select(*columns).select_from(read).where(pages.c.model == model)


def select_version() -> Select[int]:
    """Returns the query for the number that rises with every change."""
    return select(state.c.number).where(state.c.name == "version")


def select_models() -> Select[str, int]:
    """Returns the query for the models that read the pages, and how many each."""
    return select(pages.c.model, func.count()).group_by(pages.c.model).order_by(pages.c.model)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Returns in how many rows a condition holds; 0 without rows."""
    return func.count(case((condition, 1)))


def _condition(wanted: Filter, search: Search) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true(), *_names(wanted)]
    if wanted.kinds:
        conditions.append(attributions.c.kind.in_(wanted.kinds))
    if wanted.search is not None:
        conditions.append(search("attributions", wanted.search))
    if wanted.on_page is not None:
        conditions.append(search("pages", wanted.on_page))
    if wanted.said != "all":
        conditions.append(attributions.c.statement == (wanted.said == "said"))
    if wanted.page is not None:
        conditions.append(pages.c.id == wanted.page)
    if wanted.min_confidence > 0:
        conditions.append(attributions.c.confidence >= wanted.min_confidence)
    return and_(*conditions, *_types(wanted), *_dates(wanted))


def _names(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.speaker is not None:
        conditions.append(_has_words(attributions.c.speaker_words, wanted.speaker, "speaker"))
    if wanted.party is not None:
        conditions.append(_is_party(wanted.party))
    if wanted.office is not None:
        conditions.append(_has_words(attributions.c.office_words, wanted.office, "office"))
    if wanted.outlet is not None:
        conditions.append(_has_words(pages.c.outlet_words, wanted.outlet, "outlet"))
    return conditions


def _types(wanted: Filter) -> list[ColumnElement[bool]]:
    return [attributions.c.speaker_type.in_(wanted.types)] if wanted.types else []


def _dates(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.since is not None:
        conditions.append(pages.c.last_day >= days_wanted(wanted.since)[0])
    if wanted.until is not None:
        conditions.append(pages.c.first_day <= days_wanted(wanted.until)[1])
    return conditions


def days_wanted(date: str) -> tuple[str, str]:
    """Returns the first and last day of a date that is asked for.

    Raises:
        UsageError: If it is none.
    """
    days = days_of(date)
    if days is None:
        raise UsageError(f"{date!r} is not a date; write 2025-08-20, 2025-08 or 2025")
    return days


def _has_words(column: ColumnElement[str], name: str, what: str) -> ColumnElement[bool]:
    return column.contains(words_wanted(name, what), autoescape=True)


def words_wanted(name: str, what: str) -> str:
    """Returns the words of a name that is looked for, folded.

    Raises:
        UsageError: If it has no letters.
    """
    folded = fold_words(name)
    if not folded:
        raise UsageError(f"the {what} to look for has no letters: {name!r}")
    return folded


def _is_party(name: str) -> ColumnElement[bool]:
    named = _has_words(attributions.c.party_words, name, "party")
    code = country_code(name)
    return named if code is None else or_(named, attributions.c.country == code)


def country_code(name: str) -> str | None:
    """Returns the code of a country given by code or name.

    >>> country_code("russia"), country_code("RU"), country_code("Oster")
    ('RU', 'RU', None)
    """
    wanted = fold_words(name)
    for row in read_rows("countries"):
        names = (row["code"], row["name"], *split_cell(row.get("aliases")))
        if wanted in {fold_words(known) for known in names}:
            return row["code"]
    return None
