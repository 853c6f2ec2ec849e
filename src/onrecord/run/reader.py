"""One page at a time, and never an exception."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from onrecord.models import AttributionModel, load_model
from onrecord.pipeline.reading import read_capture
from onrecord.records import Capture, Failure, Reading
from onrecord.run.options import RunOptions


class Memory(Protocol):
    """Knows readings that were made before."""

    def find(self, capture: Capture) -> Reading | None:
        """Returns what reading `capture` would yield, if that is known."""
        ...

    def note(self, capture: Capture, reading: Reading) -> None:
        """Notes a reading that was kept."""
        ...


class PageRead(Struct, frozen=True, kw_only=True):
    """A page that was read, with the bytes it was read from.

    Attributes:
        capture: The bytes.
        reading: What they yielded.
        known: Whether the record had the reading, so that it was not made again.
    """

    capture: Capture
    reading: Reading
    known: bool = False


Reader = Callable[[Capture], Reading | Failure]
# What ends the process on purpose. All else is one page's fault, also the panic of a library in Rust, which Python does
# not count among its exceptions.
NOT_FAULTS = (KeyboardInterrupt, SystemExit, GeneratorExit)

LoadReader = Callable[[RunOptions], Reader]


def load_reader(options: RunOptions) -> Reader:
    """Returns what reads a page; the model is loaded once a process.

    Raises:
        ModelError: If the model cannot be loaded.
    """
    model = _load_once(options.model)
    return lambda capture: read_capture(capture, model, options=options.read)


def model_name(options: RunOptions) -> str:
    """Returns the name that readings will bear."""
    return _load_once(options.model).name


def guard_reader(read: Reader) -> Reader:
    """Returns `read` with whatever it raises turned into a `Failure`: one page's fault must not end a batch."""

    def guarded(capture: Capture) -> Reading | Failure:
        try:
            return read(capture)
        except NOT_FAULTS:
            raise
        except BaseException as error:  # noqa: BLE001 - the one place for it: see the room's docstring
            return internal_failure(place_of(capture), error)

    return guarded


def place_of(capture: Capture) -> str:
    """Returns what a user would call the capture."""
    return capture.origin.path or capture.origin.url or "text"


def internal_failure(where: str, error: BaseException) -> Failure:
    """Returns the failure that says that onrecord, not the input, is at fault."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    message = f"a fault of onrecord, please report it ({what})"
    return Failure(where=where, stage="run", reason="internal", message=message)


@functools.lru_cache(maxsize=2)
def _load_once(name: str | None) -> AttributionModel:
    return load_model(name)
