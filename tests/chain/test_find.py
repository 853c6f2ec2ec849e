"""Chains of hands. Sentences, people and outlets are made up, but for agencies that the table has to know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import make_attribution, make_page, span_of

from onrecord.chain import find_chains
from onrecord.records import Actor, Attribution, Datum, Entity, Page, Tagging


def chained(page: Page, *attributions: Attribution, entities: tuple[Entity, ...] = ()) -> tuple[Attribution, ...]:
    return find_chains(page, Tagging(attributions=attributions, asides=(), entities=entities))


def hands(sentence: str, source: str, cue: str, content: str, **fields) -> list[tuple[str, str, str | None]]:
    """Kind, manner and name of every hand of one sentence's one attribution, on a page without metadata."""
    page = make_page(f"Title\n{sentence}")
    to = fields.pop("to", None)
    if to:
        fields |= {"to": to, "to_span": span_of(page.text, to)}
    (found,) = chained(page, make_attribution(page, source, cue, content, **fields))
    return [(hop.kind, hop.how, hop.name) for hop in found.chain]


def test_the_chain_begins_with_the_speaker_under_their_own_name():
    page = make_page("Title\nShe said it was over.", outlet="Oster Post")
    speaker = Actor(type="person", name="Ana Bero", surface="She")
    (found,) = chained(page, make_attribution(page, "She", "said", "it was over", speaker=speaker))
    assert [hop.name for hop in found.chain] == ["Ana Bero", "Oster Post"]
    assert found.chain[0].spans == found.source


def test_a_medium_that_was_told_is_a_hand():
    assert hands("Bero told Norland News that it was over.", "Bero", "told", "that it was over", to="Norland News") == [
        ("speaker", "said", "Bero"),
        ("outlet", "told", "Norland News"),
    ]


def test_a_reporter_of_a_medium_stands_for_the_medium():
    found = hands("Bero told CNN’s Ivo Adel that it was over.", "Bero", "told", "that it was over", to="CNN’s Ivo Adel")
    assert found[1] == ("outlet", "told", "CNN")


@pytest.mark.parametrize("to", ["reporters", "parliament", "the Norland Assembly", "Ivo Adel"])
def test_other_listeners_are_no_hands(to):
    assert len(hands(f"Bero told {to} that it was over.", "Bero", "told", "that it was over", to=to)) == 1


def test_a_person_named_like_a_medium_is_none():
    page = make_page("Title\nBero told Emily Post that it was over.")
    to_span = span_of(page.text, "Emily Post")
    told = make_attribution(page, "Bero", "told", "that it was over", to="Emily Post", to_span=to_span)
    (found,) = chained(page, told, entities=(Entity(kind="person", span=to_span),))
    assert [hop.kind for hop in found.chain] == ["speaker"]


@pytest.mark.parametrize(
    ("tail", "hand"),
    [
        ("in a post on Telegram.", ("relay", "post", "Telegram")),
        ("on her Telegram channel.", ("relay", "post", "Telegram")),
        ("in an interview with the Norland Times.", ("outlet", "told", "Norland Times")),
        ("in remarks carried by state television.", ("outlet", "carried", "state television")),
        ("through a spokesman.", ("relay", "through", "a spokesman")),
        ("in a letter read out by her lawyer, Ivo Adel.", ("relay", "read_out", "Ivo Adel")),
        ("through an interpreter.", ("relay", "translation", None)),
        ("according to a translation by the Oster news agency.", ("relay", "translation", "Oster")),
        ("according to Interfax.", ("outlet", "reported", "Interfax")),
    ],
)
def test_the_sentence_of_the_cue_names_the_hand(tail, hand):
    assert hands(f"“It is over,” Bero said {tail}", "Bero", "said", "“It is over,”")[1:] == [hand]


@pytest.mark.parametrize(
    "tail",
    [
        "on Monday.",
        "in a statement.",
        "at her post.",
        "in the Norland Assembly.",
        "through tears.",
        "as the plan was carried by one vote.",
        "of a poem lost in translation.",
        "to the Foreign Ministry.",
        "according to plan.",
    ],
)
def test_other_words_are_no_hands(tail):
    assert len(hands(f"“It is over,” Bero said {tail}", "Bero", "said", "“It is over,”")) == 1


def test_the_medium_behind_the_quotation_counts():
    assert hands("“It is over,” Bero told reporters, the Norland Times reported.", "Bero", "told", "“It is over,”")[
        1:
    ] == [("outlet", "reported", "Norland Times")]


def test_a_medium_that_quotes_somebody_is_not_the_speaker():
    found = hands(
        "Interfax quoted Ana Bero as saying that it was over.",
        "Interfax",
        "quoted",
        "Ana Bero as saying that it was over",
    )
    assert found == [("speaker", "said", "Ana Bero"), ("outlet", "quoted", "Interfax")]


def test_a_translation_is_not_the_speaker():
    sentence = "Ana Bero said that it was over, according to a translation by the Oster news agency."
    found = hands(sentence, "a translation by the Oster news agency", "according to", "Ana Bero said that it was over")
    assert found == [("speaker", "said", "Ana Bero"), ("relay", "translation", "Oster")]


def test_a_medium_that_reports_a_fact_speaks_itself():
    found = hands("Interfax reported that the lane was closed.", "Interfax", "reported", "that the lane was closed")
    assert found == [("speaker", "said", "Interfax")]


def test_words_inside_the_quotation_name_no_hand():
    sentence = "“He said it in a post on Telegram,” Bero said."
    assert len(hands(sentence, "Bero", "said", "“He said it in a post on Telegram,”")) == 1


def test_a_hand_belongs_to_its_own_cue():
    page = make_page("Title\nBero said it was over, and Adel wrote in a post on Telegram that it was not.")
    first = make_attribution(page, "Bero", "said", "it was over")
    second = make_attribution(page, "Adel", "wrote", "that it was not")
    one, two = chained(page, first, second)
    assert [hop.name for hop in one.chain] == ["Bero"]
    assert [hop.name for hop in two.chain] == ["Adel", "Telegram"]


def nested(outer: Actor) -> Attribution:
    page = make_page("Title\nA diplomat said that Bero believes it is over.", outlet="Oster Post")
    told = make_attribution(page, "A diplomat", "said", "that Bero believes it is over", speaker=outer)
    inner = make_attribution(page, "Bero", "believes", "it is over", statement=False, nested_in=told.id)
    return chained(page, told, inner)[1]


def test_what_a_speaker_tells_of_another_is_hearsay():
    found = nested(Actor(type="person", name="Ivo Adel"))
    assert [(hop.how, hop.name) for hop in found.chain] == [
        ("said", "Bero"),
        ("hearsay", "Ivo Adel"),
        ("published", "Oster Post"),
    ]
    assert found.directness == "reported"


def test_a_medium_that_reports_what_somebody_says_is_an_outlet_and_no_hearsay():
    page = make_page("Title\nInterfax reported that Bero hinted it was over.")
    told = make_attribution(page, "Interfax", "reported", "that Bero hinted it was over")
    inner = make_attribution(page, "Bero", "hinted", "it was over", nested_in=told.id)
    assert [(hop.kind, hop.how) for hop in chained(page, told, inner)[1].chain] == [
        ("speaker", "said"),
        ("outlet", "reported"),
    ]


def test_what_a_medium_was_asked_is_not_told_to_it():
    sentence = "Bero asked Norland News to check it."
    assert len(hands(sentence, "Bero", "asked", "to check it", to="Norland News")) == 1


def test_hearsay_of_the_unnamed_says_so():
    assert nested(Actor(type="anonymous", descriptor="A diplomat")).directness == "unnamed"


def test_a_ring_of_nested_attributions_ends():
    page = make_page("Title\nBero said that Adel said it was over.")
    one = make_attribution(page, "Bero", "said", "that Adel said it was over")
    two = make_attribution(page, "Adel", "said", "it was over", nested_in=one.id)
    assert len(chained(page, replace(one, nested_in=two.id), two)) == 2


def test_a_copy_names_where_the_report_first_appeared():
    page = make_page("Title\nBero said it was over.", outlet="Oster Post")
    page = replace(page, originals=(Datum(value="Strait Wire", found="text"),))
    (found,) = chained(page, make_attribution(page, "Bero", "said", "it was over"))
    assert [(hop.kind, hop.name) for hop in found.chain[1:]] == [("outlet", "Strait Wire"), ("copy", "Oster Post")]


def test_the_outlet_that_was_told_and_that_published_first_is_one_hand():
    page = make_page("Title\nBero told Strait Wire that it was over.", outlet="Oster Post")
    page = replace(page, originals=(Datum(value="Strait Wire", found="text"),))
    told = make_attribution(
        page, "Bero", "told", "that it was over", to="Strait Wire", to_span=span_of(page.text, "Strait Wire")
    )
    (found,) = chained(page, told)
    assert [(hop.kind, hop.how) for hop in found.chain] == [
        ("speaker", "said"),
        ("outlet", "told"),
        ("copy", "republished"),
    ]


def test_this_paper_is_the_outlet_of_the_page():
    page = make_page("Title\nBero told this newspaper that it was over.", outlet="Oster Post")
    told = make_attribution(
        page, "Bero", "told", "that it was over", to="this newspaper", to_span=span_of(page.text, "this newspaper")
    )
    (found,) = chained(page, told)
    assert [(hop.how, hop.name) for hop in found.chain] == [("said", "Bero"), ("told", "Oster Post")]


def test_the_agency_of_the_dateline_had_it_first():
    page = make_page("Title\nSARDO, Lumera (Reuters) - Bero said it was over.", outlet="Oster Post")
    (found,) = chained(page, make_attribution(page, "Bero", "said", "it was over"))
    assert [(hop.kind, hop.name) for hop in found.chain[1:]] == [("outlet", "Reuters"), ("copy", "Oster Post")]


def test_a_bracket_at_the_head_that_names_no_agency_is_none():
    page = make_page("Title\nThe Norland Bank (NB) - a fund - fell. Bero said it was over.", outlet="Oster Post")
    (found,) = chained(page, make_attribution(page, "Bero", "said", "it was over"))
    assert [hop.kind for hop in found.chain] == ["speaker", "outlet"]


def test_what_nobody_said_has_no_chain():
    page = make_page("Title\nBero hopes to leave.", outlet="Oster Post")
    (found,) = chained(page, make_attribution(page, "Bero", "hopes", "to leave", statement=False))
    assert (found.chain, found.directness) == ((), None)


@pytest.mark.parametrize(("kind", "directness"), [("direct", "own_words"), ("indirect", "reported")])
def test_directness_follows_from_the_marks_where_nobody_stands_between(kind, directness):
    page = make_page("Title\n“It is over,” Bero said.")
    (found,) = chained(page, make_attribution(page, "Bero", "said", "“It is over,”", kind=kind))
    assert found.directness == directness


def test_translated_words_are_nobodys_own():
    page = make_page("Title\n“It is over,” Bero said through an interpreter.")
    (found,) = chained(page, make_attribution(page, "Bero", "said", "“It is over,”", kind="direct"))
    assert found.directness == "translated"


@given(
    st.lists(
        st.sampled_from(["Bero said", "told the", "Norland News", "in a post on Telegram", "“It is", "over,”", "."])
    )
)
def test_every_hand_stands_inside_the_page(words):
    page = make_page("Title\nBero said it was over " + " ".join(words))
    (found,) = chained(page, make_attribution(page, "Bero", "said", "it was over"))
    assert all(0 <= span.start < span.end <= len(page.text) for hop in found.chain for span in hop.spans)


def quoted(name: str) -> Actor:
    return Actor(type="person", name=name, by="resolve_relay", surface="her", evidence=())


def test_the_newspaper_that_quotes_somebody_is_the_one_named_before():
    page = make_page("Title\nBero told the Oster Post so.\n“It is over,” the newspaper quoted her as saying.")
    said = make_attribution(page, "the newspaper", "quoted", "“It is over,”", kind="direct", speaker=quoted("Ana Bero"))
    (found,) = chained(page, said)
    assert [(hop.kind, hop.how, hop.name) for hop in found.chain] == [
        ("speaker", "said", "Ana Bero"),
        ("outlet", "quoted", "Oster Post"),
    ]


def test_the_report_of_a_medium_is_the_medium_and_not_the_speaker():
    page = make_page("Title\nAccording to the report of Oster Wire, Bero said: “It is over.”")
    said = make_attribution(
        page, "the report of Oster Wire", "According to", "Bero said: “It is over.”", speaker=quoted("Ana Bero")
    )
    (found,) = chained(page, said)
    assert [(hop.kind, hop.how, hop.name) for hop in found.chain] == [
        ("speaker", "said", "Ana Bero"),
        ("outlet", "reported", "Oster Wire"),
    ]
