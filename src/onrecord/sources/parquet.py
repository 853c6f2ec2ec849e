"""Parquet: one page a row, in the columns that a line of JSON has. Needs the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.captures import make_capture, refuse, refuse_size
from onrecord.sources.options import SourceOptions

PARQUET_MAGIC = b"PAR1"
_CONTENT = ("html", "text")
_KNOWN = ("url", "outlet", "title", "published", "language", "fetched_at", "id")
# Rows decoded at once. Each may be as large as a page; more would save a hundredth of what reading a page costs.
_ROWS = 16


def iter_parquet(stream: IO[bytes], name: str, *, options: SourceOptions) -> Iterator[Capture | Failure]:
    """Yields a capture for each row of a Parquet file, or why it has none.

    Columns: ``html`` or ``text`` (a string, or bytes as they were fetched), and those of a JSONL line: ``url``,
    ``outlet``, ``title``, ``published``, ``language``, ``fetched_at``, ``id``. Others are not decoded.

    Args:
        stream: The file, one that can be read at any place.
        name: Of the file; row N is called ``NAME#N``, counted from 1.
        options: Limits.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to load
        from pyarrow import parquet  # noqa: PLC0415 - same
    except ImportError:
        yield refuse(name, "unsupported_type", "is Parquet, which needs pyarrow: pip install 'onrecord[parquet]'")
        return
    try:
        file = parquet.ParquetFile(stream)
        columns = [column for column in (*_CONTENT, *_KNOWN) if column in file.schema_arrow.names]
        if not set(columns) & set(_CONTENT):
            yield refuse(name, "bad_record", "has neither a column text nor a column html")
            return
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _read_row(row, f"{name}#{number}", options)
    except (pa.ArrowException, OSError, ValueError) as error:
        message = " ".join(str(error).split())[:200]
        yield refuse(name, "bad_archive", f"the Parquet file is damaged or cut off: {message}")


def _read_row(row: dict[str, Any], where: str, options: SourceOptions) -> Capture | Failure:
    field = next((field for field in _CONTENT if row.get(field) is not None), None)
    if field is None:
        return refuse(where, "bad_record", "has neither a text nor a html")
    data = row[field] if isinstance(row[field], bytes) else str(row[field]).encode("utf-8", "replace")
    if len(data) > options.max_bytes:
        return refuse_size(where, options.max_bytes, what="one row")
    known: dict[str, Any] = {name: _as_text(row.get(name)) for name in _KNOWN}
    given_id = known.pop("id")
    origin = Origin(
        path=where,
        media_type="text/html" if field == "html" else "text/plain",
        charset=None if isinstance(row[field], bytes) else "utf-8",
        given_id=given_id,
        **known,
    )
    return make_capture(data, origin)


def _as_text(value: Any) -> str | None:
    """A cell as a line of JSON would have it; an empty one is none."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return None if value is None or value == "" else str(value)
