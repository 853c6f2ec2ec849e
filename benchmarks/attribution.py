"""attribution.py [--json FILE] [--model NAME] [--seed N]: who-said-what on the development part of PolNeAR.

Reads each text as a user would (a text file, through ``onrecord``'s own page and attribution stages) and scores it with
the corpus's scorer: detection at 0.5 and 0.8, source-correct, recall by kind. Intervals are from resampling documents.
Also prints how well the confidence is calibrated. Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from typing import Any

from onrecord.attribution import AttributionOptions, find_attributions
from onrecord.models import AttributionModel, load_model
from onrecord.page import read_page
from onrecord.records import Attribution, Capture, Origin, Page
from report import ROOT, need_data, write_result

ROUNDS = 200
BINS = 10


def read_text(text: str, model: AttributionModel) -> tuple[Attribution, ...]:
    """Reads one text file as the product does."""
    data = text.encode("utf-8")
    origin = Origin(media_type="text/plain")
    page = read_page(Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin))
    if not isinstance(page, Page):
        raise SystemExit(page.message)
    if page.text != text:
        raise SystemExit("the page's text is not the file's")
    found = find_attributions(page, model, options=AttributionOptions()).attributions
    # The corpus allows each word one attribution: what lies inside another is no part of what it annotates.
    return tuple(a for a in found if a.nested_in is None)


def as_prediction(attribution: Attribution) -> dict[str, Any]:
    """Returns an attribution in the scorer's form."""
    return {role: [(s.start, s.end) for s in getattr(attribution, role)] for role in ("source", "cue", "content")}


def figures_of(result: dict[str, Any]) -> dict[str, float]:
    """Picks the headline figures, in points."""
    figures = {name: result[name]["F1"] for name in ("det@0.5", "det@0.8", "source-correct")}
    figures |= {f"recall {kind}": part["R"] for kind, part in result["recall by kind"].items()}
    return {name: round(100 * value, 2) for name, value in figures.items()}


def intervals(score: Any, texts: dict, gold: dict, found: dict, seed: int) -> dict[str, list[float]]:
    """Returns 95 % intervals of the figures by resampling documents with replacement."""
    rng = random.Random(seed)
    names = sorted(texts)
    drawn: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        picks = [(f"{k}", rng.choice(names)) for k in range(len(names))]
        part = [{k: source[name] for k, name in picks} for source in (texts, gold, found)]
        for name, value in figures_of(score.score(*part)).items():
            drawn.setdefault(name, []).append(value)
    low, high = int(0.025 * ROUNDS), int(0.975 * ROUNDS) - 1
    return {name: [sorted(values)[low], sorted(values)[high]] for name, values in drawn.items()}


def reliability(score: Any, texts: dict, gold: dict, read: dict) -> list[dict[str, float]]:
    """Returns, for each tenth of confidence, how many attributions have it and how many of them the gold holds."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for name, text in texts.items():
        cmap = score.char_map(text, score.tokenize(text))
        wanted = [{"content": score.cover(cmap, a["content"])} for a in gold[name]]
        said = [{"content": score.cover(cmap, as_prediction(a)["content"])} for a in read[name]]
        right = {j for _, j in score.pairs_of(wanted, said, 0.5)}
        for k, attribution in enumerate(read[name]):
            bins[min(BINS - 1, int(attribution.confidence * BINS))].append((attribution.confidence, k in right))
    return [
        {
            "from": k / BINS,
            "count": len(part),
            "mean confidence": round(sum(c for c, _ in part) / len(part), 3),
            "share right": round(sum(r for _, r in part) / len(part), 3),
        }
        for k, part in enumerate(bins)
        if part
    ]


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--model")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    folder = need_data("polnear/dev")
    sys.path.insert(0, str(ROOT.parent / "shared" / "bench"))
    import polnear
    import score

    model = load_model(args.model)
    texts, gold = polnear.load(str(folder))
    read = {name: read_text(text, model) for name, text in texts.items()}
    found = {name: [as_prediction(a) for a in attributions] for name, attributions in read.items()}
    figures = figures_of(score.score(texts, gold, found))
    spread = intervals(score, texts, gold, found, args.seed)
    table = reliability(score, texts, gold, read)
    total = sum(row["count"] for row in table)
    gap = sum(row["count"] * abs(row["mean confidence"] - row["share right"]) for row in table) / total
    figures["calibration error"] = round(100 * gap, 2)
    for name, value in figures.items():
        print(f"{name:20} {value:6.2f}   {spread.get(name, '')}")
    for row in table:
        print("  ".join(f"{key} {value}" for key, value in row.items()))
    write_result(args.json, "attribution", figures, intervals=spread, reliability=table, model=model.name)


if __name__ == "__main__":
    main()
