from __future__ import annotations

import pytest


@pytest.fixture
def record(run, pages):
    """A record of one page."""
    run("read", pages / "a.txt")
    return run


def test_a_page_of_the_record_is_shown_with_its_contents_bracketed_where_there_are_no_colours(record, pages):
    output = " ".join(record("show", pages / "a.txt").stdout.split())
    assert "said on Monday that [1 “the border stays open” 1]." in output
    assert "Norland wants [3 the river ports returned 3]." in output


def test_each_attribution_is_named_below_its_paragraph(record, pages):
    lines = record("show", pages / "a.txt").stdout.splitlines()
    where = next(number for number, line in enumerate(lines) if "[1 " in line)
    assert lines[where + 1].split() == ["1", "Ada", "Venn", "(Foreign", "Minister,", "Caldia)", "direct"]


def test_a_page_is_found_by_the_beginning_of_its_id(record):
    page = record("export").stdout.split('"id":"')[1][:8]
    assert "[1 “the border" in record("show", page).stdout


def test_a_beginning_that_two_pages_share_is_refused_with_their_ids(record, pages):
    record("read", pages / "b.txt")
    result = record("show", "pg_")
    assert result.exit_code == 4


def test_a_file_outside_the_record_is_read_and_not_kept(record, pages):
    assert "[1 “the border" in record("show", pages / "b.txt").stdout
    assert len(record("export").stdout.splitlines()) == 1


def test_a_page_that_is_nowhere_ends_with_4_and_one_line(run):
    result = run("show", "pg_nowhere")
    assert result.exit_code == 4
    assert result.stderr == "onrecord: pg_nowhere: neither a page of the record onrecord.db nor a file\n"


def test_a_page_that_cannot_be_read_ends_with_4_and_the_reason(run, pages):
    (pages / "a.txt").write_text("REFUSE", "utf-8")
    result = run("show", pages / "a.txt")
    assert (result.exit_code, "holds no text" in result.stderr) == (4, True)


def test_control_characters_of_the_page_do_not_reach_the_terminal(run, pages):
    (pages / "a.txt").write_text("evil \x1b[2J page", "utf-8")
    assert "\x1b" not in run("show", pages / "a.txt").stdout
