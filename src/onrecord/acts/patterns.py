"""The table of acts as patterns over words: compiled once a process, found by the first word of each."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Literal, cast, get_args

from msgspec import Struct

from onrecord.acts.words import NEGATING_ADVERBS, Word
from onrecord.records.act import Code, Deed
from onrecord.tables.read import read_rows, read_toml

Place = Literal["cue", "content", "both"]
# What a gap may hold, in words: "~" is short enough for an object's article and adjective, "~~" for a short clause.
_GAPS = {"~": 3, "~~": 7}
_STOPS = frozenset(".;:!?—–")
_START = "^"


class Outcome(Struct, frozen=True):
    """What a match makes of a statement; ``code`` is ``None`` for nothing."""

    code: Code | None = None
    deed: Deed | None = None


class _Element(Struct, frozen=True):
    """One place of a pattern: a word out of several, or a gap of up to `most` words."""

    words: frozenset[str] = frozenset()
    exact: bool = False
    optional: bool = False
    most: int = 0


class Pattern(Struct, frozen=True):
    """One row of the table.

    Attributes:
        name: The pattern as written: what `Act.by` says.
        elements: In order; the first is a word.
        place: Where its first word has to stand.
        start: Whether its first word has to begin a sentence.
        own: What it makes of the statement where the speaker's side is the subject.
        negated: The same, under a negation.
        other: Where somebody else is the subject.
        score: Of a plain match.
        needs: Words of which one must stand somewhere in the statement: those of its last element that must be there.
    """

    name: str
    elements: tuple[_Element, ...]
    place: Place
    start: bool
    own: Outcome
    negated: Outcome
    other: Outcome
    score: float
    needs: frozenset[str] = frozenset()

    @property
    def blocks(self) -> bool:
        """Whether it is a row without outcomes, which keeps shorter ones inside it from fitting."""
        return self.own.code is None and self.negated.code is None and self.other.code is None


class Found(Struct, frozen=True):
    """A pattern and the words it covers.

    Attributes:
        pattern: The pattern.
        first: Index of its first word.
        end: One past its last.
    """

    pattern: Pattern
    first: int
    end: int


def find_patterns(words: Sequence[Word]) -> Iterator[Found]:
    """Yields every pattern that fits somewhere, in the order of the words, then of the table.

    >>> from onrecord.acts.words import read_words
    >>> [found.pattern.own.code for found in find_patterns(read_words("said", "we reject the plan"))]
    ['REJECT']
    """
    index, patterns = _index(), _patterns()
    forms = frozenset().union(*(word.forms for word in words))
    for at, word in enumerate(words):
        tried: set[int] = set()
        for form in sorted(word.forms):
            for number in index.get(form, ()):
                if number in tried:
                    continue
                tried.add(number)
                pattern = patterns[number]
                if pattern.needs and pattern.needs.isdisjoint(forms):
                    continue
                found = _fit(pattern, words, at)
                if found is not None:
                    yield found


def _fit(pattern: Pattern, words: Sequence[Word], at: int) -> Found | None:
    if pattern.place != "both" and words[at].cue is not (pattern.place == "cue"):
        return None
    if pattern.start and not _begins(words, at):
        return None
    end = _match(pattern.elements, 0, words, at)
    return None if end is None else Found(pattern, at, end)


def _begins(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    return before is None or before.cue or before.text in _STOPS or before.lower == "please"


def _match(elements: tuple[_Element, ...], place: int, words: Sequence[Word], at: int) -> int | None:
    """Returns one past the last word that the rest of a pattern covers from `at` on; the nearest that fits."""
    if place == len(elements):
        return at
    element = elements[place]
    if element.most:
        for skip in range(element.most + 1):
            # A gap holds no negation: "could not accept" is not "could accept" with a word in it.
            if at + skip > len(words) or any(_ends_gap(word) for word in words[at : at + skip]):
                return None
            end = _match(elements, place + 1, words, at + skip)
            if end is not None:
                return end
        return None
    if at < len(words) and _is(element, words[at]):
        end = _match(elements, place + 1, words, at + 1)
        if end is not None:
            return end
    return _match(elements, place + 1, words, at) if element.optional else None


def _ends_gap(word: Word) -> bool:
    return word.text in _STOPS or word.lower in NEGATING_ADVERBS


def _is(element: _Element, word: Word) -> bool:
    return word.lower in element.words if element.exact else not element.words.isdisjoint(word.forms)


@functools.cache
def _index() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, pattern in enumerate(_patterns()):
        for word in sorted(pattern.elements[0].words):
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


@functools.cache
def _patterns() -> tuple[Pattern, ...]:
    return tuple(_compile(row) for row in read_rows("acts"))


def _compile(row: dict[str, str]) -> Pattern:
    parts = row["pattern"].split()
    own = _outcome(row["own"])
    elements = tuple(_element(part) for part in parts if part != _START)
    needed = [element.words for element in elements[1:] if element.words and not element.optional]
    return Pattern(
        name=row["pattern"],
        elements=elements,
        place=cast("Place", row["where"]),
        start=parts[0] == _START,
        own=own,
        negated=_outcome(row["negated"]),
        other=own if row["other"] == "=" else _outcome(row["other"]),
        score=float(row["score"]),
        needs=needed[-1] if needed else frozenset(),
    )


def _element(part: str) -> _Element:
    if part in _GAPS:
        return _Element(most=_GAPS[part])
    optional = part.endswith("?")
    part = part.removesuffix("?")
    exact = part.startswith("=")
    words: set[str] = set()
    for word in part.replace("=", "").split("/"):
        words |= word_class(word[1:-1]) if word.startswith("<") else {word}
    return _Element(words=frozenset(words), exact=exact, optional=optional)


def _outcome(cell: str) -> Outcome:
    """Returns what ``CODE:deed`` says.

    >>> _outcome("REJECT:deny"), _outcome("")
    (Outcome(code='REJECT', deed='deny'), Outcome(code=None, deed=None))
    """
    code, _, deed = cell.partition(":")
    if not code:
        return Outcome()
    if code not in get_args(Code) or (deed and deed not in get_args(Deed)):
        raise ValueError(f"acts.csv: unknown code or deed in {cell!r}")
    return Outcome(cast("Code", code), cast("Deed", deed) if deed else None)


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """Returns the words of a class of ``act_words.toml``.

    >>> "accord" in word_class("plan")
    True
    """
    return frozenset(read_toml("act_words")["classes"][name].split())
