"""scale.py [--pages N] [--json FILE]: HTML to a kept record, all stages, on one core and on two; memory; going on.

The 91 real pages of shared/data/pages, with copies of them that each have a paragraph of their own, as many as asked
for. `onrecord read` reads them into a new record with one process and with two. Figures: pages a second of processor
time (what a core does, whatever else the machine is at) and of the clock; the second process's gain by the clock, which
is only worth reading on a machine that is otherwise idle; memory of the process that reads and keeps at a fifth and at
the end; and what the same command takes when all is kept. Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import need_data, write_result


def open_page(path: Path) -> bytes:
    """A page's bytes, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def make_pages(source: Path, target: Path, number: int) -> int:
    """Writes `number` pages; returns their bytes."""
    originals = sorted(source.glob("*.html*"))
    size = 0
    for n in range(number):
        data = open_page(originals[n % len(originals)])
        note = f"<p>Copy {n} of this report was printed in edition {n * 7} of the day.</p>".encode()
        page = data if n < len(originals) else data.replace(b"</p>", b"</p>" + note, 1)
        (target / f"{n:06}.html").write_bytes(page)
        size += len(page)
    return size


def read(folder: Path, record: Path, jobs: int) -> dict[str, float]:
    """Runs the command; returns seconds of the clock and of the processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [str(Path(sys.executable).with_name("onrecord")), "read", str(folder), "--jobs", str(jobs)]
    subprocess.run([*command, "--record", str(record)], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": time.perf_counter() - start, "cpu": spent}


def memory(folder: Path, record: Path) -> list[float]:
    """Reads and keeps in one process; returns its memory in MB, twenty times on the way."""
    code = """
import json, sys
from onrecord.run.keeping import keep_all
from onrecord.run.local import read_inputs
from onrecord.run.options import RunOptions
from onrecord.run.watch_events import memory_mb
from onrecord.store.open import open_store
folder, record, every = sys.argv[1], sys.argv[2], int(sys.argv[3])
told = []
with open_store(record) as store:
    for number, _ in enumerate(keep_all(read_inputs([folder], options=RunOptions(jobs=1)), store), start=1):
        if number % every == 0:
            told.append(memory_mb())
print(json.dumps(told))
"""
    every = max(1, len(list(folder.iterdir())) // 20)
    command = [sys.executable, "-c", code, str(folder), str(record), str(every)]
    told: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    source = need_data("pages/html")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folder = root / "pages"
        folder.mkdir()
        size = make_pages(source, folder, arguments.pages)
        one, two = read(folder, root / "one.db", 1), read(folder, root / "two.db", 2)
        again = read(folder, root / "one.db", 1)
        told = memory(folder, root / "memory.db")
        stored = (root / "one.db").stat().st_size
    pages = arguments.pages
    figures = {
        "pages": pages,
        "pages a second of a core": round(pages / one["cpu"], 2),
        "pages a second, one process": round(pages / one["wall"], 2),
        "pages a second, two processes": round(pages / two["wall"], 2),
        "gain by the second process": round(one["wall"] / two["wall"], 2),
        "processor time of two processes against one": round(two["cpu"] / one["cpu"], 2),
        "seconds of the same command again": round(again["wall"], 2),
        "processor seconds of it": round(again["cpu"], 2),
        "memory MB at a fifth": round(told[len(told) // 5], 1),
        "memory MB at the end": round(told[-1], 1),
        "record KB a page": round(stored / pages / 1000, 1),
        "HTML KB a page": round(size / pages / 1000, 1),
        "load of the machine": round(os.getloadavg()[0], 1),
    }
    for key, value in figures.items():
        print(f"{key:44} {value}")
    write_result(arguments.json, "scale", figures)


if __name__ == "__main__":
    main()
