"""Phrases that recur in what several sides say: the draft of a list of issues."""

from __future__ import annotations

import functools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from onrecord.tables.read import read_rows, read_toml
from onrecord.text.lemmas import lemmas

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[.,;:!?“”\"()…]")
_LONGEST = 3
_MOST_ISSUES = 12
# A phrase names the issue of its last word when it makes up this share of that word's use.
_NAMES = 0.4
# In how many statements a word must stand: two in a small record, half a per cent of a large one.
_LEAST, _LEAST_SHARE = 2, 0.005
_SHORTEST = 4
# In a record of fewer statements, what one side alone says twice is an issue too.
_SMALL = 50


class Recurring(Struct, frozen=True, kw_only=True):
    """A phrase that recurs.

    Attributes:
        name: Its most frequent form.
        phrases: The word it turns on, and the other phrases that end in it.
        statements: In how many statements.
        sides: For how many parties they speak.
    """

    name: str
    phrases: tuple[str, ...]
    statements: int
    sides: int


def find_recurring(
    spoken: Iterable[tuple[str, Sequence[str]]],
    names: frozenset[str],
    known: dict[str, tuple[str, ...]] | None = None,
) -> tuple[Recurring, ...]:
    """Returns the phrases that recur, those that most sides speak of most often first.

    Args:
        spoken: Quotes, each with the parties that it speaks for.
        names: Lower-case words that are names of parties: whom it is about, and not what.
        known: Phrases of quotes of earlier calls; filled.

    >>> quotes = [("No security guarantees, no deal.", ["A"]), ("We give security guarantees.", ["B"])]
    >>> [(found.name, found.phrases) for found in find_recurring(quotes, frozenset())]
    [('security guarantees', ('guarantees',))]
    """
    met = _Met()
    number = 0
    known = {} if known is None else known
    for quote, parties in spoken:
        number += 1
        found_here = known.get(quote)
        if found_here is None:
            found_here = known[quote] = tuple(dict.fromkeys(map(sys.intern, _phrases(quote))))
        met.add(found_here, parties, names)
    least = max(_LEAST, int(_LEAST_SHARE * number))
    heads = [key for key in met.used if " " not in key and met.used[key] >= least]
    found = [_issue(head, met) for head in heads]
    kept = [one for one in found if one.sides > 1 or one.statements > least or number < _SMALL]
    kept.sort(key=lambda one: (-one.statements * (1 + one.sides) * (1.5 if " " in one.name else 1), one.name))
    return tuple(kept[:_MOST_ISSUES])


class _Met:
    """The phrases met so far, by their keys: how many statements have each, and whose.

    Counts alone: a large record has millions of phrases, and which statements have them is not asked.
    """

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()
        self.sides: dict[str, set[str]] = defaultdict(set)
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.ending: dict[str, set[str]] = defaultdict(set)

    def add(self, phrases: Sequence[str], parties: Sequence[str], names: frozenset[str]) -> None:
        """Adds the phrases of one statement that have no word of `names`."""
        keys = set()
        for phrase in phrases:
            if names.isdisjoint(phrase.split()):
                key = _key(phrase)
                keys.add(key)
                self.forms[key][phrase] += 1
        for key in keys:
            if key not in self.used:
                self.ending[key.rsplit(" ", 1)[-1]].add(key)
            self.used[key] += 1
            self.sides[key].update(parties)


def _issue(head: str, met: _Met) -> Recurring:
    used, ending = met.used, met.ending[head]
    longer = sorted((key for key in ending if " " in key and used[key] > 1), key=lambda k: (-used[k], -len(k), k))
    name = longer[0] if longer and used[longer[0]] >= _NAMES * used[head] else head
    shown = [_form(met.forms[key]) for key in dict.fromkeys((head, *longer)) if key != name]
    return Recurring(
        name=_form(met.forms[name]), phrases=tuple(shown), statements=used[head], sides=len(met.sides[head])
    )


def _form(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


def _phrases(quote: str) -> Iterator[str]:
    """Yields the phrases of one to three words between function words and marks that end in a noun."""
    run: list[str] = []
    before = "."
    text = quote + "."
    # A capital at the very beginning is no name.
    first = sum(match.start() < 2 for match in islice(_WORD.finditer(text), 2))
    for place, word in enumerate(_WORD.findall(text)):
        kind, low = _kind(word)
        if kind == "mark":  # a phrase may be quoted in part: a “reliable” guarantee
            continue
        if kind == "lower" or (kind == "capital" and not run and place < first):
            run.append(low)
            continue
        if run:
            yield from _of_run(run, nominal=before in _before_noun())
            run = []
        before = low


@functools.lru_cache(maxsize=131_072)
def _kind(word: str) -> tuple[str, str]:
    """Returns what a word or mark is to a phrase, and its lower-case form without a possessive.

    ``mark`` is a quotation mark; ``lower`` and ``capital`` are content words; anything else ends a phrase.
    """
    if word in '“”"':
        return "mark", word
    low = word.casefold().removesuffix("’s").removesuffix("'s")
    if not word[0].isalpha() or low in _function():
        return "end", low
    return ("lower" if word.islower() else "capital" if word[0].isupper() else "end"), low


def _of_run(run: Sequence[str], *, nominal: bool) -> Iterator[str]:
    """Yields the phrases that end where the run does; one word alone is a noun only behind an article or the like."""
    if not run or not _is_noun(run[-1]):
        return
    for length in range(1, min(_LONGEST, len(run)) + 1):
        words = run[-length:]
        if length == 1:
            if nominal or len(run) > 1:
                yield words[0]
        elif not words[0].endswith(("ly", "ing")) and words[0] not in _never_last():
            yield " ".join(words)


@functools.lru_cache(maxsize=32_768)
def _is_noun(word: str) -> bool:
    """Tells whether a word may be what is negotiated: no verb or adverb of the lists, nobody, and not too short."""
    if len(word) < _SHORTEST or word.endswith(("ly", "ing", "ed")) or word in _generic() or word in _never_last():
        return False
    return not lemmas(word) & _people()


@functools.lru_cache(maxsize=32_768)
def _key(phrase: str) -> str:
    """Returns a phrase with the shortest dictionary form of its last word, so that singular and plural meet.

    >>> _key("security guarantees"), _key("compensation")
    ('security guarantee', 'compensation')
    """
    words = phrase.split()
    last = words[-1]
    if last.endswith("ies") and len(last) > 5:
        last = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith(("ss", "us", "is")):
        last = last[:-1]
    return " ".join((*words[:-1], last))


@functools.cache
def _function() -> frozenset[str]:
    return frozenset(read_toml("docket_words")["function"].split())


@functools.cache
def _generic() -> frozenset[str]:
    return frozenset(read_toml("docket_words")["generic"].split())


@functools.cache
def _never_last() -> frozenset[str]:
    return frozenset(read_toml("docket_words")["never_last"].split())


@functools.cache
def _before_noun() -> frozenset[str]:
    return frozenset(read_toml("docket_words")["before_noun"].split())


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_rows("nouns") if row["class"] in {"person", "group"})
