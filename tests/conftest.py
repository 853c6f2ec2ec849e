"""What tests of several rooms need: the repository, the data beside it, the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from tests.postgres import Server, running_server

from onrecord.models import AttributionModel, load_model

# No deadline: on a busy machine it tells of the machine, not of the code; the time limit of each test still holds.
hypothesis.settings.register_profile("onrecord", deadline=None)
hypothesis.settings.load_profile("onrecord")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The data that lies beside the repository and is no part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no shared/data beside the repository")
    return folder


@pytest.fixture(scope="session")
def model() -> AttributionModel:
    """The shipped model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server, started once; the tests that want it are skipped where there is none."""
    with running_server() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Server) -> Iterator[Server]:
    """The server; what a test makes on it is dropped behind it, since each database takes 8 MB."""
    yield postgres_server
    postgres_server.drop_databases()
