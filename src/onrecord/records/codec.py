"""The machine format: one JSON object a page, the same for files, pipes and the store.

`docs/format.md` describes it for users; `docs/format.schema.json` is `reading_schema` written out.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from onrecord.errors import ReadError
from onrecord.records.actor import Entity
from onrecord.records.attribution import Aside, Attribution, page_order
from onrecord.records.entry import Entry
from onrecord.records.page import Block, Datum, Page
from onrecord.records.paths import encodable
from onrecord.records.reading import Reading
from onrecord.records.schema import describe_schema
from onrecord.records.setting import Meeting
from onrecord.records.span import Span, hull

# Raised when a reader written for the old number would misread the new form; added fields do not raise it.
FORMAT: Final = 1

_DATA = ("title", "byline", "outlet", "published", "updated", "language", "canonical")


class PageHead(Struct, frozen=True, kw_only=True):
    """A page's metadata. A field that the page does not give is null, never left out.

    Attributes:
        id: ``pg_`` and a hash of the page's bytes and URL; the same page keeps it.
        path: The path as the user gave it; a member of a larger file is ``FILE#N``.
        url: Where the page is from.
        sha256: Of the page's bytes, in hexadecimal.
        title: The headline.
        byline: The authors, as printed.
        outlet: The publishing outlet.
        published: Publication date or date-time, ISO 8601, at the precision given.
        updated: Date or date-time of the last update.
        language: BCP 47 tag.
        canonical: The canonical link.
        originals: Links or lines that say where the report first appeared, each with where it was found.
        fetched_at: ISO 8601 date-time of the fetch.
        found: For each field above that was found: ``given``, ``text``, ``url``, ``detector``, or a selector.
        spans: For each field that stands in the text: its characters.
        scores: For each field that a detector gave: its probability.
    """

    id: str
    path: str | None
    url: str | None
    sha256: str
    title: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    updated: str | None
    language: str | None
    canonical: str | None
    originals: tuple[Datum, ...]
    fetched_at: str | None
    found: dict[str, str]
    spans: dict[str, Span] = {}
    scores: dict[str, float] = {}


class AttributionDocument(Attribution, frozen=True, kw_only=True, omit_defaults=True):
    """An attribution together with those inside its content.

    Attributes:
        nested: What the source says that others say; each names this one in its `nested_in`.
    """

    nested: tuple[AttributionDocument, ...] = ()


class PageDocument(Struct, frozen=True, kw_only=True):
    """One page and everything read from it. All offsets count code points of `text`, end exclusive.

    Attributes:
        format: Version of this format.
        page: Metadata.
        text: The page's text.
        blocks: Labelled blocks that tile the text, in order.
        attributions: Who said what; those inside the content of another stand in its `nested`.
        asides: Quotations in marks that are in no attribution, with why.
        entities: Names, offices and dates.
        meetings: Meetings that the page reports.
        model: Name and version of the model that read it.
    """

    format: Literal[1]
    page: PageHead
    text: str
    blocks: tuple[Block, ...]
    attributions: tuple[AttributionDocument, ...]
    asides: tuple[Aside, ...]
    entities: tuple[Entity, ...]
    meetings: tuple[Meeting, ...]
    model: str


def encode_reading(reading: Reading) -> bytes:
    """Returns `reading` as one line of JSON in UTF-8, without a line end. Equal readings give equal bytes.

    The seconds of a profile are not part of the format.
    """
    return msgspec.json.encode(page_document(reading))


def page_document(reading: Reading) -> PageDocument:
    """Returns `reading` in the form that is written."""
    return PageDocument(
        format=FORMAT,
        page=_head(reading.page),
        text=reading.page.text,
        blocks=reading.page.blocks,
        attributions=_nested(reading.attributions),
        asides=reading.asides,
        entities=reading.entities,
        meetings=reading.meetings,
        model=reading.model,
    )


def encode_entry(entry: Entry) -> bytes:
    """Returns `entry` as one line of JSON in UTF-8, without a line end."""
    return msgspec.json.encode(entry)


def decode_reading(data: bytes | str) -> Reading:
    """Returns the reading that `encode_reading` wrote.

    Raises:
        ReadError: If `data` is not in this version of the format.
    """
    try:
        version = msgspec.json.decode(data, type=_Versioned).format
        if version != FORMAT:
            raise ReadError(f"format {version}, but this onrecord reads format {FORMAT}")
        return _reading(msgspec.json.decode(data, type=PageDocument))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ReadError(f"not a page in onrecord's format: {error}") from error


def reading_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of the format, its descriptions taken from the types' docstrings."""
    return describe_schema(PageDocument, Attribution, title=f"A page read by onrecord, format {FORMAT}")


class _Versioned(Struct):
    format: int


def _nested(attributions: tuple[Attribution, ...]) -> tuple[AttributionDocument, ...]:
    """Returns the outermost attributions, each with those inside it."""
    by_id = {a.id: k for k, a in reversed(tuple(enumerate(attributions)))}
    inside: dict[int | None, list[int]] = {}
    for k, attribution in enumerate(attributions):
        outer = by_id.get(attribution.nested_in or "")
        held = outer is not None and _holds(attributions[outer], attribution)
        inside.setdefault(outer if held else None, []).append(k)

    def document(k: int) -> AttributionDocument:
        return AttributionDocument(**_fields(attributions[k]), nested=tuple(map(document, inside.get(k, ()))))

    return tuple(map(document, inside.get(None, ())))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Tells whether `inner` lies in the content of `outer` and is smaller, so that no two hold each other."""
    if not (inner.cue and inner.content and outer.cue and outer.content):
        return False
    area, whole = hull((*inner.cue, *inner.content)), hull((*outer.cue, *outer.content))
    smaller = area.end - area.start < whole.end - whole.start
    return smaller and any(piece.holds(area) for piece in outer.content)


def _fields(attribution: Attribution) -> dict[str, Any]:
    return {name: getattr(attribution, name) for name in Attribution.__struct_fields__}


def _unnested(documents: tuple[AttributionDocument, ...]) -> tuple[Attribution, ...]:
    """Returns the attributions one beside the other, in page order where any was inside another."""
    found: list[Attribution] = []

    def take(document: AttributionDocument) -> None:
        found.append(Attribution(**_fields(document)))
        for inner in document.nested:
            take(inner)

    for document in documents:
        take(document)
    return tuple(found if len(found) == len(documents) else sorted(found, key=page_order))


def _head(page: Page) -> PageHead:
    data: dict[str, Datum] = {name: datum for name in _DATA if (datum := getattr(page, name)) is not None}
    return PageHead(
        id=page.id,
        path=encodable(page.path),
        url=encodable(page.url),
        sha256=page.sha256,
        originals=page.originals,
        fetched_at=page.fetched_at,
        found={name: datum.found for name, datum in data.items()},
        spans={name: datum.span for name, datum in data.items() if datum.span is not None},
        scores={name: datum.score for name, datum in data.items() if datum.score is not None},
        **{name: data[name].value if name in data else None for name in _DATA},
    )


def _reading(document: PageDocument) -> Reading:
    head = document.page
    page = Page(
        id=head.id,
        sha256=head.sha256,
        text=document.text,
        blocks=document.blocks,
        path=head.path,
        url=head.url,
        originals=head.originals,
        fetched_at=head.fetched_at,
        **{name: _datum(head, name) for name in _DATA},
    )
    return Reading(
        page=page,
        attributions=_unnested(document.attributions),
        asides=document.asides,
        entities=document.entities,
        meetings=document.meetings,
        model=document.model,
    )


def _datum(head: PageHead, name: str) -> Datum | None:
    value = getattr(head, name)
    if value is None:
        return None
    return Datum(value=value, found=head.found.get(name, ""), span=head.spans.get(name), score=head.scores.get(name))
