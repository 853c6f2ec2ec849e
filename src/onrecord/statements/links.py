"""What ties two attributions together."""

from __future__ import annotations

from msgspec import Struct

from onrecord.statements.identity import Identity
from onrecord.statements.sayings import Saying


class Link(Struct, frozen=True, kw_only=True):
    """Two attributions that are one statement, with the reason.

    Attributes:
        a: Id of the first, the smaller of the two.
        b: Id of the second.
        page_a: Page of the first.
        page_b: Page of the second.
        identity: What the two readings of the speaker say.
        score: How alike the wordings are, whole against whole, in [0, 1].
        why: The decision in words.
    """

    a: str
    b: str
    page_a: str
    page_b: str
    identity: Identity
    score: float
    why: str


def link_of(a: Saying, b: Saying, identity: Identity, score: float, why: str) -> Link:
    """Returns what ties two sayings, given with the smaller id first."""
    return Link(a=a.id, b=b.id, page_a=a.page.id, page_b=b.page.id, identity=identity, score=round(score, 4), why=why)
