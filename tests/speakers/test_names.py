import pytest

from onrecord.speakers.names import fits_name, read_name, same_given, same_person


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Ana Bero", "Ana", "Bero"),
        ("Dr. Ana van der Bero", "Ana", "van der Bero"),
        ("Ana Bero Jr.", "Ana", "Bero"),
        ("Ana “Nan” Bero", "Ana", "Bero"),
        ("Bero", "", "Bero"),
        ("Mr. Bero", "", "Bero"),
        ("de Bero", "", "de Bero"),
        ("Ben Bero", "Ben", "Bero"),
        ("Ana Bero’s", "Ana", "Bero"),
    ],
)
def test_a_name_is_taken_apart(text, given, surname):
    name = read_name(text)
    assert name is not None
    assert (name.given, name.surname) == (given, surname)


@pytest.mark.parametrize("text", ["", "Mr.", "Lt. Gen.", " , ", "“", "’"])
def test_a_title_alone_is_no_name(text):
    assert read_name(text) is None


@pytest.mark.parametrize(("one", "other"), [("Bill", "William"), ("J.", "Jane"), ("Bob", "Rob"), ("Zoë", "Zoe")])
def test_short_and_long_forms_of_a_given_name_are_one(one, other):
    assert same_given(one, other)
    assert same_given(other, one)


@pytest.mark.parametrize(("one", "other"), [("Ana", "Boris"), ("Al", "Alma"), ("", "Ana")])
def test_different_given_names_are_two(one, other):
    assert not same_given(one, other)


def test_namesakes_with_different_given_names_are_two_people():
    ana, boris = read_name("Ana Bero"), read_name("Boris Bero")
    assert ana is not None
    assert boris is not None
    assert not same_person(ana, boris)


def test_a_second_surname_may_be_dropped():
    long, short = read_name("Ana Bero Costa"), read_name("Ana Bero")
    assert long is not None
    assert short is not None
    assert same_person(long, short)


def test_a_surname_fits_better_than_a_given_name():
    name = read_name("Ana Bero")
    assert name is not None
    assert fits_name("Bero", name) > fits_name("Ana", name) > fits_name("Adel", name) == 0
