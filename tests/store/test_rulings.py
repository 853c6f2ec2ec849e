"""What people say of statements and what is read: any order, batches and repeats give one corpus, in every engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from benchmarks.readings import Generator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from tests.store.test_joining import readings, small_buckets, store

from onrecord.pipeline.correcting import make_target
from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Capture, Origin, Reading
from onrecord.records.codec import decode_reading
from onrecord.records.correction import CorrectionKind, Draft
from onrecord.records.statement import Statement
from onrecord.store.across import iter_statements
from onrecord.store.corrections import append_correction, find_touched, read_corrections
from onrecord.store.database import DatabaseStore
from onrecord.store.joining import join_some
from onrecord.store.packing import unpack
from onrecord.store.queries import select_shown
from onrecord.store.writing import keep_reading

__all__ = ["small_buckets", "store"]  # fixtures

WHEN = "2031-02-04T10:00:00+00:00"


def capture_of(reading: Reading) -> Capture:
    return Capture(data=reading.page.text.encode(), sha256=reading.page.sha256, origin=Origin())


@st.composite
def drafts(draw: st.DrawFn, pages: Sequence[Reading]) -> Draft | int:
    """A line on two statements, on one, or the undoing of the line so many before."""
    said = [(page, one) for page in pages for one in page.attributions if one.statement and one.content]
    kind: Any = draw(
        st.sampled_from(["same_statement"] * 3 + ["different_statements"] * 4 + ["not_a_statement", "undo"])
    )
    if kind == "undo" or len(said) < 2:
        return draw(st.integers(1, 3))
    first, other = draw(st.lists(st.sampled_from(said), min_size=2, max_size=2, unique_by=lambda one: one[1].id))
    known: dict[str, Any] = {"who": "Ida", "why": "heard it", "target": make_target(*first)}
    if kind == "not_a_statement":
        return Draft(kind=kind, **known)
    return Draft(kind=kind, other=make_target(*other), **known)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Reading], list[Draft | int], list[list[str]]]:
    """Pages, a ledger, and two orders in which they come: ``p`` a page, ``c`` the next line, ``j`` joining."""
    pages = draw(readings())
    for page in draw(st.lists(st.sampled_from(pages), max_size=2)):
        kept = draw(st.integers(0, len(page.attributions)))
        pages = [page, msgspec.structs.replace(page, attributions=page.attributions[:kept]), *pages]
    ledger = draw(st.lists(drafts(pages), min_size=1, max_size=6))
    steps = ["p"] * len(pages) + ["c"] * len(ledger) + ["j"] * draw(st.integers(1, 5))
    return pages, ledger, [draw(st.permutations(steps)) for _ in range(2)]


def write_line(connection: Connection, draft: Draft | int) -> None:
    if isinstance(draft, int):
        lines = read_corrections(connection)
        undone = {line.draft.undoes for line in lines}
        left = [line for line in lines if line.id not in undone]
        if len(left) < draft:
            return
        draft = Draft(kind="undo", who="Ida", why="not so", undoes=left[-draft].id)
    line = append_correction(connection, draft, WHEN)
    for capture, reading in find_touched(connection, line):
        keep_reading(connection, capture, reading)


def run(connection: Connection, pages: Sequence[Reading], ledger: Sequence[Draft | int], steps: Sequence[str]) -> None:
    left_pages, left_lines = iter(pages), iter(ledger)
    for step in steps:
        if step == "p":
            reading = next(left_pages)
            keep_reading(connection, capture_of(reading), reading)
        elif step == "c":
            write_line(connection, next(left_lines))
        else:
            join_some(connection, 2)
    while join_some(connection, 3):
        pass


def statements_of(store: DatabaseStore, connection: Connection) -> tuple[Statement, ...]:
    return tuple(iter_statements(connection, store.search))


@pytest.mark.timeout(600)
@given(histories())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_order_of_pages_and_corrections_gives_what_is_made_at_once(store, history):
    pages, ledger, orders = history
    found = []
    for steps in orders:
        with store.connect(write=True) as connection:
            run(connection, pages, ledger, steps)
            shown = [decode_reading(unpack(packed)) for packed in connection.scalars(select_shown())]
            at_once = find_corpus(shown, read_corrections(connection)).statements
            found.append(statements_of(store, connection))
            connection.rollback()
        assert msgspec.json.encode(found[-1]) == msgspec.json.encode(at_once)
    assert msgspec.json.encode(found[0]) == msgspec.json.encode(found[1])


@pytest.mark.parametrize("batch", [1, 2, 50])
def test_undoing_everything_gives_the_record_as_it_was(store, batch):
    pages = [reading for _, reading in generated(12)]
    said = [(page, one) for page in pages for one in page.attributions if one.statement and one.content]
    with store.connect(write=True) as connection:
        run(connection, pages, (), "p" * len(pages))
        before = statements_of(store, connection)
        kinds: list[CorrectionKind] = ["same_statement", "different_statements", "same_statement"]
        for number, kind in enumerate(kinds):
            target, other = make_target(*said[number]), make_target(*said[-number - 1])
            write_line(connection, Draft(kind=kind, who="Ida", why="x", target=target, other=other))
        while join_some(connection, batch):
            pass
        assert statements_of(store, connection) != before
        for line in read_corrections(connection):
            undoing = append_correction(connection, Draft(kind="undo", who="Ida", why="y", undoes=line.id), WHEN)
            assert find_touched(connection, undoing) == []
        while join_some(connection, batch):
            pass
        assert statements_of(store, connection) == before
        connection.rollback()


def generated(number: int) -> list[tuple[Capture, Reading]]:
    return list(Generator(7, words=400, copies=0.6, paragraphs=(3, 6)).pages(number))
