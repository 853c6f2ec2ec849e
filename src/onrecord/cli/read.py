"""``onrecord read``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AllowPrivate, Format, FormatOption, Model, Record


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
    again: Annotated[
        bool, typer.Option("--again", help="Read again what this version with this model has read.")
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Say what each stage took.")] = False,
    model: Model = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Reads pages and keeps who said what.

    Reads saved pages (.html, .htm), texts (.txt), lists of pages (.jsonl), web archives (.warc), feeds and URLs; the
    packed ones (.gz, .zst) too. What cannot be read is named on standard error with the reason, and the rest goes on.
    A batch that was stopped is finished by giving the same command again: what the same version with the same model has
    read from the same bytes is taken from the record.

    With --no-keep --format jsonl, standard output holds one JSON object for each page, in the order given, and nothing
    else (docs/format.md).

    \b
    onrecord read pages/ talks.html
    onrecord read https://example.org/talks --record talks.db
    onrecord read --no-keep --format jsonl pages/ > pages.jsonl
    """
    from onrecord.cli.batch import BatchOptions, read_batch

    options = BatchOptions(
        record=None if no_keep else record,
        format=format_,
        jobs=jobs,
        model=model,
        fail_fast=fail_fast,
        profile=profile,
        again=again,
        allow_private=allow_private,
    )
    raise typer.Exit(read_batch(paths, options))
