"""One record into another."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.run.corpus import join_all
from onrecord.store.copying import copy_record
from onrecord.store.database import DatabaseStore
from onrecord.store.open import hide_password, open_store


def copy_all(source: str, target: str) -> Iterator[tuple[int, int]]:
    """Copies a record, and joins its pages there; yields how many pages are copied, and how many joined.

    Args:
        source: A file, or ``postgresql://user@host/database``.
        target: The same; made where there is none.

    Raises:
        UsageError: If both are one.
        StoreError: If one of them cannot be used.
    """
    if source == target:
        raise UsageError(f"{hide_password(source)}: cannot be copied into itself")
    with open_store(source, write=False) as here, open_store(target) as there:
        assert isinstance(here, DatabaseStore)
        assert isinstance(there, DatabaseStore)
        copied = 0
        for copied in copy_record(here, there):
            yield copied, 0
        for joined in join_all(there):
            yield copied, joined
