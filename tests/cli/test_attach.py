from __future__ import annotations

import json


def test_a_stand_off_export_is_put_back_on_the_pages(run, tmp_path):
    text = "Talks\n\nForeign Minister Ada Venn of Caldia said on Monday that “the border stays open”.\n"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "talks.txt").write_text(text, "utf-8")
    from tests.builders import make_attribution

    from onrecord.export.standoff import standoff_lines
    from onrecord.page import read_page
    from onrecord.records import Capture, Page, Reading
    from onrecord.sources import iter_captures

    capture = next(iter_captures([str(tmp_path / "mine" / "talks.txt")]))
    assert isinstance(capture, Capture)
    page = read_page(capture)
    assert isinstance(page, Page)
    attribution = make_attribution(page, "Foreign Minister Ada Venn of Caldia", "said", "“the border stays open”")
    reading = Reading(page=page, attributions=(attribution,))
    (tmp_path / "shared.jsonl").write_bytes(b"".join(standoff_lines([reading])))
    answer = run("attach", "shared.jsonl", "mine")
    assert answer.exit_code == 0, answer.stderr
    assert json.loads(answer.stdout)["quote"] == "“the border stays open”"
    assert "1 here" in answer.stderr


def test_a_file_that_is_none_is_one_line(run, tmp_path):
    (tmp_path / "shared.jsonl").write_text("no", "utf-8")
    answer = run("attach", "shared.jsonl", str(tmp_path / "shared.jsonl"))
    assert answer.exit_code == 4
    assert "line 1" in answer.stderr


def test_site_and_folder_go_together(run, pages):
    run("read", pages)
    assert run("export", "site").exit_code == 2
    assert run("export", "csv", "--to", "x").exit_code == 2
    assert "files written" in run("export", "site", "--to", "x").stderr


def test_every_format_obeys_the_filter(run, pages):
    run("read", pages)
    for name in ("csv", "jsonl", "annotations", "standoff", "quotations", "bibtex", "csl"):
        whole, part = run("export", name), run("export", name, "--speaker", "Nobody")
        assert whole.exit_code == part.exit_code == 0, name
        assert len(part.stdout) < len(whole.stdout), name


def test_parquet_has_a_row_an_attribution(run, pages):
    import io

    import pyarrow.parquet as pq

    run("read", pages)
    table = pq.read_table(io.BytesIO(run("export", "parquet").stdout_bytes))
    assert table.num_rows == 6
    assert table.column("quote").to_pylist()[0] == "“the border stays open”"
