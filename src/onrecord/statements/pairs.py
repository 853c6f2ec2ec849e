"""Two wordings and their difference, as the rules of drift see them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from onrecord.records.statement import Drift, DriftKind
from onrecord.statements.edits import Change, difference
from onrecord.statements.words import Word, take_words
from onrecord.tables.read import read_toml

# A longer stretch left out is a cut, which the edits show; only what goes silently inside a sentence is drift.
SILENT_WORDS = 2
# Of what stands in place of something else: more words are a sentence told anew, in which nothing answers to a word.
_LOCAL_WORDS = 8


class Pair(Struct, frozen=True, kw_only=True):
    """Two wordings and their difference, as the rules see them.

    Attributes:
        was_text: The best-supported wording.
        now_text: The variant.
        changes: Between them.
        reported: Whether one of the two is a report in other grammar: tenses and persons shift by themselves there.
    """

    was_text: str
    now_text: str
    changes: tuple[Change, ...]
    reported: bool = False


def pair_of(was: str, now: str, *, reported: bool = False) -> Pair:
    """Returns two wordings made ready for the rules; nothing of them stands in marks."""
    return Pair(was_text=was, now_text=now, changes=difference(take_words(was), take_words(now)), reported=reported)


def drift_of(pair: Pair, kind: DriftKind, change: Change) -> Drift:
    """Returns a change as drift, in printed words."""
    return Drift(kind=kind, was=text_of(pair.was_text, change.was), now=text_of(pair.now_text, change.now))


def text_of(text: str, words: Sequence[Word]) -> str:
    """Returns the characters of a wording from the first of `words` to the last, white space made one."""
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


@functools.cache
def words_in(section: str, key: str) -> frozenset[str]:
    """Returns a list of words of the table."""
    words: str = read_toml("drift_words")[section][key]
    return frozenset(words.split())


def count_in(words: Iterable[Word], table: frozenset[str]) -> int:
    """Returns how many of `words` are in `table`."""
    return sum(word.form in table for word in words)


def inner(pair: Pair) -> Iterator[Change]:
    """Yields the changes inside what both have; at the edges, and of long stretches left out, only what is replaced."""
    for change in pair.changes:
        if change.kind == "same":
            continue
        shorter, longer = sorted((len(change.was), len(change.now)))
        if shorter == 1 or longer <= (_LOCAL_WORDS if change.kind == "replaced" else SILENT_WORDS):
            yield change


def is_local(pair: Pair, change: Change) -> bool:
    """Tells whether the words around a change stayed, so that it is one change and not a sentence told anew."""
    if not pair.reported:
        return True
    place = pair.changes.index(change)
    near = [pair.changes[n] for n in (place - 1, place + 1) if 0 <= n < len(pair.changes)]
    return bool(near) and all(len(one.was) >= 2 for one in near) and len(change.was) + len(change.now) <= 4
