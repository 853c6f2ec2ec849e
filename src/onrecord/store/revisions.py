"""Pages that were read more than once with other bytes: the same URL, or the same file where there is no URL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, or_, select

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
    at_urls, at_paths = (is_among(connection, *one) for one in ((pages.c.url, urls), (pages.c.path, paths)))
    found = _grouped(connection, or_(at_urls, pages.c.url.is_(None) & at_paths))
    return {address: captures for address, captures in found.items() if len(captures) > 1}


def _grouped(connection: Connection, condition: ColumnElement[bool]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for packed in connection.scalars(select_shown().where(condition)):
        reading = decode_reading(unpack(packed))
        found[reading.page.url or reading.page.path or ""].append(reading)
    return dict(sorted(found.items()))
