"""``onrecord import``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record


def import_(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="What `onrecord spark read` wrote; also s3://...")],
    *,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Brings what a Spark job has read into a record, without reading it again.

    The record is the one that reading the same pages here would have made. Importing again changes nothing.

    \b
    onrecord import out/ --record february.db
    """
    from onrecord.cli.importing import import_results

    raise typer.Exit(import_results(folder, record))
