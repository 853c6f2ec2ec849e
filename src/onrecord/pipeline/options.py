"""All options of reading one page, in one object."""

from __future__ import annotations

from msgspec import Struct

from onrecord.attribution import AttributionOptions
from onrecord.page import PageOptions


class ReadOptions(Struct, frozen=True, kw_only=True):
    """How a page is read.

    Attributes:
        page: Limits of the page stage.
        attribution: Thresholds of the attribution stage.
        profile: Whether the reading says how many seconds each stage took. Off, equal captures give equal readings.
    """

    page: PageOptions = PageOptions()
    attribution: AttributionOptions = AttributionOptions()
    profile: bool = False
