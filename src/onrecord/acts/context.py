"""What stands around a match: a negation, whose act it is, a question, a condition."""

# ruff: noqa: SIM905 - a paragraph of words reads better than sixty lines of one word

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Literal

from onrecord.acts.words import NEGATING_ADVERBS, Word
from onrecord.tables.function_words import function_words

Subject = Literal["own", "they", "other", "open"]

_NEGATIONS = NEGATING_ADVERBS | {"no", "nobody", "nothing", "neither", "nor", "none", "without"}
_REFUSALS = frozenset({"refuse", "decline", "fail"})
_AUXILIARIES = frozenset(
    "be have do will would shall should can could may might must to not n't n’t never no longer ’ll ’d ’ve ’re ’s ’m "
    "'ll 'd 've 're 's 'm got go need ready prepared able willing".split()
)
_ADVERBS = frozenset(
    "also now always still yet again ever just only even already once both all firmly soon therefore thus too more "
    "further first then so very as much any".split()
)
_STOPS = frozenset(".;:!?—–,")
_BREAKS = frozenset(
    "but because that which who while although whereas if unless when and or whether than since".split()
)
_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"it", "he", "she", "they"})
_OWN_BODIES = frozenset(
    "government ministry cabinet country delegation administration presidency kingdom republic state capital "
    "coalition bloc alliance leadership council army forces troops people nation party team negotiators".split()
)
_OPPONENTS = frozenset(
    "you other neighbour neighbor enemy nobody opponent side aggressor regime adversary rival rebel militant terrorist "
    "occupier junta invader separatist insurgent attacker".split()
)
_OWNERS = frozenset({"our", "my", "its", "his", "her", "their", "the"})
# What stands before a noun and not before a finite verb.
_NOUN_BEFORE = frozenset(
    "the a an this that's these those its his our my your their her of in for by with from at on under against between "
    "any no some every each such worse better more fewer many few two three several another further new joint full "
    "final first next last mutual peace great".split()
)
_HAVE = frozenset({"have", "be"})
_ADJECTIVE_ENDINGS = ("able", "ible", "ial", "ional", "ical", "ive", "ous", "ful", "less", "ary")
_WILL = frozenset("will would shall can could may might must to ca wo".split())
# Nouns that a relative clause with "that" describes; after a verb, "that" begins what is said.
_THINGS = frozenset(
    "accord agreement treaty text draft plan proposal offer deal document letter paper clause war attack meeting "
    "summit talk talks session report statement force troop ship soldier government country party people group man "
    "woman".split()
)
_TOLD = 8
_SENTENCE = 200  # words; no sentence that anybody says is longer
# How far back a negation reaches, in words; clause breaks end it sooner.
_REACH = 6
_PHRASE = 5


def is_negated(words: Sequence[Word], at: int) -> bool:
    """Tells whether the word at `at` stands under a negation of its own clause. "Not only" is none.

    >>> from onrecord.acts.words import read_words
    >>> is_negated(read_words("", "We will never accept"), 3), is_negated(read_words("", "We not only accept"), 3)
    (True, False)
    >>> is_negated(read_words("", "No government would accept"), 3), is_negated(read_words("", "No, we accept"), 3)
    (True, False)
    """
    for back in range(at - 1, max(at - _REACH, 0) - 1, -1):
        word = words[back]
        if word.cue is not words[at].cue or word.lower in _BREAKS or word.text in _STOPS:
            return False
        if word.lower in _NEGATIONS:
            after = words[back + 1].lower
            return not (after in {"only", "doubt"} or word.lower == "without")
        if word.forms & _REFUSALS and words[back + 1].lower == "to":
            return True
    return False


def is_noun(words: Sequence[Word], at: int) -> bool:
    """Tells whether a word that may be a verb is a noun here, by the word before it.

    >>> from onrecord.acts.words import read_words
    >>> is_noun(read_words("", "reliable guarantees"), 1), is_noun(read_words("", "We guarantee it"), 1)
    (True, False)
    >>> is_noun(read_words("", "to attack"), 1), is_noun(read_words("", "after the attack"), 2)
    (False, True)
    """
    if not at or words[at].cue or words[at - 1].cue:
        return False
    before = words[at - 1].lower
    if words[at].lower.endswith("ing") and words[at].text[:1].islower() and not _is_progressive(words, at):
        return True
    if words[at].lower.endswith("s") and not words[at].lower.endswith("ss") and words[at - 1].forms & _HAVE:
        return True
    return before in _NOUN_BEFORE or (len(before) > 5 and before.endswith(_ADJECTIVE_ENDINGS))


def _is_progressive(words: Sequence[Word], at: int) -> bool:
    return any("be" in word.forms for word in words[max(at - 3, 0) : at])


def number_clauses(words: Sequence[Word]) -> list[int]:
    """Returns the number of the clause that each word stands in; the cue belongs to the first of the content.

    >>> from onrecord.acts.words import read_words
    >>> number_clauses(read_words("said", "it refused and left. No."))
    [0, 0, 0, 1, 1, 2, 2, 3]
    """
    numbers, now, begun = [], 0, False
    for word in words:
        breaks = word.text in ".;!?" or word.lower in {"and", "but", "while", "although"}
        if begun and not word.cue and breaks:
            now += 1
        numbers.append(now)
        begun = begun or not word.cue
    return numbers


def subject_of(words: Sequence[Word], at: int, *, parties: Collection[str], direct: bool) -> Subject:
    """Tells whose act the verb at `at` is, by the words before it.

    ``open`` where no subject stands there: an imperative, an infinitive that goes on from the cue, a noun. ``they``
    where it is "they" in reported speech: the speaker's side or another, as what is done suggests.

    Args:
        words: Of cue and content.
        at: The verb.
        parties: Lower-case words that name the speaker's own side.
        direct: Whether the words are the speaker's own; then "they" is somebody else, and "it" too.

    >>> from onrecord.acts.words import read_words
    >>> read = lambda text, **known: subject_of(words := read_words("", text), len(words) - 1, **known)
    >>> read("We will never accept", parties=(), direct=True)
    'own'
    >>> read("that it would not accept", parties=(), direct=False)
    'own'
    >>> read("Norland has rejected", parties={"caldia"}, direct=False)
    'other'
    >>> read("Caldia has rejected", parties={"caldia"}, direct=False)
    'own'
    """
    if words[at].cue:
        return "own"
    back = at - 1
    while back >= 0 and not words[back].cue and _is_helper(words[back]):
        back -= 1
    if back < 0 or words[back].cue or words[back].text in _STOPS:
        return "open"
    word = words[back].lower
    if word in _FIRST_PERSON:
        return "own"
    if word in _THIRD_PERSON:
        return "other" if direct else "they" if word == "they" else "own"
    if word in _BREAKS:
        return (
            "open"
            if word in {"that", "which", "who", "if", "unless", "when", "whether"}
            else _shared(words, back, parties=parties, direct=direct)
        )
    return _of_phrase(words, back, parties=parties, direct=direct)


def _shared(words: Sequence[Word], at: int, *, parties: Collection[str], direct: bool) -> Subject:
    """Returns the subject of the verb before "and", which the one after it shares."""
    for back in range(at - 1, max(at - 12, -1), -1):
        if words[back].cue:
            return "own"
        if words[back].text in _STOPS:
            return "open"
        if words[back].lower in _FIRST_PERSON or words[back].lower in parties:
            return "own"
        if words[back].lower in _THIRD_PERSON:
            return "other" if direct else "own"
    return "open"


def _of_phrase(words: Sequence[Word], at: int, *, parties: Collection[str], direct: bool) -> Subject:
    """Returns whose the noun phrase that ends at `at` is."""
    phrase: list[Word] = []
    for back in range(at, max(at - _PHRASE, -1), -1):
        word = words[back]
        if word.cue or word.text in _STOPS or word.lower in _BREAKS:
            break
        phrase.insert(0, word)
    if any(word.lower in parties for word in phrase):
        return "own"
    owners = [word.lower for word in phrase if word.lower in _OWNERS]
    head = phrase[-1].forms if phrase else frozenset()
    if head & _OWN_BODIES and owners:
        return "own" if owners[-1] in ({"our", "my"} if direct else _OWNERS) else "other"
    if owners and owners[-1] in {"our", "my"}:
        return "own"
    named = any(word.text[:1].isupper() and word.lower not in _empty() for word in phrase)
    return "other" if named or _is_opponent(phrase) else "open"


@functools.cache
def _empty() -> frozenset[str]:
    return function_words("en") | _NEGATIONS


def _is_opponent(phrase: Sequence[Word]) -> bool:
    return bool(phrase) and not phrase[-1].forms.isdisjoint(_OPPONENTS)


def _is_helper(word: Word) -> bool:
    return (
        not word.forms.isdisjoint(_AUXILIARIES)
        or word.lower in _ADVERBS
        or (word.lower.endswith("ly") and word.lower not in {"ally", "family", "assembly"})
    )


def intends(words: Sequence[Word], at: int) -> bool:
    """Tells whether a verb without a subject of its own speaks of what will or can be done, or goes on from the cue.

    "No line will be signed" refuses, "no date had been agreed" only tells.

    >>> from onrecord.acts.words import read_words
    >>> read = lambda text: intends(words := read_words("said", text), len(words) - 1)
    >>> read("not one line will be signed"), read("that no date had been agreed"), read("not to sign")
    (True, False, True)
    """
    lead = words[max(at - 3, 0) : at]
    return bool(_WILL & {form for word in lead for form in word.forms}) or any(word.cue for word in lead)


def is_told(words: Sequence[Word], at: int) -> bool:
    """Tells whether a verb stands in a clause that only describes: a relative clause, or when something else happened.

    >>> from onrecord.acts.words import read_words
    >>> words = read_words("said", "the accord that was discussed by both stands")
    >>> is_told(words, 5), is_told(read_words("said", "that it was discussed"), 4)
    (True, False)
    >>> is_told(read_words("accused", "them of lies after they met the president"), 6)
    True
    """
    for back in range(at - 1, max(at - _TOLD, 0), -1):
        word, before = words[back], words[back - 1]
        if word.cue or word.text in _STOPS:
            return False
        if word.lower in {"which", "who", "whom", "whose"} and not before.cue and before.text not in _STOPS:
            return True
        if (
            word.lower == "that"
            and not before.cue
            and not before.forms.isdisjoint(_THINGS)
            and _is_helper(words[back + 1])
        ):
            return True
        if word.lower in {"after", "before", "since"} and words[back + 1].lower in _FIRST_PERSON | _THIRD_PERSON:
            return True
    return False


def asks(words: Sequence[Word], at: int) -> bool:
    """Tells whether the sentence of the word at `at` is a question.

    >>> from onrecord.acts.words import read_words
    >>> asks(read_words("asked", "Would they accept?"), 3), asks(read_words("said", "We accept. Why?"), 2)
    (True, False)
    """
    for word in words[at : at + _SENTENCE]:
        if word.text in "?.!;" and not word.cue:
            return word.text == "?"
    return False
