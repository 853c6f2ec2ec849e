"""Whom an act is directed at, in the statement's words."""

# ruff: noqa: SIM905 - a paragraph of words reads better than forty lines of one word

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.acts.words import Word

_LINKS = frozenset({"on", "to", "with", "for", "by", "at", "against", "of", "from", "upon"})
_ARTICLES = frozenset({"the", "all", "both", "any", "other", "some", "its", "our", "their"})
_INSIDE = frozenset({"of", "the", "and", "de", "’s", "'s"})
_ACTORS = frozenset(
    "government side party leader minister president ministry council army troop force rebel ally neighbour neighbor "
    "enemy country nation state power partner delegation negotiator official authority".split()
)
_NEVER = frozenset(
    "i we it monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_REACH = 3


def find_target(words: Sequence[Word], first: int, end: int, parties: Collection[str]) -> str | None:
    """Returns the party or people named right after a match, or in it; ``None`` where nobody is.

    A possessor counts ("Norland's proposal"); the speaker's own side does not.

    >>> from onrecord.acts.words import read_words
    >>> words = read_words("urged", "the Norland government to withdraw")
    >>> find_target(words, 0, 1, ())
    'Norland government'
    >>> find_target(read_words("said", "We reject this plan"), 2, 3, ()) is None
    True
    """
    for at in range(first + 1, min(end + _REACH, len(words))):
        word = words[at]
        if at >= end and (word.text in ".;:!?" or word.lower in {"that", "because", "but"}):
            return None
        if _is_actor(words, at) and not word.forms & set(parties):
            return _phrase(words, at)
        if at >= end and word.lower not in _ARTICLES | _LINKS and not word.lower.endswith(("ly", "ing", "ed")):
            return None
    return None


def _is_actor(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    named = word.text[:1].isupper() and word.lower not in _NEVER and not _opens_sentence(words, at)
    return named or bool(word.forms & _ACTORS and at and words[at - 1].lower in _ARTICLES)


def _opens_sentence(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    return before is None or before.text in ".;!?:" or (before.cue and not words[at].cue and len(words[at].text) < 4)


def _phrase(words: Sequence[Word], at: int) -> str:
    taken = [words[at]]
    for word in words[at + 1 : at + 5]:
        named = word.text[:1].isupper() or bool(word.forms & _ACTORS)
        if word.cue is not taken[0].cue or not (named or word.lower in _INSIDE):
            break
        taken.append(word)
    while taken[-1].lower in _INSIDE:
        taken.pop()
    return "".join(word.text if word.text[0] in "’'" else f" {word.text}" for word in taken).strip()
