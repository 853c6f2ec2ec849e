"""What a person says of two statements shows in everything that is made of statements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.builders import make_capture, make_page, make_reading
from tests.statements.said import QUOTE, VENN, make_said, said_on

import onrecord
from onrecord import Record, UsageError
from onrecord.export.statements import statement_lines
from onrecord.records import Reading
from onrecord.records.correction import Correction, CorrectionKind, Draft
from onrecord.records.docket import Docket, Issue, Party
from onrecord.run.correcting import correct, draft_of_two, name_words
from onrecord.run.training import PairExample, training_examples
from onrecord.run.verifying import verify_record

ALTERED = QUOTE.replace("will not", "will")
FIRST, COPY, OTHER = make_said(), make_said(outlet="Harbour Post"), make_said(ALTERED, outlet="World Desk")
DOCKET = Docket(
    name="talks",
    parties=(Party(name="Caldia", role="negotiator"),),
    issues=(Issue(name="river ports"),),
)


def id_of(reading: Reading) -> str:
    return reading.attributions[0].id


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two copies of a report, and a third page with other words in it that was joined with them."""
    with onrecord.open_record(tmp_path / "onrecord.db", write=True) as record:
        for reading in (FIRST, COPY, OTHER):
            record.keep(make_capture(reading.page.text), reading)
        yield record


def say(record: Record, kind: CorrectionKind, one: str, other: str = "") -> Correction:
    return correct(record.store, draft_of_two(record.store, kind, (one, other), who="Ida", why="another speech"))


def undo(record: Record, line: Correction) -> None:
    correct(record.store, Draft(kind="undo", who="Ida", why="no", undoes=line.id))


def everything(record: Record) -> dict[str, Any]:
    """What is made of statements."""
    (person,) = record.people()
    positions = record.positions(DOCKET)
    return {
        "statements": sorted(sorted(one.attribution for one in made.variants) for made in record.statements()),
        "person": person.statements,
        "steps": [len(position.steps) for position in positions],
        "weights": len(record.weights(DOCKET)),
        "check": record.check(ALTERED).verdict,
        "traces": sorted(len(list(pages_in(record.trace(made).root))) for made in record.statements()),
        "exports": [len(msgspec.json.decode(line)["variants"]) for line in statement_lines(record.statements())],
        "told": sum(len(section.lines) for section in record.brief(DOCKET).sections),
    }


def pages_in(node) -> Iterator[str]:
    if node.page is not None:
        yield node.page.id
    for child in node.children:
        yield from pages_in(child)


def test_a_variant_that_leaves_is_a_statement_of_its_own_in_everything(record):
    before = everything(record)
    assert before["statements"] == [sorted(map(id_of, (FIRST, COPY, OTHER)))]
    assert before["check"] == "altered"
    line = say(record, "different_statements", id_of(OTHER))
    after = everything(record)
    assert after["statements"] == sorted([sorted(map(id_of, (FIRST, COPY))), [id_of(OTHER)]])
    assert after["check"] == "verbatim"
    assert sorted(after["exports"]) == [1, 2]
    assert (after["weights"], before["weights"]) == (2, 1)
    assert after["traces"] == [1, 2]
    assert after["person"] != before["person"]
    assert after["steps"] != before["steps"]
    undo(record, line)
    assert everything(record) == before


def derived(record: Record) -> tuple[object, ...]:
    made = record.positions(DOCKET), record.proposals(DOCKET), record.meetings(DOCKET), record.answers(DOCKET)
    return record.statements(), record.people(), *made, record.weights(DOCKET), record.brief(DOCKET)


def reports_in(more: str, kind: str) -> Reading:
    """A report of the same words, with `more` of them quoted."""
    told, source = f"that Caldia will accept the return of the river ports{more}", "Foreign Minister Ada Venn"
    page = make_page(f"Talks\n{source} told reporters {told}.", url=f"https://y.example/{kind}", published="2031-02-05")
    return said_on(page, told, source, (), {"kind": kind, "speaker": VENN})


def test_what_is_kept_up_to_date_is_what_is_found_when_the_record_is_opened_anew(record, tmp_path):
    reported, mixed = reports_in("", "indirect"), reports_in(" “by Monday”", "mixed")
    for reading in (reported, mixed):
        record.keep(make_capture(reading.page.text), reading)
    derived(record)
    lines = []
    said: tuple[tuple[CorrectionKind, Any, Any], ...] = (
        ("same_statement", mixed, reported),
        ("different_statements", mixed, reported),
        ("different_statements", OTHER, FIRST),
        ("different_statements", FIRST, reported),
        ("same_statement", OTHER, reported),
        ("different_statements", COPY, FIRST),
        ("same_statement", COPY, reported),
    )
    for kind, one, other in said:
        lines.append(say(record, kind, id_of(one), id_of(other)))
        with onrecord.open_record(tmp_path / "onrecord.db") as anew:
            assert derived(record) == derived(anew)
    for line in lines:
        undo(record, line)
        with onrecord.open_record(tmp_path / "onrecord.db") as anew:
            assert derived(record) == derived(anew)


def test_old_ids_find_the_statement_that_their_words_are_in(record):
    before = record.statements()[0]
    say(record, "different_statements", id_of(OTHER))
    assert {one.attribution for one in record.statement(id_of(OTHER)).variants} == {id_of(OTHER)}
    first = min(one.attribution for one in before.variants)
    assert first in {one.attribution for one in record.statement(before.id).variants}


def test_two_that_were_not_joined_become_one_and_say_by_whom(record):
    apart = say(record, "different_statements", id_of(OTHER))
    far = make_said("The ferries run again", outlet="Oster Post", published="2031-05-01")
    record.keep(make_capture(far.page.text), far)
    line = say(record, "same_statement", id_of(far), record.statement(id_of(OTHER)).id)
    statement = record.statement(id_of(far))
    assert {one.attribution for one in statement.variants} == {id_of(far), id_of(OTHER)}
    assert [(one.correction, one.verdict, one.who, one.why) for one in statement.rulings] == [
        (apart.id, "two", "Ida", "another speech"),
        (line.id, "one", "Ida", "another speech"),
    ]


def test_it_survives_a_better_model_and_another_capture_of_the_page(record):
    say(record, "different_statements", id_of(OTHER))
    better = msgspec.structs.replace(OTHER, model="toy 2")
    record.keep(make_capture(better.page.text), better)
    newer = make_said(ALTERED, outlet="World Desk", title="Talks end in Oster, updated")
    record.keep(make_capture(newer.page.text), newer)
    assert id_of(newer) != id_of(OTHER)
    assert {one.attribution for one in record.statement(id_of(newer)).variants} == {id_of(OTHER), id_of(newer)}
    assert len(record.statement(id_of(FIRST)).variants) == 2


def test_the_record_verifies_and_its_copy_has_the_same_statements(record, tmp_path):
    say(record, "different_statements", id_of(OTHER))
    wanted = record.statements()
    assert verify_record(str(tmp_path / "onrecord.db")).found == ()
    with onrecord.open_record(tmp_path / "copy.db", write=True) as copy:
        for line in record.store.corrections():
            copy.store.correct(line.draft, line.when)
        for reading in (OTHER, COPY, FIRST):
            copy.keep(make_capture(reading.page.text), reading)
        assert copy.statements() == wanted


def test_what_was_said_of_two_is_training_data_and_the_later_word_counts(record):
    say(record, "different_statements", id_of(OTHER), id_of(FIRST))
    last = say(record, "same_statement", id_of(FIRST), id_of(OTHER))
    (example,) = training_examples(record.store)
    assert isinstance(example, PairExample)
    assert (example.correction, example.one) == (last.id, True)
    assert (example.first.read, example.second.text) == (FIRST.attributions[0], OTHER.page.text)


def test_words_are_named_by_an_id_or_by_an_address(record):
    statement = record.statement(id_of(OTHER))
    span = OTHER.attributions[0].content[0]
    address = f"https://x.example/p/{OTHER.page.id}?at={span.start}-{span.end}#{span.start}-{span.end}"
    assert name_words(record.store, address) == id_of(OTHER)
    assert name_words(record.store, f" http://x.example/s/{statement.id} ") == statement.best
    assert name_words(record.store, id_of(OTHER)) == id_of(OTHER)
    for nothing in ("", "sm_nothing", "at_nothing", "/p/pg_nothing?at=1-2"):
        with pytest.raises(UsageError, match="no statement"):
            name_words(record.store, nothing)


def test_what_the_writer_ascribes_is_no_statement(record):
    page = make_reading(make_page(url="https://x.example/ascribed"))
    record.keep(make_capture(page.page.text), page)
    (ascribed,) = [one for one in page.attributions if not one.statement]
    with pytest.raises(UsageError, match="no statement"):
        say(record, "same_statement", ascribed.id, id_of(OTHER))


def test_an_open_record_is_corrected_as_one_afar_is(record):
    line = record.correct("different_statements", who="Ida", why="x", attribution=id_of(OTHER))
    assert record.corrections() == (line,)
    assert len(record.statements()) == 2
    for wrong in ({"kind": "nonsense"}, {"kind": "date", "day": "2031"}, {"kind": "undo", "undoes": 3}):
        with pytest.raises(UsageError, match="no correction"):
            record.correct(**{"who": "Ida", "why": "x", **wrong})


def test_what_makes_no_sense_is_refused(record):
    statement = record.statement(id_of(OTHER))
    with pytest.raises(UsageError, match="one wording"):
        say(record, "same_statement", statement.best, statement.id)
    with pytest.raises(UsageError, match="the same as"):
        say(record, "same_statement", statement.best)
    say(record, "different_statements", id_of(OTHER))
    with pytest.raises(UsageError, match="no other wording"):
        say(record, "different_statements", id_of(OTHER))
