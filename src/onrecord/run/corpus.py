"""What a record adds up to: its stories and statements."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.errors import StoreError
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.revising import find_newest as newest_of
from onrecord.pipeline.revising import mark_moved
from onrecord.records.corpus import Corpus
from onrecord.run.keeping import BATCH
from onrecord.store.contract import Store

# The corpus of each open store, with the version of the record that it was found at.
_found: weakref.WeakKeyDictionary[Store, tuple[int, Corpus]] = weakref.WeakKeyDictionary()


def load_corpus(store: Store) -> Corpus:
    """Returns the stories and statements of the record; found once as long as the record does not change.

    Pages that a run has left unjoined are joined first.

    Raises:
        StoreError: If the record cannot be read.
    """
    joined = is_joined(store)
    version = store.version()
    known = _found.get(store)
    if known is None or known[0] != version:
        found = _load(store) if joined else find_corpus(store.readings(), store.corrections())
        known = version, replace(found, statements=mark_moved(found.statements, find_newest(store)))
        _found[store] = known
    return known[1]


def find_newest(store: Store) -> dict[str, str]:
    """Returns the id of each page that has a newer capture to the text of the newest."""
    found: dict[str, str] = {}
    for captures in store.captures_of().values():
        newest = newest_of(captures)
        if newest is not None:
            old = {reading.page.id for reading in captures} - {newest.page.id}
            found.update(dict.fromkeys(old, newest.page.text))
    return found


def join_all(store: Store) -> Iterator[int]:
    """Joins what is not joined yet, in batches; yields how many pages are done after each.

    Raises:
        StoreError: If the record cannot be written.
    """
    done = 0
    while number := store.join(BATCH):
        done += number
        yield done


def is_joined(store: Store) -> bool:
    """Joins what is not joined yet; returns whether all is, which fails where the record may not be written."""
    if not store.unjoined():
        return True
    try:
        for _ in join_all(store):
            pass
    except StoreError:
        return False
    return True


def _load(store: Store) -> Corpus:
    return Corpus(stories=tuple(store.stories()), statements=tuple(store.statements()))
