"""A record copied from one engine to another, either way."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.readings import Generator
from tests.builders import make_capture, make_page, make_reading

from onrecord.errors import StoreError, UsageError
from onrecord.records.codec import encode_reading
from onrecord.records.correction import Draft
from onrecord.run.copying import copy_all
from onrecord.run.correcting import correct, draft_of_two
from onrecord.store.contract import Store
from onrecord.store.database import DatabaseStore
from onrecord.store.open import open_store
from onrecord.store.watching import add_feeds, all_feeds

WAYS = list(itertools.product(("sqlite", "postgres"), repeat=2))


@pytest.fixture
def new(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Gives the name of an empty record on an engine."""
    numbers = itertools.count()

    def name(engine: str) -> str:
        if engine == "sqlite":
            return str(tmp_path / f"{next(numbers)}.db")
        url: str = request.getfixturevalue("postgres").new_record()
        return url

    return name


def everything(record: str) -> object:
    with open_store(record, write=False) as store:
        while store.join():
            pass
        exports = [encode_reading(reading) for reading in store.readings()]
        bytes_kept = [store.capture(reading.page.sha256) for reading in store.readings()]
        return exports, bytes_kept, list(store.stories()), list(store.statements()), store.validators("toy 2")


@pytest.mark.parametrize(("from_", "to"), WAYS)
def test_a_copy_gives_the_same_export_bytes_stories_and_statements(new, from_, to):
    source, target = new(from_), new(to)
    with open_store(source) as store:
        fill(store)
        while store.join():
            pass
    list(copy_all(source, target))
    assert everything(target) == everything(source)


@pytest.mark.parametrize(("from_", "to"), WAYS[:3])
def test_a_copy_has_the_statements_that_people_joined_and_parted(new, from_, to):
    source, target = new(from_), new(to)
    with open_store(source) as store:
        fill(store)
        while store.join():
            pass
        many = next(one for one in store.statements() if len(one.variants) > 1)
        correct(store, draft_of_two(store, "different_statements", (many.best, ""), who="Ida", why="said twice"))
        two = [one for one in store.statements() if not one.rulings][:2]
        correct(store, draft_of_two(store, "same_statement", (two[0].id, two[1].id), who="Ida", why="said once"))
    list(copy_all(source, target))
    assert everything(target) == everything(source)
    with open_store(target, write=False) as store:
        assert sorted({one.verdict for made in store.statements() for one in made.rulings}) == ["one", "two"]


def fill(store: Store) -> None:
    for capture, reading in Generator(3, copies=0.6, paragraphs=(3, 5)).pages(12):
        store.keep(capture, reading)
    for path in ("b.html", "a.html"):
        store.keep(make_capture(), make_reading(make_page(path=path)))
    url = "https://post.example/a"
    page = make_page(url=url)
    store.keep(make_capture(url=url, etag='"1"'), make_reading(page, model="toy 2"))


@pytest.mark.parametrize(("from_", "to"), WAYS[:2])
def test_copying_again_changes_nothing(new, from_, to):
    source, target = new(from_), new(to)
    with open_store(source) as store:
        fill(store)
    list(copy_all(source, target))
    before = everything(target)
    with open_store(target, write=False) as store:
        version = store.version()
    list(copy_all(source, target))
    assert everything(target) == before
    with open_store(target, write=False) as store:
        assert store.version() == version


@pytest.mark.parametrize(("from_", "to"), WAYS[:2])
def test_corrections_and_feeds_are_copied_too(new, from_, to):
    source, target = new(from_), new(to)
    draft = Draft(kind="same_person", who="Ida", why="one name", names=("Ada Venn", "A. Venn"))
    with open_store(source) as store:
        assert isinstance(store, DatabaseStore)
        fill(store)
        store.correct(draft, "2031-02-03T10:00:00Z")
        with store.connect(write=True) as connection:
            add_feeds(connection, ["https://post.example/feed"])
    list(copy_all(source, target))
    with open_store(target, write=False) as store:
        assert isinstance(store, DatabaseStore)
        assert [line.draft for line in store.corrections()] == [draft]
        with store.connect() as connection:
            assert [feed.url for feed in all_feeds(connection)] == ["https://post.example/feed"]
    assert everything(target) == everything(source)


def test_ledgers_that_contradict_each_other_are_not_mixed(new):
    records = new("sqlite"), new("sqlite")
    for number, record in enumerate(records):
        with open_store(record) as store:
            assert isinstance(store, DatabaseStore)
            names = ("Ada Venn", f"A. {number}")
            store.correct(Draft(kind="same_person", who="Ida", why="one", names=names), "2031-02-03T10:00:00Z")
    with pytest.raises(StoreError, match="corrections"):
        list(copy_all(*records))


def test_a_record_is_not_copied_into_itself(new):
    with pytest.raises(UsageError, match="itself"):
        list(copy_all("a.db", "a.db"))
