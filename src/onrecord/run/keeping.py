"""Readings into a record, as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.records import Failure
from onrecord.run.local import PageRead
from onrecord.store.contract import Kept, Store


class Done(Struct, frozen=True, kw_only=True):
    """One input, dealt with.

    Attributes:
        outcome: What it yielded.
        kept: What keeping it did; ``None`` where it was refused or is not to be kept.
    """

    outcome: PageRead | Failure
    kept: Kept | None = None


def keep_all(outcomes: Iterable[PageRead | Failure], store: Store | None) -> Iterator[Done]:
    """Yields each outcome once it is safely in `store`; without a store, as it is.

    Raises:
        StoreError: If the record cannot be written; what was yielded before stays kept.
    """
    for outcome in outcomes:
        if store is None or isinstance(outcome, Failure):
            yield Done(outcome=outcome)
        else:
            yield Done(outcome=outcome, kept=store.keep(outcome.capture, outcome.reading))
