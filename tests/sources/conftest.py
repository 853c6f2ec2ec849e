from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.webserver import Site, running_site


@pytest.fixture
def site(socket_enabled) -> Iterator[Site]:
    """A web server on this machine."""
    with running_site() as place:
        yield place
