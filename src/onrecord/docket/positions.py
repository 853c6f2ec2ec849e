"""Party by issue through time: what carries the current position, what changed, who says otherwise."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from onrecord.docket.terms import terms_of
from onrecord.records.docket import OTHER
from onrecord.records.position import Change, ChangeKind, Contradiction, Position, Stance, Step

# A lower official's word replaces the line of one this many levels above; of one further above it does not.
_NEAR_RANKS = 1
# After this many days a lower official's word is newer, not another line: two rounds of talks a fortnight apart.
_STALE_DAYS = 30
# Opposed words of two officials within this many days are two lines, later they are a change; a lower official's
# against a higher one's are another line for longer.
_TOGETHER_DAYS, _LOWER_DAYS = 1, 7
# A party is silent on an issue when it has been heard on others since, this often, for this long.
_SILENT_DAYS, _SILENT_STATEMENTS = 14, 3
# Share of a demand's content words that an earlier one must have for both to be one demand.
_SAME_DEMAND = 0.5

# From a stance to another: what kind of change it is. What is not here is none.
_CHANGES: dict[tuple[Stance, Stance], ChangeKind] = {
    ("against", "for"): "reversal",
    ("for", "against"): "reversal",
    ("against", "conditional"): "concession",
    ("demand", "conditional"): "concession",
    ("demand", "for"): "concession",
    ("conditional", "for"): "concession",
    ("for", "conditional"): "hardening",
    ("for", "demand"): "hardening",
    ("conditional", "demand"): "hardening",
    ("conditional", "against"): "hardening",
    ("demand", "against"): "hardening",
}
_OPPOSED = frozenset({("for", "against"), ("conditional", "against")})


def position_of(party: str, issue: str, steps: Iterable[Step], heard: Sequence[str] = ()) -> Position:
    """Returns one party's position on one issue.

    Args:
        party: Its name.
        issue: The issue's name.
        steps: Its statements on it, in any order, with repeats.
        heard: Days on which the party spoke on anything, sorted.
    """
    return with_silence(bare_position(party, issue, steps), heard)


def with_silence(position: Position, heard: Sequence[str]) -> Position:
    """Returns a position with the change to silence, where the party was heard on other things alone since."""
    silence = _silence(position.steps, heard) if position.issue != OTHER else []
    if not silence:
        return position
    return replace(position, changes=tuple(sorted([*position.changes, *silence], key=_change_in_time)))


def _change_in_time(change: Change) -> tuple[bool, str, str]:
    return change.when is None, change.when or "", change.statement


def bare_position(party: str, issue: str, steps: Iterable[Step]) -> Position:
    """Returns the same but for the change to silence, which other issues decide.

    Args:
        party: Its name.
        issue: The issue's name.
        steps: Its statements on it, in any order, with repeats.
    """
    ordered = sorted({step.statement: step for step in steps}.values(), key=in_time)
    binding = [step for step in ordered if step.binding and issue != OTHER]
    line: list[Step] = []
    contradictions: list[Contradiction] = []
    for step in binding:
        follow(line, step, contradictions)
    contradictions += _denials(ordered) if issue != OTHER else []
    changes = _changes_along(line)
    carrying = _carrying(line or _loudest(ordered), ordered)
    return Position(
        party=party,
        issue=issue,
        stance=carrying[0].stance,
        current=tuple(step.statement for step in carrying),
        binding=bool(line),
        since=_since(line) if line else carrying[0].when,
        last=max((step.when for step in ordered if step.when), default=None),
        steps=tuple(ordered),
        changes=tuple(sorted(changes, key=_change_in_time)),
        contradictions=once(contradictions),
    )


def follow(line: list[Step], step: Step, contradictions: list[Contradiction]) -> None:
    """Adds a binding step to the party's line, unless it is another line or replaces nothing."""
    held = line[-1] if line else None
    if held is not None and _is_other_line(held, step):
        contradictions.append(contradiction_of(held, step))
        if step.rank < held.rank:
            return
    if held is None or _replaces(step, held):
        line.append(step)


def in_time(step: Step) -> tuple[bool, str, int, int, str]:
    """Orders steps: by day, undated last; of one day the higher rank, and the fuller words, last: they count."""
    return step.when is None, (step.when or "")[:10], step.rank, len(step.quote), step.statement


def _days_between(one: Step, other: Step) -> int | None:
    if one.when is None or other.when is None:
        return 0 if one.when == other.when else None
    return abs((_day(other.when) - _day(one.when)).days)


@functools.lru_cache(maxsize=16_384)
def _day(when: str) -> date:
    return date.fromisoformat(when[:10])


def _replaces(step: Step, held: Step) -> bool:
    days = _days_between(held, step)
    if held.stance == "conditional" and step.stance == "for" and _retells(step, held, days):
        return False
    return step.rank + _NEAR_RANKS >= held.rank or (days is not None and days > _STALE_DAYS)


def _retells(step: Step, held: Step, days: int | None) -> bool:
    """Tells whether a report in other words may be of what was said before: its conditions are the first to go."""
    return not step.own_words and _surname(step) == _surname(held) and days is not None and days <= _STALE_DAYS


def _is_other_line(held: Step, step: Step) -> bool:
    """Tells whether two officials say opposed things at about one time."""
    days = _days_between(held, step)
    near = days is not None and days <= (_TOGETHER_DAYS if step.rank >= held.rank else _LOWER_DAYS)
    opposed = (held.stance, step.stance) in _OPPOSED or (step.stance, held.stance) in _OPPOSED
    return near and opposed and two_officials(held, step)


def two_officials(one: Step, other: Step) -> bool:
    """Tells whether two people said it: "Norland said" may be either of them."""
    return _surname(one) != _surname(other) and not one.by_name and not other.by_name


def _surname(step: Step) -> str:
    """Returns the last name: pages give one person's office in many words, and now and then the surname alone."""
    return step.speaker.split(",")[0].split()[-1].casefold() if step.speaker.strip() else ""


def once(found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Returns one for each two officials and their stances; a headline repeats what is said below it."""
    kept: dict[object, Contradiction] = {}
    for one in found:
        stances = one.codes.split(" / ")
        kept[frozenset(zip(one.speakers, stances, strict=True))] = one
    return tuple(kept.values())


def _denials(ordered: Sequence[Step]) -> list[Contradiction]:
    """Returns where one official denies at the time what another asks for or makes a condition."""
    asking: dict[str, list[Step]] = {}
    for step in ordered:
        if step.binding and step.stance in {"demand", "conditional"}:
            asking.setdefault((step.when or "")[:10], []).append(step)
    found = []
    for step in ordered:
        if "deny" not in step.deeds or not step.certain:
            continue
        near = (other for day in _days_around(step.when) for other in asking.get(day, ()))
        pairs = (sorted((other, step), key=in_time) for other in near if two_officials(other, step))
        found += [contradiction_of(*pair) for pair in pairs]
    return found


def _days_around(when: str | None) -> list[str]:
    if when is None:
        return [""]
    return [(_day(when) + timedelta(days=n)).isoformat() for n in range(-_TOGETHER_DAYS, _TOGETHER_DAYS + 1)]


def contradiction_of(held: Step, step: Step) -> Contradiction:
    """Returns that two steps do not go together."""
    return Contradiction(
        first=held.statement,
        second=step.statement,
        speakers=(held.speaker, step.speaker),
        codes=f"{held.stance} / {step.stance}",
    )


def _changes_along(line: Sequence[Step]) -> list[Change]:
    """Returns the changes from day to day: within one the record does not tell which statement came first."""
    days: dict[str, list[Step]] = {}
    for step in line:
        days.setdefault((step.when or "")[:10], []).append(step)
    found: list[Change] = []
    earlier: list[Step] = []
    for steps in days.values():
        found += changes_to(earlier, steps)
        earlier += steps
    return found


def changes_to(earlier: Sequence[Step], steps: Sequence[Step]) -> list[Change]:
    """Returns what the last and highest of one day's steps changes, and what is asked for anew."""
    last = steps[-1]
    if not earlier:
        return [_change("first", last, None, last.stance)]
    held = earlier[-1]
    kind = _kind(held, last)
    found = [] if kind is None else [_change(kind, last, held, f"{held.stance} -> {last.stance}")]
    demands = [step for step in steps if step.stance == "demand"]
    told = kind is not None and last.stance == "demand"
    if demands and not told and _is_new_demand(earlier, demands[-1]):
        found.append(_change("new_demand", demands[-1], held, f"{held.stance} -> demand"))
    return found


def _kind(held: Step, step: Step) -> ChangeKind | None:
    kind = _CHANGES.get((held.stance, step.stance))
    if held.stance == step.stance == "conditional" and len(step.conditions) > len(held.conditions):
        return "hardening"
    if kind is None and "CONCEDE" in step.codes and "CONCEDE" not in held.codes:
        return "concession"
    return kind


def _change(kind: ChangeKind, step: Step, before: Step | None, codes: str) -> Change:
    return Change(
        kind=kind, statement=step.statement, before=before.statement if before else None, when=step.when, codes=codes
    )


def _is_new_demand(line: Sequence[Step], step: Step) -> bool:
    """Tells whether no earlier demand of the party on the issue has most of this one's content words."""
    conditions = [step.quote[mark.start : mark.end] for mark in step.conditions if mark.text == "content"]
    # What is made a condition is what is asked for.
    words = _forms(" ".join(conditions) or step.quote)
    if not words:
        return False
    for earlier in line:
        if earlier.stance != "demand":
            continue
        known = _all_forms(earlier.quote)
        if sum(bool(forms & known) for forms in words) >= _SAME_DEMAND * len(words):
            return False
    return True


@functools.lru_cache(maxsize=16_384)
def _forms(quote: str) -> tuple[frozenset[str], ...]:
    return tuple(term.forms for term in terms_of(quote))


@functools.lru_cache(maxsize=16_384)
def _all_forms(quote: str) -> frozenset[str]:
    return frozenset().union(*_forms(quote))


def _silence(ordered: Sequence[Step], heard: Sequence[str]) -> list[Change]:
    """Returns the change to silence: heard on other things since, often and long enough."""
    dated = [step for step in ordered if step.when]
    if not dated or all(step.stance == "open" for step in ordered):
        return []
    last = dated[-1]
    since = silent_since((last.when or "")[:10], heard)
    if since is None:
        return []
    return [Change(kind="silence", statement=last.statement, before=last.statement, when=since, codes=last.stance)]


def silent_since(last: str, heard: Sequence[str]) -> str | None:
    """Returns the day on which a party began to speak of other things only; ``None`` if it is not silent on the issue.

    Args:
        last: ISO 8601 day of its last words on the issue.
        heard: Days on which it spoke on anything, sorted, each as often as it spoke.
    """
    since = heard[bisect_right(heard, last) :]
    if len(since) < _SILENT_STATEMENTS or (_day(since[-1]) - _day(last)).days < _SILENT_DAYS:
        return None
    return since[0]


def _loudest(ordered: Sequence[Step]) -> list[Step]:
    """Returns, where nothing binds, the latest of the highest rank, those that take a side before those that do not."""
    dated = [step for step in ordered if step.when] or list(ordered)
    best = max((step.stance != "open", step.rank) for step in dated)
    return [step for step in dated if (step.stance != "open", step.rank) == best]


def _carrying(line: Sequence[Step], ordered: Sequence[Step]) -> list[Step]:
    """Returns the step that carries the position, with those of its day, stance and party line."""
    head = line[-1]
    same = [
        step
        for step in ordered
        if step is not head
        and (step.when or "")[:10] == (head.when or "")[:10]
        and step.stance == head.stance
        and step.binding == head.binding
        and step.certain == head.certain
        and (head.binding or step.rank == head.rank)
    ]
    return [head, *same]


def _since(line: Sequence[Step]) -> str | None:
    """Returns the first day of the present stance without a break."""
    since = line[-1].when
    for step in reversed(line):
        if step.stance != line[-1].stance:
            break
        since = step.when
    return since
