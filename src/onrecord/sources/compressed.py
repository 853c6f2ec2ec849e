"""Files that may be compressed, as streams; nothing is unpacked further than it is asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO

import zstandard

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# What a damaged or cut-off compressed stream raises while it is read.
DAMAGED = (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile)


def unpack(stream: IO[bytes]) -> IO[bytes]:
    """Returns `stream`, decompressed where its first bytes say that it is gzip or zstandard."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    magic = peekable.peek(4)[:4]
    if magic.startswith(GZIP_MAGIC):
        return io.BufferedReader(gzip.GzipFile(fileobj=peekable))
    if magic == ZSTD_MAGIC:
        reader = zstandard.ZstdDecompressor().stream_reader(peekable, read_across_frames=True)
        return io.BufferedReader(reader)
    return peekable


def read_up_to(stream: IO[bytes], limit: int) -> bytes | None:
    """Returns all that `stream` holds, or ``None`` where that is more than `limit` bytes."""
    pieces = []
    size = 0
    while piece := stream.read(min(1 << 20, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return None
    return b"".join(pieces)
