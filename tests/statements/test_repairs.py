"""What a copy gives to another, and what it may not."""

from __future__ import annotations

from tests.statements.said import QUOTE, VENN, make_said

from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor
from onrecord.records.statement import Statement

OTHER = "{source} told reporters: “{quote}”.\nThe weather stayed fine, and the markets were open until late in the day."
BARE = Actor(type="unresolved", name="Venn", surface="Venn")
NOBODY = Actor(type="unresolved", surface="She")
LONG = QUOTE + ", and everybody in Oster has known that since the spring of the flood"


def statement_of(*readings) -> Statement:
    """The statement that has the long wording, which is the best one: it has all of the other."""
    return next(one for one in find_corpus(readings).statements if any(LONG in v.quote for v in one.variants))


def elsewhere(quote: str = QUOTE, source: str = "Foreign Minister Ada Venn", **how):
    return make_said(quote, source, **{"outlet": "Lamp", "title": "Minister on ports", "body": OTHER, **how})


def test_another_storys_quotation_completes_a_surname():
    statement = statement_of(make_said(LONG, "Venn", speaker=BARE), elsewhere())
    assert (statement.speaker.name, statement.pages) == ("Ada Venn", 2)
    assert [repair.field for repair in statement.repairs][:1] == ["name"]


def test_another_storys_quotation_does_not_name_whom_a_page_does_not():
    statement = statement_of(make_said(LONG, "She", speaker=NOBODY), elsewhere(LONG))
    assert statement.pages == 2
    assert statement.repairs == ()


def test_a_copy_of_the_same_story_does():
    first = make_said(LONG, "She", speaker=NOBODY, published="2031-02-01")
    statement = statement_of(first, make_said(outlet="Lamp"), make_said(LONG, "She", speaker=NOBODY, outlet="Echo"))
    assert statement.speaker.name == "Ada Venn"
    assert {repair.field for repair in statement.repairs} == {"name", "office", "on_behalf_of"}


def test_the_name_comes_from_other_words_of_the_same_person_in_a_copy():
    bare = make_said(LONG, "Venn", speaker=BARE)
    body = (
        "Ministers of Caldia and Norland met in Oster for the third time this month and parted without a word.\n"
        "The two governments have argued about the river ports since the flood of 2029, and each has sent ships.\n"
        "{source} told reporters: “{quote}”.\n"
        "A session planned for the following week in Lumera was neither confirmed nor called off by the hosts."
    )
    copy = make_said("The ferry runs again", "Foreign Minister Ada Venn", outlet="Lamp", body=body)
    statement = statement_of(bare, copy)
    assert (statement.pages, statement.speaker.name) == (1, "Ada Venn")
    assert {repair.page for repair in statement.repairs} == {copy.page.id}


def test_offices_that_differ_fill_nothing():
    other = Actor(type="person", name="Ada Venn", office="President")
    statement = statement_of(
        make_said(LONG, "Venn", speaker=BARE, published="2031-02-01"),
        make_said(LONG, "Venn", speaker=BARE, outlet="Post"),
        make_said(outlet="Lamp", speaker=VENN),
        make_said(outlet="Echo", speaker=other),
    )
    assert statement.speaker.name == "Ada Venn"
    assert statement.speaker.office is None
