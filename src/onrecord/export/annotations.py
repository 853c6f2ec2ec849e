"""W3C Web Annotation: every attribution as an annotation of the words it was read from.

After the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): targets have a position and a quote
selector, and the hash of the bytes they were read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from onrecord.records.actor import Actor, called
from onrecord.records.attribution import Attribution, speaker_of
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.span import Span

# Characters of the surroundings that a selector keeps: enough to tell two places of the same words apart.
_CONTEXT = 32
_CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"


class TextPositionSelector(Struct, frozen=True, kw_only=True, tag_field="type", tag="TextPositionSelector"):
    """W3C Web Annotation: code points of the page's text, end exclusive."""

    start: int
    end: int


class TextQuoteSelector(Struct, frozen=True, kw_only=True, tag_field="type", tag="TextQuoteSelector"):
    """W3C Web Annotation: the words and what stands around them."""

    exact: str
    prefix: str
    suffix: str


class Body(Struct, frozen=True, kw_only=True):
    """What is said of the words.

    Attributes:
        type: Always ``TextualBody``.
        purpose: ``identifying`` for the speaker, ``tagging`` for kind and attitude.
        value: The words.
    """

    type: str
    purpose: str
    value: str


class State(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"source_date": "sourceDate"}):
    """The bytes that the words were read from.

    Attributes:
        type: Always ``TimeState``.
        cached: A name made of the SHA-256 of the bytes.
        source_date: When they were fetched, where that is known.
    """

    type: str
    cached: str
    source_date: str | None = None


class Target(Struct, frozen=True, kw_only=True):
    """The words.

    Attributes:
        source: Address of the page, or a name made of its hash.
        selector: Position and quote of every stretch.
        state: The bytes.
    """

    source: str
    selector: tuple[TextPositionSelector | TextQuoteSelector, ...]
    state: State


class Annotation(Struct, frozen=True, kw_only=True):
    """One attribution.

    Attributes:
        id: A name made of the attribution's id.
        type: Always ``Annotation``.
        motivation: Always ``identifying``: who said it.
        body: Speaker, kind and attitude.
        target: One for each stretch of the content.
    """

    id: str
    type: str
    motivation: str
    body: tuple[Body, ...]
    target: tuple[Target, ...]


def annotation_lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Yields an ``AnnotationCollection`` with all attributions of `readings` on its one page, piece by piece."""
    yield b'{"@context":"' + _CONTEXT_IRI.encode() + b'","id":"urn:onrecord:record","type":"AnnotationCollection",\n'
    yield b'"first":{"id":"urn:onrecord:record:1","type":"AnnotationPage","items":['
    first = True
    for reading in readings:
        for attribution in reading.attributions:
            yield (b"\n" if first else b",\n") + msgspec.json.encode(annotation_of(reading, attribution))
            first = False
    yield b"\n]}}\n"


def annotation_of(reading: Reading, attribution: Attribution) -> Annotation:
    """Returns an attribution as an annotation."""
    page = reading.page
    source = page.url or f"urn:sha256:{page.sha256}"
    state = State(type="TimeState", cached=f"urn:sha256:{page.sha256}", source_date=page.fetched_at)
    bodies = [("identifying", _speaker(speaker_of(attribution))), ("tagging", attribution.kind)]
    bodies.append(("tagging", "said" if attribution.statement else f"ascribed: {attribution.attitude}"))
    targets = (Target(source=source, selector=selectors_of(page, span), state=state) for span in attribution.content)
    return Annotation(
        id=f"urn:onrecord:{attribution.id}",
        type="Annotation",
        motivation="identifying",
        body=tuple(Body(type="TextualBody", purpose=purpose, value=value) for purpose, value in bodies),
        target=tuple(targets),
    )


def _speaker(actor: Actor) -> str:
    return ", ".join(part for part in (called(actor) or actor.type, actor.office, actor.on_behalf_of) if part)


def selectors_of(page: Page, span: Span) -> tuple[TextPositionSelector, TextQuoteSelector]:
    """Returns what names some words of a page for other programs, after the W3C's Web Annotation Data Model."""
    text = page.text
    return (
        TextPositionSelector(start=span.start, end=span.end),
        TextQuoteSelector(
            exact=span.of(text),
            prefix=text[max(0, span.start - _CONTEXT) : span.start],
            suffix=text[span.end : span.end + _CONTEXT],
        ),
    )
