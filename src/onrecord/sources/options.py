"""What reading the sources may cost, and what it may touch."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Validators(Struct, frozen=True, kw_only=True):
    """What a server said of a page at the last fetch; sent back, so that it can answer "not modified".

    Attributes:
        etag: Its ``ETag``.
        last_modified: Its ``Last-Modified``.
    """

    etag: str | None = None
    last_modified: str | None = None


class SourceOptions(Struct, frozen=True, kw_only=True):
    """Limits and permissions of the sources.

    Attributes:
        max_bytes: Largest page, after decompression, in bytes. The same bound holds for one JSONL line, one WARC
            record's payload and one feed.
        allow_private: Whether addresses of this machine and of private networks may be fetched.
        respect_robots: Whether a site's robots.txt is asked first.
        timeout_s: Seconds to wait for a connection, and for each piece of an answer.
        total_timeout_s: Seconds for one address in all, redirects and robots.txt included.
        max_redirects: Redirects followed for one address.
        user_agent: How onrecord names itself to servers; its first word is what robots.txt files can address.
        validators: Address to what its server said last time. A page that was not modified since yields nothing.
    """

    max_bytes: int = 20_000_000
    allow_private: bool = False
    respect_robots: bool = True
    timeout_s: float = 15.0
    total_timeout_s: float = 60.0
    max_redirects: int = 5
    user_agent: str = "onrecord/0.1 (reads news pages for the record)"
    validators: Mapping[str, Validators] = {}
