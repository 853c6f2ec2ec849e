"""A reporting clause beside a quotation: "said Ada Venn", "she added later", "The envoy then said:"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from onrecord.attribution.cues import communication_places
from onrecord.records import Span
from onrecord.text.tokens import word_spans

# A longer clause holds more than who says it, and which of its names speaks is the model's to tell.
_MOST_WORDS = 12
# Longest source: "the deputy head of the Norlandish delegation".
_MOST_SOURCE = 8
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
_OPENERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "one", "another", "both"})
_JOINTS = frozenset({"who", "which", "that", "and", "but", "when", "while", "as", "because", "after", "before", "to"})


class Clause(Struct, frozen=True):
    """Who says it, and with which words.

    Attributes:
        source: Its words.
        cue: The verb.
    """

    source: Span
    cue: Span


def read_clause(text: str, where: Span) -> Clause | None:
    """Returns the reporting clause that fills `where`, or ``None`` where the words are more, less or other than one.

    >>> def read(text):
    ...     clause = read_clause(text, Span(0, len(text)))
    ...     return clause and (clause.source.of(text), clause.cue.of(text))
    >>> read(" said Ada Venn, the envoy."), read("She added later:"), read("The envoy then told us")
    (('Ada Venn', 'said'), ('She', 'added'), ('The envoy', 'told'))
    >>> read("Rain fell on the harbour."), read("who said it was over"), read("said to be dead")
    (None, None, None)
    """
    words = word_spans(text, where)
    if not words or len(words) > _MOST_WORDS:
        return None
    places = communication_places([word.of(text) for word in words])
    if not places:
        return None
    at = places[0]
    if at == 0:
        return _inverted(text, words)
    return _straight(text, words, at)


def _inverted(text: str, words: Sequence[Span]) -> Clause | None:
    """Reads "said Ada Venn, the envoy": the source ends at the first comma or where another clause begins."""
    taken: list[Span] = []
    for before, word in pairwise(words):
        if text[before.end : word.start].strip() and taken:
            break
        if word.of(text).casefold() in _JOINTS:
            break
        taken.append(word)
    if not taken or len(taken) > _MOST_SOURCE or not _opens_source(text, taken[0]):
        return None
    return Clause(Span(taken[0].start, taken[-1].end), words[0])


def _straight(text: str, words: Sequence[Span], at: int) -> Clause | None:
    """Reads "she added", "the envoy then said": all words before the verb but adverbs are the source."""
    source = list(words[:at])
    while source and _is_adverb(source[-1].of(text)):
        source.pop()
    if not source or len(source) > _MOST_SOURCE or not _opens_source(text, source[0]):
        return None
    if any(word.of(text).casefold() in _JOINTS for word in source):
        return None
    if any(text[a.end : b.start].strip(" ’'-.") for a, b in pairwise(source)):
        return None
    return Clause(Span(source[0].start, source[-1].end), words[at])


def _opens_source(text: str, word: Span) -> bool:
    shown = word.of(text)
    return shown[0].isupper() or shown.casefold() in _PRONOUNS or shown.casefold() in _OPENERS


def _is_adverb(word: str) -> bool:
    return word.casefold() in {"then", "also", "later", "once", "again", "has", "had", "have"} or word.endswith("ly")
