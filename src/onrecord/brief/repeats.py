"""Lines that say again what a heavier line of the same page says: a headline, a sentence that tells it twice."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records.brief import BriefLine
from onrecord.tables.function_words import function_words
from onrecord.text.shingles import WORD, fold_word

# Share of the shorter one's content words that the other has: a headline keeps most of its sentence's.
_SAME = 0.6


def part_repeats(lines: Sequence[BriefLine]) -> tuple[list[BriefLine], list[BriefLine]]:
    """Returns the lines that say something of their own, and those that repeat one before them on the same page.

    A repetition does the same (its first code), on the same page, in mostly the same words. Nothing is dropped.

    Args:
        lines: Heaviest first.
    """
    kept: list[BriefLine] = []
    again: list[BriefLine] = []
    for line in lines:
        repeats = any(_repeats(line, other) for other in kept if other.citation.page.id == line.citation.page.id)
        (again if repeats else kept).append(line)
    return kept, again


def _repeats(line: BriefLine, other: BriefLine) -> bool:
    one, two = _words(line), _words(other)
    least = min(len(one), len(two))
    return line.codes[:1] == other.codes[:1] and least > 0 and len(one & two) >= _SAME * least


def _words(line: BriefLine) -> frozenset[str]:
    empty = function_words(None)
    return frozenset(word for word in map(fold_word, WORD.findall(line.citation.words)) if word not in empty)
