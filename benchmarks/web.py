"""The server under a large record: time and size of every view, fifty readers while pages are added, and kills.

web.py [--pages N] [--seconds S] [--record FILE] [--json FILE]

Makes a record of N made-up pages (kept in FILE for the next time), serves it in a process of its own, and asks over the
loopback. Times are those of a client on the same machine, the server's work and the loopback's together.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from report import write_result

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TOKEN = "bench"
READERS = 50
NAMES = [
    f"{a} {b}"
    for a in ["Ada", "Bela", "Cora", "Dana", "Edda", "Fenn", "Gita", "Hild", "Ines", "Jora"]
    for b in [
        "Venn",
        "Bell",
        "Holm",
        "Quill",
        "Marsh",
        "Foss",
        "Brandt",
        "Lesk",
        "Dorn",
        "Ulven",
        "Sand",
        "Thorne",
        "Veil",
        "Orme",
        "Katz",
    ]
]
PARTIES = ["Caldia", "Norland", "Ostrand", "Kavelia", "Thalia", "Lumera"]
TOPICS = [
    "border",
    "ports",
    "ferry",
    "treaty",
    "tariff",
    "patrol",
    "inspection",
    "lane",
    "ransom",
    "grain",
    "harbour",
    "signature",
    "compensation",
    "crew",
]
VERBS = ["stays", "opens", "closes", "waits", "returns", "rests", "holds", "fails", "rises", "sinks", "stands", "moves"]
DOCKET = 'name = "Made up"\n' + "".join(
    [f'[[party]]\nname = "{party}"\n' for party in PARTIES]
    + [f'[[issue]]\nname = "{topic}"\nphrases = ["{topic}"]\n' for topic in TOPICS[:6]]
)


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--record", type=Path, default=None)
    parser.add_argument("--json", metavar="FILE")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = args.record or Path(folder) / "record.db"
        made = make_record(record, args.pages) if not record.exists() else None
        with Server(record) as server:
            views = measure_views(server)
            load = measure_load(server, args.seconds)
        kills = measure_kills(Path(folder))
    figures: dict[str, float] = {
        "views over 100 ms at p95": sum(one["p95_ms"] > 100 for one in views.values()),
        "slowest view p95 ms": max(one["p95_ms"] for one in views.values()),
        "largest page kB over the wire": max(one["wire_kb"] for one in views.values()),
        "load errors": load["errors"],
        "load p99 ms": load["p99_ms"],
        "corrections lost by kills": kills["lost"],
    }
    more = {
        "pages": args.pages,
        "worked_out_s": server.worked_out_s,
        "made_s": made,
        "views": views,
        "load": load,
        "kills": kills,
    }
    print(json.dumps({"figures": figures, **more}, indent=1))
    write_result(args.json, "web", figures, cases=args.pages, load_average=round(os.getloadavg()[0], 1), **more)


def make_record(path: Path, pages: int) -> dict[str, float]:
    """Keeps made-up pages, one in twenty a copy of an earlier one, and joins them; returns the seconds."""
    from onrecord.run.corpus import join_all
    from onrecord.store.open import open_store

    start = time.monotonic()
    with open_store(path, write=True) as store:
        for number in range(pages):
            capture, reading = made_up(number)
            store.keep(capture, reading)
        kept = time.monotonic()
        for _ in join_all(store):
            pass
    return {"keeping": round(kept - start), "joining": round(time.monotonic() - kept)}


def made_up(number: int) -> tuple[Any, Any]:
    """One page of three statements, and what a reader takes from it."""
    from tests.builders import make_attribution, make_capture, make_page

    from onrecord.records import Actor, Reading

    dice = random.Random(number if number % 20 else number // 2)
    lines, said = [f"{dice.choice(TOPICS).title()} talks, day {number}"], []
    for k in range(3):
        name, party, topic = dice.choice(NAMES), dice.choice(PARTIES), dice.choice(TOPICS)
        other = f"{dice.choice(TOPICS)} or no {dice.choice(TOPICS)}"
        words = f"“the {topic} {dice.choice(VERBS)} {dice.randrange(10_000)} days, {other}”"
        lines.append(
            f"Minister {name} of {party} said on day {k} that {words}. " + " ".join(dice.choices(TOPICS, k=40))
        )
        said.append((f"Minister {name} of {party}", words, name, party))
    day = f"20{30 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}"
    page = make_page(
        "\n".join(lines), outlet=f"Post {number % 60}", published=day, url=f"https://p{number % 60}.example/{number}"
    )
    found = tuple(
        make_attribution(
            page,
            source,
            "said",
            words,
            kind="direct",
            speaker=Actor(type="person", name=name, office="Minister", on_behalf_of=party, surface=source),
        )
        for source, words, name, party in said
    )
    unique = {one.id: one for one in found}
    return make_capture(page.text), Reading(page=page, attributions=tuple(unique.values()), model="made up")


class Server:
    """``onrecord serve`` in a process of its own."""

    def __init__(self, record: Path) -> None:
        self.record = record
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self) -> Self:
        """Starts it, and waits until the first page is there."""
        docket = self.record.with_suffix(".toml")
        docket.write_text(DOCKET, "utf-8")
        command = [
            sys.executable,
            "-m",
            "onrecord",
            "serve",
            "--record",
            str(self.record),
            "--port",
            str(self.port),
            "--token",
            TOKEN,
            "--docket",
            str(docket),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        start = time.monotonic()
        for _ in range(1200):
            try:
                # The desk needs all that the record adds up to; until that is found, it says so.
                if ask(self, "/")[0] == 200:
                    self.worked_out_s = round(time.monotonic() - start, 1)
                    return self
                time.sleep(0.5)
            except OSError:
                time.sleep(0.2)
        raise SystemExit("the server did not start")

    def __exit__(self, *exc: object) -> None:
        """Ends it without warning."""
        self.process.kill()
        self.process.wait()


def ask(server: Server, path: str, body: dict[str, Any] | None = None) -> tuple[int, bytes, float, int]:
    """Returns status, body, seconds and bytes over the wire of one question."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    headers = {"Accept-Encoding": "gzip", "Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    start = time.perf_counter()
    try:
        connection.request(
            "GET" if body is None else "POST", path, json.dumps(body) if body is not None else None, headers
        )
        answer = connection.getresponse()
        data = answer.read()
    finally:
        connection.close()
    seconds = time.perf_counter() - start
    if answer.status in {301, 302, 303}:
        status, plain, more, size = ask(server, answer.headers["Location"])
        return status, plain, seconds + more, size
    plain = gzip.decompress(data) if answer.headers.get("Content-Encoding") == "gzip" else data
    return answer.status, plain, seconds, len(data)


def views_of(server: Server) -> dict[str, list[str]]:
    """Addresses of every view, several of each where they differ."""
    html = ask(server, "/statements")[1].decode()
    ids = re.findall(r'id="(at_\w+)"', html)[:20]  # each leads on to its statement
    pages = [link.replace("&amp;", "&") for link in re.findall(r'data-open="([^"]+)"', html)][:20]
    people = re.findall(r'href="(/people/pr_\w+)"', ask(server, "/people")[1].decode())[:20]
    reports = re.findall(r'href="(/reports/st_\w+)"', ask(server, "/reports")[1].decode())[:20]
    proposals = ["/proposals", "/meetings", "/timeline"]
    return {
        "desk": ["/"],
        "statements": ["/statements", "/statements?sort=oldest"],
        "statements, searched": [f"/statements?search={a}+{b}" for a, b in zip(TOPICS, VERBS, strict=False)],
        "statements, by speaker": [f"/statements?speaker={quote(name)}" for name in NAMES[:20]],
        "statements, by party and month": [
            f"/statements?party={p}&since=2031-0{k}&until=2031-0{k}" for p in PARTIES for k in (2, 5)
        ],
        "statements, by office": ["/statements?office=minister", "/statements?office=minister&kind=direct"],
        "statements, by issue": [f"/statements?issue={topic}" for topic in TOPICS[:6]],
        "statements, by act": [f"/statements?act={act}" for act in ("OTHER", "REJECT", "AGREE", "REQUEST")],
        "statements, by weight": ["/statements?by=weight", *(f"/statements?by=weight&party={p}" for p in PARTIES)],
        "statements, a common word": ["/statements?search=the", "/statements?search=or", "/statements?search=days"],
        "statements, on pages": [f"/statements?on_page={topic}" for topic in TOPICS],
        "statement": [f"/s/{name}" for name in ids],
        "page": pages,
        "report": reports or ["/reports"],
        "reports": ["/reports"],
        "people": ["/people"],
        "person": people,
        "positions": ["/positions"],
        "proposals, meetings, timeline": proposals,
        "check": [f"/check?q=the+{t}+{v}+1234+days" for t, v in zip(TOPICS, VERBS, strict=False)],
        "about": ["/about"],
        "API: entries": [f"/api/v1/entries?search={t}" for t in TOPICS],
        "API: count": [f"/api/v1/count?search={t}" for t in TOPICS],
        "API: facets": [
            "/api/v1/facets",
            *(f"/api/v1/facets?once=true&party={p}" for p in PARTIES),
            *(f"/api/v1/facets?issue={topic}" for topic in TOPICS[:6]),
        ],
        "API: statements": ["/api/v1/statements", *(f"/api/v1/statements?speaker={quote(n)}" for n in NAMES[:20])],
        "API: statements by weight": [f"/api/v1/statements?by=weight&issue={topic}" for topic in TOPICS[:6]],
        "API: stories": ["/api/v1/stories"],
        "API: pages": ["/api/v1/pages"],
        "feed": [f"/api/v1/feed.atom?search={t}" for t in TOPICS],
    }


def measure_views(server: Server) -> dict[str, Any]:
    """Times each view: its first time, then again and again."""
    found = {}
    for name, paths in views_of(server).items():
        first = ask(server, paths[0])[2]
        times, sizes = [], []
        for round_ in range(max(40, len(paths))):
            if name == "check" and round_ == 30:
                break
            status, _, seconds, size = ask(server, paths[round_ % len(paths)])
            assert status in {200, 302, 429}, (name, status)
            times.append(seconds * 1000)
            sizes.append(size)
        found[name] = {
            "first_ms": round(first * 1000),
            "p50_ms": round(statistics.median(times), 1),
            "p95_ms": round(sorted(times)[int(0.95 * len(times)) - 1], 1),
            "wire_kb": round(max(sizes) / 1000, 1),
        }
        print(name, found[name], flush=True)
    return found


def measure_load(server: Server, seconds: int) -> dict[str, Any]:
    """Fifty readers who look, think for a second, and look again, while a page is added every other second."""
    views = [path for paths in views_of(server).values() for path in paths if not path.startswith("/check")]
    end = time.monotonic() + seconds
    times: list[float] = []
    errors: list[str] = []

    def read(seed: int) -> None:
        dice = random.Random(seed)
        time.sleep(dice.random())
        while time.monotonic() < end:
            try:
                status, _, took, _ = ask(server, dice.choice(views))
                times.append(took * 1000)
                if status not in {200, 302}:
                    errors.append(str(status))
            except OSError as error:
                errors.append(str(error))
            time.sleep(0.5 + dice.random())

    readers = [threading.Thread(target=read, args=(seed,)) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    added = 0
    while time.monotonic() < end:
        text = f"Added {added}\n\nMinister Ilse Brandt of Caldia said that “the ferry sails at {added}”."
        added += ask(server, "/api/v1/additions/new", {"text": text, "name": f"added {added}"})[0] == 202
        time.sleep(2)
    for reader in readers:
        reader.join()
    ranked = sorted(times)
    return {
        "readers": READERS,
        "seconds": seconds,
        "requests": len(times),
        "errors": len(errors),
        "kinds_of_error": sorted(set(errors)),
        "pages_added": added,
        "p50_ms": round(statistics.median(ranked), 1),
        "p95_ms": round(ranked[int(0.95 * len(ranked)) - 1], 1),
        "p99_ms": round(ranked[int(0.99 * len(ranked)) - 1], 1),
    }


def measure_kills(folder: Path, rounds: int = 5) -> dict[str, int]:
    """Kills the server while corrections and uploads are written; counts what was confirmed and is not there."""
    record = folder / "kills.db"
    make_record(record, 200)
    confirmed: list[str] = []
    kept = 0
    for number in range(rounds):
        with Server(record) as server:
            listed = json.loads(ask(server, "/api/v1/corrections")[1])
            kept = len({line["id"] for line in listed} & set(confirmed))
            assert kept == len(confirmed), "a confirmed correction is lost"
            names = [
                one["attribution"]["id"] for one in json.loads(ask(server, "/api/v1/entries?limit=200")[1])["items"]
            ]
            threading.Timer(1.0 + random.Random(number).random(), server.process.kill).start()
            for name in names:
                try:
                    ask(server, "/api/v1/additions/new", {"text": f"Talk {name}\n\nAda Venn said “yes {name}”."})
                    sent = {"kind": "date", "who": "bench", "why": "kill", "attribution": name, "date": "2031-02"}
                    status, body, _, _ = ask(server, "/api/v1/corrections/new", sent)
                except (OSError, http.client.HTTPException):
                    break
                if status == 201:
                    confirmed.append(json.loads(body)["id"])
    with Server(record) as server:
        listed = json.loads(ask(server, "/api/v1/corrections")[1])
        kept = len({line["id"] for line in listed} & set(confirmed))
    return {"kills": rounds, "confirmed": len(confirmed), "lost": len(confirmed) - kept}


if __name__ == "__main__":
    main()
