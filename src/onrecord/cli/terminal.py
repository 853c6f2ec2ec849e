"""What goes to the terminal: consoles, page text made safe, and lines on standard error."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

# Control characters and bidirectional overrides: a page must not be able to move the cursor or to reorder the line.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Where the output is no terminal and says no width: wide enough for a quotation, narrow enough for a mail.
_PIPE_WIDTH = 100


def stdout_console() -> Console:
    """Returns the console for results. Colour only on a terminal, and not where NO_COLOR is set."""
    return _console(stderr=False)


def stderr_console() -> Console:
    """Returns the console for progress, refusals and hints."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal and console.width == 80:
        console.width = _PIPE_WIDTH
    return console


def printable(text: str | None) -> str:
    r"""Returns `text` with what a terminal would obey replaced by "�", and a file name's odd bytes too.

    >>> printable("one\x1b[31mtwo\n")
    'one�[31mtwo\n'
    """
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text or "")


def one_line(text: str | None) -> str:
    r"""Returns `text` printable and on one line.

    >>> one_line("two\n lines")
    'two lines'
    """
    return " ".join(printable(text).split())


def print_beside(console: Console, cells: Sequence[tuple[Text, int]], last: Text, *, indent: int = 0) -> None:
    """Prints cells of given widths side by side, and `last` in what is left of the line; all wrap, none is cut.

    Unlike rich's tables it leaves no spaces at the ends of lines, which matter once the output is a file.
    """
    widths = [width for _, width in cells]
    left = max(console.width - indent - sum(widths) - 2 * len(widths), 10)
    columns = [list(text.wrap(console, width)) for text, width in (*cells, (last, left))]
    for number in range(max(map(len, columns))):
        line = Text(" " * indent)
        for column, width in zip(columns, (*widths, left), strict=True):
            part = column[number] if number < len(column) else Text()
            part.rstrip()
            part.pad_right(width + 2 - part.cell_len)
            line.append_text(part)
        line.rstrip()
        console.print(line, soft_wrap=True)


def say(message: str, *, style: str = "") -> None:
    """Writes one line to standard error, not wrapped: it must survive a copy into a mail."""
    stderr_console().print(Text(one_line(message), style=style), soft_wrap=True)


def write_lines(lines: Iterable[bytes], *, at_once: bool = False) -> int:
    """Writes lines to standard output as they come. Returns how many.

    Args:
        lines: With their line ends.
        at_once: Whether each is to reach its reader before the next is made.
    """
    stream = sys.stdout.buffer
    number = 0
    for line in lines:
        stream.write(line)
        number += 1
        if at_once:
            stream.flush()
    stream.flush()
    return number
