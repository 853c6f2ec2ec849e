"""The example pages read once, and what should come out across them (``examples/corpus.json``), for several tests."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from onrecord.models import load_model
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.reading import read_capture
from onrecord.records import Failure, Reading, Span
from onrecord.records.corpus import Corpus
from onrecord.records.statement import Statement, Variant
from onrecord.sources import iter_captures

ROOT = Path(__file__).resolve().parent.parent
EXPECTED: dict[str, Any] = json.loads((ROOT / "examples" / "corpus.json").read_text("utf-8"))

Wanted = dict[str, Any]


def name_of(path: str | None) -> str:
    """The file of a page, with its number in a list."""
    return str(path).rpartition("/")[2]


@functools.cache
def example_readings() -> dict[str, Reading]:
    """Every page of examples/ by its name, such as ``12-agency-briefs.jsonl#1``."""
    model = load_model()
    found: dict[str, Reading] = {}
    for capture in iter_captures([str(ROOT / "examples")]):
        assert not isinstance(capture, Failure), capture
        reading = read_capture(capture, model)
        assert not isinstance(reading, Failure), reading
        found[name_of(reading.page.path)] = reading
    return found


@functools.cache
def example_corpus() -> Corpus:
    """Their stories and statements."""
    return find_corpus(example_readings().values())


def place_of(spot: Wanted) -> tuple[str, Span]:
    """Id of the page and the place of the words there."""
    page = example_readings()[spot["page"]].page
    start = page.text.find(spot["words"])
    assert start >= 0, spot
    return page.id, Span(start, start + len(spot["words"]))


def variants_at(spot: Wanted) -> list[tuple[Statement, Variant]]:
    """The variants whose content has most of the words of `spot`, the narrowest first."""
    page, span = place_of(spot)
    found = []
    for statement in example_corpus().statements:
        for variant in statement.variants:
            shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in variant.spans)
            if variant.page.id == page and 2 * shared >= span.end - span.start:
                width = sum(s.end - s.start for s in variant.spans)
                found.append((width, variant.attribution, statement, variant))
    return [(statement, variant) for *_, statement, variant in sorted(found, key=lambda item: item[:2])]
