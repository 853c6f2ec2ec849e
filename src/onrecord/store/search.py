"""A user's words as a query of each engine, whose own syntax is kept out of the user's way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.store.fold import fold_words

_PART = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(\S+)")
_NO_TEXT = re.compile(r"[\0\ud800-\udfff]")
# What PostgreSQL can say of a word: its place up to this one, on no more than 256 places, in a megabyte in all.
_MOST_PLACES, _LAST_PLACE, _MOST_BYTES = 256, 16_383, 900_000
# PostgreSQL refuses longer words; nobody searches for them.
_LONGEST_WORD = 500


def fts5_query(words: str) -> str:
    """Returns the query of SQLite's FTS5 for `words`: all of them, in any order; "a phrase" as it stands; ``begin*``.

    Raises:
        UsageError: If there is no letter or digit to look for.

    >>> fts5_query('border "stays open"')
    '"border" "stays open"'
    >>> fts5_query("negotiat* AND(")
    '"negotiat"* "AND("'
    """
    return " ".join('"{}"{}'.format(term, "*" if begins else "") for term, begins in _terms(words))


def text_query(words: str) -> str:
    """Returns the same as a ``tsquery`` of PostgreSQL.

    Raises:
        UsageError: If there is no letter or digit to look for.

    >>> text_query('border "Stays open"')
    "('border') & ('stays' <-> 'open')"
    >>> text_query("negotiat* AND(")
    "('negotiat':*) & ('and')"
    """
    found = []
    for term, begins in _terms(words):
        quoted = [f"'{word[:_LONGEST_WORD]}'" for word in fold_words(term).split()]
        if quoted:
            found.append(f"({' <-> '.join(quoted)}{':*' if begins else ''})")
    if not found:
        raise UsageError(f"nothing to search for in {words!r}")
    return " & ".join(found)


def text_vector(text: str) -> str:
    """Returns the words of `text` as a ``tsvector`` of PostgreSQL, folded as SQLite folds them.

    Of a text beyond 900,000 bytes the rest is not indexed.

    >>> text_vector("Stays open, stays")
    "'stays':1,3 'open':2"
    """
    places: dict[str, list[int]] = {}
    size = 0
    for place, word in enumerate(fold_words(text).split(), 1):
        known = places.setdefault(word[:_LONGEST_WORD], [])
        if len(known) < _MOST_PLACES:
            known.append(min(place, _LAST_PLACE))
            size += len(word.encode()) + 8
        if size > _MOST_BYTES:
            break
    return " ".join(f"'{word}':{','.join(map(str, known))}" for word, known in places.items())


def _terms(words: str) -> Iterator[tuple[str, bool]]:
    """Yields each word or phrase, without quotation marks, and whether only the beginning of its last word is given."""
    # A null character would end the query inside a quoted string; half a character (from bytes that are no UTF-8, typed
    # or sent) is no text to a database.
    parts = _PART.findall(_NO_TEXT.sub(" ", words))
    terms = [(phrase or word.rstrip("*").replace('"', ""), not phrase and word.endswith("*")) for phrase, word in parts]
    terms = [(term, begins) for term, begins in terms if re.search(r"[^\W_]", term)]
    if not terms:
        raise UsageError(f"nothing to search for in {words!r}")
    yield from terms
