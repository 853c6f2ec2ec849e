"""The words for a source, taken apart: determiner, number, head noun, what describes it."""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.speakers.lexicon import Noun, find_noun, last_noun, strip_possessive, word_set

_WORD = re.compile(r"[^\s,;:()\[\]“”\"‘]+|[,;:()\[\]“”\"]|[–—]|--")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)}
_DETERMINERS = frozenset(("a", "an", "the", "this", "that", "these", "those", "another", "one"))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your", "whose"))
_PARTITIVE = re.compile(
    r"^(?:at least |nearly |about |only |as many as |more than )?"
    r"(?P<n>(?:a|an|the) (?:\w+ )?(?:number|group|handful|couple|pair|majority|chorus|array|string|series|host|range"
    r"|crowd|dozen|score|minority|coalition|lot)|[\w-]+)(?: \w+)? of (?P<rest>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)


class Phrase(Struct, frozen=True):
    """A noun phrase as printed, taken apart.

    Attributes:
        text: The whole phrase, white space made single.
        det: Article, demonstrative or possessive in lower case, or "".
        owner: The words of a possessive before the head ("the ad’s"), without the mark, or "".
        count: How many, where a number says so.
        quantity: Whether a quantifier opens it ("several", "many").
        pre: Words between determiner and head.
        head: The head noun, if the tables know it.
        head_text: The head as printed, or the last word of the core.
        post: What follows the head, without a comma before it.
    """

    text: str
    det: str
    owner: str
    count: int | None
    quantity: bool
    pre: tuple[str, ...]
    head: Noun | None
    head_text: str
    post: str

    @property
    def definite(self) -> bool:
        """Whether it points back at somebody: "the", a demonstrative or a possessive."""
        return bool(self.owner) or self.det in _POSSESSIVES or self.det in ("the", "this", "that", "these", "those")

    @property
    def plural(self) -> bool:
        """Whether it means more than one."""
        return (self.head is not None and self.head.plural and self.count != 1) or (self.count or 1) > 1


def read_phrase(text: str) -> Phrase:
    """Returns `text` taken apart.

    >>> phrase = read_phrase("Two European diplomats familiar with the talks")
    >>> phrase.count, phrase.pre, phrase.head.word, phrase.post
    (2, ('European',), 'diplomat', 'familiar with the talks')
    >>> phrase = read_phrase("the ad’s narrator")
    >>> phrase.owner, phrase.head.word, phrase.definite
    ('ad', 'narrator', True)
    """
    whole = " ".join(text.split()).strip(' ,;:–—-“”"')
    count, quantity, rest = _read_quantity(whole)
    words = _WORD.findall(rest)
    det = words[0].lower() if words and words[0].lower() in _DETERMINERS | _POSSESSIVES else ""
    if det:
        words = words[1:]
        count = count or (
            1 if det in ("a", "an", "one", "another") else _COUNTS.get(words[0].lower()) if words else None
        )
    if words and len(words) > 1 and (number := _number(words[0])):
        count, words = number, words[1:]
    if words and words[0].lower() in word_set("quantifiers") and len(words) > 1:
        quantity, words = True, words[1:]
    core, post = _split_core(words)
    owner, core = _split_owner(core)
    found = last_noun(core)
    at, head = found if found is not None else (max(len(core) - 1, 0), None)
    return Phrase(
        text=whole,
        det=det,
        owner=owner,
        count=count,
        quantity=quantity,
        pre=tuple(core[:at]),
        head=head,
        head_text=" ".join(core[at:]),
        post=_join(post),
    )


def _number(word: str) -> int | None:
    """Returns the number that a word or figure says ("two", "29"); ``None`` for others, and for years and money."""
    if word.isdigit():
        return int(word) if len(word) <= 3 else None
    return _COUNTS.get(word.lower())


def _read_quantity(whole: str) -> tuple[int | None, bool, str]:
    """Takes "one of the", "a number of" off the front: the head is what follows."""
    found = _PARTITIVE.match(whole)
    if found is None:
        return None, False, whole
    first = found["n"].lower()
    if first in _COUNTS:
        return _COUNTS[first], False, found["rest"]
    if first in word_set("quantifiers") or " " in first:
        return None, True, found["rest"]
    return None, False, whole


def _split_core(words: list[str]) -> tuple[list[str], list[str]]:
    """Cuts where the description of the head begins."""
    ends = word_set("phrase_ends")
    for i, word in enumerate(words):
        if i == 0:
            continue
        lower = word.lower()
        if not word[0].isalnum() and word[0] not in "$#@'’.":
            return words[:i], words[i:]
        if lower in ("and", "or") and _joins_adjectives(words, i):
            continue
        if lower in ends and not _joins_office(words, i):
            return words[:i], words[i:]
        if lower.endswith("ing") and find_noun(words[i - 1]) is not None and find_noun(lower) is None:
            return words[:i], words[i:]
    return words, []


def _joins_adjectives(words: list[str], i: int) -> bool:
    """Tells whether an "and" joins what describes one head: "state and local leaders", not "voters and leaders"."""
    before = find_noun(words[i - 1])
    if words[i - 1][:1].isupper() and before is None and i > 1:
        return False
    if before is not None and (before.plural or before.kind in ("person", "group", "document")):
        return False
    following = words[i + 1 : i + 4]
    return any((noun := find_noun(word)) is not None and noun.plural for word in following)


def _joins_office(words: list[str], i: int) -> bool:
    """Tells whether an "of" is inside an office of the table ("secretary of state")."""
    if words[i].lower() != "of" or i + 1 >= len(words):
        return False
    after = words[i + 1].lower()
    return any(find_noun(" ".join([*words[max(0, i - k) : i], "of", after]).lower()) is not None for k in (1, 2))


def _split_owner(core: list[str]) -> tuple[str, list[str]]:
    """Cuts a possessive off the front: "the ad’s | narrator"."""
    for i in range(len(core) - 2, -1, -1):
        bare = strip_possessive(core[i])
        if bare != core[i]:
            return " ".join([*core[:i], bare]), core[i + 1 :]
    return "", core


def _join(words: list[str]) -> str:
    text = " ".join(words).strip(" ,;")
    return re.sub(r"\s+([,;:)])", r"\1", text)
