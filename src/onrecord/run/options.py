"""Options of a run."""

from __future__ import annotations

from msgspec import Struct

from onrecord.pipeline.options import ReadOptions
from onrecord.sources import SourceOptions


class RunOptions(Struct, frozen=True, kw_only=True):
    """How a batch is read.

    Attributes:
        jobs: Processes that read; 1 reads in this one. ``None``: this one, and as many as there are cores (at most 8)
            from the 17th page on.
        model: Name of a shipped model or the folder of another; ``None`` for the default.
        sources: What may be fetched and how large it may be.
        read: Options of the stages.
    """

    jobs: int | None = None
    model: str | None = None
    sources: SourceOptions = SourceOptions()
    read: ReadOptions = ReadOptions()
