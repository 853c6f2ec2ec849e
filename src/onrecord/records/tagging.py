"""What the attribution stage yields: one encoder pass over one page."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.actor import Entity
from onrecord.records.attribution import Aside, Attribution


class Tagging(Struct, frozen=True, kw_only=True):
    """Attributions without speakers, the quotations set aside, and the names found in the same pass.

    Attributes:
        attributions: In the order of their first span on the page.
        asides: Quotations in marks that are in no attribution.
        entities: Names, offices and dates, in page order, not overlapping.
        language: BCP 47 tag of the language that it was read as; other than English by rule, without a model.
    """

    attributions: tuple[Attribution, ...]
    asides: tuple[Aside, ...]
    entities: tuple[Entity, ...]
    language: str = "en"
