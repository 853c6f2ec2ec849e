"""Quotations in marks: an exact state machine over the running text, block by block, in linear time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.text.glyphs import STYLES, Mark, Style, find_marks

# What closes a quotation that a given mark opened. Outlets mix straight and curly marks in one pair.
_CLOSED_BY: dict[str, frozenset[str]] = {
    '"': frozenset({'"', "”", "“", "″", "''", "’’", "＂"}),
    "＂": frozenset({"＂", '"', "”"}),
    "“": frozenset({"”", '"', "“", "″", "''", "’’"}),
    "”": frozenset({"”", '"'}),
    "‟": frozenset({"”", '"', "“"}),
    "„": frozenset({"“", "”", '"', "‟"}),
    "«": frozenset({"»"}),
    "»": frozenset({"«", "»"}),
    "‹": frozenset({"›"}),
    "›": frozenset({"‹", "›"}),
    "``": frozenset({"''", '"', "”", "’’"}),
    "''": frozenset({"''", '"'}),
    "‘‘": frozenset({"’’", "”", '"', "''"}),
    "’’": frozenset({"’’", "”"}),
    "″": frozenset({"″", '"'}),
    "'": frozenset({"'", "’"}),
    "‘": frozenset({"’", "'", "‘"}),
    "‚": frozenset({"‘", "’", "'"}),
}
# Deeper than anyone nests. Bounds the work for each mark, so that the whole is linear.
_DEEPEST = 6


class Quotation(Struct, frozen=True, kw_only=True):
    """One quotation in marks.

    Attributes:
        span: From the first opening mark to the last closing mark, both included.
        inner: The same without the outermost marks.
        parts: One span a paragraph, marks included: several where each paragraph opens and only the last closes.
        inners: `parts` without their marks.
        style: Which convention the opening mark follows.
        single: Whether the marks are single ones.
        level: 1 for an outermost quotation, 2 for one inside it, ...
        closed: ``False`` where the closing mark is missing; the span then ends before the next quotation that opens
            in the same paragraph, or with the paragraph.
    """

    span: Span
    inner: Span
    parts: tuple[Span, ...]
    inners: tuple[Span, ...]
    style: Style
    single: bool
    level: int
    closed: bool


class _Open(Struct):
    """A quotation being read: its glyph, and for each paragraph its part and inner spans."""

    glyph: str
    single: bool
    start: int
    inner_start: int
    parts: list[Span]
    inners: list[Span]
    child: int | None = None  # where the first quotation of the same kind opens inside it, in the present paragraph

    def end_part(self, inner_end: int, end: int) -> None:
        self.parts.append(Span(self.start, end))
        self.inners.append(Span(self.inner_start, max(self.inner_start, inner_end)))

    def resume(self, mark: Mark) -> None:
        self.start, self.inner_start, self.child = mark.start, mark.end, None


def find_quotations(text: str, bounds: Sequence[Span]) -> tuple[Quotation, ...]:
    """Returns the quotations of `text`, outer before inner, in order of their start.

    A mark left open harms its own paragraph at most. Quotations of one level never overlap, and one of a deeper
    level lies inside one part of an outer one.

    Args:
        text: The page's text.
        bounds: The blocks of running text (paragraphs, list items, ...), in order, not overlapping. A quotation runs
            on into the next block only where that opens with the same mark.

    >>> text = "“He called it ‘nonsense’,” she said. It's the 1990s' «best»."
    >>> [(q.span.of(text), q.level) for q in find_quotations(text, [Span(0, len(text))])]
    [('“He called it ‘nonsense’,”', 1), ('‘nonsense’', 2), ('«best»', 1)]
    """
    stack: list[_Open] = []
    done: list[Quotation] = []
    for block in bounds:
        marks = find_marks(text, block)
        used = _continue(text, block, stack, marks, done)
        for here, after in pairwise([*marks[used:], None]):
            assert here is not None
            _take(text, here, after, stack, done)
        _end_paragraph(text, block, stack)
    _drop(text, stack, 0, done)
    return _with_levels(done)


def _continue(text: str, block: Span, stack: list[_Open], marks: list[Mark], done: list[Quotation]) -> int:
    """Carries open quotations into this block where it opens with their marks; returns how many marks that took."""
    at = block.start
    taken = 0
    for level, quote in enumerate(stack):
        mark = marks[taken] if taken < len(marks) else None
        if mark is None or text[at : mark.start].strip() or not _reopens(quote, mark):
            _drop(text, stack, level, done)
            break
        quote.resume(mark)
        at = mark.end
        taken += 1
    return taken


def _reopens(quote: _Open, mark: Mark) -> bool:
    """Tells whether a mark at a paragraph's head carries on `quote`: the same mark, or » in the French manner."""
    return (mark.glyph == quote.glyph and mark.opens) or (quote.glyph == "«" and mark.glyph == "»")


def _take(text: str, mark: Mark, after: Mark | None, stack: list[_Open], done: list[Quotation]) -> None:
    """Moves the machine by one mark."""
    at = _closable(stack, mark) if mark.closes else None
    if at is not None and not (mark.measure and _is_measure(text, mark, after)):
        _drop(text, stack, at + 1, done)
        quote = stack.pop()
        quote.end_part(mark.start, mark.end)
        done.append(_finished(quote, closed=True))
    elif mark.opens and not mark.measure and len(stack) < _DEEPEST:
        if stack and stack[-1].child is None and stack[-1].single == mark.single:
            stack[-1].child = mark.start
        stack.append(_Open(mark.glyph, mark.single, mark.start, mark.end, [], []))


def _closable(stack: list[_Open], mark: Mark) -> int | None:
    """Returns the index of the innermost open quotation that the mark can close.

    A single mark closes only the innermost one: inside a double quotation it is an apostrophe.
    """
    reach = stack[-1:] if mark.single else stack
    for back, quote in enumerate(reversed(reach), 1):
        if mark.glyph in _CLOSED_BY[quote.glyph]:
            return len(stack) - back
    return None


def _is_measure(text: str, mark: Mark, after: Mark | None) -> bool:
    """Tells inches inside a quotation from its end: a lower-case word follows, and the next mark closes."""
    follows = text[mark.end : mark.end + 2]
    return (
        follows[:1] in {" ", "-"} and follows[1:].islower() and after is not None and after.closes and not after.opens
    )


def _end_paragraph(text: str, block: Span, stack: list[_Open]) -> None:
    """Ends, with the block, the present part of every quotation that is still open."""
    end = block.start + len(text[block.start : block.end].rstrip())
    for quote in stack:
        quote.end_part(max(end, quote.inner_start), max(end, quote.inner_start))


def _drop(text: str, stack: list[_Open], level: int, done: list[Quotation]) -> None:
    """Gives up what is open from `level` on. A lone single mark was an apostrophe; a double one is kept as unclosed."""
    for quote in stack[level:]:
        if quote.parts and (not quote.single or len(quote.parts) > 1):
            _cut(text, quote)
            if quote.inners[0].start < quote.inners[-1].end:
                done.append(_finished(quote, closed=False))
    del stack[level:]


def _cut(text: str, quote: _Open) -> None:
    """Ends an unclosed quotation before the next one that opened in its last paragraph: that one was no inner one."""
    part, inner = quote.parts[-1], quote.inners[-1]
    if quote.child is not None and inner.start <= quote.child < part.end:
        end = inner.start + len(text[inner.start : quote.child].rstrip())
        quote.parts[-1], quote.inners[-1] = Span(part.start, end), Span(inner.start, end)


def _finished(quote: _Open, *, closed: bool) -> Quotation:
    return Quotation(
        span=Span(quote.parts[0].start, quote.parts[-1].end),
        inner=Span(quote.inners[0].start, quote.inners[-1].end),
        parts=tuple(quote.parts),
        inners=tuple(quote.inners),
        style=STYLES[quote.glyph],
        single=quote.single,
        level=1,
        closed=closed,
    )


def _with_levels(done: list[Quotation]) -> tuple[Quotation, ...]:
    """Orders the quotations, outer first, and counts how deep each one lies."""
    done.sort(key=lambda quote: (quote.span.start, -quote.span.end))
    ends: list[int] = []
    leveled: list[Quotation] = []
    for quote in done:
        while ends and ends[-1] <= quote.span.start:
            ends.pop()
        leveled.append(_at_level(quote, len(ends) + 1))
        ends.append(quote.span.end)
    return tuple(leveled)


def _at_level(quote: Quotation, level: int) -> Quotation:
    if level == quote.level:
        return quote
    return Quotation(
        span=quote.span,
        inner=quote.inner,
        parts=quote.parts,
        inners=quote.inners,
        style=quote.style,
        single=quote.single,
        level=level,
        closed=quote.closed,
    )
