"""robustness.py [--json FILE] [--model NAME]: how much is lost when the same reports come in another dress.

Detection and source-correct on the development part of PolNeAR as it is, and with marks straightened, marks removed,
persons and places renamed to those of other continents, paragraphs joined in pairs, and the first half cut away.
Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from attribution import as_prediction, figures_of, read_text
from onrecord.models import AttributionModel, load_model
from report import ROOT, need_data, write_result

sys.path[:0] = [str(ROOT.parent / "shared" / "bench"), str(ROOT / "training")]

Dress = Callable[[Any, random.Random], Any]


def as_is(document: Any, _: random.Random) -> Any:
    """Returns the document."""
    return document


def straightened(document: Any, _: random.Random) -> Any:
    """Straight marks and apostrophes."""
    from corpus import straighten

    return straighten(document)


def unmarked(document: Any, _: random.Random) -> Any:
    """No double quotation marks at all."""
    from corpus import drop_marks

    return drop_marks(document)


def renamed(document: Any, rng: random.Random) -> Any:
    """Persons, places and nationalities of other continents, by the project's own list."""
    from corpus import swap_names

    table = json.loads((ROOT / "training" / "names.json").read_text(encoding="utf-8"))
    return swap_names(document, SimpleNamespace(**{k: v for k, v in table.items() if k != "note"}), rng)


def joined(document: Any, _: random.Random) -> Any:
    """Every second paragraph break made a space."""
    from corpus import rewrite

    breaks = [m.span() for m in re.finditer(r"\s*\n\s*", document.text)]
    return rewrite(document, dict.fromkeys(breaks[::2], " "))


def second_half(document: Any, _: random.Random) -> Any:
    """The text from the paragraph break nearest the middle on; attributions that begin before it are not asked for."""
    from corpus import rewrite

    middle = len(document.text) // 2
    cut = min((m.end() for m in re.finditer(r"\n+", document.text)), key=lambda at: abs(at - middle), default=0)
    whole = [[a for a in v if min(p for r in a.values() for p, _ in r) >= cut] for v in document.versions]
    document.versions = [[dict(a) for a in version] for version in whole]
    return rewrite(document, {(0, cut): ""})


DRESSES: dict[str, Dress] = {
    "as it is": as_is,
    "marks straightened": straightened,
    "marks removed": unmarked,
    "names replaced": renamed,
    "paragraphs joined": joined,
    "first half missing": second_half,
}


def measure(documents: list[Any], dress: Dress, model: AttributionModel, score: Any) -> dict[str, float]:
    """Returns the headline figures of the documents in one dress."""
    rng = random.Random(7)
    texts, gold, found = {}, {}, {}
    for document in documents:
        plain = [[{r: a[r] for r in ("source", "cue", "content")} for a in document.versions[0]]]
        copy = type(document)(document.id, document.text, plain, document.entities,
                              document.persons, document.places, document.demonyms)  # fmt: skip
        dressed = dress(copy, rng)
        texts[dressed.id], gold[dressed.id] = dressed.text, dressed.versions[0]
        found[dressed.id] = [as_prediction(a) for a in read_text(dressed.text, model)]
    return figures_of(score.score(texts, gold, found))


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--model")
    args = parser.parse_args()
    need_data("polnear/dev")
    import score

    from corpus import load

    model = load_model(args.model)
    documents = load(ROOT.parent / "shared" / "data", "dev")
    figures: dict[str, float] = {}
    print(f"{'':20} {'det@0.5':>8} {'det@0.8':>8} {'source':>8}")
    for name, dress in DRESSES.items():
        row = measure(documents, dress, model, score)
        print(f"{name:20} {row['det@0.5']:8.1f} {row['det@0.8']:8.1f} {row['source-correct']:8.1f}", flush=True)
        figures |= {f"{name}: {k}": row[k] for k in ("det@0.5", "source-correct")}
    write_result(args.json, "robustness", figures, model=model.name)


if __name__ == "__main__":
    main()
