"""Statements: one speech act, with every wording of it on every page."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.actor import Actor
from onrecord.records.attribution import CueCertainty, Kind, Polarity
from onrecord.records.chain import Directness, Hop
from onrecord.records.entry import PageRef
from onrecord.records.setting import When
from onrecord.records.span import Span

Wording = Literal["best", "verbatim", "edited", "cut", "spun", "paraphrased", "translated"]
DriftKind = Literal[
    "negation", "modality", "number", "date", "name", "condition", "subject", "marks_gained", "marks_lost"
]
EditKind = Literal["same", "dropped", "added", "replaced"]


class Edit(Struct, frozen=True, kw_only=True):
    """One stretch of the word-level difference between the best-supported wording and a variant.

    Joined in order, the `was` words give the best-supported wording and the `now` words the variant.

    Attributes:
        kind: ``same``, ``dropped`` (only in the best-supported wording), ``added`` (only in the variant) or
            ``replaced``.
        was: The best-supported wording's words; empty where words were added.
        now: The variant's words; empty where words were dropped.
    """

    kind: EditKind
    was: str
    now: str


class Drift(Struct, frozen=True, kw_only=True):
    """A change of wording that changes, or may change, what was said.

    Attributes:
        kind: What sort of change; ``marks_gained`` are quotation marks that the better supported wordings lack.
        was: The words changed, in the best-supported wording.
        now: What the variant has instead.
    """

    kind: DriftKind
    was: str
    now: str


class Variant(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement as one attribution on one page has it.

    Attributes:
        page: The page.
        attribution: Id of the attribution.
        start: First code point of the content on the page.
        end: One past the last.
        spans: The content's spans, in order; quotations are cut up by their cues.
        wording: What became of the best-supported wording here; ``best`` is that wording itself.
        kind: Direct, mixed or indirect here.
        quote: The content's words here.
        cue: The words that attribute it here.
        source: The words that name the source here; empty where the page gives none.
        speaker: Whom the page's own reading gives as the speaker; never repaired.
        edits: Difference to the best-supported wording; empty where there is none, and for translations.
        drift: Changes that matter, worst first.
        line: Key of the independent reporting line it belongs to: variants with one key count once.
        chain: Through whose hands it came to this page.
        directness: What the chain makes of the words.
        polarity: Of the cue.
        certainty: Of the cue.
        confidence: That it is an attribution at all, in [0, 1].
        to: Whom it was said to.
        venue: Where or how it was said.
        time: When it was said, as this page gives it.
        language: BCP 47 tag of the page.
        moved: Whether a newer capture of the page no longer has these words.
    """

    page: PageRef
    attribution: str
    start: int
    end: int
    spans: tuple[Span, ...]
    # No string defaults in here: msgspec leaves defaults out by identity, not by value.
    wording: Wording
    kind: Kind
    quote: str
    cue: str
    source: str
    speaker: Actor
    edits: tuple[Edit, ...] = ()
    drift: tuple[Drift, ...] = ()
    line: str
    chain: tuple[Hop, ...] = ()
    directness: Directness | None = None
    polarity: Polarity
    certainty: CueCertainty
    confidence: float
    to: str | None = None
    venue: str | None = None
    time: When | None = None
    language: str | None = None
    moved: bool = False


class Repair(Struct, frozen=True, kw_only=True):
    """Something of the speaker that a page lacks and another copy of its story gives.

    Attributes:
        field: Field of the actor that was filled (``name``, ``office``, ...).
        value: What it was filled with.
        page: Id of the page that says so.
        spans: The characters of that page that say so.
    """

    field: str
    value: str
    page: str
    spans: tuple[Span, ...]


class StatementRuling(Struct, frozen=True, kw_only=True):
    """What a person said of two statements: a line of the ledger, with the attributions that its words are now.

    Attributes:
        correction: Id of the line.
        number: Its place in the ledger; of two that contradict each other the later holds.
        verdict: ``one``: they are one statement. ``two``: they are not, and the first leaves the other.
        who: Who said so.
        when: When, ISO 8601.
        why: Why.
        first: Ids of the attributions that the first words are: one for each page that has them, its newer captures.
        second: The same for the other words.
        overruled: Id of the later line that contradicts this one, which then does not hold.
    """

    correction: str
    number: int
    verdict: Literal["one", "two"]
    who: str
    when: str
    why: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    overruled: str | None = None


class Statement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One speech act with all its variants.

    Attributes:
        id: ``sm_`` and a hash of the smallest attribution id in it.
        speaker: Who said it: the fullest reading among the variants, repaired from copies where `repairs` says so.
        repairs: What of `speaker` comes from another copy than the page with the best wording.
        when: ISO 8601 day it was said, or was first published where no page says when; ``None`` if undated.
        said: The interval the pages give for when it was said, where any does.
        quote: The best-supported wording.
        best: Attribution id of the variant that has it.
        kind: Of the best-supported wording.
        variants: Best first, then by date, page and place.
        stories: Ids of the stories its pages belong to.
        lines: Number of independent reporting lines.
        pages: Number of pages.
        named: Whether the speaker is named.
        rulings: What people said of which variants are in it, in the ledger's order.
    """

    id: str
    speaker: Actor
    repairs: tuple[Repair, ...] = ()
    when: str | None
    said: When | None = None
    quote: str
    best: str
    kind: Kind
    variants: tuple[Variant, ...]
    stories: tuple[str, ...] = ()
    lines: int
    pages: int
    named: bool
    rulings: tuple[StatementRuling, ...] = ()
