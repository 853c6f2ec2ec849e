"""How a command ends, and the one line it says when it ends early."""

from __future__ import annotations

import os
import sys
from typing import Final

from onrecord.errors import ModelError, OnrecordError, ReadError, StoreError, UsageError

DONE: Final = 0
FAULT: Final = 1
USAGE: Final = 2
SOME_REFUSED: Final = 3
NOTHING_READ: Final = 4
RECORD: Final = 5
MODEL: Final = 6
# Of ``onrecord check``, the worse the higher; of a text the highest.
OF_VERDICT: Final = {
    "verbatim": DONE,
    "cut": 10,
    "translated": 11,
    "reported": 12,
    "altered": 13,
    "other_speaker": 14,
    "not_on_record": 15,
}
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141

TABLE: Final = """\
0    everything was done
1    a fault of onrecord itself; please report it
2    the command line makes no sense: an unknown option, a contradiction, no such date
3    some inputs were refused, each with a line on stderr; the others are read
4    nothing could be read
5    the record cannot be used: missing, locked, damaged, write-protected, newer, or no record at all
6    the model cannot be loaded
10   check: verbatim, but cut; 11: translated; 12: reported; 13: altered; 14: other speaker; 15: not on this record
130  stopped with Ctrl-C; what was read before is kept
141  whatever took the output (such as head) went away"""

_CODES: Final[tuple[tuple[type[OnrecordError], int], ...]] = (
    (UsageError, USAGE),
    (ReadError, NOTHING_READ),
    (StoreError, RECORD),
    (ModelError, MODEL),
)


def code_of(error: OnrecordError) -> int:
    """Returns the exit code for an error raised on purpose.

    >>> code_of(StoreError("locked")), code_of(OnrecordError("?"))
    (5, 1)
    """
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAULT)


def leave_closed_pipe() -> None:
    """Points standard output nowhere, so that the interpreter's last flush does not complain of the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
