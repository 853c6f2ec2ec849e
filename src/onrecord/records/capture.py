"""The bytes of one page as they came in, and what was known of them beforehand."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Origin(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a page before it is read: from its file, sidecar, JSONL line, WARC header or feed entry.

    Nothing here is read off the page itself. Unknown is ``None``.

    Attributes:
        path: The path as the user gave it; a member of a larger file is ``FILE#N`` (record N, counted from 1).
        url: Where the bytes were fetched, or said to be from.
        outlet: Name of the publishing outlet.
        title: The headline.
        published: ISO 8601 date or date-time, as given.
        language: BCP 47 tag, as given.
        fetched_at: ISO 8601 date-time of the fetch.
        media_type: As declared by a server or implied by a file's ending, such as ``text/html``.
        charset: As declared by a server.
        given_id: The record's own identifier in its file, as given.
        part: Of a feed's entry: whether the feed carried its full ``content`` or only a ``summary``.
        etag: The server's validator, to be sent back at the next fetch.
        last_modified: The same, as a date.
    """

    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    fetched_at: str | None = None
    media_type: str | None = None
    charset: str | None = None
    given_id: str | None = None
    part: Literal["content", "summary"] | None = None
    etag: str | None = None
    last_modified: str | None = None


class Capture(Struct, frozen=True, kw_only=True):
    """The bytes of one page and their origin.

    Attributes:
        data: The bytes, as they came.
        sha256: Lower-case hexadecimal SHA-256 of `data`.
        origin: What was known beforehand.
    """

    data: bytes
    sha256: str
    origin: Origin
