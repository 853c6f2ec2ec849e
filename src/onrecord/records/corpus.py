"""What a set of readings adds up to."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.statement import Statement
from onrecord.records.story import Story


class Corpus(Struct, frozen=True, kw_only=True):
    """The record across pages: a function of the set of readings, whatever their order, batches or repeats.

    Attributes:
        stories: By id.
        statements: By id.
    """

    stories: tuple[Story, ...] = ()
    statements: tuple[Statement, ...] = ()
