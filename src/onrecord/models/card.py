"""A model's card: what it is, what its files hash to, and the numbers chosen for it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord.errors import ModelError


class Decoding(Struct, frozen=True, kw_only=True):
    """Thresholds and calibration, chosen on the development part by ``training/tune.py``.

    Attributes:
        cue: Least probability that a piece is in a cue for a cue to be looked at.
        source: Least probability for a source where none is likelier than not.
        keep: Least confidence for an attribution to be kept.
        calibration: Weights of the logistic confidence: constant, then one a feature, in the order of
            ``onrecord.attribution.confidence``.
    """

    cue: float = 0.4
    source: float = 0.3
    keep: float = 0.3
    calibration: tuple[float, ...] = ()


class Card(Struct, frozen=True, kw_only=True):
    """What is stated about a model; read from ``card.toml`` beside it.

    Attributes:
        name: "accurate" or "fast".
        version: Changes whenever a file of the model changes.
        licence: Of the weights.
        data: What it was trained on, with the licence of that.
        base: The weights that training started from.
        cue_labels: Labels of the cue head, in order.
        role_labels: Labels of the argument head, in order.
        entity_labels: Labels of the entity head, in order.
        width: Width of the argument head.
        files: File name to SHA-256.
        figures: Figures reached on the development part.
        decoding: Thresholds and calibration.
    """

    name: str
    version: str
    licence: str
    data: str
    base: str
    cue_labels: tuple[str, ...]
    role_labels: tuple[str, ...]
    entity_labels: tuple[str, ...]
    width: int
    files: dict[str, str]
    figures: dict[str, float] = {}
    decoding: Decoding = Decoding()


def read_card(folder: Path) -> Card:
    """Reads and checks the card of the model in `folder`.

    Raises:
        ModelError: If the card is missing or does not hold what a card must.
    """
    path = folder / "card.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Card)
    except FileNotFoundError:
        raise ModelError(f"no model named {folder.name!r}: {path.name} is missing") from None
    except msgspec.MsgspecError as error:
        raise ModelError(f"the card of model {folder.name!r} is damaged: {error}") from None
