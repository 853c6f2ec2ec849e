"""Web archives: one page for each response that holds one, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.captures import make_capture, refuse, refuse_size
from onrecord.sources.compressed import unpack_up_to
from onrecord.sources.options import SourceOptions

_READ_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PACKED = re.compile(rb"^content-encoding:[ \t]*(?:x-)?(gzip|deflate|br)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_BYTES = 65_536
_PAGE_TYPES = ("text/html", "text/plain", "application/xhtml+xml")


def iter_warc(stream: IO[bytes], name: str, *, options: SourceOptions) -> Iterator[Capture | Failure]:
    """Yields a capture for each page in a web archive; pictures, scripts, redirects and errors are passed over.

    Args:
        stream: The archive, decompressed or not.
        name: Of the file; the Nth record is called ``NAME#N``, counted from 1 over records of all kinds.
        options: Limits.
    """
    number = 0
    try:
        for record in ArchiveIterator(_Forward(stream), parse_http=False):  # type: ignore[arg-type]  # never sought
            number += 1
            if record.record_type & _READ_TYPES:
                outcome = _read_record(record, f"{name}#{number}", options)
                if outcome is not None:
                    yield outcome
    except (OSError, EOFError, ValueError) as error:
        yield refuse(f"{name}#{number + 1}", "bad_archive", f"the archive is damaged or cut off here: {error}")
        return
    if number == 0:
        yield refuse(name, "bad_archive", "is no web archive: it holds no record")


class _Forward:
    """What the archive's reader asks of a stream, with a place that a pipe does not know: it would abort without."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        """Reads on."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        """How much was read."""
        return self._place


def _read_data(record: Any, where: str, options: SourceOptions, *, packed: str | None) -> bytes | Failure:
    """The page's bytes, unpacked."""
    data: bytes | str | None = record.reader.read(options.max_bytes + 1)
    if packed:
        assert isinstance(data, bytes)
        data = unpack_up_to(data, packed, options.max_bytes)
    if isinstance(data, str):
        return refuse(where, "bad_archive", f"the page is packed and damaged: {data}")
    if data is None or len(data) > options.max_bytes:
        return refuse_size(where, options.max_bytes)
    return data


def _packing(record: Any) -> str | None:
    """Returns how a frozen record's page is packed.

    We unpack it ourselves, never further than asked; the archive's reader would unpack all at once.
    """
    head = record.reader.read(_HEAD_BYTES)
    record.reader.seek(0)
    found = _PACKED.search(head.partition(b"\r\n\r\n")[0])
    return found[1].decode().lower() if found else None


def _read_record(record: Any, where: str, options: SourceOptions) -> Capture | Failure | None:
    promised = record.content_length
    if promised > options.max_bytes:
        return refuse_size(where, options.max_bytes)
    record.freeze()
    if record.content_length < promised:  # the archive's reader itself passes over this
        return refuse(where, "bad_archive", "the archive is cut off in the middle of this record")
    packed = None
    if record.is_http:
        packed = _packing(record)
        record.parse_http(auto_decode="transfer" if packed else "all")
        if record.http_headers is None or record.http_headers.status_code != 200:
            return None
    # Of a record of HTTP the archive's own type is that of the exchange, not of the page.
    declared = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    media_type = (declared or "").split(";")[0].strip().lower()
    if media_type and media_type not in _PAGE_TYPES:
        return None
    data = _read_data(record, where, options, packed=packed)
    if isinstance(data, Failure):
        return data
    target = record.headers.get("WARC-Target-URI") or ""
    origin = Origin(
        path=where,
        # Ours names a saved file's place by "file:", which is no place that anybody else could fetch it from.
        url=None if target.startswith("file:") else target or None,
        fetched_at=record.headers.get("WARC-Date"),
        media_type=media_type or None,
        charset=record.http_charset,
        given_id=record.headers.get("WARC-Record-ID"),
    )
    return make_capture(data, origin)
