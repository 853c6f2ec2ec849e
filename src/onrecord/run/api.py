"""What `import onrecord` offers for reading; loaded when first used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from onrecord.errors import ReadError
from onrecord.records import Capture, Failure, Origin, Reading
from onrecord.run.local import PageRead, read_captures, read_inputs
from onrecord.run.options import RunOptions
from onrecord.sources import iter_captures

# What a file that a page can be read from is called; a one-line string that ends so was meant as a path.
_ENDINGS = (
    ".html",
    ".htm",
    ".xhtml",
    ".txt",
    ".md",
    ".jsonl",
    ".json",
    ".gz",
    ".zst",
    ".warc",
    ".xml",
    ".rss",
    ".atom",
)


def read_page(source: str | bytes | PathLike[str], *, model: str | None, origin: dict[str, Any]) -> Reading:
    """See `onrecord.read`."""
    options = RunOptions(jobs=1, model=model)
    outcome = next(read_captures([_one_capture(source, Origin(**origin))], options=options))
    if isinstance(outcome, Failure):
        raise ReadError(f"{outcome.where}: {outcome.message}", outcome)
    return outcome.reading


def read_pages(
    paths: Sequence[str | PathLike[str]], *, model: str | None, jobs: int | None
) -> Iterator[Reading | Failure]:
    """See `onrecord.read_all`."""
    options = RunOptions(jobs=jobs, model=model)
    for outcome in read_inputs([str(path) for path in paths], options=options):
        yield outcome.reading if isinstance(outcome, PageRead) else outcome


def _one_capture(source: str | bytes | PathLike[str], origin: Origin) -> Capture | Failure:
    if isinstance(source, bytes):
        return _capture(source, origin)
    if isinstance(source, str) and not _names_a_page(source):
        return _capture(source.encode("utf-8", "replace"), replace(origin, media_type="text/plain", charset="utf-8"))
    captures = iter_captures([str(source)])
    first, second = next(captures, None), next(captures, None)
    if first is None:
        return Failure(where=str(source), stage="sources", reason="empty", message="holds no page")
    if second is not None:
        raise ReadError(f"{source}: holds more than one page; use onrecord.read_all")
    return first if isinstance(first, Failure) else replace(first, origin=_joined(first.origin, origin))


def _names_a_page(source: str) -> bool:
    r"""Tells whether a string is the path or URL of a page, and not its text.

    >>> _names_a_page("https://post.example/a"), _names_a_page("pages/lost.html")
    (True, True)
    >>> _names_a_page("“The border stays open,” Venn said."), _names_a_page("One line.\nlost.html")
    (False, False)
    """
    line = source.strip()
    if not line or "\n" in line:
        return False
    if line.startswith(("http://", "https://")) or line.lower().endswith(_ENDINGS):
        return True
    try:
        return Path(source).exists()
    except (OSError, ValueError):  # too long for a path, or with a null character
        return False


def _capture(data: bytes, origin: Origin) -> Capture:
    return Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin)


def _joined(found: Origin, given: Origin) -> Origin:
    """What the caller gives comes before what the source says."""
    return replace(found, **{name: value for name in given.__struct_fields__ if (value := getattr(given, name))})
