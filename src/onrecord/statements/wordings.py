"""Which wording is supported best, and what became of it elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from onrecord.records.attribution import Kind
from onrecord.records.statement import Wording
from onrecord.statements.edits import Change
from onrecord.statements.identity import names_of
from onrecord.statements.sayings import Saying

_KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
# Words that go inside a wording make a cut where so many go together; fewer change the sentence.
_CUT_WORDS = 3
# For each page that has a wording cut, so many must have it whole, before the cut ones speak for it.
_WHOLE_SHARE = 0.5
# Of the best-supported wording's words: exchanged one for one by a synonym machine; kept, else it is other words.
_SPUN_SHARE, _SPUN_WORDS = 0.12, 3
_EDITED_SHARE = 0.5
# A report in the grammar of one keeps less of a quotation than a report that was put into marks.
_QUOTED_SHARE = 0.7


class _Worded(Struct, frozen=True):
    """A wording with those that have it."""

    words: tuple[str, ...]
    kind: Kind
    sayings: tuple[Saying, ...]


def choose_best(sayings: Sequence[Saying], lines: Mapping[str, str]) -> Saying:
    """Returns the saying with the best-supported wording; a function of the set.

    That is the wording that most independent lines have. A line that has several speaks for the one that most of its
    pages have, a page that cut a wording others have too speaking for the whole; of two the one printed first. Ties
    between lines: direct before mixed before indirect, on most pages (that have a part of it too), longest, earliest,
    smallest id.

    Args:
        sayings: Of one statement.
        lines: Attribution id to its line.
    """
    by_line: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        by_line[lines[saying.id]].append(saying)
    support: dict[tuple[Kind, tuple[str, ...]], int] = defaultdict(int)
    for line in by_line.values():
        spoken = _spoken_for(line)
        support[spoken.kind, spoken.words] += 1
    most = max(support.values())
    leading = {key for key, number in support.items() if number == most}
    worded = [one for one in _worded(sayings) if (one.kind, one.words) in leading]
    best = min(worded, key=lambda one: (_KINDS.index(one.kind), -_pages(one, worded), min(map(_rank, one.sayings))))
    return min(best.sayings, key=_rank)


def _worded(sayings: Sequence[Saying]) -> list[_Worded]:
    groups: dict[tuple[Kind, tuple[str, ...]], list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[_key(saying)].append(saying)
    return [_Worded(words, kind, tuple(found)) for (kind, words), found in groups.items()]


def _pages(one: _Worded, all_: Sequence[_Worded]) -> int:
    """Returns how many pages have a wording, whole or a part of it."""
    having = [other for other in all_ if other is one or _is_run_of(other.words, one.words)]
    return len({saying.page.id for other in having for saying in other.sayings})


def _key(saying: Saying) -> tuple[Kind, tuple[str, ...]]:
    return saying.attribution.kind, _forms(saying)


def _spoken_for(line: Sequence[Saying]) -> _Worded:
    worded = _worded(line)
    return min(worded, key=lambda one: (-_support(one, worded), *min(map(_rank_of_copy, one.sayings))))


def _rank_of_copy(saying: Saying) -> tuple[str, bool, int, int, str, str]:
    """Among copies of one report the first printed, and who names the speaker, is the likest to have the words."""
    return (saying.page.published or "~")[:10], not names_of(saying.speaker), *_rank(saying)


def _support(one: _Worded, all_: Sequence[_Worded]) -> int:
    own = len({saying.page.id for saying in one.sayings})
    cuts = [other for other in all_ if other is not one and _is_run_of(other.words, one.words)]
    shorter = len({saying.page.id for other in cuts for saying in other.sayings})
    # Few pages may have added what they like; many whole ones show that the others cut.
    return own + shorter if own >= _WHOLE_SHARE * shorter and own > 1 else own


def _is_run_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) < len(long) and f" {' '.join(short)} " in f" {' '.join(long)} "


def _rank(saying: Saying) -> tuple[int, int, str, str]:
    return (
        _KINDS.index(saying.attribution.kind),
        -len(saying.words),
        saying.page.published or "~",
        saying.id,
    )


def _forms(saying: Saying) -> tuple[str, ...]:
    return tuple(word.form for word in saying.words)


def class_of(best: Saying, variant: Saying, changes: Sequence[Change]) -> Wording:
    """Returns what became of the best-supported wording.

    Args:
        best: Who has it.
        variant: Another saying of the statement.
        changes: Between the two.
    """
    if variant.id == best.id:
        return "best"
    if best.tongue != variant.tongue or _is_translated_anew(best, variant, changes):
        return "translated"
    if _is_report(variant) and not _is_report(best):
        return "paraphrased"
    if _is_report(best) and not _is_report(variant):
        return _class_of_quoted(changes)
    return class_of_changes(changes)


def _class_of_quoted(changes: Sequence[Change]) -> Wording:
    """Returns what became of a report that a page has in quotation marks: much the same words, or other ones."""
    kept = sum(len(change.was) for change in changes if change.kind == "same")
    fewer = min(sum(len(change.was) for change in changes), sum(len(change.now) for change in changes))
    if kept < _QUOTED_SHARE * fewer:
        return "paraphrased"
    told = class_of_changes(changes)
    return "edited" if told == "verbatim" else told


def class_of_changes(changes: Sequence[Change]) -> Wording:
    """Returns what changes make of a wording that stays a quotation, or stays a report.

    >>> from onrecord.statements.edits import difference
    >>> from onrecord.statements.words import take_words
    >>> was = take_words("We will not sign the accord before the ports are open, and they know it well")
    >>> def of(text):
    ...     return class_of_changes(difference(was, take_words(text)))
    >>> of("We will not sign the accord before the ports are open")
    'cut'
    >>> of("We will sign the accord before the ports are open, and they know it well")
    'edited'
    >>> of("We will not endorse the deal until the harbours are open, and they grasp it well")
    'spun'
    """
    changed = [change for change in changes if change.kind != "same"]
    if not changed:
        return "verbatim"
    if all(change.kind == "dropped" and (change.edge or len(change.was) >= _CUT_WORDS) for change in changed):
        return "cut"
    words = sum(len(change.was) for change in changes)
    kept = sum(len(change.was) for change in changes if change.kind == "same")
    exchanged = [change for change in changed if change.kind == "replaced" and len(change.was) == len(change.now)]
    number = sum(len(change.was) for change in exchanged)
    others = sum(max(len(change.was), len(change.now)) for change in changed if not change.edge) - number
    if len(exchanged) >= _SPUN_WORDS and number >= _SPUN_SHARE * words and others <= number:
        return "spun"
    return "edited" if kept >= _EDITED_SHARE * min(words, sum(len(change.now) for change in changes)) else "paraphrased"


def _is_report(saying: Saying) -> bool:
    return saying.attribution.kind == "indirect"


def _is_translated_anew(best: Saying, variant: Saying, changes: Sequence[Change]) -> bool:
    """Tells whether two quotations differ because each was translated by another hand, as one chain at least says."""
    translated = "translated" in (best.attribution.directness, variant.attribution.directness)
    if not translated or _is_report(best) or _is_report(variant):
        return False
    return class_of_changes(changes) == "paraphrased"
