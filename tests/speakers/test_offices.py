import pytest

from onrecord.speakers.offices import office_after, office_before, office_in_front


def before(text: str):
    return office_before(text, text.index("Ana"), 0)


def after(text: str):
    return office_after(text, text.index("Bero") + 4, len(text))


@pytest.mark.parametrize(
    ("text", "office", "country"),
    [
        ("Peruvian Foreign Minister Ana Bero", "Foreign Minister", "PE"),
        ("U.S. President Ana Bero", "President", "US"),
        ("former South Korean prime minister Ana Bero", "former prime minister", "KR"),
        ("Sen. Ana Bero", "senator", ""),
        ("British Foreign Secretary Ana Bero", "Foreign Secretary", "GB"),
        ("longtime pollster Ana Bero", "longtime pollster", ""),
        ("Peruvian Foreign Minister Prince Ana Bero", "Foreign Minister", "PE"),
        ("Secretary of State Ana Bero", "Secretary of State", ""),
    ],
)
def test_the_office_before_a_name(text, office, country):
    found = before(text)
    assert found is not None
    assert (found.text, found.country) == (office, country)


@pytest.mark.parametrize(
    "text", ["Then Ana Bero", "In Oster Ana Bero", "He met Ana Bero", "Ana Bero", "the bridge, Ana Bero"]
)
def test_other_words_before_a_name_are_no_office(text):
    assert before(text) is None


@pytest.mark.parametrize(
    ("text", "office", "party"),
    [
        ("Ana Bero, a spokeswoman for the Peruvian army, left", "spokeswoman for the Peruvian army", "Peru"),
        ("Ana Bero, 59, the head of the miners’ union, left", "head of the miners’ union", ""),
        ("Ana Bero, Peru’s foreign minister, left", "foreign minister", "Peru"),
        ("Ana Bero, the African Union’s chairwoman, left", "chairwoman", ""),
        ("Ana Bero, a teacher in Oster, left", "teacher in Oster", ""),
        ("Ana Bero (D-Ohio), a senator, left", "senator", ""),
    ],
)
def test_the_office_after_a_name(text, office, party):
    found = after(text)
    assert found is not None
    assert (found.text, found.on_behalf_of) == (office, party)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Peru expert Ana Bero", ""),
        ("Peru President Ana Bero", "PE"),
        ("UK analyst Ana Bero", "GB"),
        ("Peruvian analyst Ana Bero", "PE"),
    ],
)
def test_a_country_before_a_noun_is_whose_it_is_or_only_its_topic(text, country):
    found = before(text)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize(
    ("text", "country", "party"),
    [
        ("Ana Bero, the ambassador to Peru, left", "", ""),
        ("Ana Bero, a professor of Peruvian history, left", "", ""),
        ("Ana Bero, the mayor of Lima, left", "PE", ""),
        ("Ana Bero, the president of Peru, left", "PE", "Peru"),
    ],
)
def test_only_of_and_for_say_whose_an_office_is(text, country, party):
    found = after(text)
    assert found is not None
    assert (found.country, found.on_behalf_of) == (country, party)


@pytest.mark.parametrize("text", ["Ana Bero, however, left", "Ana Bero, after the talks, left", "Ana Bero left"])
def test_other_words_after_a_name_are_no_office(text):
    assert after(text) is None


def test_a_party_label_gives_country_party_and_state():
    found = after("Ana Bero (R-Vt.) left")
    assert found is not None
    assert (found.text, found.country, found.words) == (None, "US", frozenset(("republican", "vermont")))


def test_an_office_in_front_of_a_comma():
    text = "His lawyer, Ana Bero, left"
    found = office_in_front(text, text.index("Ana"), 0)
    assert found is not None
    assert found.text == "lawyer"


def test_the_evidence_is_the_words_of_the_office():
    text = "Yesterday Peruvian Foreign Minister Ana Bero left"
    found = before(text)
    assert found is not None
    assert found.span.of(text) == "Peruvian Foreign Minister"
