"""What must hold for any input: one function for each kind; raises where it does not."""

from __future__ import annotations

import contextlib
import functools
import io
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import event
from tests.builders import make_capture, make_page, make_reading
from tests.fuzz import inputs

from onrecord.errors import ReadError, UsageError
from onrecord.models import load_model
from onrecord.page import read_page
from onrecord.pipeline.proving import find_faults
from onrecord.pipeline.reading import read_capture
from onrecord.records import Capture, Failure, Page, Reading, Span
from onrecord.records.codec import decode_reading, encode_reading
from onrecord.sources import iter_stream
from onrecord.sources.listings import read_listing
from onrecord.sources.options import SourceOptions
from onrecord.store.contract import Filter
from onrecord.store.sqlite import SqliteStore, open_sqlite

# Small, so that what is too large comes too.
OPTIONS = SourceOptions(max_bytes=4_000)


def check_failure(failure: Failure) -> None:
    """A refusal is one line."""
    assert failure.message
    assert "\n" not in failure.message


def check_page(page: Page) -> None:
    """Blocks are in order, do not overlap, and leave only white space between them."""
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end <= len(page.text)
        assert not page.text[at : block.start].strip()
        at = block.end
    assert not page.text[at:].strip()
    data = (page.title, page.byline, page.outlet, page.published, page.updated, page.language, page.canonical)
    check_spans((datum.span for datum in (*data, *page.originals) if datum and datum.span), page.text)


def check_spans(spans: Iterable[Span], text: str) -> None:
    """Every span lies in the text."""
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text)


def check_reading(reading: Reading) -> None:
    """Every span lies in the text, quotes are the words under them, and the document comes back as it was."""
    check_page(reading.page)
    text = reading.page.text
    for attribution in reading.attributions:
        check_spans((*attribution.source, *attribution.cue, *attribution.content, *attribution.insertions), text)
        assert list(attribution.content) == sorted(attribution.content)
        if attribution.speaker:
            check_spans(attribution.speaker.evidence, text)
        for hop in attribution.chain:
            check_spans(hop.spans, text)
    check_spans((aside.span for aside in reading.asides), text)
    check_spans((entity.span for entity in reading.entities), text)
    check_spans((span for meeting in reading.meetings for span in meeting.evidence), text)
    assert list(find_faults(reading)) == []
    document = encode_reading(reading)
    assert encode_reading(decode_reading(document)) == document


def read_html(data: bytes) -> None:
    """HTML to a page."""
    _check_page_of(make_capture(data, media_type="text/html"))


def read_text(data: bytes) -> None:
    """Text to a page."""
    _check_page_of(make_capture(data, path="a.txt"))


def _check_page_of(capture: Capture) -> None:
    page = read_page(capture)
    check_failure(page) if isinstance(page, Failure) else check_page(page)


def read_all(data: bytes) -> None:
    """Bytes to a whole reading, twice the same, which is kept and joined and comes back from the record as it was."""
    capture = make_capture(data)
    reading = read_capture(capture, _model())
    if isinstance(reading, Failure):
        check_failure(reading)
        return
    check_reading(reading)
    assert read_capture(capture, _model()) == reading
    store = _record()
    store.keep(capture, reading)
    kept = store.reading(reading.page.id)
    assert kept is not None
    assert encode_reading(kept) == encode_reading(reading)
    assert store.capture(capture.sha256) == data
    assert store.join() == 1 or store.unjoined() == 0


def _stream(data: bytes, name: str) -> None:
    for outcome in iter_stream(io.BytesIO(data), name, options=OPTIONS):
        if isinstance(outcome, Failure):
            check_failure(outcome)
        else:
            assert len(outcome.data) <= OPTIONS.max_bytes + 1000
            assert outcome.origin.path


def read_lines(data: bytes) -> None:
    """A list."""
    _stream(data, "a.jsonl")


def read_warc(data: bytes) -> None:
    """An archive."""
    _stream(data, "a.warc")


def read_feed(data: bytes) -> None:
    """A feed or sitemap, as a file and as a watch takes it."""
    _stream(data, "a.xml")
    listing = read_listing(data, "https://a.example/feed", max_bytes=OPTIONS.max_bytes)
    if isinstance(listing, Failure):
        check_failure(listing)


def read_anything(pair: tuple[bytes, str]) -> None:
    """Any bytes under any name."""
    _stream(*pair)


def decode_anything(data: bytes) -> None:
    """What claims to be a reading."""
    with contextlib.suppress(ReadError):
        decode_reading(data)


def ask(words: str) -> None:
    """A search, by whatever a user types."""
    store = _store()
    for wanted in (Filter(search=words), Filter(on_page=words), Filter(speaker=words, party=words, outlet=words)):
        with contextlib.suppress(UsageError):
            assert store.count(wanted) == len(list(store.entries(wanted)))


@functools.cache
def _model() -> Any:
    return load_model()


@functools.cache
def _store() -> SqliteStore:
    """A record to ask."""
    store = _new_record()
    store.keep(make_capture(), make_reading(make_page(outlet="The Oster Post", published="2031-02-03")))
    return store


@functools.lru_cache(maxsize=1)
def _record() -> SqliteStore:
    """A record to keep in."""
    return _new_record()


def _new_record() -> SqliteStore:
    store = open_sqlite(Path(tempfile.mkdtemp()) / "fuzz.db")
    # Nobody asks what this record holds after a loss of power.
    event.listen(store.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA synchronous = OFF"))
    return store


TARGETS: dict[str, tuple[Callable[[Any], None], st.SearchStrategy[Any]]] = {
    "html": (read_html, inputs.html),
    "text": (read_text, inputs.text),
    "reading": (read_all, inputs.html | inputs.text),
    "jsonl": (read_lines, inputs.jsonl),
    "warc": (read_warc, inputs.warc),
    "feed": (read_feed, inputs.feed),
    "anything": (read_anything, st.tuples(inputs.anything, inputs.names)),
    "document": (decode_anything, inputs.damaged(st.just(encode_reading(make_reading()))) | inputs.jsonl),
    "query": (ask, inputs.query),
}
