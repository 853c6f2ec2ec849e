"""The weights of all statements."""

from __future__ import annotations

import operator
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from onrecord.records.answer import Answer
from onrecord.records.docket import Coding
from onrecord.records.statement import Statement
from onrecord.records.weight import Part, PartName, Weight
from onrecord.weight.coded import Coded
from onrecord.weight.earlier import Entry, Stream, entry_of, side_of, stream_of, with_answer
from onrecord.weight.formula import PARTS, Formula, total_of
from onrecord.weight.parts import Value, authority, commitment, corroboration, directness, recency

Thing = TypeVar("Thing")

# To find the place of one among a hundred thousand takes a thousandth of what sorting them does.
_FEW = 500

# An answer that is surer than its words alone make it: it names somebody, or stands beside what it answers.
_SURE = 0.6


class Memory:
    """What was found of single statements and of a party's statements on an issue, so that one page more costs little.

    To lose it costs time and changes nothing.

    Args:
        like: Another, whose parts are taken where they were found from the same.
    """

    def __init__(self, like: Memory | None = None) -> None:
        self.record = Coded()
        self.streams: dict[tuple[str, str], Stream] = {}
        self.stream_of: dict[str, tuple[str, str]] = {}
        self.answering: dict[str, Answer] = {}
        self.ignored: dict[str, tuple[Answer, ...]] = {}
        self.ages: dict[str | None, Part] = {}
        self.parts: dict[str, tuple[_Given, tuple[Part, ...]]] = {}
        self.weights: dict[str, Weight] = {}
        self.ordered: list[Weight] = []
        # Many statements have the same part, and many speakers the same rank: each is held once.
        self.shared: dict[Part, Part] = {}
        self.told: tuple[Formula, str | None] | None = None
        self.like = like


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
        memory: Of earlier calls; makes it faster and no different. A weight that comes out as before is the very same
            object, as long as statements, codings and answers that are the same are.
    """
    formula, memory = formula or Formula(), memory or Memory()
    coded = (one for one in statements if one.id in codings)
    known = {one.id: one for one in coded if as_of is None or (one.when or "")[:10] <= as_of}
    until = as_of or max((one.when[:10] for one in known.values() if one.when), default=None)
    dirty = memory.record.update(known, codings)
    dirty |= _renew_novelty(memory, dirty)
    dirty |= _renew_answers(memory, tuple(answers))
    if memory.told != (formula, until):
        memory.told, memory.ages = (formula, until), {}
        dirty = set(memory.weights) | set(known)
    _weigh(memory, dirty, formula, until)
    return tuple(memory.ordered)


def _weigh(memory: Memory, names: set[str], formula: Formula, until: str | None) -> None:
    """Weighs statements again, and those that are no more no longer."""
    if not names:
        return
    record = memory.record
    gone: list[Weight] = []
    came: list[Weight] = []
    for name in names:
        one = record.statements.get(name)
        held = memory.weights.get(name)
        if one is None:
            memory.parts.pop(name, None)
            gone += [memory.weights.pop(name)] if held is not None else []
            continue
        if one.when not in memory.ages:
            memory.ages[one.when] = _part("recency", recency(one, until, formula), formula)
        new = with_answer(memory.streams[memory.stream_of[name]].values[name], memory.answering.get(name))
        given = (one, record.codings[name], new, memory.ignored.get(record.labels[name], ()), formula)
        weight = _weight(name, (*_parts(given, memory), memory.ages[one.when]), formula, until)
        if held is None or held != weight:
            memory.weights[name] = weight
            gone += [held] if held is not None else []
            came.append(weight)
    _reorder(memory, gone, came)


def _reorder(memory: Memory, gone: Sequence[Weight], came: Sequence[Weight]) -> None:
    """Brings the weights in order again: one by one where few are others, all at once where many are."""
    ordered = memory.ordered
    if len(gone) + len(came) > _FEW:
        ordered[:] = sorted(memory.weights.values(), key=_heaviest)
        return
    for weight in gone:
        del ordered[bisect_left(ordered, _heaviest(weight), key=_heaviest)]
    for weight in came:
        insort(ordered, weight, key=_heaviest)


def _heaviest(weight: Weight) -> tuple[float, str]:
    return -weight.total, weight.statement


_Given = tuple[Statement, Coding, Value, tuple[Answer, ...], Formula]


def _parts(given: _Given, memory: Memory) -> tuple[Part, ...]:
    """Returns the parts of a statement's weight that do not change from day to day."""
    statement, coding, novelty, ignored, formula = given
    for known in (memory, memory.like):
        found = known.parts.get(statement.id) if known is not None else None
        if found is not None and (all(map(operator.is_, found[0], given)) or found[0] == given):
            memory.parts[statement.id] = found
            return found[1]
    values: dict[PartName, Value] = {
        "authority": authority(coding, ignored),
        "commitment": commitment(statement, coding),
        "novelty": novelty,
        "corroboration": corroboration(statement, formula.outlets),
        "directness": directness(statement),
    }
    made = (_part(name, values[name], formula) for name in PARTS if name in values)
    parts = tuple(memory.shared.setdefault(part, part) for part in made)
    memory.parts[statement.id] = given, parts
    return parts


def _renew_novelty(memory: Memory, changed: set[str]) -> set[str]:
    """Takes changed statements into their streams; returns those that are newer, or less new, than before."""
    record = memory.record
    gone: dict[tuple[str, str], list[str]] = defaultdict(list)
    came: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for name in changed:
        was = memory.stream_of.pop(name, None)
        if was is not None:
            gone[was].append(name)
        one = record.statements.get(name)
        if one is not None:
            key = memory.stream_of[name] = stream_of(one, record.codings[name])
            came[key].append(entry_of(one, record.codings[name]))
    turned: set[str] = set()
    for key in {*gone, *came}:
        stream = memory.streams.get(key) or memory.streams.setdefault(key, Stream(*key))
        turned |= stream.update(gone.get(key, ()), came.get(key, ()))
    return turned


def _renew_answers(memory: Memory, answers: tuple[Answer, ...]) -> set[str]:
    """Takes in who answers whom; returns the statements whose weight that may change."""
    before = memory.answering, memory.ignored
    memory.answering = {one.statement: one for one in answers if one.score >= _SURE}
    memory.ignored = _ignored(memory.record, answers)
    found = {name for name, _ in _differing(before[0], memory.answering)} & memory.record.statements.keys()
    for label, _ in _differing(before[1], memory.ignored):
        found |= memory.record.by_label.get(label, set())
    return found


def _differing(one: Mapping[str, Thing], other: Mapping[str, Thing]) -> Iterator[tuple[str, Thing]]:
    yield from ((key, thing) for key, thing in other.items() if one.get(key) != thing)
    yield from ((key, thing) for key, thing in one.items() if key not in other)


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


def _ignored(record: Coded, answers: Iterable[Answer]) -> dict[str, tuple[Answer, ...]]:
    """Returns the dismissals of a speaker by another side, by the speaker's name."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.kind != "dismisses" or answer.to_speaker is None or answer.statement not in record.statements:
            continue
        if any(reason.sign == "follows" for reason in answer.why):
            continue  # the same speaker goes on; the answer itself is counted already
        # Of a speaker whom pages give several sides, the one of the last statement by id.
        theirs = max(record.by_label.get(answer.to_speaker, ()), default=None)
        side = "" if theirs is None else _side(record, theirs)
        if _side(record, answer.statement) != side:
            found[answer.to_speaker].append(answer)
    return {name: tuple(sorted(given, key=lambda one: (-one.score, one.statement))) for name, given in found.items()}


def _side(record: Coded, name: str) -> str:
    parties = record.codings[name].parties
    return parties[0].party if parties else side_of(record.statements[name])
