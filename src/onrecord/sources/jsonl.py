"""JSON lines: one page a line, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.captures import make_capture, refuse, refuse_size
from onrecord.sources.compressed import DAMAGED
from onrecord.sources.options import SourceOptions


class _Row(msgspec.Struct, frozen=True):
    """The fields of a line that are read; others are passed over."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    fetched_at: str | None = None
    id: str | int | None = None


# Bytes looked through for the end of a line that is too long: half a second. A bomb would have all of it unpacked.
_MOST_SKIPPED = 150_000_000

_DECODER = msgspec.json.Decoder(_Row)


def iter_jsonl(stream: IO[bytes], name: str, *, options: SourceOptions) -> Iterator[Capture | Failure]:
    """Yields a capture for each line of `stream`, or why it has none; one line is held at a time.

    Args:
        stream: Decompressed.
        name: Of the file; line N is called ``NAME#N``, counted from 1, empty lines included.
        options: Limits.
    """
    number = 0
    try:
        while line := stream.readline(options.max_bytes + 1):
            number += 1
            where = f"{name}#{number}"
            if len(line) > options.max_bytes:
                yield refuse_size(where, options.max_bytes, what="one line")
                if not _skip_line(stream, line, _MOST_SKIPPED):
                    yield refuse(where, "bad_record", "this line does not end; what may follow it is not read")
                    return
            elif line.strip():
                yield _read_row(line, where)
    except DAMAGED as error:
        yield refuse(f"{name}#{number + 1}", "bad_archive", f"the compressed file is damaged or cut off here: {error}")
        return
    if number == 0:
        yield refuse(name, "empty", "is empty (0 bytes)")


def _skip_line(stream: IO[bytes], line: bytes, most: int) -> bool:
    """Reads on to the end of a line; returns whether it came within `most` bytes."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
        most -= len(line)
        if most < 0:
            return False
    return True


def _read_row(line: bytes, where: str) -> Capture | Failure:
    try:
        row = _DECODER.decode(line.strip().removeprefix(b"\xef\xbb\xbf"))
        content = row.html if row.html is not None else row.text
        data = content.encode() if content is not None else None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return refuse(where, "bad_record", f"is no JSON object of the expected form: {error}")
    if data is None:
        return refuse(where, "bad_record", "has neither a field text nor a field html")
    media_type = "text/html" if row.html is not None else "text/plain"
    origin = Origin(
        path=where,
        url=row.url or None,
        outlet=row.outlet or None,
        title=row.title or None,
        published=row.published or None,
        language=row.language or None,
        fetched_at=row.fetched_at or None,
        media_type=media_type,
        charset="utf-8",
        given_id=None if row.id is None else str(row.id),
    )
    return make_capture(data, origin)
