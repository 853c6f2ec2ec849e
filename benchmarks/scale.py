"""scale.py [--pages N] [--on RECORD] [--stages] [--json FILE]: HTML to a kept record, all stages; where the time goes.

The 91 real pages of shared/data/pages, with copies of them that each have a paragraph of their own, as many as asked
for. `onrecord read` reads them into a new record with one process and with two; with `--on`, also into a copy of a
record that is large already. Figures: pages a second of processor time (what a core does, whatever else the machine is
at) and of the clock; the second process's gain by the clock, which is only worth reading on a machine that is otherwise
idle; and what the same command takes when all is kept. `--stages` reads once more in one process and says how many
milliseconds of the processor each stage takes of a page. Memory: `memory.py`. Leaves with 77 where the data is not
beside the checkout.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sqlite3
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


def copy_record(source: Path, target: Path) -> int:
    """Copies a record, whatever is at work on it, brings its tables up to date, and returns how many pages it has."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as there, sqlite3.connect(target) as here:
        there.backup(here)
    command = [str(Path(sys.executable).with_name("onrecord")), "info", "--record", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    with sqlite3.connect(target) as here:
        if here.execute("SELECT count(*) FROM pending").fetchone()[0]:
            sys.exit(f"{source}: has pages that are not joined; join them first")
        return int(here.execute("SELECT count(*) FROM pages").fetchone()[0])


# Runs in a process of its own: the stages of one page by their own clock, which is made the processor's, and the rest.
_STAGES = """
import collections, itertools, json, sys, time, types
from pathlib import Path
from msgspec.structs import replace
import onrecord.pipeline.reading as reading
from onrecord.pipeline.options import ReadOptions
from onrecord.records import Failure
from onrecord.run.keeping import BATCH
from onrecord.run.options import RunOptions
from onrecord.run.reader import load_reader
from onrecord.run.resuming import RecordMemory
from onrecord.sources import iter_captures
from onrecord.store.open import open_store
reading.time = types.SimpleNamespace(perf_counter=time.process_time)
options = RunOptions(jobs=1, read=ReadOptions(profile=True))
read, spent, kept = load_reader(options), collections.Counter(), 0
def timed(name, work, *given):
    start = time.process_time()
    try:
        return work(*given)
    finally:
        spent[name] += time.process_time() - start
with open_store(sys.argv[2]) as store:
    memory = RecordMemory(store, options)
    captures = iter_captures([sys.argv[1]])
    while (capture := timed("open", next, captures, None)) is not None:
        timed("look up", memory.find, capture)
        found = read(capture)
        if isinstance(found, Failure):
            continue
        spent.update(found.seconds)
        found = replace(found, seconds={})
        timed("keep", store.keep, capture, found)
        timed("note", memory.note, capture, found)
        kept += 1
        if kept % BATCH == 0:
            timed("join", store.join, BATCH)
    while timed("join", store.join, BATCH):
        pass
print(json.dumps({name: seconds / kept * 1000 for name, seconds in spent.most_common()}))
"""


def measure_stages(folder: Path, record: Path) -> dict[str, float]:
    """Returns milliseconds of the processor a page, by stage."""
    command = [sys.executable, "-c", _STAGES, str(folder), str(record)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    return {name: round(ms, 2) for name, ms in told.items()}


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--on", type=Path, metavar="RECORD", help="also on top of a copy of this record")
    parser.add_argument("--stages", action="store_true", help="also where the time of a page goes")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    source = need_data("pages/html")
    pages: int = arguments.pages
    stages: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folder = root / "pages"
        folder.mkdir()
        size = make_pages(source, folder, pages)
        one, two = read(folder, root / "one.db", 1), read(folder, root / "two.db", 2)
        again = read(folder, root / "one.db", 1)
        stored = (root / "one.db").stat().st_size
        figures = {
            "pages": pages,
            "pages a second of a core": round(pages / one["cpu"], 2),
            "pages a second, one process": round(pages / one["wall"], 2),
            "pages a second, two processes": round(pages / two["wall"], 2),
            "gain by the second process": round(one["wall"] / two["wall"], 2),
            "processor time of two processes against one": round(two["cpu"] / one["cpu"], 2),
            "seconds of the same command again": round(again["wall"], 2),
            "processor seconds of it": round(again["cpu"], 2),
            "record KB a page": round(stored / pages / 1000, 1),
            "HTML KB a page": round(size / pages / 1000, 1),
        }
        if arguments.on:
            figures["pages of the large record"] = copy_record(arguments.on, root / "on.db")
            on = read(folder, root / "on.db", 1)
            figures["pages a second of a core, on top of it"] = round(pages / on["cpu"], 2)
            figures["of the rate on a new record"] = round(one["cpu"] / on["cpu"], 3)
        if arguments.stages:
            stages["new"] = measure_stages(folder, root / "stages.db")
        if arguments.stages and arguments.on:
            (root / "on.db").unlink()
            copy_record(arguments.on, root / "stages-on.db")
            stages["on top"] = measure_stages(folder, root / "stages-on.db")
    figures["load of the machine"] = round(os.getloadavg()[0], 1)
    for key, value in figures.items():
        print(f"{key:44} {value}")
    for where, told in stages.items():
        print(f"milliseconds a page, {where}: {told}, in all {sum(told.values()):.1f}")
    write_result(arguments.json, "scale", figures, stages=stages)


if __name__ == "__main__":
    main()
