from __future__ import annotations

import re
import threading

import pytest
from tests.web.conftest import first

from onrecord.snapshot.workbench import Workbench


def test_the_desk_shows_the_latest_day_and_opens_its_words(client):
    html = client.get("/").text
    assert "3 January 2031" in html  # the February page copies it
    assert "the border stays open" in html
    assert "<mark>" in client.get(first(r'class="open" href="(/p/[^"]+)"', html)).text


def test_a_weight_is_shown_as_the_sum_it_is(client):
    html = client.get("/").text
    for part in ("authority", "commitment", "novelty", "corroboration", "directness", "recency"):
        assert f">{part}</th>" in html


def test_other_days_can_be_asked_for(client):
    assert "31 January 2031" in client.get("/?since=2031-01&until=2031-01").text
    assert "A quiet day" in client.get("/?since=2030-01-01&until=2030-01-02").text


@pytest.mark.parametrize("query", ["since=someday", "since=2031-02-02&until=2031-02-01"])
def test_days_that_are_none_are_refused(client, query):
    assert client.get(f"/?{query}").status_code == 400


def test_an_empty_record_says_how_to_begin(serve, tmp_path):
    client = serve(record=str(tmp_path / "new.db"))
    for path in ("/", "/statements", "/reports", "/people", "/positions", "/proposals", "/meetings", "/timeline"):
        assert client.get(path).status_code == 200, path
    assert "Nothing on the record yet" in client.get("/").text


def test_a_statement_shows_its_weight_and_its_answers(client):
    name = first(r'id="(at_\w+)"', client.get("/statements").text)
    html = client.get(f"/s/{name}", follow_redirects=True).text
    assert re.search(r"Weight \d\.\d\d: (signal|middling|noise)", html)


def test_what_is_still_being_found_says_so_and_asks_again(serve, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(Workbench, "update", lambda _: go.wait(30))
    client = serve(patience_s=0.0)
    answer = client.get("/positions")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "Still working it out" in answer.text
    assert 'data-again="5"' in answer.text
    assert client.get("/api/v1/positions?party=x").status_code in {400, 503}
    go.set()
