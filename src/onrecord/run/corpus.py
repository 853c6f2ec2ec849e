"""What a record adds up to: its stories and statements."""

from __future__ import annotations

import weakref

from onrecord.pipeline.keeping import find_corpus
from onrecord.records.corpus import Corpus
from onrecord.store.contract import Store

# The corpus of each open store, with the version of the record that it was found at.
_found: weakref.WeakKeyDictionary[Store, tuple[int, Corpus]] = weakref.WeakKeyDictionary()


def load_corpus(store: Store) -> Corpus:
    """Returns the stories and statements of the record; found once as long as the record does not change.

    Raises:
        StoreError: If the record cannot be read.
    """
    version = store.version()
    known = _found.get(store)
    if known is None or known[0] != version:
        known = version, find_corpus(store.readings())
        _found[store] = known
    return known[1]
