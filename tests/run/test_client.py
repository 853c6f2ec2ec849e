from __future__ import annotations

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from tests.builders import TEXT, make_capture, make_page, make_reading

import onrecord
from onrecord.errors import StoreError, UsageError
from onrecord.run.client import RemoteRecord
from onrecord.run.wire import HttpWire
from onrecord.store.contract import Filter
from onrecord.store.open import open_store
from onrecord.web.app import build_app
from onrecord.web.options import ServeOptions


@pytest.fixture
def both(tmp_path):
    """A record that is open here, and the same over HTTP."""
    path = tmp_path / "record.db"
    with open_store(path) as store:
        for number in range(3):
            page = make_page(f"{TEXT}\n{number}", outlet="The Oster Post", published=f"2031-0{number + 1}-03")
            store.keep(make_capture(page.text), make_reading(page))
    options = ServeOptions(record=str(path), token="token", hosts=("testserver.local",))
    with TestClient(build_app(options)) as client, onrecord.open_record(path) as here:
        url = str(client.base_url)
        yield here, RemoteRecord(url, HttpWire(url, token="token", client=client))


def test_the_same_methods_give_the_same(both):
    here, there = both
    wanted = Filter(speaker="venn", since="2031-02")
    assert there.statements() == here.statements()
    assert there.statements(wanted) == here.statements(wanted)
    assert list(there.entries(wanted)) == list(here.entries(wanted))
    assert list(there.readings()) == list(here.readings())
    assert list(there.readings(wanted)) == list(here.readings(wanted))
    assert there.count() == here.count()
    assert there.stories() == here.stories()
    assert there.people() == here.people()
    assert there.check("the border stays open") == here.check("the border stays open")
    assert there.counts() == here.counts()


def test_what_statements_have_in_common_is_counted(both):
    here, there = both
    wanted = Filter(said="said")
    counted = there.facets(wanted, once=True)
    assert replace(counted, issues=(), acts=()) == here.store.facets(wanted, once=True)
    assert sum(tally.count for tally in counted.acts) >= len(there.statements(wanted))
    act = counted.acts[0].value
    assert len(there.statements(wanted, act=act, by="weight")) == counted.acts[0].count


def test_one_thing_is_found_by_its_id_or_is_none(both):
    here, there = both
    statement, story, person = here.statements()[0], here.stories()[0], here.people()[0]
    reading = next(here.readings())
    assert there.statement(statement.id) == statement
    assert there.trace(statement) == here.trace(statement)
    assert there.story(story.story) == story
    assert there.story_table(story) == here.story_table(story)
    assert there.person(person.name) == person
    assert there.reading(reading.page.id) == reading
    assert there.capture(reading.page.sha256) == here.capture(reading.page.sha256)
    assert there.statement("sm_nothing") is None
    assert there.reading("pg_nothing") is None
    assert there.capture("00") is None


def test_a_list_longer_than_one_answer_is_whole(both, monkeypatch):
    here, there = both
    monkeypatch.setattr("onrecord.run.client._LIMIT", 2)
    assert list(there.entries()) == list(here.entries())


def test_a_refusal_is_the_error_that_it_would_be_here(both):
    there = both[1]
    with pytest.raises(UsageError, match="not a date"):
        there.count(Filter(since="tomorrow"))
    with pytest.raises(UsageError, match="nobody"):
        there.person("Nobody Atall")


def test_a_correction_is_made_from_afar(both):
    here, there = both
    name = here.statements()[0].variants[0].attribution
    line = there.correct("not_a_statement", who="Ida", why="x", attribution=name)
    assert there.corrections() == (line,)
    assert here.store.entry(name) is None


def test_two_statements_are_told_apart_from_afar(both):
    here, there = both
    statement = next(one for one in here.statements() if len(one.variants) > 1)
    other = statement.variants[1].attribution
    line = there.correct("different_statements", who="Ida", why="x", attribution=other)
    found = there.statement(other)
    assert [one.attribution for one in found.variants] == [other]
    assert [(one.correction, one.verdict) for one in found.rulings] == [(line.id, "two")]
    there.correct("same_statement", who="Ida", why="y", attribution=other, other=statement.id)
    assert there.statement(other).id == statement.id
    assert len(there.statement(other).variants) == len(statement.variants)


def test_a_server_that_is_not_there_is_one_line():
    with onrecord.connect("http://127.0.0.1:1") as there, pytest.raises(StoreError, match=r"127\.0\.0\.1:1"):
        there.counts()
