"""Files that may be compressed, as streams; nothing is unpacked further than it is asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, Any

import brotli
import zstandard

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# Packed bytes unpacked at once. Four of them can mean 128 KB of one letter, so this bounds a bomb's step to 16 MB.
_ZSTD_BYTES = 512
# Unpacked at once, likewise.
_BROTLI_BYTES = 1 << 20
# What a damaged or cut-off compressed stream raises while it is read.
DAMAGED = (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile)


def unpack(stream: IO[bytes]) -> IO[bytes]:
    """Returns `stream`, decompressed where its first bytes say that it is gzip or zstandard."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    magic = peekable.peek(4)[:4]
    if magic.startswith(GZIP_MAGIC):
        return io.BufferedReader(gzip.GzipFile(fileobj=peekable))
    if magic == ZSTD_MAGIC:
        return io.BufferedReader(_ZstdStream(peekable))
    return peekable


class _ZstdStream(io.RawIOBase):
    """Unpacks frame after frame; one that is cut off is an error, which zstandard's own reader passes over."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False
        self._ready = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer` as far as there is something; 0 at the end.

        Raises:
            EOFError: If the last frame is cut off.
        """
        while not self._ready:
            piece = self._source.read(_ZSTD_BYTES)
            if not piece:
                if self._begun:
                    raise EOFError("Compressed file ended before the end of a frame")
                return 0
            self._ready = self._unpack(piece)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _unpack(self, piece: bytes) -> bytes:
        unpacked = []
        while piece:
            self._begun = True
            unpacked.append(self._frame.decompress(piece))
            if not self._frame.eof:
                break
            piece = self._frame.unused_data
            self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._begun = False
        return b"".join(unpacked)


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


def unpack_up_to(data: bytes, packing: str, limit: int) -> bytes | str | None:
    """Returns what a packed HTTP body holds; what is wrong with it; ``None`` past `limit` bytes.

    A body that is not packed after all (archives often keep the header and not the packing) is returned as it is.

    Args:
        data: The body.
        packing: ``gzip``, ``deflate`` or ``br``.
        limit: Most bytes.
    """
    if packing == "br":
        return _unpack_brotli(data, limit)
    if data.startswith(GZIP_MAGIC):
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    elif data[:1] == b"\x78":
        unpacker = zlib.decompressobj()
    else:
        return data
    try:
        unpacked = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        return str(error)
    if len(unpacked) > limit:
        return None
    return unpacked if unpacker.eof else "it is cut off"


def _unpack_brotli(data: bytes, limit: int) -> bytes | str | None:
    """Brotli has no mark at its head: what cannot be unpacked from its first byte on was not packed."""
    unpacker = brotli.Decompressor()
    pieces: list[bytes] = []
    left = limit + 1
    try:
        while left > 0 and not unpacker.is_finished():
            piece = unpacker.process(b"" if pieces else data, output_buffer_limit=min(left, _BROTLI_BYTES))
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
    except brotli.error as error:
        return str(error) if pieces else data
    if left <= 0:
        return None
    return b"".join(pieces) if unpacker.is_finished() else "it is cut off"
