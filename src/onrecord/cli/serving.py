"""Starting the server, and saying where it is."""

from __future__ import annotations

import secrets
import socket

import msgspec
import uvicorn

from onrecord.cli.terminal import say
from onrecord.errors import UsageError
from onrecord.store.open import hide_password
from onrecord.web.app import build_app
from onrecord.web.options import ServeOptions


def run_server(options: ServeOptions, host: str, port: int) -> None:
    """Serves until it is stopped.

    Raises:
        UsageError: If the address cannot be listened on.
        StoreError: If the record cannot be used.
    """
    if not options.read_only and not options.token:
        options = msgspec.structs.replace(options, token=secrets.token_urlsafe(12))
    listener = _listen(host, port)
    app = build_app(options)
    app.state.library.warm()
    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    say(f"Serving {hide_password(options.record)} at http://{shown}:{port}/")
    say("Nothing can be changed (--read-only)." if options.read_only else f"Token for writing: {options.token}")
    say("Ctrl-C stops.")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror or error}; --port takes another") from error
    return listener
