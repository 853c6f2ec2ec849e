"""Reading, attribution -> every decision on it, in order. Pure: what reading decided is asked for again."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution
from onrecord.records.chain import Hop
from onrecord.records.reading import Reading
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.records.why import Considered, Decision, Explanation
from onrecord.speakers.explain import explain_speaker

_KINDS = {
    "direct": "all of it stands in quotation marks",
    "mixed": "part of it stands in quotation marks",
    "indirect": "none of it stands in quotation marks",
}


def explain_attribution(reading: Reading, attribution: Attribution) -> Explanation:
    """Returns every decision on one attribution of a page, in the order they were made.

    Args:
        reading: The page as read.
        attribution: One of its attributions.
    """
    tagging = Tagging(attributions=reading.attributions, asides=reading.asides, entities=reading.entities)
    decisions = [*_found(reading, attribution)]
    decisions += _kept(attribution, explain_speaker(reading.page, tagging, attribution.id))
    decisions += [*_setting(reading, attribution), *_hands(attribution)]
    return Explanation(attribution=attribution.id, decisions=tuple(decisions))


def _found(reading: Reading, attribution: Attribution) -> Iterator[Decision]:
    yield Decision(
        of="found",
        result="an attribution",
        by=reading.model,
        why=None if attribution.cue else "told by its form: a transcript, an interview or a signed quotation",
        score=attribution.confidence,
        spans=tuple(sorted((*attribution.source, *attribution.cue, *attribution.content))),
    )
    cue = reading.quote(attribution.cue)
    said = "said" if attribution.statement else f"ascribed {attribution.attitude}"
    denied = ", denied" if attribution.polarity == "negative" else ""
    hedged = ", hedged" if attribution.certainty == "hedged" else ""
    why = f"by its cue “{cue}”" if cue else "without a cue"
    yield Decision(of="said", result=said + denied + hedged, by="read_meaning", why=why, spans=attribution.cue)
    yield Decision(
        of="kind", result=attribution.kind, by="reconcile", why=_KINDS[attribution.kind], spans=attribution.content
    )
    if attribution.nested_in:
        yield Decision(of="nested", result=attribution.nested_in, by="find_nested", why="stands in what that one says")


def _kept(attribution: Attribution, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Returns the decisions on the speaker; where the record keeps another one, that one, and says so."""
    kept = attribution.speaker
    if not isinstance(kept, Actor) or (decisions and decisions[-1].by == kept.by and _same(decisions[-1], kept)):
        return decisions
    name = kept.name or kept.descriptor or ""
    why = "the record keeps another speaker than the rules of this version find: read by an older one, or corrected"
    changed = Decision(
        of="speaker",
        result=f"{kept.type}: {name}" if name else kept.type,
        by=kept.by,
        why=why,
        score=kept.score,
        spans=kept.evidence,
        considered=tuple(
            Considered(what=one.result, chosen=False, why=f"by {one.by}", score=one.score, spans=one.spans)
            for one in decisions[-1:]
        ),
    )
    return (*decisions[:-1], changed)


def _same(decision: Decision, kept: Actor) -> bool:
    return decision.spans == kept.evidence and decision.score == kept.score and decision.why == kept.why


def _setting(reading: Reading, attribution: Attribution) -> Iterator[Decision]:
    if attribution.to:
        spans = (attribution.to_span,) if attribution.to_span else ()
        yield Decision(of="to", result=attribution.to, by="find_addressee", spans=spans)
    if attribution.venue:
        yield Decision(of="venue", result=attribution.venue, by="find_venue")
    if attribution.time and attribution.when:
        time = attribution.time
        days = " to ".join(dict.fromkeys(day for day in (time.start, time.end) if day)) or "no day"
        published = reading.page.published
        why = f"“{attribution.when.of(reading.page.text)}”, "
        why += f"counted from {published.value[:10]}" if published else "and the page has no date to count from"
        yield Decision(
            of="when", result=f"{days} ({time.granularity})", by="resolve_when", why=why, spans=(attribution.when,)
        )


def _hands(attribution: Attribution) -> Iterator[Decision]:
    if not attribution.chain:
        return
    considered = tuple(
        Considered(what=_hand(hop), chosen=True, why=None if hop.spans else "by the page's own data", spans=hop.spans)
        for hop in attribution.chain
    )
    spans: tuple[Span, ...] = tuple(span for hop in attribution.chain for span in hop.spans)
    yield Decision(
        of="chain",
        result=attribution.directness or "",
        by="find_chains",
        why="the hands from the speaker to this page, in order",
        spans=spans,
        considered=considered,
    )


def _hand(hop: Hop) -> str:
    return f"{hop.kind} {hop.how}: {hop.name or 'not named'}"
