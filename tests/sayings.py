"""Statements made up for tests, without a page behind them."""

from __future__ import annotations

from typing import Any

from onrecord.records.actor import Actor
from onrecord.records.entry import PageRef
from onrecord.records.ids import content_id
from onrecord.records.span import Span
from onrecord.records.statement import Statement, Variant

VENN = Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia", surface="Ada Venn")
HOLT = Actor(type="person", name="Bero Holt", office="President", on_behalf_of="Norland", surface="Bero Holt")
NORLAND = Actor(type="government", name="Norland", surface="Norland")
DIPLOMAT = Actor(type="anonymous", descriptor="a diplomat briefed on the talks", rank="diplomat")


def make_ref(page: str, when: str | None = "2031-02-03", outlet: str | None = "Oster Post") -> PageRef:
    return PageRef(
        id=f"pg_{page}", path=f"{page}.html", url=f"https://{page}.example/", title=page, outlet=outlet, published=when
    )


def make_statement(  # noqa: PLR0913 - a builder names what a test may vary
    quote: str,
    *,
    cue: str = "said",
    speaker: Actor = VENN,
    page: str = "oster",
    when: str | None = "2031-02-03",
    start: int = 0,
    lines: int = 1,
    **known: Any,
) -> Statement:
    """A statement with one variant; `known` are fields of that variant."""
    attribution = content_id("at", page, str(start), quote)
    fields: dict[str, Any] = {
        "wording": "best",
        "kind": "indirect",
        "polarity": "positive",
        "certainty": "certain",
        "confidence": 0.9,
        "directness": "reported",
        **known,
    }
    variant = Variant(
        page=make_ref(page, when),
        attribution=attribution,
        start=start,
        end=start + len(quote),
        spans=(Span(start, start + len(quote)),),
        quote=quote,
        cue=cue,
        source=speaker.surface or "",
        speaker=speaker,
        line=f"ln_{page}",
        **fields,
    )
    return Statement(
        id=content_id("sm", attribution),
        speaker=speaker,
        when=when,
        quote=quote,
        best=attribution,
        kind=variant.kind,
        variants=(variant,),
        lines=lines,
        pages=1,
        named=speaker.name is not None,
    )
