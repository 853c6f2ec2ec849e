"""stories.py [--json FILE] [--seed N]: whether pages join their copies and nothing else.

Copies and near-misses (`copies.py`) of the development texts of PolNeAR; foreign paragraphs come from the training
texts. B³ F1 over all pages and by kind; near-misses merged with any page; MinHash alone for comparison; milliseconds.
A merged page belongs to the report that it has most of. Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rensa import RMinHash

from copies import Made, make_copies, make_misses, read_report
from onrecord.page import read_page
from onrecord.pipeline.keeping import find_stories, sketch_page
from onrecord.records import Capture, Failure, Origin, Page
from onrecord.stories import Sketch
from report import need_data, write_result

_BASELINE_JACCARD = 0.5  # the usual setting of near-duplicate removal is 0.7 to 0.8; this one is kinder to cut copies


def make_page(made: Made, number: int) -> Page:
    """Returns the page, read from plain text as a user's file would be."""
    data = made.report.text.encode()
    origin = Origin(path=f"{number:05}.txt", url=f"https://outlet-{number}.example/", media_type="text/plain")
    page = read_page(Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin))
    if isinstance(page, Failure):
        sys.exit(f"page {number}: {page.message}")
    return page


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


def joined_by_stories(sketches: Sequence[Sketch]) -> dict[str, str]:
    """Returns page to story, by the project's stage."""
    return {copy.id: story.story for story in find_stories(sketches) for copy in story.pages}


def joined_by_minhash(pages: Sequence[Page]) -> dict[str, str]:
    """Returns page to story where MinHash similarity alone joins."""
    signatures = {}
    for page in pages:
        words = page.text.lower().split()
        minhash = RMinHash(num_perm=128, seed=1)
        minhash.update([" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))])
        signatures[page.id] = minhash
    root = {page.id: page.id for page in pages}

    def find(one: str) -> str:
        while root[one] != one:
            one = root[one]
        return one

    ids = sorted(signatures)
    for place, a in enumerate(ids):
        for b in ids[place + 1 :]:
            if signatures[a].jaccard(signatures[b]) >= _BASELINE_JACCARD:
                root[max(find(a), find(b))] = min(find(a), find(b))
    return {page: find(page) for page in ids}


def misses_merged(made: Mapping[str, Made], found: Mapping[str, str]) -> float:
    """Returns the share of near-misses that stand in a story with any other page."""
    sets = _sets(found)
    misses = [page for page, one in made.items() if one.story[0] in "et"]
    return sum(len(sets[found[page]]) > 1 for page in misses) / max(len(misses), 1)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    texts = {part: sorted((need_data("polnear") / part / "text").glob("*.txt")) for part in ("dev", "train")}
    reports, others = ([read_report(path.read_text("utf-8")) for path in texts[part]] for part in ("dev", "train"))
    reports = [report for report in reports if len(report.paragraphs) > 3]
    others = [report for report in others if report.paragraphs]
    rng = random.Random(arguments.seed)
    everything = [*make_copies(reports, others, rng), *make_misses(reports, others, rng)]
    pages = [make_page(one, number) for number, one in enumerate(everything)]
    made = dict(zip((page.id for page in pages), everything, strict=True))
    start = time.perf_counter()
    sketches = [sketch_page(page) for page in pages]
    sketched = time.perf_counter()
    found = joined_by_stories(sketches)
    ended = time.perf_counter()
    figures = show(made, found, joined_by_minhash(pages))
    figures["ms per page"] = round(1000 * (ended - start) / len(pages), 2)
    print(f"{len(pages)} pages: {sketched - start:.1f} s sketches, {ended - sketched:.1f} s stories")
    write_result(arguments.json, "stories", figures, cases=len(pages))


def show(made: Mapping[str, Made], found: Mapping[str, str], baseline: Mapping[str, str]) -> dict[str, float]:
    """Prints the table by kind; returns the figures."""
    gold = {page: one.story for page, one in made.items()}
    kinds = list(dict.fromkeys(one.kind for one in made.values()))
    print(f"{'':28}{'P':>8}{'R':>8}{'F1':>8}{'MinHash F1':>12}")
    figures = {}
    for kind in ("all", *kinds):
        of_kind = [page for page, one in made.items() if kind in ("all", one.kind)]
        ours, theirs = b_cubed(gold, found, of_kind), b_cubed(gold, baseline, of_kind)
        print(f"{kind:28}{ours['precision']:8.3f}{ours['recall']:8.3f}{ours['f1']:8.3f}{theirs['f1']:12.3f}")
        figures[f"{kind} f1"] = round(ours["f1"], 4)
    figures["minhash f1"] = round(b_cubed(gold, baseline, made)["f1"], 4)
    figures["near-misses merged"] = round(misses_merged(made, found), 4)
    print(f"near-misses merged: {figures['near-misses merged']:.1%} (MinHash {misses_merged(made, baseline):.1%})")
    return figures


if __name__ == "__main__":
    main()
