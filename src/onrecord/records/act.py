"""What a statement does: codes of the PLOVER ontology, and finer acts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Code = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "RETREAT",
    "CONCEDE",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OTHER",
]
Deed = Literal[
    "offer",
    "accept",
    "condition",
    "demand",
    "propose",
    "deny",
    "dismiss",
    "confirm",
    "promise",
    "warn",
    "criticise",
    "praise",
    "decline_to_comment",
    "announce",
    "assess",
    "call_for",
    "express",
]


class Mark(Struct, frozen=True, kw_only=True):
    """Words that decided, by their place in the text that was read.

    Attributes:
        text: ``content`` (offsets into the statement's quote) or ``cue`` (into the variant's cue).
        start: Code points.
        end: Exclusive.
    """

    text: Literal["content", "cue"]
    start: int
    end: int


class Act(Struct, frozen=True, kw_only=True):
    """One thing that a statement does.

    Attributes:
        code: PLOVER code; ``OTHER`` where it informs or assesses only.
        deed: The finer act; ``None`` where the code says all there is.
        target: Whom it is directed at, in the statement's words.
        score: In [0, 1].
        by: Name of the rule.
        marks: The words that decided.
    """

    code: Code
    deed: Deed | None
    target: str | None
    score: float
    by: str
    marks: tuple[Mark, ...]


class Condition(Struct, frozen=True, kw_only=True):
    """A condition that a statement ties its act to.

    Attributes:
        mark: The condition's words, with their opener ("only if ...").
        opener: The opener ("only if", "unless", "provided that").
    """

    mark: Mark
    opener: str


class Doing(Struct, frozen=True, kw_only=True):
    """What one statement does.

    Attributes:
        acts: Strongest first; at least one.
        conditions: In order.
    """

    acts: tuple[Act, ...]
    conditions: tuple[Condition, ...]
