from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import make_attribution, make_page

from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.revising import compare_captures, find_newest, find_revisions, in_order, mark_moved
from onrecord.records import Actor, Reading
from onrecord.records.statement import Statement

URL = "https://post.example/talks"
FIRST = (
    "Talks resume\n"
    "Ada Venn said “we will not sign the accord before the ports open”.\n"
    "Otis Tarn said “the pilots stay on the northern bank”.\n"
    "The ferry runs on Mondays."
)
SECOND = (
    "Talks resume\n"
    "Ada Venn said “we will sign the accord before the ports open”.\n"
    "Lena Orsk said “nobody asked the pilots about the winter”.\n"
    "The ferry runs on Sundays and Mondays."
)


def capture(text: str, time: str, **quotes: str) -> Reading:
    page = make_page(text, url=URL, fetched_at=time)
    attributions = tuple(
        make_attribution(
            page,
            name,
            "said",
            f"“{quote}”",
            kind="direct",
            speaker=Actor(type="person", name=name, surface=name),
        )
        for name, quote in ((key.replace("_", " "), value) for key, value in quotes.items())
    )
    return Reading(page=page, attributions=attributions, model="toy 1")


OLD = capture(
    FIRST,
    "2031-02-03T10:00:00Z",
    Ada_Venn="we will not sign the accord before the ports open",
    Otis_Tarn="the pilots stay on the northern bank",
)
NEW = capture(
    SECOND,
    "2031-02-04T10:00:00Z",
    Ada_Venn="we will sign the accord before the ports open",
    Lena_Orsk="nobody asked the pilots about the winter",
)


def test_a_statement_that_vanished_one_that_appeared_and_one_worded_anew_are_told_apart():
    found = {(change.kind, change.speaker) for change in compare_captures(OLD, NEW).sayings}
    assert found == {("dropped", "Otis Tarn"), ("added", "Lena Orsk"), ("changed", "Ada Venn")}


def test_a_lost_not_is_a_change_that_matters():
    (changed,) = [change for change in compare_captures(OLD, NEW).sayings if change.kind == "changed"]
    assert [(drift.kind, drift.was) for drift in changed.drift] == [("negation", "not")]
    assert [(edit.was, edit.now) for edit in changed.edits if edit.kind != "same"] == [("not", "")]


def test_paragraphs_are_compared_word_by_word():
    last = compare_captures(OLD, NEW).paragraphs[-1]
    assert (last.kind, last.was, last.now) == ("changed", "The ferry runs on Mondays.", SECOND.splitlines()[-1])
    assert [edit.now for edit in last.edits if edit.kind == "added"] == ["Sundays and"]


def test_the_same_capture_has_no_change():
    revision = compare_captures(OLD, OLD)
    assert (revision.paragraphs, revision.sayings) == ((), ())


@given(st.permutations([OLD, NEW, capture(FIRST + "\nMore.", "2031-02-05T10:00:00Z")]))
def test_the_order_of_captures_is_that_of_their_times(captures):
    assert [one.page.fetched_at for one in in_order(captures)] == sorted(one.page.fetched_at for one in captures)
    assert len(find_revisions(captures)) == 2


def test_a_capture_without_a_time_is_ordered_by_the_date_it_bears():
    older = make_page("one", published="2031-02-03")
    newer = make_page("two", published="2031-02-04")
    captures = [Reading(page=newer, model=""), Reading(page=older, model="")]
    assert [one.page.id for one in in_order(captures)] == [older.id, newer.id]


def test_of_two_captures_without_times_none_is_said_to_be_the_newest():
    first, second = (Reading(page=make_page(text), model="") for text in ("one", "two"))
    assert find_newest([first, second]) is None
    assert not compare_captures(first, second).ordered
    assert find_newest([OLD, NEW]) == NEW


def statements() -> tuple[Statement, ...]:
    return find_corpus([OLD, NEW]).statements


def test_words_that_the_newest_capture_no_longer_has_are_marked():
    found = mark_moved(statements(), {OLD.page.id: NEW.page.text})
    moved = {variant.quote: variant.moved for one in found for variant in one.variants}
    assert moved["“the pilots stay on the northern bank”"]
    assert not moved["“nobody asked the pilots about the winter”"]


def test_words_that_the_newest_capture_has_in_other_lines_are_not_marked():
    text = msgspec.structs.replace(NEW.page, text=FIRST.replace("northern bank", "northern\nbank")).text
    found = mark_moved(statements(), {OLD.page.id: text})
    assert not any(variant.moved for one in found for variant in one.variants if variant.page.id == OLD.page.id)
