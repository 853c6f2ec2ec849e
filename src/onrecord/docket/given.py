"""Where the names that a docket gives its proposals stand on a page."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from onrecord.docket.mention import MOST_BEFORE, POINTS, Mention, number_of, words_of
from onrecord.records.span import Span

_TOKEN = re.compile(r"\S+")


def present_in(text: str, given: Sequence[tuple[str, str]]) -> list[tuple[re.Pattern[str], str]]:
    """Returns the patterns of the docket's phrases whose words the page has at all: most pages have none."""
    if not given:
        return []
    low = " ".join(text.casefold().split())
    return [(pattern, name) for phrase, pattern, name in _patterns(tuple(given)) if phrase in low]


def given_in(text: str, sentence: Span, patterns: Sequence[tuple[re.Pattern[str], str]]) -> list[Mention]:
    """Returns the docket's names in one sentence, the longest first."""
    found: list[Mention] = []
    for pattern, name in patterns:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            span = Span(_with_words_before(text, sentence, match.start()), match.end())
            if not any(other.span.overlaps(span) for other in found):
                head = match.group().split()[-1].casefold()
                found.append(Mention(span=span, head=head, given=name, points=_points_in(match.group())))
    return found


def _with_words_before(text: str, sentence: Span, start: int) -> int:
    """Returns where the article and the plain words before a docket's name begin: "a single [text of 14 points]"."""
    for token in reversed(list(_TOKEN.finditer(text, sentence.start, start))[-MOST_BEFORE:]):
        low = token.group().casefold()
        determiner = low in words_of("before", "determiners")
        if not determiner and not any(low in words_of("before", key) for key in ("kinds", "idle", "versions")):
            break
        start = token.start()
        if determiner:
            break
    return start


@functools.lru_cache(maxsize=64)
def _patterns(given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Returns the docket's phrases, longest first, with patterns that bear any white space and a "the"."""
    ordered = sorted(given, key=lambda pair: (-len(pair[0]), pair))
    return tuple(
        (
            " ".join(phrase.casefold().split()),
            re.compile(r"(?:\b[Tt]he\s+)?\b" + r"\s+".join(map(re.escape, phrase.split())) + r"\b", re.IGNORECASE),
            name,
        )
        for phrase, name in ordered
        if phrase.strip()
    )


def _points_in(words: str) -> int | None:
    return next((number for word in words.split() if (number := number_of(POINTS.match(word)))), None)
