from __future__ import annotations

import json

from tests.builders import make_capture, make_page, make_reading

from onrecord.records import Reading
from onrecord.store.open import open_store


def test_what_changed_on_a_file_that_was_read_again_is_shown(run, pages):
    run("read", pages)
    (pages / "a.txt").write_text("page a and more", "utf-8")
    run("read", pages)
    shown = run("revisions").stdout
    assert "and more" in shown
    assert "which of the two is the later is not known" in shown
    assert "b.txt" not in shown


def test_each_revision_is_a_line_for_programs(run, pages):
    run("read", pages)
    (pages / "a.txt").write_text("page a and more", "utf-8")
    run("read", pages)
    (line,) = run("revisions", pages / "a.txt", "--format", "jsonl").stdout.splitlines()
    assert {"old", "new", "paragraphs", "sayings"} <= json.loads(line).keys()


def test_a_record_without_revisions_says_so(run, pages):
    run("read", pages)
    assert "same bytes" in run("revisions", pages / "a.txt").stderr
    assert run("revisions").exit_code == 0


def test_a_page_that_the_record_does_not_have_is_refused(run, pages):
    run("read", pages)
    assert run("revisions", "nowhere.html").exit_code == 2


def test_words_that_the_newest_capture_no_longer_has_are_marked(run, tmp_path):
    url = "https://post.example/talks"
    first = make_reading(make_page(url=url, fetched_at="2031-02-03T10:00:00Z"))
    page = make_page("Talks end\nNobody said a word.", url=url, fetched_at="2031-02-04T10:00:00Z")
    with open_store(tmp_path / "onrecord.db") as store:
        for reading in (first, Reading(page=page, model="toy 1")):
            store.keep(make_capture(reading.page.text), reading)
    assert run("statements").stdout.count("longer on its page") == 2
    assert "the newest capture of this page" in run("statement", first.attributions[0].id).stdout
