"""``onrecord``: the commands, and how they end."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.cli import exits
from onrecord.cli.answers import answers
from onrecord.cli.attach import attach
from onrecord.cli.brief import brief
from onrecord.cli.check import check
from onrecord.cli.copy import copy
from onrecord.cli.correct import correct
from onrecord.cli.docket import docket
from onrecord.cli.export import export
from onrecord.cli.import_ import import_
from onrecord.cli.info import info
from onrecord.cli.meetings import meetings
from onrecord.cli.people import people
from onrecord.cli.person import person
from onrecord.cli.positions import positions
from onrecord.cli.proposals import proposals
from onrecord.cli.read import read
from onrecord.cli.revisions import revisions
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.spark import spark
from onrecord.cli.statement import statement
from onrecord.cli.statements import statements
from onrecord.cli.stories import stories
from onrecord.cli.story import story
from onrecord.cli.trace import trace
from onrecord.cli.verify import verify
from onrecord.cli.watch import watch
from onrecord.cli.weights import weights
from onrecord.errors import OnrecordError

_EPILOG = "Exit codes:\n\n\b\n" + exits.TABLE


class _Commands(TyperGroup):
    """Ends every command the same way, wherever it stopped."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; turns what onrecord raises on purpose into one line and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            exits.leave_closed_pipe()
            raise typer.Exit(exits.PIPE_CLOSED) from None
        except OnrecordError as error:
            from onrecord.cli.terminal import say

            say(f"onrecord: {error}")
            raise typer.Exit(exits.code_of(error)) from None
        except KeyboardInterrupt:
            raise typer.Exit(exits.INTERRUPTED) from None
        return result


app = typer.Typer(
    cls=_Commands,
    name="onrecord",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    read,
    show,
    statements,
    statement,
    check,
    trace,
    stories,
    story,
    people,
    person,
    positions,
    proposals,
    meetings,
    brief,
    weights,
    answers,
    export,
    info,
    serve,
    correct,
    attach,
):
    app.command(no_args_is_help=_command in (attach, show, story, person, statement, check, trace))(_command)
app.command("import", no_args_is_help=True)(import_)
app.command(no_args_is_help=True)(copy)
app.command()(verify)
app.command()(revisions)
app.add_typer(docket)
app.add_typer(spark)
app.command()(watch)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _print_version(wanted=wanted),
            is_eager=True,
            help="Show the version and exit.",
        ),
    ] = False,
) -> None:
    """Reads news pages and keeps the record: who said what, for whom, to whom, when and where.

    \b
    onrecord read pages/            read a folder of saved pages into onrecord.db
    onrecord statements             list what was said, by whom
    onrecord statements --speaker "Ada Venn" --since 2031-02
    onrecord check "The border stays open" --speaker Venn
    onrecord show pages/talks.html  one page, with everything that was said marked in its text
    """


def main() -> None:
    """Runs the command line."""
    app(prog_name="onrecord")
