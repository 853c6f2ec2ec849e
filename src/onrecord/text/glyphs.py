"""What each quotation mark on the page can be: opening, closing, either, or no quotation mark at all.

Decided by the mark and its two neighbours alone; `marks.py` pairs them. Apostrophes, decades (’90s), inches and feet
(5'10") and rows of marks used as decoration never leave this file as quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

Style = Literal["straight", "typographic", "low", "guillemets", "doubled", "prime", "dash"]

STYLES: dict[str, Style] = {
    '"': "straight", "＂": "straight", "'": "straight",
    "“": "typographic", "”": "typographic", "‟": "typographic", "‘": "typographic", "’": "typographic",
    "„": "low", "‚": "low",
    "«": "guillemets", "»": "guillemets", "‹": "guillemets", "›": "guillemets",
    "``": "doubled", "''": "doubled", "‘‘": "doubled", "’’": "doubled",
    "″": "prime", "′": "prime",
}  # fmt: skip
_SINGLE = frozenset("'‘’‚‹›′")
_ALWAYS_OPEN = frozenset("„‚") | {"``", "‘‘"}
_MOSTLY_OPEN = frozenset("“‟‘«‹")
_MOSTLY_CLOSE = frozenset("”’»›") | {"’’"}
_ALL = '"＂“”‟„«»‹›″`'

# Five marks in a row are decoration: nested quotations give at most three, and a closing and an opening pair four.
_MARK = re.compile(
    r"[\"＂“”‟„«»‹›″'‘’‚′`]{5,}"
    r"|(?<!\w)['’‘][nN]['’‘](?!\w)"  # rock 'n' roll
    r"|\d\s?['’′]\s?\d+(?:[.½¼¾]\d*)?\s?(?:[\"”″]|''|’’)"  # 5'10"
    r"|'''|``|''|’’|‘‘"
    r"|[\"＂“”‟„«»‹›″]"
    r"|(?<!\w)['‘’‚′]|['‘’′](?!\w)"  # letters on both sides make an apostrophe: never looked at
)
_ELIDED = re.compile(
    r"(?:\d\ds?\b(?!\s(?:million|billion|trillion|percent|per|years|people|days|hours)\b)"
    r"|(?i:em|n|til|till|tis|twas|cause|cuz|cos|bout|round|nuff|tude)\b)"
)
_BEFORE_OPEN = frozenset("([{—–-−/|…:=>~*_¿¡" + _ALL + "'‘‚")
_AFTER_CLOSE_NOT = frozenset("([{$€£@#„“‟‘‚«‹¿¡")
# Invisible direction and join marks, soft hyphens, byte-order marks: as good as white space beside a quotation mark.
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_CLOSING_PUNCTUATION = frozenset(",;:!?)]}")
# A block with more marks than this is data or noise, not prose (a long novel in one line has fewer): the rest of it is
# left unread, so that any input ends in bounded time.
_MOST_MARKS = 20_000
# A lone plural possessive ("the voters' choice") may close a straight single quotation only this near, in code points.
_POSSESSIVE_REACH = 60


class Mark(Struct, frozen=True, gc=False):
    """One mark that may open or close a quotation.

    Attributes:
        start: First code point of the mark.
        end: One past its last.
        glyph: The mark itself ("``" and "''" count as one).
        opens: Whether its neighbours let it open.
        closes: Whether its neighbours let it close. With `opens` too: closes what is open, else opens.
        weak: For a single mark that looks like a possessive or an elision ("workers’ rights", "goin’ home").
        measure: For a double mark right after a digit: inches or seconds unless it closes something.
    """

    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool
    weak: bool = False
    measure: bool = False

    @property
    def single(self) -> bool:
        """Whether it is a single mark."""
        return self.glyph in _SINGLE


def find_marks(text: str, block: Span) -> list[Mark]:
    """Returns the marks of one block that may open or close a quotation, in order.

    >>> [(m.glyph, m.opens, m.closes) for m in find_marks("it’s “tall” ", Span(0, 11))]
    [('“', True, False), ('”', False, True)]
    >>> find_marks("the ’90s and rock ’n’ roll, y’all", Span(0, 33))
    []
    """
    marks: list[Mark] = []
    for start, end, glyph in _glyphs(text, block):
        before = text[start - 1] if start > block.start else ""
        after = text[end] if end < block.end else ""
        seen = Mark(start, end, glyph, *_directions(before, after))
        mark = _read_single(text, seen, before, after) if glyph in _SINGLE else _read_double(seen, before, after)
        if mark is not None:
            marks.append(mark)
            if len(marks) >= _MOST_MARKS:
                break
    return _sure_singles(marks)


def _glyphs(text: str, block: Span) -> Iterator[tuple[int, int, str]]:
    """Yields start, end and glyph of what may be a mark; three straight single marks are a double and a single one."""
    for found in _MARK.finditer(text, block.start, block.end):
        start, end, glyph = found.start(), found.end(), found.group()
        if glyph == "'''":
            opening = start == block.start or text[start - 1].isspace()
            middle = start + (2 if opening else 1)
            yield start, middle, text[start:middle]
            yield middle, end, text[middle:end]
        elif glyph in STYLES:
            yield start, end, glyph


def _directions(before: str, after: str) -> tuple[bool, bool]:
    """Tells from the two neighbours ("" at a block's edge) whether a mark may open and may close."""
    gap_before = not before or before.isspace() or before in _INVISIBLE
    gap_after = not after or after.isspace() or after in _INVISIBLE
    opens = not gap_after and (gap_before or before in _BEFORE_OPEN)
    if opens and not gap_before and after in _CLOSING_PUNCTUATION:
        opens = False
    closes = not gap_before and (gap_after or not (after.isalnum() or after in _AFTER_CLOSE_NOT))
    return opens, closes


def _read_double(mark: Mark, before: str, after: str) -> Mark:
    """Returns the double mark with its directions settled."""
    glyph, opens, closes = mark.glyph, mark.opens, mark.closes
    if glyph in _ALWAYS_OPEN:
        opens, closes = True, False
    elif glyph in _MOSTLY_OPEN:
        opens, closes = bool(after), not after or (closes and not opens)
    elif glyph in _MOSTLY_CLOSE:
        opens, closes = not before or (opens and not closes), True
    elif opens == closes and before and after:
        opens = closes = True
    elif opens == closes:  # alone in its block, or at its edge beside white space
        opens, closes = not before, bool(before)
    measure = before.isdigit() and STYLES[glyph] in {"straight", "prime", "doubled"}
    return Mark(mark.start, mark.end, glyph, opens, closes, measure=measure)


def _read_single(text: str, mark: Mark, before: str, after: str) -> Mark | None:
    """Returns the single mark with its directions settled; ``None`` for a plain apostrophe or feet and minutes."""
    glyph = mark.glyph
    if glyph in "‹›":
        return _read_double(mark, before, after)
    if glyph == "′" or _ELIDED.match(text, mark.end):
        return None
    opens = mark.opens and after not in _CLOSING_PUNCTUATION and glyph != "’"
    closes = mark.closes and glyph != "‚"
    if opens == closes:
        return None if not opens else Mark(mark.start, mark.end, glyph, glyph in "‘‚", glyph not in "‘‚")
    weak = closes and _looks_elided(text, mark)
    return Mark(mark.start, mark.end, glyph, opens, closes, weak=weak)


def _looks_elided(text: str, mark: Mark) -> bool:
    """Tells whether a closing single mark may be a possessive or a dropped letter: "workers’ rights", "goin’ home"."""
    ends = text[mark.start - 1 : mark.start] in {"s", "S", "z"} or text[max(0, mark.start - 2) : mark.start] == "in"
    return ends and text[mark.end : mark.end + 1] == " " and text[mark.end + 1 : mark.end + 2].isalnum()


def _sure_singles(marks: list[Mark]) -> list[Mark]:
    """Drops straight single marks that nothing closes, and possessives inside a single quotation that ends later.

    Right to left in one pass: `closer` is the next sure closing single mark with no opening one before it, `last`
    the start of the next closing mark of any kind.
    """
    kept: list[Mark] = []
    closer = False
    sure_later = False
    weak_at: int | None = None
    for mark in reversed(marks):
        if not mark.single or mark.glyph in "‹›":
            kept.append(mark)
        elif mark.closes:
            if mark.weak and closer:
                continue
            kept.append(mark)
            weak_at = mark.start if mark.weak else weak_at
            closer = closer or not mark.weak
            sure_later = sure_later or not mark.weak
        elif mark.glyph != "'" or sure_later or (weak_at is not None and weak_at - mark.end <= _POSSESSIVE_REACH):
            kept.append(mark)
            closer = False
    kept.reverse()
    return kept
