"""A real browser on a real server with the made-up negotiation. Skipped, by name, where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

TOKEN = "browser-token"
_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Reading the examples, loading the model and starting, on a busy machine.
_PATIENCE_S = 110


class Server:
    """``onrecord serve`` in a process of its own, which can be started again."""

    def __init__(self, record: Path, docket: Path | None) -> None:
        self._record, self._docket = record, docket
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts, and waits until it answers."""
        options = ["--record", self._record, "--port", self._port, "--token", TOKEN]
        options += ["--docket", self._docket] if self._docket else []
        command = [sys.executable, "-m", "onrecord", "serve", *map(str, options)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/about", timeout=30).close()
            except OSError:
                assert self._process.poll() is None, "the server ended"
                time.sleep(0.2)
            else:
                return
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """Ends it without a word of warning."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def find_chromium() -> str | None:
    """Where Chromium is, if it is."""
    named = os.environ.get("ONRECORD_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        assert not os.environ.get("ONRECORD_TESTS_NEED_CHROMIUM"), "Chromium is to be here, and is not"
        pytest.skip("no Chromium; on Debian: apt-get install chromium, or ONRECORD_CHROMIUM=PATH")
    with sync_playwright() as playwright:
        opened = _launch(playwright, path)
        yield opened
        opened.close()


def _launch(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=_ARGS, timeout=90_000)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory, root: Path, browser: Browser) -> Path:
    """A record of the made-up negotiation."""
    path = tmp_path_factory.mktemp("browser") / "record.db"
    command = [sys.executable, "-m", "onrecord", "read", "examples", "--record", str(path)]
    # From the checkout, so that pages are named as a user would name them.
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S, cwd=root)
    return path


@pytest.fixture
def server(examples: Path, root: Path, tmp_path: Path) -> Iterator[Server]:
    """A server on a copy of the record, so that no test sees what another has changed."""
    record = tmp_path / "record.db"
    shutil.copy(examples, record)
    running = Server(record, root / "examples" / "docket.toml")
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def reading_server(examples: Path, root: Path) -> Iterator[Server]:
    """A server for those who change nothing."""
    running = Server(examples, root / "examples" / "docket.toml")
    running.start()
    yield running
    running.kill()


def _complaints(message: ConsoleMessage) -> list[str]:
    """What the console says that it should not; a page that is asked for in vain may be said to be missing."""
    in_vain = str(message.location.get("url")).endswith("_nothing")
    return [] if message.type != "error" or in_vain else [f"console: {message.text}"]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page that fails the test on any script error, message of the console, or request to another host."""
    opened: list[Any] = []
    wrong: list[str] = []

    def open_one(url: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, "base_url": url, **options})
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on("console", lambda message: wrong.extend(_complaints(message)))
        page.on("request", lambda request: None if request.url.startswith(url) else wrong.append(request.url))
        return page

    yield open_one
    for context in opened:
        context.close()
    assert wrong == []
