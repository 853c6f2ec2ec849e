"""``onrecord watch``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AllowPrivate, Model, Record


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEEDS", help="Addresses of feeds or sitemaps. Unless given, those watched before."),
    ] = None,
    *,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often to look: 90s, 10m, 2h.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="Look once, fetch what is new, and end.")] = False,
    gap: Annotated[str, typer.Option(metavar="TIME", help="At least between two requests to one host.")] = "2s",
    status: Annotated[bool, typer.Option("--status", help="Show the feeds and the pages given up, and end.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Have the pages given up fetched again.")] = False,
    record: Record = DEFAULT_RECORD,
    model: Model = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Watches feeds and sitemaps, and keeps every page they list.

    RSS, Atom, news sitemaps and their indexes. Each feed is asked every ten minutes whether it has changed, and each
    new page is fetched, read and kept once; one that its feed says has changed is fetched again. robots.txt files are
    respected, and no host is asked twice in two seconds. What fails is tried again, at growing intervals; a page that
    fails five times or is gone is given up and listed by --status (docs/watch.md).

    All state is in the record: a watch that was stopped goes on where it was. One line of counts comes at each look
    round, on standard error.

    \b
    onrecord watch https://post.example/feed.xml https://wire.example/news-sitemap.xml
    onrecord watch --once --record talks.db
    onrecord watch --status
    """
    from onrecord.cli.watching import WatchCommand, seconds_of, show_status, watch_feeds

    if status:
        show_status(record)
        return
    command = WatchCommand(
        feeds=tuple(feeds or ()),
        record=record,
        every_s=seconds_of(every, option="--every"),
        gap_s=seconds_of(gap, option="--gap"),
        once=once,
        retry=retry,
        model=model,
        allow_private=allow_private,
    )
    raise typer.Exit(watch_feeds(command))
