"""Days given on a command line."""

from __future__ import annotations

from onrecord.errors import UsageError
from onrecord.store.fold import days_of


def day_of(option: str, value: str | None) -> str | None:
    """Returns the last day that an option's date, month or year means.

    Raises:
        UsageError: If it is none.
    """
    if value is None:
        return None
    days = days_of(value)
    if days is None:
        raise UsageError(f"{option} {value}: not a date; write 2025-08-20, 2025-08 or 2025")
    return days[1]
