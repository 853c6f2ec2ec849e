"""spark.py [--pages N] [--json FILE]: Spark on two cores against the local runner with two processes; the same pages.

Pages are made up: those of examples/, each copy with a paragraph of its own, as one JSONL file. Both read them to the
end, Spark into Parquet and the local runner into a record; then Spark's are imported and the exports held against each
other. Figures: pages a second by the clock, what starting Spark takes with it (the seconds of a job of one page). The
local runner also joins what it keeps, which Spark does in another job. Leaves with 77 without Java.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import ROOT, SKIPPED, write_result


def make_list(path: Path, number: int) -> None:
    """Writes `number` pages as one list."""
    pages = [page.read_text("utf-8") for page in sorted((ROOT / "examples").glob("*.html"))]
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            note = f"</p><p>Copy {n} of this report was printed in edition {n * 7} of the day."
            row = {"html": pages[n % len(pages)].replace("</p>", note + "</p>", 1), "url": f"https://copy.example/{n}"}
            file.write(json.dumps(row) + "\n")


def timed(command: list[str]) -> dict[str, float]:
    """Runs a command; returns seconds of the clock and of the processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"wall": wall, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


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
        make_list(root / "pages.jsonl", arguments.pages)
        make_list(root / "one.jsonl", 1)
        spark = [onrecord, "spark", "read", "--master", "local[2]"]
        start = timed([*spark, str(root / "one.jsonl"), str(root / "warm")])
        there = timed([*spark, str(root / "pages.jsonl"), str(root / "out")])
        here = timed([onrecord, "read", str(root / "pages.jsonl"), "--jobs", "2", "--record", str(root / "here.db")])
        timed([onrecord, "import", str(root / "out"), "--record", str(root / "there.db")])
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
        "load of the machine": round(os.getloadavg()[0], 1),
    }
    for key, value in figures.items():
        print(f"{key:44} {value}")
    write_result(arguments.json, "spark", figures)


if __name__ == "__main__":
    main()
