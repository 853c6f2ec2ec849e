"""CSV: one attribution a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.records.attribution import speaker_of
from onrecord.records.entry import Entry
from onrecord.records.span import Span

COLUMNS = (
    "id",
    "page_id",
    "published",
    "outlet",
    "title",
    "url",
    "path",
    "speaker",
    "speaker_type",
    "office",
    "country",
    "on_behalf_of",
    "description",
    "quote",
    "kind",
    "statement",
    "attitude",
    "polarity",
    "certainty",
    "confidence",
    "cue",
    "source",
    "to",
    "venue",
    "content_spans",
)


def entry_rows(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yields the header and each entry as a row in UTF-8.

    Cells that a spreadsheet would run as a formula get an apostrophe in front (`safe_cell`); for the exact characters
    take `onrecord.export.jsonl`.
    """
    yield _line(COLUMNS)
    for entry in entries:
        cells = _cells(entry)
        yield _line(tuple(safe_cell(cells[name]) for name in COLUMNS))


def safe_cell(value: str | None) -> str:
    """Returns `value` with an apostrophe before a sign that a spreadsheet would take for a formula's.

    >>> safe_cell("=HYPERLINK(0)"), safe_cell("- one"), safe_cell("1 = 1"), safe_cell(None)
    ("'=HYPERLINK(0)", "'- one", '1 = 1', '')
    """
    text = value or ""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _cells(entry: Entry) -> dict[str, str | None]:
    attribution = entry.attribution
    actor = speaker_of(attribution)
    return {
        "id": attribution.id,
        "page_id": entry.page.id,
        "published": entry.page.published,
        "outlet": entry.page.outlet,
        "title": entry.page.title,
        "url": entry.page.url,
        "path": entry.page.path,
        "speaker": actor.name or " & ".join(actor.names),
        "speaker_type": actor.type,
        "office": actor.office,
        "country": actor.country,
        "on_behalf_of": actor.on_behalf_of,
        "description": actor.descriptor,
        "quote": attribution.quote,
        "kind": attribution.kind,
        "statement": "yes" if attribution.statement else "no",
        "attitude": attribution.attitude,
        "polarity": attribution.polarity,
        "certainty": attribution.certainty,
        "confidence": f"{attribution.confidence:.3f}",
        "cue": entry.cue,
        "source": entry.source,
        "to": attribution.to,
        "venue": attribution.venue,
        "content_spans": _spans(attribution.content),
    }


def _spans(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def _line(cells: tuple[str, ...]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "backslashreplace")
