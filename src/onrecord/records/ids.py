"""Identifiers derived from content, so that they survive a rebuild."""

from __future__ import annotations

import base64
import hashlib

# 80 bits: a collision among a hundred million ids has a chance below 1 in 200 million; 16 characters to read out.
_ID_BYTES = 10


def content_id(prefix: str, *parts: str) -> str:
    """Returns ``PREFIX_`` and 16 lower-case base-32 characters of a BLAKE2b hash of `parts`.

    The parts are length-prefixed, so moving a character from one part to the next changes the id.

    >>> content_id("pg", "ab", "c") == content_id("pg", "ab", "c")
    True
    >>> content_id("pg", "ab", "c") == content_id("pg", "a", "bc")
    False
    """
    digest = hashlib.blake2b(digest_size=_ID_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{prefix}_{base64.b32encode(digest.digest()).decode('ascii').lower()}"
