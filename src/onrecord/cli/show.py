"""``onrecord show``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AllowPrivate, Model, Record
from onrecord.errors import ReadError, UsageError
from onrecord.records import Failure, Reading


def show(
    page: Annotated[str, typer.Argument(help="Page id or its beginning, path, or URL; a file not in the record too.")],
    *,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="ID", help="Explain one attribution: its number as shown, or its id."),
    ] = None,
    record: Record = DEFAULT_RECORD,
    model: Model = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Shows a page's text with what was said marked.

    Sources, cues and contents are coloured (bracketed where there are no colours), each attribution has a number, and
    what is not part of the article (captions, credits, share lines) is dimmed and labelled. A page that the record has
    is shown from there; any other file or URL is read and shown, and nothing is kept.

    With --why, instead each decision on one attribution: the rule or model, its score, the characters that show it,
    and what was rejected.

    \b
    onrecord show pg_5cvu
    onrecord show pages/talks.html | less -R
    onrecord show pages/talks.html --why 3
    """
    from onrecord.cli.page_view import print_marked
    from onrecord.cli.terminal import stdout_console
    from onrecord.store.open import hide_password

    reading = _from_record(page, record)
    if reading is None:
        if not page.startswith(("http://", "https://")) and not Path(page).exists():
            raise ReadError(f"{page}: neither a page of the record {hide_password(record)} nor a file")
        reading = _from_source(page, model, allow_private=allow_private)
    if why is None:
        print_marked(stdout_console(), reading)
        return
    from onrecord.cli.why_view import find_attribution, print_why

    print_why(stdout_console(), reading, find_attribution(reading, why))


def _from_record(page: str, record: str) -> Reading | None:
    from onrecord.store.open import hide_password, open_store, record_exists

    if not record_exists(record):
        return None

    with open_store(record, write=False) as store:
        found = store.pages_named(page)
        if len(found) > 1:
            ids = ", ".join(ref.id for ref in found)
            raise UsageError(f"{page} is {len(found)} pages in {hide_password(record)}: {ids}; give the id of one")
        return store.reading(found[0].id) if found else None


def _from_source(page: str, model: str | None, *, allow_private: bool) -> Reading:
    from onrecord.run import local
    from onrecord.run.options import RunOptions
    from onrecord.sources import SourceOptions

    options = RunOptions(jobs=1, model=model, sources=SourceOptions(allow_private=allow_private))
    outcomes = list(local.read_inputs([page], options=options))
    if len(outcomes) != 1:
        raise UsageError(f"{page} holds {len(outcomes)} pages; read it first, then show one of them")
    (outcome,) = outcomes
    if isinstance(outcome, Failure):
        raise ReadError(f"{outcome.where}: {outcome.message}", outcome)
    return outcome.reading
