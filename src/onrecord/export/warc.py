"""The kept bytes as a web archive (WARC/1.1), which standard tools replay and `onrecord read` reads again."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord.records.page import Page

# A date is mandatory; of a saved file nobody knows when it was fetched, and the day it bears is another matter.
_UNKNOWN_DATE = "1970-01-01T00:00:00Z"
_HEAD = 4096
_TAGS = (b"<html", b"<!doctype", b"<head", b"<body", b"<div", b"<p>", b"<meta")
_INFO = (
    b"software: onrecord\r\nformat: WARC File Format 1.1\r\n"
    b"description: pages as they were read; a WARC-Date of 1970 means that the time of the fetch is not known\r\n"
)


def warc_records(pages: Iterable[tuple[Page, bytes]]) -> Iterator[bytes]:
    """Yields the archive, record by record: what it is, then each page's bytes. The same pages give the same bytes.

    Pages are ``resource`` records, since the headers of the server are not kept. A page without a URL has a ``file:``
    target, which says where it was read.

    Args:
        pages: Pages with the bytes that they were read from.
    """
    head = {"WARC-Date": _UNKNOWN_DATE, "Content-Type": "application/warc-fields"}
    yield _record(WarcRecordType.warcinfo, "warcinfo", head, _INFO)
    for page, data in pages:
        target = page.url or f"file:///{quote((page.path or page.id).lstrip('/'), safe='/#')}"
        head = {
            "WARC-Date": page.fetched_at or _UNKNOWN_DATE,
            "WARC-Target-URI": target,
            "Content-Type": media_type_of(data),
        }
        yield _record(WarcRecordType.resource, page.id, head, data)


def media_type_of(data: bytes) -> str:
    """Returns what sort of text the bytes are.

    >>> media_type_of(b"<!DOCTYPE html><p>Talks"), media_type_of(b"Talks resume")
    ('text/html', 'text/plain')
    """
    head = data[:_HEAD].replace(b"\0", b"").lower()
    return "text/html" if any(tag in head for tag in _TAGS) else "text/plain"


def _record(kind: WarcRecordType, name: str, head: dict[str, str], data: bytes) -> bytes:
    record = WarcRecord()
    urn = f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'onrecord {name}')}"
    record.init_headers(record_type=kind, record_urn=urn.encode())
    for field, value in head.items():
        record.headers[field] = value
    record.set_bytes_content(data)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return out.getvalue()
