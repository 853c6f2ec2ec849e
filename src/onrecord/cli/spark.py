"""``onrecord spark``: many more pages than one machine reads."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import Model

spark = typer.Typer(
    name="spark",
    help="Reads and joins more pages than one machine can, with Apache Spark (docs/scale.md).",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Master = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Where Spark runs: local[4], spark://host:7077, yarn. Unless given: as spark-submit says, or here.",
    ),
]


@spark.command("read")
def spark_read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="INPUT... OUT", help="Files, folders, globs or addresses (s3://...); last, the folder."),
    ],
    *,
    master: Master = None,
    slices: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Tasks for each list or archive. Unless given, as the cores need."),
    ] = None,
    no_bytes: Annotated[
        bool, typer.Option("--no-bytes", help="Leave the pages' bytes out: smaller, but no `onrecord import`.")
    ] = False,
    model: Model = None,
) -> None:
    """Reads pages into Parquet files: readings, attributions, meetings, refusals.

    Takes WARC, JSONL and Parquet files (columns html or text, url, outlet, title, published, ...), and saved pages.
    The model is loaded once in each worker. A record that cannot be read is a row of the refusals, and the rest goes
    on. A job that was stopped is finished by giving the same command again; new files are added.

    \b
    onrecord spark read crawl/ out/ --master local[4]
    onrecord spark read s3://archive/2031/02/ s3://readings/2031-02/ --master yarn
    """
    from onrecord.cli.spark_job import run_reading

    if len(paths) < 2:
        from onrecord.errors import UsageError

        raise UsageError("spark read INPUT... OUT: name what to read, and the folder for the results")
    raise typer.Exit(run_reading(paths[:-1], paths[-1], master, model, parts=slices, bytes_too=not no_bytes))


@spark.command("keep")
def spark_keep(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="What `onrecord spark read` wrote; also s3://...")],
    *,
    master: Master = None,
) -> None:
    """Joins what was read to stories and statements, as Parquet files beside the readings.

    The outcome is that of a record of the same pages; each row holds the JSON of `onrecord stories` or `onrecord
    statements` in its column document.

    \b
    onrecord spark keep out/ --master local[4]
    """
    from onrecord.cli.spark_job import run_keeping

    raise typer.Exit(run_keeping(folder, master))
