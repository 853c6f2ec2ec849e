"""Lists of pages: one a line, streamed."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Capture, Failure
from onrecord.sources import SourceOptions, iter_captures
from onrecord.sources.jsonl import iter_jsonl


def read(data: bytes, **options) -> list[Capture | Failure]:
    return list(iter_jsonl(io.BytesIO(data), "list.jsonl", options=SourceOptions(**options)))


def test_a_line_is_a_capture_with_its_origin():
    line = {
        "html": "<p>One",
        "url": "https://g.example/1",
        "outlet": "Gazette",
        "title": "T",
        "published": "2031-05-03",
    }
    (capture,) = read(json.dumps({**line, "language": "en", "id": 7, "other": []}).encode())
    assert isinstance(capture, Capture)
    origin = capture.origin
    assert (capture.data, origin.path, origin.media_type) == (b"<p>One", "list.jsonl#1", "text/html")
    assert (origin.url, origin.outlet, origin.title) == ("https://g.example/1", "Gazette", "T")
    assert (origin.published, origin.language, origin.given_id) == ("2031-05-03", "en", "7")


def test_text_is_declared_as_plain_text():
    (capture,) = read(b'{"text": "<p>not markup"}')
    assert isinstance(capture, Capture)
    assert capture.origin.media_type == "text/plain"


@pytest.mark.parametrize(
    "line",
    [b'{"text": "cut', b"[]", b'{"text": 1}', b'{"title": "only"}', b"\xff\xfe", b'{"text": "\\ud800"}', b"[" * 9999],
)
def test_a_broken_line_is_told_and_the_rest_goes_on(line):
    first, broken, last = read(b'{"text": "One"}\n' + line + b'\n{"text": "Two"}')
    assert isinstance(first, Capture)
    assert isinstance(broken, Failure)
    assert (broken.where, broken.reason) == ("list.jsonl#2", "bad_record")
    assert isinstance(last, Capture)
    assert last.origin.path == "list.jsonl#3"


def test_a_line_over_the_limit_is_told_and_the_rest_goes_on():
    long, short = read(b'{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "One"}\n', max_bytes=1000)
    assert isinstance(long, Failure)
    assert long.reason == "too_large"
    assert isinstance(short, Capture)


def test_an_empty_list_is_told():
    (failure,) = read(b"")
    assert isinstance(failure, Failure)
    assert failure.reason == "empty"


def test_empty_lines_count_but_yield_nothing():
    (capture,) = read(b'\n\n{"text": "One"}\n')
    assert isinstance(capture, Capture)
    assert capture.origin.path == "list.jsonl#3"


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_compressed_lists_are_read(tmp_path, ending):
    pack = {"gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}[ending]
    path = tmp_path / f"list.jsonl.{ending}"
    path.write_bytes(pack(b'{"text": "One"}\n{"text": "Two"}\n'))
    assert [c.data for c in iter_captures([str(path)]) if isinstance(c, Capture)] == [b"One", b"Two"]


def test_a_cut_off_compressed_list_yields_what_came_before(tmp_path):
    lines = b"".join(json.dumps({"text": f"{i} " + "word " * (i % 50)}).encode() + b"\n" for i in range(5000))
    path = tmp_path / "list.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-2000])
    *before, last = iter_captures([str(path)])
    assert len(before) > 100
    assert isinstance(last, Failure)
    assert last.reason == "bad_archive"


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "list.jsonl"
    line = json.dumps({"text": "word " * 10_000}).encode() + b"\n"
    with path.open("wb") as file:
        file.writelines(line for _ in range(800))
    tracemalloc.start()
    count = sum(1 for _ in iter_captures([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 800
    assert peak < 3_000_000 < path.stat().st_size


@given(st.binary(max_size=300))
def test_any_bytes_are_captures_or_failures(data):
    for outcome in read(data, max_bytes=100):
        named = outcome.where if isinstance(outcome, Failure) else outcome.origin.path
        assert named is not None
        assert named.startswith("list.jsonl")
