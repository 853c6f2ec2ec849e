"""Which pages, stories and statements changed since one looked last: so that what did not need not be read again.

The database itself notes each change, by the triggers of revision 0010, so that no writer can forget to. Writers take
turns, so a higher number is a later change.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from onrecord.store.schema import changes
from onrecord.store.whole import Changes

_KINDS: Final = ("page", "story", "statement")


def find_changes(connection: Connection, since: int | None) -> Changes:
    """Returns what changed behind a mark; a new mark alone where none is given."""
    mark = connection.scalar(select(func.max(changes.c.number))) or 0
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    if since is not None:
        for kind, one in connection.execute(select(changes.c.kind, changes.c.id).where(changes.c.number > since)):
            found[kind].add(one)
    pages, stories, statements = (frozenset(found[kind]) for kind in _KINDS)
    return Changes(mark=mark, pages=pages, stories=stories, statements=statements)
