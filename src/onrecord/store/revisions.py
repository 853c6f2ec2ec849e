"""Pages that were read more than once with other bytes: the same URL, or the same file where there is no URL."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, func, or_, select

from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.packing import unpack
from onrecord.store.queries import select_shown
from onrecord.store.schema import pages


def find_captures(connection: Connection) -> dict[str, list[Reading]]:
    """Returns address to its captures, for every address that has several; by address."""
    urls = select(pages.c.url).where(pages.c.url.is_not(None)).group_by(pages.c.url).having(func.count() > 1)
    files = select(pages.c.path).where(pages.c.url.is_(None), pages.c.path.is_not(None))
    paths = files.group_by(pages.c.path).having(func.count() > 1)
    several = or_(pages.c.url.in_(urls), (pages.c.url.is_(None)) & pages.c.path.in_(paths))
    found: dict[str, list[Reading]] = defaultdict(list)
    for packed in connection.scalars(select_shown().where(several)):
        reading = decode_reading(unpack(packed))
        found[reading.page.url or reading.page.path or ""].append(reading)
    return dict(sorted(found.items()))
