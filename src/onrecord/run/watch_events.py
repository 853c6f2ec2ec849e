"""What a watch has to tell."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

EventKind = Literal["kept", "unchanged", "failed", "dead", "feed", "record", "health"]


class Health(Struct, frozen=True, kw_only=True):
    """How the watch is.

    Attributes:
        feeds: Feeds watched.
        failing: Feeds that could not be read the last time.
        looks: Looks at feeds since the start.
        kept: Pages kept since the start, new or changed.
        waiting: Pages to be fetched.
        dead: Pages given up.
        memory_mb: Memory of the process, in use now.
    """

    feeds: int
    failing: int
    looks: int
    kept: int
    waiting: int
    dead: int
    memory_mb: float


class Event(Struct, frozen=True, kw_only=True):
    """Something to tell.

    Attributes:
        kind: ``kept`` (a page), ``unchanged`` (a page), ``failed`` (a page, to be tried again), ``dead`` (a page, given
            up), ``feed`` (a feed cannot be read), ``record`` (the record cannot be written just now), ``health``.
        where: The address.
        message: One line.
        health: The counts, for ``health``.
    """

    kind: EventKind
    where: str = ""
    message: str = ""
    health: Health | None = None


def memory_mb() -> float:
    """Returns the memory that this process has in use, in MB; 0 where the system does not say."""
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123 - no path of the user's
            return int(file.read().split()[1]) * 4096 / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0
