"""Reads files one after the other, each in a copy of this process; tells what came, in what time and memory.

``python -m tests.hostile.worker FOLDER NAME...``: a line of JSON for each. A child that takes too long is ended.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tests.hostile.corpus import FILES

from onrecord.records import Span
from onrecord.run.local import PageRead, read_inputs
from onrecord.run.options import RunOptions

_LIMIT_S = 60
ONE = RunOptions(jobs=1)


def wrong_spans(read: PageRead) -> int:
    """Counts spans of a reading that do not lie in its text."""
    page = read.reading.page
    spans: list[Span] = [block.span for block in page.blocks]
    for attribution in read.reading.attributions:
        spans += [*attribution.source, *attribution.cue, *attribution.content]
    return sum(not 0 <= span.start <= span.end <= len(page.text) for span in spans)


def read_one(path: Path) -> dict[str, Any]:
    """Reads one file."""
    start = time.perf_counter()
    told: dict[str, Any] = {"read": 0, "refused": [], "messages": [], "wrong": 0}
    for outcome in read_inputs([str(path)], options=ONE):
        if isinstance(outcome, PageRead):
            told["read"] += 1
            told["wrong"] += wrong_spans(outcome)
        else:
            told["refused"].append(outcome.reason)
            told["messages"].append(outcome.message)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**told, "seconds": time.perf_counter() - start, "peak_mb": peak_mb}


def read_apart(path: Path) -> dict[str, Any]:
    """Reads one file in a copy of this process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(_LIMIT_S)  # nothing catches it: it ends the child, in whatever loop it is
        os.close(reader)
        with os.fdopen(writer, "w") as out:
            json.dump(read_one(path), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        text = told.read()
    _, status = os.waitpid(child, 0)
    return json.loads(text) if status == 0 else {"ended": status}


def main() -> None:
    """Makes and reads the files."""
    folder, *names = sys.argv[1:]
    warm = Path(folder) / "warm.txt"
    warm.write_text("Venn said so.", "utf-8")
    read_one(warm)  # loads the model, so that no copy has to
    for name in names:
        path = Path(folder) / name
        child = os.fork()  # what making a bomb takes must not count
        if child == 0:
            path.write_bytes(FILES[name]())
            os._exit(0)
        os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"name": name, **read_apart(path)}) + "\n")
        sys.stdout.flush()
        path.unlink()


if __name__ == "__main__":
    main()
