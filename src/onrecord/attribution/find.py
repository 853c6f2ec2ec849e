"""The stage: one page to its attributions, the quotations set aside, and its names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.attribution.confidence import confidence_of
from onrecord.attribution.decode import RawAttribution, read_window
from onrecord.attribution.dialogue import dash_quotations, drop_dashes, find_dialogue
from onrecord.attribution.draft import Draft
from onrecord.attribution.entities import RawEntity
from onrecord.attribution.finish import finish_attributions
from onrecord.attribution.foreign import find_foreign, foreign_grammar
from onrecord.attribution.forms import find_forms, prefer_forms
from onrecord.attribution.grammar import Grammar
from onrecord.attribution.meaning import Meaning
from onrecord.attribution.nested import drop_loose, keep_nested, nested_bounds
from onrecord.attribution.pieces import PageTable, tabulate_pieces
from onrecord.attribution.reconcile import reconcile_marks
from onrecord.attribution.spans import drop_possessive, join_pieces, mend_pieces, trim_name, word_span
from onrecord.attribution.windows import cut_windows
from onrecord.models import AttributionModel
from onrecord.records import BlockKind, Entity, EntityKind, Page, Span, Tagging
from onrecord.text.marks import Quotation, find_quotations

# What the model reads. Furniture and related links speak of other pages; a pull quote is a copy of a quotation that
# the article holds anyway; credits and bylines say nothing.
READ_KINDS: frozenset[BlockKind] = frozenset(
    {"title", "paragraph", "heading", "list_item", "block_quote", "caption", "embedded_post"}
)
_ENTITY_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "office": "office",
    "date": "date",
}


class AttributionOptions(Struct, frozen=True, kw_only=True):
    """Options of the stage.

    Attributes:
        least_confidence: Attributions below it are left out; ``None`` takes the model card's own threshold.
    """

    least_confidence: float | None = None


DEFAULTS = AttributionOptions()


def find_attributions(page: Page, model: AttributionModel, *, options: AttributionOptions = DEFAULTS) -> Tagging:
    """Returns who said what on the page, without knowing yet who anybody is.

    Args:
        page: The page; every span of the result lies inside one or more of its blocks.
        model: The loaded model.
        options: The stage's options.
    """
    bounds = [block.span for block in page.blocks if block.kind in READ_KINDS]
    least = model.card.decoding.keep if options.least_confidence is None else options.least_confidence
    quotations = find_quotations(page.text, bounds)
    grammar = foreign_grammar(page)
    if grammar is not None:
        return _read_foreign(page, bounds, quotations, grammar)
    drafts, entities = _read_bounds(page.text, bounds, model)
    drafts = drop_repeats([draft for draft in drafts if draft.confidence >= least])
    forms = [*find_forms(page.text, bounds, quotations), *find_dialogue(page.text, bounds)]
    drafts = drop_dashes(page.text, prefer_forms(forms, drafts), bounds)
    drafts, asides = reconcile_marks(page.text, drafts, quotations, bounds)
    marked = [*quotations, *dash_quotations(page.text, drafts, bounds)]
    drafts = drop_loose(page.text, drafts, quotations)
    drafts = in_order([*drafts, *_read_nested(page.text, drafts, quotations, model)])
    return Tagging(
        attributions=finish_attributions(page, drafts, marked, bounds),
        asides=asides,
        entities=entities,
    )


def _read_foreign(page: Page, bounds: Sequence[Span], quotations: Sequence[Quotation], grammar: Grammar) -> Tagging:
    """Reads a page in a language that the model does not know, by rule; names are left to its sources."""
    told = find_foreign(page.text, bounds, quotations, grammar)
    drafts, asides = reconcile_marks(page.text, [t.draft for t in told], quotations, bounds)
    meanings = {
        t.draft.cue: Meaning(
            attitude="assertion",
            statement=not t.negative,
            polarity="negative" if t.negative else "positive",
            certainty="hedged" if t.hedged else "certain",
        )
        for t in told
    }
    return Tagging(
        attributions=finish_attributions(page, in_order(drafts), quotations, bounds, meanings),
        asides=asides,
        entities=(),
        language=page.language.value if page.language else "",
    )


def _read_bounds(text: str, bounds: Sequence[Span], model: AttributionModel) -> tuple[list[Draft], tuple[Entity, ...]]:
    table = tabulate_pieces(text, bounds, model.tokenizer)
    raws, entities = read_windows(table, model)
    drafts = [draft_of(text, table, raw, model.card.decoding.calibration) for raw in raws]
    return drafts, tuple(_entity(text, table, raw) for raw in entities)


def _read_nested(
    text: str, drafts: Sequence[Draft], quotations: Sequence[Quotation], model: AttributionModel
) -> list[Draft]:
    inner = nested_bounds(text, drafts)
    if not inner:
        return []
    found, _ = _read_bounds(text, inner, model)
    return keep_nested(text, drafts, drop_repeats(found), inner, quotations)


def read_windows(table: PageTable, model: AttributionModel) -> tuple[list[RawAttribution], list[RawEntity]]:
    """Returns what the model finds on a page, window by window, in pieces."""
    raws: list[RawAttribution] = []
    entities: list[RawEntity] = []
    for window in cut_windows(table.paragraph):
        if window.last > window.first:
            found, named = read_window(table, window, model, model.card.decoding)
            raws += found
            entities += named
    return raws, entities


def draft_of(text: str, table: PageTable, raw: RawAttribution, weights: tuple[float, ...]) -> Draft:
    """Returns a raw attribution in characters of the page: whole words, trimmed, pieces joined."""
    cue = trim_name(text, word_span(text, table, raw.cue))
    source = None if raw.source is None else trim_name(text, word_span(text, table, raw.source))
    pieces = join_pieces(text, [word_span(text, table, run) for run in raw.content])
    content = mend_pieces(text, pieces, [cue] if source is None else [cue, source])
    return Draft(source, cue, content, confidence_of(raw, weights))


def drop_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Keeps the surest of drafts whose content is more than half the same, in page order."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.cue)):
        if all(_shared(draft, other) <= 0.5 for other in kept):
            kept.append(draft)
    return in_order(kept)


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Returns the drafts in page order: by where cue or content begins, whichever is first."""
    return sorted(drafts, key=lambda d: (min(d.cue, d.content[0]), d.cue, d.content))


def _shared(a: Draft, b: Draft) -> float:
    """Returns the Jaccard overlap of the two contents, in characters."""
    if a.content[0].start >= b.content[-1].end or b.content[0].start >= a.content[-1].end:
        return 0.0
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    total = sum(x.end - x.start for x in (*a.content, *b.content)) - both
    return both / total if total else 0.0


def _entity(text: str, table: PageTable, raw: RawEntity) -> Entity:
    span = drop_possessive(text, trim_name(text, word_span(text, table, raw.run)))
    return Entity(kind=_ENTITY_KINDS[raw.kind], span=span, score=round(raw.score, 4))
