"""``onrecord read``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import exits
from onrecord.cli.options import DEFAULT_RECORD, AllowPrivate, Format, FormatOption, Model, Record
from onrecord.errors import UsageError

if TYPE_CHECKING:  # the command loads these when it runs; the file must load in a moment, for --help
    from onrecord.cli.progress import Bar, Tally
    from onrecord.records import Reading
    from onrecord.run.keeping import Done
    from onrecord.run.options import RunOptions
    from onrecord.store.contract import Store


def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATHS", help="Files, folders, globs, http(s) URLs, or - for standard input."),
    ],
    *,
    record: Record = DEFAULT_RECORD,
    no_keep: Annotated[bool, typer.Option("--no-keep", help="Show what is read, keep nothing.")] = False,
    format_: FormatOption = Format.table,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Processes that read. Unless given, as many as there are cores, up to 8."
        ),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first refusal.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Say what each stage took.")] = False,
    model: Model = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Reads pages and keeps who said what.

    Reads saved pages (.html, .htm), texts (.txt), lists of pages (.jsonl), web archives (.warc), feeds and URLs; the
    packed ones (.gz, .zst) too. What cannot be read is named on standard error with the reason, and the rest goes on.
    Reading a page again changes nothing, so a batch that was stopped is finished by giving the same command again.

    With --no-keep --format jsonl, standard output holds one JSON object for each page, in the order given, and nothing
    else (docs/format.md).

    \b
    onrecord read pages/ talks.html
    onrecord read https://example.org/talks --record talks.db
    onrecord read --no-keep --format jsonl pages/ > pages.jsonl
    """
    from onrecord.cli.progress import Tally

    tally = Tally()
    store = None if no_keep else _open(record)
    options = _run_options(jobs=jobs, model=model, profile=profile, allow_private=allow_private)
    try:
        with closing(store) if store is not None else nullcontext():
            _read(paths, options, store, tally, format_, fail_fast=fail_fast)
    except KeyboardInterrupt:
        _say_interrupted(tally, record, kept=store is not None)
        raise typer.Exit(exits.INTERRUPTED) from None
    _say_end(tally, record, kept=store is not None, profile=profile)
    if tally.refused or not tally.pages:
        raise typer.Exit(exits.SOME_REFUSED if tally.pages else exits.NOTHING_READ)


def _open(record: Path) -> Store:
    from onrecord.store.sqlite import open_sqlite

    return open_sqlite(record)


def _run_options(*, jobs: int | None, model: str | None, profile: bool, allow_private: bool) -> RunOptions:
    from onrecord.pipeline.options import ReadOptions
    from onrecord.run.options import RunOptions
    from onrecord.sources import SourceOptions

    return RunOptions(
        jobs=jobs,
        model=model,
        sources=SourceOptions(allow_private=allow_private),
        read=ReadOptions(profile=profile),
    )


def _read(
    paths: list[str], options: RunOptions, store: Store | None, tally: Tally, format_: Format, *, fail_fast: bool
) -> None:
    from onrecord.cli.progress import Bar
    from onrecord.cli.terminal import stderr_console, write_lines
    from onrecord.export.jsonl import reading_lines
    from onrecord.export.spreadsheet import entry_rows
    from onrecord.records.entry import entries_of
    from onrecord.run.keeping import keep_all
    from onrecord.run.local import read_inputs

    if not paths:
        raise UsageError("nothing to read: name files, folders or URLs")
    bar = Bar(stderr_console())
    with bar.running():
        done = keep_all(read_inputs(paths, options=options), store)
        readings = _watched(done, tally, bar, fail_fast=fail_fast)
        if format_ is Format.jsonl:
            write_lines(reading_lines(readings), at_once=True)
        elif format_ is Format.csv:
            write_lines(entry_rows(entry for reading in readings for entry in entries_of(reading)), at_once=True)
        else:
            _print_pages(readings, bar, in_full=store is None)


def _watched(done: Iterable[Done], tally: Tally, bar: Bar, *, fail_fast: bool) -> Iterator[Reading]:
    """Yields the readings; counts, and says each refusal."""
    from onrecord.records import Failure

    for one in done:
        outcome = one.outcome
        if isinstance(outcome, Failure):
            with bar.paused():
                tally.add_failure(outcome)
            bar.show(tally, outcome.where)
            if fail_fast:
                return
            continue
        tally.add_page(outcome.reading, one.kept)
        bar.show(tally, outcome.reading.page.path or outcome.reading.page.url or "")
        yield outcome.reading


def _print_pages(readings: Iterator[Reading], bar: Bar, *, in_full: bool) -> None:
    """Prints a line a page; what was said itself where nothing else would show it, and for a page alone."""
    from onrecord.cli.page_view import print_line, print_said
    from onrecord.cli.terminal import stdout_console

    console = stdout_console()
    shown: list[Reading] = []
    for reading in readings:
        with bar.paused():
            (print_said if in_full else print_line)(console, reading)
        shown = [reading, *shown][:2]
    if len(shown) == 1 and not in_full:
        console.print()
        print_said(console, shown[0])


def _say_interrupted(tally: Tally, record: Path, *, kept: bool) -> None:
    from onrecord.cli.terminal import say
    from onrecord.cli.wording import count_of

    pages = count_of(tally.pages, "page")
    say(f"Stopped. {pages} read and kept in {record}; the same command goes on." if kept else f"Stopped. {pages} read.")


def _say_end(tally: Tally, record: Path, *, kept: bool, profile: bool) -> None:
    from onrecord.cli.progress import print_profile
    from onrecord.cli.terminal import say, stderr_console

    if profile and tally.pages:
        print_profile(stderr_console(), dict(tally.seconds), tally.pages)
    if not tally.pages and not tally.refused:
        say("Nothing to read there: no page was found (.html, .htm, .txt, .jsonl, .warc, .xml, and packed ones).")
        return
    say(tally.summary(), style="bold")
    if kept and tally.pages:
        default = "" if record == DEFAULT_RECORD else f" --record {record}"
        say(f"{tally.kept_summary(str(record))} Next: onrecord statements{default}")
