"""``onrecord serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AllowPrivate, Model, Record


def serve(
    *,
    record: Record = DEFAULT_RECORD,
    docket: Annotated[
        Path | None, typer.Option("--docket", metavar="FILE", help="The file that names the negotiation.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8420,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nobody change anything.")] = False,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="ONRECORD_TOKEN", help="What must be given to write; unless given, a new one at every start."
        ),
    ] = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Serves the record as pages for people and as an HTTP API.

    Open the address that is printed. Reading is open to whoever can reach the port, which by default is this machine
    alone; to add pages or to correct the record, the token is needed that is printed beside it. Nothing is fetched from
    any other host, except a page whose address somebody with the token adds.

    \b
    onrecord serve
    onrecord serve --record talks.db --docket talks.toml --read-only
    """
    from onrecord.cli.serving import run_server
    from onrecord.web.options import ServeOptions

    names = ("127.0.0.1", "localhost", "[::1]")
    options = ServeOptions(
        record=str(record),
        docket=None if docket is None else str(docket),
        hosts=names if host in {"127.0.0.1", "::1", "localhost"} else (*names, host),
        token=token or "",
        read_only=read_only,
        model=model,
        allow_private=allow_private,
    )
    run_server(options, host, port)
