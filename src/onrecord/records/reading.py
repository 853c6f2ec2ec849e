"""Everything that one page yields."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.actor import Entity
from onrecord.records.attribution import Aside, Attribution
from onrecord.records.page import Page
from onrecord.records.setting import Meeting
from onrecord.records.span import Span


class Reading(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One page with everything read from it. A pure function of the capture and the model files.

    Attributes:
        page: The page.
        attributions: In the order of their first content or cue on the page.
        asides: Quotations in marks that are in no attribution, with why.
        entities: Names, offices and dates.
        meetings: Meetings that the page reports.
        model: Name and version of the model that read it.
        seconds: Stage name to seconds spent; only filled when profiling, and never kept.
    """

    page: Page
    attributions: tuple[Attribution, ...] = ()
    asides: tuple[Aside, ...] = ()
    entities: tuple[Entity, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    model: str = ""
    seconds: dict[str, float] = {}

    def quote(self, spans: tuple[Span, ...]) -> str:
        """Returns the page's words under `spans`, pieces joined by a space."""
        return " ".join(span.of(self.page.text) for span in spans)
