"""The answer to: did they really say that?"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.entry import PageRef
from onrecord.records.span import Span
from onrecord.records.statement import Drift, Edit

Verdict = Literal["verbatim", "cut", "altered", "reported", "translated", "other_speaker", "not_on_record"]


class CheckedSource(Struct, frozen=True, kw_only=True):
    """A page that bears on a verdict.

    Attributes:
        page: The page.
        attribution: Id of the attribution there.
        spans: The characters there that were compared.
        quote: Their words.
        before: Words of the same content left out in front of what was asked.
        after: Words of the same content left out behind it.
        speaker: Name of the speaker there, or how the page describes the unnamed.
        line: Key of the independent reporting line.
        in_marks: Whether the words stand in quotation marks there.
    """

    page: PageRef
    attribution: str
    spans: tuple[Span, ...]
    quote: str
    before: str
    after: str
    speaker: str | None
    line: str
    in_marks: bool


class Check(Struct, frozen=True, kw_only=True):
    """One quotation, checked against the record.

    Attributes:
        asked: The quotation, as given.
        speaker: The speaker asked for, as given.
        verdict: The weakest that the evidence supports; see ``docs/check.md``.
        statement: Id of the statement it was found in.
        sources: The pages that bear on it, best first.
        lines: How many independent reporting lines they are.
        first: Earliest publication date among them.
        last: Latest.
        differences: Word-level difference between the record's wording (``was``) and what was asked (``now``).
        drift: Changes that matter, worst first.
        why: The verdict's reason in a sentence.
    """

    asked: str
    speaker: str | None
    verdict: Verdict
    statement: str | None
    sources: tuple[CheckedSource, ...]
    lines: int
    first: str | None
    last: str | None
    differences: tuple[Edit, ...]
    drift: tuple[Drift, ...]
    why: str
