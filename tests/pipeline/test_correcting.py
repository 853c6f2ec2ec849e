from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import TEXT, make_page, make_reading, readings

from onrecord.pipeline.correcting import (
    apply_corrections,
    correct_reading,
    corrected_issues,
    find_place,
    make_target,
    names_apart,
)
from onrecord.records import Span
from onrecord.records.correction import Correction, Draft, SpeakerValue, chain_correction, find_break

READING = make_reading(make_page(url="https://x.example/1"))


def ledger(*drafts):
    lines: list[Correction] = []
    for number, draft in enumerate(drafts):
        lines.append(chain_correction(draft, f"2031-02-03T10:00:{number:02}Z", lines[-1] if lines else None))
    return lines


def speaker(name, number=0):
    target = make_target(READING, READING.attributions[number])
    value = SpeakerValue(name=name, type="person")
    return Draft(kind="speaker", who="Ida", why="x", target=target, speaker=value)


def names(reading):
    return [attribution.speaker.name for attribution in reading.attributions]


drafts = st.one_of(
    st.builds(speaker, st.sampled_from(["Cora Bell", "Ada Venn"]), st.integers(0, 2)),
    st.builds(
        lambda pair: Draft(kind="same_person", who="Ida", why="x", names=pair),
        st.sampled_from([("Ada Venn", "Cora Bell"), ("Cora Bell", "Ada Venn"), ("A. Venn", "Ada Venn")]),
    ),
)


@given(st.lists(drafts, max_size=5), st.randoms())
def test_the_order_in_which_lines_are_read_does_not_matter(said, random):
    lines = ledger(*said)
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert find_break(lines) is None
    assert apply_corrections(READING, shuffled) == apply_corrections(READING, lines)


@given(readings)
def test_a_reading_that_nobody_corrected_stays_the_same_object(reading):
    assert apply_corrections(reading, ()) is reading


def test_the_later_of_two_corrections_holds():
    assert names(apply_corrections(READING, ledger(speaker("Cora Bell"), speaker("Dan Holm"))))[0] == "Dan Holm"


def test_words_that_begin_elsewhere_after_a_re_read_are_still_corrected():
    first = READING.attributions[0]
    span = first.content[0]
    wider = replace(first, id="at_other", content=(Span(span.start - 5, span.end),))
    reading = replace(READING, attributions=(wider, *READING.attributions[1:]))
    assert names(apply_corrections(reading, ledger(speaker("Cora Bell"))))[0] == "Cora Bell"


def test_words_that_are_gone_are_lost_and_never_given_to_others():
    moved = replace(READING, page=make_page(TEXT.replace("border", "harbour"), url="https://x.example/1"))
    line = ledger(speaker("Cora Bell"))
    applied = correct_reading(moved, line)
    assert applied.reading is moved
    assert applied.lost == (line[0].id,)


def test_words_that_stand_twice_are_found_by_their_surroundings_or_not_at_all():
    target = make_target(READING, READING.attributions[0])
    assert find_place(target, f"{TEXT} And again: {target.exact}") == Span(target.start, target.end)
    assert find_place(target, f"x {target.exact}, y {target.exact}") is None


def test_issues_and_people_told_apart_are_handed_on():
    target = make_target(READING, READING.attributions[1])
    lines = ledger(
        Draft(kind="issue", who="Ida", why="x", target=target, issue="Ports"),
        Draft(kind="different_people", who="Ida", why="x", names=("Ada Venn", "Ada Venn-Holt")),
    )
    assert corrected_issues(READING, lines) == {READING.attributions[1].id: "Ports"}
    assert names_apart(lines) == {frozenset({"Ada Venn", "Ada Venn-Holt"})}


# Written before a line could name two statements.
OLD_LINE = (
    '{"number":1,"id":"co_6ksjzu3owlnmcgat","when":"2031-02-03T10:00:00Z","draft":{"kind":"not_a_statement","who":"Ida",'
    '"why":"a headline","target":{"page":"pg_a","url":null,"sha256":"00","start":1,"end":4,"exact":"yes","prefix":"",'
    '"suffix":".","attribution":"at_a"},"speaker":null,"date":null,"issue":null,"names":[],"undoes":null},"before":"",'
    '"hash":"22aa9c47d0bd35133ac435a9047c8dd8b7a08ba1e4b683cbecd96e855482e33c"}'
)


def test_a_ledger_written_by_an_older_onrecord_holds_together():
    line = msgspec.json.decode(OLD_LINE, type=Correction)
    assert find_break([line, chain_correction(speaker("Cora Bell"), "2031-02-04T10:00:00Z", line)]) is None
    assert msgspec.json.encode(line).decode() == OLD_LINE
