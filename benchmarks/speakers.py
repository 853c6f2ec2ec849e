"""Who is speaking, against the speaker gold of the dev pages: figures, misses, and the fit of the pronoun weights.

    python benchmarks/speakers.py [--input gold|text] [--json FILE] [--misses] [--fit]

Gold spans in, speakers out: the attributions are the gold's, the names come from the machine tags beside the corpus (as
noisy as the model that learns from them). The scorer is a program of its own beside the data; this one calls it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from onrecord.attribution import find_attributions
from onrecord.models import load_model
from onrecord.records.actor import Entity
from onrecord.records.attribution import Attribution
from onrecord.records.page import Block, Page
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.speakers import antecedents, pronouns
from onrecord.speakers.resolve import resolve_cases, resolve_speakers
from report import SKIPPED, write_result

SHARED = Path(__file__).resolve().parents[2] / "shared"  # beside the checkout; never part of it
Case = tuple[Page, Tagging, list[dict[str, str]]]  # a page, what is known of it, its rows of the gold
KINDS = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "DATE": "date"}


def main() -> None:
    """Runs the benchmark."""
    options = _options()
    for path in (options.data, options.scorer):
        if not path.exists():
            print(f"not beside the checkout: {path.name}")
            sys.exit(SKIPPED)
    pages = read_pages(options.data)
    predictions, seconds = predict_end_to_end(pages) if options.input == "text" else predict(pages)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "predictions.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
        figures = score(options, file)
    words = sum(len(page.text.split()) for page, _, _ in pages)
    figures["ms per 1000 words"] = round(1000 * seconds / (words / 1000), 2)
    for name, value in figures.items():
        print(f"{name:18} {value}")
    write_result(options.json, "speakers", figures, cases={"pages": len(pages), "input": options.input})
    if options.fit:
        print_fit(pages)
    if options.misses:
        print_misses(options, pages, predictions)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=SHARED / "data" / "polnear", help="folder with dev/text and the gold"
    )
    parser.add_argument("--scorer", type=Path, default=SHARED / "bench" / "speakers.py")
    parser.add_argument(
        "--input", choices=("gold", "text"), default="gold", help="gold spans, or the model's from the text"
    )
    parser.add_argument("--json", help="write the figures here")
    parser.add_argument("--misses", action="store_true", help="print every attribution that is not right")
    parser.add_argument("--fit", action="store_true", help="fit the pronoun weights anew and print them")
    return parser.parse_args()


def read_pages(data: Path) -> list[Case]:
    """Returns the dev pages with their gold attributions and machine-made names."""
    gold: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (data / "speakers-dev.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            gold[row["document"]].append(row)
    silver = {}
    with gzip.open(data / "corenlp-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            silver[document["id"]] = document["sentences"]
    pages = []
    for name, rows in sorted(gold.items()):
        text = (data / "dev" / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        page = Page(id=name, sha256="", text=text, blocks=_blocks(text))
        attributions = tuple(_attribution(name, row, text) for row in rows)
        tagging = Tagging(attributions=attributions, asides=(), entities=_entities(silver.get(name, [])))
        pages.append((page, tagging, rows))
    return pages


def _blocks(text: str) -> tuple[Block, ...]:
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    return tuple(
        Block(kind="title" if i == 0 else "paragraph", start=m.start(), end=m.end(), body=True)
        for i, m in enumerate(lines)
    )


def _spans(field: str) -> tuple[Span, ...]:
    return tuple(Span(*map(int, part.split("-"))) for part in field.split(",") if part)


def _attribution(document: str, row: dict[str, str], text: str) -> Attribution:
    content = _spans(row["content"])
    words = " ".join(span.of(text) for span in content)
    marks = words.strip()[:1] in "\"“‘'" and words.strip()[-1:] in "\"”’'"
    return Attribution(
        id=f"{document}#{row['n']}",
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=content,
        kind="direct" if marks else "indirect",
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=1.0,
    )


def _entities(sentences: list[dict[str, Any]]) -> tuple[Entity, ...]:
    entities = []
    for sentence in sentences:
        run: list[list[Any]] = []
        for token in [*sentence["tokens"], [0, 0, "", "", ""]]:
            tag = token[4] if len(token) > 4 else ""
            if run and tag != run[0][4]:
                if run[0][4] in KINDS:
                    entities.append(Entity(kind=KINDS[run[0][4]], span=Span(run[0][0], run[-1][1])))  # type: ignore[arg-type]
                run = []
            if tag:
                run.append(token)
    return tuple(entities)


def predict(pages: list[Case]) -> tuple[list[dict[str, Any]], float]:
    """Returns the predictions in the scorer's form and the seconds that the stage took."""
    resolve_speakers(*pages[0][:2])  # reads the tables
    rows = []
    start = time.process_time()
    resolved = [resolve_speakers(page, tagging) for page, tagging, _ in pages]
    seconds = time.process_time() - start
    for (page, _, _), attributions in zip(pages, resolved, strict=True):
        rows.append({"id": page.id, "attributions": [_row(attribution) for attribution in attributions]})
    return rows, seconds


def predict_end_to_end(pages: list[Case]) -> tuple[list[dict[str, Any]], float]:
    """Returns the predictions from the bare texts, by the shipped model, and the seconds that all stages took."""
    rows = []
    model = load_model()
    start = time.process_time()
    for page, _, _ in pages:
        tagging = find_attributions(page, model)
        rows.append({"id": page.id, "attributions": [_row(a) for a in resolve_speakers(page, tagging)]})
    return rows, time.process_time() - start


def _row(attribution: Attribution) -> dict[str, Any]:
    speaker: Any = attribution.speaker
    row = {"name": speaker.name, "type": speaker.type, "surface": speaker.surface, "aliases": list(speaker.aliases)}
    if speaker.names:
        row["names"] = list(speaker.names)
    row |= {"by": speaker.by, "why": speaker.why}
    return {
        "source": [[s.start, s.end] for s in attribution.source],
        "cue": [[s.start, s.end] for s in attribution.cue],
        "content": [[s.start, s.end] for s in attribution.content],
        "speaker": row,
    }


def score(options: argparse.Namespace, predictions: Path) -> dict[str, Any]:
    """Returns the scorer's figures."""
    command = [
        sys.executable,
        options.scorer,
        options.data / "dev" / "text",
        options.data / "speakers-dev.tsv",
        predictions,
    ]
    done = subprocess.run([*map(str, command), "--json"], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def pronoun_cases(pages: list[Any]) -> list[tuple[str, Any, int]]:
    """Returns for each "he" and "she" of the gold: its page, the candidates' signs, and which of them it is."""
    found = []
    for page, tagging, rows in pages:
        gold = {f"{page.id}#{row['n']}": row for row in rows}
        for case, _ in resolve_cases(page, tagging):
            row = gold[case.attribution.id]
            if row["type"] != "P" or case.surface.lower() not in pronouns.MALE | pronouns.FEMALE:
                continue
            gender = "m" if case.surface.lower() in pronouns.MALE else "f"
            ranked = antecedents.rank(case, gender)
            right = [i for i, item in enumerate(ranked) if _same(item.person.name.text, row["speaker"])]
            signs = [list(antecedents.features(case, item.person, item.last, gender).values()) for item in ranked]
            if len(ranked) > 1 and right:
                found.append((page.id, np.array(signs), right[0]))
    return found


def _same(name: str, gold: str) -> bool:
    one, other = name.casefold().split(), gold.casefold().split()
    return one[-1] == other[-1] and (len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0])


def fit_weights(cases: list[tuple[str, Any, int]], decay: float = 0.02, steps: int = 600) -> Any:
    """Returns the weights that make the right antecedents likeliest: softmax over candidates, gradient descent."""
    weights = np.zeros(cases[0][1].shape[1])
    for _ in range(steps):
        slope = decay * weights
        for _, signs, right in cases:
            chance = np.exp(signs @ weights - (signs @ weights).max())
            slope += (signs.T @ (chance / chance.sum()) - signs[right]) / len(cases)
        weights -= 0.5 * slope
    return weights


def print_fit(pages: list[Any], folds: int = 5) -> None:
    """Prints the fitted weights, and how often the best candidate is right on pages that were not fitted on."""
    cases = pronoun_cases(pages)
    names = sorted({name for name, _, _ in cases})
    right = 0
    for fold in range(folds):
        held = set(names[fold::folds])
        weights = fit_weights([case for case in cases if case[0] not in held])
        right += sum(int((signs @ weights).argmax() == answer) for name, signs, answer in cases if name in held)
    current = np.array(list(msgspec.structs.astuple(antecedents.WEIGHTS)))
    now = sum(int((signs @ current).argmax() == answer) for _, signs, answer in cases)
    print(f"he and she with two candidates or more: {len(cases)}; right: now {now}, fitted, on held-out pages {right}")
    for name, weight in zip(antecedents.Weights.__struct_fields__, fit_weights(cases), strict=True):
        print(f"    {name}: float = {weight:.2f}")


def print_misses(
    options: argparse.Namespace,
    pages: list[Case],
    predictions: list[dict[str, Any]],
) -> None:
    """Prints the attributions that the scorer counts as not right."""
    sys.path.insert(0, str(options.scorer.parent))
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    for (page, _, rows), prediction in zip(pages, predictions, strict=True):
        people = {p for row in rows if row["type"] == "P" for p in row["speaker"].split(" & ")}
        rivals: dict[str, int] = defaultdict(int)
        for person in people:
            rivals[(scorer.words(person) or [""])[-1]] += 1
        for row, guess in zip(rows, prediction["attributions"], strict=True):
            speaker = guess["speaker"]
            if row["type"] in "RUN" or not row["source"] or scorer.right(row["type"], row["speaker"], speaker, rivals):
                continue
            source = " … ".join(span.of(page.text) for span in _spans(row["source"]))
            print(
                f"{row['type']} {row['speaker'][:40]!r} <- {source[:90]!r} got {speaker['type']} {speaker['name']!r} "
                f"[{speaker['by']}] {speaker['why'] or ''} ({page.id[:30]}#{row['n']})"
            )


if __name__ == "__main__":
    main()
