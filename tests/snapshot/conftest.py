"""The pages of the examples, read once, kept, and seen through their docket."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.records.docket import Docket
from onrecord.run.judging import open_docket
from onrecord.run.keeping import keep_all
from onrecord.run.local import read_captures
from onrecord.run.options import RunOptions
from onrecord.run.record import Record
from onrecord.snapshot import Job
from onrecord.sources import iter_captures
from onrecord.store.open import open_store


@pytest.fixture(scope="session")
def kept_examples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the examples; not to be written."""
    path = tmp_path_factory.mktemp("examples") / "record.db"
    with open_store(path, write=True) as store:
        for _ in keep_all(read_captures(iter_captures([str(root / "examples")]), options=RunOptions(jobs=1)), store):
            pass
    return path


@pytest.fixture
def path(kept_examples: Path, tmp_path: Path) -> Path:
    """A copy of the record of the examples, to be changed."""
    return Path(shutil.copy(kept_examples, tmp_path / "record.db"))


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """The same, open."""
    with Record(open_store(path, write=True)) as record:
        yield record


@pytest.fixture(scope="session")
def docket(root: Path) -> Docket:
    """The docket of the examples."""
    return open_docket(root / "examples" / "docket.toml")


@pytest.fixture
def job(path: Path, docket: Docket, tmp_path: Path) -> Job:
    """What a workbench makes of them."""
    return Job(record=str(path), docket=docket, folder=str(tmp_path / "snapshot"), extras={"issues": issue_names})


def issue_names(judged) -> list[str]:
    """What a caller may want kept beside the pieces."""
    return [issue.name for issue in judged.docket.issues]
