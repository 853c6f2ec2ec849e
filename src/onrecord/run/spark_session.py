"""Spark, started or joined; and its jobs, from here."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import OnrecordError, UsageError
from onrecord.records.failure import Failure
from onrecord.run.spark_read import SUMMARY, ReadJob
from onrecord.run.spark_slices import InputFile, Mark, OutFolder, find_changed, list_inputs, plan_slices

Done = TypeVar("Done")

# A task that fails is tried again so often; a local Spark would not, unless told.
_ATTEMPTS = 4
_LOCAL = re.compile(r"local\[(\d+|\*)\]")
# What a Spark of this machine alone needs: it talks to itself only, and has no page for people.
_ALONE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
}
_POLL_S = 1.0
# Slices for each core, so that the last ones do not wait for one long one.
_SLICES_A_CORE = 3


class Progress(Struct, frozen=True, kw_only=True):
    """How far a job is.

    Attributes:
        slices: Slices in all, with those that an earlier job has done.
        done: Slices done.
        pages: Pages read.
        refused: Inputs that yielded none.
        failures: What could not even be listed; told once.
        stray: Files of the tables that no mark of an earlier job named, and which were taken away.
    """

    slices: int
    done: int = 0
    pages: int = 0
    refused: int = 0
    failures: tuple[Failure, ...] = ()
    stray: int = 0


def open_spark(master: str | None = None) -> Any:
    """Returns a Spark session: the one of ``spark-submit``, that of `master`, or one on all cores of this machine.

    Raises:
        UsageError: If pyspark or Java is not there.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise UsageError("this needs Spark: pip install 'onrecord[spark]', and Java 17 or newer") from None
    builder = SparkSession.builder.appName("onrecord")
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    if not submitted:
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            raise UsageError("Spark needs Java 17 or newer; none was found (JAVA_HOME, or java on the PATH)")
        address = _LOCAL.sub(rf"local[\1,{_ATTEMPTS}]", master or "local[*]")
        builder = builder.master(address)
        if address.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need what is installed here
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            for name, value in _ALONE.items():
                builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF" if not submitted else "WARN")
    return session


def read_in_spark(spark: Any, specs: Sequence[str], job: ReadJob, *, parts: int | None = None) -> Iterator[Progress]:
    """Reads `specs` into the folder of `job`; yields how far it is, at last with everything done.

    Args:
        spark: The session.
        specs: Paths, folders, globs or addresses.
        job: What to do.
        parts: Slices for each file that holds several pages; ``None`` for as many as keep all cores at work.

    Raises:
        UsageError: If the folder holds readings of another model.
        OnrecordError: If Spark gave a slice up.
    """
    out = OutFolder(job.out)
    listed = list(list_inputs(specs))
    files = sorted({file for file in listed if isinstance(file, InputFile)})
    failures = tuple(one for one in listed if isinstance(one, Failure))
    marks, stray = _usable(out, job.model, files)
    cores = int(spark.sparkContext.defaultParallelism)
    tasks = cores * _SLICES_A_CORE
    slices = plan_slices(files, marks, parts=parts or max(1, -(-tasks // max(len(files), 1))), tasks=tasks)
    known = {mark.slice.id for mark in marks}
    wanted = known | {one.id for one in slices}
    here = Progress(slices=len(wanted), failures=failures, stray=stray)
    yield _told(here, marks)
    if slices:
        rows = [(msgspec.json.encode(one).decode(),) for one in slices]
        frame = spark.createDataFrame(spark.sparkContext.parallelize(rows, len(rows)), "slice string")
        for _ in _waiting(lambda: frame.mapInArrow(job, SUMMARY).collect()):
            yield _told(here, [mark for mark in out.marks() if mark.slice.id in wanted])
    yield _told(here, [mark for mark in out.marks() if mark.slice.id in wanted])


def _usable(out: OutFolder, model: str, files: Sequence[InputFile]) -> tuple[list[Mark], int]:
    """Clears the folder of what no longer holds; returns the marks that do, and how many files had none."""
    marks = out.marks()
    other = next((mark.model for mark in marks if mark.model != model), None)
    if other is not None:
        raise UsageError(f"{out.address}: holds readings by {other}, not by {model}; give another folder")
    stray = out.mend()
    changed = find_changed(files, marks)
    for mark in changed:
        out.forget(mark)
    gone = {mark.slice.id for mark in changed}
    return [mark for mark in marks if mark.slice.id not in gone], stray


def _told(progress: Progress, marks: Sequence[Mark]) -> Progress:
    pages, refused = sum(mark.pages for mark in marks), sum(mark.refused for mark in marks)
    return replace(progress, done=len(marks), pages=pages, refused=refused + len(progress.failures))


def _waiting(work: Callable[[], object]) -> Iterator[None]:
    """Runs `work` beside, and yields now and then until it ends; raises what it raised, as one line."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - handed over to the thread that waits
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_POLL_S)
        yield
    if raised:
        raise OnrecordError(f"Spark gave up: {explain_spark(raised[0])}") from raised[0]


def explained(work: Callable[[], Done]) -> Done:
    """Returns what `work` returns; what Spark raises becomes one line.

    Raises:
        OnrecordError: If Spark gave up.
    """
    try:
        return work()
    except OnrecordError:
        raise
    except Exception as error:
        raise OnrecordError(f"Spark gave up: {explain_spark(error)}") from error


def explain_spark(error: BaseException) -> str:
    r"""Returns in one line what went wrong in a job: the last Python exception, or else the first line.

    >>> explain_spark(RuntimeError("Job aborted.\nTraceback\nOSError: no space left\n\tat org.spark\nmore"))
    'OSError: no space left'
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    python = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception|Interrupt): ", line)]
    return (python[-1] if python else lines[0] if lines else type(error).__name__)[:300]
