"""The ledger of corrections, in every engine."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text
from tests.builders import TEXT, make_capture, make_page, make_reading
from tests.contract.test_store import export, keep, open_empty, quotes, store

from onrecord.errors import StoreError, UsageError
from onrecord.pipeline.correcting import make_target
from onrecord.records.correction import Draft, SpeakerValue

__all__ = ["open_empty", "store"]  # fixtures

WHEN = "2031-02-04T10:00:00+00:00"
READING = make_reading(make_page(url="https://x.example/1", published="2031-02-03"))
BELL = SpeakerValue(name="Cora Bell", type="person", office="Minister", on_behalf_of="Norland")


def draft(kind="speaker", number=0, **fields):
    known = {"who": "Ida", "why": "heard it", "target": make_target(READING, READING.attributions[number])}
    if kind == "speaker":
        known["speaker"] = BELL
    return Draft(kind=kind, **{**known, **fields})


def speakers(store):
    return [entry.attribution.speaker.name for entry in store.entries()]


def test_a_corrected_speaker_is_the_speaker_everywhere(store):
    keep(store, READING)
    store.correct(draft(), WHEN)
    assert speakers(store)[0] == "Cora Bell"
    assert quotes(store, speaker="Cora Bell") == ["“the border stays open”"]
    assert quotes(store, speaker="Ada Venn") == []
    assert store.reading(READING.page.id).attributions[0].speaker.on_behalf_of == "Norland"


def test_what_is_struck_is_gone_and_comes_back_when_the_striking_is_undone(store):
    keep(store, READING)
    before = export(store)
    line = store.correct(draft("not_a_statement"), WHEN)
    assert "“the border stays open”" not in quotes(store)
    store.correct(Draft(kind="undo", who="Ida", why="it was right", undoes=line.id), WHEN)
    assert export(store) == before


def test_an_undoing_can_be_undone(store):
    keep(store, READING)
    line = store.correct(draft(), WHEN)
    undoing = store.correct(Draft(kind="undo", who="Ida", why="x", undoes=line.id), WHEN)
    store.correct(Draft(kind="undo", who="Ida", why="y", undoes=undoing.id), WHEN)
    assert speakers(store)[0] == "Cora Bell"


def test_a_correction_holds_for_pages_read_before_and_after(open_empty):
    first, second = open_empty(), open_empty()
    keep(first, READING)
    first.correct(draft(), WHEN)
    second.correct(draft(), WHEN)
    keep(second, READING)
    assert export(first) == export(second)
    assert speakers(first)[0] == "Cora Bell"


def test_a_correction_survives_a_better_model(store):
    keep(store, READING)
    store.correct(draft(), WHEN)
    better = replace(READING, model="toy 2")
    assert keep(store, better) == "replaced"
    assert speakers(store)[0] == "Cora Bell"
    assert keep(store, better) == "unchanged"


def test_a_correction_holds_for_a_newer_capture_where_the_words_moved(store):
    keep(store, READING)
    store.correct(draft(), WHEN)
    newer = make_page(f"Updated\nNew words before. {TEXT}", url="https://x.example/1", published="2031-02-04")
    keep(store, make_reading(newer))
    assert speakers(store).count("Cora Bell") == 2


def test_a_correction_does_not_reach_other_pages(store):
    keep(store, READING)
    keep(store, make_reading(make_page(f"{TEXT}\nmore", url="https://y.example/2")))
    store.correct(draft(), WHEN)
    assert speakers(store).count("Cora Bell") == 1


def test_two_names_become_one_and_two_again(store):
    keep(store, READING)
    before = export(store)
    line = store.correct(Draft(kind="same_person", who="Ida", why="x", names=("Ada Venn-Holt", "Ada Venn")), WHEN)
    assert speakers(store)[0] == "Ada Venn-Holt"
    assert quotes(store, speaker="Ada Venn") == ["“the border stays open”"]
    store.correct(Draft(kind="undo", who="Ida", why="x", undoes=line.id), WHEN)
    assert export(store) == before


def test_a_corrected_day_is_kept(store):
    keep(store, READING)
    store.correct(draft("date", date="2031-01"), WHEN)
    time = store.reading(READING.page.id).attributions[0].time
    assert (time.start, time.end, time.granularity) == ("2031-01-01", "2031-01-31", "month")


def test_what_derives_from_the_record_is_told_of_a_correction(store):
    keep(store, READING)
    version = store.version()
    store.correct(draft(), WHEN)
    assert store.version() > version


def test_the_ledger_keeps_who_when_and_why(store):
    keep(store, READING)
    store.correct(draft(), WHEN)
    store.correct(draft("not_a_statement", 1), WHEN)
    lines = store.corrections()
    assert [(line.number, line.when, line.draft.who, line.draft.why) for line in lines] == [
        (1, WHEN, "Ida", "heard it"),
        (2, WHEN, "Ida", "heard it"),
    ]
    assert lines[1].before == lines[0].hash


def test_a_ledger_changed_by_hand_is_refused(store):
    keep(store, READING)
    store.correct(draft(), WHEN)
    changed = replace(store.corrections()[0], when="2030-01-01T00:00:00+00:00")
    with store.connect(write=True) as connection:
        known = {"document": msgspec.json.encode(changed).decode()}
        connection.execute(text("UPDATE corrections SET document = :document"), known)
    with pytest.raises(StoreError, match="line 1"):
        store.corrections()


@pytest.mark.parametrize(
    "wrong",
    [
        Draft(kind="undo", who="Ida", why="x", undoes="co_nothing"),
        Draft(kind="same_person", who="Ida", why="x", names=("Ada Venn", "Ada Venn")),
        Draft(kind="speaker", who="Ida", why="x"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(store, wrong):
    with pytest.raises(UsageError):
        store.correct(wrong, WHEN)


def test_an_entry_is_found_by_its_id(store):
    store.keep(make_capture(), READING)
    known = READING.attributions[1]
    assert store.entry(known.id).attribution == known
    assert store.entry("at_nothing") is None
