"""An open record after each change: what it adds up to is what a record that is opened anew adds up to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.builders import make_attribution, make_capture, make_page

import onrecord
from onrecord import Record
from onrecord.docket import read_docket
from onrecord.pipeline.correcting import make_target
from onrecord.records import Actor, Capture, Reading
from onrecord.records.correction import Draft

DOCKET = read_docket(
    """
name = "River ports"
[[party]]
name = "Caldia"
[[party]]
name = "Norland"
[[issue]]
name = "river ports"
phrases = ["ports"]
"""
)
WHEN = "2031-03-01T10:00:00+00:00"
VENN = Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia", surface="Ada Venn")
HOLT = Actor(type="person", name="Bero Holt", office="President", on_behalf_of="Norland", surface="Bero Holt")
BARE = Actor(type="person", name="Ada Venn", surface="Ada Venn")


def page(number: int, *said: tuple[Actor, str, str]) -> tuple[Capture, Reading]:
    lines = [f"{speaker.surface} {cue} {content}." for speaker, cue, content in said]
    made = make_page(
        "\n".join([f"Talks, part {number}", *lines]), published=f"2031-02-{number:02}", path=f"{number}.html"
    )
    found = tuple(make_attribution(made, who.surface or "", cue, words, speaker=who) for who, cue, words in said)
    return make_capture(made.text), Reading(page=made, attributions=found, model="toy")


PAGES = [
    page(1, (VENN, "said", "Caldia would never accept foreign pilots in the river ports")),
    page(2, (HOLT, "denied", "Venn’s claim that foreign pilots came to the river ports")),
    page(3, (BARE, "said", "the weather of the third day was fine"), (HOLT, "said", "the ports stay open for good")),
    page(4, (VENN, "said", "Caldia would accept the river ports deal if the pilots stay")),
]


def everything(record: Record) -> dict[Any, Any]:
    """All that a record adds up to, by what names it."""
    judged = record.judged(DOCKET)
    parts: dict[str, list[tuple[Any, Any]]] = {
        "statement": [(one.id, one) for one in record.statements()],
        "coding": [(one.statement, one) for one in judged.codings],
        "position": [((one.party, one.issue), one) for one in judged.positions],
        "proposal": [(one.id, one) for one in judged.proposals],
        "meeting": [(one.id, one) for one in judged.meetings],
        "answer": [(one.statement, one) for one in record.answers(DOCKET)],
        "weight": [(one.statement, one) for one in record.weights(DOCKET)],
        "person": [(one.id, one) for one in record.people()],
        "drafted": [(one.statement, one) for one in record.judged().codings],
        "brief": [("", record.brief(DOCKET))],
    }
    return {(kind, key): one for kind, found in parts.items() for key, one in found}


def is_as_anew(record: Record, before: dict[Any, Any]) -> dict[Any, Any]:
    """Holds a record to one that is opened anew, and what is the same to the very objects of before."""
    now = everything(record)
    store: Any = record.store
    with onrecord.open_record(store.name) as other:
        assert now == everything(other)
    kept = {"statement", "coding", "position", "answer", "weight", "person"}
    other_objects = [
        key for key, one in now.items() if key[0] in kept and before.get(key) == one and before[key] is not one
    ]
    assert other_objects == []
    return now


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with onrecord.open_record(tmp_path / "onrecord.db", write=True) as record:
        yield record


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_page_by_page(record, order):
    before: dict[object, object] = {}
    for number in order:
        record.keep(*PAGES[number])
        before = is_as_anew(record, before)


def test_a_page_that_is_read_again_otherwise(record):
    for one in PAGES:
        record.keep(*one)
    before = is_as_anew(record, {})
    capture, reading = PAGES[1]
    record.keep(capture, replace(reading, attributions=()))
    before = is_as_anew(record, before)
    record.keep(capture, reading)
    is_as_anew(record, before)


def test_corrections_and_what_undoes_them(record):
    for one in PAGES:
        record.keep(*one)
    before = is_as_anew(record, {})
    target = make_target(PAGES[0][1], PAGES[0][1].attributions[0])
    drafts = [
        Draft(kind="issue", who="Ida", why="so", target=target, issue="other"),
        Draft(
            kind="not_a_statement", who="Ida", why="so", target=make_target(PAGES[3][1], PAGES[3][1].attributions[0])
        ),
        Draft(kind="date", who="Ida", why="so", target=target, date="2031-02-05"),
        Draft(kind="same_person", who="Ida", why="so", names=("Ada Venn", "Bero Holt")),
    ]
    lines = []
    for draft in drafts:
        lines.append(record.store.correct(draft, WHEN))
        before = is_as_anew(record, before)
    for line in lines:
        record.store.correct(Draft(kind="undo", who="Ida", why="no", undoes=line.id), WHEN)
        before = is_as_anew(record, before)
