"""Proving a record, and repairing what can be repaired."""

from __future__ import annotations

from msgspec import Struct

from onrecord.run.corpus import join_all
from onrecord.store.database import DatabaseStore
from onrecord.store.open import open_store
from onrecord.store.verifying import Finding, repair, verify


class Verdict(Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        pages: How many pages the record has.
        found: What does not hold.
        left: What of that could not be repaired, or was not to be.
    """

    pages: int
    found: tuple[Finding, ...]
    left: tuple[Finding, ...]


def verify_record(record: str, *, repaired: bool = False) -> Verdict:
    """Proves a record.

    Args:
        record: A file, or ``postgresql://user@host/database``.
        repaired: Whether to make again what can be made again from the bytes and the readings.

    Raises:
        StoreError: If the record cannot be used at all.
    """
    with open_store(record, write=repaired) as store:
        assert isinstance(store, DatabaseStore)
        found = list(verify(store))
        left = found
        if repaired and found:
            left = repair(store, found)
            for _ in join_all(store):
                pass
        return Verdict(pages=store.counts().pages, found=tuple(found), left=tuple(left))
