"""Revisions as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.records.revision import Revision


def revision_lines(revisions: Iterable[Revision]) -> Iterator[bytes]:
    """Yields each revision as one line."""
    for revision in revisions:
        yield msgspec.json.encode(revision) + b"\n"
