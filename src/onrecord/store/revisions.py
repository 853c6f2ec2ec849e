"""Pages that were read more than once with other bytes: the same URL, or the same file where there is no URL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, or_, select

from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.packing import unpack
from onrecord.store.queries import select_shown
from onrecord.store.schema import pages
from onrecord.store.shelf import is_among


def find_captures(connection: Connection) -> dict[str, list[Reading]]:
    """Returns address to its captures, for every address that has several; by address."""
    urls = select(pages.c.url).where(pages.c.url.is_not(None)).group_by(pages.c.url).having(func.count() > 1)
    files = select(pages.c.path).where(pages.c.url.is_(None), pages.c.path.is_not(None))
    paths = files.group_by(pages.c.path).having(func.count() > 1)
    several = or_(pages.c.url.in_(urls), (pages.c.url.is_(None)) & pages.c.path.in_(paths))
    return _grouped(connection, several)


def find_captures_of(connection: Connection, names: Collection[str]) -> dict[str, list[Reading]]:
    """Returns the same for the addresses of these pages."""
    rows = connection.execute(select(pages.c.url, pages.c.path).where(is_among(connection, pages.c.id, names))).all()
    urls, paths = {row.url for row in rows if row.url}, {row.path for row in rows if row.path and not row.url}
    # Most pages are the only one at their address, and to read one takes longer than to count them.
    at_urls = _several(connection, pages.c.url, is_among(connection, pages.c.url, urls))
    at_paths = _several(connection, pages.c.path, pages.c.url.is_(None) & is_among(connection, pages.c.path, paths))
    if not at_urls and not at_paths:
        return {}
    there = pages.c.url.is_(None) & is_among(connection, pages.c.path, at_paths)
    return _grouped(connection, or_(is_among(connection, pages.c.url, at_urls), there))


def _several(connection: Connection, column: Column[Any], condition: ColumnElement[bool]) -> set[str]:
    return set(connection.scalars(select(column).where(condition).group_by(column).having(func.count() > 1)))


def _grouped(connection: Connection, condition: ColumnElement[bool]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for packed in connection.scalars(select_shown().where(condition)):
        reading = decode_reading(unpack(packed))
        found[reading.page.url or reading.page.path or ""].append(reading)
    return dict(sorted(found.items()))
