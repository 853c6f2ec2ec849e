"""The words that carry the structure of a sentence and say nothing of its subject."""

from __future__ import annotations

import functools

from onrecord.tables.read import read_toml


def function_words(language: str | None) -> frozenset[str]:
    """Returns a language's function words, lower case; the English ones where the language has no list or is unknown.

    Args:
        language: BCP 47 tag.

    >>> "against" in function_words("en-GB"), "against" in function_words(None), "war" in function_words("en")
    (True, True, False)
    """
    return _of((language or "en").split("-")[0].casefold())


@functools.cache
def _of(language: str) -> frozenset[str]:
    lists: dict[str, str] = read_toml("story_words")["function"]
    return frozenset(lists.get(language, lists["en"]).split())
