"""Answers, weights and the desk note of an open record."""

from __future__ import annotations

import weakref

from onrecord.export.pictures import Picture, draw_meetings, draw_positions, draw_weights
from onrecord.pipeline.briefing import brief_material, make_brief
from onrecord.pipeline.weighing import Memory, weigh
from onrecord.records.brief import Brief
from onrecord.records.docket import Docket
from onrecord.records.weight import Weighed
from onrecord.run.corpus import load_corpus
from onrecord.run.judging import load_judged
from onrecord.store.contract import Store

# What was found of single statements of each open store, by docket: after one new page, only little is found anew.
_memories: weakref.WeakKeyDictionary[Store, dict[Docket | None, Memory]] = weakref.WeakKeyDictionary()


def _memory(store: Store, docket: Docket | None) -> Memory:
    return _memories.setdefault(store, {}).setdefault(docket, Memory())


def load_weighed(store: Store, docket: Docket | None = None, *, as_of: str | None = None) -> Weighed:
    """Returns who answers whom, and what each statement weighs.

    Args:
        store: The record.
        docket: The docket; ``None`` for the one that the record suggests.
        as_of: ISO 8601 day to look from; the record's latest where left out.
    """
    return weigh(load_corpus(store).statements, load_judged(store, docket), as_of, _memory(store, docket))


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
    return make_brief(load_corpus(store), load_judged(store, docket), since, until, _memory(store, docket))


def load_pictures(store: Store, docket: Docket | None = None, *, until: str | None = None) -> tuple[Picture, ...]:
    """Returns positions over time, statements by weight and meetings as pictures, those that have something to show.

    Args:
        store: The record.
        docket: The docket; ``None`` for the one that the record suggests.
        until: ISO 8601 day: as the record stood then.

    Raises:
        UsageError: If the extra ``pictures`` is not installed.
    """
    material = brief_material(load_corpus(store), load_judged(store, docket), until, _memory(store, docket))
    drawn = (
        draw_positions(material.positions),
        draw_weights(material.weights, material.statements),
        draw_meetings(material.judged.meetings),
    )
    return tuple(picture for picture in drawn if picture is not None)
