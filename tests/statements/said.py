"""Pages on which one thing is said, made up."""

from __future__ import annotations

from typing import Any

from tests.builders import make_attribution, make_page, span_of

from onrecord.records import Actor, Entity, Hop, Page, Reading

VENN = Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia")
LARK = Actor(type="person", name="Otis Lark", office="President")
QUOTE = "We will not sign the accord unless the river ports are returned by Monday"
BODY = (
    "Ministers of Caldia and Norland met in Oster for the third time this month and parted without a word.\n"
    "{source} told reporters: “{quote}”.\n"
    "The two governments have argued about the river ports since the flood of 2029, and each has sent ships.\n"
    "A session planned for the following week in Lumera was neither confirmed nor called off by the hosts."
)


def make_said(quote: str = QUOTE, source: str = "Foreign Minister Ada Venn", **how: Any) -> Reading:
    """A report in which `source` tells reporters `quote`.

    Args:
        quote: What is said.
        source: Who is named as saying it.
        how: ``outlet``, ``published``, ``body`` and ``title`` of the page, ``marks`` (whether the quote stands in
            quotation marks), ``names`` (words on the page that are names); all others are the attribution's.
    """
    outlet, published = how.pop("outlet", "Strait Wire"), how.pop("published", "2031-02-03")
    marks, names = how.pop("marks", True), how.pop("names", ())
    text = f"{how.pop('title', 'Talks end in Oster')}\n{how.pop('body', BODY)}".format(source=source, quote=quote)
    text = text if marks else text.replace("“", "").replace("”", "")
    url = f"https://{outlet.replace(' ', '').lower()}.example/{published}"
    page = make_page(text, outlet=outlet, published=published, url=url)
    known = {"kind": "direct" if marks else "indirect", "speaker": VENN, **how}
    return said_on(page, f"“{quote}”" if marks else quote, source, names, known)


def said_on(page: Page, content: str, source: str, names: tuple[str, ...], known: dict[str, Any]) -> Reading:
    """`page` with one attribution."""
    return Reading(
        page=page,
        attributions=(make_attribution(page, source, "told reporters", content, **known),),
        entities=tuple(Entity(kind="person", span=span_of(page.text, name)) for name in names),
    )


def told(outlet: str) -> tuple[Hop, ...]:
    """A chain through a medium that was told."""
    return (Hop(kind="speaker", how="said", name="Ada Venn"), Hop(kind="outlet", how="told", name=outlet))
