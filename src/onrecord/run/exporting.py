"""Exports of a record, filtered: what the command and the server write alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

from onrecord.errors import StoreError, UsageError
from onrecord.export.annotations import annotation_lines
from onrecord.export.citations import bibtex_entries, csl_items
from onrecord.export.jsonl import reading_lines
from onrecord.export.quotations import quotation_lines
from onrecord.export.spreadsheet import entry_rows
from onrecord.export.standoff import standoff_lines
from onrecord.export.warc import warc_records
from onrecord.records.page import Page
from onrecord.records.statement import Statement
from onrecord.run.record import Record
from onrecord.store.contract import Filter, Store

ExportName = Literal["jsonl", "csv", "annotations", "standoff", "quotations", "parquet", "bibtex", "csl", "warc"]

# What a browser, or another program, is told that it gets.
MEDIA_TYPES: dict[ExportName, str] = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "annotations": "application/ld+json",
    "standoff": "application/x-ndjson",
    "quotations": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "warc": "application/warc",
}
ENDINGS: dict[ExportName, str] = {
    "jsonl": "jsonl",
    "csv": "csv",
    "annotations": "jsonld",
    "standoff": "standoff.jsonl",
    "quotations": "quotations.jsonl",
    "parquet": "parquet",
    "bibtex": "bib",
    "csl": "csl.json",
    "warc": "warc",
}


def export_record(store: Store, wanted: Filter, name: ExportName) -> Iterator[bytes]:
    """Yields an export piece by piece; nothing is cut off at a number of rows.

    Args:
        store: The record.
        wanted: What goes into it.
        name: Its format.

    Raises:
        UsageError: If the format needs an extra that is not installed.
    """
    writers: dict[ExportName, Callable[[], Iterator[bytes]]] = {
        "jsonl": lambda: reading_lines(store.readings(wanted)),
        "csv": lambda: entry_rows(store.entries(wanted)),
        "annotations": lambda: annotation_lines(store.readings(wanted)),
        "standoff": lambda: standoff_lines(store.readings(wanted)),
        "quotations": lambda: quotation_lines(store.readings(wanted)),
        "parquet": lambda: _parquet(store, wanted),
        "bibtex": lambda: bibtex_entries(_statements(store, wanted)),
        "csl": lambda: csl_items(_statements(store, wanted)),
        "warc": lambda: warc_records(_with_bytes(store, wanted)),
    }
    assert set(writers) == set(get_args(ExportName))
    return writers[name]()


def export_named(name: str) -> ExportName:
    """Returns the export of this name.

    Raises:
        UsageError: If there is none.
    """
    known: dict[str, ExportName] = {one: one for one in get_args(ExportName)}
    if name not in known:
        raise UsageError(f"no export {name!r}; there are {', '.join(known)}")
    return known[name]


def _statements(store: Store, wanted: Filter) -> Iterator[Statement]:
    """Yields the statements wanted by id, as `onrecord.run.record.Record.statements` does."""
    yield from Record(store).statements(wanted)


def _with_bytes(store: Store, wanted: Filter) -> Iterator[tuple[Page, bytes]]:
    for reading in store.readings(wanted):
        data = store.capture(reading.page.sha256)
        if data is None:
            raise StoreError(f"the bytes of {reading.page.id} are missing; `onrecord verify` says what else is")
        yield reading.page, data


def _parquet(store: Store, wanted: Filter) -> Iterator[bytes]:
    try:
        from onrecord.export.parquet import attribution_file  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("Parquet needs an extra: pip install 'onrecord[parquet]'") from error
    return attribution_file(store.readings(wanted))
