"""arithmetic.py [--write]: what much news costs to read and join, from the rates measured last; for docs/scale.md.

Takes `results/scale.json` (HTML to a kept record, all stages: pages a second of a core) and states everything else that
it rests on. Prints Markdown, or with `--write` puts it into the document between its marks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

RESULTS = Path(__file__).resolve().parent / "results"
DOCUMENT = RESULTS.parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- arithmetic.py --write -->\n", "<!-- end -->"

# Of a page of 185 KB of HTML: Parquet with and without its bytes, and a row of keys, sketches and attributions as they
# travel between tasks.
PARQUET_KB, WITHOUT_BYTES_KB, SHUFFLE_KB = 45, 11, 60
# Of joining a page in Spark: its sketch and keys are measured; a pair compared, and how many there are, are estimates.
SKETCH_MS, PAIR_MS, PAIRS = 4.5, 1.0, 10
# What Spark adds to that of its own, at most: as much again.
SPARK_FACTOR = 2
# Spot prices of 2026 for a quarter of a machine of four cores; put in your own.
USD_A_CORE_HOUR = 0.04
PERIODS = {"a day": 1, "a month": 30, "a year": 365, "ten years": 3650}  # millions of pages


class Cost(NamedTuple):
    """What a period takes."""

    read_hours: float
    keep_hours: tuple[float, float]
    parquet_tb: tuple[float, float]
    shuffle_tb: float
    usd: float


def cost_of(pages: float, rate: float) -> Cost:
    """Returns what so many pages cost at `rate` pages a second of a core."""
    read = pages / rate / 3600
    keep = pages * (SKETCH_MS + PAIRS * PAIR_MS) / 1000 / 3600
    most = keep * SPARK_FACTOR
    terabytes = tuple(pages * kb / 1e9 for kb in (PARQUET_KB, WITHOUT_BYTES_KB, SHUFFLE_KB))
    return Cost(read, (keep, most), terabytes[:2], terabytes[2], (read + most) * USD_A_CORE_HOUR)


def rate_measured() -> float:
    """Returns pages a second of a core, HTML to a kept record."""
    rate: float = json.loads((RESULTS / "scale.json").read_text("utf-8"))["figures"]["pages a second of a core"]
    return rate


def table(rate: float) -> str:
    """Returns the table as Markdown."""
    lines = [
        "| | pages | `spark read`, core hours | Parquet (without bytes) | `spark keep`, core hours | shuffle | USD |",
        "|---|---|---|---|---|---|---|",
    ]
    for period, millions in PERIODS.items():
        cost = cost_of(millions * 1e6, rate)
        keep = " to ".join(_round(hours) for hours in cost.keep_hours)
        parquet = f"{_size(cost.parquet_tb[0])} ({_size(cost.parquet_tb[1])})"
        row = (period, f"{millions:,} M", _round(cost.read_hours), parquet, keep, _size(cost.shuffle_tb))
        lines.append(f"| {' | '.join(row)} | {_round(cost.usd)} |")
    return "\n".join(lines)


def _round(value: float) -> str:
    """Two digits that matter: more would be more than what is known."""
    digits = len(str(int(value)))
    return f"{round(value, min(2 - digits, 0)):,.0f}"


def _size(terabytes: float) -> str:
    return f"{terabytes * 1000:.0f} GB" if terabytes < 1 else f"{float(f'{terabytes:.2g}'):,g} TB"


def told(rate: float) -> str:
    """Returns what the document says."""
    return f"At {rate} pages a second of a core:\n\n{table(rate)}"


def write(document: Path) -> None:
    """Puts the table into the document."""
    text = document.read_text("utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    document.write_text(before + BEGIN + told(rate_measured()) + "\n" + END + after, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write(DOCUMENT)
    print(told(rate_measured()))
