"""``onrecord statements``."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from msgspec.structs import asdict, replace

from onrecord.cli.options import (
    DEFAULT_RECORD,
    Format,
    FormatOption,
    Kind,
    MinConfidence,
    Office,
    OnPage,
    Outlet,
    Party,
    Record,
    Search,
    Since,
    Speaker,
    Until,
)
from onrecord.cli.wanted import wanted_by
from onrecord.errors import UsageError
from onrecord.records.statement import Statement
from onrecord.store.contract import Filter, Store


def statements(
    *,
    speaker: Speaker = None,
    party: Party = None,
    office: Office = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    search: Search = None,
    on_page: OnPage = None,
    min_confidence: MinConfidence = 0.0,
    attributions: Annotated[
        bool, typer.Option("--attributions", help="Page by page instead: every attribution by itself.")
    ] = False,
    ascribed: Annotated[
        bool,
        typer.Option("--ascribed", help="Page by page, what the writers say that others think, want or plan."),
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Page by page, both: what was said and what is ascribed.")
    ] = False,
    format_: FormatOption = Format.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Lists what was said, by whom: statements by date, undated last.

    A statement is one speech act with all its wordings on all pages; it is listed where one of them meets all filters.
    Shown are the best-supported wording, on how many pages and independent lines it stands, and what some page changed
    (`onrecord statement ID`). A speaker with * was named by another copy of the report. Names are compared by whole
    words, without regard to case and accents. Nothing is cut off. Only what a source said counts; what a report
    ascribes to somebody ("leaders look to ...") is listed with --ascribed.

    \b
    onrecord statements --speaker venn --search '"stays open"'
    onrecord statements --party Norland --since 2031-02 --format csv > norland.csv
    onrecord statements --format jsonl | jq -r 'select(.lines > 1) | .quote'
    """
    if ascribed and all_:
        raise UsageError("--ascribed and --all contradict each other")
    wanted = wanted_by(
        speaker=speaker,
        party=party,
        office=office,
        outlet=outlet,
        since=since,
        until=until,
        kind=kind,
        search=search,
        on_page=on_page,
        min_confidence=min_confidence,
        said="all" if all_ else "ascribed" if ascribed else "said",
    )
    from onrecord.store.open import open_store

    with open_store(record, write=False) as store:
        if attributions or ascribed or all_:
            number = _write(store, wanted, format_)
        else:
            number = _write_statements(store, wanted, format_)
        _say_undated(store, wanted)
        if not number:
            _say_why_none(store, wanted, record)


def _write_statements(store: Store, wanted: Filter, format_: Format) -> int:
    from onrecord.cli.terminal import say, stdout_console, write_lines
    from onrecord.cli.wording import count_of
    from onrecord.export.statements import statement_lines, statement_rows
    from onrecord.run.record import Record as OpenRecord

    found = in_order(OpenRecord(store).statements(wanted))
    if format_ is Format.jsonl:
        return write_lines(statement_lines(found))
    if format_ is Format.csv:
        return write_lines(statement_rows(found)) - 1
    from onrecord.cli.statement_view import print_statements

    number = print_statements(stdout_console(), found)
    if number:
        say(count_of(number, "statement"), style="dim")
    return number


def in_order(found: tuple[Statement, ...]) -> list[Statement]:
    """Returns statements as they are listed: by day, undated last, then page by page as their best wordings stand."""

    def place(statement: Statement) -> tuple[str, str, str, int, str]:
        best = next(variant for variant in statement.variants if variant.attribution == statement.best)
        return statement.when or "~", best.page.published or "~", best.page.id, best.start, statement.id

    return sorted(found, key=place)


def _write(store: Store, wanted: Filter, format_: Format) -> int:
    from onrecord.cli.terminal import say, stdout_console, write_lines
    from onrecord.cli.wording import count_of
    from onrecord.export.jsonl import entry_lines
    from onrecord.export.spreadsheet import entry_rows

    if format_ is Format.jsonl:
        return write_lines(entry_lines(store.entries(wanted)))
    if format_ is Format.csv:
        return write_lines(entry_rows(store.entries(wanted))) - 1
    from onrecord.cli.listing import print_entries

    number = print_entries(stdout_console(), store.entries(wanted))
    if number:
        nouns = {"said": "statement", "ascribed": "ascribed attribution", "all": "attribution"}
        say(count_of(number, nouns[wanted.said]), style="dim")
    return number


def _say_undated(store: Store, wanted: Filter) -> None:
    """Says what a span of time leaves out only because its page has no date."""
    if wanted.since is None and wanted.until is None:
        return
    from onrecord.cli.terminal import say

    undated = store.count(replace(wanted, since=None, until=None)) - store.count(
        replace(wanted, since="0001", until="9999")
    )
    if undated:
        say(f"Left out: {undated:,} more on pages without a date.", style="yellow")


def _say_why_none(store: Store, wanted: Filter, record: str) -> None:
    """Says why nothing was found, and what to do next."""
    from onrecord.cli.terminal import say
    from onrecord.cli.wording import count_of
    from onrecord.store.open import hide_password

    record = hide_password(record)
    pages = store.counts().pages
    if not pages:
        say(f"{record} holds no page yet. Next: onrecord read PAGES --record {record}")
        return
    others = _without_one(store, wanted)
    if others:
        say("Nothing matches. " + " ".join(others))
    elif any(asdict(wanted)[name] for name in _OPTIONS):
        say("Nothing matches these filters together; leave one out, or ask `onrecord info` what the record holds.")
    else:
        other = "--ascribed" if wanted.said == "said" else "--all"
        say(f"Nothing of this kind on the {count_of(pages, 'page')} of {record}. Try {other}, or onrecord show PAGE.")


_OPTIONS: dict[str, tuple[str, Any]] = {
    "speaker": ("--speaker", None),
    "party": ("--party", None),
    "office": ("--office", None),
    "outlet": ("--outlet", None),
    "since": ("--since", None),
    "until": ("--until", None),
    "kinds": ("--kind", ()),
    "search": ("--search", None),
    "on_page": ("--on-page", None),
    "min_confidence": ("--min-confidence", 0.0),
}


def _without_one(store: Store, wanted: Filter) -> list[str]:
    """Returns, for each filter without which something would match, how much would."""
    hints = []
    for name, (option, nothing) in _OPTIONS.items():
        if getattr(wanted, name) != nothing:
            number = store.count(replace(wanted, **{name: nothing}))
            if number:
                hints.append(f"{number:,} would without {option}.")
    return hints
