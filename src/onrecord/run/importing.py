"""What a Spark job wrote, into a record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import ReadError, UsageError
from onrecord.records import Capture, Failure, Origin
from onrecord.records.codec import decode_reading
from onrecord.run.local import PageRead

_COLUMNS = ["place", "sha256", "origin", "document", "data"]
_ROWS = 64


def read_results(folder: str) -> Iterator[PageRead | Failure]:
    """Yields the pages that a Spark job has read so far, in the order of its files.

    Every row is checked: its bytes against their hash, its reading against the format. Inputs that the job refused come
    as the failures they were.

    Args:
        folder: Of the job, as given to ``onrecord spark read``.

    Raises:
        UsageError: If pyarrow is not there, or the folder holds nothing of a job.
    """
    try:
        from pyarrow import parquet  # noqa: PLC0415 - an extra, and slow to load

        from onrecord.run.spark_slices import OutFolder  # noqa: PLC0415 - same
    except ImportError:
        raise UsageError("importing needs pyarrow: pip install 'onrecord[parquet]'") from None
    out = OutFolder(folder)
    if not out.marks():
        raise UsageError(f"{folder}: holds nothing of a job that ended; `onrecord spark read INPUT {folder}` makes it")
    for path in out.tables("readings"):
        with parquet.ParquetFile(path, filesystem=out.files) as file:
            for batch in file.iter_batches(batch_size=_ROWS, columns=_COLUMNS):
                yield from map(_page_read, batch.to_pylist())
    for path in out.tables("refusals"):
        for row in parquet.read_table(path, filesystem=out.files).to_pylist():
            yield Failure(where=row["place"], **{name: row[name] for name in ("stage", "reason", "message")})


def _page_read(row: dict[str, Any]) -> PageRead | Failure:
    if row["data"] is None:
        return _refuse(row, "its bytes were not kept by the job (--no-bytes), and a record needs them")
    if hashlib.sha256(row["data"]).hexdigest() != row["sha256"]:
        return _refuse(row, "its bytes are not those that were read: the file is damaged")
    try:
        origin = msgspec.json.decode(row["origin"], type=Origin)
        reading = decode_reading(row["document"])
    except (msgspec.MsgspecError, ReadError) as error:
        return _refuse(row, f"cannot be read back: {error}")
    return PageRead(capture=Capture(data=row["data"], sha256=row["sha256"], origin=origin), reading=reading)


def _refuse(row: dict[str, Any], message: str) -> Failure:
    return Failure(where=row["place"], stage="run", reason="bad_record", message=message)
