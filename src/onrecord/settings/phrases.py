"""Noun phrases by pattern: capitalised names, and groups of people named by what they are."""

from __future__ import annotations

import re

from onrecord.records.span import Span
from onrecord.settings.dates import find_dates

# "Fox News", "the U.N. Security Council", "CNN’s Jake Tapper", "Joint Base Elmendorf-Richardson".
_CAPITAL = r"(?:(?:[A-Z]\.)+[A-Z]?\.?|[A-Z][a-z]{1,2}\.(?=\s[A-Z])|[A-ZÀ-ÖØ-Þ][\w&’'-]*[\w&]|[A-Z0-9]\b)"
NAME = rf"{_CAPITAL}(?:\s+(?:(?:of|for|and|de|la|al|bin|van|von|the|&)\s+){{0,2}}{_CAPITAL}){{0,7}}"
# At most eight words: no name is longer, and a page of nothing but capitals still ends in linear time.
_DETERMINER = (
    r"(?:(?:the|The|a|an|his|her|its|their|our|several|some|two|three|many|other|senior|local|foreign|this|that)\s+)"
)
# Heads of phrases for whom something is told: people, bodies, media, gatherings.
_HEADS = (
    r"reporters?|journalists?|correspondents?|lawmakers|senators|legislators|deputies|parliament|congress|committee|panel|"
    r"council|cabinet|court|judge|jury|crowd|audience|supporters|voters|viewers|listeners|readers|paper|outlets?|followers|fans|donors|"
    r"delegates|students|graduates|officials|diplomats|ministers|leaders|ambassadors|envoys|negotiators|investors|"
    r"shareholders|employees|staff|aides|colleagues|members|troops|soldiers|officers|police|investigators|prosecutors|"
    r"television|tv|radio|media|press|newspaper|agency|channel|outlet|station|magazine|network|website|press corps|"
    r"conference|briefing|rally|meeting|hearing|summit|forum|gathering|assembly|session|governors|executives|allies|"
    r"protesters|residents|families|veterans|workers|farmers|doctors|scientists|party|caucus|convention|congregation"
)
_GENERIC = re.compile(rf"{_DETERMINER}?(?:[a-z][\w’'-]*\s+|{_CAPITAL}\s+){{0,3}}?(?:{_HEADS})\b(?!['’]s)", re.ASCII)
_NAMED = re.compile(rf"(?:the\s+)?(?P<name>(?:The\s+)?{NAME})")
_NOT_NAMES = frozenset(
    {"I", "He", "She", "They", "We", "It", "That", "This", "The", "But", "And", "If", "In", "On", "As"}
)
# What may follow a phrase without belonging to it; any other noun does ("the NAACP board").
_AFTERWARDS = frozenset(
    {"that", "in", "on", "at", "for", "about", "how", "why", "if", "whether", "as", "during", "after", "before", "when"}
    | {"then", "and", "or", "to", "of", "with", "from", "by", "while", "it", "he", "she", "they", "there", "is", "was"}
    | {"his", "her", "its", "their", "the", "a", "an", "what", "who", "which", "because", "where", "later", "earlier"}
    | {
        "again",
        "via",
        "through",
        "will",
        "this",
        "last",
        "had",
        "has",
        "have",
        "not",
        "but",
        "over",
        "under",
        "outside",
    }
    | {
        "inside",
        "late",
        "early",
        "today",
        "yesterday",
        "tonight",
        "we",
        "you",
        "i",
        "are",
        "were",
        "would",
        "could",
        "be",
    }
    | {
        "so",
        "than",
        "since",
        "until",
        "following",
        "via",
        "also",
        "just",
        "only",
        "there",
        "here",
        "no",
        "all",
        "against",
    }
)
_NEXT = re.compile(r"\s+(?P<word>[a-z][\w’'-]*)(?![\w’'-])")
_MOST_MORE = 2
_NEVER_INSIDE = re.compile(
    r"\b(?:that|which|who|whom|whether|to|in|on|at|is|was|are|were|be|had|has|have|he|she|they|it|and|but|about|of|with|by)\b"
)


def addressed_phrase(text: str, start: int, end: int, limit: int | None = None) -> Span | None:
    """Returns the name or group that starts at `start`, without a name's article and without a date after it.

    Args:
        text: The page's text.
        start: Where it must start.
        end: Where it should end at the latest.
        limit: How far a name may go on that `end` cuts through.

    >>> text = "the Senate committee that"
    >>> addressed_phrase(text, 0, len(text)).of(text)
    'the Senate committee'
    >>> text = "Fox News on Monday"
    >>> addressed_phrase(text, 0, len(text)).of(text)
    'Fox News'
    >>> addressed_phrase("them that Bero left", 0, 19) is None
    True
    """
    generic = _GENERIC.match(text, start, end)
    if generic and not _NEVER_INSIDE.search(generic.group()):
        return with_nouns(text, Span(generic.start(), generic.end()), end)
    named = _NAMED.match(text, start, end)
    if named and limit is not None and not text[named.end() : end].strip():
        named = _NAMED.match(text, start, limit)
    if not named or named["name"] in _NOT_NAMES:
        return None
    name = cut_at_date(text, Span(named.start("name"), named.end("name")))
    if name is None:
        return None
    if text[name.end - 2 : name.end] in {"’s", "'s"}:
        return Span(name.start, name.end - 2)
    return with_nouns(text, name, end) if name.end == named.end("name") else name


def with_nouns(text: str, span: Span, end: int) -> Span:
    """Returns a phrase with the nouns that follow it, and the name that they introduce.

    >>> text = "Norland News Daily host Ana Bero on Monday"
    >>> with_nouns(text, Span(0, 18), len(text)).of(text)
    'Norland News Daily host Ana Bero'
    """
    at = span.end
    for _ in range(_MOST_MORE):
        more = _NEXT.match(text, at, end)
        if more is None or more["word"] in _AFTERWARDS or more["word"].endswith(("ly", "ing", "ed")):
            break
        at = more.end()
    if at == span.end:
        return span
    name = re.compile(rf"\s+{NAME}").match(text, at, end)
    whole = cut_at_date(text, Span(at, name.end())) if name else None
    return Span(span.start, whole.end if whole else at)


def cut_at_date(text: str, span: Span) -> Span | None:
    """Returns the part of a phrase before the first date in it; ``None`` where nothing is left.

    >>> text = "Fox News Monday"
    >>> cut_at_date(text, Span(0, len(text)))
    Span(start=0, end=8)
    """
    dates = find_dates(text, span)
    if not dates:
        return span
    kept = text[span.start : dates[0].span.start].rstrip(" ,")
    return Span(span.start, span.start + len(kept)) if kept else None
