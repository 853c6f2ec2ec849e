"""Prints how the checks of script/test ended: every failure and every skip by name, then the counts.

Usage: summary.py FOLDER, which holds steps.tsv (name, exit status, last line) and pytest.xml (JUnit).
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SKIPPED = 77  # the exit status by which a step says that it could not be run here (as in automake)

Outcome = tuple[str, str, str]  # how it ended, its name, why


def step_outcomes(folder: Path) -> Iterator[Outcome]:
    """Yields how each step outside pytest ended; pytest only where it left no report of its own."""
    for line in (folder / "steps.tsv").read_text("utf-8").splitlines():
        name, status, last = line.split("\t", 2)
        if name == "pytest" and (folder / "pytest.xml").exists() and int(status) in (0, 1):
            continue
        ended = {0: "passed", SKIPPED: "skipped"}.get(int(status), "failed")
        yield ended, name, last


def test_outcomes(folder: Path) -> Iterator[Outcome]:
    """Yields how each test ended."""
    report = folder / "pytest.xml"
    if not report.exists():
        return
    for case in ET.parse(report).iter("testcase"):  # our own file, not a stranger's
        name = f"{case.get('classname')}::{case.get('name')}"
        marks = {mark.tag: (mark.get("message") or "") for mark in case}
        failed = marks.get("failure", marks.get("error"))
        if failed is not None:
            yield "failed", name, (failed.splitlines() or [""])[0]
        elif "skipped" in marks:
            known = any(mark.get("type") == "pytest.xfail" for mark in case)
            yield "xfailed" if known else "skipped", name, marks["skipped"]
        else:
            yield "passed", name, ""


def main() -> int:
    """Prints the summary; returns 1 when anything failed or nothing ran."""
    folder = Path(sys.argv[1])
    outcomes = [*step_outcomes(folder), *test_outcomes(folder)]
    print()
    for wanted in ("xfailed", "skipped", "failed"):
        for ended, name, why in outcomes:
            if ended == wanted:
                print(f"{wanted}: {name}: {why}")
    counts = Counter(ended for ended, _, _ in outcomes)
    known = f", {counts['xfailed']} xfailed" if counts["xfailed"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped{known}")
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
