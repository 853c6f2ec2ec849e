"""Bytes and documents as they lie in the record: compressed."""

from __future__ import annotations

import threading

import zstandard

from onrecord.errors import StoreError

# HTML shrinks to a fifth at level 9 in about 3 ms a page; levels above gain under 3 % for several times the time.
LEVEL = 9


class _Coders(threading.local):
    """A thread's own compressors by level, and its decompressor: to make one takes as long as to use it."""

    def __init__(self) -> None:
        self.compressors: dict[int, zstandard.ZstdCompressor] = {}
        self.decompressor = zstandard.ZstdDecompressor()


_coders = _Coders()


def pack(data: bytes, level: int = LEVEL) -> bytes:
    """Returns `data` compressed with Zstandard."""
    compressor = _coders.compressors.get(level)
    if compressor is None:
        compressor = _coders.compressors[level] = zstandard.ZstdCompressor(level=level)
    packed: bytes = compressor.compress(data)
    return packed


def unpack(data: bytes) -> bytes:
    """Returns what `pack` was given.

    Raises:
        StoreError: If it is damaged.
    """
    try:
        unpacked: bytes = _coders.decompressor.decompress(data)
    except zstandard.ZstdError as error:
        raise StoreError(f"a part of the record is damaged ({error}); `onrecord verify` says which") from error
    return unpacked
