from __future__ import annotations

import json

from onrecord.records.codec import decode_reading


def test_the_export_is_every_page_by_id_with_everything_read(run, pages):
    run("read", pages)
    readings = [decode_reading(line) for line in run("export").stdout.splitlines()]
    assert [reading.page.id for reading in readings] == sorted(reading.page.id for reading in readings)
    assert [len(reading.attributions) for reading in readings] == [3, 3]


def test_the_export_is_the_same_bytes_whatever_the_order_of_reading(run, pages):
    run("read", pages / "a.txt", pages / "b.txt", "--record", "1.db")
    run("read", pages / "b.txt", "--record", "2.db")
    run("read", pages / "a.txt", "--record", "2.db")
    assert run("export", "--record", "1.db").stdout_bytes == run("export", "--record", "2.db").stdout_bytes


def test_a_filtered_export_holds_the_matches_alone(run, pages):
    run("read", pages / "a.txt")
    (page,) = map(json.loads, run("export", "jsonl", "--speaker", "venn").stdout.splitlines())
    assert [one["speaker"]["name"] for one in page["attributions"]] == ["Ada Venn"]


def test_a_csv_export_has_what_is_ascribed_too(run, pages):
    run("read", pages / "a.txt")
    assert len(run("export", "csv").stdout.splitlines()) == 4
    assert len(run("export", "csv", "--said").stdout.splitlines()) == 3
    assert len(run("export", "csv", "--ascribed").stdout.splitlines()) == 2


def test_said_and_ascribed_contradict_each_other(run):
    assert run("export", "--said", "--ascribed").exit_code == 2


def test_a_web_archive_of_the_record_is_read_again_to_the_same_bytes(run, pages, tmp_path):
    run("read", pages)
    archive = tmp_path / "pages.warc"
    archive.write_bytes(run("export", "warc").stdout_bytes)
    assert run("read", archive, "--record", "again.db").exit_code == 0
    first, second = (
        sorted(json.loads(line)["page"]["sha256"] for line in run("export", "--record", record).stdout.splitlines())
        for record in ("onrecord.db", "again.db")
    )
    assert first == second
