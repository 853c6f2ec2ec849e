"""What is shown of a large record outlives the server that worked it out, and says when it is behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import make_attribution, make_page
from tests.web.conftest import keep

from onrecord.records import Actor, Reading
from onrecord.snapshot.workbench import Workbench
from onrecord.web import library as room
from onrecord.web.library import Library
from onrecord.web.options import ServeOptions


@pytest.fixture
def large(monkeypatch):
    """Has every record taken for a large one."""
    monkeypatch.setattr(room, "_BESIDE_FROM", 1)


def add_bell(record: Path) -> None:
    """Keeps a page more."""
    page = make_page("Ports\nCora Bell said “the ports open”.", url="https://x.example/new")
    bell = Actor(type="person", name="Cora Bell", surface="Cora Bell")
    said = make_attribution(page, "Cora Bell", "said", "“the ports open”", speaker=bell)
    keep(record, Reading(page=page, attributions=(said,), model="toy 1"))


def opened(record: Path, **options) -> Library:
    return Library(ServeOptions(record=str(record), patience_s=60.0, **options))


def test_the_next_server_shows_at_once_what_the_last_one_found(record, large, monkeypatch):
    first = opened(record)
    desk = first.desk(None, None)
    first.close()
    monkeypatch.setattr(Workbench, "__init__", lambda *_: pytest.fail("worked out again"))
    second = opened(record)
    assert second.desk(None, None) == desk
    second.close()


def test_what_was_found_through_another_docket_is_not_shown(record, large, tmp_path):
    first = opened(record)
    assert first.snapshot().docket().suggested
    first.close()
    docket = tmp_path / "docket.toml"
    docket.write_text('name = "Talks"\n[[party]]\nname = "Caldia"\n', "utf-8")
    second = opened(record, docket=str(docket))
    assert second.snapshot().docket().name == "Talks"
    second.close()


def test_a_record_that_has_grown_meanwhile_is_shown_as_it_was_and_said_to_be_behind(record, large):
    first = opened(record)
    first.snapshot()
    first.close()
    add_bell(record)
    second = opened(record)
    assert second.is_behind
    second.close()


def test_lists_of_a_large_record_without_columns_say_that_they_are_made(serve, monkeypatch):
    monkeypatch.setattr(room, "FIRST_COLUMNS_FROM", 1)
    monkeypatch.setattr(Library, "glance_snapshot", lambda _: None)
    client = serve()
    assert client.get("/statements").status_code == 503
    assert client.get("/api/v1/facets").status_code == 503


def test_a_small_record_is_never_shown_as_it_was(record):
    library = opened(record)
    before = library.snapshot().count("person")
    add_bell(record)
    assert library.snapshot().count("person") == before + 1
    assert not library.is_behind
    library.close()


def test_a_page_that_is_behind_says_so(serve, record, large, monkeypatch):
    client = serve(patience_s=60.0)
    assert "a moment ago" not in client.get("/people").text
    monkeypatch.setattr(Library, "is_behind", property(lambda _: True))
    assert "a moment ago" in client.get("/people").text
