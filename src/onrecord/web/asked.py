"""What a request asks for: the filters of the command line, as parameters of an address."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar.params import QueryParameter

from onrecord.errors import UsageError
from onrecord.records.actor import ActorType
from onrecord.records.attribution import Kind
from onrecord.run.client import filter_fields
from onrecord.store.contract import Cursor, Filter, Order, Said, Screen
from onrecord.store.fold import days_of, fold_words

# Entries of one answer: the least that is worth asking for, the usual, the most that one answer should hold.
USUAL_LIMIT: Final = 50
MOST_LIMIT: Final = 500

Speaker = Annotated[
    str | None,
    QueryParameter(
        description="Words of a speaker's name; for the unnamed, of how they are described.", max_length=200
    ),
]
Party = Annotated[
    str | None,
    QueryParameter(
        description="Party spoken for: a government, an organisation, a country or its code.", max_length=200
    ),
]
Office = Annotated[str | None, QueryParameter(description="Words of the speaker's office.", max_length=200)]
Outlet = Annotated[
    str | None, QueryParameter(description="Words of the outlet's name or of the page's host.", max_length=200)
]
Since = Annotated[
    str | None,
    QueryParameter(description="On pages published then or later: 2025-08-20, 2025-08 or 2025.", max_length=40),
]
Until = Annotated[str | None, QueryParameter(description="On pages published then or earlier.", max_length=40)]
Kinds = Annotated[list[Kind] | None, QueryParameter(description="direct, mixed or indirect; may be repeated.")]
Types = Annotated[list[ActorType] | None, QueryParameter(description="Types of speaker; may be repeated.")]
Search = Annotated[
    str | None,
    QueryParameter(description='Words that the content has; "a phrase" in quotation marks; begin*.', max_length=500),
]
OnPage = Annotated[str | None, QueryParameter(description="Words that the page's title or text has.", max_length=500)]
Confidence = Annotated[
    float | None, QueryParameter(description="At least this likely to be an attribution at all.", ge=0, le=1)
]
SaidParam = Annotated[
    Said, QueryParameter(description="said: statements; ascribed: what the writer says that others think; all.")
]
Issue = Annotated[
    str, QueryParameter(description="Name of an issue of the docket that the statement is on.", max_length=200)
]
Act = Annotated[str, QueryParameter(description="Code of an act that the statement does.", max_length=40)]
By = Annotated[
    Literal["id", "weight"], QueryParameter(description="By id, or the heaviest first; by weight each comes once.")
]
OnePage = Annotated[str | None, QueryParameter(description="Id of the one page wanted.", max_length=40)]
Sort = Annotated[Order, QueryParameter(description="By publication date; undated last either way.")]
After = Annotated[
    str | None, QueryParameter(description="`next` of the answer before: where this one begins.", max_length=400)
]
Limit = Annotated[int, QueryParameter(description="Most items of one answer.", ge=1, le=MOST_LIMIT)]


def wanted_of(
    speaker: Speaker = None,
    party: Party = None,
    office: Office = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kinds = None,
    type: Types = None,  # noqa: A002 - the name in the address
    search: Search = None,
    on_page: OnPage = None,
    min_confidence: Confidence = None,
    said: SaidParam = "said",
    page: OnePage = None,
) -> Filter:
    """Returns the filter that an address asks for.

    Raises:
        UsageError: If a date is none, a name has no letters, or the span of time is empty.
    """
    dates = (_day(since, "since"), _day(until, "until"))
    if since and until and dates[0] and dates[1] and dates[0][0] > dates[1][1]:
        raise UsageError(f"since {since} is later than until {until}: no page can match")
    return Filter(
        speaker=_name(speaker, "speaker"),
        party=_name(party, "party"),
        office=_name(office, "office"),
        outlet=_name(outlet, "outlet"),
        since=since or None,
        until=until or None,
        kinds=tuple(dict.fromkeys(kind or ())),
        types=tuple(dict.fromkeys(type or ())),
        search=search if search and search.strip() else None,
        on_page=on_page if on_page and on_page.strip() else None,
        min_confidence=min_confidence or 0.0,
        said=said,
        page=page or None,
    )


def screen_of(sort: Sort = "newest", after: After = None, limit: Limit = USUAL_LIMIT) -> Screen:
    """Returns the screenful that an address asks for.

    Raises:
        UsageError: If `after` is not from an answer of ours.
    """
    return Screen(order=sort, after=read_cursor(after) if after else None, limit=limit)


def write_cursor(cursor: Cursor | None) -> str | None:
    """Returns a cursor as one word of an address."""
    if cursor is None:
        return None
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def read_cursor(word: str) -> Cursor:
    """Returns the cursor that `write_cursor` wrote.

    >>> read_cursor(write_cursor(Cursor(day=None, page="pg_a", position=3)) or "")
    Cursor(day=None, page='pg_a', position=3, weight=None)

    Raises:
        UsageError: If it did not.
    """
    try:
        data = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(data, type=Cursor)
    except (binascii.Error, msgspec.MsgspecError, UnicodeError, ValueError) as error:
        raise UsageError(f"after={word}: not from an answer of this server") from error


def fields_of(wanted: Filter, screen: Screen | None = None) -> dict[str, Any]:
    """Returns a filter as the fields of an address; what is not asked for is empty."""
    fields = {**filter_fields(wanted), "said": None if wanted.said == "said" else wanted.said}
    return fields if screen is None else {**fields, "sort": None if screen.order == "newest" else screen.order}


def _day(date: str | None, name: str) -> tuple[str, str] | None:
    days = days_of(date)
    if date and days is None:
        raise UsageError(f"{name}={date}: not a date; write 2025-08-20, 2025-08 or 2025")
    return days


def _name(words: str | None, what: str) -> str | None:
    if words and words.strip() and not fold_words(words):
        raise UsageError(f"the {what} to look for has no letters: {words!r}")
    return words if words and words.strip() else None
