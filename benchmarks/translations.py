"""translations.py [--reports N] [--json FILE]: whether translated copies are told from reports with the same names.

A stand-in, since no corpus of translated reports is at hand: of reports from PolNeAR's training texts only what a
translation keeps is left (names, countries, numbers, lengths of sentences), some of it is lost, sentences are joined
and cut, and both versions are held against each other. Different reports are the pairs with most names in common. Real
translations of a made-up report are in ``tests/stories``. Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import random
import sys
from itertools import combinations

from copies import Made, read_report
from onrecord.pipeline.keeping import sketch_page
from onrecord.stories import Sketch, compare
from onrecord.stories.translation import Translation, anchors_of, fit_anchors
from report import need_data, write_result
from stories import make_page

Left = list[tuple[frozenset[str], int]]

# Share of anchors lost, and of sentences cut.
_LOSSES = {"whole": (0.3, 0.0), "a third cut": (0.3, 0.3), "half cut": (0.3, 0.5), "half the names": (0.5, 0.0)}
_JOINED = 0.15
_PAIRS = 1200


def take_left(sketch: Sketch) -> Left:
    """Returns what a translation keeps of a page."""
    return [(anchors_of(line), len(line.words)) for line in sketch.lines]


def lose(left: Left, lost: float, cut: float, rng: random.Random) -> Left:
    """Returns a version with anchors lost, sentences cut or joined, and other lengths."""
    out: Left = []
    for anchors, words in left:
        if rng.random() < cut:
            continue
        kept = frozenset(anchor for anchor in sorted(anchors) if rng.random() > lost)
        length = max(2, round(words * rng.lognormvariate(-0.1, 0.2)))
        if out and rng.random() < _JOINED:
            out[-1] = (out[-1][0] | kept, out[-1][1] + length)
        else:
            out.append((kept, length))
    return out


def fit(one: Left, other: Left) -> Translation:
    """Returns how well two versions fit."""
    return fit_anchors([a for a, _ in one], [n for _, n in one], [a for a, _ in other], [n for _, n in other])


def alike_pairs(sketches: list[Sketch], lefts: list[Left]) -> list[tuple[int, int]]:
    """Returns the pairs of different reports that have most names in common; copies and cut copies are left out."""
    anchors = [frozenset[str]().union(*(a for a, _ in left)) for left in lefts]
    rich = [number for number, found in enumerate(anchors) if len(found) > 5]
    share = {
        (a, b): len(anchors[a] & anchors[b]) / min(len(anchors[a]), len(anchors[b])) for a, b in combinations(rich, 2)
    }
    pairs = sorted(share, key=lambda pair: (-share[pair], pair))[:_PAIRS]
    matches = {pair: compare(sketches[pair[0]], sketches[pair[1]]) for pair in pairs}
    return [pair for pair in pairs if (match := matches[pair]) is None or match.verdict != "copy"]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--reports", type=int, default=300)
    arguments = parser.parse_args()
    paths = sorted((need_data("polnear") / "train" / "text").glob("*.txt"))
    random.Random(1).shuffle(paths)
    reports = [report for path in paths if 4 < len((report := read_report(path.read_text("utf-8"))).paragraphs) < 60]
    made = [Made(report, "", "") for report in reports[: arguments.reports]]
    if not made:
        sys.exit("no reports")
    sketches = [sketch_page(make_page(one, number)) for number, one in enumerate(made)]
    lefts = [take_left(sketch) for sketch in sketches]
    figures = {}
    for name, (lost, cut) in _LOSSES.items():
        fits = [fit(left, lose(left, lost, cut, random.Random(n))) for n, left in enumerate(lefts)]
        figures[f"found {name}"] = round(sum(found.holds for found in fits) / len(fits), 4)
    pairs = alike_pairs(sketches, lefts)
    wrong = [fit(lefts[a], lose(lefts[b], 0.15, 0.0, random.Random(a * 1000 + b))).holds for a, b in pairs]
    figures["other reports joined"] = round(sum(wrong) / len(wrong), 4)
    for name, figure in figures.items():
        print(f"{name:28}{figure:8.3f}")
    write_result(arguments.json, "translations", figures, cases=len(lefts), pairs=len(pairs))


if __name__ == "__main__":
    main()
