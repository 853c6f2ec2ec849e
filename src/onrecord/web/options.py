"""Options of the server."""

from __future__ import annotations

from msgspec import Struct


class ServeOptions(Struct, frozen=True, kw_only=True):
    """How a record is served.

    Attributes:
        record: The record's file.
        docket: File that names the negotiation; ``None`` for none.
        hosts: Names under which the server may be addressed. A request for another name is refused, since a stranger's
            page could otherwise reach this one under a name of its own.
        token: What must be given to write. Empty: nobody can.
        read_only: Whether nothing can be changed, token or not.
        model: Model that reads what is added; ``None`` for the default.
        allow_private: Whether addresses of this machine and of private networks may be fetched.
        max_upload_bytes: Largest upload, all its files together.
        max_files: Most files of one upload.
        patience_s: How long a reader waits for what is found for the first time; then a page says so.
        writes_per_minute: Most checks and additions of one client in a minute.
    """

    record: str
    docket: str | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    token: str = ""
    read_only: bool = False
    model: str | None = None
    allow_private: bool = False
    max_upload_bytes: int = 50_000_000
    max_files: int = 200
    patience_s: float = 8.0
    writes_per_minute: int = 60
