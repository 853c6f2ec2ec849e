"""Record and docket -> the desk note of some days. Pure."""

from __future__ import annotations

from onrecord.brief import Material, compose_brief
from onrecord.pipeline.judging import positions_at
from onrecord.pipeline.weighing import Memory, weigh
from onrecord.records.brief import Brief
from onrecord.records.corpus import Corpus
from onrecord.records.judged import Judged


def brief_material(corpus: Corpus, judged: Judged, until: str | None = None, memory: Memory | None = None) -> Material:
    """Returns what a brief is made of, as the record stood on a day; on its latest where none is given.

    Args:
        corpus: The record.
        judged: The same record against its docket.
        until: ISO 8601 day.
        memory: Of earlier calls; makes it faster and no different.
    """
    last = until or max((one.when[:10] for one in corpus.statements if one.when), default=None)
    weighed = weigh(corpus.statements, judged, last, memory)
    return Material(
        statements=corpus.statements,
        judged=judged,
        positions=positions_at(judged, corpus, last),
        answers=weighed.answers,
        weights=weighed.weights,
    )


def make_brief(
    corpus: Corpus,
    judged: Judged,
    since: str | None = None,
    until: str | None = None,
    memory: Memory | None = None,
) -> Brief:
    """Returns the brief of some days, as the record stood on the last of them; the latest day where none is given.

    Args:
        corpus: The record.
        judged: The same record against its docket.
        since: First day, ISO 8601.
        until: Last day, ISO 8601.
        memory: Of earlier calls; makes it faster and no different.
    """
    return compose_brief(brief_material(corpus, judged, until, memory), since, until)
