"""Numbers and dates that became others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.records.statement import Drift
from onrecord.statements.edits import Change
from onrecord.statements.pairs import Pair, drift_of, inner, words_in
from onrecord.statements.words import Word
from onrecord.tables.read import read_toml

_YEARS = range(1800, 2200)


def number(pair: Pair) -> Iterator[Drift]:
    """Yields numbers that became others.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(number(pair_of("We lost ten ships in two days", "We lost 12 ships in 2 days")))
    [Drift(kind='number', was='ten', now='12')]
    >>> list(number(pair_of("We lost ten ships", "We lost 10 ships")))
    []
    >>> list(number(pair_of("One of them went", "Any of them went")))
    []
    """
    for change in inner(pair):
        if _is_dated(pair, change) or _is_cut(change):
            continue
        was, now = _numbers(change.was), _numbers(change.now)
        if was != now and (was - {"1"} or now - {"1"}) and (was or now):
            yield drift_of(pair, "number", change)


def date(pair: Pair) -> Iterator[Drift]:
    """Yields days, months and years that became others.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(date(pair_of("We meet on Monday", "We meet on Tuesday")))
    [Drift(kind='date', was='Monday', now='Tuesday')]
    >>> list(date(pair_of("We meet on March 3", "We meet on March 5")))
    [Drift(kind='date', was='3', now='5')]
    >>> list(date(pair_of("We meet on Mon. and march on", "We meet on Monday and walk on")))
    []
    """
    for change in inner(pair):
        was, now = _dates(change.was), _dates(change.now)
        if _is_cut(change):
            continue
        if was != now or (_is_dated(pair, change) and _numbers(change.was) != _numbers(change.now)):
            yield drift_of(pair, "date", change)


def _is_cut(change: Change) -> bool:
    """Tells whether a figure only lies beyond where one of the two wordings begins or ends."""
    return change.edge and change.kind != "replaced"


def _numbers(words: Iterable[Word]) -> frozenset[str]:
    scales = words_in("scales", "words")
    return frozenset(
        word.form for word in words if (word.form[:1].isdigit() and not _is_year(word)) or word.form in scales
    ) - {"percent"}


def _is_year(word: Word) -> bool:
    return word.form.isascii() and word.form.isdigit() and int(word.form) in _YEARS and len(word.form) == 4


def _dates(words: Sequence[Word]) -> frozenset[str]:
    table = read_toml("drift_words")["dates"]
    short, ambiguous = table["short"], words_in("dates", "ambiguous")
    forms = [short.get(word.form, word.form) for word in words if word.is_name or word.form not in ambiguous]
    days = words_in("dates", "words")
    return frozenset({form for form in forms if form in days} | {word.form for word in words if _is_year(word)})


def _is_dated(pair: Pair, change: Change) -> bool:
    """Tells whether a month stands beside the change: its number is a day."""
    place = pair.changes.index(change)
    before = pair.changes[place - 1].was[-1:] if place else ()
    after = pair.changes[place + 1].was[:1] if place + 1 < len(pair.changes) else ()
    days = words_in("dates", "words")
    return any(word.form in days and word.is_name for word in (*before, *after))
