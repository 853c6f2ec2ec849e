"""The same pages through Spark and through the local runner."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.toy import load_toy

from onrecord.errors import UsageError
from onrecord.export.jsonl import reading_lines
from onrecord.records import Failure
from onrecord.run.importing import read_results
from onrecord.run.keeping import keep_all
from onrecord.run.local import read_inputs
from onrecord.run.options import RunOptions
from onrecord.store.open import open_store

pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
if shutil.which("java") is None:
    pytest.skip("no Java on this machine", allow_module_level=True)

from onrecord.run.spark_read import ReadJob  # noqa: E402 - after the skips
from onrecord.run.spark_session import explain_spark, read_in_spark  # noqa: E402
from onrecord.run.spark_slices import InputFile, Mark, OutFolder, list_inputs, plan_slices  # noqa: E402

# Starting Java, Spark and the workers takes a while on a busy machine.
pytestmark = [pytest.mark.timeout(400), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred pages in a list, an archive, a table and files of their own; some of them bad."""
    from pyarrow import parquet

    folder = tmp_path_factory.mktemp("pages")
    lines = [json.dumps({"text": f"list {n}", "url": f"https://list.example/{n}"}) for n in range(100)]
    lines[40], lines[60:60] = "no JSON at all", [json.dumps({"text": "REFUSE this"}), json.dumps({"text": "FAULT"})]
    (folder / "list.jsonl").write_text("\n".join(lines), "utf-8")
    warc = b"".join(_warc_record(f"archived {n}", f"https://warc.example/{n}") for n in range(100))
    (folder / "archive.warc.gz").write_bytes(gzip.compress(warc))
    rows = [{"text": f"table {n}", "url": f"https://table.example/{n}", "outlet": "The Oster Post"} for n in range(90)]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "table.parquet")
    for n in range(10):
        (folder / f"page{n}.txt").write_text(f"file {n}", "utf-8")
    return folder


def _warc_record(text: str, url: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}".encode()
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-02-03T00:00:00Z\r\n"
    kind = "Content-Type: application/http; msgtype=response\r\n"
    return f"{head}{kind}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def read_with_spark(spark: Any, inputs: Iterable[object], out: Path, *, parts: int | None = None, **job: Any) -> Any:
    """Runs a job to its end and returns what it told at last."""
    told = ReadJob(**{"out": str(out), "model": "toy 1", "load": load_toy, **job})
    return list(read_in_spark(spark, [str(one) for one in inputs], told, parts=parts))[-1]


def export_of(outcomes: Iterable[Any], record: Path) -> bytes:
    """Keeps the outcomes and returns the record's export."""
    with open_store(record) as store:
        for _ in keep_all(outcomes, store):
            pass
        return b"".join(reading_lines(store.readings()))


def refusals_of(outcomes: Iterable[Any]) -> list[tuple[str, str, str]]:
    return sorted((o.where, o.reason, o.message) for o in outcomes if isinstance(o, Failure))


@pytest.mark.parametrize("parts", [1, 3])
def test_a_record_read_by_spark_is_the_one_that_is_read_here(spark, pages: Path, tmp_path: Path, parts: int):
    end = read_with_spark(spark, [pages], tmp_path / "out", parts=parts)
    here = list(read_inputs([str(pages)], options=RunOptions(jobs=1), load=load_toy))
    assert (end.pages, end.refused) == (299, 3)
    assert refusals_of(read_results(str(tmp_path / "out"))) == refusals_of(here)
    there = export_of(read_results(str(tmp_path / "out")), tmp_path / "spark.db")
    assert there == export_of(here, tmp_path / "local.db")


def test_a_page_that_ends_its_process_is_refused_and_the_rest_is_read(spark, tmp_path: Path):
    lines = [json.dumps({"text": text}) for text in ("one", "DEATH", "two")]
    (tmp_path / "list.jsonl").write_text("\n".join(lines), "utf-8")
    end = read_with_spark(spark, [tmp_path / "list.jsonl"], tmp_path / "out", parts=1)
    assert (end.pages, end.refused) == (2, 1)
    [(where, reason, _)] = refusals_of(read_results(str(tmp_path / "out")))
    assert (where.rpartition("#")[2], reason) == ("2", "internal")


def test_a_job_that_was_stopped_goes_on_where_it_was(spark, pages: Path, tmp_path: Path):
    out = tmp_path / "out"
    read_with_spark(spark, [pages], out, parts=3)
    whole = export_of(read_results(str(out)), tmp_path / "whole.db")
    kept = {path: path.stat().st_mtime_ns for path in (out / "readings").iterdir()}
    # Slices of one cut file: pages of their own are dealt out anew among what is left, under other names.
    cut = [mark for mark in sorted((out / "_done").iterdir()) if json.loads(mark.read_bytes())["slice"]["of"] > 1]
    lost = cut[:2]
    for mark in lost:
        mark.unlink()
    (out / "_writing" / "half-done.parquet").write_bytes(b"PAR1")
    read_with_spark(spark, [pages], out)
    untouched = [path for path, at in kept.items() if path.stat().st_mtime_ns == at]
    assert len(untouched) == len(kept) - len(lost)
    assert list((out / "_writing").iterdir()) == []
    assert export_of(read_results(str(out)), tmp_path / "again.db") == whole


def test_new_files_are_added_and_changed_ones_read_again(spark, tmp_path: Path):
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("first", "utf-8")
    (folder / "b.txt").write_text("second", "utf-8")
    assert read_with_spark(spark, [folder], out).pages == 2
    (folder / "c.txt").write_text("third", "utf-8")
    assert read_with_spark(spark, [folder], out).pages == 3
    (folder / "a.txt").write_text("first, corrected", "utf-8")
    assert read_with_spark(spark, [folder], out).pages == 3
    texts = sorted(one.capture.data for one in read_results(str(out)) if not isinstance(one, Failure))
    assert texts == [b"first, corrected", b"second", b"third"]


def test_a_folder_with_readings_of_another_model_is_refused(spark, tmp_path: Path):
    (tmp_path / "a.txt").write_text("first", "utf-8")
    read_with_spark(spark, [tmp_path / "a.txt"], tmp_path / "out")
    with pytest.raises(UsageError, match="holds readings by toy 1, not by toy 2"):
        read_with_spark(spark, [tmp_path / "a.txt"], tmp_path / "out", model="toy 2")


def test_results_without_bytes_cannot_be_imported_and_say_so(spark, tmp_path: Path):
    (tmp_path / "a.txt").write_text("first", "utf-8")
    read_with_spark(spark, [tmp_path / "a.txt"], tmp_path / "out", bytes_too=False)
    [(_, _, message)] = refusals_of(read_results(str(tmp_path / "out")))
    assert "bytes were not kept" in message


def test_what_is_not_there_is_named_before_the_job(spark, tmp_path: Path):
    (tmp_path / "a.txt").write_text("first", "utf-8")
    end = read_with_spark(spark, [tmp_path / "none.jsonl", tmp_path / "a.txt"], tmp_path / "out")
    assert [failure.reason for failure in end.failures] == ["not_found"]
    assert (end.pages, end.refused) == (1, 1)


def test_an_address_is_listed_and_read_as_a_path_is(spark, tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n', "utf-8")
    (tmp_path / "in" / "_hidden.jsonl").write_text('{"text": "three"}\n', "utf-8")
    address = f"file://{tmp_path}/in"
    assert [one.path for one in list_inputs([address]) if isinstance(one, InputFile)] == [f"{address}/list.jsonl"]
    assert read_with_spark(spark, [address], tmp_path / "out").pages == 2


def test_a_damaged_row_is_not_imported(spark, tmp_path: Path):
    from pyarrow import parquet

    (tmp_path / "a.txt").write_text("first", "utf-8")
    read_with_spark(spark, [tmp_path / "a.txt"], tmp_path / "out")
    [path] = OutFolder(str(tmp_path / "out")).tables("readings")
    table = parquet.read_table(path)
    place = table.schema.names.index("data")
    parquet.write_table(table.set_column(place, table.schema.field(place), [[b"other"]]), path)
    [(_, _, message)] = refusals_of(read_results(str(tmp_path / "out")))
    assert "not those that were read" in message


def test_a_file_that_was_begun_in_three_parts_is_finished_in_three():
    file = InputFile("list.jsonl", 9)
    first, *_ = plan_slices([file], [], parts=3)
    mark = Mark(slice=first, model="toy 1", pages=1, refused=0, seconds=0.0)
    left = plan_slices([file], [mark], parts=5)
    assert [(one.part, one.of) for one in left] == [(1, 3), (2, 3)]


def test_pages_of_their_own_share_a_slice():
    files = [InputFile(f"{n:04}.html", 9) for n in range(450)]
    assert [len(one.files) for one in plan_slices(files, [], parts=3)] == [200, 200, 50]
    assert [len(one.files) for one in plan_slices(files[:10], [], parts=3, tasks=4)] == [3, 3, 3, 1]


def test_an_empty_folder_is_refused_for_import(tmp_path: Path):
    with pytest.raises(UsageError, match="holds nothing of a job"):
        list(read_results(str(tmp_path)))


def test_what_spark_says_is_cut_to_the_line_that_matters():
    trace = "Job aborted due to stage failure\nTraceback\n  File x\nOSError: [Errno 28] No space left\n\tat org.apache"
    assert explain_spark(RuntimeError(trace)) == "OSError: [Errno 28] No space left"
