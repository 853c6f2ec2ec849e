"""Why an attribution is read as it is: each decision, with what decided and what was rejected."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.span import Span


class Considered(Struct, frozen=True, kw_only=True):
    """Something that could have been the answer.

    Attributes:
        what: The answer, in words.
        chosen: Whether it is.
        why: What speaks for or against it.
        score: Where there is a score to compare; a logit for antecedents.
        signs: The parts of the score, by name, each with what it adds.
        spans: The characters it rests on.
    """

    what: str
    chosen: bool
    why: str | None = None
    score: float | None = None
    signs: tuple[tuple[str, float], ...] = ()
    spans: tuple[Span, ...] = ()


class Decision(Struct, frozen=True, kw_only=True):
    """One thing that was decided of an attribution.

    Attributes:
        of: What was decided (``found``, ``said``, ``kind``, ``speaker``, ``chain``, ...).
        result: The answer, in words.
        by: The rule (a function's name) or the model that decided.
        why: Its reason, in words.
        score: How sure, in [0, 1].
        spans: The characters that show it.
        considered: The other answers, and this one among them where they were compared.
    """

    of: str
    result: str
    by: str
    why: str | None = None
    score: float | None = None
    spans: tuple[Span, ...] = ()
    considered: tuple[Considered, ...] = ()


class Explanation(Struct, frozen=True, kw_only=True):
    """Every decision on one attribution, in the order they were made.

    Attributes:
        attribution: Its id.
        decisions: The decisions.
    """

    attribution: str
    decisions: tuple[Decision, ...]
