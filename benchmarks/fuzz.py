"""Turns the log of a long run of the fuzzer into figures and into the table of docs/fuzzing.md.

    python -m benchmarks.fuzz FOLDER [--coverage FILE]

FOLDER is that of `python -m tests.fuzz.campaign`; where it has a file `mended.jsonl`, its lines are those of slices in
which something failed, and which were run again once it was mended. FILE has the lines of `python -m
tests.fuzz.coverage lines`. Writes benchmarks/results/fuzz.json, and the tables between the marks in docs/fuzzing.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.report import write_result

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "fuzzing.md"
# Inputs that Hypothesis alone made, by hand, before there were mutants; each target's cases.
BEFORE = {
    "text": 78_000,
    "html": 5_600,
    "reading": 600,
    "jsonl": 14_000,
    "warc": 9_000,
    "feed": 7_200,
    "anything": 9_000,
    "document": 12_500,
    "query": 12_500,
}


def sums(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Returns what the lines of a log add up to, by target."""
    found: dict[str, dict[str, Any]] = defaultdict(
        lambda: {"cases": 0, "failures": 0, "slow": 0, "worst": 0.0, "cpu": 0.0, "peak_mb": 0, "mended": 0}
    )
    for row in rows:
        one = found[row["target"]]
        for name in ("cases", "failures", "slow", "cpu"):
            one[name] += row.get(name, 0)
        for name in ("worst", "peak_mb"):
            one[name] = max(one[name], row.get(name, 0))
    return {target: found[target] | {"cpu": round(found[target]["cpu"])} for target in BEFORE if target in found}


def table(found: dict[str, dict[str, Any]]) -> str:
    """Returns the table of the long run."""
    columns = ("target", "cases", "of Hypothesis before", "mended on the way", "failures", "over 5 s", "slowest")
    lines = [
        f"| {' | '.join((*columns, 'processor, s', 'peak memory, MB'))} |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for target, one in found.items():
        lines.append(
            f"| {target} | {one['cases']:,} | {BEFORE[target]:,} | {one['mended']} | {one['failures']} | {one['slow']} "
            f"| {one['worst']:.2f} s | {one['cpu']:,} | {one['peak_mb']} |"
        )
    names = ("cases", "mended", "failures", "slow", "cpu")
    cases, mended, failures, slow, cpu = (sum(one[name] for one in found.values()) for name in names)
    lines.append(f"| all | {cases:,} | {sum(BEFORE.values()):,} | {mended} | {failures} | {slow} | | {cpu:,} | |")
    return "\n".join(lines)


def coverage_table(rows: list[dict[str, Any]]) -> str:
    """Returns the table of what the cases that atheris kept reach."""
    lines = ["| target | executions | cases kept | lines reached |", "|---|---|---|---|"]
    for row in rows:
        share = row["reached"] / row["lines"]
        lines.append(
            f"| {row['target']} | {row['runs']:,} | {row['cases']} | {row['reached']} of {row['lines']} ({share:.0%}) |"
        )
    return "\n".join(lines)


def put(text: str, mark: str, inner: str) -> str:
    """Returns a document with `inner` between two marks."""
    return re.sub(
        rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda m: f"{m[1]}{inner}\n{m[2]}", text, flags=re.DOTALL
    )


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Returns the objects of a file, one a line."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def main() -> None:
    """Writes the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--coverage", type=Path)
    given = parser.parse_args()
    found = sums(read_lines(given.folder / "log.jsonl"))
    mended = given.folder / "mended.jsonl"
    for row in read_lines(mended) if mended.exists() else []:
        found[row["target"]]["mended"] += row["failures"] + row["slow"]
    text = put(DOCS.read_text("utf-8"), "run", table(found))
    figures: dict[str, Any] = {f"{target}: cases": one["cases"] + BEFORE[target] for target, one in found.items()}
    figures["cases"] = sum(figures.values())
    figures |= {name: sum(one[name] for one in found.values()) for name in ("failures", "slow")}
    reached = read_lines(given.coverage) if given.coverage else []
    if reached:
        text = put(text, "coverage", coverage_table(reached))
    out = ROOT / "benchmarks" / "results" / "fuzz.json"
    write_result(str(out), "fuzz", figures, run=found, before=BEFORE, coverage=reached)
    DOCS.write_text(text, "utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
