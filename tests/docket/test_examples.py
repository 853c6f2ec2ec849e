"""The made-up negotiation by its docket, against what a careful reader takes from it (``examples/corpus.json``)."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from onrecord.docket import check_docket, read_docket
from onrecord.pipeline.judging import judge
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.reading import read_capture
from onrecord.records import Capture, Reading
from onrecord.sources import iter_captures

# Reached, less one case of the smallest kinds: the model's arithmetic differs a little from processor to processor.
LEAST = {
    "statements found": 0.86,
    "changes found": 0.4,
    "contradictions found": 1.0,
    "proposals found": 1.0,
    "versions found": 1.0,
    "statuses found": 0.88,
    "sticking points found": 0.5,
    "answers to proposals found": 0.6,
    "meetings found": 0.85,
    "meeting statuses found": 0.8,
}
MOST = {"changes besides": 4, "contradictions besides": 1, "proposals besides": 1, "meetings besides": 1}


@pytest.fixture(scope="module")
def figures(root: Path, model) -> dict[str, float]:
    script = root / "benchmarks" / "docket.py"
    spec = importlib.util.spec_from_file_location("benchmarks_docket", script)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(script.parent))
    try:
        spec.loader.exec_module(benchmark)
    finally:
        sys.path.remove(str(script.parent))
    outcomes = [
        read_capture(capture, model)
        for capture in iter_captures([str(root / "examples")])
        if isinstance(capture, Capture)
    ]
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    expected = json.loads((root / "examples" / "corpus.json").read_text("utf-8"))
    corpus = find_corpus(readings)
    judged = judge(corpus, lambda: readings, read_docket((root / "examples" / "docket.toml").read_text("utf-8")))
    tally = benchmark.Tally()
    benchmark.tally_positions(judged, {s.id: s for s in corpus.statements}, expected["positions"], tally)
    benchmark.tally_proposals(judged, expected["proposals"], tally)
    benchmark.tally_meetings(judged, expected["meetings"], tally)
    figures: dict[str, float] = tally.figures()
    return figures


@pytest.mark.parametrize("name", sorted(LEAST))
def test_what_is_planted_is_found(figures: dict[str, float], name: str):
    assert figures[name] >= LEAST[name]


@pytest.mark.parametrize("name", sorted(MOST))
def test_little_is_found_besides(figures: dict[str, float], name: str):
    assert figures[name] <= MOST[name]


def test_the_docket_of_the_examples_has_no_fault(root: Path):
    assert check_docket((root / "examples" / "docket.toml").read_text("utf-8")) == ()
