"""Where a snapshot is made: an open record, what was found of it last time, and the file that is kept up to date."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from onrecord.records.brief import Brief
from onrecord.records.docket import Docket
from onrecord.records.judged import Judged
from onrecord.run.briefing import load_brief, load_weighed
from onrecord.run.corpus import load_corpus
from onrecord.run.judging import load_judged
from onrecord.run.record import Record
from onrecord.snapshot.columns import make_columns
from onrecord.snapshot.columns_file import FILE as COLUMNS_FILE
from onrecord.snapshot.columns_file import save_columns
from onrecord.snapshot.making import Material, document, make_groups
from onrecord.snapshot.pieces import FILE, Group, PieceWriter
from onrecord.snapshot.place import mark_of
from onrecord.snapshot.views import Head
from onrecord.store.open import open_store

# What a caller wants kept beside the pieces, by name: a function of the record seen through its docket.
Extras = Mapping[str, Callable[[Judged], Any]]


# Pages from which on the store's own counts keep a reader waiting longer than a second.
FIRST_COLUMNS_FROM: Final = 10_000


class Job(Struct, frozen=True, kw_only=True):
    """What a workbench works on.

    Attributes:
        record: The record's file or address.
        docket: The docket; ``None`` for the one that the record suggests.
        folder: Where the snapshot goes; of this workbench alone.
        extras: What else is to be kept in it.
    """

    record: str
    docket: Docket | None
    folder: str
    extras: Extras


class Workbench:
    """Holds the record open between one snapshot and the next, so that the next one is quick."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._folder = Path(job.folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._record = Record(open_store(job.record, write=False))
        self._pieces = PieceWriter(self._folder / FILE)

    def update(self) -> Head:
        """Brings the snapshot up to what the record is now."""
        start = time.monotonic()
        store, docket = self._record.store, self._job.docket
        self._make_first_columns()
        corpus = load_corpus(store)  # first: it joins what is left over, which changes the version
        version = store.version()
        judged = load_judged(store, docket)
        material = Material(
            corpus=corpus,
            judged=judged,
            weighed=load_weighed(store, docket),
            people=self._record.people(),
            brief=load_brief(store, docket),
        )
        save_columns(make_columns(store, judged.codings, material.weighed.weights), self._folder)
        head = Head(mark=mark_of(self._job.record, docket), version=version, seconds=time.monotonic() - start)
        self._pieces.write(chain(make_groups(material), self._more(judged), [document("head", head)]))
        return head

    def _make_first_columns(self) -> None:
        """Makes a large record's columns, if it has none, before all else, which takes minutes: lists need no more."""
        store = self._record.store
        if not (self._folder / COLUMNS_FILE).exists() and store.counts().pages >= FIRST_COLUMNS_FROM:
            save_columns(make_columns(store, (), ()), self._folder)

    def _more(self, judged: Judged) -> Iterator[Group]:
        for name, find in self._job.extras.items():
            yield document(name, find(judged))

    def brief(self, since: str | None, until: str | None) -> Brief:
        """Returns the desk note of some days."""
        return load_brief(self._record.store, self._job.docket, since=since, until=until)

    def close(self) -> None:
        """Lets go of the record and of the file."""
        self._pieces.close()
        self._record.close()
