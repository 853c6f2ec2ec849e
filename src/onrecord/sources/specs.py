"""What the user named, in the order given, to captures."""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.records.capture import Capture
from onrecord.records.failure import Failure
from onrecord.sources.captures import refuse, refuse_error
from onrecord.sources.files import iter_file, iter_stream, list_folder
from onrecord.sources.options import SourceOptions
from onrecord.sources.web import Fetcher

_DEFAULTS = SourceOptions()
_URL = re.compile(r"https?://", re.IGNORECASE)


def iter_captures(specs: Sequence[str], *, options: SourceOptions = _DEFAULTS) -> Iterator[Capture | Failure]:
    """Yields the pages that `specs` name, in that order, and for each input that holds none why.

    Lists and archives are streamed: memory does not grow with the file. A failure names its input as ``FILE``,
    ``FILE#N`` or the address; what comes after it is read all the same.

    Args:
        specs: Paths of files or folders, glob patterns (``**`` goes through folders), http(s) addresses, or ``-`` for
            standard input.
        options: Limits and permissions.
    """
    fetcher = Fetcher(options)
    for spec in specs:
        if spec == "-":
            yield from _iter_standard_input(options)
        elif _URL.match(spec):
            yield from fetcher.iter_url(spec)
        else:
            yield from _iter_paths(spec, options)


def _iter_standard_input(options: SourceOptions) -> Iterator[Capture | Failure]:
    try:
        yield from iter_stream(sys.stdin.buffer, "-", options=options)
    except OSError as error:
        yield refuse_error("-", error)


def list_files(spec: str) -> Iterator[str | Failure]:
    """Yields the files that a path, folder or glob pattern names, sorted, and why there is none; opens nothing."""
    if "\0" in spec:
        yield refuse(spec.replace("\0", "\\0"), "not_found", "is no path")
        return
    try:
        exists = Path(spec).exists()
    except OSError as error:
        yield refuse_error(spec, error)
        return
    paths = [spec] if exists or not glob.has_magic(spec) else sorted(glob.glob(spec, recursive=True))  # noqa: PTH207
    if not paths:
        yield refuse(spec, "not_found", "matches no file")
    for path in paths:
        if not Path(path).is_dir():
            yield path
        elif len(paths) == 1 and path == spec:
            yield from list_folder(path)


def _iter_paths(spec: str, options: SourceOptions) -> Iterator[Capture | Failure]:
    for path in list_files(spec):
        if isinstance(path, Failure):
            yield path
        else:
            yield from iter_file(path, options=options)
