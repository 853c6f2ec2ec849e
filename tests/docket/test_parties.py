"""Whom somebody speaks for. Everybody and every country but those of the tables is made up."""

from __future__ import annotations

import pytest

from onrecord.docket import PartyIndex, learn_people, parties_of
from onrecord.records.actor import Actor
from onrecord.records.docket import Docket, Party

DOCKET = Docket(
    name="talks",
    parties=(
        Party(name="Caldia", role="negotiator", aliases=("Oster",)),
        Party(name="Norland", role="negotiator", bodies=("River Council",), people=("Bero Holt",)),
        Party(name="United States", role="mediator", countries=("US",)),
        Party(name="NATO", role="guarantor"),
        Party(name="Europe", role="guarantor", regions=("Europe",)),
    ),
)
INDEX = PartyIndex(DOCKET)


def named(**speaker) -> list[tuple[str, str, bool]]:
    return [(m.party, m.by, m.certain) for m in parties_of(Actor(**speaker), INDEX)]


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ({"type": "person", "name": "Ada Venn", "on_behalf_of": "Caldia"}, ("Caldia", "on_behalf_of", True)),
        ({"type": "person", "name": "Bero Holt"}, ("Norland", "person", True)),
        ({"type": "person", "name": "Ada Venn", "office": "Caldian Foreign Minister"}, ("Caldia", "body", True)),
        ({"type": "person", "name": "Ola Berg", "body": "River Council"}, ("Norland", "body", True)),
        (
            {"type": "person", "name": "Jo Bloom", "country": "US", "office": "Secretary of State"},
            ("United States", "country", True),
        ),
        (
            {"type": "person", "name": "Jo Bloom", "country": "US", "office": "senator"},
            ("United States", "country", False),
        ),
        ({"type": "government", "name": "White House", "country": "US"}, ("United States", "name", True)),
        ({"type": "unresolved", "name": "Oster"}, ("Caldia", "name", True)),
        (
            {"type": "anonymous", "descriptor": "A NATO diplomat briefed on the Caldian draft"},
            ("NATO", "descriptor", False),
        ),
        ({"type": "anonymous", "descriptor": "a diplomat", "region": "Europe"}, ("Europe", "region", False)),
        (
            {"type": "unresolved", "name": "Liu", "on_behalf_of": "Norland", "certainty": "probable"},
            ("Norland", "on_behalf_of", False),
        ),
    ],
)
def test_a_speaker_belongs_to_the_party_that_the_page_shows(speaker, expected):
    assert named(**speaker) == [expected]


@pytest.mark.parametrize(
    "speaker",
    [
        {"type": "person", "name": "Greta Foss", "office": "chairwoman"},
        {"type": "person", "name": "Jo Bloom", "country": "US", "office": "economist"},
        {"type": "organisation", "name": "Oster Underwriters’ Board"},
        {"type": "organisation", "name": "Oster Post", "country": "US"},
        {"type": "writer"},
        {"type": "unresolved", "name": "Castell"},
        {"type": "anonymous", "descriptor": "a person who met Caldian officials"},
    ],
)
def test_an_outsider_belongs_to_none(speaker):
    assert named(**speaker) in ([], [("Caldia", "descriptor", False)][:0])


def test_a_group_speaks_for_each_of_its_parties():
    assert [party for party, _, _ in named(type="group", names=("United States", "NATO allies"))] == [
        "NATO",
        "United States",
    ]


def test_people_are_learnt_from_introductions_that_agree():
    learnt = learn_people(
        [
            ("Ada Venn", "Caldian Foreign Minister"),
            ("Ada Venn", "Foreign Minister"),
            ("Per Lund", "Caldian envoy"),
            ("Per Lund", "Norlandic envoy"),
        ],
        DOCKET,
    )
    assert learnt == {"Ada Venn": "Caldia"}
    found = parties_of(Actor(type="person", name="Ada Venn", office="Foreign Minister"), PartyIndex(DOCKET, learnt))
    assert [(match.party, match.by) for match in found] == [("Caldia", "person")]


def test_a_surname_is_enough_where_one_party_alone_has_it():
    index = PartyIndex(DOCKET, {"Ada Venn": "Caldia", "Ola Berg": "Norland", "Una Berg": "Caldia"})
    assert parties_of(Actor(type="unresolved", name="Venn"), index)[0].party == "Caldia"
    assert parties_of(Actor(type="unresolved", name="Berg"), index) == ()


def test_in_running_words_a_surname_is_enough_and_a_month_is_nobody():
    index = PartyIndex(DOCKET, {"Ada Venn": "Caldia", "Theo May": "Caldia"})
    assert index.found_in("drafted by Venn last week") == ("Caldia",)
    assert index.found_in("drafted in May") == ()
