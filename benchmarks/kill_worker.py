"""What `kills.py` kills: keeps made-up pages, corrects, joins; says each thing once it is done.

Where the record fails it, it says why in a line and ends with 5, as the commands do.

python -m benchmarks.kill_worker RECORD SEED PAGES
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import combinations

from benchmarks.readings import Generator

from onrecord.errors import OnrecordError
from onrecord.pipeline.correcting import make_target
from onrecord.records.correction import CorrectionKind, Draft
from onrecord.records.reading import Reading
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
        before: list[Reading] = []
        for place, (capture, reading) in enumerate(Generator(seed, copies=0.6, paragraphs=(3, 6)).pages(number), 1):
            store.keep(capture, reading)
            before.append(reading)
            _say(f"kept {reading.page.id}")
            wanted = place // _EVERY
            if len(store.corrections()) < wanted:
                store.correct(draft_of(wanted, before), "2031-02-03T10:00:00Z")
                _say(f"corrected {wanted}")
            if place % _BATCH == 0:
                store.join(_BATCH)
        while store.join(_BATCH):
            pass
    _say("done")


def draft_of(number: int, pages: Sequence[Reading]) -> Draft:
    """Returns the correction of this number: by turns on two names, on two copies, and on two other statements."""
    if number % 3 == 0:
        return Draft(kind="same_person", who="Ida", why="one person", names=("Ada Venn", f"Ada V. {number}"))
    said = [(page, one) for page in pages[-_EVERY:] for one in page.attributions if one.statement and one.content]
    parted = number % 3 == 1
    pairs = [(a, b) for a, b in combinations(said, 2) if (a[1].quote == b[1].quote) == parted and a[0] is not b[0]]
    first, other = (pairs or [(said[0], said[-1])])[0]
    kind: CorrectionKind = "different_statements" if parted else "same_statement"
    return Draft(kind=kind, who="Ida", why="heard it", target=make_target(*first), other=make_target(*other))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except OnrecordError as error:
        _say(f"onrecord: {error}")
        sys.exit(5)
