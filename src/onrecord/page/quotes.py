"""Quotations set apart from the text: pull quotes repeat it, block quotes continue it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_OPEN = '“"«„‘'
_WHOLE = re.compile(r"[“\"«„‘](?P<said>.+)[”\"»“’][.,]?(?:\s*[–—-]{1,2}\s*[^.!?]{2,100})?", re.DOTALL)
# A pull quote stands near the words it repeats. Eight blocks each way trades a missed one against chance repetition.
_REACH = 8
# Fewer words than this repeat by chance ("We will see").
_MIN_WORDS = 5
# Of a longer text only the beginning is searched, so that a page of one line costs no more than others.
_MAX_CHARS = 20_000


def find_pull_quotes(texts: Sequence[str], *, candidates: Sequence[bool]) -> frozenset[int]:
    """Returns the indexes of the candidates whose words stand in a longer text nearby.

    Args:
        texts: The blocks of the page, in order.
        candidates: For each, whether it may be a pull quote at all.

    >>> body = "“We will sign when the grain moves, and not before,” Brisk said on Monday."
    >>> sorted(find_pull_quotes(["“We will sign when the grain moves”", body], candidates=[True, True]))
    [0]
    >>> sorted(find_pull_quotes(["“We will never sign this paper”", body], candidates=[True, True]))
    []
    """
    if not any(candidates):
        return frozenset()
    keys = [_key(text[:_MAX_CHARS]) for text in texts]
    return frozenset(i for i, wanted in enumerate(candidates) if wanted and _repeats(i, texts, keys))


def _repeats(i: int, texts: Sequence[str], keys: Sequence[str]) -> bool:
    said = quoted_whole(texts[i])
    key = _key(said) if said else keys[i]
    if key.count(" ") - 1 < _MIN_WORDS or len(key) > 500:
        return False
    near = range(max(0, i - _REACH), min(len(texts), i + _REACH + 1))
    return any(j != i and len(keys[j]) > len(key) and key in keys[j] for j in near)


def quoted_whole(text: str) -> str | None:
    """Returns what is inside the marks where `text` is one quotation and at most a name, else ``None``.

    >>> quoted_whole("“We will sign.” — Ana Brisk"), quoted_whole("“We will sign,” she said.")
    ('We will sign.', None)
    """
    match = _WHOLE.fullmatch(text) if len(text) <= 600 and text[:1] in _OPEN else None
    if match is None or any(mark in match["said"] for mark in '“”«»"'):
        return None
    return match["said"]


def is_quoted_mark(line: str) -> bool:
    """Tells whether `line` carries the mark of a quoted line in plain text.

    >>> is_quoted_mark("> We will sign."), is_quoted_mark(">>> More")
    (True, False)
    """
    return re.match(r"> ?[^>\s]", line) is not None


def _key(text: str) -> str:
    words = _WORD.findall(text.lower())
    return f" {' '.join(words)} "
