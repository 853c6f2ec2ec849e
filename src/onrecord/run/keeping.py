"""Readings into a record, as they come."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from onrecord.errors import OnrecordError
from onrecord.records import Failure
from onrecord.run.reader import Memory, PageRead
from onrecord.store.contract import Kept, Store

# Pages joined in one transaction: other writers wait for it, a second or two. A story is made anew once a batch,
# however many of its copies came: batches of 100 take a third more time a page, batches of 500 a tenth less.
BATCH = 250

_log = logging.getLogger(__name__)


class Done(Struct, frozen=True, kw_only=True):
    """One input, dealt with.

    Attributes:
        outcome: What it yielded.
        kept: What keeping it did; ``None`` where it was refused or is not to be kept.
    """

    outcome: PageRead | Failure
    kept: Kept | None = None


def keep_all(
    outcomes: Iterable[PageRead | Failure],
    store: Store | None,
    *,
    on_join: Callable[[int], None] | None = None,
    memory: Memory | None = None,
) -> Iterator[Done]:
    """Yields each outcome once it is safely in `store`; without a store, as it is.

    Pages are joined with the others in batches, and at the end. A run that ends before has lost nothing: the next
    command that asks for stories or statements joins what is left.

    Args:
        outcomes: In their order.
        store: Where readings are kept.
        memory: Is told what was kept.
        on_join: Told how many pages are still to be joined, before each batch at the end.

    Raises:
        StoreError: If the record cannot be written; what was yielded before stays kept.
    """
    waiting = 0
    for outcome in outcomes:
        if store is None or isinstance(outcome, Failure):
            yield Done(outcome=outcome)
            continue
        kept = _keep(outcome, store, memory)
        waiting += kept.outcome != "unchanged"
        yield Done(outcome=outcome, kept=kept)
        if waiting >= BATCH:
            waiting -= _join(store)
    while store is not None and (left := store.unjoined()):
        if on_join is not None:
            on_join(left)
        if not _join(store):
            return


def _join(store: Store) -> int:
    """Joins a batch; a fault in that must not end the reading, since what is kept can be joined later.

    Nothing is hidden: it is said here, and the next command that asks for stories or statements meets the same fault.
    """
    try:
        return store.join(BATCH)
    except OnrecordError:
        raise
    except Exception:  # noqa: BLE001 - the room for it: what is kept must go on being kept
        _log.exception("the pages are kept, but could not be joined with the others; please report this")
        return 0


def _keep(outcome: PageRead, store: Store, memory: Memory | None) -> Kept:
    if outcome.known:
        return Kept(page=outcome.reading.page.id, outcome="unchanged")
    kept = store.keep(outcome.capture, outcome.reading)
    if memory is not None:
        memory.note(outcome.capture, outcome.reading)
    return kept
