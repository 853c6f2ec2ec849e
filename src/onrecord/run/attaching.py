"""A stand-off export put back on one's own copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.errors import ReadError
from onrecord.export.standoff import AttachedAttribution, attach, keys_of, read_standoff
from onrecord.page import read_page
from onrecord.records.failure import Failure
from onrecord.records.page import Page
from onrecord.sources import SourceOptions, iter_captures


class Attaching:
    """Reads the copies once; holds what they were known by.

    Attributes:
        refused: Copies that could not be read.
        counts: How many attributions were found here, moved, gone, unsure, and how many pages have no copy.
    """

    def __init__(self, specs: Sequence[str], *, allow_private: bool = False) -> None:
        self.refused: list[Failure] = []
        self.counts: Counter[str] = Counter()
        self._pages: dict[str, Page] = {}
        for capture in iter_captures(specs, options=SourceOptions(allow_private=allow_private)):
            page = capture if isinstance(capture, Failure) else read_page(capture)
            if isinstance(page, Failure):
                self.refused.append(page)
            else:
                self._pages |= {key: self._pages.get(key, page) for key in keys_of(page)}

    def attach_file(self, path: Path) -> Iterator[AttachedAttribution]:
        """Yields every attribution of the export, where its words are now.

        Raises:
            ReadError: If the file is no stand-off export.
        """
        try:
            with path.open("rb") as lines:
                for shared in read_standoff(lines):
                    found = attach(shared, self._pages)
                    if found is None:
                        self.counts["pages without a copy"] += 1
                        continue
                    for one in found:
                        self.counts[one.state] += 1
                        yield one
        except OSError as error:
            raise ReadError(f"{path}: {error.strerror or error}") from error
