"""watch.py [--feeds N] [--minutes M] [--json FILE]: a watch of many feeds, against a server on this machine.

Each feed has a host of its own (127.0.1.2 and up) and publishes a page now and then; one page in five is listed by
another feed too, one request in twenty is answered 503, and feeds answer 304 where nothing is new. The watch is the
command, in a process of its own. Figures: pages missed (neither kept nor waiting for another try), pages fetched twice
though the first time was answered 200, pages kept twice, and how much the memory grew after the first two rounds.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from report import write_result

PAGE = (
    "{title}\n\nForeign Minister Ada Venn of Caldia said on Monday that “the border stays open” after talks {n}.\n"
    "\nA diplomat briefed on the talks said Norland would not sign the accord before number {n} was settled.\n"
)


class Press:
    """Feeds that publish."""

    def __init__(self, feeds: int, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        self.listed: list[list[str]] = [[] for _ in range(feeds)]
        self.fetched: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()
        self.port = 0
        self.open = True
        self.lock = threading.Lock()

    def host(self, feed: int) -> str:
        """The address of a feed's site."""
        return f"http://127.0.{1 + feed // 200}.{2 + feed % 200}:{self.port}"

    def publish(self) -> None:
        """Lets a few feeds publish."""
        with self.lock:
            for feed in self.rng.sample(range(len(self.listed)), max(1, len(self.listed) // 40)):
                url = f"{self.host(feed)}/{feed}-{len(self.listed[feed])}"
                self.listed[feed].append(url)
                if self.rng.random() < 0.2:
                    self.listed[(feed + 1) % len(self.listed)].append(url)

    def answer(self, path: str, tag: str | None) -> tuple[int, str, str, bytes]:
        """Status, ETag, media type and body for a request."""
        with self.lock:
            if path == "/robots.txt":
                return 404, "", "text/plain", b""
            if self.rng.random() < 0.05 and not path.startswith("/feed"):
                return 503, "", "text/plain", b""
            if path.startswith("/feed"):
                listed = self.listed[int(path.removeprefix("/feed"))]
                now = f'"{len(listed)}"'
                items = "".join(f"<item><link>{url}</link></item>" for url in reversed(listed[-50:]))
                body = f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>"
                return (304, now, "", b"") if tag == now else (200, now, "application/rss+xml", body.encode())
            self.fetched[path] += 1
            return 200, "", "text/plain", PAGE.format(title=f"Talks {path}", n=path).encode()


def serve(press: Press) -> ThreadingHTTPServer:
    """Starts the server on all addresses of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, tag, kind, body = press.answer(self.path, self.headers.get("If-None-Match"))
            press.answers[status] += 1
            self.send_response(status)
            if tag:
                self.send_header("ETag", tag)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    press.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def watch(press: Press, record: Path, minutes: float, every: str) -> tuple[str, float]:
    """Runs the command while the feeds publish, for all but the last fifth of the time; returns log and seconds."""
    feeds = [f"{press.host(n)}/feed{n}" for n in range(len(press.listed))]
    command = [str(Path(sys.executable).with_name("onrecord")), "watch", "--allow-private", "--gap", "0.2s"]
    command += ["--every", every, "--record", str(record), *feeds]
    log = record.with_suffix(".log")
    start = time.monotonic()
    with log.open("w") as out, subprocess.Popen(command, stderr=out) as process:
        while (gone := time.monotonic() - start) < minutes * 60 and process.poll() is None:
            if gone < minutes * 60 * 0.8:
                press.publish()
            time.sleep(2)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=120)
    return log.read_text(), time.monotonic() - start


def figures_of(press: Press, record: Path, log: str) -> dict[str, float]:
    """Holds what was published against what was kept."""
    from onrecord.store import watching
    from onrecord.store.sqlite import open_sqlite

    published = {url for listed in press.listed for url in listed}
    with open_sqlite(record, write=False) as store:
        kept = Counter(reading.page.url for reading in store.readings())
        with store.connect() as connection:
            known = watching.known_links(connection, sorted(published))
    waiting = {url for url, link in known.items() if link.state == "waiting" and link.tries}
    memory = [int(found) for found in re.findall(r"(\d+) MB", log)]
    settled = memory[min(2, len(memory) - 1) :]
    return {
        "feeds": len(press.listed),
        "published": len(published),
        "missed": len(published - set(kept) - waiting),
        "to be tried again": len(waiting - set(kept)),
        "kept twice": sum(number > 1 for number in kept.values()),
        "fetched twice": sum(number > 1 for number in press.fetched.values()),
        "answered 503": press.answers[503],
        "answered 304": press.answers[304],
        "memory MB": max(memory),
        "growth MB": settled[-1] - settled[0],
    }


def main() -> None:
    """Runs it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--every", default="30s")
    parser.add_argument("--json")
    args = parser.parse_args()
    press = Press(args.feeds)
    server = serve(press)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "watch.db"
        log, seconds = watch(press, record, args.minutes, args.every)
        figures = figures_of(press, record, log)
    server.shutdown()
    figures["minutes"] = round(seconds / 60, 1)
    for name, value in figures.items():
        print(f"{name:16} {value}")
    print(log.splitlines()[-1])
    write_result(args.json, "watch", figures)


if __name__ == "__main__":
    main()
