"""Pages from http and https addresses: with limits, robots.txt and conditional requests."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from msgspec import Struct
from protego import Protego

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.addresses import Target, find_target
from onrecord.sources.captures import make_capture, refuse, refuse_size
from onrecord.sources.feeds import FEED_TYPES, is_feed, iter_feed
from onrecord.sources.options import SourceOptions, Validators

_ACCEPT = (
    "text/html,application/xhtml+xml,text/plain;q=0.9,application/rss+xml;q=0.9,application/atom+xml;q=0.9,*/*;q=0.1"
)
# After RFC 9309 at least 500 KiB of a robots.txt are read.
_MAX_ROBOTS_BYTES = 512_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_GOOD = frozenset({200, 203, 304})
# RFC 9309: what a robots.txt says may be used for a day. One that was in trouble is asked for again sooner.
_ROBOTS_S, _TROUBLE_S = 86_400.0, 600.0
# Sites remembered: a process that watches for months must not grow.
_MAX_ROBOTS = 2_000


class Answer(Struct, frozen=True, kw_only=True):
    """One answer of a server.

    Attributes:
        url: The address that answered, after redirects.
        status: HTTP status.
        headers: Names in lower case.
        data: The body, decompressed.
    """

    url: str
    status: int
    headers: dict[str, str]
    data: bytes


class Fetcher:
    """Fetches pages; remembers for a day what robots.txt files say. Several threads may use one."""

    def __init__(self, options: SourceOptions) -> None:
        self._options = options
        self._robots: dict[str, tuple[float, Protego | None]] = {}

    @property
    def max_bytes(self) -> int:
        """The largest answer that is taken, in bytes after decompression."""
        return self._options.max_bytes

    def iter_url(self, url: str) -> Iterator[Capture | Failure]:
        """Yields the page at `url`, the entries of the feed there, or why there is none; nothing if not modified."""
        outcome = self.ask(url, self._options.validators.get(url))
        if isinstance(outcome, Failure):
            yield outcome
        elif outcome.status not in _GOOD:
            yield refuse_status(url, outcome.status)
        elif outcome.status != 304:
            yield from self.captures(outcome, url)

    def captures(self, answer: Answer, url: str) -> Iterator[Capture | Failure]:
        """Yields the page that an answer holds, or the entries of a feed.

        Args:
            answer: What came.
            url: The address that was asked for.
        """
        media_type, charset = _split_type(answer.headers.get("content-type", ""))
        origin = Origin(
            url=answer.url,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            media_type=media_type,
            charset=charset,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )
        if media_type in FEED_TYPES or (media_type and media_type.endswith("/xml") and is_feed(answer.data)):
            yield from iter_feed(answer.data, url, origin=origin, max_bytes=self.max_bytes)
        else:
            yield make_capture(answer.data, origin)

    def ask(self, url: str, validators: Validators | None = None) -> Answer | Failure:
        """Returns what the server answers at last, whatever its status; each redirect is checked anew.

        Args:
            url: The address.
            validators: What the server said last time; it may then answer 304, not modified.
        """
        deadline = time.monotonic() + self._options.total_timeout_s
        here = url
        for _ in range(self._options.max_redirects + 1):
            target = find_target(here, allow_private=self._options.allow_private)
            if isinstance(target, Failure):
                return refuse(url, target.reason, target.message)
            if not self._is_allowed(target, here, deadline):
                return refuse(url, "robots", f"the robots.txt of {target.host} asks not to fetch it")
            answer = self._request(target, here, deadline, validators)
            if isinstance(answer, Failure):
                return refuse(url, answer.reason, answer.message)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            here = _join(here, answer.headers["location"])
        return refuse(url, "http_error", f"redirects more than {self._options.max_redirects} times")

    def _is_allowed(self, target: Target, url: str, deadline: float) -> bool:
        if not self._options.respect_robots:
            return True
        until, rules = self._robots.get(target.site, (0.0, None))
        if time.monotonic() >= until:
            rules = self._read_robots(target, deadline)
            self._remember_robots(target.site, rules)
        return rules is not None and bool(rules.can_fetch(url, self._agent))

    def _remember_robots(self, site: str, rules: Protego | None) -> None:
        while len(self._robots) >= _MAX_ROBOTS:
            self._robots.pop(next(iter(self._robots)), None)
        self._robots[site] = (time.monotonic() + (_TROUBLE_S if rules is None else _ROBOTS_S), rules)

    @property
    def _agent(self) -> str:
        return self._options.user_agent.split("/")[0]

    def crawl_delay_s(self, url: str) -> float:
        """Returns the seconds that the site's robots.txt, if it was read, asks to leave between requests."""
        parts = urlsplit(url)
        _, rules = self._robots.get(f"{parts.scheme}://{parts.netloc}", (0.0, None))
        return float((rules.crawl_delay(self._agent) if rules is not None else None) or 0.0)

    def _read_robots(self, target: Target, deadline: float) -> Protego | None:
        """The rules of a site, after RFC 9309: none where there is no file, ``None`` (nothing allowed) in trouble."""
        here = f"{target.site}/robots.txt"
        for _ in range(self._options.max_redirects + 1):
            hop = find_target(here, allow_private=self._options.allow_private)
            answer = hop if isinstance(hop, Failure) else self._request(hop, here, deadline, None, robots=True)
            if isinstance(answer, Failure):
                return None
            if answer.status in _REDIRECTS and "location" in answer.headers:
                here = _join(here, answer.headers["location"])
                continue
            if answer.status == 200:
                return Protego.parse(answer.data.decode("utf-8", "replace"))
            return None if answer.status >= 500 else Protego.parse("")
        return Protego.parse("")

    def _request(
        self, target: Target, url: str, deadline: float, validators: Validators | None, *, robots: bool = False
    ) -> Answer | Failure:
        left = deadline - time.monotonic()
        if left <= 0:
            return refuse(url, "timeout", f"took longer than {self._options.total_timeout_s:.0f} s")
        headers = self._headers(target, validators)
        limit = _MAX_ROBOTS_BYTES if robots else self._options.max_bytes
        try:
            with self._connect(target, min(self._options.timeout_s, left)) as pool:
                response = pool.urlopen(
                    "GET", _quote(target.path), headers=headers, retries=False, redirect=False, preload_content=False
                )
                try:
                    data = _read_body(response, limit, deadline, cut=robots)
                finally:
                    response.close()
        except urllib3.exceptions.NewConnectionError as error:  # a kind of timeout to urllib3, not to us
            return refuse(url, "network", f"{target.host}: {_say(error)}")
        except (urllib3.exceptions.TimeoutError, TimeoutError):
            return refuse(url, "timeout", f"{target.host} did not answer in time")
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            return refuse(url, "network", f"{target.host}: {_say(error)}")
        if data is None:
            return refuse_size(url, limit)
        return Answer(
            url=url,
            status=response.status,
            headers={key.lower(): value for key, value in response.headers.items()},
            data=data,
        )

    def _headers(self, target: Target, validators: Validators | None) -> dict[str, str]:
        headers = {
            "Host": target.host_header,
            "User-Agent": self._options.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        if validators is not None and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators is not None and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers

    def _connect(self, target: Target, timeout_s: float) -> urllib3.HTTPConnectionPool:
        """A connection to the number that was checked, under the name that was asked for."""
        timeout = urllib3.Timeout(connect=timeout_s, read=timeout_s)
        if target.scheme == "http":
            return urllib3.HTTPConnectionPool(target.number, target.port, timeout=timeout)
        return urllib3.HTTPSConnectionPool(
            target.number,
            target.port,
            timeout=timeout,
            server_hostname=target.host,
            assert_hostname=target.host,
        )


def _read_body(response: urllib3.BaseHTTPResponse, limit: int, deadline: float, *, cut: bool) -> bytes | None:
    """The body, decompressed; past `limit` bytes what was read so far (`cut`) or ``None``."""
    pieces = []
    size = 0
    for piece in response.stream(_CHUNK, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return b"".join(pieces)[:limit] if cut else None
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(pieces)


def _split_type(header: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header.

    >>> _split_type('text/html; Charset="UTF-8"')
    ('text/html', 'UTF-8')
    """
    media_type = header.split(";", maxsplit=1)[0].strip().lower()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", header, re.IGNORECASE)
    return media_type or None, charset.group(1) if charset else None


def refuse_status(url: str, status: int) -> Failure:
    """Returns the refusal of a page that its server does not give."""
    if status in {404, 410}:
        return refuse(url, "not_found", f"the server has no such page (HTTP {status})")
    return refuse(url, "http_error", f"the server answered HTTP {status}")


def _join(here: str, link: str) -> str:
    try:
        return urljoin(here, link)
    except ValueError:
        return link


def _quote(path: str) -> str:
    return quote(path, safe="/?&=%:;,+@!$'()*~-._[]")


def _say(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return (
        re.sub(r"^<[^>]*>: |^\w+\(.*?\): ", "", str(reason)).strip().splitlines()[0][:200]
        if str(reason)
        else "no connection"
    )
