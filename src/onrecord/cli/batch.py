"""What ``onrecord read`` does: reads, keeps, shows, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext

from msgspec import Struct

from onrecord.cli import exits
from onrecord.cli.options import DEFAULT_RECORD, Format
from onrecord.cli.page_view import print_line, print_said
from onrecord.cli.progress import Bar, Tally, count_pages, print_profile
from onrecord.cli.terminal import say, stderr_console, stdout_console, write_lines
from onrecord.cli.wording import count_of
from onrecord.export.jsonl import reading_lines
from onrecord.export.spreadsheet import entry_rows
from onrecord.pipeline.options import ReadOptions
from onrecord.records import Failure, Reading
from onrecord.records.entry import entries_of
from onrecord.run import local
from onrecord.run.keeping import Done, keep_all
from onrecord.run.options import RunOptions
from onrecord.run.reader import Memory, model_name
from onrecord.sources import SourceOptions, Validators
from onrecord.store.contract import Store
from onrecord.store.open import hide_password, open_store


class BatchOptions(Struct, frozen=True, kw_only=True):
    """What the command line asked for.

    Attributes:
        record: The record to keep readings in; ``None`` keeps nothing.
        format: How results are written to standard output.
        jobs: As in `RunOptions`.
        model: As in `RunOptions`.
        fail_fast: Whether to stop at the first refusal.
        profile: Whether to say what each stage took.
        allow_private: As in `SourceOptions`.
        again: Whether to read anew what was read before in the same way.
    """

    record: str | None
    format: Format
    jobs: int | None
    model: str | None
    fail_fast: bool
    profile: bool
    allow_private: bool
    again: bool = False


def read_batch(paths: list[str], options: BatchOptions) -> int:
    """Reads `paths` and returns the exit code.

    Raises:
        StoreError: If the record cannot be used; before anything is read, unless that changes meanwhile.
        ModelError: If the model cannot be loaded.
    """
    tally = Tally()
    store = _open(options.record)
    try:
        with closing(store) if store is not None else nullcontext():
            _read(paths, options, store, tally)
    except KeyboardInterrupt:
        pages = count_of(tally.pages, "page")
        kept = f" and kept in {hide_password(options.record)}; the same command goes on" if options.record else ""
        say(f"Stopped. {pages} read{kept}.")
        return exits.INTERRUPTED
    _say_end(tally, options)
    got = tally.pages + len(tally.awaited)
    if tally.refused or not got:
        return exits.SOME_REFUSED if got else exits.NOTHING_READ
    return exits.DONE


def _open(record: str | None) -> Store | None:
    if record is None:
        return None
    return open_store(record)


def _run_options(options: BatchOptions, known: dict[str, Validators]) -> RunOptions:
    return RunOptions(
        jobs=options.jobs,
        model=options.model,
        sources=SourceOptions(allow_private=options.allow_private, validators=known),
        read=ReadOptions(profile=options.profile),
    )


def _known_urls(paths: list[str], options: BatchOptions, store: Store | None) -> dict[str, Validators]:
    """Returns what servers said of those of `paths` that the record has, read by the same model."""
    urls = {path for path in paths if path.startswith(("http://", "https://"))}
    if store is None or not urls:
        return {}
    known = store.validators(model_name(_run_options(options, {})))
    return {
        url: Validators(etag=etag, last_modified=last_modified)
        for url, (etag, last_modified) in known.items()
        if url in urls
    }


def _read(paths: list[str], options: BatchOptions, store: Store | None, tally: Tally) -> None:
    bar = Bar(stderr_console(), count_pages(paths))
    with bar.running():
        # Through the module, where a test puts another reader in.
        known = _known_urls(paths, options, store)
        tally.awaited = set(known)
        run_options = _run_options(options, known)
        fresh = options.again or options.profile
        memory = None if store is None or fresh else _memory_of(store, run_options)
        outcomes = local.read_inputs(paths, options=run_options, memory=memory)
        done = keep_all(outcomes, store, on_join=bar.show_joining, memory=memory)
        readings = _watched(done, tally, bar, fail_fast=options.fail_fast)
        if options.format is Format.jsonl:
            write_lines(reading_lines(readings), at_once=True)
        elif options.format is Format.csv:
            write_lines(entry_rows(entry for reading in readings for entry in entries_of(reading)), at_once=True)
        else:
            _print_pages(readings, bar, in_full=store is None)


def _memory_of(store: Store, options: RunOptions) -> Memory | None:
    """Returns what the record knows of earlier readings."""
    # Loaded only with a record: the database's library costs as much as reading a page.
    from onrecord.run.resuming import RecordMemory
    from onrecord.store.database import DatabaseStore

    return RecordMemory(store, options) if isinstance(store, DatabaseStore) else None


def _watched(done: Iterable[Done], tally: Tally, bar: Bar, *, fail_fast: bool) -> Iterator[Reading]:
    """Yields the readings; counts, and says each refusal."""
    for one in done:
        outcome = one.outcome
        if isinstance(outcome, Failure):
            tally.awaited.discard(outcome.where)
            with bar.paused():
                tally.add_failure(outcome)
            bar.show(tally, outcome.where)
            if fail_fast:
                return
            continue
        tally.awaited.discard(outcome.reading.page.url or "")
        tally.add_page(outcome.reading, one.kept)
        bar.show(tally, outcome.reading.page.path or outcome.reading.page.url or "")
        yield outcome.reading


def _print_pages(readings: Iterator[Reading], bar: Bar, *, in_full: bool) -> None:
    """Prints a line a page; what was said itself where nothing else would show it, and for a page alone."""
    console = stdout_console()
    shown: list[Reading] = []
    for reading in readings:
        with bar.paused():
            (print_said if in_full else print_line)(console, reading)
        shown = [reading, *shown][:2]
    if len(shown) == 1 and not in_full:
        console.print()
        print_said(console, shown[0])


def _say_end(tally: Tally, options: BatchOptions) -> None:
    if options.profile and tally.pages:
        print_profile(stderr_console(), dict(tally.seconds), tally.pages)
    if tally.awaited and not options.fail_fast:
        say(f"{count_of(len(tally.awaited), 'page')} not modified since the last reading.")
    if not tally.pages and not tally.refused:
        if tally.awaited:
            return
        say("Nothing to read there: no page was found (.html, .htm, .txt, .jsonl, .warc, .xml, and packed ones).")
        return
    if tally.foreign:
        say(tally.foreign_summary(), style="yellow")
    say(tally.summary(), style="bold")
    if options.record is not None and tally.pages:
        name = hide_password(options.record)
        default = "" if options.record == DEFAULT_RECORD else f" --record {name}"
        say(f"{tally.kept_summary(name)} Next: onrecord statements{default}")
