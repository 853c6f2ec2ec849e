"""JSON, one object a line: exact, and the same bytes for the same record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.records.codec import encode_entry, encode_reading
from onrecord.records.entry import Entry
from onrecord.records.reading import Reading


def reading_lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Yields each page as one line, in the format of ``docs/format.md``."""
    for reading in readings:
        yield encode_reading(reading) + b"\n"


def entry_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yields each attribution, with what names its page, as one line."""
    for entry in entries:
        yield encode_entry(entry) + b"\n"
