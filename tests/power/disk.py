"""A disk that loses its power: what may be on it, given what was asked of it.

The strictest that file systems permit: what a file was last synced with is there. Of what came later every write and
every change of size may be there, be missing, or be there in some sectors of the disk only. A name is there, or gone,
for certain only once its folder was synced; until then each change of a name may be lost for itself.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

_HEADER = struct.Struct("<B3xIQQ")
SECTORS = (512, 4096)
# What becomes of what was not synced: all there, nothing there, each thing at random, each sector at random.
Fate = Literal["all", "none", "some", "torn"]
FATES: tuple[Fate, ...] = ("none", "some", "torn", "torn", "all")


class Step(NamedTuple):
    """One thing that was asked of the disk; see `recorder.c` for what the letters mean."""

    what: str
    name: str
    offset: int
    data: bytes


def read_log(log: Path) -> list[Step]:
    """Returns what the recorder wrote down."""
    data, at, steps = log.read_bytes(), 0, []
    while at < len(data):
        what, name_size, offset, size = _HEADER.unpack_from(data, at)
        at += _HEADER.size
        name = data[at : at + name_size].decode()
        steps.append(Step(chr(what), name, offset, data[at + name_size : at + name_size + size]))
        at += name_size + size
    return steps


class File:
    """A file's bytes as they are for certain, and what was asked since."""

    def __init__(self) -> None:
        self.certain = bytearray()
        self.waiting: list[Step] = []

    def sync(self) -> None:
        """All that was asked is there."""
        for step in self.waiting:
            _apply(self.certain, step)
        self.waiting.clear()

    def lose(self, fate: Fate, rng: random.Random) -> bytes:
        """Returns what may be found."""
        found = bytearray(self.certain)
        sector = rng.choice(SECTORS)
        for step in self.waiting:
            if fate == "torn" and step.what == "w":
                for piece in _sectors(step, sector):
                    if rng.random() < 0.5:
                        _apply(found, piece)
            elif fate == "all" or (fate in {"some", "torn"} and rng.random() < 0.5):
                _apply(found, step)
        return bytes(found)


class Disk:
    """One folder on the disk."""

    def __init__(self) -> None:
        self.names: dict[str, File] = {}
        self._certain: dict[str, File] = {}
        # Names that changed since the folder was synced: what each means now.
        self._waiting: list[tuple[str, File | None]] = []

    def do(self, step: Step) -> None:
        """Takes one thing that is asked."""
        match step.what:
            case "c":
                self._name(step.name, File())
            case "u":
                self._name(step.name, None)
            case "r":
                self._name(step.data.decode(), self.names[step.name])
                self._name(step.name, None)
            case "s":
                self.names[step.name].sync()
            case "d":
                self._certain = dict(self.names)
                self._waiting.clear()
            case _:
                self.names[step.name].waiting.append(step)

    def _name(self, name: str, file: File | None) -> None:
        self._waiting.append((name, file))
        _set_name(self.names, name, file)

    def lose(self, fate: Fate, rng: random.Random) -> dict[str, bytes]:
        """Returns the files that may be found, by name."""
        names = dict(self._certain)
        for name, file in self._waiting:
            if fate == "all" or (fate != "none" and rng.random() < 0.5):
                _set_name(names, name, file)
        return {name: file.lose(fate, rng) for name, file in names.items()}


def _set_name(names: dict[str, File], name: str, file: File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _apply(data: bytearray, step: Step) -> None:
    end = step.offset + len(step.data)
    if step.what == "t":
        del data[step.offset :]
    # What was never written reads as zeros.
    data.extend(bytes(max(end - len(data), 0)))
    if step.what == "w":
        data[step.offset : end] = step.data


def _sectors(step: Step, size: int) -> Iterator[Step]:
    """Yields a write in the pieces that lie in one sector each."""
    at = step.offset
    end = at + len(step.data)
    while at < end:
        stop = min(end, (at // size + 1) * size)
        yield Step("w", step.name, at, step.data[at - step.offset : stop - step.offset])
        at = stop


def losses(
    steps: list[Step], number: int, seed: int, is_said: Callable[[str], bool]
) -> Iterator[tuple[str, Fate, bytes, dict[str, bytes]]]:
    """Yields what may be found after the power was lost, at `number` moments.

    A third of the moments are right behind something said: what was just confirmed is in the greatest danger.

    Args:
        steps: What was asked of the disk.
        number: How many moments.
        seed: Of the moments and of what becomes of what was not synced.
        is_said: Whether a file's name is that of what the worker told the world: that cannot be lost.

    Yields:
        A name of the moment, the fate, what was said until then, and the files.
    """
    rng = random.Random(seed)
    telling = [place for place, step in enumerate(steps, 1) if is_said(step.name) and step.what == "w"]
    moments = sorted(
        rng.choice(telling) if rng.random() < 1 / 3 else rng.randrange(len(steps) + 1) for _ in range(number)
    )
    disk, said, done = Disk(), b"", 0
    for count, moment in enumerate(moments):
        for step in steps[done:moment]:
            if is_said(step.name):
                said += step.data
            else:
                disk.do(step)
        done = moment
        fate = FATES[count % len(FATES)]
        yield f"{moment} of {len(steps)}, {fate}", fate, said, disk.lose(fate, rng)
