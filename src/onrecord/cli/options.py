"""Options that several commands share, each written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_RECORD = "onrecord.db"


class Format(StrEnum):
    """How results are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class ExportFormat(StrEnum):
    """How a record is exported."""

    jsonl = "jsonl"
    csv = "csv"
    annotations = "annotations"
    standoff = "standoff"
    quotations = "quotations"
    parquet = "parquet"
    bibtex = "bibtex"
    csl = "csl"
    site = "site"
    warc = "warc"


class StoryFormat(StrEnum):
    """How stories are written."""

    table = "table"
    jsonl = "jsonl"


class KindName(StrEnum):
    """How the words reached the page."""

    direct = "direct"
    mixed = "mixed"
    indirect = "indirect"


Record = Annotated[
    str,
    typer.Option(
        "--record",
        metavar="RECORD",
        envvar="ONRECORD_RECORD",
        help="The file that holds the record, or postgresql://user@host/database.",
    ),
]
LinesOption = Annotated[StoryFormat, typer.Option("--format", help="table for people, jsonl for programs.")]
FormatOption = Annotated[
    Format, typer.Option("--format", help="table for people, jsonl for programs, csv for spreadsheets.")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="fast (the default), accurate, or a folder with a model.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch URLs on this machine or in its private network.")
]
Speaker = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="By a speaker whose name has these words; for the unnamed, whose description has."
    ),
]
Party = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="For this party: a government, an organisation, a country or its two-letter code."
    ),
]
Office = Annotated[str | None, typer.Option(metavar="NAME", help="By a speaker whose office has these words.")]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Published by an outlet whose name or address has these words.")
]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="On pages published then or later: 2025-08-20, 2025-08 or 2025."),
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="On pages published then or earlier.")]
Kind = Annotated[
    list[KindName] | None,
    typer.Option(
        help="direct: all in quotation marks; mixed: partly; indirect: in the reporter's words. May be repeated."
    ),
]
Search = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help='Whose content has all these words; "a phrase" in quotation marks; begin*.'),
]
OnPage = Annotated[str | None, typer.Option(metavar="WORDS", help="On pages whose title or text has these words.")]
MinConfidence = Annotated[
    float, typer.Option(metavar="P", min=0.0, max=1.0, help="At least this likely to be an attribution at all, 0 to 1.")
]
DocketFile = Annotated[
    Path | None,
    typer.Option(
        "--docket",
        metavar="FILE",
        envvar="ONRECORD_DOCKET",
        help="The docket that names the negotiation; without one it is drafted from the record.",
    ),
]
