"""What a record adds up to, loaded once and then only where it changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import TEXT, make_attribution, make_capture, make_page, make_reading

import onrecord
from onrecord import Record
from onrecord.records import Capture, Reading
from onrecord.run.corpus import load_corpus


def reading_of(
    number: int, said: str, *, url: str | None = None, fetched: str | None = None
) -> tuple[Capture, Reading]:
    text = f"{TEXT}\nDay {number}. Ada Venn said {said}."
    page = replace(make_page(text, path=f"{number}.html", url=url), fetched_at=fetched)
    return make_capture(text), Reading(
        page=page, attributions=(make_attribution(page, "Ada Venn", "said", said),), model="toy"
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with onrecord.open_record(tmp_path / "onrecord.db", write=True) as record:
        record.keep(make_capture(), make_reading())
        yield record


def anew(record: Record):
    """The same record, loaded by somebody who knows nothing of it."""
    store: Any = record.store
    with onrecord.open_record(store.name) as other:
        return load_corpus(other.store)


def test_what_one_page_more_leaves_as_it_was_is_the_very_same_object(record):
    for number in range(30):
        record.keep(*reading_of(number, f"the bridge of {number} wards stays closed"))
    before = {one.id: one for one in load_corpus(record.store).statements}
    record.keep(*reading_of(99, "the ferries of Tarn will not sail"))
    after = {one.id: one for one in load_corpus(record.store).statements}
    assert after.keys() > before.keys()
    assert all(after[key] is one for key, one in before.items())
    assert load_corpus(record.store) == anew(record)


def test_a_statement_that_went_is_gone(record):
    capture, reading = reading_of(1, "the bridge stays closed")
    record.keep(capture, reading)
    before = load_corpus(record.store)
    record.keep(capture, replace(reading, attributions=()))
    assert len(load_corpus(record.store).statements) == len(before.statements) - 1
    assert load_corpus(record.store) == anew(record)


def test_a_newer_capture_marks_the_words_that_it_no_longer_has(record):
    for number in range(20):
        record.keep(*reading_of(number, f"the bridge of {number} wards stays closed"))
    address = "https://oster.example/a"
    record.keep(*reading_of(50, "the bridge stays", url=address, fetched="2031-02-03T10:00:00Z"))
    load_corpus(record.store)
    record.keep(*reading_of(51, "all may cross", url=address, fetched="2031-02-04T10:00:00Z"))
    moved = [v.quote for one in load_corpus(record.store).statements for v in one.variants if v.moved]
    assert "the bridge stays" in moved
    assert load_corpus(record.store) == anew(record)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 2)), max_size=8))
def test_bringing_up_to_date_is_loading_anew(tmp_path_factory, steps):
    words = ["the bridge of three wards stays closed", "nobody will sign the river text", "", "all may cross"]
    with onrecord.open_record(tmp_path_factory.mktemp("r") / "a.db", write=True) as record:
        for number, what, place in steps:
            capture, reading = reading_of(number, words[what] or "so", url=f"https://oster.example/{place}")
            record.keep(capture, reading if words[what] else replace(reading, attributions=()))
            assert load_corpus(record.store) == anew(record)
