"""Record and docket -> the desk note of some days. Pure."""

from __future__ import annotations

from onrecord.brief import Material, compose_brief
from onrecord.pipeline.judging import Memory as JudgingMemory
from onrecord.pipeline.judging import positions_at
from onrecord.pipeline.weighing import Memory, weigh
from onrecord.records.brief import Brief
from onrecord.records.corpus import Corpus
from onrecord.records.judged import Judged


def brief_material(
    corpus: Corpus,
    judged: Judged,
    until: str | None = None,
    memory: Memory | None = None,
    judging: JudgingMemory | None = None,
) -> Material:
    """Returns what a brief is made of, as the record stood on a day; on its latest where none is given.

    Args:
        corpus: The record.
        judged: The same record against its docket.
        until: ISO 8601 day.
        memory: Of earlier calls; makes it faster and no different.
        judging: That `judged` was found with; the same.
    """
    last = until or max((one.when[:10] for one in corpus.statements if one.when), default=None)
    # As of its latest day a record weighs what it weighs.
    weighed = weigh(corpus.statements, judged, until or None, memory)
    return Material(
        statements=corpus.statements,
        judged=judged,
        positions=positions_at(judged, corpus, last, judging),
        answers=weighed.answers,
        weights=weighed.weights,
    )


def make_brief(  # noqa: PLR0913 - the last two are of earlier calls
    corpus: Corpus,
    judged: Judged,
    since: str | None = None,
    until: str | None = None,
    memory: Memory | None = None,
    *,
    judging: JudgingMemory | None = None,
) -> Brief:
    """Returns the brief of some days, as the record stood on the last of them; the latest day where none is given.

    Args:
        corpus: The record.
        judged: The same record against its docket.
        since: First day, ISO 8601.
        until: Last day, ISO 8601.
        memory: Of earlier calls; makes it faster and no different.
        judging: That `judged` was found with; the same.
    """
    return compose_brief(brief_material(corpus, judged, until, memory, judging), since, until)
