from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.webserver import Site, running_site


@pytest.fixture
def site(socket_enabled) -> Iterator[Site]:
    """A web server on this machine."""
    with running_site() as place:
        yield place


@pytest.fixture(scope="session")
def spark(root: Path) -> Iterator[Any]:
    """A Spark of two cores whose workers find the tests; started once, since that takes a while."""
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine")
    from onrecord.run.spark_session import open_spark

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")])))
        session = open_spark("local[2]")
        yield session
        session.stop()
