"""Where a snapshot lies, and whether one that lies there is of this record and docket."""

from __future__ import annotations

import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from onrecord.records.docket import Docket
from onrecord.records.ids import content_id
from onrecord.snapshot.columns_file import FORMAT as COLUMNS
from onrecord.snapshot.pieces import FORMAT as PIECES


class Place(Struct):
    """A folder for one snapshot.

    Attributes:
        folder: The folder; made by who writes to it.
        lasting: Whether it is kept for the next time.
        lock: Held as long as the place is used; ``None`` where nobody else can know of it.
    """

    folder: Path
    lasting: bool
    lock: FileLock | None = None

    def leave(self) -> None:
        """Lets others have it, or takes it away."""
        if self.lock is not None:
            self.lock.release()
        if not self.lasting:
            shutil.rmtree(self.folder, ignore_errors=True)


def take_place(record: str, *, lasting: bool) -> Place:
    """Returns a place for the snapshot of a record.

    With `lasting`, the folder beside the record's file that has its name and ``-snapshot``; one for a while where that
    cannot be written, where another process has it, and for a record in a database.
    """
    folder = Path(f"{record}-snapshot")
    if lasting and Path(record).is_file():
        try:
            folder.mkdir(exist_ok=True)
            lock = FileLock(folder / "lock", blocking=False)
            lock.acquire()
        except (OSError, Timeout):
            pass
        else:
            return Place(folder, lasting=True, lock=lock)
    return Place(Path(tempfile.mkdtemp(prefix="onrecord-snapshot-")), lasting=False)


def mark_of(record: str, docket: Docket | None) -> str:
    """Returns what tells a snapshot of this record, through this docket and by this onrecord, from others.

    It does not change when the record does: the record's version tells that.
    """
    file = Path(record)
    told = file.stat() if file.is_file() else None
    known = [version("onrecord"), PIECES, COLUMNS, docket, None if told is None else [told.st_dev, told.st_ino]]
    return content_id("sn", msgspec.json.encode(known).decode())
