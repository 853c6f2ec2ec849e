"""``onrecord attach``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import AllowPrivate


def attach(
    shared: Annotated[Path, typer.Argument(metavar="FILE", help="What onrecord export standoff wrote.")],
    pages: Annotated[list[str], typer.Argument(metavar="PAGES", help="Your own copies: files, folders, globs, URLs.")],
    *,
    allow_private: AllowPrivate = False,
) -> None:
    """Puts a stand-off export back on your own copies of its pages.

    One JSON object a line for each attribution: where its words are on your copy, and the words. A copy is known by its
    bytes, its text or its address. Words that are not there are said to be gone, and are never put at a look-alike's
    place.

    \b
    onrecord export standoff > shared.jsonl
    onrecord attach shared.jsonl my-pages/ > attributions.jsonl
    """
    import msgspec

    from onrecord.cli.terminal import say, write_lines
    from onrecord.run.attaching import Attaching

    attaching = Attaching(pages, allow_private=allow_private)
    write_lines(msgspec.json.encode(one) + b"\n" for one in attaching.attach_file(shared))
    for failure in attaching.refused:
        say(f"{failure.where}: {failure.message}")
    counts = attaching.counts
    say(", ".join(f"{number:,} {state}" for state, number in counts.items()) or "Nothing to attach.")
