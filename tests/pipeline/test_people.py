"""People across pages, found from statements."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.people import offices_on
from onrecord.people.rulings import rulings_of
from onrecord.pipeline.people import Memory, find_people
from onrecord.records import Actor, Span, content_id
from onrecord.records.correction import Correction, Draft
from onrecord.records.entry import PageRef
from onrecord.records.person import NameOnPage, Person, PersonRuling
from onrecord.records.statement import Statement, Variant


def page(name: str, day: str | None = "2031-02-03") -> PageRef:
    return PageRef(id=f"pg_{name}", path=f"{name}.html", url=None, title=name, outlet=f"{name} Post", published=day)


def variant(
    name: str, speaker: str, *, day: str | None = "2031-02-03", nth: int = 0, language: str = "en", **known: Any
) -> Variant:
    return Variant(
        page=page(name, day),
        attribution=content_id("at", name, speaker, str(nth)),
        start=0,
        end=4,
        spans=(Span(0, 4),),
        wording="best",
        kind="direct",
        quote="Yes.",
        cue="said",
        source=speaker,
        speaker=Actor(**{"type": "person", "name": speaker, "evidence": (Span(5, 9),), **known}),
        line=name,
        polarity="positive",
        certainty="certain",
        confidence=0.9,
        language=language,
    )


def statement(*variants: Variant) -> Statement:
    return Statement(
        id=content_id("sm", *sorted(v.attribution for v in variants)),
        speaker=variants[0].speaker,
        when="2031-02-03",
        quote="Yes.",
        best=variants[0].attribution,
        kind="direct",
        variants=variants,
        lines=1,
        pages=len(variants),
        named=True,
    )


def people(*variants: Variant, rulings: tuple[PersonRuling, ...] = ()) -> list[Person]:
    return sorted(find_people([statement(one) for one in variants], rulings), key=lambda person: -person.pages)


def test_one_name_and_one_office_is_one_person():
    found = people(variant("a", "Ada Venn", office="Foreign Minister"), variant("b", "Ada Venn", office="minister"))
    assert [(person.name, person.pages, person.certainty) for person in found] == [("Ada Venn", 2, "certain")]


def test_another_spelling_with_the_country_is_the_same_person():
    found = people(
        variant("a", "Sergei Bero", office="minister", country="PE"),
        variant("b", "Sergey Bero", office="envoy", country="PE"),
        variant("c", "Сергей Беро", on_behalf_of="Peru"),
    )
    assert [[spelling.text for spelling in person.spellings] for person in found] == [
        ["Sergei Bero", "Sergey Bero", "Сергей Беро"]
    ]
    assert found[0].name == "Sergei Bero"
    assert all("the same country (PE)" in match.why for match in found[0].evidence)
    assert len(found[0].evidence) == 2


def test_an_office_in_another_language_neither_joins_nor_parts():
    found = people(
        variant("a", "Ada Venn", office="Foreign Minister"), variant("b", "Ада Венн", office="министр", language="ru")
    )
    assert [(person.pages, person.certainty) for person in found] == [(2, "probable")]


def test_offices_with_telling_words_in_common_are_one_persons():
    for one, other in (
        ("Senate majority leader", "Senate Republican leader"),
        ("Interim VOTA chairwoman", "chair of VOTA"),
        ("Republican", "Republican presidential nominee"),
        ("economist", "economist and tax expert"),
    ):
        assert len(people(variant("a", "Ada Venn", office=one), variant("b", "Ada Venn", office=other))) == 1, one


def test_offices_with_common_words_in_common_are_not():
    for one, other in (
        ("deputy foreign minister", "deputy finance minister"),
        ("party leader", "leader of the union"),
        ("Republican senator", "Republican mayor"),
    ):
        assert len(people(variant("a", "Ada Venn", office=one), variant("b", "Ada Venn", office=other))) == 2, one


def test_the_same_company_on_both_pages_makes_one_person():
    company = [variant(page, name) for page in "ab" for name in ("Nils Berg", "Olga Costa")]
    found = people(variant("a", "Ada Venn", office="developer"), variant("b", "Ada Venn", office="nominee"), *company)
    (venn,) = [person for person in found if person.name == "Ada Venn"]
    assert "the same company (Nils Berg and Olga Costa speak on pages of both)" in venn.evidence[0].why


def test_one_other_name_on_both_pages_is_no_company():
    company = [variant(page, "Nils Berg") for page in "ab"]
    found = people(variant("a", "Ada Venn", office="developer"), variant("b", "Ada Venn", office="nominee"), *company)
    assert [person.pages for person in found if person.name == "Ada Venn"] == [1, 1]


def test_two_of_one_name_in_two_countries_stay_two():
    found = people(
        variant("a", "Ada Venn", office="Foreign Minister", country="PE"),
        variant("b", "Ada Venn", office="Foreign Minister", country="CL"),
    )
    assert [person.pages for person in found] == [1, 1]
    assert "of different countries" in found[0].apart[0].why


def test_two_of_one_name_in_two_offices_stay_two():
    found = people(variant("a", "Ada Venn", office="Foreign Minister"), variant("b", "Ada Venn", office="baker"))
    assert [person.pages for person in found] == [1, 1]


def test_presidents_of_countries_that_no_table_knows_stay_two():
    found = people(
        variant("a", "Ada Venn", office="Kavelian President"), variant("b", "Ada Venn", office="Ostrander President")
    )
    assert [person.pages for person in found] == [1, 1]


def test_an_office_that_fits_two_joins_neither():
    found = people(
        variant("a", "Ada Venn", office="Foreign Minister", country="PE"),
        variant("b", "Ada Venn", office="Foreign Minister", country="CL"),
        variant("c", "Ada Venn", office="Foreign Minister"),
    )
    assert [person.pages for person in found] == [1, 1, 1]


def test_a_name_alone_joins_the_only_one_who_has_it_as_probable():
    found = people(variant("a", "Ada Venn", office="Foreign Minister", country="PE"), variant("b", "Ada Venn"))
    assert [(person.pages, person.certainty) for person in found] == [(2, "probable")]
    assert "nobody else on record has it" in found[0].evidence[0].why


def test_a_name_alone_joins_nobody_where_two_have_it():
    found = people(
        variant("a", "Ada Venn", office="Foreign Minister", country="PE"),
        variant("b", "Ada Venn", office="baker"),
        variant("c", "Ada Venn"),
    )
    assert [person.pages for person in found] == [1, 1, 1]


def test_the_same_words_on_two_pages_join_a_name_that_one_page_writes_otherwise():
    one = variant("a", "Irena Dovrak", office="Foreign Minister")
    other = variant("b", "Ирену Доврак")
    assert len(find_people([statement(one), statement(other)])) == 2
    (joined,) = find_people([statement(one, other)])
    assert joined.certainty == "certain"
    assert "the same words on two pages" in joined.evidence[0].why


def test_a_surname_alone_is_nobody_here_and_neither_is_anybody_unnamed():
    assert people(variant("a", "Venn", office="minister")) == []
    assert people(variant("a", "Ada Venn", type="unresolved")) == []
    assert people(variant("a", "Ada Venn", type="anonymous")) == []


def test_two_who_speak_together_are_two():
    found = people(variant("a", "Ada Venn & Nils Berg", names=("Ada Venn", "Nils Berg")))
    assert sorted(person.name for person in found) == ["Ada Venn", "Nils Berg"]
    assert len({person.id for person in found}) == 2


def test_an_office_has_the_days_on_which_pages_give_it():
    found = people(
        variant("a", "Ada Venn", day="2031-02-03T10:00:00Z", office="Foreign Minister", country="PE"),
        variant("b", "Ada Venn", day="2031-02-20", office="minister", country="PE"),
        variant("c", "Ada Venn", day="2031-05-01", office="Prime Minister", country="PE"),
        variant("d", "Ada Venn", day=None, office="Prime Minister", country="PE"),
    )
    offices = [(o.office, o.first, o.last, o.pages) for o in found[0].offices]
    assert ("Foreign Minister", "2031-02-03", "2031-02-03", 1) in offices
    assert ("Prime Minister", "2031-05-01", "2031-05-01", 2) in offices
    assert [o.office for o in offices_on(found[0], "2031-02-03")] == ["Foreign Minister"]
    assert offices_on(found[0], "2031-04-01") == ()
    assert offices_on(found[0], None) == ()


def test_a_short_office_is_the_fuller_one_where_it_can_be_no_other():
    found = people(
        variant("a", "Ada Venn", day="2031-02-03", office="Foreign Minister"),
        variant("b", "Ada Venn", day="2031-02-20", office="minister"),
    )
    assert [(o.office, o.first, o.last, o.pages) for o in found[0].offices] == [
        ("Foreign Minister", "2031-02-03", "2031-02-20", 2)
    ]


def test_what_somebody_is_to_somebody_else_is_no_office():
    found = people(variant("a", "Ada Venn", office="Ostrander counterpart"))
    assert found[0].offices == ()


A, B, C = (variant(name, "Ada Venn", office="Foreign Minister", country="PE") for name in "abc")
ON_A, ON_B = (NameOnPage(page=f"pg_{name}", name="Ada Venn") for name in "ab")


def test_a_ruling_splits_one_person_and_is_undone_by_leaving_it_out():
    apart = PersonRuling(a=ON_A, b=ON_B, verdict="two")
    assert [person.pages for person in people(A, B, C)] == [3]
    assert [person.pages for person in people(A, B, C, rulings=(apart,))] == [2, 1]


def test_a_ruling_joins_two_people():
    other = variant("b", "Ada Venn", office="baker")
    together = PersonRuling(a=ON_A, b=ON_B, verdict="one")
    (person,) = people(A, other, rulings=(together,))
    assert person.evidence[0].why == "so ruled"


def correction(number: int, kind: Any, *names: str) -> Correction:
    draft = Draft(kind=kind, who="Ida", why="they said so", names=names)
    return Correction(number=number, id=f"co_{number}", when="2031-02-03T10:00:00Z", draft=draft, before="", hash="")


def test_the_ledger_joins_and_parts_names_wherever_they_stand():
    nils = variant("b", "Nils Berg", office="Foreign Minister", country="PE")
    same = rulings_of([correction(1, "same_person", "Ada Venn", "Nils Berg")])
    assert [person.pages for person in people(A, nils, C)] == [2, 1]
    assert [person.pages for person in people(A, nils, C, rulings=same)] == [3]
    spelt = variant("b", "Ada Wenn", office="Foreign Minister", country="PE")
    two = rulings_of([correction(1, "different_people", "Ada Venn", "Ada Wenn")])
    assert [person.pages for person in people(A, spelt)] == [2]
    assert [person.pages for person in people(A, spelt, rulings=two)] == [1, 1]


def test_a_ruling_on_a_page_that_is_gone_changes_nothing():
    gone = PersonRuling(a=ON_A, b=NameOnPage(page="pg_gone", name="Ada Venn"), verdict="two")
    assert [person.pages for person in people(A, B, rulings=(gone,))] == [2]


names = st.sampled_from(["Ada Venn", "A. Venn", "Ada Wenn", "Nils Venn", "Ада Венн"])
described = st.fixed_dictionaries(
    {
        "office": st.sampled_from([None, "Foreign Minister", "minister", "baker", "Kavelian President"]),
        "country": st.sampled_from([None, "PE", "CL"]),
        "body": st.sampled_from([None, "guild"]),
    }
)
drawn = st.lists(st.tuples(st.sampled_from("abcdef"), names, described), min_size=1, max_size=8)


@given(drawn, st.randoms(use_true_random=False))
def test_order_and_repeats_make_no_difference(items: Any, random: Any):
    statements = [statement(variant(where, name, **known)) for where, name, known in items]
    shuffled = statements * 2
    random.shuffle(shuffled)
    # Two readings of one attribution cannot differ; keep the first of those that hypothesis makes alike.
    by_id = {one.id: one for one in statements}
    unique = [by_id[one.id] for one in statements]
    again = [by_id[one.id] for one in shuffled]
    assert find_people(again) == find_people(unique)


@given(drawn)
def test_every_named_speaker_is_in_one_person_and_no_person_has_two_countries(items: Any):
    statements = list({one.id: one for one in (statement(variant(w, n, **known)) for w, n, known in items)}.values())
    found = find_people(statements)
    held = [one for person in found for one in person.statements]
    assert sorted(held) == sorted(one.id for one in statements)
    assert all(len(person.countries) <= 1 for person in found)


NAMES = ("Ana Bero", "Anna Bero", "A. Bero", "Ana Maria Bero", "Olga Bero", "Oleg Tarn", "Olga Tarn", "Ana Tarn")
SAID = st.lists(
    st.builds(
        lambda where, name, known: variant(where, name, **known),
        st.sampled_from("abcdef"),
        st.sampled_from(NAMES),
        st.sampled_from(
            (
                {},
                {"office": "Minister"},
                {"office": "Foreign Minister", "country": "PE"},
                {"office": "Foreign Minister", "country": "CL"},
                {"on_behalf_of": "Velmar"},
            )
        ),
    ),
    min_size=1,
    max_size=3,
)
RULINGS = (
    (),
    (PersonRuling(a=NameOnPage(page="", name="Ana Bero"), b=NameOnPage(page="", name="Olga Bero"), verdict="one"),),
    (PersonRuling(a=NameOnPage(page="", name="Ana Bero"), b=NameOnPage(page="pg_a", name="Ana Bero"), verdict="two"),),
)


@given(
    st.lists(SAID, min_size=1, max_size=10),
    st.lists(st.tuples(st.sets(st.integers(0, 9)), st.sampled_from(RULINGS)), max_size=5),
)
def test_after_any_changes_a_memory_makes_no_difference_and_nobody_who_is_the_same_is_another_object(said, steps):
    # Each attribution is in one statement.
    apart = [
        statement(*(replace(v, attribution=f"{v.attribution}{number}{k}") for k, v in enumerate(variants)))
        for number, variants in enumerate(said)
    ]
    memory = Memory()
    before: dict[Any, Any] = {}
    for chosen, rulings in steps:
        some = [one for number, one in enumerate(apart) if number in chosen]
        found = find_people(some, rulings, memory)
        assert found == find_people(some, rulings)
        assert [one.id for one in found if before.get(one.id) == one and before[one.id] is not one] == []
        before = {one.id: one for one in found}
