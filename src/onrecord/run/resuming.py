"""What a record has read already, by the same model and the same code, need not be read again."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import msgspec
from msgspec.structs import replace

import onrecord.pipeline as inside
from onrecord.records import Capture, Reading
from onrecord.records.ids import content_id
from onrecord.records.paths import encodable
from onrecord.run.options import RunOptions
from onrecord.store.database import DatabaseStore
from onrecord.store.remembering import recall, remember


class RecordMemory:
    """The memory of a record.

    A page is known where its bytes, what is known of their origin, its place, the options, the model and the code are
    the same. What was fetched is not: its server's validators are to be kept anew.

    Args:
        store: The record, open for writing.
        options: Of the run.
    """

    def __init__(self, store: DatabaseStore, options: RunOptions) -> None:
        self._store = store
        self._reader = (code_mark(options.model), options.model or "", msgspec.json.encode(options.read).decode())

    def find(self, capture: Capture) -> Reading | None:
        """See `onrecord.run.reader.Memory.find`."""
        origin = capture.origin
        if origin.etag or origin.last_modified:
            return None
        page = content_id("pg", capture.sha256, origin.url or "")
        place = encodable(origin.path) or encodable(origin.url) or ""
        with self._store.connect() as connection:
            return recall(connection, page, place, self._mark(capture))

    def note(self, capture: Capture, reading: Reading) -> None:
        """See `onrecord.run.reader.Memory.note`."""
        with self._store.connect(write=True) as connection:
            remember(connection, reading, self._mark(capture))

    def _mark(self, capture: Capture) -> str:
        origin = replace(capture.origin, fetched_at=None, etag=None, last_modified=None)
        return content_id("rd", *self._reader, repr(origin))


@functools.lru_cache(maxsize=4)
def code_mark(model: str | None) -> str:
    """Returns what changes with the code, its tables and its models: the sizes and times of all its files.

    Args:
        model: Name of a shipped model, or the folder of another, whose files count too.
    """
    folders = [Path(next(iter(inside.__path__))).parent, *([Path(model)] if model else [])]
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told = path.stat()
                digest.update(f"{path.relative_to(folder)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()
