"""How something was said: "flatly", "in a low voice", "whispered". From the cue and the words beside it."""

from __future__ import annotations

import functools
import re

from onrecord.records import Span
from onrecord.tables.read import read_toml
from onrecord.text.lemmas import lemmas
from onrecord.text.tokens import word_spans

# Code points around a cue in which its adverb or phrase stands; farther off it belongs to another verb.
_REACH = 60
_ADVERB = re.compile(r"[^\W\d_]{3,}ly\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*(?:(?:he|she|they|it|who|and)\s+)?")


def find_manner(text: str, cue: Span, source: Span | None, sentence: Span) -> Span | None:
    """Returns the words that say how it was said, or ``None``.

    An adverb beside the cue (or between it and its source) goes before a phrase behind it, and that before the verb's
    own manner (Levin 1993, class 37.3). Adverbs of time, frequency and certainty are no manner.

    Args:
        text: The page's text.
        cue: The cue.
        source: The source, where there is one: an adverb may stand on its far side ("said Venn bluntly").
        sentence: The sentence that holds the cue.

    >>> def read(text, cue):
    ...     start = text.index(cue)
    ...     found = find_manner(text, Span(start, start + len(cue)), None, Span(0, len(text)))
    ...     return found and found.of(text)
    >>> read("Venn flatly denied the report.", "denied"), read("“No,” she said in a low voice.", "said")
    ('flatly', 'in a low voice')
    >>> read("“No,” Venn whispered.", "whispered"), read("Venn recently said that the pact was dead.", "said")
    ('whispered', None)
    """
    return (
        _adverb_before(text, cue, sentence)
        or _adverb_after(text, cue, source, sentence)
        or _phrase_after(text, cue, source, sentence)
        or _verb(text, cue)
    )


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in read_toml("manner")[name].split())


@functools.cache
def _phrases() -> re.Pattern[str]:
    patterns = [re.escape(p).replace(r"\*", r"[\w’'-]+(?: [\w’'-]+)?") for p in read_toml("manner")["phrases"]]
    return re.compile(rf"(?:{'|'.join(patterns)})\b".replace("\\ ", r"\s+"), re.IGNORECASE)


def _is_manner(word: str) -> bool:
    return word[1:].islower() and word[0].islower() and word not in _words("no_manner")


def _adverb_before(text: str, cue: Span, sentence: Span) -> Span | None:
    """Reads "flatly denied", also with the adverb inside the cue ("has flatly denied")."""
    inside = next((m for m in _ADVERB.finditer(text, cue.start, cue.end) if _is_manner(m.group())), None)
    if inside is not None:
        return Span(*inside.span())
    words = word_spans(text, Span(max(sentence.start, cue.start - _REACH), cue.start))
    if not words or text[words[-1].end : cue.start].strip():
        return None
    word = words[-1].of(text)
    return words[-1] if _ADVERB.fullmatch(word) and _is_manner(word) else None


def _adverb_after(text: str, cue: Span, source: Span | None, sentence: Span) -> Span | None:
    """Reads "said bluntly" and "said Venn bluntly"."""
    for start in _behind(cue, source, sentence):
        match = _ADVERB.match(text, _skip(text, start), sentence.end)
        if match is not None and _is_manner(match.group()):
            return Span(*match.span())
    return None


def _phrase_after(text: str, cue: Span, source: Span | None, sentence: Span) -> Span | None:
    for start in _behind(cue, source, sentence):
        match = _phrases().match(text, _skip(text, start), sentence.end)
        if match is not None:
            return Span(*match.span())
    return None


def _behind(cue: Span, source: Span | None, sentence: Span) -> list[int]:
    """Returns the places behind the cue, and behind the source where that follows the cue."""
    ends = [cue.end]
    if source is not None and cue.end <= source.start <= cue.end + 2:
        ends.append(source.end)
    return [end for end in ends if end < sentence.end]


def _skip(text: str, start: int) -> int:
    match = _BETWEEN.match(text, start)
    return match.end() if match else start


def _verb(text: str, cue: Span) -> Span | None:
    for word in word_spans(text, cue):
        if lemmas(word.of(text).casefold()) & _words("verbs"):
            return word
    return None
