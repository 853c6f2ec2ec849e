"""Captures and refusals, made in one way."""

from __future__ import annotations

import hashlib

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure, FailureReason

# Characters of a message: what a person reads of it, not all that an input has put into it.
_MOST_MESSAGE = 500


def make_capture(data: bytes, origin: Origin) -> Capture:
    """Returns the capture of `data` with its hash."""
    return Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin)


def refuse(where: str, reason: FailureReason, message: str) -> Failure:
    r"""Returns the refusal of one input by this stage, its message in one line that can be shown.

    >>> refuse("a.warc#1", "bad_archive", "is damaged: unknown encoding '\x1b\n'").message
    "is damaged: unknown encoding '� '"
    """
    # A library's message may quote the input that it stumbled over.
    line = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(message.split()))
    return Failure(where=where, stage="sources", reason=reason, message=line[:_MOST_MESSAGE])


def refuse_size(where: str, limit: int, *, what: str = "a page") -> Failure:
    """Returns the refusal of an input past the size limit."""
    return refuse(where, "too_large", f"is too large for {what}: more than {limit / 1e6:.1f} MB after decompression")


def refuse_error(where: str, error: OSError) -> Failure:
    """Returns the refusal that an error of the file system means."""
    if isinstance(error, FileNotFoundError):
        return refuse(where, "not_found", "does not exist")
    if isinstance(error, PermissionError):
        return refuse(where, "not_permitted", "may not be read: permission denied")
    return refuse(where, "not_permitted", f"cannot be read: {error.strerror or error}")
