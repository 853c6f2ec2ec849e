"""spark.py [--pages N] [--json FILE]: Spark on two cores against the local runner with two processes; the same pages.

Pages are made up by rule and short (`memory.py`), as one JSONL file. Both read them to the end, Spark into Parquet and
the local runner into a record; then Spark's are imported and the exports held against each other. Figures: pages a
second by the clock, what starting Spark takes with it (the seconds of a job of one page), and milliseconds of the
processor a page, of all processes together. The local runner also keeps and joins, which Spark leaves to the import or
to another job. Leaves with 77 without Java. 20,000 pages take about ten minutes of two cores.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from memory import write_pages
from report import SKIPPED, write_result


class _Spent:
    """What a process and all that it starts spend of the processor: seen twice a second, as long as they run."""

    def __init__(self, pid: int) -> None:
        self._known: dict[int, float] = {}
        self._pid = pid

    def look(self) -> None:
        waiting = [self._pid]
        while waiting:
            pid = waiting.pop()
            with contextlib.suppress(OSError, ValueError, IndexError):
                # After the name, which may hold anything in its brackets: state, parent, ...; user and system time.
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self._known[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                for task in Path(f"/proc/{pid}/task").iterdir():
                    waiting += [int(one) for one in (task / "children").read_text().split()]

    @property
    def seconds(self) -> float:
        return sum(self._known.values())


def timed(command: list[str]) -> dict[str, float]:
    """Runs a command; returns seconds of the clock and of the processors."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        spent = _Spent(process.pid)
        while process.poll() is None:
            spent.look()
            time.sleep(0.5)
        said = process.stderr.read() if process.stderr else b""
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode()[-500:]}")
    return {"wall": time.perf_counter() - start, "cpu": spent.seconds}


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    if shutil.which("java") is None:
        print("no Java on this machine")
        sys.exit(SKIPPED)
    onrecord = str(Path(sys.executable).with_name("onrecord"))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_pages(root / "pages.jsonl", arguments.pages)
        write_pages(root / "one.jsonl", 1)
        spark = [onrecord, "spark", "read", "--master", "local[2]"]
        start = timed([*spark, str(root / "one.jsonl"), str(root / "warm")])
        there = timed([*spark, str(root / "pages.jsonl"), str(root / "out")])
        here = timed([onrecord, "read", str(root / "pages.jsonl"), "--jobs", "2", "--record", str(root / "here.db")])
        brought = timed([onrecord, "import", str(root / "out"), "--record", str(root / "there.db")])
        exports = [
            subprocess.run([onrecord, "export", "jsonl", "--record", str(root / name)], check=True, capture_output=True)
            for name in ("here.db", "there.db")
        ]
    pages = arguments.pages
    figures = {
        "pages": pages,
        "same record": float(exports[0].stdout == exports[1].stdout),
        "pages a second, Spark": round(pages / there["wall"], 2),
        "pages a second, local, keeping too": round(pages / here["wall"], 2),
        "ratio": round(here["wall"] / there["wall"], 2),
        "seconds to start Spark": round(start["wall"], 1),
        "processor ms a page, Spark": round(there["cpu"] / pages * 1000, 1),
        "processor ms a page, local, keeping too": round(here["cpu"] / pages * 1000, 1),
        "processor seconds to start Spark": round(start["cpu"], 1),
        "processor ms a page, import": round(brought["cpu"] / pages * 1000, 1),
        "load of the machine": round(os.getloadavg()[0], 1),
    }
    for key, value in figures.items():
        print(f"{key:44} {value}")
    write_result(arguments.json, "spark", figures)


if __name__ == "__main__":
    main()
