"""Writes ``docs/cli.md`` from the commands' own help: ``python -m onrecord.cli.docs > docs/cli.md``."""

from __future__ import annotations

from typing import Any

import typer

from onrecord.cli.main import app

_WIDTH = 100


def cli_page() -> str:
    """Returns the page."""
    group: Any = typer.main.get_command(app)
    context = _context(group, "onrecord", None)
    parts = [
        "# The command line",
        "Written by `python -m onrecord.cli.docs > docs/cli.md`; a test holds it to the help of the commands.",
        _block("onrecord", group.get_help(context)),
    ]
    for name, command in group.commands.items():
        parts += _command_blocks(f"onrecord {name}", command, _context(command, name, context))
    return "\n\n".join(parts) + "\n"


def _command_blocks(title: str, command: Any, context: Any) -> list[str]:
    """The help of a command, and of those below it."""
    inner = getattr(command, "commands", {})
    below = [_command_blocks(f"{title} {n}", one, _context(one, n, context)) for n, one in inner.items()]
    return [_block(title, command.get_help(context)), *(block for blocks in below for block in blocks)]


def _context(command: Any, name: str, parent: Any) -> Any:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    context.terminal_width = context.max_content_width = _WIDTH
    return context


def _block(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"## {title}\n\n```text\n{lines}\n```"


if __name__ == "__main__":
    print(cli_page(), end="")
