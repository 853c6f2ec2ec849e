"""``onrecord info``."""

from __future__ import annotations

from onrecord.cli.options import DEFAULT_RECORD, Record


def info(*, record: Record = DEFAULT_RECORD) -> None:
    """Shows versions, models and what the record holds.

    Of the models: licence, training data, and the figures reached. Put all of it into a report of a fault.
    """
    from rich.text import Text

    from onrecord.cli.about import models, record_counts, versions
    from onrecord.cli.terminal import print_beside, printable, stdout_console

    console = stdout_console()
    for name, value in (*versions(), *models(), *record_counts(record)):
        print_beside(console, [(Text(name, style="dim"), 12)], Text(printable(value)))
