"""Names and dates as the columns that filters look at."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from urllib.parse import urlsplit

from onrecord.records.actor import Actor

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")


def fold_words(text: str) -> str:
    """Returns the words of `text` in lower case without accents, each with a space on both sides.

    >>> fold_words("Sergéy  LAVROV's")
    ' sergey lavrov s '
    >>> fold_words(" – ")
    ''
    """
    flat = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", flat)
    return f" {' '.join(words)} " if words else ""


def fold_names(*names: str | None) -> str:
    """Returns several names folded, with a bar between them so that no phrase runs from one into the next.

    >>> fold_names("Ada Venn", None, "Norland")
    ' ada venn | norland '
    """
    return "|".join(dict.fromkeys(folded for name in names if name and (folded := fold_words(name))))


def speaker_words(actor: Actor) -> str:
    """Returns what `Filter.speaker` looks at: names, and for the unnamed their description."""
    shown = (actor.descriptor or actor.surface) if actor.name is None else None
    return fold_names(actor.name, *actor.names, *actor.aliases, shown)


def party_of(actor: Actor) -> str | None:
    """Returns whom a speaker speaks for; a government or organisation that speaks, speaks for itself."""
    itself = actor.name if actor.type in ("government", "organisation") else None
    return actor.on_behalf_of or itself


def party_words(actor: Actor) -> str:
    """Returns what `Filter.party` looks at: the party spoken for, and a government or organisation that speaks."""
    own = (actor.name, *actor.names, *actor.aliases) if actor.type in ("government", "organisation") else ()
    return fold_names(actor.on_behalf_of, *own, actor.region)


def outlet_words(outlet: str | None, url: str | None) -> str:
    """Returns what `Filter.outlet` looks at.

    >>> outlet_words("The Oster Post", "https://www.osterpost.example/a")
    ' the oster post | www osterpost example '
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # a bracket that is no IPv6 address
        host = None
    return fold_names(outlet, host)


def days_of(date: str | None) -> tuple[str, str] | None:
    """Returns the first and last day that an ISO 8601 date, month or year may mean.

    The day is the one printed: a time zone is not converted, since a report is cited by the date it bears.

    >>> days_of("2031-02")
    ('2031-02-01', '2031-02-28')
    >>> days_of("2031-02-03T23:30:00-05:00")
    ('2031-02-03', '2031-02-03')
    >>> days_of("last week"), days_of("2031-02-30")
    (None, None)
    """
    match = _DATE.match(date or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = dt.date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    return first.isoformat(), last.isoformat()
