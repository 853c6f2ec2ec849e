from __future__ import annotations

import pytest

import onrecord

TEXT = "Foreign Minister Ada Venn said on Monday: “The border stays open.”\nNobody answered her."


def test_text_is_read_with_speaker_and_quote():
    reading = onrecord.read(TEXT)
    (attribution,) = [one for one in reading.attributions if "border stays open" in one.quote]
    assert isinstance(attribution.speaker, onrecord.Actor)
    assert reading.page.text == TEXT


def test_bytes_are_read():
    assert onrecord.read(TEXT.encode()).page.text == TEXT


def test_a_path_is_read_as_path_and_as_string(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    assert onrecord.read(path) == onrecord.read(str(path))


def test_the_same_page_gives_the_same_reading():
    assert onrecord.read(TEXT) == onrecord.read(TEXT)


def test_what_is_known_of_the_page_is_taken_over():
    page = onrecord.read(TEXT, outlet="The Oster Post", published="2031-02-03").page
    assert (page.outlet and page.outlet.value, page.published and page.published.value) == (
        "The Oster Post",
        "2031-02-03",
    )


def test_a_lost_file_is_an_error_that_carries_the_failure():
    with pytest.raises(onrecord.ReadError) as caught:
        onrecord.read("pages/lost.html")
    assert isinstance(caught.value.failure, onrecord.Failure)
    assert caught.value.failure.reason == "not_found"


def test_bytes_that_are_no_page_are_an_error():
    with pytest.raises(onrecord.ReadError):
        onrecord.read(b"")


def test_a_file_of_several_pages_is_not_read_as_one(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text('{"text": "One said yes."}\n{"text": "Two said no."}\n', "utf-8")
    with pytest.raises(onrecord.ReadError, match="read_all"):
        onrecord.read(path)


def test_read_all_yields_readings_and_failures_in_order(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    first, second = onrecord.read_all([tmp_path / "lost.txt", path])
    assert (type(first), type(second)) == (onrecord.Failure, onrecord.Reading)


def test_a_record_is_opened_to_read(tmp_path):
    with pytest.raises(onrecord.StoreError):
        onrecord.open_record(tmp_path / "onrecord.db")
    onrecord.open_record(tmp_path / "onrecord.db", write=True).close()
    with onrecord.open_record(tmp_path / "onrecord.db") as record:
        assert record.counts().pages == 0
