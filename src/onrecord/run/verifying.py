"""Proving a record, and repairing what can be repaired."""

from __future__ import annotations

from msgspec import Struct

from onrecord.run.corpus import join_all
from onrecord.store.database import DatabaseStore
from onrecord.store.open import open_store
from onrecord.store.rejoining import Joins, Tell, joins_of
from onrecord.store.verifying import Finding, repair, verify


class Verdict(Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        pages: How many pages the record has.
        found: What does not hold.
        left: What of that could not be repaired, or was not to be.
        joins: Whether stories and statements were compared with what the pages add up to, or why not.
    """

    pages: int
    found: tuple[Finding, ...]
    left: tuple[Finding, ...]
    joins: Joins


def verify_record(
    record: str, *, repaired: bool = False, joins: bool = True, tell: Tell = lambda _what, _done, _of: None
) -> Verdict:
    """Proves a record.

    Args:
        record: A file, or ``postgresql://user@host/database``.
        repaired: Whether to make again what can be made again from the bytes and the readings.
        joins: Whether to join all pages once more, and compare: most of the time that it takes.
        tell: Told how far it is: what is done, how much of it, of how much.

    Raises:
        StoreError: If the record cannot be used at all.
    """
    with open_store(record, write=repaired) as store:
        assert isinstance(store, DatabaseStore)
        compared = joins_of(store, wanted=joins)
        found = list(verify(store, compared, tell))
        left = found
        if repaired and found:
            left = repair(store, found)
            for _ in join_all(store):
                pass
        return Verdict(pages=store.counts().pages, found=tuple(found), left=tuple(left), joins=compared)
