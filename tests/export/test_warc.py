from __future__ import annotations

import io

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from tests.builders import make_page

from onrecord.export.warc import warc_records
from onrecord.records import Capture, Page
from onrecord.sources.options import SourceOptions
from onrecord.sources.warc import iter_warc

HTML = b"<!DOCTYPE html><html><p>caf\xe9</p></html>"
PAGES = [
    (make_page("one", url="https://post.example/a?b=1", fetched_at="2031-02-04T10:00:00Z"), HTML),
    (make_page("two", path="pages/talks in oster.txt"), b"Talks resume\n"),
]


def archive(pages: list[tuple[Page, bytes]] = PAGES) -> bytes:
    return b"".join(warc_records(pages))


def test_every_record_is_well_formed_and_its_digests_hold():
    records = list(ArchiveIterator(io.BytesIO(archive()), parse_http=False, verify_digests=True))
    assert len(records) == 3


def test_the_first_record_says_what_the_archive_is():
    first = next(iter(ArchiveIterator(io.BytesIO(archive()), parse_http=False)))
    assert first.record_type == WarcRecordType.warcinfo
    assert b"onrecord" in first.reader.read()


def test_the_bytes_the_url_and_the_time_of_the_fetch_come_back_as_they_were():
    first, second = iter_warc(io.BytesIO(archive()), "pages.warc", options=SourceOptions())
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.data, first.origin.url, first.origin.fetched_at) == (HTML, PAGES[0][0].url, PAGES[0][0].fetched_at)
    assert (second.data, second.origin.url) == (PAGES[1][1], None)


def test_the_same_pages_give_the_same_bytes():
    assert archive() == archive()


@pytest.mark.parametrize("path", ["a#3", "/deep/é.html", "..\\x"])
def test_a_saved_file_is_named_by_its_place(path):
    records = list(ArchiveIterator(io.BytesIO(archive([(make_page(path=path), b"x")])), parse_http=False))
    assert records[1].headers["WARC-Target-URI"].startswith("file:///")
