"""Spellings of one name, and names that only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people import Profile, keys
from onrecord.people.spelling import likeness, sound_parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Sergei Lavrov", "Сергей Лавров"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Volodymyr Zelensky", "Володимир Зеленський"),
        ("Dmitry Medvedev", "Dmitri Medvedyev"),
        ("Yevgeny Marov", "Evgeny Marov"),
        ("Yulia Kordova", "Julia Kordova"),
        ("Mikhail Tolkunov", "Mihail Tolkunov"),
        ("Anna Berg", "Ana Berg"),
        ("Jean-Luc Morel", "Jean Luc Morel"),
        ("Álvaro Núñez", "Alvaro Nunez"),
    ],
)
def test_ways_to_spell_one_name_sound_alike(one: str, other: str):
    assert likeness(one, other) in ("same", "spelled")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Vladimir Zelensky"),
        ("Serhii Lysenko", "Sergei Lysenko"),
        ("Bob Adel", "Robert Adel"),
        ("R. Adel", "Robert Adel"),
        ("Pat Adel", "Patrick Adel"),
        ("Robert T. Adel", "Robert Thomas Adel"),
        ("Sergey Viktorovich Bero", "Sergey Bero"),
        ("Henrik Saalvik", "Henrik Saalvick"),
        ("Esteri Irena Dovrak", "Irena Dovrak"),
    ],
)
def test_forms_of_one_name_are_told(one: str, other: str):
    assert likeness(one, other) in ("spelled", "form")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Adel", "Olga Adel"),
        ("Ana Adel", "Ana Bero"),
        ("Mario Adel", "Marie Adel"),
        ("Daniel Krog", "Daniela Krog"),
        ("Robert T. Adel", "Robert S. Adel"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Lavrov", "Sergei Lavrov"),
    ],
)
def test_other_names_are_not_one(one: str, other: str):
    assert likeness(one, other) is None


def test_one_statement_on_two_pages_allows_an_inflected_name():
    assert likeness("Ирену Доврак", "Irena Dovrak") is None
    assert likeness("Ирену Доврак", "Irena Dovrak", bridged=True) == "form"


@given(st.text(max_size=40))
def test_any_text_has_parts_and_keys(text: str):
    parts = sound_parts(text)
    assert all(c.isascii() for c in parts.given + parts.surname)
    assert keys(Profile(text))


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_does_not_depend_on_which_name_is_first(one: str, other: str):
    assert likeness(one, other) == likeness(other, one)
