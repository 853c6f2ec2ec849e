"""Texts as numbers: the different values of a column once, and for each row which of them it has."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

# The number of a text that is not among others. A row without a value has as its number that of all values together:
# behind them, so that to count is to count that too and leave it out.
NONE = -1
# Between two values: a byte that no text has in UTF-8, so that nothing is found across them.
_BETWEEN = b"\xff"


class Words(Struct, frozen=True, eq=False):
    """Different texts, in code-point order, in one stretch of bytes: none is decoded before it is shown.

    Attributes:
        text: The texts in UTF-8, each with a byte behind it that is in none.
        ends: Where each ends, that byte not included.
    """

    text: NDArray[np.uint8]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        """Returns how many there are."""
        return len(self.ends)

    def value(self, number: int) -> str:
        """Returns a text by its number."""
        return self._bytes(number).decode()

    def number(self, value: str) -> int:
        """Returns the number of a text; -1 if there is none such."""
        wanted = value.encode("utf-8", "surrogatepass")
        place = bisect_left(range(len(self)), wanted, key=self._bytes)
        return place if place < len(self) and self._bytes(place) == wanted else NONE

    def having(self, part: str) -> Flags:
        """Returns for each text whether `part` stands in it."""
        found = np.zeros(len(self), np.bool_)
        wanted = re.escape(part.encode("utf-8", "surrogatepass"))
        starts = [match.start() for match in re.finditer(wanted, self.text.data)]
        found[np.searchsorted(self.ends, np.array(starts, np.int64), side="right")] = True
        return found

    def _bytes(self, number: int) -> bytes:
        start = int(self.ends[number - 1]) + 1 if number else 0
        return self.text[start : int(self.ends[number])].tobytes()


class Gathering:
    """Gathers the values of a column as they come, a number each."""

    def __init__(self) -> None:
        self._numbers = _Numbering()
        self._rows = array("i")

    def extend(self, values: Iterable[str | None]) -> None:
        """Adds the values of some rows."""
        self._rows.extend(map(self._numbers.__getitem__, values))

    def column(self) -> tuple[Words, Numbers]:
        """Returns the different values in order, and for each row the number of its own; without one, how many."""
        known = [value for value in self._numbers if value is not None]
        known.sort()
        in_order = {value: place for place, value in enumerate(known)}
        moved = np.array([len(known) if value is None else in_order[value] for value in self._numbers], np.int32)
        rows = np.frombuffer(self._rows, np.int32) if self._rows else np.zeros(0, np.int32)
        return words_of(known), moved[rows] if len(moved) else rows


class _Numbering(dict[str | None, int]):
    """Gives each key the next number when it is first asked for."""

    def __missing__(self, key: str | None) -> int:
        number = self[key] = len(self)
        return number


def words_of(values: list[str]) -> Words:
    """Returns different texts that are in order as one stretch of bytes.

    >>> found = words_of(["Ada", "Bela"])
    >>> found.value(1), found.number("Bela"), found.number("Cora"), found.having("da").tolist()
    ('Bela', 1, -1, [True, False])
    """
    pieces = [value.encode() for value in values]
    text = b"".join(piece + _BETWEEN for piece in pieces)
    ends = np.cumsum([len(piece) + 1 for piece in pieces], dtype=np.int64) - 1 if pieces else np.zeros(0, np.int64)
    return Words(text=np.frombuffer(text, np.uint8), ends=ends)
