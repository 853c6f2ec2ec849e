"""memory.py [--pages N] [--jobs J] [--json FILE]: whether the memory of reading stays flat, page after page.

`onrecord read` reads N short pages, made up by rule (`readings.py`) and written as HTML, into a new record. Every few
seconds each of its processes is asked how much memory it has in use, and the record how many pages it holds; a line
for each goes to standard error. Figures, for the process that keeps and the largest that reads: what was in use once a
fifth of the pages was kept and at the end, and the slope between by least squares, in MB for 100,000 pages, with what
that makes of a million. Only Linux tells (``/proc``).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from readings import Generator
from report import SKIPPED, write_result

# Seconds between two looks: five hundred in an hour and a half.
_EVERY_S = 10.0
# What happens first is loading: the model, the tables, the database's cache.
_WARM = 0.2


class Sample(NamedTuple):
    """One look: pages in the record, MB in use by the process that keeps, MB of each that reads."""

    seconds: float
    pages: int
    keeper: float
    readers: tuple[float, ...]


def write_pages(path: Path, number: int) -> None:
    """Writes `number` made-up pages as one list."""
    with path.open("w", encoding="utf-8") as file:
        for capture, reading in Generator(9, paragraphs=(1, 3)).pages(number):
            title, *lines = capture.data.decode().split("\n")
            body = "".join(f"<p>{line}</p>" for line in lines)
            head = f"<html><head><title>{title}</title></head>"
            html = f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
            file.write(json.dumps({"html": html, "url": reading.page.url}) + "\n")


def watch(command: list[str], record: Path) -> Iterator[Sample]:
    """Runs a command and yields what it has in use until it ends."""
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(_EVERY_S)
            readers = tuple(_memory_mb(child) for child in _children(process.pid) if _is_reader(child))
            sample = Sample(time.monotonic() - start, _pages(record), _memory_mb(process.pid), readers)
            if sample.keeper:
                print(
                    f"{sample.seconds:7.0f} s {sample.pages:8} {sample.keeper:7.1f} {readers}",
                    file=sys.stderr,
                    flush=True,
                )
                yield sample
    if process.returncode:
        sys.exit(f"the command ended with {process.returncode}")


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _is_reader(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _memory_mb(pid: int) -> float:
    """Memory of the process's own: what it shares with no file, so that the database's mapped pages do not count."""
    try:
        _, resident, shared, *_ = (int(one) for one in Path(f"/proc/{pid}/statm").read_text().split())
    except (OSError, ValueError):
        return 0.0
    return round((resident - shared) * resource.getpagesize() / 1e6, 1)


def _pages(record: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM pages").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


def slope(samples: list[tuple[int, float]]) -> float:
    """The growth by least squares, in MB for 100,000 pages."""
    if len(samples) < 2:
        return 0.0
    middle = [sum(column) / len(samples) for column in zip(*samples, strict=True)]
    spread = sum((pages - middle[0]) ** 2 for pages, _ in samples)
    return sum((pages - middle[0]) * (mb - middle[1]) for pages, mb in samples) / spread * 100_000 if spread else 0.0


def figures_of(samples: list[Sample], pages: int) -> dict[str, float]:
    """What the samples show."""
    warm = [one for one in samples if one.pages >= pages * _WARM]
    found: dict[str, float] = {"pages": pages, "looks": len(samples)}
    curves = {"keeping": [(one.pages, one.keeper) for one in warm]}
    if any(one.readers for one in warm):
        curves["reading"] = [(one.pages, max(one.readers)) for one in warm if one.readers]
    for name, curve in curves.items():
        growth = slope(curve)
        found[f"MB of {name} at a fifth"] = curve[0][1]
        found[f"MB of {name} at the end"] = curve[-1][1]
        found[f"most MB of {name}"] = max(mb for _, mb in curve)
        found[f"growth of {name}, MB for 100,000 pages"] = round(growth, 1)
        found[f"MB of {name} at a million pages, by that"] = round(
            curve[-1][1] + growth * (1_000_000 - pages) / 100_000
        )
    return found


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    if not Path("/proc/self/statm").exists():
        print("the system does not say what a process has in use")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as name:
        pages, record = Path(name) / "pages.jsonl", Path(name) / "record.db"
        write_pages(pages, arguments.pages)
        command = [str(Path(sys.executable).with_name("onrecord")), "read", str(pages), "--format", "jsonl"]
        command += ["--jobs", str(arguments.jobs), "--record", str(record)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        samples = list(watch(command, record))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures = figures_of(samples, arguments.pages)
    figures |= {"processes": arguments.jobs, "processor ms a page": round(spent / arguments.pages * 1000, 1)}
    figures["load of the machine"] = round(os.getloadavg()[0], 1)
    for key, value in figures.items():
        print(f"{key:52} {value}")
    write_result(arguments.json, "memory", figures, samples=[list(one) for one in samples])


if __name__ == "__main__":
    main()
