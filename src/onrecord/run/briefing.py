"""Answers, weights and the desk note of an open record."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.export.pictures import Picture, draw_meetings, draw_positions, draw_weights
from onrecord.pipeline.briefing import brief_material, make_brief
from onrecord.pipeline.weighing import Memory, weigh
from onrecord.records.brief import Brief
from onrecord.records.docket import Docket
from onrecord.records.weight import Weighed
from onrecord.run.corpus import load_corpus
from onrecord.run.judging import load_judged, memory_of
from onrecord.store.collecting import uncollected
from onrecord.store.contract import Store

# Dockets by which what was found is held.
_MOST_DOCKETS = 2


class _Known:
    """What was found of one open store, by docket: after one new page, only what it touches is found anew."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._memories: dict[Docket | None, Memory] = {}

    def memory(self, docket: Docket | None) -> Memory:
        """Returns what was found by a docket."""
        found = self._memories.pop(docket) if docket in self._memories else Memory()
        self._memories[docket] = found
        for old in [*self._memories][:-_MOST_DOCKETS]:
            del self._memories[old]
        return found


_known: weakref.WeakKeyDictionary[Store, _Known] = weakref.WeakKeyDictionary()


@contextmanager
def _memory(store: Store, docket: Docket | None) -> Iterator[Memory]:
    known = _known.setdefault(store, _Known())
    with known.lock, uncollected():
        yield known.memory(docket)


def load_weighed(store: Store, docket: Docket | None = None, *, as_of: str | None = None) -> Weighed:
    """Returns who answers whom, and what each statement weighs.

    After a change of the record, every answer and weight that comes out as it was is the very object of the call
    before.

    Args:
        store: The record.
        docket: The docket; ``None`` for the one that the record suggests.
        as_of: ISO 8601 day to look from; the record's latest where left out.
    """
    corpus, judged = load_corpus(store), load_judged(store, docket)
    with _memory(store, docket) as memory:
        return weigh(corpus.statements, judged, as_of, memory)


def load_brief(
    store: Store, docket: Docket | None = None, *, since: str | None = None, until: str | None = None
) -> Brief:
    """Returns the desk note of some days; of the record's latest day where none is given.

    Args:
        store: The record.
        docket: The docket; ``None`` for the one that the record suggests.
        since: First day, ISO 8601.
        until: Last day, ISO 8601.
    """
    corpus, judged = load_corpus(store), load_judged(store, docket)
    with _memory(store, docket) as memory:
        return make_brief(corpus, judged, since, until, memory, judging=memory_of(store))


def load_pictures(store: Store, docket: Docket | None = None, *, until: str | None = None) -> tuple[Picture, ...]:
    """Returns positions over time, statements by weight and meetings as pictures, those that have something to show.

    Args:
        store: The record.
        docket: The docket; ``None`` for the one that the record suggests.
        until: ISO 8601 day: as the record stood then.

    Raises:
        UsageError: If the extra ``pictures`` is not installed.
    """
    corpus, judged = load_corpus(store), load_judged(store, docket)
    with _memory(store, docket) as memory:
        material = brief_material(corpus, judged, until, memory, memory_of(store))
    drawn = (
        draw_positions(material.positions),
        draw_weights(material.weights, material.statements),
        draw_meetings(material.judged.meetings),
    )
    return tuple(picture for picture in drawn if picture is not None)
