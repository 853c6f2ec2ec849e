"""Record and codings -> who answers whom, and how much each statement matters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TypeVar

from onrecord.answers import Context, find_answers
from onrecord.answers import Memory as AnswersMemory
from onrecord.records.docket import OTHER, Coding, Docket
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement
from onrecord.records.weight import Weighed
from onrecord.weight import Memory as WeightsMemory
from onrecord.weight import formula_of, weigh_statements

Thing = TypeVar("Thing")


class Memory:
    """What was found of statements as of the record's latest day; see the rooms' own memories."""

    def __init__(self) -> None:
        self.answers = AnswersMemory()
        self.weights = WeightsMemory()
        self.context = _Known()
        # What it was asked for last, and what came out.
        self.asked: tuple[object, object] | None = None
        self.weighed = Weighed(answers=(), weights=())


def weigh(
    statements: Iterable[Statement], judged: Judged, as_of: str | None = None, memory: Memory | None = None
) -> Weighed:
    """Returns answers and weights by the docket that `judged` used; the same whatever the order of `statements`.

    Args:
        statements: Of the record.
        judged: The same record against a docket, or against the one drafted from it.
        as_of: ISO 8601 day to look from; the record's latest where left out.
        memory: Of earlier calls; makes it faster and no different. Answers and weights that come out as before are the
            very same objects, as long as statements and codings that are the same are.
    """
    if memory is not None and as_of is None and memory.asked is not None:
        known = memory.asked
        if known[0] is statements and known[1] is judged:
            return memory.weighed
    codings = {coding.statement: coding for coding in judged.codings}
    weighed = weigh_coded(statements, codings, judged.docket, as_of, memory=memory)
    if memory is not None and as_of is None:
        memory.asked, memory.weighed = (statements, judged), weighed
    return weighed


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
    memory.asked = None
    if as_of is None:
        answers_memory, weights_memory, seen = memory.answers, memory.weights, statements
    else:
        # Days are looked back to now and then: what is found as of one is not kept, but uses what is.
        answers_memory, weights_memory = AnswersMemory(memory.answers), WeightsMemory(memory.weights)
        seen = (one for one in statements if (one.when or "")[:10] <= as_of)
    seen = tuple(sorted(seen, key=_id_of))
    memory.context.update(codings)
    answers = find_answers(seen, memory.context.context, answers_memory)
    formula = formula_of(docket)
    weights = weigh_statements(seen, codings, answers, formula=formula, as_of=as_of, memory=weights_memory)
    return Weighed(answers=answers, weights=weights)


_id_of = attrgetter("id")


class _Known:
    """What codings tell of statements that answers are looked for among, kept up to date."""

    def __init__(self) -> None:
        self._codings: Mapping[str, Coding] = {}
        self._parties: dict[str, tuple[str, ...]] = {}
        self._issues: dict[str, str] = {}
        self._deeds: dict[str, frozenset[str]] = {}
        self._shared: dict[object, object] = {}
        self.context = Context(parties=self._parties, issues=self._issues, deeds=self._deeds)

    def update(self, codings: Mapping[str, Coding]) -> None:
        """Takes in the codings that are not the very objects of the last call."""
        before, self._codings = self._codings, codings
        for key, one in codings.items():
            if before.get(key) is not one:
                self._take(key, one)
        if len(self._parties) != len(codings):
            for key in self._parties.keys() - codings.keys():
                del self._parties[key], self._deeds[key]
                self._issues.pop(key, None)

    def _take(self, key: str, one: Coding) -> None:
        parties = tuple(match.party for match in one.parties if match.certain)
        self._parties[key] = self._share(parties)
        self._deeds[key] = self._share(
            frozenset(name for act in one.doing.acts for name in (act.code, act.deed) if name)
        )
        if one.issues and one.issues[0].issue != OTHER:
            self._issues[key] = one.issues[0].issue
        else:
            self._issues.pop(key, None)

    def _share(self, thing: Thing) -> Thing:
        return self._shared.setdefault(thing, thing)  # type: ignore[return-value]


def context_of(codings: Iterable[Coding]) -> Context:
    """Returns what codings tell of statements that answers are looked for among."""
    known = _Known()
    known.update({coding.statement: coding for coding in codings})
    return known.context
