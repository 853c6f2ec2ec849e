"""What ``onrecord watch`` does: runs the watch until a signal, and tells what happens, one line each."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from rich.text import Text

from onrecord.cli import exits
from onrecord.cli.terminal import print_beside, printable, say, stdout_console
from onrecord.cli.wording import count_of
from onrecord.errors import UsageError
from onrecord.run.options import RunOptions
from onrecord.run.reader import load_reader
from onrecord.run.watch import Watch
from onrecord.run.watch_events import Event, Health
from onrecord.run.watch_plan import WatchOptions
from onrecord.sources import SourceOptions
from onrecord.store import watching
from onrecord.store.open import open_store

_WORDS = {
    "kept": "kept",
    "unchanged": "as before",
    "failed": "failed, will be tried again",
    "dead": "given up",
    "feed": "feed",
    "record": "record",
    "health": "watching",
}


class WatchCommand(Struct, frozen=True, kw_only=True):
    """What the command line asked for; as in `WatchOptions`, `RunOptions` and `SourceOptions`.

    Attributes:
        feeds: Addresses; none for those that the record knows.
        record: The record.
        every_s: Seconds between two looks.
        gap_s: Seconds between two requests to a host.
        once: Whether to end when nothing is due.
        retry: Whether what was given up is to be fetched again.
        model: The model.
        allow_private: Whether private addresses may be fetched.
    """

    feeds: tuple[str, ...]
    record: str
    every_s: float
    gap_s: float
    once: bool
    retry: bool
    model: str | None
    allow_private: bool


def watch_feeds(command: WatchCommand) -> int:
    """Watches until SIGTERM or Ctrl-C, and returns the exit code.

    Raises:
        UsageError: If no feed is named or known, or one is no address.
        StoreError: If the record cannot be used.
        ModelError: If the model cannot be loaded.
    """
    wrong = next((feed for feed in command.feeds if not feed.startswith(("http://", "https://"))), None)
    if wrong is not None:
        raise UsageError(f"{wrong}: is no http or https address of a feed")
    read = load_reader(RunOptions(model=command.model))
    with open_store(command.record) as opened, _stopped_by_signals() as stop:
        store: Any = opened
        with store.connect(write=True) as connection:
            if not command.feeds and not watching.all_feeds(connection):
                raise UsageError("no feed is named, and this record has watched none before")
            if command.retry:
                say(f"{count_of(watching.revive_links(connection, 0.0), 'page')} will be fetched again.")
        options = WatchOptions(every_s=command.every_s, gap_s=command.gap_s, once=command.once)
        watch = Watch(store, read, options=options, sources=SourceOptions(allow_private=command.allow_private))
        last: Health | None = None
        for event in watch.run(command.feeds, stop):
            _tell(event)
            last = event.health or last
    trouble = last is not None and (last.failing or last.dead)
    return exits.SOME_REFUSED if command.once and trouble else exits.DONE


def show_status(record: str) -> None:
    """Prints the feeds that are watched, and the pages that were given up.

    Raises:
        StoreError: If there is no such record.
    """
    with open_store(record, write=False) as opened:
        store: Any = opened
        with store.connect() as connection:
            feeds, dead = watching.all_feeds(connection), watching.dead_links(connection)
            counts = watching.count_links(connection)
    console = stdout_console()
    for feed in feeds:
        checked = datetime.fromtimestamp(feed.checked, UTC).strftime("%Y-%m-%d %H:%M") if feed.checked else "never"
        trouble = f": failed {feed.failures} times in a row: {feed.error}" if feed.failures else ""
        print_beside(
            console, [(Text(checked, style="dim"), 16)], Text(printable(f"{feed.url}, lists {feed.listed}{trouble}"))
        )
    for link in dead:
        print_beside(console, [(Text("given up", style="yellow"), 16)], Text(printable(f"{link.url}: {link.error}")))
    waiting, done = counts.get("waiting", 0), counts.get("done", 0)
    console.print(f"{count_of(len(feeds), 'feed')}; {done:,} done, {waiting:,} waiting, {len(dead):,} given up.")


def seconds_of(text: str, *, option: str) -> float:
    """Returns the seconds that a length of time means.

    Raises:
        UsageError: If it is none.

    >>> seconds_of("90s", option="--every"), seconds_of("10m", option="--every"), seconds_of("1.5h", option="--every")
    (90.0, 600.0, 5400.0)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", text.strip().lower())
    if found is None:
        raise UsageError(f"{option} {text}: not a length of time; write 90s, 10m, 2h or 1d")
    return float(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86_400}[found[2]]


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Yields what SIGTERM and SIGINT set; the second time they end the process as usual."""
    stop = threading.Event()
    before: dict[int, Any] = {}

    def end(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, before[number])

    if threading.current_thread() is not threading.main_thread():  # where a test runs it
        yield stop
        return
    before.update({number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)})
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(event: Event) -> None:
    """Writes one line to standard error, with the time where no terminal is: a journal has its own, a file has none."""
    when = "" if sys.stderr.isatty() else datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ ")
    parts = [part for part in (event.where, event.message) if part]
    quiet = event.kind in {"failed", "dead", "feed", "record"}
    say(f"{when}{_WORDS[event.kind]}: {': '.join(parts)}", style="yellow" if quiet else "")
