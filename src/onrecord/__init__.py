"""onrecord: who said what, on the record.

    import onrecord

    reading = onrecord.read("page.html")
    for attribution in reading.attributions:
        print(attribution.speaker.name, attribution.quote)

Importing the package loads neither the model nor the database; they come with the first call that needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Any

from onrecord.errors import ModelError, OnrecordError, ReadError, StoreError, UsageError
from onrecord.records import (
    Actor,
    Aside,
    Attribution,
    Block,
    Datum,
    Entity,
    Failure,
    Meeting,
    Page,
    Reading,
    Span,
    When,
)
from onrecord.records.docket import Docket
from onrecord.records.entry import Entry, PageRef
from onrecord.run.client import RemoteRecord
from onrecord.run.record import Record
from onrecord.store.contract import Filter, Store

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Aside",
    "Attribution",
    "Block",
    "Datum",
    "Docket",
    "Entity",
    "Entry",
    "Failure",
    "Filter",
    "Meeting",
    "ModelError",
    "OnrecordError",
    "Page",
    "PageRef",
    "ReadError",
    "Reading",
    "Record",
    "RemoteRecord",
    "Span",
    "Store",
    "StoreError",
    "UsageError",
    "When",
    "__version__",
    "connect",
    "open_docket",
    "open_record",
    "read",
    "read_all",
]


def read(source: str | bytes | PathLike[str], *, model: str | None = None, **origin: Any) -> Reading:
    """Returns who said what on one page.

    Args:
        source: The path or URL of a page, its bytes, or its text. A string is text if it has several lines, or if it is
            neither a URL nor the name of a file; give a `pathlib.Path` where that could be mistaken.
        model: Name of a shipped model, or the folder of another; the default model if ``None``.
        origin: What is known of the page and comes before what it says itself: ``url``, ``outlet``, ``title``,
            ``published``, ``language``, ... (the fields of `onrecord.records.Origin`).

    Raises:
        ReadError: If the page cannot be read; its ``failure`` says why.
        ModelError: If the model cannot be loaded.
    """
    from onrecord.run.api import read_page  # noqa: PLC0415 - loads the parser and the model's engine

    return read_page(source, model=model, origin=origin)


def read_all(
    paths: Sequence[str | PathLike[str]], *, model: str | None = None, jobs: int | None = 1
) -> Iterator[Reading | Failure]:
    """Yields the reading of each page, in order, and a `Failure` for each that cannot be read.

    Args:
        paths: Files, folders, globs or URLs.
        model: As in `read`.
        jobs: Processes that read; ``None`` for as many as there are cores. With more than one, a script must start its
            work under ``if __name__ == "__main__":``.

    Raises:
        ModelError: If the model cannot be loaded.
    """
    from onrecord.run.api import read_pages  # noqa: PLC0415 - same

    return read_pages(paths, model=model, jobs=jobs)


def open_record(path: str | PathLike[str] = "onrecord.db", *, write: bool = False) -> Record:
    """Opens a record that ``onrecord read`` has made; ``close`` it when done.

    Args:
        path: The record's file, or ``postgresql://user@host/database``.
        write: Whether readings are to be kept in it; it is then made where there is none.

    Raises:
        StoreError: If the record cannot be used.
    """
    from onrecord.store.open import open_store  # noqa: PLC0415 - loads SQLAlchemy

    return Record(open_store(path, write=write))


def open_docket(path: str | PathLike[str]) -> Docket:
    """Returns the docket in a TOML file: what `Record.positions` and its like look at a record through.

    Args:
        path: Such as ``docket.toml``; its form is in ``docs/docket.md``.

    Raises:
        UsageError: With the file, the line and what is wrong.
    """
    from onrecord.run.judging import open_docket as read  # noqa: PLC0415 - loads the stages

    return read(path)


def connect(url: str, *, token: str | None = None) -> RemoteRecord:
    """Opens a record that ``onrecord serve`` serves, with the methods of one that is open here.

    Args:
        url: Where it is served, such as ``http://127.0.0.1:8420``.
        token: What the server printed when it started; needed to correct the record, not to read it.
    """
    from onrecord.run import wire  # noqa: PLC0415 - loads an HTTP client

    return wire.connect(url, token=token)
