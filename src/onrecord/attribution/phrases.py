"""Sources beside a cue, in languages that are read by rule: a name, a pronoun, or a noun with its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.grammar import Grammar
from onrecord.records import Span

# Longer ones hold more than a subject: "a European diplomat involved in coordinating guarantees with the republic".
_MOST_WORDS = 16
_MOST_NOUN = 6
_OPENERS = frozenset(
    {"il", "lo", "la", "i", "gli", "le", "un", "una", "uno", "une", "l", "les", "el", "los", "las", "unos", "unas"}
    | {"der", "die", "das", "ein", "eine", "o", "a", "os", "as", "um", "uma"}
)
_NEGATIONS = frozenset({"non", "не", "ne", "nie", "nicht", "no", "não", "n"})
_ARTICLES = frozenset({"il", "la", "le", "el", "der", "die", "das", "a", "o"})
_RELATIVES = frozenset({"che", "que", "qui", "dass", "że", "що", "что", "который", "которая", "який", "яка", "który"})
_WORD = re.compile(r"[\w.’'-]*\w[.]?(?=\W|$)")
_BREAK = re.compile(r"[,;:()«»“”„\"—–\x00\n]")


def source_before(masked: str, cue: Span, sentence: Span, grammar: Grammar) -> Span | None:
    """Returns the subject before the cue: what stands between it and the last break.

    Between two commas may be an aside ("Venn, known for her temper, said"): then both together are the subject.
    """
    start = _last_break(masked, sentence.start, cue.start)
    phrase = _phrase(masked, start, cue.start, grammar)
    if phrase is not None or start == sentence.start:
        return phrase
    if masked[start - 1] == "," and not masked[start : cue.start].strip():
        head = _BREAK.search(masked, sentence.start, cue.start)
        if head is not None and head.group() == ",":
            whole = _phrase(masked, sentence.start, start - 1, grammar)
            return whole or _phrase(masked, sentence.start, head.start(), grammar)
    return None


def source_after(masked: str, cue: Span, sentence: Span, grammar: Grammar) -> Span | None:
    """Returns the subject behind the cue: up to the next break, or where another phrase begins after a name."""
    stop = _BREAK.search(masked, cue.end, sentence.end)
    end = stop.start() if stop else sentence.start + len(masked[sentence.start : sentence.end].rstrip(" .!?\n"))
    words = _words(masked, cue.end, end)
    while words and words[0].of(masked).casefold() in grammar.adverbs:
        words = words[1:]
    if words and words[0].of(masked).casefold() in grammar.joints:
        # "Told to Fox News" has no subject behind it, "said in Tresna the envoy" has.
        article = next((k for k, w in enumerate(words[1:4], 1) if w.of(masked).casefold() in _OPENERS), None)
        if article is None:
            return None
        words = words[article:]
    kept: list[Span] = []
    for word in words:
        if word.of(masked).casefold() in grammar.joints | grammar.adverbs and any(_is_capital(masked, w) for w in kept):
            break
        kept.append(word)
    return _judged(masked, kept, grammar)


def _phrase(masked: str, start: int, end: int, grammar: Grammar) -> Span | None:
    words = _words(masked, start, end)
    while words and words[-1].of(masked).casefold() in grammar.adverbs | {
        "non",
        "не",
        "ne",
        "nie",
        "nicht",
        "no",
        "não",
    }:
        words = words[:-1]
    while words and words[0].of(masked).casefold() in grammar.adverbs | grammar.joints - {
        "il",
        "la",
        "le",
        "el",
        "der",
        "die",
        "das",
    }:
        words = words[1:]
    return _judged(masked, words, grammar)


def _judged(masked: str, words: Sequence[Span], grammar: Grammar) -> Span | None:
    """Returns the words as a source where they can be one: a pronoun, or few words with a name or an article."""
    if not words or len(words) > _MOST_WORDS:
        return None
    shown = [word.of(masked) for word in words]
    pronoun = len(words) == 1 and shown[0].casefold() in grammar.pronouns
    named = any(_is_capital(masked, word) for word in words)
    clause = any(
        word.casefold() in {"che", "que", "qui", "dass", "że", "що", "что", "который", "який"} for word in shown
    )
    # A noun alone, or behind its article; two words without either may be a time ("last week").
    noun = len(words) == 1 or (len(words) <= _MOST_NOUN and shown[0].casefold() in _OPENERS)
    if not (pronoun or named or noun) or clause or grammar.cue.search(" ".join(shown)):
        return None
    return Span(words[0].start, words[-1].end)


def _words(masked: str, start: int, end: int) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(masked, start, end)]


def _is_capital(masked: str, word: Span) -> bool:
    return masked[word.start].isupper()


def _last_break(masked: str, start: int, end: int) -> int:
    last = start
    for match in _BREAK.finditer(masked, start, end):
        last = match.end()
    return last
