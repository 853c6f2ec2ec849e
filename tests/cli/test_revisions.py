from __future__ import annotations

import json


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
