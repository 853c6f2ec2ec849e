"""Reading on this machine: what the user names, in the order given."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import OnrecordError
from onrecord.records import Capture, Failure, Reading
from onrecord.run.options import RunOptions
from onrecord.run.pool import read_in_processes
from onrecord.run.reader import NOT_FAULTS, LoadReader, Memory, PageRead, guard_reader, internal_failure, load_reader
from onrecord.sources import iter_captures

__all__ = ["PageRead", "guard_captures", "read_captures", "read_inputs"]

# Starting processes costs about as much as reading this many pages; fewer are read here at once.
_PAGES_BEFORE_PROCESSES = 16
# Each process holds the model, about 300 MB; more are started only when asked for.
_MOST_JOBS = 8


def read_inputs(
    specs: Sequence[str],
    *,
    options: RunOptions = RunOptions(),
    load: LoadReader = load_reader,
    memory: Memory | None = None,
) -> Iterator[PageRead | Failure]:
    """Yields what each input yields, in the order given; nothing but a wrong option or model is raised.

    Args:
        specs: Paths, globs, URLs, or ``-`` for standard input, as `onrecord.sources.iter_captures` takes them.
        options: Of the run.
        load: Makes the reader; called once in each process that reads.
        memory: Knows what was read before.

    Raises:
        ModelError: If the model cannot be loaded.
    """
    captures = guard_captures(iter_captures(specs, options=options.sources))
    return read_captures(captures, options=options, load=load, memory=memory)


def read_captures(
    captures: Iterable[Capture | Failure],
    *,
    options: RunOptions = RunOptions(),
    load: LoadReader = load_reader,
    memory: Memory | None = None,
) -> Iterator[PageRead | Failure]:
    """Yields what each capture yields, in order; a failure among them passes through. See `read_inputs`."""
    stream = (_recalled(capture, memory) for capture in captures)
    jobs = options.jobs or min(_cores(), _MOST_JOBS)
    # Loaded here even if other processes will read: a model that cannot be is the caller's error, not each page's.
    read = guard_reader(load(options))
    if options.jobs is None or jobs == 1:
        here = stream if jobs == 1 else itertools.islice(stream, _PAGES_BEFORE_PROCESSES)
        for capture in here:
            yield _outcome(capture, read(capture) if isinstance(capture, Capture) else capture)
    if jobs > 1:
        first = next(stream, None)
        if first is not None:
            for capture, result in read_in_processes(itertools.chain([first], stream), load, options, jobs):
                yield _outcome(capture, result)


def _recalled(capture: Capture | Failure, memory: Memory | None) -> Capture | PageRead | Failure:
    reading = memory.find(capture) if memory is not None and isinstance(capture, Capture) else None
    if reading is None or isinstance(capture, Failure):
        return capture
    return PageRead(capture=capture, reading=reading, known=True)


def _outcome(capture: Capture | PageRead | Failure, result: Reading | PageRead | Failure) -> PageRead | Failure:
    if isinstance(capture, Capture) and isinstance(result, Reading):
        return PageRead(capture=capture, reading=result)
    assert isinstance(result, PageRead | Failure)
    return result


def guard_captures(captures: Iterator[Capture | Failure]) -> Iterator[Capture | Failure]:
    """Turns a fault in the sources into a failure; what was yielded before it stands."""
    try:
        yield from captures
    except (OnrecordError, *NOT_FAULTS):
        raise
    except BaseException as error:  # noqa: BLE001 - the one room for it: see its docstring
        yield internal_failure("the inputs that were left", error)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
