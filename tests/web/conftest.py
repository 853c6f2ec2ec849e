from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.builders import TEXT, make_capture, make_page, make_reading

from onrecord.records import Reading
from onrecord.store.open import open_store
from onrecord.web.app import build_app
from onrecord.web.options import ServeOptions

TOKEN = "a token"


def keep(path: Path, reading: Reading) -> None:
    """Keeps a reading in the record at `path`."""
    with open_store(path, write=True) as store:
        store.keep(make_capture(reading.page.text.encode("utf-8", "surrogatepass")), reading)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of two pages."""
    path = tmp_path / "record.db"
    for number, outlet in enumerate(("The Oster Post", "Norland Daily"), 1):
        page = make_page(
            f"{TEXT}\nLine {number}.", outlet=outlet, published=f"2031-0{number}-03", url=f"https://x.example/{number}"
        )
        keep(path, make_reading(page))
    return path


@pytest.fixture
def serve(record: Path) -> Iterator[Callable[..., TestClient[Any]]]:
    """Opens a client of a server with the options given."""
    opened: list[TestClient[Any]] = []

    def start(**options: Any) -> TestClient[Any]:
        known = {"record": str(record), "token": TOKEN, "hosts": ("testserver.local", "127.0.0.1")}
        client = TestClient(build_app(ServeOptions(**{**known, **options})))
        client.follow_redirects = False
        opened.append(client.__enter__())
        return client

    yield start
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve: Callable[..., TestClient[Any]]) -> TestClient[Any]:
    """A reader of the record."""
    return serve()


@pytest.fixture
def writer(serve: Callable[..., TestClient[Any]]) -> TestClient[Any]:
    """A reader who has given the token."""
    client = serve()
    assert client.post("/session", data={"token": TOKEN}).status_code == 303
    return client


def first(pattern: str, text: str) -> str:
    """What the first group of `pattern` holds where it first matches, with HTML's ampersands undone."""
    match = re.search(pattern, text, re.DOTALL)
    assert match is not None, pattern
    return match[1].replace("&amp;", "&")


def form_key(client: TestClient[Any]) -> str:
    """The key that this session's forms carry."""
    html = client.get("/add").text
    return html.split('name="form_key" value="')[1].split('"')[0]
