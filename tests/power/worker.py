"""What loses its power: keeps made-up pages, corrects and joins, and says each thing once it is done.

``python -m tests.power.worker FOLDER SEED PAGES``: the record is FOLDER/record.db; what is said goes to FOLDER/said, by
the same kind of write that the recorder sees.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.readings import Generator

from onrecord.records.correction import Draft
from onrecord.store.contract import Store
from onrecord.store.open import open_store

# A correction and a batch of joining every so many pages; the record is closed and opened again, which empties and
# deletes the log of SQLite.
CORRECT, JOIN, REOPEN = 3, 4, 5
RECORD, SAID = "record.db", "said"


def work(folder: Path, seed: int, number: int) -> None:
    """Keeps all pages from the first: what is kept already changes nothing."""
    said = os.open(str(folder / SAID), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    pages = list(Generator(seed, copies=0.6, paragraphs=(2, 4)).pages(number))
    for first in range(0, number, REOPEN):
        with open_store(folder / RECORD) as store:
            for place in range(first, min(first + REOPEN, number)):
                capture, reading = pages[place]
                store.keep(capture, reading)
                os.write(said, f"kept {reading.page.id}\n".encode())
                _correct(store, (place + 1) // CORRECT, said)
                if place % JOIN == 0:
                    store.join(JOIN)
    with open_store(folder / RECORD) as store:
        while store.join(JOIN):
            pass
    os.close(said)


def _correct(store: Store, wanted: int, said: int) -> None:
    for number in range(len(store.corrections()) + 1, wanted + 1):
        draft = Draft(kind="same_person", who="Ida", why="one person", names=("Ada Venn", f"Ada V. {number}"))
        store.correct(draft, "2031-02-03T10:00:00Z")
        os.write(said, f"corrected {number}\n".encode())


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
