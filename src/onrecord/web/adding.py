"""Adding pages: files, pasted text or an address, read in the background like those of the command line."""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import OnrecordError
from onrecord.records.capture import Capture
from onrecord.records.failure import Failure
from onrecord.records.ids import content_id
from onrecord.run.keeping import keep_all
from onrecord.run.local import PageRead, read_captures
from onrecord.run.options import RunOptions
from onrecord.sources import SourceOptions, iter_captures
from onrecord.store.contract import Outcome
from onrecord.store.open import open_store
from onrecord.web.options import ServeOptions

_LOG = logging.getLogger(__name__)

# Jobs remembered: their pages are in the record, only their report is forgotten.
_REMEMBERED = 100
_UNSAFE = re.compile(r"[^\w.\- ]+")


class Upload(Struct, frozen=True, kw_only=True):
    """One thing to add.

    Attributes:
        name: What the user calls it: a file's name, or the address.
        data: Its bytes; ``None`` for an address, which is fetched.
    """

    name: str
    data: bytes | None = None


class Added(Struct, frozen=True, kw_only=True):
    """One page that a job has read.

    Attributes:
        page: Its id.
        title: Its title, or what the user called it.
        outcome: Whether the record had it.
        statements: How many statements it holds.
    """

    page: str
    title: str
    outcome: Outcome
    statements: int


class Job(Struct, kw_only=True):
    """What became of one upload.

    Attributes:
        id: Its name in addresses.
        wanted: What was given, by name.
        added: Pages read and kept.
        refused: What yielded none, with the reasons.
        fault: Why the job as a whole stopped early.
        done: Whether it has ended.
    """

    id: str
    wanted: tuple[str, ...]
    added: list[Added] = []
    refused: list[Failure] = []
    fault: str | None = None
    done: bool = False


class Adder:
    """Holds the jobs; one is read at a time, as the model takes all of a core."""

    def __init__(self, options: ServeOptions) -> None:
        self._options = options
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="onrecord-add")

    def add(self, uploads: list[Upload], nonce: str) -> Job:
        """Begins to read `uploads`, and returns the job that tells how far it is."""
        job = Job(id=content_id("job", nonce), wanted=tuple(upload.name for upload in uploads))
        with self._lock:
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-_REMEMBERED]:
                del self._jobs[old]
        self._worker.submit(self._run, job, uploads)
        return job

    def job(self, name: str) -> Job | None:
        """Returns the job of this id."""
        return self._jobs.get(name)

    def close(self) -> None:
        """Ends with the page in hand."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _run(self, job: Job, uploads: list[Upload]) -> None:
        try:
            with open_store(self._options.record, write=True) as store:
                options = RunOptions(jobs=1, model=self._options.model)
                for done in keep_all(read_captures(self._captures(uploads), options=options), store):
                    if isinstance(done.outcome, Failure):
                        job.refused.append(done.outcome)
                    elif done.kept is not None:
                        job.added.append(_added(done.outcome, done.kept.outcome))
        except OnrecordError as error:
            job.fault = str(error)
        finally:
            job.done = True

    def _captures(self, uploads: list[Upload]) -> Iterator[Capture | Failure]:
        folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
        try:
            for number, upload in enumerate(uploads):
                yield from self._captures_of(upload, folder / str(number))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _captures_of(self, upload: Upload, folder: Path) -> Iterator[Capture | Failure]:
        options = SourceOptions(allow_private=self._options.allow_private)
        if upload.data is None:
            yield from iter_captures([upload.name], options=options)
            return
        # In a folder of its own, so that no file of this machine is taken for its sidecar.
        folder.mkdir()
        path = folder / safe_name(upload.name)
        path.write_bytes(upload.data)
        for found in iter_captures([str(path)], options=options):
            yield _renamed(found, str(path), f"uploaded/{path.name}")


def safe_name(name: str) -> str:
    r"""Returns a file's name without folders and without characters that could lead elsewhere.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\talks\\page.html"), safe_name("..."), safe_name("é?.txt")
    ('passwd', 'page.html', 'page', 'é_.txt')
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNSAFE.sub("_", last).strip(". ")[-120:]
    return clean or "page"


def _renamed(found: Capture | Failure, path: str, name: str) -> Capture | Failure:
    """Says the user's name for the file instead of ours."""
    if isinstance(found, Failure):
        return replace(found, where=found.where.replace(path, name), message=found.message.replace(path, name))
    return replace(found, origin=replace(found.origin, path=(found.origin.path or "").replace(path, name)))


def _added(read: PageRead, outcome: Outcome) -> Added:
    page = read.reading.page
    title = page.title.value if page.title else page.path or page.url or page.id
    said = sum(attribution.statement for attribution in read.reading.attributions)
    return Added(page=page.id, title=title, outcome=outcome, statements=said)
