"""Record and codings -> who answers whom, and how much each statement matters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.answers import Context, find_answers
from onrecord.answers import Memory as AnswersMemory
from onrecord.records.docket import OTHER, Coding, Docket
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement
from onrecord.records.weight import Weighed
from onrecord.weight import Memory as WeightsMemory
from onrecord.weight import formula_of, weigh_statements


class Memory:
    """What was found of single statements; see the rooms' own memories."""

    def __init__(self) -> None:
        self.answers = AnswersMemory()
        self.weights = WeightsMemory()


def weigh(
    statements: Iterable[Statement], judged: Judged, as_of: str | None = None, memory: Memory | None = None
) -> Weighed:
    """Returns answers and weights by the docket that `judged` used; the same whatever the order of `statements`.

    Args:
        statements: Of the record.
        judged: The same record against a docket, or against the one drafted from it.
        as_of: ISO 8601 day to look from; the record's latest where left out.
        memory: Of earlier calls; makes it faster and no different.
    """
    codings = {coding.statement: coding for coding in judged.codings}
    return weigh_coded(statements, codings, judged.docket, as_of, memory=memory)


def weigh_coded(
    statements: Iterable[Statement],
    codings: Mapping[str, Coding],
    docket: Docket | None,
    as_of: str | None = None,
    *,
    memory: Memory | None = None,
) -> Weighed:
    """Returns the same from codings alone."""
    memory = memory or Memory()
    seen = [one for one in statements if as_of is None or (one.when or "")[:10] <= as_of]
    answers = find_answers(seen, context_of(codings.values()), memory.answers)
    formula = formula_of(docket)
    weights = weigh_statements(seen, codings, answers, formula=formula, as_of=as_of, memory=memory.weights)
    return Weighed(answers=answers, weights=weights)


def context_of(codings: Iterable[Coding]) -> Context:
    """Returns what codings tell of statements that answers are looked for among."""
    known = tuple(codings)
    return Context(
        parties={one.statement: tuple(match.party for match in one.parties if match.certain) for one in known},
        issues={one.statement: one.issues[0].issue for one in known if one.issues and one.issues[0].issue != OTHER},
        deeds={
            one.statement: frozenset(name for act in one.doing.acts for name in (act.code, act.deed) if name)
            for one in known
        },
    )
