"""What a Spark job reads and writes: the input cut into slices, and the folder that holds what came of each.

A slice is some whole files, or every Nth page of one file. What comes of it is written beside (a folder that readers of
tables pass over), then a mark that names it, and only then put among the tables under the slice's id. So the tables
never hold rows of a slice that has no mark, wherever a job is stopped; it goes on with the slices that have none.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from pyarrow import ArrowException
from pyarrow.fs import FileSelector, FileSystem, FileType, LocalFileSystem

from onrecord.errors import UsageError
from onrecord.records.failure import Failure
from onrecord.records.ids import content_id
from onrecord.sources import holds_one_page, list_files

TABLES = ("readings", "attributions", "meetings", "refusals")
_MARKS, _HALF_DONE = "_done", "_writing"
_SLICE_ID = re.compile(r"sl_[a-z2-7]{16}")
# Pages that are files of their own, put together: a task costs about what reading one page does, and a stop loses at
# most so many.
_PAGES_A_SLICE = 200


class InputFile(Struct, frozen=True, order=True):
    """One file of the input.

    Attributes:
        path: As the user gave it, or an address such as ``s3://bucket/key``.
        size: In bytes; tells whether it has changed since it was read.
    """

    path: str
    size: int


class Slice(Struct, frozen=True, kw_only=True):
    """What one task reads.

    Attributes:
        files: Files to read.
        part: Of every `of` pages in a file the one with this number, from 0.
        of: In how many slices the file is cut.
    """

    files: tuple[InputFile, ...]
    part: int = 0
    of: int = 1

    @property
    def id(self) -> str:
        """The name of what is written of it."""
        return content_id("sl", f"{self.part}/{self.of}", *(f"{file.size}:{file.path}" for file in self.files))


class Mark(Struct, frozen=True, kw_only=True):
    """Says that a slice is done.

    Attributes:
        slice: The slice.
        model: Name of the model that read it.
        pages: Pages read.
        refused: Inputs that yielded none.
        seconds: That the task took.
        beside: Table to the name of the file that was written of it, and is put in its place once this mark stands.
    """

    slice: Slice
    model: str
    pages: int
    refused: int
    seconds: float
    beside: dict[str, str] = {}


class OutFolder:
    """The folder of a job, on this machine or at an address that pyarrow knows (``hdfs:``, ``s3:``, ``gs:``).

    Args:
        address: The folder; made when the first slice is written.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.files, self.root = open_place(address)

    def marks(self) -> list[Mark]:
        """Returns the marks of the slices done, by id."""
        decode = msgspec.json.Decoder(Mark).decode
        return [decode(self._read(path)) for path in self.list_files(_MARKS) if path.endswith(".json")]

    def tables(self, table: str) -> list[str]:
        """Returns the paths of the files of one table, of slices that are done; within `files`.

        Where a task was ended between its mark and putting a file in its place, that is where it was written.
        """
        placed = {_stem(path): path for path in self.list_files(table)}
        beside = set(self.list_files(_HALF_DONE))
        found = []
        for mark in self.marks():
            written = f"{self.root}/{_HALF_DONE}/{mark.beside.get(table, '')}"
            if mark.slice.id in placed:
                found.append(placed[mark.slice.id])
            elif written in beside:
                found.append(written)
        return sorted(found)

    def start_file(self, slice_id: str, table: str, attempt: str) -> str:
        """Returns the path where a task writes a table before it is done."""
        self.files.create_dir(f"{self.root}/{_HALF_DONE}")
        return f"{self.root}/{_HALF_DONE}/{slice_id}-{attempt}-{table}.parquet"

    def finish(self, written: dict[str, str], mark: Mark) -> None:
        """Marks a slice and puts its files in their places.

        Args:
            written: Table to the path that `start_file` gave; tables without a row are left out.
            mark: Of the slice.
        """
        mark = replace(mark, beside={table: path.rpartition("/")[2] for table, path in written.items()})
        self.files.create_dir(f"{self.root}/{_HALF_DONE}")
        self.files.create_dir(f"{self.root}/{_MARKS}")
        half = f"{self.root}/{_HALF_DONE}/{mark.slice.id}.json"
        with self.files.open_output_stream(half) as file:
            file.write(msgspec.json.encode(mark))
        self._move(half, f"{self.root}/{_MARKS}/{mark.slice.id}.json")
        self._place(mark)

    def mend(self) -> int:
        """Brings the folder to what its marks say, after a job that was ended at any moment.

        Files that a mark names are put in their places; those that no mark names are taken away: half done, or of a
        slice whose mark is lost and which is read again.

        Returns:
            How many files of the tables had no mark.
        """
        marks = self.marks()
        beside = set(self.list_files(_HALF_DONE))
        for mark in marks:
            if any(f"{self.root}/{_HALF_DONE}/{name}" in beside for name in mark.beside.values()):
                self._place(mark)
        for path in self.list_files(_HALF_DONE):
            self._delete(path)
        done = {mark.slice.id for mark in marks}
        # Files of other names are not ours to take away.
        ours = [path for table in TABLES for path in self.list_files(table) if _SLICE_ID.fullmatch(_stem(path))]
        stray = [path for path in ours if _stem(path) not in done]
        for path in stray:
            self._delete(path)
        return len(stray)

    def forget(self, mark: Mark) -> None:
        """Takes away what was written of a slice whose files have changed; the mark goes first."""
        names = [f"{_MARKS}/{mark.slice.id}.json", *(f"{table}/{mark.slice.id}.parquet" for table in TABLES)]
        for name in names:
            self._delete(f"{self.root}/{name}")

    def drop(self, folder: str) -> None:
        """Takes away a folder of steps that are no longer needed."""
        if self.files.get_file_info(f"{self.root}/{folder}").type == FileType.Directory:
            self.files.delete_dir(f"{self.root}/{folder}")

    def list_files(self, folder: str) -> list[str]:
        """Returns the paths of the files in a folder, within `files`; none where there is no such folder."""
        found = self.files.get_file_info(FileSelector(f"{self.root}/{folder}", allow_not_found=True))
        return sorted(info.path for info in found if info.type == FileType.File)

    def _read(self, path: str) -> bytes:
        with self.files.open_input_stream(path) as file:
            data: bytes = file.read()
            return data

    def _place(self, mark: Mark) -> None:
        for table, name in sorted(mark.beside.items()):
            written = f"{self.root}/{_HALF_DONE}/{name}"
            if self.files.get_file_info(written).type == FileType.File:
                self.files.create_dir(f"{self.root}/{table}")
                self._move(written, f"{self.root}/{table}/{mark.slice.id}.parquet")

    def _move(self, source: str, target: str) -> None:
        self._delete(target)
        self.files.move(source, target)

    def _delete(self, path: str) -> None:
        # Another attempt at the slice may be doing the same.
        with contextlib.suppress(FileNotFoundError):
            if self.files.get_file_info(path).type == FileType.File:
                self.files.delete_file(path)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def open_place(address: str) -> tuple[FileSystem, str]:
    """Returns the file system of a path or address, and the path within it.

    Raises:
        UsageError: If there is no such file system.
    """
    if "://" not in address:
        return LocalFileSystem(), str(Path(address).absolute())
    try:
        files, path = FileSystem.from_uri(address)
    except (ArrowException, OSError, ValueError) as error:
        raise UsageError(f"{address}: cannot be opened: {' '.join(str(error).split())[:200]}") from None
    return files, path.rstrip("/")


def list_inputs(specs: Sequence[str]) -> Iterator[InputFile | Failure]:
    """Yields the files that `specs` name: paths, folders and globs here, or addresses of files or folders."""
    for spec in specs:
        if "://" in spec:
            yield from _list_address(spec)
            continue
        for path in list_files(spec):
            yield path if isinstance(path, Failure) else _sized(path)


def plan_slices(files: Iterable[InputFile], done: Iterable[Mark], *, parts: int, tasks: int = 1) -> list[Slice]:
    """Returns what is left to do, in the order of the files' paths.

    Args:
        files: The input.
        done: Marks of the slices done; a file that was begun with another number of parts goes on with that one.
        parts: In how many slices each file that holds several pages is cut.
        tasks: How many slices pages of their own make at least, so that no core idles.
    """
    have: dict[InputFile, dict[int, set[int]]] = {}
    for mark in done:
        for file in mark.slice.files:
            have.setdefault(file, {}).setdefault(mark.slice.of, set()).add(mark.slice.part)
    slices: list[Slice] = []
    single: list[InputFile] = []
    for file in sorted(set(files)):
        cuts = have.get(file, {})
        if any(len(numbers) == of for of, numbers in cuts.items()):
            continue
        if holds_one_page(file.path):
            single.append(file)
            continue
        of = max(cuts, default=parts)
        slices += (Slice(files=(file,), part=n, of=of) for n in range(of) if n not in cuts.get(of, ()))
    size = max(1, min(_PAGES_A_SLICE, -(-len(single) // tasks)))
    chunks = (single[n : n + size] for n in range(0, len(single), size))
    return [*slices, *(Slice(files=tuple(chunk)) for chunk in chunks)]


def find_changed(files: Iterable[InputFile], done: Iterable[Mark]) -> list[Mark]:
    """Returns the marks of slices that hold a file whose size is another now."""
    sizes = {file.path: file.size for file in files}
    return [mark for mark in done if any(sizes.get(f.path, f.size) != f.size for f in mark.slice.files)]


def _sized(path: str) -> InputFile | Failure:
    try:
        return InputFile(path, Path(path).stat().st_size)
    except FileNotFoundError:
        return Failure(where=path, stage="sources", reason="not_found", message="does not exist")
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return Failure(where=path, stage="sources", reason="not_permitted", message=message)


def _list_address(address: str) -> Iterator[InputFile | Failure]:
    files, root = open_place(address)
    below = FileSelector(root, recursive=True, allow_not_found=True)
    alone = files.get_file_info(root)
    found = [alone] if alone.type == FileType.File else files.get_file_info(below)
    kept = sorted((i.path, i.size) for i in found if i.type == FileType.File and not _is_hidden(i.path, root))
    if not kept:
        yield Failure(where=address, stage="sources", reason="not_found", message="holds no file")
    start = address.rstrip("/").removesuffix(root.rstrip("/"))
    yield from (InputFile(f"{start}{path}", size) for path, size in kept)


def _is_hidden(path: str, root: str) -> bool:
    return any(part.startswith((".", "_")) for part in path[len(root) :].split("/"))
