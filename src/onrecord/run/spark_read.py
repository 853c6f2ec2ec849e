"""Reading in Spark: the same reader as everywhere, in tasks that each read a slice and write Parquet.

The model is loaded once in each Python worker. One bad record is a row of the refusals. A record that ends its process
fails the task, and the next attempt reads each page of the slice in a process beside it: then only that page is lost.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import msgspec
import pyarrow as pa
from msgspec import Struct
from pyarrow import parquet

from onrecord.export import parquet as columns
from onrecord.records import Capture, Failure, Reading
from onrecord.run.local import guard_captures
from onrecord.run.options import RunOptions
from onrecord.run.pool import read_in_processes
from onrecord.run.reader import LoadReader, PageRead, guard_reader, load_reader
from onrecord.run.spark_slices import InputFile, Mark, OutFolder, Slice, open_place
from onrecord.sources import SourceOptions, iter_captures, iter_stream

# Pages written at once: the rows of a row group. Trades memory in a task (a page's bytes and text, twice) for the
# number of small column chunks.
_ROWS = 64
SUMMARY = "slice string, pages long, refused long, seconds double"


class ReadJob(Struct, frozen=True, kw_only=True):
    """What every task of a job is told.

    Attributes:
        out: The folder for the results.
        model: Name that readings will bear.
        options: Of reading.
        load: Makes the reader; must be importable in the workers.
        bytes_too: Whether the pages' bytes are kept.
    """

    out: str
    model: str
    options: RunOptions = RunOptions()
    load: LoadReader = load_reader
    bytes_too: bool = True

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Reads the slices in `batches` (for ``mapInArrow``) and yields a line of `SUMMARY` for each."""
        for batch in batches:
            for packed in batch.column(0).to_pylist():
                mark = self.read_slice(msgspec.json.decode(packed, type=Slice), _attempt())
                row = {"slice": mark.slice.id, "pages": mark.pages, "refused": mark.refused, "seconds": mark.seconds}
                yield pa.RecordBatch.from_pylist([row])

    def read_slice(self, wanted: Slice, attempt: int) -> Mark:
        """Reads one slice and puts what came of it into the folder.

        Args:
            wanted: The slice.
            attempt: How often Spark has tried before; from the second time on each page is read in a process beside.
        """
        start = time.perf_counter()
        out = OutFolder(self.out)
        captures = guard_captures(_captures(wanted, self.options.sources))
        outcomes = self._read_beside(captures) if attempt else self._read_here(captures)
        with ExitStack() as stack:
            tables = _Tables(out, wanted.id, f"{attempt}-{time.time_ns():x}", stack)
            while batch := list(itertools.islice(outcomes, _ROWS)):
                tables.write([one for one in batch if not isinstance(one, Failure)], batch, bytes_too=self.bytes_too)
        mark = Mark(
            slice=wanted,
            model=self.model,
            pages=tables.pages,
            refused=tables.refused,
            seconds=round(time.perf_counter() - start, 3),
        )
        out.finish(tables.written, mark)
        return mark

    def _read_here(self, captures: Iterator[Capture | Failure]) -> Iterator[_Outcome]:
        read = guard_reader(self.load(self.options))
        for capture in captures:
            yield _paired(capture, capture if isinstance(capture, Failure) else read(capture))

    def _read_beside(self, captures: Iterator[Capture | Failure]) -> Iterator[_Outcome]:
        for capture, result in read_in_processes(captures, self.load, self.options, 1):
            assert not isinstance(capture, PageRead)
            assert not isinstance(result, PageRead)
            yield _paired(capture, result)


_Outcome = tuple[Capture, Reading] | Failure


class _Tables:
    """The Parquet files that a task writes; a file is begun with its first row."""

    def __init__(self, out: OutFolder, slice_id: str, attempt: str, stack: ExitStack) -> None:
        self.pages = self.refused = 0
        self.written: dict[str, str] = {}
        self._writers: dict[str, Any] = {}
        self._out = out
        self._name = (slice_id, attempt)
        self._stack = stack

    def write(self, pages: list[tuple[Capture, Reading]], outcomes: list[_Outcome], *, bytes_too: bool) -> None:
        """Writes what some captures yielded."""
        failures = [one for one in outcomes if isinstance(one, Failure)]
        readings = [reading for _, reading in pages]
        self.pages += len(pages)
        self.refused += len(failures)
        self._add("readings", columns.readings_batch(pages, bytes_too=bytes_too))
        self._add("attributions", columns.attributions_batch(readings))
        self._add("meetings", columns.meetings_batch(readings))
        self._add("refusals", columns.refusals_batch(failures))

    def _add(self, table: str, batch: pa.RecordBatch) -> None:
        if not batch.num_rows:
            return
        if table not in self._writers:
            self.written[table] = self._out.start_file(self._name[0], table, self._name[1])
            writer = parquet.ParquetWriter(
                self.written[table], batch.schema, filesystem=self._out.files, compression="zstd"
            )
            self._writers[table] = self._stack.enter_context(writer)
        self._writers[table].write_batch(batch)


def _paired(capture: Capture | Failure, result: Reading | Failure) -> _Outcome:
    if isinstance(capture, Failure):
        return capture
    return result if isinstance(result, Failure) else (capture, result)


def _captures(wanted: Slice, options: SourceOptions) -> Iterator[Capture | Failure]:
    for file in wanted.files:
        yield from itertools.islice(_file_captures(file, options), wanted.part, None, wanted.of)


def _file_captures(file: InputFile, options: SourceOptions) -> Iterator[Capture | Failure]:
    if "://" not in file.path:
        yield from iter_captures([file.path], options=options)
        return
    files, path = open_place(file.path)
    with files.open_input_file(path) as stream:
        yield from iter_stream(stream, file.path, options=options)


def _attempt() -> int:
    from pyspark import TaskContext  # noqa: PLC0415 - here alone; the rest of the file runs without Spark

    context = TaskContext.get()
    return 0 if context is None else int(context.attemptNumber())
