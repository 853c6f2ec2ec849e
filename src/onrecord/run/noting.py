"""What the docket's stages need of each page of an open record, noted once as long as the page does not change."""

from __future__ import annotations

from msgspec.structs import force_setattr

from onrecord.docket import PageNotes, note_page
from onrecord.pipeline.judging import Names, Notes
from onrecord.records.reading import Reading
from onrecord.run.sharing import Pool
from onrecord.store.contract import Store

# Sets of names that notes are held for: those of two dockets, and none.
_MOST = 3


class Notebook:
    """The notes of one open record. Those of pages that did not change are the very objects of the call before.

    Args:
        store: The record.
        pool: What is held once of it.
    """

    def __init__(self, store: Store, pool: Pool) -> None:
        self._store = store
        self._pool = pool
        self._held: dict[Names, tuple[int, Notes]] = {}

    def notes(self, names: Names = ()) -> Notes:
        """Returns the notes of all pages, by page id; what an earlier call returned is left as it was.

        Args:
            names: Phrases of the docket's proposals; see `onrecord.docket.names_of`.
        """
        held = self._held.pop(names, None)
        found = self._store.changes(None if held is None else held[0])
        if held is None:
            notes: Notes = {reading.page.id: self._note(reading, names) for reading in self._store.readings()}
        else:
            notes = self._renewed(held[1], sorted(found.pages), names) if found.pages else held[1]
        self._held[names] = found.mark, notes
        for old in [*self._held][:-_MOST]:
            del self._held[old]
        return notes

    def _note(self, reading: Reading, names: Names) -> PageNotes:
        noted = note_page(reading, names)
        # A page that has statements is held already.
        force_setattr(noted, "page", self._pool.page(noted.page))
        return noted

    def _renewed(self, held: Notes, pages: list[str], names: Names) -> Notes:
        notes = dict(held)
        for page in pages:
            reading = self._store.reading(page)
            if reading is None:
                notes.pop(page, None)
                continue
            noted = self._note(reading, names)
            if notes.get(page) != noted:
                notes[page] = noted
        return notes
