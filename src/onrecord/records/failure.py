"""A refusal as a value: what could not be read, where, and why."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FailureReason = Literal[
    "empty",
    "not_text",
    "unsupported_type",
    "undecodable",
    "too_large",
    "too_deep",
    "no_text",
    "bad_record",
    "not_found",
    "not_permitted",
    "refused_address",
    "robots",
    "http_error",
    "timeout",
    "network",
    "bad_archive",
    "internal",
]


class Failure(Struct, frozen=True, kw_only=True):
    """One input that yielded no page.

    Attributes:
        where: The path, ``FILE#N`` or URL, as the user would recognise it.
        stage: Stage that refused it ("sources", "page", ...).
        reason: Code, for counting.
        message: One line for a person; says what is wrong and, where there is one, the remedy.
    """

    where: str
    stage: str
    reason: FailureReason
    message: str
