"""What a party had said before on an issue: whether a statement is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.records.answer import Answer
from onrecord.records.docket import OTHER, Coding
from onrecord.records.statement import Statement
from onrecord.tables.function_words import function_words
from onrecord.text.shingles import WORD, fold_word
from onrecord.weight.parts import Value

# The latest so many of the party's statements with a word are compared: a repetition is of what was said of late.
_COMPARED = 40
# Share of its content words in one earlier statement from which a statement repeats it; below the lower, it is new.
_REPEATED, _NEW = 0.7, 0.3
_FIRST, _OTHER_ACT, _NEW_WORDS, _SIMILAR, _SAME = 1.0, 0.8, 0.6, 0.35, 0.1
# Off the docket's issues "first" would mean nothing: a party talks of all sorts of things.
_OFF_ISSUE = 0.4
# To answer somebody at the table is part of the negotiation, whatever the words are about.
_ANSWERING = 0.6


class _Before(Struct):
    """What one party had said on one issue up to a day.

    Attributes:
        whose: The party, and the issue, in words.
        last: Code of the latest statement.
        acts: Latest statement and day by code.
        days: Day by statement.
        having: The latest statements by word.
    """

    whose: str
    last: str = ""
    acts: dict[str, tuple[str, str]] = {}
    days: dict[str, str] = {}
    having: dict[str, list[str]] = {}


def novelty_of(party: str, issue: str, stream: Sequence[tuple[Statement, Coding]]) -> dict[str, Value]:
    """Returns how new each statement of one party on one issue is, by its id; whatever the order given.

    Statements of one day do not repeat one another; undated ones are held against all that have a date.

    Args:
        party: Whose statements they are; empty for the unnamed, who have no earlier record.
        issue: Name in the docket, or ``other``.
        stream: The statements with their codings.
    """
    before = _Before(whose=party if issue == OTHER else f"{party} on {issue}")
    codings = {statement.id: coding for statement, coding in stream}
    found: dict[str, Value] = {}
    for day in by_day(statement for statement, _ in stream):
        for one in day:
            found[one.id] = _judge(one, codings[one.id], before, party, issue)
        for one in day:
            _add(one, codings[one.id], before)
    return found


def with_answer(value: Value, answer: Answer | None) -> Value:
    """Returns the novelty of a statement that is on no issue, raised where it answers somebody."""
    if answer is None or answer.to_speaker is None or value.value != _OFF_ISSUE:
        return value
    return Value(value=_ANSWERING, reason=f"{value.reason}; {answer.kind} {answer.to_speaker}")


def _judge(statement: Statement, coding: Coding, before: _Before, party: str, issue: str) -> Value:
    if not party:
        return Value(value=_OFF_ISSUE, reason="no party that could have spoken before")
    if not before.days:
        if issue == OTHER:
            return Value(value=_OFF_ISSUE, reason="on none of the issues")
        return Value(value=_FIRST, reason=f"the first of {before.whose} in this record")
    share, name = _nearest(before, _words(statement))
    if share >= _REPEATED:
        reason = f"{party} said so on {before.days[name] or 'an unknown day'}"
        return Value(value=_SAME, reason=reason, statements=(name,))
    return _by_act(coding, before, share, name)


def _by_act(coding: Coding, before: _Before, share: float, name: str) -> Value:
    code = coding.doing.acts[0].code
    if code not in before.acts and code != OTHER.upper():
        last, day = before.acts.get(before.last, ("", ""))
        was = f", after {before.last} on {day}" if last and day else ""
        reason = f"the first {code} of {before.whose}{was}"
        return Value(value=_OTHER_ACT, reason=reason, statements=(last,) if last else ())
    if share < _NEW:
        return Value(value=_NEW_WORDS, reason=f"new words of {before.whose}")
    day = before.days[name] or "an unknown day"
    return Value(value=_SIMILAR, reason=f"close to what {before.whose} said on {day}", statements=(name,))


def _add(statement: Statement, coding: Coding, before: _Before) -> None:
    code = coding.doing.acts[0].code
    before.acts[code] = (statement.id, (statement.when or "")[:10])
    before.last = code
    before.days[statement.id] = (statement.when or "")[:10]
    for word in _words(statement):
        having = before.having.setdefault(word, [])
        having.append(statement.id)
        del having[:-_COMPARED]


def _nearest(before: _Before, words: frozenset[str]) -> tuple[float, str]:
    """Returns the largest share of `words` that one earlier statement has, and its id."""
    shared: Counter[str] = Counter()
    for word in words:
        shared.update(before.having.get(word, ()))
    if not shared or not words:
        return 0.0, ""
    most = max(shared.values())
    return most / len(words), min(name for name, number in shared.items() if number == most)


def stream_of(statement: Statement, coding: Coding) -> tuple[str, str]:
    """Returns the party and the issue whose earlier record a statement is held against."""
    party = coding.parties[0].party if coding.parties else side_of(statement)
    return party, coding.issues[0].issue if coding.issues else OTHER


def side_of(statement: Statement) -> str:
    """Returns the side of a speaker of no party of the docket, or their own name; empty for the unnamed."""
    speaker = statement.speaker
    return speaker.on_behalf_of or speaker.name or " and ".join(speaker.names)


def _words(statement: Statement) -> frozenset[str]:
    empty = function_words(statement.variants[0].language)
    return frozenset(
        word
        for word in (fold_word(found) for found in WORD.findall(statement.quote))
        if word not in empty and len(word) > 1
    )


def by_day(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Returns the statements of each day together, in order; undated ones last, each apart from the rest."""
    days: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        days[(statement.when or "9999")[:10]].append(statement)
    return [sorted(days[day], key=lambda one: one.id) for day in sorted(days)]
