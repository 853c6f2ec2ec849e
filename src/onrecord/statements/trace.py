"""A statement to the tree of hands between its speaker and its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.records.actor import called
from onrecord.records.chain import Hop
from onrecord.records.statement import Statement, Variant
from onrecord.records.story import Story
from onrecord.records.trace import Trace, TraceKind, TraceNode
from onrecord.statements.identity import fold_name

# Hands between the speaker and a page's report, outermost last.
Path = tuple[Hop, ...]


def trace_of(statement: Statement, stories: Iterable[Story]) -> Trace:
    """Returns the way of a statement to each of its pages.

    The pages of one story hang from that of the outlet which they give as the origin, else from the earliest.

    Args:
        statement: The statement.
        stories: Those of its pages; others do no harm.
    """
    by_page = {copy.id: story for story in stories for copy in story.pages}
    by_story: dict[str, list[Variant]] = defaultdict(list)
    for variant in _one_a_page(statement):
        story = by_page.get(variant.page.id)
        by_story[variant.page.id if story is None else story.story].append(variant)
    reports = []
    for _, variants in sorted(by_story.items()):
        first = _first(variants, by_page.get(variants[0].page.id))
        copies = tuple(_page_node("copy", other, ()) for other in sorted(variants, key=_place) if other is not first)
        reports.append((_path(first), _page_node("page", first, copies)))
    root = _hand_node("speaker", called(statement.speaker) or "not named", None, _branches(reports, 0))
    return Trace(statement=statement.id, lines=statement.lines, root=root)


def _one_a_page(statement: Statement) -> list[Variant]:
    """Returns for each page its fullest variant: a quotation given twice came there once."""
    pages: dict[str, Variant] = {}
    for variant in statement.variants:
        known = pages.get(variant.page.id)
        if known is None or len(variant.quote) > len(known.quote):
            pages[variant.page.id] = variant
    return list(pages.values())


def _first(variants: Sequence[Variant], story: Story | None) -> Variant:
    origins = [fold_name(name) for name in (story.origins if story else ())]

    def rank(variant: Variant) -> tuple[int, str, str]:
        outlet = fold_name(variant.page.outlet or "")
        return (origins.index(outlet) if outlet in origins else len(origins), *_place(variant))

    return min(variants, key=rank)


def _place(variant: Variant) -> tuple[str, str]:
    return variant.page.published or "~", variant.page.id


def _path(variant: Variant) -> Path:
    """Returns the hands between the speaker and the page's own outlet."""
    own = fold_name(variant.page.outlet or "")
    hops = [hop for hop in variant.chain if hop.kind != "speaker" and hop.name]
    return tuple(hop for hop in hops if hop.kind != "copy" and fold_name(hop.name or "") != own)


def _branches(reports: Sequence[tuple[Path, TraceNode]], depth: int) -> tuple[TraceNode, ...]:
    """Returns what hangs below a hand: pages that have the words from it, and further hands.

    Args:
        reports: All whose paths are the same up to `depth`.
        depth: How many hands lie above.
    """
    here = [node for path, node in reports if len(path) == depth]
    further: dict[tuple[str, ...], list[tuple[Path, TraceNode]]] = defaultdict(list)
    for path, node in reports:
        if len(path) > depth:
            further[path[depth].kind, path[depth].how, *fold_name(path[depth].name or "")].append((path, node))
    for _, below in sorted(further.items()):
        hop = below[0][0][depth]
        kind: TraceKind = "relay" if hop.kind == "relay" else "outlet"
        here.append(_hand_node(kind, hop.name or "", hop, _branches(below, depth + 1)))
    return tuple(sorted(here, key=_order))


def _order(node: TraceNode) -> tuple[str, str, str]:
    return _earliest(node), node.name, node.page.id if node.page else ""


def _earliest(node: TraceNode) -> str:
    own = [node.page.published or "~"] if node.page else []
    return min([*own, *map(_earliest, node.children)], default="~")


def _hand_node(kind: TraceKind, name: str, hop: Hop | None, children: tuple[TraceNode, ...]) -> TraceNode:
    return TraceNode(
        kind=kind,
        name=name,
        how=None if hop is None else hop.how,
        page=None,
        attribution=None,
        quote=None,
        wording=None,
        drift=(),
        children=children,
    )


def _page_node(kind: TraceKind, variant: Variant, children: tuple[TraceNode, ...]) -> TraceNode:
    page = variant.page
    return TraceNode(
        kind=kind,
        name=page.outlet or page.path or page.url or page.id,
        how=None,
        page=page,
        attribution=variant.attribution,
        quote=variant.quote,
        wording=variant.wording,
        drift=variant.drift,
        children=children,
    )
