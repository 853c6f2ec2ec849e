"""What ``onrecord spark`` does: starts the job, shows how far it is, and counts."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from onrecord.cli import exits
from onrecord.cli.progress import Bar
from onrecord.cli.terminal import say, stderr_console
from onrecord.cli.wording import count_of
from onrecord.errors import UsageError
from onrecord.run.options import RunOptions
from onrecord.run.reader import load_reader, model_name


def run_reading(
    inputs: Sequence[str], out: str, master: str | None, model: str | None, *, parts: int | None, bytes_too: bool
) -> int:
    """Reads `inputs` into the folder `out` and returns the exit code.

    Raises:
        UsageError: If Spark is not there, or `out` holds readings of another model.
        ModelError: If the model cannot be loaded.
        OnrecordError: If Spark gave up.
    """
    jobs, session = _load_spark()
    options = RunOptions(model=model)
    job = jobs.ReadJob(out=out, model=model_name(options), options=options, load=load_reader, bytes_too=bytes_too)
    start = time.perf_counter()
    first: Any = None
    last: Any = None
    bar = Bar(stderr_console())
    with _spark(session, master) as spark, bar.running():
        for last in session.read_in_spark(spark, inputs, job, parts=parts):
            if first is None:
                first = last
                with bar.paused():
                    _say_first(first)
            rate = (last.pages - first.pages) / (time.perf_counter() - start)
            bar.say(f"{last.done:,} of {last.slices:,} slices · {last.pages:,} pages · {rate:.1f} a second")
    seconds = time.perf_counter() - start
    new = last.pages - first.pages
    refused = f"; {last.refused:,} refused (see {out}/refusals)" if last.refused else ""
    before = f", {count_of(first.pages, 'page')} by an earlier job" if first.pages else ""
    say(f"{count_of(new, 'page')} read in {seconds:.1f} s{before}{refused}. Next: onrecord import {out}", style="bold")
    if last.refused or not last.pages:
        return exits.SOME_REFUSED if last.pages else exits.NOTHING_READ
    return exits.DONE


def _say_first(progress: Any) -> None:
    for failure in progress.failures:
        say(f"refused: {failure.where}: {failure.message}", style="yellow")
    if progress.stray:
        files = count_of(progress.stray, "file")
        say(f"{files} of slices without a mark taken away; what they held is read again", style="yellow")


def run_keeping(folder: str, master: str | None) -> int:
    """Joins what lies in `folder` and returns the exit code.

    Raises:
        UsageError: If Spark is not there, or the folder holds no readings.
    """
    _, session = _load_spark()
    from onrecord.run.spark_keep import keep_in_spark

    start = time.perf_counter()
    with _spark(session, master) as spark:
        made = session.explained(lambda: keep_in_spark(spark, folder))
    counts = ", ".join(f"{number:,} {name}" for name, number in made.items())
    say(f"{counts}, in {time.perf_counter() - start:.1f} s; see {folder}/stories and {folder}/statements", style="bold")
    return exits.DONE


@contextmanager
def _spark(session: Any, master: str | None) -> Iterator[Any]:
    spark = session.open_spark(master)
    try:
        yield spark
    finally:
        spark.stop()


def _load_spark() -> tuple[Any, Any]:
    try:
        from onrecord.run import spark_read, spark_session
    except ImportError as error:
        raise UsageError(f"this needs Spark: pip install 'onrecord[spark]', and Java 17 ({error})") from None
    return spark_read, spark_session
