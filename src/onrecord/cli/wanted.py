"""The filter that a command line asks for."""

from __future__ import annotations

from onrecord.cli.options import KindName
from onrecord.errors import UsageError
from onrecord.store.contract import Filter, Said
from onrecord.store.fold import days_of


def wanted_by(
    *,
    speaker: str | None,
    party: str | None,
    office: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    kind: list[KindName] | None,
    search: str | None,
    on_page: str | None,
    min_confidence: float,
    said: Said,
) -> Filter:
    """Returns the filter, with its dates checked.

    Raises:
        UsageError: If a date is none, or the span of time is empty.
    """
    for option, date in (("--since", since), ("--until", until)):
        if date is not None and days_of(date) is None:
            raise UsageError(f"{option} {date}: not a date; write 2025-08-20, 2025-08 or 2025")
    if since and until and (days_of(since) or "")[0] > (days_of(until) or "")[1]:
        raise UsageError(f"--since {since} is later than --until {until}: no page can match")
    return Filter(
        speaker=speaker,
        party=party,
        office=office,
        outlet=outlet,
        since=since,
        until=until,
        kinds=tuple(dict.fromkeys(name.value for name in kind or ())),
        search=search,
        on_page=on_page,
        min_confidence=min_confidence,
        said=said,
    )
