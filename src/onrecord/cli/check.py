"""``onrecord check``."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import exits
from onrecord.cli.options import DEFAULT_RECORD, Model, Record
from onrecord.errors import ReadError, UsageError

if TYPE_CHECKING:
    from onrecord.records.check import Check
    from onrecord.records.reading import Reading


class CheckFormat(StrEnum):
    """How a verdict is written."""

    text = "text"
    json = "json"


def check(
    quotation: Annotated[
        str, typer.Argument(metavar="QUOTATION", help="The words; or a file with a text; or - for a text from a pipe.")
    ],
    *,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Who is said to have said it: a name, an office.")
    ] = None,
    format_: Annotated[
        CheckFormat, typer.Option("--format", help="text for people, json for programs.")
    ] = CheckFormat.text,
    model: Model = None,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Did they really say that? Looks a quotation up in the record, however it was cut or changed.

    The verdict is the strongest that the record bears out: verbatim; cut (with what was left out around it); altered
    (with the difference, the dangerous changes first); translated; reported (nobody has it in quotation marks);
    other speaker; not on this record. With the sources, how many of them are independent, and the dates.

    Of a file or a text from a pipe each quotation is checked, with the speaker that the text gives it.

    Exit codes, of a text the highest: 0 verbatim, 10 cut, 11 translated, 12 reported, 13 altered, 14 other speaker,
    15 not on this record.

    \b
    onrecord check "The border stays open" --speaker Venn
    pbpaste | onrecord check - --format json | jq '.[].verdict'
    """
    if not quotation.strip():
        raise UsageError("nothing to check: the quotation is empty")
    if quotation == "-" or os.path.exists(quotation):  # noqa: PTH110 - the words may be no path at all
        checks = _check_text(quotation, speaker, model, record)
        _write_text(checks, format_)
        worst = max((exits.OF_VERDICT[one.verdict] for one in checks), default=exits.DONE)
    else:
        verdict = _check_words(quotation, speaker, record)
        _write_one(verdict, format_)
        worst = exits.OF_VERDICT[verdict.verdict]
    if worst != exits.DONE:
        raise typer.Exit(worst)


def _check_words(quotation: str, speaker: str | None, record: str) -> Check:
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        return opened.check(quotation, speaker)


def _check_text(source: str, speaker: str | None, model: str | None, record: str) -> tuple[Check, ...]:
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        return opened.check_reading(_read(source, model), speaker)


def _read(source: str, model: str | None) -> Reading:
    """Reads the text, which is not kept.

    Raises:
        ReadError: If it cannot be read.
    """
    from onrecord.records import Failure
    from onrecord.run import local
    from onrecord.run.options import RunOptions

    outcomes = list(local.read_inputs([source], options=RunOptions(jobs=1, model=model)))
    if len(outcomes) != 1:
        raise UsageError(f"{source} holds {len(outcomes)} pages; check one text at a time")
    (outcome,) = outcomes
    if isinstance(outcome, Failure):
        raise ReadError(f"{outcome.where}: {outcome.message}", outcome)
    return outcome.reading


def _write_one(verdict: Check, format_: CheckFormat) -> None:
    from onrecord.cli.terminal import stdout_console, write_lines

    if format_ is CheckFormat.json:
        from onrecord.export.statements import check_json

        write_lines([check_json(verdict)])
    else:
        from onrecord.cli.check_view import print_check

        print_check(stdout_console(), verdict)


def _write_text(checks: tuple[Check, ...], format_: CheckFormat) -> None:
    from onrecord.cli.terminal import say, stdout_console, write_lines

    if format_ is CheckFormat.json:
        from onrecord.export.statements import checks_json

        write_lines([checks_json(checks)])
        return
    from onrecord.cli.check_view import print_check

    for one in checks:
        print_check(stdout_console(), one)
    if not checks:
        say("No quotation of three words or more in this text.")
