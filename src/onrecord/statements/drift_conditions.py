"""Conditions that came or went."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from onrecord.records.span import Span
from onrecord.records.statement import Drift
from onrecord.statements.pairs import SILENT_WORDS, Pair, drift_of, text_of, words_in
from onrecord.statements.words import Word
from onrecord.tables.read import read_toml
from onrecord.text.sentences import sentence_spans

# Of the condition's sentence, the words that must be kept: what is gone with its condition is a cut.
_KEPT_WORDS = 3


def condition(pair: Pair) -> Iterator[Drift]:
    """Yields conditions that came or went.

    >>> from onrecord.statements.pairs import pair_of
    >>> list(condition(pair_of("We will sign it if the ports are returned", "We will sign it")))
    [Drift(kind='condition', was='if the ports are returned', now='')]
    >>> list(condition(pair_of("We will sign. If they ask, we say so.", "We will sign.")))
    []
    >>> [drift.was for drift in condition(pair_of("We told Mr. Lark so if he asked", "We told Mr. Lark so"))]
    ['if he asked']
    >>> list(condition(pair_of("We will sign it only if they go", "We will sign it if they go")))
    [Drift(kind='condition', was='only', now='')]
    """
    for change in pair.changes:
        for words, other, text, gone in (
            (change.was, change.now, pair.was_text, True),
            (change.now, change.was, pair.now_text, False),
        ):
            found = _condition_in(words, other, text, pair, gone=gone)
            if found is not None:
                yield Drift(kind="condition", was=found if gone else "", now="" if gone else found)
    yield from _only_if(pair)


def _condition_in(words: Sequence[Word], other: Sequence[Word], text: str, pair: Pair, *, gone: bool) -> str | None:
    """Returns the condition that stands in `words` and not on the other side, to the end of its sentence.

    Args:
        words: Of one side of a change.
        other: Of its other side.
        text: The wording `words` are of.
        pair: The two wordings.
        gone: Whether `words` are of the first.
    """
    if _opener(other) is not None:
        return None
    place = _opener(words)
    if place is None or len(words) - place < SILENT_WORDS:
        return None
    sentence = _sentence_at(text, words[place].start)
    inside = [word for word in words[place:] if word.start < sentence.end]
    kept = [
        word
        for change in pair.changes
        if change.kind == "same"
        for word in (change.was if gone else change.now)
        if sentence.start <= word.start < sentence.end
    ]
    return text_of(text, inside) if len(kept) >= _KEPT_WORDS and len(inside) >= SILENT_WORDS else None


def _opener(words: Sequence[Word]) -> int | None:
    """Returns where a condition opens among the words."""
    forms = [word.form for word in words]
    for place, form in enumerate(forms):
        for parts, is_weak in _openers().get(form, ()):
            if forms[place : place + len(parts)] == parts and not (is_weak and len(forms) - place < 3):
                return place
    return None


@functools.cache
def _openers() -> dict[str, list[tuple[list[str], bool]]]:
    """Returns the words that open a condition by the first of them, each with whether they often open none."""
    weak = words_in("conditions", "weak")
    found: dict[str, list[tuple[list[str], bool]]] = {}
    for opener in read_toml("drift_words")["conditions"]["openers"]:
        parts = opener.split()
        found.setdefault(parts[0], []).append((parts, opener in weak))
    return found


def _sentence_at(text: str, place: int) -> Span:
    """Returns the sentence of a wording that has the character at `place`."""
    return next(span for span in reversed(_sentences(text)) if span.start <= place)


@functools.lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[Span, ...]:
    """Returns the sentences of a wording; what stands before the first belongs to it."""
    spans = sentence_spans(text)
    return (Span(0, spans[0].end), *spans[1:]) if spans else (Span(0, len(text)),)


def _only_if(pair: Pair) -> Iterator[Drift]:
    """Yields the "only" of "only if" where it alone came or went."""
    for change, after in zip(pair.changes, pair.changes[1:], strict=False):
        opens = after.kind == "same" and after.was[0].form in ("if", "when", "after")
        if opens and [word.form for word in (*change.was, *change.now)] == ["only"]:
            yield drift_of(pair, "condition", change)
