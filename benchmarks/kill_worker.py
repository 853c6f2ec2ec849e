"""What `kills.py` kills: keeps made-up pages, corrects, joins; says each thing once it is done.

python -m benchmarks.kill_worker RECORD SEED PAGES
"""

from __future__ import annotations

import sys

from benchmarks.readings import Generator

from onrecord.records.correction import Draft
from onrecord.store.database import DatabaseStore
from onrecord.store.open import open_store

# A correction every so many pages, and a batch of joining.
_EVERY, _BATCH = 10, 5


def main(record: str, seed: int, number: int) -> None:
    """Keeps all pages, from the first: what is kept already changes nothing."""
    _say("ready")
    with open_store(record) as store:
        assert isinstance(store, DatabaseStore)
        _say("open")
        for place, (capture, reading) in enumerate(Generator(seed, copies=0.6, paragraphs=(3, 6)).pages(number), 1):
            store.keep(capture, reading)
            _say(f"kept {reading.page.id}")
            wanted = place // _EVERY
            if len(store.corrections()) < wanted:
                names = ("Ada Venn", f"Ada V. {wanted}")
                draft = Draft(kind="same_person", who="Ida", why="one person", names=names)
                store.correct(draft, "2031-02-03T10:00:00Z")
                _say(f"corrected {wanted}")
            if place % _BATCH == 0:
                store.join(_BATCH)
        while store.join(_BATCH):
            pass
    _say("done")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
