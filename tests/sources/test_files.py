"""Files, folders, globs and standard input."""

from __future__ import annotations

import gzip
import io
import os
import sys

import pytest
import zstandard

from onrecord.records import Capture, Failure
from onrecord.sources import SourceOptions, iter_captures


def read(*specs: object, **options) -> list[Capture | Failure]:
    return list(iter_captures([str(spec) for spec in specs], options=SourceOptions(**options)))


def captures(*specs: object, **options) -> list[Capture]:
    outcomes = read(*specs, **options)
    assert all(isinstance(outcome, Capture) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Capture)]


def failure(*specs: object, **options) -> Failure:
    (outcome,) = read(*specs, **options)
    assert isinstance(outcome, Failure)
    return outcome


def test_a_file_keeps_the_path_as_given(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(b"<p>One")
    monkeypatch.chdir(tmp_path)
    (capture,) = captures("./a.html")
    assert (capture.origin.path, capture.origin.media_type, capture.data) == ("./a.html", "text/html", b"<p>One")


def test_a_folder_is_read_sorted_and_through(tmp_path):
    for name in ("b.txt", "a/z.htm", "a/c.html.gz", "picture.png", ".hidden.txt", "a/.git/x.txt", "b.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"{}") if name.endswith("gz") else b"{}")
    found = [os.path.relpath(str(capture.origin.path), tmp_path) for capture in captures(tmp_path)]
    assert found == ["a/c.html.gz", "a/z.htm", "b.txt"]


def test_a_folder_of_nothing_readable_says_so(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"x")
    assert failure(tmp_path).reason == "empty"


def test_globs_are_sorted_and_go_through_folders(tmp_path):
    (tmp_path / "d").mkdir()
    for name in ("2.txt", "1.txt", "d/3.txt"):
        (tmp_path / name).write_text(name)
    assert [c.data for c in captures(tmp_path / "**" / "*.txt")] == [b"1.txt", b"2.txt", b"d/3.txt"]


def test_a_glob_without_a_match_is_a_failure(tmp_path):
    assert failure(tmp_path / "*.html").reason == "not_found"


def test_a_file_whose_name_looks_like_a_glob_is_read(tmp_path):
    (tmp_path / "a[1].txt").write_text("One")
    assert [c.data for c in captures(tmp_path / "a[1].txt")] == [b"One"]


def test_the_order_given_is_kept(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name)
    assert [c.data for c in captures(tmp_path / "b.txt", tmp_path / "a.txt")] == [b"b", b"a"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_compressed_pages_are_unpacked_whatever_their_name(tmp_path, pack):
    (tmp_path / "a.html").write_bytes(pack(b"<p>One"))
    assert captures(tmp_path / "a.html")[0].data == b"<p>One"


def test_a_sidecar_tells_what_is_known(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>One"))
    (tmp_path / "a.json").write_text(
        '{"url": "https://g.example/1", "outlet": "Gazette", "published": "2031-05-03", "x": 1}'
    )
    (capture,) = captures(tmp_path)
    origin = capture.origin
    assert (origin.url, origin.outlet, origin.published) == ("https://g.example/1", "Gazette", "2031-05-03")


def test_a_broken_sidecar_is_told_and_the_page_read_without_it(tmp_path):
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "a.json").write_text('{"url": 3}')
    problem, capture = read(tmp_path / "a.txt")
    assert isinstance(problem, Failure)
    assert (problem.reason, problem.where) == ("bad_record", str(tmp_path / "a.json"))
    assert isinstance(capture, Capture)


def test_a_missing_path_is_told_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text("One")
    missing, capture = read(tmp_path / "none.txt", tmp_path / "a.txt")
    assert isinstance(missing, Failure)
    assert (missing.reason, missing.where, missing.stage) == ("not_found", str(tmp_path / "none.txt"), "sources")
    assert isinstance(capture, Capture)


def test_a_path_with_a_nul_is_told():
    assert failure("a\0b").reason == "not_found"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "a.txt").chmod(0)
    assert failure(tmp_path / "a.txt").reason == "not_permitted"


def test_an_error_of_the_file_system_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("One")

    def refuse_to_open(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse_to_open)
    assert failure(tmp_path / "a.txt").reason == "not_permitted"


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert failure(tmp_path / "a.txt").reason == "not_permitted"


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, pack):
    (tmp_path / "a.html").write_bytes(pack(b"\0" * 30_000_000))
    assert failure(tmp_path / "a.html", max_bytes=1_000_000).reason == "too_large"


def test_a_cut_off_gzip_file_is_told(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(os.urandom(5000))[:-900])
    assert failure(tmp_path / "a.html.gz").reason == "bad_archive"


def test_a_damaged_zstandard_file_is_told(tmp_path):
    (tmp_path / "a.html.zst").write_bytes(b"\x28\xb5\x2f\xfd" + b"\xff" * 50)
    assert failure(tmp_path / "a.html.zst").reason == "bad_archive"


def test_json_that_is_no_sidecar_is_of_no_kind_that_is_read(tmp_path):
    (tmp_path / "a.json").write_text("[1]")
    assert failure(tmp_path / "a.json").reason == "unsupported_type"


def test_an_empty_file_is_a_capture_for_the_page_stage_to_refuse(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    assert captures(tmp_path / "a.txt")[0].data == b""


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        (b"The talks ended.", ["-"]),
        (b'{"text": "One"}\n{"text": "Two"}\n', ["-#1", "-#2"]),
        (gzip.compress(b'{"text": "One"}\n'), ["-#1"]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(monkeypatch, data, paths):
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [capture.origin.path for capture in captures("-")] == paths


@pytest.mark.parametrize("ending", ["html", "txt", "warc"])
def test_a_zstandard_file_that_is_cut_off_is_told_and_nothing_of_it_passes_for_whole(tmp_path, ending):
    packed = zstandard.ZstdCompressor().compress(b'{"text": "Talks"}\n' * 20_000)
    (tmp_path / f"a.{ending}.zst").write_bytes(packed[:-9])
    assert failure(tmp_path / f"a.{ending}.zst").reason == "bad_archive"


def test_zstandard_frames_one_after_the_other_are_one_file(tmp_path):
    pack = zstandard.ZstdCompressor().compress
    (tmp_path / "a.txt.zst").write_bytes(pack(b"Talks ") + pack(b"") + pack(b"end."))
    [capture] = iter_captures([str(tmp_path / "a.txt.zst")])
    assert isinstance(capture, Capture)
    assert capture.data == b"Talks end."


def test_a_line_without_end_is_given_up(tmp_path):
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", compresslevel=1) as file:
        for _ in range(200):
            file.write(bytes(1_000_000))
    reasons = [one.reason for one in iter_captures([str(tmp_path / "a.jsonl.gz")]) if isinstance(one, Failure)]
    assert reasons == ["too_large", "bad_record"]
