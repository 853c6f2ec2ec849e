"""The exported graphs, loaded and run; the only file that imports onnxruntime. Knows nothing of language."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnxruntime as ort
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.models.card import Card, read_card
from onrecord.models.tokenizer import PieceTokenizer

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float32]

# Twice as fast at two points less; a user with forty tabs feels neither, a user with forty thousand the first.
DEFAULT_MODEL = "fast"


class Tags(Struct, frozen=True):
    """What the encoder says of each position of a window.

    Attributes:
        cue: Probabilities of the cue labels, shape (positions, cue labels).
        entity: Probabilities of the entity labels, shape (positions, entity labels).
        first: Projections for the argument head that are added, shape (positions, width).
        second: Projections for the argument head that are multiplied, shape (positions, width).
        ends: Projections of a cue's first and last position, shape (positions, 2 * width).
    """

    cue: FloatArray
    entity: FloatArray
    first: FloatArray
    second: FloatArray
    ends: FloatArray


class AttributionModel:
    """Holds the encoder and the argument head, ready to run.

    Attributes:
        card: What is stated about the model.
        tokenizer: Its vocabulary.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.card: Card = read_card(folder)
        for name, expected in self.card.files.items():
            _check_hash(folder / name, expected)
        self.tokenizer = PieceTokenizer(folder / "tokenizer.json")
        self._encoder = _open(folder / "encoder.onnx", threads)
        self._arguments = _open(folder / "arguments.onnx", threads)

    @property
    def name(self) -> str:
        """Name and version, as written into readings."""
        return f"{self.card.name}-{self.card.version}"

    def tag(self, ids: IntArray, case: IntArray, quote: IntArray) -> Tags:
        """Runs the encoder over one window; each argument has the shape (positions,)."""
        feeds = {"ids": ids[None], "case": case[None], "quote": quote[None]}
        cue, entity, first, second, ends = self._encoder.run(["cue", "entity", "first", "second", "ends"], feeds)
        return Tags(_softmax(cue[0]), _softmax(entity[0]), first[0], second[0], ends[0])

    def label(self, tags: Tags, cues: IntArray, place: IntArray) -> FloatArray:
        """Labels the window's positions for each cue.

        Args:
            tags: Of the window.
            cues: First and last position of each cue, shape (cues, 2).
            place: Place buckets, shape (cues, positions).

        Returns:
            Probabilities of the role labels, shape (cues, positions, role labels).
        """
        width = self.card.width
        cue = tags.ends[cues[:, 0], :width] + tags.ends[cues[:, 1], width:]
        feeds = {"first": tags.first, "second": tags.second, "cue": cue, "place": place}
        return _softmax(self._arguments.run(["roles"], feeds)[0])


def load_model(name: str | None = None, *, threads: int = 1) -> AttributionModel:
    """Loads a shipped model by name, or one from a folder by path.

    Args:
        name: "fast" (the default), "accurate", or the path of a folder with a card.
        threads: Threads that one run of the encoder may use.

    Raises:
        ModelError: If there is no such model, or a file of it is missing or altered.
    """
    shipped = Path(__file__).parent / (name or DEFAULT_MODEL)
    if name and ("/" in name or not (shipped / "card.toml").is_file()):
        other = Path(name)
        if other.is_dir():
            return AttributionModel(other, threads=threads)
        known = sorted(p.parent.name for p in Path(__file__).parent.glob("*/card.toml"))
        raise ModelError(f"no model named {name!r}; there is: {', '.join(known)}")
    return AttributionModel(shipped, threads=threads)


def _check_hash(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise ModelError(f"model file is missing: {path.name}") from None
    if found != expected:
        raise ModelError(f"model file {path.name} is not the one its card describes (SHA-256 differs)")


def _open(path: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without spinning an idle worker leaves its core to the other processes of a batch.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The fused kernel is an eighth slower on the whole than the two that it replaces.
    slower = ["SkipLayerNormFusion"]
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slower)


def _softmax(logits: FloatArray) -> FloatArray:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)
