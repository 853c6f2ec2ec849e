"""Plain text to blocks: character for character, one line one block, unless the lines were wrapped by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from onrecord.page.labels import label_lines
from onrecord.page.lines import BODY_KINDS, Line
from onrecord.records.page import Block

# A hand-wrapped text has lines up to about this long; paragraphs on one line are longer. Trades e-mails against verse.
_MAX_WRAP = 100
_MIN_WRAP = 30
_MIN_WRAPPED_LINES = 4
_WRAPPED_SHARE = 0.85
# Lines that mostly end with a sentence are paragraphs, however equal in length.
_CLOSED_SHARE = 0.5
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def read_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Returns labelled blocks that tile `text`.

    Args:
        text: The text, which is not changed.
        title: The headline, where the origin gave it.
    """
    lines = split_lines(text)
    lines = join_wrapped(text, lines) if is_wrapped(lines) else lines
    labels = label_lines(lines, title=title)
    return tuple(
        Block(
            kind=label.kind,
            start=line.start,
            end=line.start + len(line.text),
            body=label.kind in BODY_KINDS,
            by=label.by,
        )
        for line, label in zip(lines, labels, strict=True)
    )


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Returns the lines of `text` that hold more than white space.

    >>> [(line.text, line.start, line.gap, line.indent) for line in split_lines("One\n\n  Two ")]
    [('One', 0, False, 0), ('Two', 7, True, 2)]
    """
    lines = []
    previous_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip())
        gap = len(_BREAK.findall(text, previous_end, match.start())) > 1
        lines.append(Line(text=stripped, start=match.start() + indent, gap=gap, indent=indent))
        previous_end = match.end()
    return tuple(lines)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tells whether the line breaks are those of a hand-wrapped text and not of its paragraphs.

    A line was broken for width if the next line's first word would not have fitted any more.
    """
    if not lines:
        return False
    width = max(len(line.text) for line in lines)
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap]
    if not _MIN_WRAP <= width <= _MAX_WRAP or len(pairs) < _MIN_WRAPPED_LINES:
        return False
    broken = sum(len(a.text) + 1 + len(b.text.split()[0]) > 0.9 * width for a, b in pairs)
    closed = sum(a.text.endswith((".", "!", "?", "”", '"')) for a, _ in pairs)
    return broken >= _WRAPPED_SHARE * len(pairs) and closed < _CLOSED_SHARE * len(pairs)


def join_wrapped(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Returns the paragraphs of a hand-wrapped text, their line breaks left inside."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_join(text, group) for group in groups)


def _join(text: str, group: Sequence[Line]) -> Line:
    first, last = group[0], group[-1]
    end = last.start + len(last.text)
    return Line(text=text[first.start : end], start=first.start, gap=first.gap, indent=first.indent)
