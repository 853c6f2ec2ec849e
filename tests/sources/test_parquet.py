from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Capture, Failure
from onrecord.sources import SourceOptions, iter_captures

pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(rows), path)
    return str(path)


def read(spec: str, **options: Any) -> list[Capture | Failure]:
    return list(iter_captures([spec], options=SourceOptions(**options)))


def test_each_row_is_a_page_with_what_its_columns_say(tmp_path: Path):
    when = datetime(2031, 2, 3, 4, 5, tzinfo=UTC)
    rows: list[dict[str, Any]] = [
        {"text": "Venn spoke.", "url": "https://a.example/1", "published": when, "id": 7, "other": 1.5},
        {"text": "Bero left.", "url": "", "published": None, "id": 8, "other": 2.5},
    ]
    path = write(tmp_path / "pages.parquet", rows)
    first, second = read(path)
    assert isinstance(first, Capture)
    assert (first.data, first.origin.path, first.origin.url) == (b"Venn spoke.", f"{path}#1", "https://a.example/1")
    assert (first.origin.published, first.origin.given_id) == ("2031-02-03T04:05:00+00:00", "7")
    assert isinstance(second, Capture)
    assert (second.origin.url, second.origin.published, second.origin.media_type) == (None, None, "text/plain")


def test_bytes_are_kept_as_they_were_fetched(tmp_path: Path):
    page = "<p>Caldía</p>".encode("latin-1")
    [capture] = read(write(tmp_path / "pages.parquet", [{"html": page}]))
    assert isinstance(capture, Capture)
    assert (capture.data, capture.origin.media_type, capture.origin.charset) == (page, "text/html", None)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [([{"url": "https://a.example/1"}], "bad_record"), ([{"text": None, "html": None}], "bad_record")],
)
def test_a_row_or_file_without_content_is_refused(tmp_path: Path, rows: list[dict[str, Any]], reason: str):
    [failure] = read(write(tmp_path / "pages.parquet", rows))
    assert isinstance(failure, Failure)
    assert failure.reason == reason


def test_a_row_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path):
    path = write(tmp_path / "pages.parquet", [{"text": "x" * 99}, {"text": "y"}])
    large, small = read(path, max_bytes=50)
    assert isinstance(large, Failure)
    assert (large.where, large.reason) == (f"{path}#1", "too_large")
    assert isinstance(small, Capture)


def test_a_cut_off_file_is_refused_in_one_line(tmp_path: Path):
    path = write(tmp_path / "pages.parquet", [{"text": "Venn spoke."}])
    Path(path).write_bytes(Path(path).read_bytes()[:-9])
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert failure.reason == "bad_archive"
    assert "\n" not in failure.message


def test_a_packed_file_is_refused_with_the_remedy(tmp_path: Path):
    import gzip

    path = write(tmp_path / "pages.parquet", [{"text": "Venn spoke."}])
    packed = tmp_path / "packed.parquet.gz"
    packed.write_bytes(gzip.compress(Path(path).read_bytes()))
    [failure] = read(str(packed))
    assert isinstance(failure, Failure)
    assert "give the plain file" in failure.message
