"""The people of an open record, found anew only where it changed."""

from __future__ import annotations

import threading
import weakref

from onrecord.people.rulings import rulings_of
from onrecord.pipeline.people import Memory, find_people
from onrecord.records.person import Person
from onrecord.run.corpus import load_corpus
from onrecord.store.collecting import uncollected
from onrecord.store.contract import Store


class _Known:
    """What is known of the people of one open store."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.memory = Memory()


_known: weakref.WeakKeyDictionary[Store, _Known] = weakref.WeakKeyDictionary()


def load_people(store: Store) -> tuple[Person, ...]:
    """Returns everybody who is on record by name, by id; whoever comes out as before is the very object of before."""
    rulings = rulings_of(store.corrections())
    statements = load_corpus(store).statements
    known = _known.setdefault(store, _Known())
    with known.lock, uncollected():
        return find_people(statements, rulings, known.memory)
