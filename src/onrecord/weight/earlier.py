"""What a party had said before on an issue: whether a statement is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct

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


class _Before(Struct):
    """What one party had said on one issue up to a day."""

    number: int = 0
    last: str = ""
    acts: dict[str, tuple[str, str]] = {}
    having: dict[str, list[str]] = {}


class Earlier:
    """The record before a day; `add` a day's statements once all of that day have been judged."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], _Before] = {}
        self._day: dict[str, str] = {}

    def judge(self, statement: Statement, coding: Coding) -> Value:
        """Returns how new a statement is against the same party's earlier record on its issue."""
        party, issue = _key(statement, coding)
        before = self._before.get((party, issue))
        if not party:
            return Value(value=_OFF_ISSUE, reason="no party that could have spoken before")
        on = "" if issue == OTHER else f" on {issue}"
        if before is None or not before.number:
            if issue == OTHER:
                return Value(value=_OFF_ISSUE, reason="on none of the issues")
            return Value(value=_FIRST, reason=f"the first of {party}{on} in this record")
        share, name = _nearest(before, _words(statement))
        if share >= _REPEATED:
            reason = f"{party} said so on {self._day.get(name) or 'an unknown day'}"
            return Value(value=_SAME, reason=reason, statements=(name,))
        return self._by_act(coding, before, share, name, f"{party}{on}")

    def _by_act(self, coding: Coding, before: _Before, share: float, name: str, whose: str) -> Value:
        code = coding.doing.acts[0].code
        if code not in before.acts and code != OTHER.upper():
            last, day = before.acts.get(before.last, ("", ""))
            was = f", after {before.last} on {day}" if last and day else ""
            return Value(
                value=_OTHER_ACT, reason=f"the first {code} of {whose}{was}", statements=(last,) if last else ()
            )
        if share < _NEW:
            return Value(value=_NEW_WORDS, reason=f"new words of {whose}")
        day = self._day.get(name) or "an unknown day"
        return Value(value=_SIMILAR, reason=f"close to what {whose} said on {day}", statements=(name,))

    def add(self, statement: Statement, coding: Coding) -> None:
        """Adds a statement to what has been said."""
        key = _key(statement, coding)
        before = self._before.setdefault(key, _Before())
        before.number += 1
        code = coding.doing.acts[0].code
        before.acts[code] = (statement.id, statement.when or "")
        before.last = code
        self._day[statement.id] = (statement.when or "")[:10]
        for word in _words(statement):
            before.having.setdefault(word, []).append(statement.id)
            del before.having[word][:-_COMPARED]


def _nearest(before: _Before, words: frozenset[str]) -> tuple[float, str]:
    """Returns the largest share of `words` that one earlier statement has, and its id."""
    shared: Counter[str] = Counter()
    for word in words:
        shared.update(before.having.get(word, ()))
    if not shared or not words:
        return 0.0, ""
    most = max(shared.values())
    return most / len(words), min(name for name, number in shared.items() if number == most)


def _key(statement: Statement, coding: Coding) -> tuple[str, str]:
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
