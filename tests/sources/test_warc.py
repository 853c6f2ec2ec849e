"""Web archives."""

from __future__ import annotations

import gzip
import io
import random
import tracemalloc
import zlib

import brotli
import pytest

from onrecord.records import Capture, Failure
from onrecord.sources import SourceOptions, iter_captures, iter_stream
from onrecord.sources.warc import iter_warc


def record(kind: str, body: bytes, url: str = "https://g.example/1", content_type: str = "") -> bytes:
    content_type = content_type or ("application/http; msgtype=response" if kind == "response" else "text/plain")
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-03T16:05:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(body: bytes, status: int = 200, content_type: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    more = "".join(f"{key.replace('_', '-')}: {value}\r\n" for key, value in headers.items())
    return f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body


def read(data: bytes, **options) -> list[Capture | Failure]:
    return list(iter_warc(io.BytesIO(data), "a.warc", options=SourceOptions(**options)))


def test_a_response_is_a_capture_with_its_origin():
    archive = record("warcinfo", b"x") + record("response", response(b"<p>One"))
    (capture,) = read(archive)
    assert isinstance(capture, Capture)
    origin = capture.origin
    assert (capture.data, origin.path, origin.url) == (b"<p>One", "a.warc#2", "https://g.example/1")
    assert (origin.fetched_at, origin.media_type, origin.charset) == ("2031-05-03T16:05:00Z", "text/html", "utf-8")


def test_encoded_payloads_are_decoded():
    (capture,) = read(record("response", response(gzip.compress(b"<p>One"), Content_Encoding="gzip")))
    assert isinstance(capture, Capture)
    assert capture.data == b"<p>One"


@pytest.mark.parametrize(
    "other",
    [
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", response(b"", status=301)),
        record("response", response(b"GIF89a", content_type="image/gif")),
    ],
)
def test_what_is_no_page_is_passed_over(other):
    assert len(read(other + record("response", response(b"<p>One")))) == 1


def test_extracted_text_is_read():
    (capture,) = read(record("conversion", b"The talks ended."))
    assert isinstance(capture, Capture)
    assert (capture.data, capture.origin.media_type) == (b"The talks ended.", "text/plain")


def test_a_payload_over_the_limit_is_told_and_the_rest_goes_on():
    big = response(gzip.compress(b"\0" * 9_000_000), Content_Encoding="gzip")
    first, second = read(record("response", big) + record("response", response(b"<p>One")), max_bytes=100_000)
    assert isinstance(first, Failure)
    assert (first.reason, first.where) == ("too_large", "a.warc#1")
    assert isinstance(second, Capture)


def test_compressed_archives_are_read(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record("response", response(b"<p>%d" % i))) for i in range(3)))
    assert [c.data for c in iter_captures([str(path)]) if isinstance(c, Capture)] == [b"<p>0", b"<p>1", b"<p>2"]


def test_a_cut_off_archive_yields_what_came_before_and_is_told(tmp_path):
    path = tmp_path / "a.warc.gz"
    members = [gzip.compress(record("response", response(random.Random(i).randbytes(3000)))) for i in range(3)]
    path.write_bytes(b"".join(members)[:-150])
    first, second, last = iter_captures([str(path)])
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert isinstance(last, Failure)
    assert (last.reason, last.where) == ("bad_archive", f"{path}#3")


def test_what_is_no_archive_is_told():
    (failure,) = read(b"no archive at all\n" * 10)
    assert isinstance(failure, Failure)
    assert failure.reason == "bad_archive"


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "a.warc"
    one = record("response", response(b"<p>" + b"word " * 10_000))
    with path.open("wb") as file:
        file.writelines(one for _ in range(600))
    tracemalloc.start()
    count = sum(1 for _ in iter_captures([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 600
    assert peak < 3_000_000 < path.stat().st_size


def test_an_archive_that_comes_by_a_pipe_is_read():
    """A pipe has no place to tell, and the archive's reader asks for one."""

    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.left = data

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            size = min(len(buffer), len(self.left))
            buffer[:size], self.left = self.left[:size], self.left[size:]
            return size

    data = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nTalks\r\n\r\n"
    [capture] = iter_stream(io.BufferedReader(Pipe(data)), "-", options=SourceOptions())
    assert isinstance(capture, Capture)
    assert capture.data == b"Talks"


@pytest.mark.parametrize(
    ("packing", "pack"),
    [("deflate", zlib.compress), ("gzip", gzip.compress), ("X-GZip", gzip.compress), ("br", brotli.compress)],
)
def test_a_packed_page_in_an_archive_is_unpacked_no_further_than_the_limit(packing, pack):
    def archive(body: bytes) -> io.BytesIO:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: {packing}\r\n\r\n".encode() + body
        return io.BytesIO(record("response", answer))

    options = SourceOptions(max_bytes=1000)
    [small] = iter_stream(archive(pack(b"Talks in Oster.")), "a.warc", options=options)
    [large] = iter_stream(archive(pack(b"T" * 5000)), "a.warc", options=options)
    [cut] = iter_stream(archive(pack(b"Talks in Oster.")[:-3]), "a.warc", options=options)
    [plain] = iter_stream(archive(b"Talks in Oster."), "a.warc", options=options)
    assert isinstance(small, Capture)
    assert isinstance(plain, Capture)
    assert (small.data, plain.data) == (b"Talks in Oster.", b"Talks in Oster.")
    assert isinstance(large, Failure)
    assert isinstance(cut, Failure)
    assert (large.reason, cut.reason) == ("too_large", "bad_archive")


def test_what_an_archive_puts_into_a_refusal_stays_in_its_line():
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding:\n\x021\x14E\x1b[31m\x0b\r\n\r\nTalks"
    [refused] = iter_stream(io.BytesIO(record("response", answer)), "a.warc", options=SourceOptions())
    assert isinstance(refused, Failure)
    assert refused.message.isprintable()
