"""The stage: gives every attribution its chain of hands, and what the chain makes of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.chain.clause import clause_of, sentence_of
from onrecord.chain.directness import directness_of
from onrecord.chain.inner import inner_speaker
from onrecord.chain.origin import origin_of, same_outlet
from onrecord.chain.outlets import last_outlet, outlet_at
from onrecord.chain.relays import MAY_RELAY, relays_of
from onrecord.records.actor import Actor, Entity
from onrecord.records.attribution import Attribution
from onrecord.records.chain import Hop, HopHow
from onrecord.records.page import Page
from onrecord.records.span import Span, hull
from onrecord.records.tagging import Tagging

_TRANSLATION = re.compile(r"\btranslation\b(?:\s+(?:provided|published|made))?(?:\s+by\s+(?:the\s+)?)?")
_OF = re.compile(r"\b(?:of|by|in|from)\s+")
_MEDIUM = re.compile(
    r"[Tt]he\s+(?:newspaper|paper|agency|broadcaster|magazine|daily|weekly|website|channel|network|outlet)"
)
_NAMED_BEFORE = 800  # code points before "the newspaper" in which the newspaper is named; three paragraphs
_QUOTE = re.compile(r"\b(?:quot|cit)")
# From the speaker outwards: who speaks for them, what carries it, who is told, who passes that on, who translates it.
_ORDER: tuple[HopHow, ...] = ("through", "read_out", "post", "told", "carried", "quoted", "reported", "translation")
# Nobody tells of more hands than this in one breath; a ring of nested attributions would have no end.
_MOST_NESTED = 4


class _Links(Struct, frozen=True):
    """What one attribution says of the hands that its words went through: who said it, and who passed it on."""

    speaker: Hop | None
    hands: tuple[Hop, ...]
    relayed: bool
    medium: Hop | None = None


def find_chains(page: Page, tagging: Tagging) -> tuple[Attribution, ...]:
    """Returns the attributions with `chain` and `directness`, in their order.

    What nobody said has no chain: an intention that the writer ascribes, unless a speaker ascribes it.

    Args:
        page: The page.
        tagging: Its attributions have their speakers and settings.
    """
    by_id = {attribution.id: attribution for attribution in tagging.attributions}
    links: dict[str, _Links] = {}
    for attribution in tagging.attributions:
        if attribution.statement or attribution.nested_in:
            links[attribution.id] = _links(page, attribution, tagging)
    end = origin_of(page)
    return tuple(
        _chained(attribution, links, by_id, end) if attribution.id in links else attribution
        for attribution in tagging.attributions
    )


def _chained(
    attribution: Attribution, links: dict[str, _Links], by_id: dict[str, Attribution], end: tuple[Hop, ...]
) -> Attribution:
    own = links[attribution.id]
    hops = [*((own.speaker,) if own.speaker else ()), *own.hands]
    inside = attribution
    for _ in range(_MOST_NESTED):
        outside = by_id.get(inside.nested_in or "")
        if outside is None or outside.id not in links:
            break
        hops += _passed_on(inside, outside, links[outside.id])
        inside = outside
    chain = _joined(hops, end)
    return replace(attribution, chain=chain, directness=directness_of(chain, attribution.kind))


def _passed_on(inside: Attribution, outside: Attribution, links: _Links) -> tuple[Hop, ...]:
    """Returns the hands of the attribution around another: its speaker tells of what somebody else said."""
    if links.relayed or links.speaker is None or inside.source == outside.source or _same(inside, outside):
        return links.hands
    teller = replace(links.speaker, kind="relay", how="hearsay")
    return (links.medium or teller, *links.hands)


def _same(one: Attribution, other: Attribution) -> bool:
    speakers = [a.speaker.name for a in (one, other) if isinstance(a.speaker, Actor) and a.speaker.name]
    return len(speakers) > 1 and speakers[0] == speakers[1]


def _joined(hops: Sequence[Hop], end: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Returns the whole chain. A hand stands in it once, where it comes first.

    "This paper" is the outlet of the page.
    """
    own = end[-1].name if end else None
    chain: list[Hop] = []
    for hop in (*hops, *end):
        named = replace(hop, name=own) if hop.kind == "outlet" and hop.name is None else hop
        if named.kind == "speaker" or not _stands(named, chain):
            chain.append(named)
    return tuple(chain)


def _stands(hop: Hop, chain: Sequence[Hop]) -> bool:
    names = [other.name for other in chain if other.kind != "speaker" and other.name]
    return hop.name is not None and any(same_outlet(hop.name, name) for name in names)


def _links(page: Page, attribution: Attribution, tagging: Tagging) -> _Links:
    speaker = _speaker(page.text, attribution)
    told = _told(page, attribution, tagging.entities)
    sentence = sentence_of(page, hull(attribution.cue)) if attribution.cue else None
    if sentence is None or not MAY_RELAY.search(page.text, sentence.start, sentence.end):
        return _Links(speaker, told, relayed=False)
    relay = _relay_source(page.text, attribution)
    clause = clause_of(page, attribution, sentence, tagging.attributions, relayed=relay is not None)
    inner = inner_speaker(clause, attribution.content, tagging.entities) if relay is not None else None
    hands = tuple(hop for hop in relays_of(clause) if not _is_source(hop, attribution))
    if relay is not None and (inner is not None or relay.how == "translation"):
        return _Links(_named(inner, attribution), (*hands, relay), relayed=True)
    return _Links(
        speaker, tuple(sorted((*told, *hands), key=lambda hop: _ORDER.index(hop.how))), relayed=False, medium=relay
    )


def _named(inner: Hop | None, attribution: Attribution) -> Hop | None:
    """Returns the hop of who is quoted, under the name that the speakers stage gave where it found the same."""
    actor = attribution.speaker
    if not isinstance(actor, Actor) or actor.by != "resolve_relay":
        return inner
    name = actor.name or actor.descriptor
    if inner is not None:
        return replace(inner, name=name or inner.name, unnamed=actor.type == "anonymous")
    return Hop(kind="speaker", how="said", name=name, spans=actor.evidence[-1:], unnamed=actor.type == "anonymous")


def _speaker(text: str, attribution: Attribution) -> Hop | None:
    """Returns the speaker as the first hop, under the name that the speakers stage gave, or in the page's words."""
    actor = attribution.speaker
    words = " ".join(span.of(text) for span in attribution.source) or None
    if not isinstance(actor, Actor):
        return Hop(kind="speaker", how="said", name=words, spans=attribution.source) if words else None
    name = actor.name or ", ".join(actor.names) or actor.descriptor or words
    if name is None and actor.type != "writer":
        return None
    unnamed = actor.type == "anonymous"
    return Hop(kind="speaker", how="said", name=name, spans=attribution.source, unnamed=unnamed)


def _told(page: Page, attribution: Attribution, entities: Sequence[Entity]) -> tuple[Hop, ...]:
    """Returns the medium that was told it; a person of such a name is none, unless a medium sent them."""
    span = attribution.to_span
    if any("ask" in cue.of(page.text) for cue in attribution.cue):  # what is asked of a medium is not given to it
        return ()
    found = outlet_at(page.text, span.start, span.end) if span else None
    if found is None or any(entity.kind == "person" and entity.span.holds(found[1]) for entity in entities):
        return ()
    return (Hop(kind="outlet", how="told", name=found[0] or None, spans=(span,)),) if span else ()


def _relay_source(text: str, attribution: Attribution) -> Hop | None:
    """Returns the source as a hand that only passes words on, if it may be no more: a translation, a medium."""
    if len(attribution.source) != 1:
        return None
    source = attribution.source[0]
    made = _TRANSLATION.search(text, source.start, source.end)
    if made:
        found = outlet_at(text, made.end(), source.end)
        name = (found[0] if found else "") or text[made.end() : source.end] or None
        return Hop(kind="relay", how="translation", name=name, spans=(source,), unnamed=name is None)
    cue = " ".join(span.of(text) for span in attribution.cue)
    found = outlet_at(text, source.start, source.end)
    if _is_relayed(attribution) and (found is None or found[1].end != source.end):
        return _passer_on(text, source, cue)
    if found is None or found[1].end != source.end:
        teller = _speaker(text, attribution) if cue.casefold() == "according to" else None
        return replace(teller, kind="relay", how="hearsay") if teller else None
    if "translation" in cue:
        return Hop(kind="relay", how="translation", name=found[0] or None, spans=(source,))
    how: HopHow = "quoted" if _QUOTE.search(cue) else "reported"
    return Hop(kind="outlet", how=how, name=found[0] or None, spans=(source,))


def _is_relayed(attribution: Attribution) -> bool:
    return isinstance(attribution.speaker, Actor) and attribution.speaker.by == "resolve_relay"


def _passer_on(text: str, source: Span, cue: str) -> Hop:
    """Returns who passes on what somebody is quoted with: "the report of Oster Wire", "the newspaper"."""
    link = _OF.search(text, source.start, source.end)
    found = outlet_at(text, link.end(), source.end) if link else None
    if found is None and _MEDIUM.fullmatch(text, source.start, source.end):
        before = Span(max(0, source.start - _NAMED_BEFORE), source.start)
        found = last_outlet(text, before)
    name = found[0] if found else " ".join(source.of(text).split())
    how: HopHow = "quoted" if _QUOTE.search(cue) else "reported"
    return Hop(kind="outlet" if found else "relay", how=how if found else "hearsay", name=name, spans=(source,))


def _is_source(hop: Hop, attribution: Attribution) -> bool:
    return any(span.overlaps(source) for span in hop.spans for source in attribution.source)
