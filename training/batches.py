"""Documents to training windows: features, tags, and one row of argument labels a cue."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from corpus import Document, Names, bounds_of, curl, drop_marks, straighten, swap_names
from labels import ENTITY_LABELS
from onrecord.attribution.layout import distance_buckets, paragraph_buckets
from onrecord.attribution.pieces import PageTable, tabulate_pieces
from onrecord.attribution.windows import cut_windows
from onrecord.models.tokenizer import PieceTokenizer
from onrecord.records import Span

IGNORE = -100


@dataclass
class Sample:
    """One window ready for a batch; arrays over its positions, `roles` over (cues, positions)."""

    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    paragraph: np.ndarray
    cue: np.ndarray
    union: np.ndarray
    entity: np.ndarray
    cues: np.ndarray  # (cues, 2) first and last position
    roles: np.ndarray


def vary(document: Document, names: Names, rng: random.Random) -> Document:
    """Draws the augmentations of one document for one epoch; the chances are in the ablation table."""
    if document.persons and rng.random() < 0.4:
        document = swap_names(document, names, rng)
    chance = rng.random()
    if chance < 0.2:
        return straighten(document)
    if chance < 0.4:
        return curl(document)
    if chance < 0.44:
        return drop_marks(document)
    return document


def cover(table: PageTable, start: int, end: int) -> tuple[int, int]:
    """Returns the pieces that share a character with the range, as first and one past the last."""
    first = int(np.searchsorted(table.ends, start, side="right"))
    last = int(np.searchsorted(table.starts, end, side="left"))
    return first, max(first, last)


def samples_of(
    document: Document, tokenizer: PieceTokenizer, rng: random.Random | None, limit: int, context: int
) -> list[Sample]:
    """Cuts a document into windows with labels. Without `rng` the cut and the annotator are always the same."""
    bounds = bounds_of(document.text)
    if rng and len(bounds) > 4:  # another cut each epoch
        skip = rng.randrange(3)
        bounds = bounds[skip:] if rng.random() < 0.5 else bounds
        limit = rng.choice((limit, limit, limit * 2 // 3))
    version = rng.choice(document.versions) if rng else document.versions[0]
    table = tabulate_pieces(document.text, [Span(*b) for b in bounds], tokenizer)
    tags = tag_pieces(table, document, version)
    return [
        s for w in cut_windows(table.paragraph, limit=limit, context=context)
        if (s := make_sample(table, tags, w, tokenizer)) is not None
    ]  # fmt: skip


def tag_pieces(table: PageTable, document: Document, version: list[dict]) -> dict:
    """Labels the pieces of a page: cue tags, entity tags, union tags, and each attribution's pieces."""
    n = len(table.ids)
    cue, union, entity = np.zeros(n, int), np.zeros(n, int), np.zeros(n, int)
    for kind, s, e in document.entities:
        a, b = cover(table, s, e)
        if kind == "office" and entity[a:b].any():
            continue
        if a < b:
            label = ENTITY_LABELS.index(f"B-{kind}")
            entity[a], entity[a + 1 : b] = label, label + 1
    links = []
    for attribution in version:
        spans = [(role, *cover(table, s, e)) for role in ("source", "content", "cue") for s, e in attribution[role]]
        spans = [x for x in spans if x[1] < x[2]]
        mine = [x for x in spans if x[0] == "cue"]
        if not mine:
            continue
        a, b = mine[0][1], mine[-1][2]
        cue[a], cue[a + 1 : b] = 1, 2
        rest = [x for x in spans if x[0] != "cue"]
        for role, s, e in rest:
            label = 1 if role == "source" else 3
            union[s], union[s + 1 : e] = label, label + 1
        links.append((a, b, rest))
    if not document.entities:
        entity[:] = IGNORE
    return {"cue": cue, "union": union, "entity": entity, "links": links}


def make_sample(table: PageTable, tags: dict, window, tokenizer: PieceTokenizer) -> Sample | None:
    """Lays one window out with its added pieces and keeps the cues that lie wholly in it."""
    places = window.places
    real = places >= 0
    at = np.where(real, places, 0)

    def laid(values: np.ndarray, added: int) -> np.ndarray:
        return np.where(real, values[at], added)

    position = {int(p): k for k, p in enumerate(places) if p >= 0}
    paragraph = paragraph_of(table, places)
    cues, roles = [], []
    for a, b, rest in tags["links"]:
        if a not in position or b - 1 not in position:
            continue
        row = np.zeros(len(places), int)
        row[~real] = IGNORE
        for role, s, e in rest:
            inside = [position[p] for p in range(s, e) if p in position]
            if inside:
                label = 1 if role == "source" else 3
                row[inside] = label + 1
                row[inside[0]] = label
        cues.append((position[a], position[b - 1]))
        roles.append(row)
    ids = np.where(real, table.ids[at], tokenizer.break_id)
    ids[0] = tokenizer.start_id
    return Sample(
        ids=ids, case=laid(table.case, 5), quote=laid(table.quote, 0), paragraph=paragraph,
        cue=laid(tags["cue"], IGNORE), union=laid(tags["union"], IGNORE), entity=laid(tags["entity"], IGNORE),
        cues=np.asarray(cues, int).reshape(-1, 2), roles=np.asarray(roles, int).reshape(len(roles), len(places)),
    )  # fmt: skip


def paragraph_of(table: PageTable, places: np.ndarray) -> np.ndarray:
    """Returns each position's paragraph; an added position has that of the piece before it."""
    filled = np.maximum.accumulate(np.where(places >= 0, np.arange(len(places)), 0))
    source = places[filled]
    return np.where(source >= 0, table.paragraph[np.maximum(source, 0)], table.paragraph[places[1]])


def collate(samples: list[Sample]) -> dict:
    """Pads windows to one length; argument rows of all cues follow one another."""
    import torch

    length = max(len(s.ids) for s in samples)

    def padded(name: str, fill: int) -> torch.Tensor:
        out = np.full((len(samples), length), fill, dtype=np.int64)
        for k, s in enumerate(samples):
            out[k, : len(s.ids)] = getattr(s, name)
        return torch.from_numpy(out)

    rows, distance, step, roles = [], [], [], []
    for k, s in enumerate(samples):
        for (first, last), row in zip(s.cues, s.roles, strict=True):
            full = np.full(length, IGNORE, dtype=np.int64)
            full[: len(row)] = row
            paragraph = np.pad(s.paragraph, (0, length - len(row)), mode="edge")
            rows.append((k, first, last))
            roles.append(full)
            distance.append(distance_buckets(length, int(first), int(last)))
            step.append(paragraph_buckets(paragraph, int(s.paragraph[first])))
    mask = padded("ids", -1).lt(0).float()[:, None, None, :] * -1e4
    return {
        "ids": padded("ids", 0), "case": padded("case", 5), "quote": padded("quote", 0), "mask": mask,
        "cue": padded("cue", IGNORE), "union": padded("union", IGNORE), "entity": padded("entity", IGNORE),
        "rows": torch.tensor(rows, dtype=torch.long).reshape(-1, 3),
        "roles": torch.from_numpy(np.stack(roles)) if roles else torch.zeros((0, length), dtype=torch.long),
        "distance": torch.from_numpy(np.stack(distance)) if distance else torch.zeros((0, length), dtype=torch.long),
        "step": torch.from_numpy(np.stack(step)) if step else torch.zeros((0, length), dtype=torch.long),
    }  # fmt: skip
