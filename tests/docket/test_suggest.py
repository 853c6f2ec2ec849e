"""A docket drafted from a record. Everybody is made up, some countries are not."""

from __future__ import annotations

import random

from tests.builders import make_page
from tests.sayings import make_statement

from onrecord.docket import note_page, read_docket, suggest_docket, write_docket
from onrecord.docket.recurring import find_recurring
from onrecord.records import Actor, Entity, EntityKind, Reading, Span

ENVOY = Actor(type="person", name="Jo Bloom", office="Secretary of State", country="US", surface="Bloom")
MINISTER = Actor(type="person", name="Ana Sel", office="Foreign Minister", country="PE", surface="Sel")
BLOC = Actor(type="group", names=("United States", "NATO allies"), surface="both")
CRITIC = Actor(type="person", name="Al Moor", office="columnist", country="FR", surface="Moor")
SAID = (
    make_statement("there are no security guarantees without pilots", speaker=ENVOY, start=1),
    make_statement("“We offer security guarantees, no more.”", speaker=MINISTER, start=200),
    make_statement("the harbour pilots stay", speaker=MINISTER, start=400),
    make_statement("the guarantees were read", speaker=BLOC, start=600),
    make_statement("it is theatre", speaker=CRITIC, start=800),
)


def test_parties_are_governments_and_blocs_and_no_columnists():
    found = suggest_docket(SAID, {})
    assert {party.name for party in found.parties} == {"United States", "Peru", "NATO"}
    assert found.suggested


def test_a_country_in_no_table_is_known_by_its_name_and_its_adjective():
    text = "Talks\nKavelia waits. Kavelian Foreign Minister Irena Dovrak met Lumeran mediator Paolo Castrin of Lumera."

    def entity(words: str, kind: EntityKind) -> Entity:
        start = text.index(words)
        return Entity(kind=kind, span=Span(start, start + len(words)))

    names: list[tuple[str, EntityKind]] = [
        ("Kavelia", "person"),
        ("Irena Dovrak", "person"),
        ("Paolo Castrin", "person"),
    ]
    lumera = Entity(kind="place", span=Span(len(text) - 7, len(text) - 1))
    reading = Reading(page=make_page(text), entities=(*(entity(*name) for name in names), lumera))
    found = suggest_docket((), {reading.page.id: note_page(reading)})
    assert [(party.name, party.role) for party in found.parties] == [("Kavelia", "negotiator"), ("Lumera", "mediator")]


def test_issues_are_phrases_that_recur_and_not_words_of_talking():
    quotes = [
        ("No security guarantees, no signature.", ["A"]),
        ("We give security guarantees to the ministers.", ["B"]),
        ("The ministers asked about the time.", ["A"]),
        ("The ministers knew the time.", ["B"]),
    ]
    assert [found.name for found in find_recurring(quotes, frozenset())] == ["security guarantees"]


def test_a_drafted_docket_is_the_same_whatever_the_order():
    shuffled = list(SAID)
    random.Random(4).shuffle(shuffled)
    assert suggest_docket(shuffled, {}) == suggest_docket(SAID, {})


def test_a_drafted_docket_can_be_read():
    drafted = suggest_docket(SAID, {})
    again = read_docket(write_docket(drafted, remarks={"NATO": "1 statement"}))
    assert (again.parties, again.issues) == (drafted.parties, drafted.issues)
