"""Finding what may hold a quotation in a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders import make_capture
from tests.statements.said import LARK, QUOTE, make_said

from onrecord.pipeline.checking import check_quotation
from onrecord.run.checking import open_finder
from onrecord.store.contract import Store
from onrecord.store.sqlite import open_sqlite

PHRASE = "It is what it is and we are where we are"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record of three quotations."""
    readings = [
        make_said(),
        make_said(PHRASE, "President Otis Lark", outlet="Lamp", speaker=LARK),
        make_said("Never", "President Otis Lark", outlet="Echo", speaker=LARK, published="2031-05-05"),
    ]
    with open_sqlite(tmp_path_factory.mktemp("record") / "onrecord.db") as opened:
        for reading in readings:
            opened.keep(make_capture(reading.page.text, url=reading.page.url), reading)
        yield opened


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        (QUOTE, "verbatim"),
        ("We won’t sign the accord unless the river ports are returned by Monday", "verbatim"),
        ("the river ports", "cut"),
        ("river ports are returned by", "cut"),
        (QUOTE.replace("not", "hardly").replace("Monday", "Friday"), "altered"),
        (PHRASE, "verbatim"),
        ("Never", "verbatim"),
        ("We will sink every ship in the harbour", "not_on_record"),
        ("…", "not_on_record"),
    ],
)
def test_a_quotation_is_found_however_it_was_cut_or_changed(store: Store, asked: str, verdict: str):
    assert check_quotation(asked, None, open_finder(store)).verdict == verdict


def test_each_statement_is_found_once(store: Store):
    found = [statement.id for statement in open_finder(store)(QUOTE)]
    assert len(found) == len(set(found)) >= 1


def test_pages_that_were_not_joined_yet_are_found(tmp_path: Path):
    path = tmp_path / "onrecord.db"
    with open_sqlite(path) as store:
        reading = make_said()
        store.keep(make_capture(reading.page.text, url=reading.page.url), reading)
    with open_sqlite(path, write=False) as store:
        assert check_quotation(QUOTE, "Ada Venn", open_finder(store)).verdict == "verbatim"
