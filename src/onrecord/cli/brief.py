"""``onrecord brief``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DocketFile, Record
from onrecord.errors import UsageError
from onrecord.records.brief import Brief
from onrecord.records.docket import Docket
from onrecord.store.contract import Store


class BriefFormat(StrEnum):
    """How a brief is written."""

    md = "md"
    html = "html"
    json = "json"
    bibtex = "bibtex"
    csl = "csl"


def brief(
    *,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day: 2025-08-20. The last day alone where left out.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day. The record's latest where left out.")
    ] = None,
    docket: DocketFile = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each statement's weight as the sum it is.")] = False,
    links_to: Annotated[
        str | None,
        typer.Option("--links-to", metavar="URL", help="Address of a served record, for permalinks that open there."),
    ] = None,
    format_: Annotated[
        BriefFormat,
        typer.Option("--format", help="md and html for people, json for programs; bibtex and csl list what is cited."),
    ] = BriefFormat.md,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Writes a desk note: what changed, what is new, who answered whom, meetings, proposals; then the noise, folded.

    Every line has its words, as the page has them, and where they stand. Nothing is summarised. Days are those of the
    statements; "today" is the record's latest day and never the clock's. What each statement weighs: docs/weight.md.

    \b
    onrecord brief
    onrecord brief --since 2031-02-01 --until 2031-02-07 --docket docket.toml --explain
    onrecord brief --format html > brief.html
    onrecord brief --format bibtex > brief.bib
    """
    from onrecord.cli.days import day_of
    from onrecord.cli.terminal import say, write_lines
    from onrecord.run.briefing import load_brief
    from onrecord.run.judging import open_docket
    from onrecord.store.open import hide_password, open_store

    first, last = day_of("--since", since), day_of("--until", until)
    if first and last and first > last:
        raise UsageError(f"--since {since} is later than --until {until}")
    chosen = open_docket(docket) if docket is not None else None
    with open_store(record, write=False) as store:
        found = load_brief(store, chosen, since=first, until=last)
        pages = store.counts().pages
        drawn = _pictures(store, chosen, last) if format_ is BriefFormat.html else []
    write_lines(_lines(found, format_, explain=explain, links_to=links_to, pictures=drawn))
    if not pages:
        say(f"{hide_password(record)} holds no page yet. Next: onrecord read PAGES --record {hide_password(record)}")
    elif not found.sections:
        say("Nothing on record for these days.")


def _pictures(store: Store, docket: Docket | None, until: str | None) -> list[tuple[str, str]]:
    """Returns the pictures; none, with a line that says how to get them, where the extra is not installed."""
    from onrecord.cli.terminal import say
    from onrecord.export.pictures import can_draw
    from onrecord.run.briefing import load_pictures

    if not can_draw():
        say("Without pictures. For them: pip install 'onrecord[pictures]'", style="dim")
        return []
    return [(picture.caption, picture.svg) for picture in load_pictures(store, docket, until=until)]


def _lines(
    found: Brief,
    format_: BriefFormat,
    *,
    explain: bool,
    links_to: str | None,
    pictures: Sequence[tuple[str, str]],
) -> Iterable[bytes]:
    from onrecord.export.bibliography import bibtex_pages, cited_by, csl_pages

    if format_ is BriefFormat.json:
        from onrecord.export.briefs import brief_json

        return [brief_json(found)]
    if format_ is BriefFormat.bibtex:
        return bibtex_pages(cited_by(found))
    if format_ is BriefFormat.csl:
        return csl_pages(cited_by(found))
    if format_ is BriefFormat.html:
        from onrecord.export.brief_html import brief_html

        return (f"{line}\n".encode() for line in brief_html(found, explain=explain, base=links_to, pictures=pictures))
    from onrecord.export.brief_markdown import brief_markdown

    return (f"{line}\n".encode() for line in brief_markdown(found, explain=explain, base=links_to))
