"""The page stage: the bytes of one page to its text, blocks and metadata."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.page.article import find_pieces, lay_out
from onrecord.page.bylines import find_byline
from onrecord.page.dates import find_date, find_dateline, read_date
from onrecord.page.decode import decode_capture, refuse
from onrecord.page.metadata import Metadata, find_domain, find_given, find_metadata, read_language
from onrecord.page.options import PageOptions
from onrecord.page.originals import find_original
from onrecord.page.plain import read_blocks
from onrecord.page.tree import has_crowded_tags, measure_depth, normalise, parse_html
from onrecord.records.capture import Capture
from onrecord.records.failure import Failure
from onrecord.records.ids import content_id
from onrecord.records.page import Block, Datum, Page
from onrecord.records.span import Span

_DEFAULTS = PageOptions()


def read_page(capture: Capture, *, options: PageOptions = _DEFAULTS) -> Page | Failure:
    """Returns the page that a capture holds, or why it holds none.

    Plain text is taken character for character, as decoded. Of HTML the article and what interrupts it are kept, one
    block a line, white space normalised.

    Args:
        capture: The bytes and what is known of their origin.
        options: Limits.
    """
    decoded = decode_capture(capture, options=options)
    if isinstance(decoded, Failure):
        return decoded
    if not decoded.html and len(decoded.text) > options.max_text_chars:
        return refuse(capture, "too_large", _length_message(options))
    page = _read_html(capture, decoded.text, options) if decoded.html else _read_text(capture, decoded.text)
    if isinstance(page, Page) and len(page.text) > options.max_text_chars:
        return refuse(capture, "too_large", _length_message(options))
    return page


def _length_message(options: PageOptions) -> str:
    return f"is too long for one page: its text has more than {options.max_text_chars:,} characters; split it"


def _read_text(capture: Capture, text: str) -> Page:
    origin = capture.origin
    blocks = read_blocks(text, title=origin.title)
    metadata = Metadata(
        title=find_given(origin.title),
        outlet=find_given(origin.outlet) or find_domain(origin.url),
        published=find_given(origin.published, read_date),
        language=find_given(origin.language, read_language),
    )
    return _make_page(capture, text, blocks, metadata)


def _read_html(capture: Capture, text: str, options: PageOptions) -> Page | Failure:
    if has_crowded_tags(text):
        return refuse(capture, "too_large", "has tags with thousands of attributes")
    root = parse_html(text)
    if root is None:
        return refuse(capture, "no_text", "is HTML without any content")
    if sum(1 for _ in root.iter()) > options.max_elements:
        return refuse(capture, "too_large", f"has more than {options.max_elements:,} HTML elements")
    if measure_depth(root) > options.max_depth:
        return refuse(capture, "too_deep", f"nests its elements more than {options.max_depth} deep")
    metadata = find_metadata(root, capture.origin)
    pieces = find_pieces(root, text, metadata)
    page_text, blocks = lay_out(pieces)
    if not any(block.body for block in blocks):
        return refuse(capture, "no_text", "is HTML in which no article text was found")
    return _make_page(capture, page_text, blocks, metadata)


def _make_page(capture: Capture, text: str, blocks: tuple[Block, ...], metadata: Metadata) -> Page:
    origin = capture.origin
    return Page(
        id=content_id("pg", capture.sha256, origin.url or ""),
        sha256=capture.sha256,
        text=text,
        blocks=blocks,
        path=origin.path,
        url=origin.url,
        title=_place_title(metadata.title, text, blocks),
        byline=metadata.byline or _find_printed_byline(text, blocks),
        outlet=metadata.outlet,
        published=metadata.published or _find_printed_date(text, blocks),
        updated=metadata.updated,
        language=metadata.language,
        canonical=metadata.canonical,
        originals=(*metadata.originals, *_find_printed_originals(text, blocks)),
        fetched_at=origin.fetched_at,
    )


def _place_title(title: Datum | None, text: str, blocks: Iterable[Block]) -> Datum | None:
    """The title with its span where it is in the text; where nothing declares one, the text's own."""
    block = next((block for block in blocks if block.kind == "title"), None)
    if block is None:
        return title
    printed = block.span.of(text)
    if title is None:
        return Datum(value=normalise(printed), found="text", span=block.span)
    same = normalise(printed).casefold() == title.value.casefold()
    return Datum(value=title.value, found=title.found, span=block.span if same else None)


def _find_printed_byline(text: str, blocks: Iterable[Block]) -> Datum | None:
    for block in blocks:
        names = find_byline(block.span.of(text)) if block.kind == "byline" else None
        if names:
            return Datum(value=names, found="text", span=block.span)
    return None


def _find_printed_date(text: str, blocks: Iterable[Block]) -> Datum | None:
    for block in blocks:
        value = find_date(block.span.of(text)) if block.kind == "dateline" else None
        if value:
            return Datum(value=value, found="text", span=block.span)
    first = next((block for block in blocks if block.body and block.kind == "paragraph"), None)
    match = find_dateline(first.span.of(text)) if first else None
    if first is None or match is None:
        return None
    date = find_date(match.group("date"))
    start, end = match.span("date")
    return Datum(value=date, found="text", span=Span(first.start + start, first.start + end)) if date else None


def _find_printed_originals(text: str, blocks: Iterable[Block]) -> list[Datum]:
    lines = ((block, find_original(block.span.of(text))) for block in blocks if block.kind != "title")
    return [Datum(value=where, found="text", span=block.span) for block, where in lines if where]
