"""The confidence of an attribution: a logistic function of what the model said of its parts.

The weights are fitted on the development part (``training/tune.py``) and stand in the model's card; how well the
result is calibrated is printed by ``benchmarks/attribution.py``.
"""

from __future__ import annotations

import math

from onrecord.attribution.decode import RawAttribution

# A probability of 1 has no logit; beyond this many units the model's certainty says nothing more.
_LIMIT = 6.0


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return max(-_LIMIT, min(_LIMIT, math.log(p / (1 - p))))


def confidence_features(raw: RawAttribution) -> tuple[float, ...]:
    """Returns the features in the order of the card's weights after the constant."""
    pieces = sum(b - a for a, b in raw.content)
    return (
        _logit(raw.cue_score),
        _logit(raw.content_score),
        _logit(raw.source_score),
        1.0 if raw.source else 0.0,
        math.log(pieces),
    )


def confidence_of(raw: RawAttribution, weights: tuple[float, ...]) -> float:
    """Returns the probability, in [0, 1], that annotators would mark this attribution.

    Without fitted weights it is the product of the cue's and the content's scores.
    """
    if not weights:
        return raw.cue_score * raw.content_score
    total = weights[0] + sum(w * x for w, x in zip(weights[1:], confidence_features(raw), strict=True))
    return 1.0 / (1.0 + math.exp(-total))
