"""Stand-off: what was read, as offsets and hashes without the pages' words, to be shared where the texts must not be.

Whoever has the pages puts the two together again with ``onrecord attach``. Names of speakers are kept; what only quotes
the page (descriptions of the unnamed, quotations) is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec
from msgspec import Struct, UnsetType

from onrecord.errors import ReadError
from onrecord.records.actor import Actor, ActorType
from onrecord.records.attribution import Attitude, Attribution, CueCertainty, Kind, Polarity
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.span import Span
from onrecord.text.places import find_words, mark_of


class Place(Struct, frozen=True, array_like=True):
    """Words by their place and mark: ``[start, end, mark]``."""

    start: int
    end: int
    mark: str


class StandoffSpeaker(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who spoke, without words of the page.

    Attributes:
        type: What kind of speaker.
        name: Name, where there is one.
        country: ISO 3166-1 alpha-2 code.
        on_behalf_of: Party spoken for.
    """

    type: ActorType
    name: str | None = None
    country: str | None = None
    on_behalf_of: str | None = None


class StandoffAttribution(Struct, frozen=True, kw_only=True):
    """One attribution, by its places.

    Attributes:
        id: As in `Attribution`.
        source: Places of the source.
        cue: Places of the cue.
        content: Places of the content.
        kind: As in `Attribution`.
        attitude: As in `Attribution`.
        statement: As in `Attribution`.
        polarity: As in `Attribution`.
        certainty: As in `Attribution`.
        confidence: As in `Attribution`.
        speaker: Who spoke.
    """

    id: str
    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    kind: Kind
    attitude: Attitude
    statement: bool
    polarity: Polarity
    certainty: CueCertainty
    confidence: float
    speaker: StandoffSpeaker


class StandoffPage(Struct, frozen=True, kw_only=True):
    """One page without its text.

    Attributes:
        standoff: Version of this format.
        id: As in `Page`.
        sha256: Of the page's bytes.
        text_sha256: Of the text as read, in UTF-8.
        length: Code points of the text.
        url: Where it is from.
        outlet: Who published it.
        published: When.
        model: What read it.
        attributions: What was read.
    """

    standoff: Literal[1]
    id: str
    sha256: str
    text_sha256: str
    length: int
    url: str | None
    outlet: str | None
    published: str | None
    model: str
    attributions: tuple[StandoffAttribution, ...]


class AttachedAttribution(Struct, frozen=True, kw_only=True):
    """One attribution, put back on a text.

    Attributes:
        id: Of the attribution.
        page: Of the page, as it was shared.
        state: ``here``, ``moved`` (every part of the content found elsewhere), ``gone`` or ``unsure`` (found in several
            places); a part is never put where its words are not.
        content: Where the content is on the text at hand; empty unless all of it was found.
        cue: Where the cue is.
        source: Where the source is.
        quote: The content's words; ``None`` unless found.
        speaker: Who spoke.
        statement: As in `Attribution`.
        kind: As in `Attribution`.
    """

    id: str
    page: str
    state: Literal["here", "moved", "gone", "unsure"]
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    quote: str | None
    speaker: StandoffSpeaker
    statement: bool
    kind: Kind


def standoff_lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Yields each page as one line of JSON."""
    for reading in readings:
        yield msgspec.json.encode(standoff_page(reading)) + b"\n"


def standoff_page(reading: Reading) -> StandoffPage:
    """Returns what was read from a page, without its words."""
    page = reading.page
    return StandoffPage(
        standoff=1,
        id=page.id,
        sha256=page.sha256,
        text_sha256=hash_text(page.text),
        length=len(page.text),
        url=page.url,
        outlet=page.outlet.value if page.outlet else None,
        published=page.published.value if page.published else None,
        model=reading.model,
        attributions=tuple(_without_words(attribution, page.text) for attribution in reading.attributions),
    )


def read_standoff(lines: Iterable[bytes]) -> Iterator[StandoffPage]:
    """Yields the pages that `standoff_lines` wrote.

    Raises:
        ReadError: If a line is none.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=StandoffPage)
            except msgspec.MsgspecError as error:
                raise ReadError(f"line {number}: no page in onrecord's stand-off format: {error}") from error


def hash_text(text: str) -> str:
    """Returns the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keys_of(page: Page) -> tuple[str, ...]:
    """Returns by what a page at hand is known to be one that was shared: its bytes, its text, its address."""
    return tuple(key for key in (page.sha256, hash_text(page.text), page.url) if key)


def attach(shared: StandoffPage, pages: Mapping[str, Page]) -> tuple[AttachedAttribution, ...] | None:
    """Returns what was shared of a page, put on one's own copy of it; ``None`` where there is no copy.

    Args:
        shared: The page without words.
        pages: Pages at hand by `keys_of`.
    """
    keys = (shared.sha256, shared.text_sha256, shared.url)
    page = next((pages[key] for key in keys if key and key in pages), None)
    if page is None:
        return None
    return tuple(_attached(attribution, shared.id, page.text) for attribution in shared.attributions)


def _attached(attribution: StandoffAttribution, page: str, text: str) -> AttachedAttribution:
    found = [find_words(text, Span(place.start, place.end), place.mark) for place in attribution.content]
    states = {one.state for one in found}
    state: Literal["here", "moved", "gone", "unsure"] = (
        "gone"
        if "gone" in states or not found
        else "unsure"
        if "unsure" in states
        else "moved"
        if "moved" in states
        else "here"
    )
    content = tuple(one.span for one in found if one.span) if state in {"here", "moved"} else ()
    return AttachedAttribution(
        id=attribution.id,
        page=page,
        state=state,
        content=content,
        cue=_spans(attribution.cue, text) if content else (),
        source=_spans(attribution.source, text) if content else (),
        quote=" … ".join(span.of(text) for span in content) if content else None,
        speaker=attribution.speaker,
        statement=attribution.statement,
        kind=attribution.kind,
    )


def _spans(places: tuple[Place, ...], text: str) -> tuple[Span, ...]:
    found = (find_words(text, Span(place.start, place.end), place.mark).span for place in places)
    return tuple(span for span in found if span is not None)


def _without_words(attribution: Attribution, text: str) -> StandoffAttribution:
    return StandoffAttribution(
        id=attribution.id,
        source=_places(attribution.source, text),
        cue=_places(attribution.cue, text),
        content=_places(attribution.content, text),
        kind=attribution.kind,
        attitude=attribution.attitude,
        statement=attribution.statement,
        polarity=attribution.polarity,
        certainty=attribution.certainty,
        confidence=attribution.confidence,
        speaker=_speaker(attribution.speaker),
    )


def _places(spans: tuple[Span, ...], text: str) -> tuple[Place, ...]:
    return tuple(Place(span.start, span.end, mark_of(span.of(text))) for span in spans)


def _speaker(actor: Actor | UnsetType) -> StandoffSpeaker:
    if isinstance(actor, UnsetType):
        return StandoffSpeaker(type="unresolved")
    return StandoffSpeaker(type=actor.type, name=actor.name, country=actor.country, on_behalf_of=actor.on_behalf_of)
