"""How much a statement matters: a sum that can be read."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.answer import Answer

PartName = Literal["authority", "commitment", "novelty", "corroboration", "directness", "recency"]
Verdict = Literal["signal", "middling", "noise"]


class Part(Struct, frozen=True, kw_only=True):
    """One term of the sum.

    Attributes:
        name: Which.
        value: In [0, 1], before it is weighted.
        weight: What the formula, or the docket, gives this part.
        share: Its part of the total: value times weight, over the sum of the weights.
        reason: Why it has this value, in a phrase.
        words: Words of the record that show it; empty where the reason is a count or a date.
        statements: Ids of other statements that the reason speaks of.
    """

    name: PartName
    value: float
    weight: float
    share: float
    reason: str
    words: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


class Weight(Struct, frozen=True, kw_only=True):
    """The weight of one statement.

    Attributes:
        statement: Its id.
        total: Sum of the shares, in [0, 1].
        verdict: ``signal``, ``middling`` or ``noise``, by the formula's two thresholds.
        parts: In the order of the formula.
        as_of: ISO 8601 day that recency was counted to; ``None`` where the record has no date.
    """

    statement: str
    total: float
    verdict: Verdict
    parts: tuple[Part, ...]
    as_of: str | None


class Weighed(Struct, frozen=True, kw_only=True):
    """What statements do to one another, and what they weigh.

    Attributes:
        answers: By the answering statement's id.
        weights: Heaviest first.
    """

    answers: tuple[Answer, ...]
    weights: tuple[Weight, ...]
