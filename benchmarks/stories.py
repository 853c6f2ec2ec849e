"""stories.py [--part tune|report] [--seeds N...] [--json FILE]: whether pages join their copies and nothing else.

Copies and near-misses (`copies.py`) of half of the development texts of PolNeAR; foreign paragraphs come from the
training texts. The rules were chosen on the other half (``--part tune``). B³ F1 over all pages and by kind, near-misses
that stand in a story with any other page, and pages a second; beside them MinHash alone and vectors alone, each with
the threshold that is best on the other half. The vectors are weighted counts of words (TF-IDF): no encoder of sentences
ships with the project. A merged page belongs to the report that it has most of. Leaves with 77 where the data is not
beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from copies import Made, Report, make_copies, make_misses, read_report
from onrecord.page import read_page
from onrecord.pipeline.keeping import find_stories, sketch_page
from onrecord.records import Capture, Failure, Origin, Page
from report import need_data, write_result

Stories = Mapping[str, str]
Likeness = NDArray[np.float32]

_THRESHOLDS = [round(0.1 + 0.05 * n, 2) for n in range(18)]
_WORDS = 1 << 14  # places for words in a vector


def make_page(made: Made, number: int) -> Page:
    """Returns the page, read from plain text as a user's file would be."""
    data = made.report.text.encode()
    origin = Origin(path=f"{number:05}.txt", url=f"https://outlet-{number}.example/", media_type="text/plain")
    page = read_page(Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin))
    if isinstance(page, Failure):
        sys.exit(f"page {number}: {page.message}")
    return page


def make_pages(part: str, seed: int) -> tuple[list[Page], dict[str, Made]]:
    """Returns the pages of one half, and by their ids how they were made."""
    reports, others = read_texts("dev"), read_texts("train")
    chosen = [report for report in reports if len(report.paragraphs) > 3][part == "report" :: 2]
    rng = random.Random(seed)
    everything = [*make_copies(chosen, others, rng), *make_misses(chosen, others, rng)]
    pages = [make_page(one, number) for number, one in enumerate(everything)]
    return pages, dict(zip((page.id for page in pages), everything, strict=True))


def read_texts(part: str) -> list[Report]:
    """Returns the reports of a part of the corpus."""
    paths = sorted((need_data("polnear") / part / "text").glob("*.txt"))
    return [report for path in paths if (report := read_report(path.read_text("utf-8"))).paragraphs]


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str], pages: Iterable[str]) -> dict[str, float]:
    """Returns B³ precision, recall and F1 over `pages` (Bagga and Baldwin 1998).

    Args:
        gold: Page to story.
        found: Page to story, as found.
        pages: Those to average over; the stories may hold others.

    >>> b_cubed({"a": "1", "b": "1"}, {"a": "x", "b": "y"}, ["a", "b"])["recall"]
    0.5
    """
    by_gold, by_found = _sets(gold), _sets(found)
    precision, recall, number = 0.0, 0.0, 0
    for page in pages:
        both = len(by_gold[gold[page]] & by_found[found[page]])
        precision += both / len(by_found[found[page]])
        recall += both / len(by_gold[gold[page]])
        number += 1
    p, r = precision / max(number, 1), recall / max(number, 1)
    return {"precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def _sets(stories: Mapping[str, str]) -> dict[str, set[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for page, story in stories.items():
        sets[story].add(page)
    return sets


def by_onrecord(pages: Sequence[Page]) -> tuple[dict[str, str], float]:
    """Returns page to story by the project's stage, and the seconds of a processor that it took."""
    start = time.process_time()
    stories = find_stories(map(sketch_page, pages))
    seconds = time.process_time() - start
    return {copy.id: story.story for story in stories for copy in story.pages}, seconds


def minhash_likeness(pages: Sequence[Page]) -> Likeness:
    """Returns the estimated Jaccard similarity of every two pages over runs of three words."""
    signatures = []
    for page in pages:
        words = page.text.lower().split()
        minhash = RMinHash(num_perm=128, seed=1)
        minhash.update([" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))])
        signatures.append(minhash.digest())
    table = np.array(signatures, dtype=np.uint32)
    return np.stack([(table == row).mean(axis=1, dtype=np.float32) for row in table])


def vector_likeness(pages: Sequence[Page]) -> Likeness:
    """Returns the cosine of every two pages' weighted counts of words."""
    counts = [Counter(zlib.crc32(word.encode()) % _WORDS for word in page.text.lower().split()) for page in pages]
    pages_with = Counter(word for count in counts for word in count)
    table = np.zeros((len(pages), _WORDS), dtype=np.float32)
    for row, count in enumerate(counts):
        for word, number in count.items():
            table[row, word] = (1 + math.log(number)) * math.log((len(pages) + 1) / pages_with[word])
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    cosine: Likeness = table @ table.T
    return cosine


def by_threshold(pages: Sequence[Page], likeness: Likeness, threshold: float) -> dict[str, str]:
    """Returns page to story where likeness alone joins: the connected parts."""
    root = list(range(len(pages)))

    def find(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for a, b in np.argwhere(np.triu(likeness >= threshold, 1)).tolist():
        root[max(find(a), find(b))] = min(find(a), find(b))
    return {page.id: str(find(place)) for place, page in enumerate(pages)}


def best_threshold(pages: Sequence[Page], made: Mapping[str, Made], likeness: Likeness) -> float:
    """Returns the threshold with the best B³ F1."""
    gold = {page: one.story for page, one in made.items()}
    return max(_THRESHOLDS, key=lambda t: b_cubed(gold, by_threshold(pages, likeness, t), gold)["f1"])


def misses_merged(made: Mapping[str, Made], found: Stories, kinds: str = "et") -> float:
    """Returns the share of near-misses that stand in a story with any other page.

    Args:
        made: How the pages were made.
        found: Page to story.
        kinds: First letters of the near-misses' stories.
    """
    sets = _sets(found)
    misses = [page for page, one in made.items() if one.story[0] in kinds]
    return sum(len(sets[found[page]]) > 1 for page in misses) / max(len(misses), 1)


def measure(made: Mapping[str, Made], found: Mapping[str, Stories]) -> dict[str, float]:
    """Returns the figures of one seed: ``METHOD KIND`` to F1, and the near-misses merged."""
    gold = {page: one.story for page, one in made.items()}
    kinds = {"all": list(made)}
    for page, one in made.items():
        kinds.setdefault(one.kind, []).append(page)
    figures = {}
    for method, stories in found.items():
        for kind, pages in kinds.items():
            figures[f"{method} {kind}"] = b_cubed(gold, stories, pages)["f1"]
        for name, letters in (("merged", "et"), ("merged same event", "e"), ("merged same template", "t")):
            figures[f"{method} near-misses {name}"] = misses_merged(made, stories, letters)
    return figures


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--part", choices=("tune", "report"), default="report")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    arguments = parser.parse_args()
    likenesses: dict[str, Callable[[Sequence[Page]], Likeness]] = {
        "minhash": minhash_likeness,
        "tfidf": vector_likeness,
    }
    pages, made = make_pages("tune", seed=1)
    thresholds = {name: best_threshold(pages, made, alike(pages)) for name, alike in likenesses.items()}
    runs, seconds, number = [], 0.0, 0
    for seed in arguments.seeds:
        pages, made = make_pages(arguments.part, seed)
        ours, took = by_onrecord(pages)
        others = {name: by_threshold(pages, alike(pages), thresholds[name]) for name, alike in likenesses.items()}
        runs.append(measure(made, {"onrecord": ours, **others}))
        seconds, number = seconds + took, number + len(pages)
    figures = {name: round(sum(run[name] for run in runs) / len(runs), 4) for name in runs[0]}
    figures |= {f"{name} threshold": threshold for name, threshold in thresholds.items()}
    figures["pages a second"] = round(number / seconds, 1)
    show(figures)
    write_result(arguments.json, "stories", figures, cases=number, seeds=arguments.seeds, part=arguments.part)


def show(figures: Mapping[str, float]) -> None:
    """Prints the table by kind."""
    kinds = [name.removeprefix("onrecord ") for name in figures if name.startswith("onrecord ")]
    print(f"{'':34}{'onrecord':>10}{'MinHash':>10}{'TF-IDF':>10}")
    for kind in kinds:
        print(f"{kind:34}" + "".join(f"{figures[f'{m} {kind}']:10.3f}" for m in ("onrecord", "minhash", "tfidf")))
    print(f"thresholds: MinHash {figures['minhash threshold']}, TF-IDF {figures['tfidf threshold']}")
    print(f"{figures['pages a second']:.0f} pages a second, sketches and joining, one core")


if __name__ == "__main__":
    main()
