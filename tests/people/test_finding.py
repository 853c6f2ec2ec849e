"""Which of the people on record a name means."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.people.finding import named
from onrecord.records.person import Person, Spelling

VENN = Person(
    id="pr_aaaa",
    name="Ada Venn",
    spellings=(Spelling(text="Ada Venn", pages=2), Spelling(text="Ада Венн", pages=1)),
    offices=(),
    countries=(),
    statements=("sm_1", "sm_2"),
    pages=3,
    outlets=2,
    first=None,
    last=None,
    certainty="certain",
    evidence=(),
    apart=(),
)
BERG = replace(VENN, id="pr_abbb", name="Ada Venn Berg", spellings=(Spelling(text="Ada Venn Berg", pages=1),))
OTHER = replace(VENN, id="pr_cccc", name="Nils Venn", spellings=(Spelling(text="Nils Venn", pages=1),), statements=())
ALL = (OTHER, BERG, VENN)


@pytest.mark.parametrize("wanted", ["ada venn", "Ада Венн", "Ada Wenn", "pr_aaaa", "venn ada"])
def test_a_whole_name_in_any_spelling_is_that_person(wanted: str):
    assert named(ALL, wanted) == (VENN,)


def test_a_surname_is_everybody_of_that_name_most_statements_first():
    assert named(ALL, "venn") == (VENN, BERG, OTHER)


def test_the_beginning_of_an_id_may_be_several():
    assert named(ALL, "pr_a") == (VENN, BERG)


@pytest.mark.parametrize("wanted", ["", "?", "Nobody", "pr_zzzz", "Vent"])
def test_what_is_no_name_on_record_is_nobody(wanted: str):
    assert named(ALL, wanted) == ()
