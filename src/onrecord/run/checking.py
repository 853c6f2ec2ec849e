"""Statements of a store of any size that may hold a quotation: found by keys, then by phrases, never by a scan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from onrecord.errors import UsageError
from onrecord.pipeline.checking import Finder, finder_of
from onrecord.records.statement import Statement
from onrecord.run.corpus import is_joined, load_corpus
from onrecord.statements import question_phrases, question_runs
from onrecord.store.contract import Filter, Store

# Statements that one phrase brings, and that a search for single words does: each costs a tenth of a millisecond.
_OF_A_PHRASE, _OF_WORDS = 40, 60


def open_finder(store: Store) -> Finder:
    """Returns what finds statements in a store.

    Where pages could not be joined, since the record may not be written, the statements are found from all readings
    first, which takes long.
    """
    if not is_joined(store):
        return finder_of(load_corpus(store).statements)
    return lambda asked: _find(store, asked)


def _find(store: Store, asked: str) -> Iterator[Statement]:
    """Yields statements, each once: those that share runs of words with the question, then those with its phrases."""
    seen: set[str] = set()
    for statement in (*store.statements_sharing(question_runs(asked)), *_with_phrases(store, asked)):
        if statement.id not in seen:
            seen.add(statement.id)
            yield statement


def _with_phrases(store: Store, asked: str) -> Iterator[Statement]:
    phrases, words = question_phrases(asked)
    for phrase in phrases:
        yield from _search(store, f'"{phrase}"', _OF_A_PHRASE)
    if words:
        yield from _search(store, " ".join(words), _OF_WORDS)


def _search(store: Store, words: str, most: int) -> Iterator[Statement]:
    try:
        yield from islice(store.statements(Filter(search=words, said="said")), most)
    except UsageError:  # nothing in it that could be searched for
        return
