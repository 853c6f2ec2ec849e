"""What the benchmark scripts share: where the data lies, and the form of a result.

A result is one JSON object: ``{"benchmark", "figures": {name: number}, "cases", "commit", "date", "machine"}``.
`gate.py` reads `figures`; the rest says what the numbers rest on.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"  # lies beside the checkout; never part of it
SKIPPED = 77  # the exit status that script/test counts as a skip


def need_data(name: str) -> Path:
    """Returns the data folder or file called `name`; leaves with the skip status where it is absent."""
    path = DATA / name
    if not path.exists():
        print(f"no data beside the checkout: shared/data/{name}")
        sys.exit(SKIPPED)
    return path


def write_result(file: str | None, benchmark: str, figures: dict[str, float], **more: object) -> None:
    """Writes one result to `file`, or nowhere where it is ``None``."""
    if file is None:
        return
    result = {
        "benchmark": benchmark,
        "figures": figures,
        **more,
        "commit": _commit(),
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": _machine(),
    }
    Path(file).write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


def _machine() -> str:
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
