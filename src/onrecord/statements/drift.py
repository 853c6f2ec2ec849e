"""Changes of wording that change, or may change, what was said: one rule a kind, over the word-level difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.records.statement import Drift
from onrecord.statements.drift_conditions import condition
from onrecord.statements.drift_figures import date, number
from onrecord.statements.drift_marks import marks_gained, marks_lost
from onrecord.statements.edits import Change
from onrecord.statements.pairs import Pair, count_in, drift_of, inner, is_local, text_of, words_in
from onrecord.statements.words import Word
from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml


def find_drift(pair: Pair) -> tuple[Drift, ...]:
    """Returns the changes that matter, worst first."""
    return tuple(dict.fromkeys(drift for rule in _rules() for drift in rule(pair)))


def negation(pair: Pair) -> Iterator[Drift]:
    """Yields denials that came or went.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(negation(pair_of("We will not sign the accord", "We will sign the accord")))
    [Drift(kind='negation', was='not', now='')]
    >>> list(negation(pair_of("They don't accept it", "They do not accept it")))
    []
    >>> list(negation(pair_of("We will not accept it", "We will refuse it")))
    []
    """
    table = words_in("negation", "words")
    if _number(pair, table, "was") == _number(pair, table, "now"):
        return
    for change in inner(pair):
        was, now = count_in(change.was, table), count_in(change.now, table)
        implied = words_in("negation", "implied")
        if was != now and not count_in(change.now if was > now else change.was, implied) and is_local(pair, change):
            yield drift_of(pair, "negation", change)


def name(pair: Pair) -> Iterator[Drift]:
    """Yields names that became another's.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(name(pair_of("We told Ada Venn so", "We told Otis Lark so")))
    [Drift(kind='name', was='Ada Venn', now='Otis Lark')]
    >>> list(name(pair_of("We told Ada Venn so", "We told Venn so")))
    []
    >>> list(name(pair_of("We told Kyiv so", "We told Ukraine so")))
    []
    """
    for change in inner(pair):
        was, now = _names(change.was), _names(change.now)
        if was and now and not was & now and not _one_place(pair, change):
            yield drift_of(pair, "name", change)


def modality(pair: Pair) -> Iterator[Drift]:
    """Yields changes of how firm a sentence is.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(modality(pair_of("We will sign it", "We may sign it")))
    [Drift(kind='modality', was='will', now='may')]
    >>> list(modality(pair_of("We must go", "We have to go"))), list(modality(pair_of("We'll go", "We will go")))
    ([], [])
    >>> list(modality(pair_of("We will sign it", "they would sign it", reported=True)))
    []
    """
    for change in inner(pair):
        was, now = _firmness(change.was), _firmness(change.now)
        if pair.reported:
            was, now = {_shifted(row) for row in was}, {_shifted(row) for row in now}
        firm = words_in("modality", "firm")
        if was != now and (count_in(change.was, firm) or count_in(change.now, firm)) and is_local(pair, change):
            yield drift_of(pair, "modality", change)


def subject(pair: Pair) -> Iterator[Drift]:
    """Yields persons that became another.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(subject(pair_of("We broke the truce", "They broke the truce")))
    [Drift(kind='subject', was='We', now='They')]
    >>> list(subject(pair_of("We broke our word", "We broke the word")))
    []
    >>> list(subject(pair_of("I am sorry", "I'm sorry")))
    []
    >>> list(subject(pair_of("We broke the truce", "they had broken the truce", reported=True)))
    []
    """
    if pair.reported:
        return
    for change in inner(pair):
        was, now = _persons(change.was), _persons(change.now)
        if was and now and was != now:
            yield drift_of(pair, "subject", change)


def _rules() -> tuple[Callable[[Pair], Iterator[Drift]], ...]:
    return negation, number, date, name, modality, condition, subject, marks_gained, marks_lost


def _number(pair: Pair, table: frozenset[str], side: str) -> int:
    """Returns how many words of the table a side has where the other was not simply cut."""
    changes = [*inner(pair), *(change for change in pair.changes if change.kind == "same")]
    return sum(count_in(change.was if side == "was" else change.now, table) for change in changes)


def _names(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.form for word in words if word.is_name and not word.form[:1].isdigit()) - words_in(
        "dates", "words"
    )


def _one_place(pair: Pair, change: Change) -> bool:
    """Tells whether both are words for one country: its capital, its people, its government."""
    was = find_place(text_of(pair.was_text, change.was))
    now = find_place(text_of(pair.now_text, change.now))
    return was is not None and now is not None and was.code == now.code


def _firmness(words: Iterable[Word]) -> set[str]:
    table = read_toml("drift_words")["modality"]
    rows = {row: table[row].split() for row in ("certain", "possible", "likely", "needed")}
    found = set()
    for word in words:
        homes = [row for row, forms in rows.items() if word.form in forms]
        if homes or word.form in words_in("modality", "firm"):
            found.add(homes[0] if homes else word.form)
    return found


def _shifted(row: str) -> str:
    """Returns a row as a report has it: "will" becomes "would" there, and is no change."""
    return {"certain": "would", "needed": "needed"}.get(row, row)


def _persons(words: Iterable[Word]) -> set[str]:
    table = read_toml("drift_words")["subjects"]
    return {row for word in words for row, forms in table.items() if word.form in forms.split()}
