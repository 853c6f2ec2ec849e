"""Body F1 of the page stage on the article-extraction pages: `python benchmarks/body.py [--json FILE]`.

The pages are not part of the repository; DATA holds `html/ID.html.gz` and `ground-truth.json`, SCORER is the
benchmark's own script. Our figure is over the blocks with `body`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onrecord.page import read_page
from onrecord.records import Capture, Failure, Origin

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    """Reads all pages, writes predictions, runs the scorer, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=_SHARED / "data" / "pages")
    parser.add_argument("--scorer", type=Path, default=_SHARED / "bench" / "body_f1.py")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"skipped: {arguments.data} is not there")
        return 0
    predictions, failures, seconds = predict(arguments.data)
    figures = score(arguments.data, arguments.scorer, predictions)
    figures |= {"failures": len(failures), "pages_per_second": round(len(predictions) / seconds, 1)}
    for name, value in figures.items():
        print(f"{name:18} {value}")
    for failure in failures:
        print(f"{failure.where}: {failure.message}", file=sys.stderr)
    if arguments.json:
        arguments.json.write_text(json.dumps({"benchmark": "body", **figures}, indent=1) + "\n", encoding="utf-8")
    return 1 if failures else 0


def predict(data: Path) -> tuple[dict[str, str], list[Failure], float]:
    """Returns the body of each page by its id, the refusals, and the seconds spent reading."""
    predictions: dict[str, str] = {}
    failures: list[Failure] = []
    seconds = 0.0
    for path in sorted((data / "html").glob("*.html.gz")):
        content = gzip.decompress(path.read_bytes())
        origin = Origin(path=path.name, media_type="text/html")
        capture = Capture(data=content, sha256=hashlib.sha256(content).hexdigest(), origin=origin)
        started = time.perf_counter()
        page = read_page(capture)
        seconds += time.perf_counter() - started
        if isinstance(page, Failure):
            failures.append(page)
            continue
        body = "\n".join(block.span.of(page.text) for block in page.blocks if block.body)
        predictions[path.name.removesuffix(".html.gz")] = body
    return predictions, failures, seconds


def score(data: Path, scorer: Path, predictions: dict[str, str]) -> dict[str, float]:
    """Returns the figures that the benchmark's own script prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for name, text in predictions.items():
            file.write(json.dumps({"id": name, "text": text}) + "\n")
        file.flush()
        command = [sys.executable, str(scorer), str(data / "ground-truth.json"), file.name]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    last = printed.strip().splitlines()[-1]
    names = {"pages": "pages", "P": "precision", "R": "recall", "F1": "f1"}
    return {names[key]: float(value) for key, value in re.findall(r"(pages|P|R|F1) ([\d.]+)", last)}


if __name__ == "__main__":
    sys.exit(main())
