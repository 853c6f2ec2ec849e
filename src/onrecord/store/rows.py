"""A reading as rows of the tables that are filtered and searched."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.records.attribution import Attribution, speaker_of
from onrecord.records.entry import Entry, PageRef, entries_of
from onrecord.records.paths import encodable
from onrecord.records.reading import Reading
from onrecord.store.fold import days_of, fold_names, outlet_words, party_of, party_words, speaker_words


def place_of(reading: Reading) -> str:
    """Returns where the page was met: its path, else its URL, else nothing."""
    place = encodable(reading.page.path) or encodable(reading.page.url) or ""
    return place.replace("\0", "\ufffd")


def page_row(reading: Reading) -> dict[str, Any]:
    """Returns the row of `pages` for `reading`."""
    page = reading.page
    outlet = page.outlet.value if page.outlet else None
    published = page.published.value if page.published else None
    first_day, last_day = days_of(published) or (None, None)
    return {
        "id": page.id,
        "place": place_of(reading),
        "path": encodable(page.path),
        "url": encodable(page.url),
        "title": page.title.value if page.title else None,
        "outlet": outlet,
        "outlet_words": outlet_words(outlet, page.url),
        "published": published,
        "first_day": first_day,
        "last_day": last_day,
        "language": page.language.value if page.language else None,
        "text": page.text,
        "model": reading.model,
    }


def attribution_rows(reading: Reading) -> list[dict[str, Any]]:
    """Returns the rows of `attributions` for `reading`, in its order."""
    return [_attribution_row(entry, position) for position, entry in enumerate(entries_of(reading))]


def _attribution_row(entry: Entry, position: int) -> dict[str, Any]:
    attribution = entry.attribution
    actor = speaker_of(attribution)
    return {
        "id": attribution.id,
        "page_id": entry.page.id,
        "position": position,
        "source": entry.source,
        "cue": entry.cue,
        "quote": attribution.quote,
        "kind": attribution.kind,
        "attitude": attribution.attitude,
        "statement": attribution.statement,
        "confidence": attribution.confidence,
        "speaker": actor.name,
        "speaker_type": actor.type,
        "speaker_words": speaker_words(actor),
        "party_words": party_words(actor),
        "country": actor.country,
        "party": party_of(actor),
        "office": actor.office,
        "office_words": fold_names(actor.office),
        "document": msgspec.json.encode(attribution).decode(),
    }


def entry_of(row: Any) -> Entry:
    """Returns the entry that a row of attributions joined with pages holds."""
    page = PageRef(
        id=row.page_id, path=row.path, url=row.url, title=row.title, outlet=row.outlet, published=row.published
    )
    attribution = msgspec.json.decode(row.document, type=Attribution)
    return Entry(page=page, source=row.source, cue=row.cue, attribution=attribution)
