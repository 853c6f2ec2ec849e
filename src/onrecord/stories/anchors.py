"""What a copy keeps whatever is done to its words: names, numbers and quoted strings."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from onrecord.tables.read import read_toml
from onrecord.text.shingles import WORD, fold_word

_LONGEST_ARTICLE = 5  # "dell", "quell"


@functools.cache
def function_words(language: str = "en") -> frozenset[str]:
    """Returns the words, folded, that say nothing of a subject; those of English for a language without a list.

    Args:
        language: The first part of its BCP 47 tag.

    >>> "against" in function_words(), "чтобы" in function_words("ru"), "war" in function_words("de")
    (True, True, True)
    """
    lists: dict[str, str] = read_toml("story_words")["function"]
    return frozenset(map(fold_word, lists.get(language, lists["en"]).split()))


@functools.lru_cache(maxsize=1 << 15)
def number_of(word: str) -> str | None:
    """Returns a folded word as digits, or ``None`` where it is no number.

    >>> number_of("1200"), number_of("three"), number_of("border")
    ('1200', '3', None)
    """
    if word[:1].isdigit():
        return word
    numbers: dict[str, str] = read_toml("story_words")["numbers"]
    return numbers.get(word)


def inner_names(sentences: Iterable[Sequence[str]]) -> frozenset[str]:
    """Returns the words, folded, that a page writes with a capital inside a sentence.

    >>> sorted(inner_names([["The", "minister", "of", "Caldia"], ["Talks", "ended"]]))
    ['caldia']
    """
    return frozenset(fold_word(word) for words in sentences for word in words[1:] if word[0].isupper())


def find_names(words: Sequence[str], known: frozenset[str], language: str = "en") -> frozenset[str]:
    """Returns the folded name words of a sentence; its first word only where it is a name elsewhere on the page.

    Args:
        words: The sentence's words as printed.
        known: `inner_names` of the page.
        language: As in `function_words`.

    >>> sorted(find_names(["Caldia", "met", "Ada", "Venn"], frozenset({"caldia"})))
    ['ada', 'caldia', 'venn']
    >>> find_names(["Talks", "ended", "in", "anger"], frozenset())
    frozenset()
    """
    names = [fold_word(word) for word in words[1:] if word[0].isupper()]
    if words and words[0][0].isupper() and fold_word(words[0]) in known:
        names.append(fold_word(words[0]))
    return frozenset(name for name in names if len(name) > 1 and name not in function_words(language))


def words_of(text: str) -> list[str]:
    """Returns the words of `text` as printed."""
    return WORD.findall(text)


def without_article(word: str) -> str:
    """Returns a word without the article or preposition that French and Italian write together with it.

    >>> without_article("dell'Ucraina"), without_article("O'Brien")
    ('Ucraina', "O'Brien")
    """
    head, mark, rest = word.replace("’", "'").partition("'")
    return rest if mark and rest and head.islower() and len(head) <= _LONGEST_ARTICLE else word
