"""Sentences with exact offsets: one pattern finds the stops, small rules say which of them end a sentence."""

# ruff: noqa: SIM905 - a paragraph of words reads better than sixty lines of one word

from __future__ import annotations

import functools
import re

from onrecord.records.span import Span

# A stop, what closes after it, and white space; or a blank line, which ends a sentence whatever stands before it.
# Each run is begun at its first character only, and given up at once: otherwise a long one is read once for each of its
# characters.
_STOP = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]++|[。！？])(?P<closers>[\"'’”»›)\]″*]*+)(?P<gap>\s++)"
    r"|(?P<blank>(?<![ \t])[ \t]*+\n\s*\n\s*+)"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«(\[—–/]*\Z")
_NEXT_WORD = re.compile(r"[\"'“‘«‹„(\[]*(?P<word>[\w’']*)")
# The reach back for the word before a stop, in code points: longer than any abbreviation.
_REACH = 24

# Never the end of a sentence: something always follows.
_TITLES = frozenset(
    "mr mrs ms messrs dr prof rev fr hon gen lt col maj capt cmdr cpl sgt pvt adm brig sen sens rep reps gov govs pres "
    "supt insp amb sec asst assoc st ste mt ft vs v no nos art fig vol pp approx ca cf e.g i.e viz al "
    "jan feb mar apr jun jul aug sept sep oct nov dec u.s.s".split()
)
# May end one: then the next word tells.
_MAYBE = frozenset(
    "inc co corp ltd bros plc llc jr sr etc a.m p.m am pm est dept univ assn ave blvd rd calif mass conn fla ga ill "
    "ind kan ky la md mich minn miss mo mont neb nev okla ore pa tenn tex va wash wis ariz ark ala colo del wyo ph.d "
    "m.d b.a m.a esq ret rets".split()
)
_STARTERS = frozenset(
    "the a an this that these those it its he she they we i you his her their our my your there here in on at by for "
    "from with as if when while after before since but and so yet or nor though although because however meanwhile "
    "still then now also what who why how where no not one some many most both each all under over during asked "
    "according among despite instead earlier later last".split()
)
_SAID = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|added|wrote|told|tweeted|replied|shouted|continued|explained|"
    r"wondered|yelled|exclaimed|demanded|cried)\b"
)


def sentence_spans(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Returns the sentences of `text`, or of one stretch of it (a block), in order and without outer white space.

    They cover everything but white space. A quotation with its "she asked" after it is one sentence.

    Args:
        text: The page's text.
        span: The stretch; all of it where left out. Single line breaks in it are white space, blank lines are ends.

    >>> text = "Gen. A. B. Adel left at 5 p.m. He had met U.S. envoys. “Why?” Bero asked. It cost $3.5 million."
    >>> [sentence.of(text) for sentence in sentence_spans(text)]  # doctest: +NORMALIZE_WHITESPACE
    ['Gen. A. B. Adel left at 5 p.m.', 'He had met U.S. envoys.', '“Why?” Bero asked.', 'It cost $3.5 million.']
    """
    inside = span or Span(0, len(text))
    own = _split(inside.of(text))
    return own if inside.start == 0 else tuple(Span(s.start + inside.start, s.end + inside.start) for s in own)


# Four stages ask for the sentences of the same paragraphs, one after the other; a page has some forty.
@functools.lru_cache(maxsize=256)
def _split(text: str) -> tuple[Span, ...]:
    sentences: list[Span] = []
    start = 0
    for found in _STOP.finditer(text):
        if found["blank"] is not None or _ends_sentence(text, found, start, len(text)):
            end = found.start() if found["blank"] is not None else found.start("gap")
            _add(text, start, end, sentences)
            start = found.end()
    _add(text, start, len(text), sentences)
    return tuple(sentences)


def _add(text: str, start: int, end: int, sentences: list[Span]) -> None:
    """Adds the stretch without its outer white space, if anything is left."""
    piece = text[start:end]
    body = piece.strip()
    if body:
        left = start + len(piece) - len(piece.lstrip())
        sentences.append(Span(left, left + len(body)))


def _ends_sentence(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Tells whether a stop ends a sentence, by the words around it."""
    if found.end() >= end or "\n\n" in found["gap"]:
        return True
    following = _NEXT_WORD.match(text, found.end(), end)
    word = following["word"] if following else ""
    if word[:1].islower() or (not word and text[found.end()] in ",;:-–—…."):
        return False
    if any(mark in found["closers"] for mark in "\"'’”»″") and _SAID.match(text, found.end(), end):
        return False
    if found["stop"] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, found.start() - _REACH), found.start())
    return not before or _word_may_end(before.group(), word, closed=bool(found["closers"]))


def _word_may_end(before: str, following: str, *, closed: bool) -> bool:
    """Tells whether a word with a full stop may end a sentence before the word that follows.

    >>> _word_may_end("Mr", "Adel", closed=False), _word_may_end("Inc", "The", closed=False)
    (False, True)
    >>> _word_may_end("U.S", "President", closed=False), _word_may_end("talks", "President", closed=False)
    (False, True)
    """
    word = before.casefold().strip("\"'“”‘’()[]")
    if closed and word not in _TITLES:
        return True
    if word == "no" and not following[:1].isdigit():
        return True
    if word in _TITLES and not (len(word) == 3 and following[:1].islower()):
        return word in {"mar", "art", "al", "sec"} and following.casefold() in _STARTERS
    initial = len(word) == 1 and word.isalpha()
    if initial or word in _MAYBE or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return following.casefold() in _STARTERS
    return True
