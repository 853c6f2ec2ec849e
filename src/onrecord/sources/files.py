"""Files and folders: what is in them, told by their names and their first bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
from msgspec.structs import replace

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.captures import make_capture, refuse, refuse_error, refuse_size
from onrecord.sources.compressed import DAMAGED, read_up_to, unpack
from onrecord.sources.feeds import is_feed, iter_feed
from onrecord.sources.jsonl import iter_jsonl
from onrecord.sources.options import SourceOptions
from onrecord.sources.parquet import PARQUET_MAGIC, iter_parquet
from onrecord.sources.warc import iter_warc

_PAGES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain", ".md": "text/plain"}
_LISTS = frozenset({".jsonl", ".ndjson"})
_FEEDS = frozenset({".rss", ".atom", ".xml"})
_READ = frozenset({*_PAGES, *_LISTS, *_FEEDS, ".warc", ".parquet"})
_PACKED = frozenset({".gz", ".zst"})
_HEAD_BYTES = 4096


class _Sidecar(msgspec.Struct, frozen=True):
    """What NAME.json may say of the page beside it; other fields are passed over."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    fetched_at: str | None = None


def list_folder(folder: str) -> Iterator[str | Failure]:
    """Yields the files below `folder` that a page can be in, sorted by path, and why a folder cannot be looked into.

    Hidden files and folders, sidecars and files of other kinds (pictures, styles) are passed over; links to folders
    are not followed.
    """
    found = False
    for path in _walk(folder):
        if isinstance(path, Failure) or find_ending(path) in _READ:
            found = found or not isinstance(path, Failure)
            yield path
    if not found:
        yield refuse(folder, "empty", "holds no file of a kind that is read")


def holds_one_page(path: str) -> bool:
    """Tells by a file's name whether it is a page and not a list, an archive or a feed.

    >>> holds_one_page("talks.html.gz"), holds_one_page("talks.warc.gz"), holds_one_page("talks")
    (True, False, False)
    """
    return find_ending(path) in _PAGES


def _walk(folder: str) -> Iterator[str | Failure]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield refuse_error(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.is_file():
            yield entry.path


def find_ending(path: str) -> str:
    """Returns the ending that tells a file's kind, lower case, compression aside.

    >>> find_ending("a/Talks.HTML.gz"), find_ending("talks.jsonl"), find_ending("talks")
    ('.html', '.jsonl', '')
    """
    stem, ending = os.path.splitext(path.lower())  # noqa: PTH122  a path is kept as the user gave it
    return os.path.splitext(stem)[1] if ending in _PACKED else ending  # noqa: PTH122


def iter_file(path: str, *, options: SourceOptions) -> Iterator[Capture | Failure]:
    """Yields what one file holds: a page, or the pages of a list, an archive or a feed."""
    try:
        if not Path(path).is_file():
            exists = Path(path).exists()
            yield refuse(path, "not_permitted" if exists else "not_found", "is no file" if exists else "does not exist")
            return
        with open(path, "rb") as file:  # noqa: PTH123  the path stays a string, as the user gave it
            yield from iter_stream(file, path, options=options)
    except OSError as error:
        yield refuse_error(path, error)


def iter_stream(file: IO[bytes], name: str, *, options: SourceOptions) -> Iterator[Capture | Failure]:
    """Yields what an open file holds, told by its name's ending or, where that tells nothing, by its first bytes."""
    try:
        if find_ending(name) == ".warc":  # its reader unpacks record by record, and so keeps what comes before damage
            yield from iter_warc(file, name, options=options)
            return
        stream = unpack(file)
        kind = _find_kind(name, stream.peek(_HEAD_BYTES))  # type: ignore[attr-defined]
        if kind == "jsonl":
            yield from iter_jsonl(stream, name, options=options)
        elif kind == "warc":
            yield from iter_warc(stream, name, options=options)
        elif kind == "parquet":
            yield from _iter_parquet(stream, name, options)
        else:
            yield from _iter_whole(stream, name, kind, options)
    except DAMAGED as error:
        yield refuse(name, "bad_archive", f"the compressed file is damaged or cut off: {error}")


def _find_kind(name: str, head: bytes) -> str:
    ending = find_ending(name)
    if ending in _LISTS or ending in _PAGES:
        return "jsonl" if ending in _LISTS else "page"
    if head.startswith((b"WARC/", PARQUET_MAGIC)):
        return "warc" if head.startswith(b"WARC/") else "parquet"
    if is_feed(head):
        return "feed"
    if ending in _FEEDS:
        return "xml"
    return "jsonl" if head.lstrip().startswith((b'{"', b"{ ")) and ending != ".json" else "page"


def _iter_parquet(stream: IO[bytes], name: str, options: SourceOptions) -> Iterator[Capture | Failure]:
    # Its table of contents stands at its end.
    if stream.seekable() and find_ending(name) == os.path.splitext(name.lower())[1]:  # noqa: PTH122
        yield from iter_parquet(stream, name, options=options)
    else:
        yield refuse(name, "unsupported_type", "is Parquet that is packed or comes by a pipe; give the plain file")


def _iter_whole(stream: IO[bytes], name: str, kind: str, options: SourceOptions) -> Iterator[Capture | Failure]:
    data = read_up_to(stream, options.max_bytes)
    if data is None:
        yield refuse_size(name, options.max_bytes, what="a feed" if kind == "feed" else "a page")
    elif kind == "feed":
        yield from iter_feed(data, name, origin=Origin(), max_bytes=options.max_bytes)
    elif kind == "xml" or (find_ending(name) == ".json" and data.lstrip()[:1] in {b"{", b"["}):
        yield refuse(name, "unsupported_type", "is neither a page nor a feed")
    else:
        known = _read_sidecar(name, options)
        if isinstance(known, Failure):
            yield known
            known = Origin()
        yield make_capture(data, replace(known, path=name, media_type=_PAGES.get(find_ending(name))))


def _read_sidecar(path: str, options: SourceOptions) -> Origin | Failure:
    """What the file NAME.json beside a page says of it."""
    base = path
    while os.path.splitext(base)[1].lower() in {*_PACKED, *_PAGES}:  # noqa: PTH122
        base = os.path.splitext(base)[0]  # noqa: PTH122
    sidecar = Path(f"{base}.json")
    if base == path or not sidecar.is_file():
        return Origin()
    try:
        with sidecar.open("rb") as file:
            data = read_up_to(file, options.max_bytes)
        known = msgspec.json.decode(data or b"", type=_Sidecar)
    except OSError as error:
        return refuse_error(str(sidecar), error)
    except (msgspec.DecodeError, RecursionError) as error:
        return refuse(str(sidecar), "bad_record", f"is no sidecar of the expected form, and is passed over: {error}")
    return Origin(**{field: getattr(known, field) or None for field in known.__struct_fields__})
