"""The weights of all statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from onrecord.records.actor import called
from onrecord.records.answer import Answer
from onrecord.records.docket import Coding, Rank
from onrecord.records.statement import Statement
from onrecord.records.weight import Part, PartName, Weight
from onrecord.weight.earlier import novelty_of, side_of, stream_of, with_answer
from onrecord.weight.formula import PARTS, Formula, total_of
from onrecord.weight.parts import Value, authority, commitment, corroboration, directness, recency

# An answer that is surer than its words alone make it: it names somebody, or stands beside what it answers.
_SURE = 0.6


class Memory:
    """What was found of single statements and of a party's statements on an issue, so that one page more costs little.

    Everything in it is held against what it was found from: to lose it costs time and changes nothing.
    """

    def __init__(self) -> None:
        self.streams: dict[tuple[str, str], tuple[object, dict[str, Value]]] = {}
        self.parts: dict[str, tuple[object, tuple[Part, ...]]] = {}


def weigh_statements(  # noqa: PLR0913 - the last three have defaults that most callers want
    statements: Iterable[Statement],
    codings: Mapping[str, Coding],
    answers: Iterable[Answer] = (),
    *,
    formula: Formula | None = None,
    as_of: str | None = None,
    memory: Memory | None = None,
) -> tuple[Weight, ...]:
    """Returns the weight of every statement up to a day, heaviest first, then by id; whatever the order given.

    Args:
        statements: Of the record.
        codings: By statement id; statements without one are left out.
        answers: Who dismissed whom: an official whom the other side says it ignores carries that.
        formula: Weights of the parts; the default where left out.
        as_of: ISO 8601 day to look from: later statements do not count, and recency is counted to it. The latest day
            of the record where left out; never the clock.
        memory: Of earlier calls; makes it faster and no different.
    """
    formula, memory = formula or Formula(), memory or Memory()
    answers = tuple(answers)
    answering = {one.statement: one for one in answers if one.score >= _SURE}
    known = [one for one in statements if one.id in codings and (as_of is None or (one.when or "")[:10] <= as_of)]
    until = as_of or max((one.when[:10] for one in known if one.when), default=None)
    codings = _with_offices(known, codings)
    ignored = _ignored(known, codings, answers)
    novelty = _novelty(known, codings, memory)
    ages: dict[str | None, Part] = {}
    weights = []
    for one in known:
        if one.when not in ages:
            ages[one.when] = _part("recency", recency(one, until, formula), formula)
        new = with_answer(novelty[one.id], answering.get(one.id))
        given = (one, codings[one.id], new, ignored.get(_name(one), ()), formula)
        weights.append(_weight(one.id, (*_parts(given, memory), ages[one.when]), formula, until))
    return tuple(sorted(weights, key=lambda weight: (-weight.total, weight.statement)))


_Given = tuple[Statement, Coding, Value, tuple[Answer, ...], Formula]


def _parts(given: _Given, memory: Memory) -> tuple[Part, ...]:
    """Returns the parts of a statement's weight that do not change from day to day."""
    statement, coding, novelty, ignored, formula = given
    found = memory.parts.get(statement.id)
    if found is None or found[0] != given:
        values: dict[PartName, Value] = {
            "authority": authority(coding, ignored),
            "commitment": commitment(statement, coding),
            "novelty": novelty,
            "corroboration": corroboration(statement, formula.outlets),
            "directness": directness(statement),
        }
        found = given, tuple(_part(name, values[name], formula) for name in PARTS if name in values)
        memory.parts[statement.id] = found
    return found[1]


def _novelty(statements: Sequence[Statement], codings: Mapping[str, Coding], memory: Memory) -> dict[str, Value]:
    streams: dict[tuple[str, str], list[tuple[Statement, Coding]]] = defaultdict(list)
    for one in statements:
        streams[stream_of(one, codings[one.id])].append((one, codings[one.id]))
    values: dict[str, Value] = {}
    for key, stream in streams.items():
        stream.sort(key=lambda pair: pair[0].id)
        given = [(one.id, one.when, one.quote, coding.doing.acts[0].code) for one, coding in stream]
        found = memory.streams.get(key)
        if found is None or found[0] != given:
            found = memory.streams[key] = given, novelty_of(*key, stream)
        values |= found[1]
    return values


def _weight(name: str, parts: tuple[Part, ...], formula: Formula, as_of: str | None) -> Weight:
    total = total_of(parts)
    return Weight(statement=name, total=total, verdict=formula.verdict(total), parts=parts, as_of=as_of)


def _part(name: PartName, value: Value, formula: Formula) -> Part:
    weight = formula.weight_of(name)
    return Part(
        name=name,
        value=round(value.value, 4),
        weight=weight,
        share=round(value.value * weight / formula.whole, 4),
        reason=value.reason,
        words=value.words,
        statements=value.statements,
    )


def _with_offices(statements: Sequence[Statement], codings: Mapping[str, Coding]) -> dict[str, Coding]:
    """Gives a named speaker whose page gives no office the one that most other pages give; the lower of two."""
    offices: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for one in statements:
        rank = codings[one.id].rank
        if one.speaker.name and rank.level and rank.words:
            offices[one.speaker.name][rank.level, rank.words] += 1
    best = {name: min(found, key=lambda key: (-found[key], key)) for name, found in offices.items()}
    completed = {one.id: codings[one.id] for one in statements}
    for one in statements:
        if one.speaker.name in best and not codings[one.id].rank.level:
            level, words = best[one.speaker.name]
            completed[one.id] = replace(codings[one.id], rank=Rank(level=level, words=words))
    return completed


def _ignored(
    statements: Sequence[Statement], codings: Mapping[str, Coding], answers: Iterable[Answer]
) -> dict[str, tuple[Answer, ...]]:
    """Returns the dismissals of a speaker by another side, by the speaker's name."""
    by_id = {one.id: one for one in statements}
    side = {_name(one): _side(one, codings) for one in statements}
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.kind != "dismisses" or answer.to_speaker is None or answer.statement not in by_id:
            continue
        if any(reason.sign == "follows" for reason in answer.why):
            continue  # the same speaker goes on; the answer itself is counted already
        if _side(by_id[answer.statement], codings) != side.get(answer.to_speaker, ""):
            found[answer.to_speaker].append(answer)
    return {name: tuple(sorted(given, key=lambda one: (-one.score, one.statement))) for name, given in found.items()}


def _side(statement: Statement, codings: Mapping[str, Coding]) -> str:
    parties = codings[statement.id].parties
    return parties[0].party if parties else side_of(statement)


def _name(statement: Statement) -> str:
    return called(statement.speaker, " and ")
