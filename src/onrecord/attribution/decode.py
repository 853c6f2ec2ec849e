"""Probabilities of one window to cues, their arguments and entities, in pieces of the page."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.attribution.entities import RawEntity, find_entities
from onrecord.attribution.layout import place_buckets
from onrecord.attribution.pieces import PageTable
from onrecord.attribution.windows import Window
from onrecord.models import AttributionModel, Decoding, Tags

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float32]
Run = tuple[int, int]

_SOURCE, _CONTENT = 1, 3  # index of the B- label in the argument head's labels
_OTHER_CASE = 5
# Least probability of a position of content, and of one that goes on a source (a name's "(R)" is often doubted); both
# chosen on the development part among 0.3 to 0.6, where they move the figures by 0.3 points.
_IN_CONTENT = 0.5
_IN_SOURCE = 0.3


class RawAttribution(Struct, frozen=True):
    """An attribution in pieces of the page: ranges are first and one past the last.

    Attributes:
        cue: The cue.
        source: The source, or ``None``.
        content: Pieces of content, in order; at least one.
        cue_score: Highest probability that a piece of the cue is in a cue.
        source_score: Mean probability of the source's pieces, or of there being none.
        content_score: Mean probability of the content's pieces.
    """

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    cue_score: float
    source_score: float
    content_score: float


def read_window(
    table: PageTable, window: Window, model: AttributionModel, decoding: Decoding
) -> tuple[list[RawAttribution], list[RawEntity]]:
    """Runs the model over one window and reads off the attributions and entities that it decides."""
    tags = _run_encoder(table, window, model)
    real = window.places >= 0
    fresh = real & (window.places >= window.fresh)
    entities = find_entities(tags.entity, window.places[fresh], fresh, table.word, model.card.entity_labels)
    cues = find_cues(tags.cue, fresh, decoding.cue)
    if not cues:
        return [], entities
    paragraph = table.paragraph[_filled(window.places)]
    place = np.stack([place_buckets(paragraph, a, b - 1) for a, b in cues])
    ends = np.asarray([(a, b - 1) for a, b in cues], dtype=np.int64)
    roles = model.label(tags, ends, place)
    strength = 1.0 - tags.cue[:, 0]
    found = [
        _read_arguments(roles[k], cue, float(strength[cue[0] : cue[1]].max()), window.places, decoding)
        for k, cue in enumerate(cues)
    ]
    return [raw for raw in found if raw is not None], entities


def _run_encoder(table: PageTable, window: Window, model: AttributionModel) -> Tags:
    real = window.places >= 0
    at = np.where(real, window.places, 0)
    ids = np.where(real, table.ids[at], model.tokenizer.break_id)
    ids[0] = model.tokenizer.start_id
    case = np.where(real, table.case[at], _OTHER_CASE)
    quote = np.where(real, table.quote[at], 0)
    return model.tag(ids, case, quote)


def _filled(places: IntArray) -> IntArray:
    """Gives each added position the piece before it (the opening one: the first piece)."""
    last = np.maximum.accumulate(np.where(places >= 0, np.arange(len(places)), 0))
    filled = places[last]
    return np.where(filled >= 0, filled, places[1])


def find_cues(cue: FloatArray, fresh: NDArray[np.bool_], threshold: float) -> list[Run]:
    """Returns the cues among the positions that the window decides.

    A cue is a run of positions likelier than `threshold` to be in one; it is split where a new one clearly begins.
    """
    inside = (1.0 - cue[:, 0] > threshold) & fresh
    begins = inside & (cue[:, 1] > cue[:, 2])
    return _runs(inside, begins)


def _runs(inside: NDArray[np.bool_], begins: NDArray[np.bool_]) -> list[Run]:
    """Returns runs of `inside`, split before each later position of `begins`."""
    runs: list[Run] = []
    for k in np.flatnonzero(inside).tolist():
        if runs and runs[-1][1] == k and not begins[k]:
            runs[-1] = (runs[-1][0], k + 1)
        else:
            runs.append((k, k + 1))
    return runs


def _read_arguments(
    roles: FloatArray, cue: Run, cue_score: float, places: IntArray, decoding: Decoding
) -> RawAttribution | None:
    """Reads one cue's source and content off its row of role probabilities."""
    # Added positions and the cue itself are no argument; the former are left out so that a run may cross them.
    usable = places >= 0
    usable[cue[0] : cue[1]] = False
    kept = np.flatnonzero(usable)
    probs = roles[kept]
    source_p = probs[:, _SOURCE] + probs[:, _SOURCE + 1]
    content_p = probs[:, _CONTENT] + probs[:, _CONTENT + 1]
    contents = _argument_runs(content_p > _IN_CONTENT, kept, cue)
    if not contents:
        return None
    taken = np.zeros(len(kept), dtype=bool)
    for a, b in contents:
        taken[a:b] = True
    source, source_score = _best_source(np.where(taken, 0.0, source_p), kept, cue, decoding.source)
    pieces = places[kept]
    return RawAttribution(
        cue=(int(places[cue[0]]), int(places[cue[1] - 1]) + 1),
        source=None if source is None else (int(pieces[source[0]]), int(pieces[source[1] - 1]) + 1),
        content=tuple((int(pieces[a]), int(pieces[b - 1]) + 1) for a, b in contents),
        cue_score=cue_score,
        source_score=source_score,
        content_score=float(np.mean(np.concatenate([content_p[a:b] for a, b in contents]))),
    )


def _argument_runs(inside: NDArray[np.bool_], kept: IntArray, cue: Run) -> list[Run]:
    """Returns runs over the kept positions, never across the cue."""
    begins = np.zeros(len(kept), dtype=bool)
    after = int(np.searchsorted(kept, cue[1]))
    if after < len(begins):
        begins[after] = True
    return _runs(inside, begins)


def _best_source(source_p: NDArray[np.float64], kept: IntArray, cue: Run, least: float) -> tuple[Run | None, float]:
    """Returns the run with the most source probability, or ``None`` with the probability that there is none."""
    top = float(source_p.max(initial=0.0))
    if top < least:
        return None, 1.0 - top
    runs = _argument_runs(source_p > min(_IN_SOURCE, top * 0.7), kept, cue)
    best = max(runs, key=lambda run: float(source_p[run[0] : run[1]].max()))
    return best, float(source_p[best[0] : best[1]].mean())
