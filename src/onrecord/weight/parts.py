"""The parts of a statement's weight, one function each: a value in [0, 1], the reason, and the words that show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from onrecord.records.act import Act, Mark
from onrecord.records.answer import Answer
from onrecord.records.docket import Coding
from onrecord.records.statement import Statement, Variant
from onrecord.tables.read import read_toml
from onrecord.weight.formula import Formula

# Acts that a condition makes cheaper; a refusal, a threat or a demand under a condition is one all the same.
_CONDITIONAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "CONSULT", "SANCTION"})
# With each independent line half of the remaining doubt goes; one line alone is a quarter.
_ONE_LINE = 0.25
_UNDATED = 0.5
_HEARD = 3  # so many answers are named in a reason


class Value(Struct, frozen=True, kw_only=True):
    """A part before it is weighted; the fields are those of `Part`."""

    value: float
    reason: str
    words: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


def authority(coding: Coding, ignored: Sequence[Answer]) -> Value:
    """Returns how much the speaker can speak for the party.

    Args:
        coding: Rank of its speaker, and for whom they speak.
        ignored: Answers by which the other side says that it ignores this speaker.
    """
    table = _values()["authority"]
    level = coding.rank.level
    value, reasons = float(table["levels"][level]), [str(table["names"][level])]
    words = [coding.rank.words] if coding.rank.words else []
    if not coding.parties:
        value *= table["outsider"]
        reasons.append("speaks for no party to the talks")
    elif not any(match.certain for match in coding.parties):
        value *= table["uncertain"]
        reasons.append(f"speaks for {coding.parties[0].party} only probably")
    if ignored:
        value *= table["ignored"]
        by = ", ".join(sorted({answer.by for answer in ignored})[:_HEARD])
        reasons.append(f"dismissed by {by}")
    names = tuple(answer.statement for answer in ignored[:_HEARD])
    return Value(value=value, reason="; ".join(reasons), words=tuple(words), statements=names)


def commitment(statement: Statement, coding: Coding) -> Value:
    """Returns what the statement's strongest act binds to; a condition, a hedge or a doubtful match lowers it."""
    best = statement.variants[0]
    table = _values()["commitment"]
    value, act = max(
        ((_worth(act) * min(act.score / _SURE, 1.0), act) for act in coding.doing.acts if act.deed != "condition"),
        key=lambda pair: pair[0],
        default=(0.0, coding.doing.acts[0]),
    )
    reasons = [f"{act.deed} ({act.code})" if act.deed else act.code]
    words = [_words_at(best, mark) for mark in act.marks]
    if coding.doing.conditions and act.code in _CONDITIONAL:
        value *= table["factors"]["conditional"]
        reasons.append("on a condition")
        words += [_words_at(best, condition.mark) for condition in coding.doing.conditions]
    if best.certainty == "hedged":
        value *= table["factors"]["hedged"]
        reasons.append("hedged")
    if best.polarity == "negative" and act.code == "OTHER":
        value *= table["factors"]["denied"]
        reasons.append("denied or refused")
    return Value(value=value, reason=", ".join(reasons), words=tuple(dict.fromkeys(filter(None, words))))


# The score from which a match of the table of acts counts in full.
_SURE = 0.7


def _worth(act: Act) -> float:
    table = _values()["commitment"]
    value: float = table["deeds"].get(act.deed, table["codes"][act.code])
    return value


def corroboration(statement: Statement, outlets: Mapping[str, float]) -> Value:
    """Returns how many independent lines report it; an outlet's weight counts for its line.

    >>> _of_lines(1), _of_lines(2), _of_lines(0.5)
    (0.25, 0.625, 0.125)
    """
    best: dict[str, float] = {}
    for variant in statement.variants:
        weight = outlets.get((variant.page.outlet or "").casefold(), 1.0)
        best[variant.line] = max(best.get(variant.line, 0.0), weight)
    number = max(statement.lines, 1)
    reason = "one line of reporting" if number == 1 else f"{number} independent lines of reporting"
    if outlets:
        names = {variant.page.outlet or "" for variant in statement.variants}
        weighted = sorted(name for name in names if name.casefold() in outlets)
        reason += f", weighted by {', '.join(weighted)}" if weighted else ""
    counted = sum(best.values()) if outlets else float(number)
    return Value(value=_of_lines(counted), reason=reason)


def _of_lines(lines: float) -> float:
    if lines < 1:
        return _ONE_LINE * lines
    return float(1 - (1 - _ONE_LINE) * 0.5 ** (lines - 1))


def directness(statement: Statement) -> Value:
    """Returns how directly the words come from the speaker, and whether they are named."""
    table = _values()["directness"]
    how = statement.variants[0].directness
    value = float(table[how or "unknown"])
    reasons = [_HOW[how] if how else "unknown how it reached the page"]
    if not statement.named:
        value *= table["nameless"]
        reasons.append("the speaker is not named")
    return Value(value=value, reason=", ".join(reasons))


_HOW = {
    "own_words": "own words",
    "translated": "own words, translated",
    "reported": "reported in other words",
    "unnamed": "passed on by somebody unnamed",
}


def recency(statement: Statement, as_of: str | None, formula: Formula) -> Value:
    """Returns how fresh it is, counted to a day of the record and never to the clock."""
    if statement.when is None or as_of is None:
        return Value(value=_UNDATED, reason="no date")
    days = max((_day(as_of) - _day(statement.when)).days, 0)
    if formula.half_life_days <= 0:
        return Value(value=1.0 if days == 0 else 0.0, reason=f"{days} days before {as_of}")
    reason = f"of {as_of}" if days == 0 else f"{days} day{'' if days == 1 else 's'} before {as_of}"
    return Value(value=float(0.5 ** (days / formula.half_life_days)), reason=reason)


def _day(date: str) -> dt.date:
    """Returns the day of an ISO 8601 date; the first of the month or year where it is no more exact.

    >>> _day("2031-02"), _day("2031-02-03T10:00:00Z")
    (datetime.date(2031, 2, 1), datetime.date(2031, 2, 3))
    """
    parts = date[:10].split("-")
    return dt.date(int(parts[0]), *(int(part) for part in [*parts[1:], "1", "1"][:2]))


def _words_at(variant: Variant, mark: Mark) -> str:
    return (variant.cue if mark.text == "cue" else variant.quote)[mark.start : mark.end]


def _values() -> dict[str, Any]:
    return read_toml("weight_values")
