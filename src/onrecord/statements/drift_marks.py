"""Quotation marks that came or went."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records.statement import Drift, DriftKind
from onrecord.statements.pairs import Pair, text_of
from onrecord.statements.words import Word

# Words in a row that a reporter has with marks or without by choice, and not by chance.
_GAINED_WORDS, _LOST_WORDS = 3, 5


def marks_gained(pair: Pair) -> Iterator[Drift]:
    """Yields words in quotation marks that the better supported wording has without.

    >>> from onrecord.statements.edits import difference
    >>> from onrecord.statements.words import take_words
    >>> from onrecord.records.span import Span
    >>> text = "he would never sign"
    >>> was, now = take_words(text), take_words(text, [Span(0, 19)])
    >>> list(marks_gained(Pair(was_text=text, now_text=text, changes=difference(was, now))))
    [Drift(kind='marks_gained', was='he would never sign', now='he would never sign')]
    >>> list(marks_gained(Pair(was_text=text, now_text=text, changes=difference(now, now))))
    []
    """
    yield from _marks(pair, "marks_gained", _GAINED_WORDS)


def marks_lost(pair: Pair) -> Iterator[Drift]:
    """Yields quoted words that stand without marks.

    >>> from onrecord.statements.edits import difference
    >>> from onrecord.statements.words import take_words
    >>> from onrecord.records.span import Span
    >>> text = "we will never sign that"
    >>> was, now = take_words(text, [Span(0, 23)]), take_words(text)
    >>> [drift.kind for drift in marks_lost(Pair(was_text=text, now_text=text, changes=difference(was, now)))]
    ['marks_lost']
    >>> list(marks_lost(Pair(was_text=text, now_text=text, changes=difference(was, was))))
    []
    """
    yield from _marks(pair, "marks_lost", _LOST_WORDS)


def _marks(pair: Pair, kind: DriftKind, least: int) -> Iterator[Drift]:
    gained = kind == "marks_gained"
    for change in pair.changes:
        run: list[tuple[Word, Word]] = []
        for was, now in [*zip(change.was, change.now, strict=False), (None, None)] if change.kind == "same" else []:
            if (
                was is not None
                and now is not None
                and (now.in_marks if gained else was.in_marks)
                and (not (was.in_marks if gained else now.in_marks))
            ):
                run.append((was, now))
                continue
            if len(run) >= least:
                yield Drift(
                    kind=kind,
                    was=text_of(pair.was_text, [one for one, _ in run]),
                    now=text_of(pair.now_text, [other for _, other in run]),
                )
            run = []
