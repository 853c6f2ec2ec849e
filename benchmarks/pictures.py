"""What the browser tests saw: a few of their pictures made small for the documentation, and what first visits cost.

    python -m benchmarks.pictures [--made] [--json FILE]

Runs the tests of looks and of the budget in Chromium, keeps the chosen pictures under docs/screenshots, and prints what
a first visit to each kind of page cost. With ``--made`` it takes what an earlier run left in build/screenshots.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "build" / "screenshots"
KEPT = ROOT / "docs" / "screenshots"
TESTS = ("tests/browser/test_looks.py", "tests/browser/test_budget.py")
# Enough to show every kind of page once, and each look of those that differ most.
CHOSEN = (
    "desk-light",
    "desk-dark",
    "desk-narrow",
    "statements-light",
    "statements-narrow",
    "statement-light",
    "statement-narrow",
    "page-light",
    "page-dark",
    "page-narrow",
    "check-light",
    "report-light",
    "report-narrow",
    "positions-light",
    "positions-narrow",
    "person-light",
    "timeline-dark",
    "correct-light",
)
# What a reader sees without much scrolling; a narrow screen is shown longer, since it shows less at once.
TALLEST = {"narrow": 1100}
TALL = 900
# The pages have few colours: with fewer than these, parties lose theirs.
COLOURS = 96


def main() -> None:
    """Runs the tests if need be, keeps pictures, and tells what visits cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made", action="store_true", help="take what an earlier run left")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    given = parser.parse_args()
    if not given.made:
        command = [sys.executable, "-m", "pytest", "-q", *TESTS]
        environment = {**os.environ, "ONRECORD_SCREENSHOTS": str(MADE.relative_to(ROOT))}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
    for name in CHOSEN:
        keep(name)
    figures = costs()
    for name, value in figures.items():
        print(f"{name:24}{value:>10,.4g}")
    if given.json:
        given.json.write_text(json.dumps({"benchmark": "pictures", "figures": figures}, indent=2) + "\n", "utf-8")


def keep(name: str) -> None:
    """Keeps one picture, cut and in few colours."""
    with Image.open(MADE / f"{name}.png") as picture:
        height = min(picture.height, TALLEST.get(name.rpartition("-")[2], TALL))
        small = picture.convert("RGB").crop((0, 0, picture.width, height))
    KEPT.mkdir(parents=True, exist_ok=True)
    few = small.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(KEPT / f"{name}.webp", lossless=True, quality=100, method=6)


def costs() -> dict[str, float]:
    """Returns what each first visit cost: bytes, requests, milliseconds, and how far things moved."""
    figures: dict[str, float] = {}
    for path in sorted(MADE.glob("budget-*.json")):
        page = path.stem.removeprefix("budget-")
        for name, value in json.loads(path.read_text("utf-8")).items():
            figures[f"{page} {name}"] = value
    return figures


if __name__ == "__main__":
    main()
