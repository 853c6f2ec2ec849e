"""Who a name on a page can be, found without looking at everybody."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.speakers.names import fits_name, is_misspelt, read_name, same_person
from onrecord.speakers.people import People

LONG = "Berg" * 10
GIVEN = st.sampled_from(("Ana", "Bob", "Robert", "R.", "Ben", "Benjamin"))
LAST = st.one_of(
    st.sampled_from(
        [
            *("Bergmann", "Bergman", "Bermgann", "Bergmanns", "Adams", "Adam", "Bell", "al-Bero", "de Bero", "Bero"),
            *(LONG, LONG[:-1], f"{LONG}n", f"{LONG[:-2]}gr", f"B{LONG[2:]}"),
        ]
    ),
    st.text("abn", min_size=4, max_size=7).map(str.title),
)
NAMES = st.lists(
    st.one_of(
        LAST, st.builds("{} {}".format, GIVEN, LAST), st.builds("{} {} {}".format, GIVEN, st.one_of(GIVEN, LAST), LAST)
    ),
    min_size=1,
    max_size=12,
)


def compared_with_everybody(people, name):
    """What looking at everybody finds."""
    everybody = people.everybody
    same = [p for p in everybody if name.is_full and same_person(p.name, name)]
    fits = [(fits_name(name.text, p.name), p) for p in everybody]
    best = max((fit for fit, _ in fits), default=0)
    misspelt = [p for p in everybody if not name.is_full and is_misspelt(name.text, p.name)]
    return same or [p for fit, p in fits if fit == best and best] or (misspelt if len(misspelt) == 1 else [])


@given(NAMES)
@example([f"Ana {LONG}", f"{LONG[:-2]}gr"])
@example(["Ana Bergmann", "Bermgann"])
def test_a_name_finds_whom_looking_at_everybody_finds(texts):
    people = People()
    names = [name for text in texts if (name := read_name(text)) is not None]
    for name in names:
        if name.is_full:
            people.join_full(name)
        elif not people.candidates(name):
            people.add(name)
    for name in names:
        assert people.candidates(name) == compared_with_everybody(people, name)
