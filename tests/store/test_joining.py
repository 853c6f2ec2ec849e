"""What is joined batch by batch is what is joined at once: over any order, batches, repeats and replacements."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from benchmarks.readings import Generator, Part, Report, make_page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor, Capture, Reading
from onrecord.records.corpus import Corpus
from onrecord.store.across import iter_statements, iter_stories
from onrecord.store.contract import Store
from onrecord.store.database import DatabaseStore
from onrecord.store.joining import join_pages, shelves_on
from onrecord.store.open import open_store
from onrecord.store.sqlite import SqliteStore

SPEAKERS = tuple(
    (Actor(type="person", name=name, surface=name), name)
    for name in ("Ada Venn", "Venn", "Otis Venn", "Lena Dovrak", "Dovrak")
)
NOBODY = (Actor(type="unresolved", surface="she"), "She")
WORDS = ["border", "ports", "accord", "guarantee", "pilots", "river", "winter", "ferry", "customs", "crew"]


@pytest.fixture(autouse=True)
def small_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes buckets crowded with three items, so that a handful of pages meets every case."""
    for stage in ("stories", "statements"):
        monkeypatch.setattr(sys.modules[f"onrecord.{stage}.keys"], "MAX_SHARED", 3)
        monkeypatch.setattr(sys.modules[f"onrecord.{stage}.keys"], "NEIGHBOURS", 1)
    for growing in ("growing", "growing_statements"):
        monkeypatch.setattr(f"onrecord.pipeline.{growing}.MAX_SHARED", 3)
        monkeypatch.setattr(f"onrecord.pipeline.{growing}.NEIGHBOURS", 1)


contents = st.lists(st.sampled_from(WORDS), min_size=6, max_size=12).map(tuple)
parts = st.builds(
    lambda who, content, quoted: Part(who[0], who[1], "said", content, quoted),
    st.sampled_from((*SPEAKERS, NOBODY)),
    contents,
    st.booleans(),
)
narrations = st.builds(lambda words: Part(None, "", "", ("Caldia", *words), quoted=False), contents)
reports = st.lists(parts | narrations, min_size=2, max_size=5)


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """Pages made of a few reports: whole, cut, or with parts of two."""
    made = draw(st.lists(reports, min_size=1, max_size=3))
    found = []
    for number in range(draw(st.integers(2, 9))):
        report = draw(st.sampled_from(made))
        body = draw(st.permutations(report))[: draw(st.integers(1, len(report)))] if draw(st.booleans()) else report
        if draw(st.integers(0, 4)) == 0:
            body = [*body, *draw(st.sampled_from(made))]
        outlet = draw(st.sampled_from(["Strait Wire", "Harbour Post"]))
        page = make_page(Report("Talks", tuple(body), draw(st.integers(0, 5))), outlet, f"https://a.example/{number}")
        found.append(page[1])
    return found


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Reading | None]]:
    """Batches in which pages come, come again, are read differently, and go."""
    pages = draw(readings())
    steps: list[tuple[str, Reading | None]] = [(page.page.id, page) for page in pages]
    for page in draw(st.lists(st.sampled_from(pages), max_size=4)):
        kept = draw(st.integers(0, len(page.attributions)))
        other = msgspec.structs.replace(page, attributions=page.attributions[:kept])
        steps.append((page.page.id, draw(st.sampled_from([page, other, None]))))
    steps = draw(st.permutations(steps))
    batches: list[dict[str, Reading | None]] = [{}]
    for page_id, reading in steps:
        if draw(st.booleans()):
            batches.append({})
        batches[-1][page_id] = reading
    return batches


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = str(tmp_path / "onrecord.db") if request.param == "sqlite" else _postgres(request)
    with open_store(where) as store:
        yield store


def _postgres(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("postgres").new_record()
    return url


def joined(connection: Connection, store: DatabaseStore) -> Corpus:
    return Corpus(stories=tuple(iter_stories(connection)), statements=tuple(iter_statements(connection, store.search)))


def grown(store: DatabaseStore, batches: Sequence[Mapping[str, Reading | None]]) -> Corpus:
    """Joins batch by batch, and leaves no trace."""
    with store.connect(write=True) as connection:
        for batch in batches:
            join_pages(shelves_on(connection), batch)
        found = joined(connection, store)
        connection.rollback()
    return found


@given(histories())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_what_is_joined_in_batches_is_what_is_joined_at_once(store, batches):
    last: dict[str, Reading | None] = {}
    for batch in batches:
        last |= batch
    at_once = find_corpus(reading for reading in last.values() if reading is not None)
    found = grown(store, batches)
    assert found.stories == at_once.stories
    assert found.statements == at_once.statements


def pages(number: int) -> list[tuple[Capture, Reading]]:
    return list(Generator(7, words=400, copies=0.6, paragraphs=(3, 6)).pages(number))


def test_a_generated_record_of_some_size_is_the_same_joined_in_batches_and_at_once(store):
    for capture, reading in pages(60):
        store.keep(capture, reading)
        if int(reading.page.id[4:], 36) % 5 == 0:
            store.join(7)
    while store.join(11):
        pass
    at_once = find_corpus(reading for _, reading in pages(60))
    assert (tuple(store.stories()), tuple(store.statements())) == (at_once.stories, at_once.statements)


def test_joining_leaves_nothing_behind_when_all_pages_go(store):
    batch = {reading.page.id: reading for _, reading in pages(12)}
    assert grown(store, [batch, dict.fromkeys(batch)]) == Corpus()


def test_other_rules_join_everything_anew(store, monkeypatch):
    for capture, reading in pages(5):
        store.keep(capture, reading)
    store.join()
    assert store.unjoined() == 0
    monkeypatch.setattr("onrecord.store.pending.JOINED_BY", 1)
    assert store.unjoined() == 5
    store.join()
    assert store.unjoined() == 0
    at_once = find_corpus(reading for _, reading in pages(5))
    assert tuple(store.stories()) == at_once.stories


def test_two_that_keep_and_join_at_once_lose_nothing(store):
    made = pages(40)

    def write(own: list[tuple[Capture, Reading]]) -> None:
        with open_again(store) as mine:
            for number, (capture, reading) in enumerate(own):
                mine.keep(capture, reading)
                if number % 6 == 5:
                    mine.join(4)

    writers = [threading.Thread(target=write, args=(own,)) for own in (made[:25], made[15:][::-1])]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    while store.join(9):
        pass
    at_once = find_corpus(reading for _, reading in made)
    assert (tuple(store.stories()), tuple(store.statements())) == (at_once.stories, at_once.statements)


def open_again(store: DatabaseStore) -> Store:
    """Opens the same record a second time, with connections of its own."""
    name = store.name if isinstance(store, SqliteStore) else store.engine.url.render_as_string(hide_password=False)
    return open_store(name.replace("postgresql+psycopg", "postgresql"))


def test_an_id_that_was_replaced_finds_what_took_its_place(store):
    report = Report(
        "Talks", tuple(Part(None, "", "", ("Caldia", *WORDS, *WORDS[:k]), quoted=False) for k in range(9)), 0
    )
    made = sorted(
        (make_page(report, "Strait Wire", f"https://a.example/{n}")[1] for n in range(2)), key=lambda r: r.page.id
    )
    with store.connect(write=True) as connection:
        join_pages(shelves_on(connection), {made[1].page.id: made[1]})
        (before,) = iter_stories(connection)
        join_pages(shelves_on(connection), {made[0].page.id: made[0]})
        (after,) = iter_stories(connection)
    assert before.story != after.story
    for name in (before.story, after.story, made[0].page.id, made[1].page.id, after.story[:9]):
        assert store.story(name) == after
    assert store.story("st_nothing") is None
