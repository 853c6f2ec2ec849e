"""Apache Parquet: readings as columns, for Spark, DuckDB, pandas and the like.

The schemas of what `onrecord spark read` writes (docs/scale.md). The exact reading stands in ``document``, in the
format of docs/format.md; the other columns are its flat side, for queries. Needs the extra ``parquet``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.records.attribution import speaker_of
from onrecord.records.capture import Capture
from onrecord.records.codec import encode_reading
from onrecord.records.entry import Entry, entries_of
from onrecord.records.failure import Failure
from onrecord.records.page import Datum
from onrecord.records.paths import encodable
from onrecord.records.reading import Reading
from onrecord.records.setting import Meeting
from onrecord.records.span import Span

# Pages whose rows are held at once.
_PAGES_A_BATCH = 500

_SPANS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
_PLACE = [pa.field("page_id", pa.string(), nullable=False), pa.field("place", pa.string(), nullable=False)]


def _words(*names: str) -> list[pa.Field]:
    return [pa.field(name, pa.string()) for name in names]


# A row a page. `data` is the page's bytes, null where they were not to be kept; `origin` is what was known of them.
READINGS = pa.schema(
    [
        *_PLACE,
        pa.field("sha256", pa.string(), nullable=False),
        *_words("url", "title", "byline", "outlet", "published", "updated", "language", "canonical", "fetched_at"),
        pa.field("model", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("said", pa.int32(), nullable=False),
        pa.field("ascribed", pa.int32(), nullable=False),
        pa.field("speakers", pa.list_(pa.string())),
        pa.field("size_bytes", pa.int64(), nullable=False),
        pa.field("origin", pa.binary(), nullable=False),
        pa.field("document", pa.binary(), nullable=False),
        pa.field("data", pa.binary()),
    ]
)
# A row an attribution, in page order.
ATTRIBUTIONS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        *_PLACE,
        pa.field("position", pa.int32(), nullable=False),
        *_words("url", "outlet", "published", "source", "cue", "quote", "kind", "attitude"),
        pa.field("statement", pa.bool_(), nullable=False),
        *_words("polarity", "certainty"),
        pa.field("confidence", pa.float64(), nullable=False),
        *_words("speaker_type", "speaker", "office", "country", "body", "on_behalf_of", "descriptor"),
        *_words("speaker_certainty", "speaker_why", "to", "venue", "time_start", "time_end", "time_granularity"),
        *_words("directness", "nested_in"),
        pa.field("source_spans", _SPANS),
        pa.field("cue_spans", _SPANS),
        pa.field("content_spans", _SPANS),
    ]
)
# A row a meeting that a page reports.
MEETINGS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        *_PLACE,
        *_words("what", "kind", "status", "where", "start", "end"),
        pa.field("who", pa.list_(pa.string())),
        pa.field("evidence", _SPANS),
    ]
)
# A row an input that yielded no page.
REFUSALS = pa.schema([pa.field(name, pa.string(), nullable=False) for name in ("place", "stage", "reason", "message")])


def readings_batch(pages: Sequence[tuple[Capture, Reading]], *, bytes_too: bool = True) -> pa.RecordBatch:
    """Returns the pages as rows of `READINGS`.

    Args:
        pages: Captures with their readings.
        bytes_too: Whether `data` is filled; without it a row cannot be brought into a record.
    """
    rows = [_reading_row(capture, reading, bytes_too=bytes_too) for capture, reading in pages]
    return pa.RecordBatch.from_pylist(rows, schema=READINGS)


def attributions_batch(readings: Iterable[Reading]) -> pa.RecordBatch:
    """Returns the attributions of `readings` as rows of `ATTRIBUTIONS`."""
    rows = [
        _attribution_row(entry, position, place_of(reading))
        for reading in readings
        for position, entry in enumerate(entries_of(reading))
    ]
    return pa.RecordBatch.from_pylist(rows, schema=ATTRIBUTIONS)


def meetings_batch(readings: Iterable[Reading]) -> pa.RecordBatch:
    """Returns the meetings of `readings` as rows of `MEETINGS`."""
    rows = [_meeting_row(meeting, reading) for reading in readings for meeting in reading.meetings]
    return pa.RecordBatch.from_pylist(rows, schema=MEETINGS)


def refusals_batch(failures: Iterable[Failure]) -> pa.RecordBatch:
    """Returns `failures` as rows of `REFUSALS`."""
    rows = [
        {"place": encodable(f.where), "stage": f.stage, "reason": f.reason, "message": encodable(f.message)}
        for f in failures
    ]
    return pa.RecordBatch.from_pylist(rows, schema=REFUSALS)


def attribution_file(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Yields a Parquet file with a row an attribution (`ATTRIBUTIONS`), piece by piece."""
    stream, sink = iter(readings), _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), ATTRIBUTIONS, compression="zstd") as writer:
        while some := list(islice(stream, _PAGES_A_BATCH)):
            writer.write_batch(attributions_batch(some))
            yield sink.take()
    yield sink.take()


class _Sink:
    """Holds what was written since it was last taken, and counts on as a file would."""

    closed = False

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._held.append(bytes(data))
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is to be let go of."""

    def take(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def place_of(reading: Reading) -> str:
    """Returns where the page was met: its path, else its URL, else nothing."""
    return encodable(reading.page.path) or encodable(reading.page.url) or ""


def _reading_row(capture: Capture, reading: Reading, *, bytes_too: bool) -> dict[str, Any]:
    page = reading.page
    data = ("title", "byline", "outlet", "published", "updated", "language", "canonical")
    said = sum(attribution.statement for attribution in reading.attributions)
    origin = msgspec.structs.replace(
        capture.origin, **{n: encodable(getattr(capture.origin, n)) for n in ("path", "url")}
    )
    return {
        "page_id": page.id,
        "place": place_of(reading),
        "sha256": page.sha256,
        "url": encodable(page.url),
        **{name: _value(getattr(page, name)) for name in data},
        "fetched_at": page.fetched_at,
        "model": reading.model,
        "text": page.text,
        "said": said,
        "ascribed": len(reading.attributions) - said,
        "speakers": sorted({speaker_of(a).name or "" for a in reading.attributions} - {""}),
        "size_bytes": len(capture.data),
        "origin": msgspec.json.encode(origin),
        "document": encode_reading(reading),
        "data": capture.data if bytes_too else None,
    }


def _attribution_row(entry: Entry, position: int, place: str) -> dict[str, Any]:
    attribution, page, actor = entry.attribution, entry.page, speaker_of(entry.attribution)
    same = ("id", "quote", "kind", "attitude", "statement", "polarity", "certainty", "confidence")
    said = ("to", "venue", "directness", "nested_in")
    return {
        **{name: getattr(attribution, name) for name in (*same, *said)},
        **{name: getattr(actor, name) for name in ("office", "country", "body", "on_behalf_of", "descriptor")},
        "page_id": page.id,
        "place": place,
        "position": position,
        "url": page.url,
        "outlet": page.outlet,
        "published": page.published,
        "source": entry.source,
        "cue": entry.cue,
        "speaker_type": actor.type,
        "speaker": actor.name,
        "speaker_certainty": actor.certainty,
        "speaker_why": actor.why,
        "time_start": attribution.time.start if attribution.time else None,
        "time_end": attribution.time.end if attribution.time else None,
        "time_granularity": attribution.time.granularity if attribution.time else None,
        "source_spans": _spans(attribution.source),
        "cue_spans": _spans(attribution.cue),
        "content_spans": _spans(attribution.content),
    }


def _meeting_row(meeting: Meeting, reading: Reading) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "page_id": reading.page.id,
        "place": place_of(reading),
        "what": meeting.what,
        "kind": meeting.kind,
        "status": meeting.status,
        "where": meeting.where,
        "start": meeting.when.start if meeting.when else None,
        "end": meeting.when.end if meeting.when else None,
        "who": list(meeting.who),
        "evidence": _spans(meeting.evidence),
    }


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _value(datum: Datum | None) -> str | None:
    return None if datum is None else datum.value
