from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from tests.builders import make_page, make_reading

from onrecord.cli.progress import Bar, Tally, count_pages
from onrecord.records import Datum, Reading
from onrecord.store.contract import Kept


def reading_in(language: str | None) -> Reading:
    return make_reading(make_page(language=Datum(value=language, found="given") if language else None))


def test_pages_the_model_was_not_made_for_are_counted():
    tally = Tally()
    for language in ("ru", "en-GB", None, "de", "ru"):
        tally.add_page(reading_in(language), None)
    assert tally.foreign_summary() == "Not in English: 3 pages (de, ru). Expect gaps there."


def test_the_summary_counts_pages_statements_and_refusals():
    tally = Tally()
    tally.add_page(make_reading(), None)
    tally.refused = 2
    assert tally.summary().startswith("1 page read in ")
    assert tally.summary().endswith("): 2 statements, 1 ascribed; 2 refused.")


def test_what_became_of_the_pages_is_told_without_what_did_not_happen():
    tally = Tally()
    for outcome in ("added", "unchanged", "added"):
        tally.add_page(make_reading(), Kept(page="pg_x", outcome=outcome))
    assert tally.kept_summary("onrecord.db") == "Kept in onrecord.db: 2 new, 1 as before."


@pytest.mark.parametrize(
    ("names", "total"),
    [
        (["a.html", "b.txt.gz"], 2),
        (["a.html", "sub/b.htm", "sub/style.css", ".hidden.html", ".git/c.html", "a.json"], 2),
        (["a.html", "b.jsonl"], None),
        (["a.html", "b.warc.gz"], None),
        (["style.css"], None),
    ],
)
def test_the_bars_length_is_known_where_each_file_is_one_page(tmp_path, names, total):
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert count_pages([str(tmp_path)]) == total


@pytest.mark.parametrize("spec", ["https://post.example/a", "-", "*.html", "lost.html"])
def test_the_bars_length_is_unknown_where_only_reading_tells(spec):
    assert count_pages([spec]) is None


def test_the_moving_line_tells_the_rate_and_the_time_left():
    shown = io.StringIO()
    bar, tally = Bar(Console(file=shown, force_terminal=True, width=200), 400), Tally()
    for _ in range(4):
        tally.add_page(make_reading(), None)
    tally._start -= 2.0
    with bar.running():
        bar.show(tally, "pages/talks.html")
    assert re.search(r"4 of 400 · [12]\.\d a second · \d min left · pages/talks.html", shown.getvalue())
