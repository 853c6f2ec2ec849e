"""The pages as plain files, for any web server or a folder: what can be read, without what needs a server."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from html import escape, unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from litestar import Litestar

from onrecord.errors import StoreError
from onrecord.records.span import Span
from onrecord.web.app import build_app
from onrecord.web.options import ServeOptions

_STATIC: Final = Path(__file__).parent / "static"
_HOST: Final = "site.invalid"
# Nobody waits for a page here: what a large record adds up to is worked out first, however long it takes.
_PATIENCE_S: Final = 24 * 3600.0
_STARTS: Final = (
    "/",
    "/statements",
    "/people",
    "/positions",
    "/proposals",
    "/meetings",
    "/timeline",
    "/reports",
    "/about",
    "/corrections",
)
# What has no meaning without a server, or no end.
_LEFT_OUT: Final = ("/add", "/check", "/correct/", "/api/", "/session", "/static/")
# Parts of an address that lead further in a list; all others ask for something, and are left out.
_LEADS_ON: Final = ("after", "start")
_POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'"
_ANCHOR: Final = re.compile(r'\sid="(\d+)-(\d+)"')
_STRETCH: Final = re.compile(r"(\d+)-(\d+)")
_LINK: Final = re.compile(r'(?P<name>\s(?:href|data-open))="(?P<to>[^"]*)"')


def write_site(record: str, docket: Path | None, folder: Path) -> int:
    """Writes every page that can be reached to `folder`; returns how many files.

    Raises:
        StoreError: If the record cannot be used, or the folder not written.
    """
    options = ServeOptions(
        record=str(record),
        docket=str(docket) if docket else None,
        hosts=(_HOST,),
        read_only=True,
        patience_s=_PATIENCE_S,
    )
    app = build_app(options)
    app.state.fixed = True
    try:
        # In a thread of its own: whoever calls may have an event loop running, as notebooks do.
        with ThreadPoolExecutor(1) as beside:
            pages, moved = beside.submit(lambda: asyncio.run(_crawl(app))).result()
    finally:
        app.state.library.close()
    files = {address: file_of(address) for address in pages}
    files |= {old: files[new] for old, new in moved.items() if new in files}
    places = {address: _places(html) for address, html in pages.items()}
    try:
        for address, html in pages.items():
            path = folder / files[address]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_plain(html, files[address], files, places), "utf-8")
        shutil.copytree(_STATIC, folder / "static", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.js"))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return len(pages)


def file_of(address: str) -> str:
    """Returns the file that holds a page.

    >>> file_of("/"), file_of("/p/pg_a"), file_of("/people?start=100")
    ('index.html', 'p/pg_a.html', 'people-24ec609e.html')
    """
    parts = urlsplit(address)
    names = [_safe(unquote(name)) for name in parts.path.strip("/").split("/") if name] or ["index"]
    mark = f"-{hashlib.blake2b(parts.query.encode(), digest_size=4).hexdigest()}" if parts.query else ""
    return "/".join(names) + f"{mark}.html"


def _safe(name: str) -> str:
    clean = re.sub(r"[^\w-]", "_", name)[:80]
    # Two names must not become one file.
    return clean if clean == name else f"{clean}-{hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}"


def address_of(link: str) -> str | None:
    """Returns the page that a link of ours leads to; ``None`` where it leads to none that is written.

    >>> address_of("/p/pg_a?at=1-9#1-9"), address_of("/statements?after=x"), address_of("/statements?speaker=Venn")
    ('/p/pg_a', '/statements?after=x', None)
    >>> address_of("https://post.example/a"), address_of("/add")
    (None, None)
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith(_LEFT_OUT):
        return None
    if parts.path.startswith("/p/"):
        return None if parts.path.endswith("/original") else parts.path
    query = parse_qsl(parts.query)
    return (
        None
        if any(name not in _LEADS_ON for name, _ in query)
        else parts.path + (f"?{urlencode(query)}" if query else "")
    )


async def _crawl(app: Litestar) -> tuple[dict[str, str], dict[str, str]]:
    """Returns every page by its address, and the addresses that lead to another."""
    pages: dict[str, str] = {}
    moved: dict[str, str] = {}
    waiting, seen = deque(_STARTS), set(_STARTS)
    while waiting:
        address = waiting.popleft()
        status, body = await _ask(app, address)
        found: list[str] = []
        if status == 200:
            pages[address] = body
            found = [to for link in _LINK.finditer(body) if (to := address_of(unescape(link["to"])))]
        elif status in {301, 302, 303, 307} and (to := address_of(body)):
            moved[address] = to
            found = [to]
        for to in found:
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return pages, moved


async def _ask(app: Litestar, address: str) -> tuple[int, str]:
    """Returns the status and the body of a page; of one that leads on, where to."""
    parts = urlsplit(address)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(b"host", _HOST.encode())],
        "client": None,
        "server": (_HOST, 80),
    }
    status, location, pieces = 500, "", []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status, location
        if message["type"] == "http.response.start":
            status = message["status"]
            location = dict(message["headers"]).get(b"location", b"").decode()
        else:
            pieces.append(message.get("body", b""))

    await app(scope, receive, send)  # type: ignore[arg-type]
    return status, location or b"".join(pieces).decode("utf-8", "replace")


def _places(html: str) -> tuple[Span, ...]:
    """Returns the stretches of a page's text that a link can lead to, the shortest first."""
    found = (Span(int(start), int(end)) for start, end in _ANCHOR.findall(html))
    return tuple(sorted(found, key=lambda span: (span.end - span.start, span.start)))


def anchor_in(fragment: str, places: tuple[Span, ...]) -> str:
    """Returns the anchor for a stretch: its own, else that of the shortest that it begins in; empty if there is none.

    >>> places = (Span(2, 5), Span(0, 40))
    >>> anchor_in("2-5", places), anchor_in("7-9", places), anchor_in("50-60", places), anchor_in("noise", places)
    ('2-5', '0-40', '', 'noise')
    """
    place = _STRETCH.fullmatch(fragment)
    if place is None or Span(int(place[1]), int(place[2])) in places:
        return fragment
    found = next((span for span in places if span.start <= int(place[1]) < span.end), None)
    return f"{found.start}-{found.end}" if found else ""


def _plain(html: str, file: str, files: dict[str, str], places: dict[str, tuple[Span, ...]]) -> str:
    """Returns a page with its links led to files, and without what needs a server."""
    up = "../" * file.count("/")
    html = re.sub(r"<form\b.*?</form>|<script\b.*?</script>|<dialog\b.*?</dialog>", "", html, flags=re.DOTALL)
    html = re.sub(r'\shx-[\w-]+="[^"]*"|<meta name="htmx-config"[^>]*>|<link rel="preload"[^>]*>', "", html)
    html = html.replace(
        '<meta charset="utf-8">',
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
    )

    def lead(match: re.Match[str]) -> str:
        link = unescape(match["to"])
        if link.startswith("#"):
            return match[0]
        if link.startswith("/static/"):
            return f'{match["name"]}="{up}{escape(link[1:])}"'
        to = address_of(link)
        if to is None or to not in files:
            return ""
        fragment = anchor_in(urlsplit(link).fragment, places.get(to, ()))
        return f'{match["name"]}="{up}{escape(files[to])}{"#" + escape(fragment) if fragment else ""}"'

    return _LINK.sub(lead, html)
