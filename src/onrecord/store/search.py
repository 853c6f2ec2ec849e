"""A user's words as a query of SQLite's FTS5, whose own syntax is kept out of the user's way."""

from __future__ import annotations

import re

from onrecord.errors import UsageError

_PART = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(\S+)")


def fts5_query(words: str) -> str:
    """Returns the FTS5 query for `words`: all of them, in any order; "a phrase" as it stands; ``begin*``.

    Raises:
        UsageError: If there is no letter or digit to look for.

    >>> fts5_query('border "stays open"')
    '"border" "stays open"'
    >>> fts5_query("negotiat* AND(")
    '"negotiat"* "AND("'
    """
    # A null character would end the query inside a quoted string.
    terms = [_term(phrase, word) for phrase, word in _PART.findall(words.replace("\0", " "))]
    terms = [term for term in terms if re.search(r"[^\W_]", term)]
    if not terms:
        raise UsageError(f"nothing to search for in {words!r}")
    return " ".join(terms)


def _term(phrase: str, word: str) -> str:
    if phrase:
        return f'"{phrase}"'
    quoted = '"{}"'.format(word.rstrip("*").replace('"', ""))
    return f"{quoted}*" if word.endswith("*") else quoted
