"""Two names with what stands beside them: one person, two people, or nothing that says either."""

from __future__ import annotations

from msgspec import Struct

from onrecord.people.sightings import Profile, head_of, office_words, place_of, word_list
from onrecord.people.spelling import Likeness, likeness
from onrecord.records.person import PersonVerdict

# How sure a likeness of names and an agreement make us. Judged, not fitted: they order the edges, and decide nothing
# by their size.
_NAME_SCORES: dict[Likeness, float] = {"same": 1.0, "spelled": 0.97, "form": 0.9}
_NAME_WORDS: dict[Likeness, str] = {
    "same": "the same full name",
    "spelled": "the same full name in another spelling",
    "form": "a form of the same name",
}
_COMPANY = 2
_SHARE = 0.3


class Comparison(Struct, frozen=True):
    """What two profiles are to each other.

    Attributes:
        verdict: As in `PersonMatch`.
        why: In words.
        score: In [0, 1].
    """

    verdict: PersonVerdict
    why: str
    score: float


def compare(one: Profile, other: Profile, *, bridged: bool = False, company: tuple[str, ...] = ()) -> Comparison | None:
    """Compares two profiles; ``None`` where the names cannot be one person's.

    Args:
        one: A profile.
        other: Another.
        bridged: Whether one statement has the one on one page and the other on another.
        company: Names of others who speak on pages of both, where they are enough to tell (see `in_company`).

    >>> minister = Profile("Sergei Bero", "Foreign Minister", country="PE")
    >>> compare(minister, Profile("Sergey Bero", "minister", country="PE")).verdict
    'one'
    >>> compare(minister, Profile("Sergei Bero", "baker")).verdict
    'open'
    >>> compare(minister, Profile("Sergei Bero", "Foreign Minister", country="CL")).verdict
    'two'
    """
    like = likeness(one.name, other.name, bridged=bridged)
    if like is None:
        return None
    clash = _clash(one, other)
    if clash:
        return Comparison("two", f"{_NAME_WORDS[like]}, but {clash}", 0.9)
    agreements = _agreements(one, other, bridged=bridged)
    if company:
        shown = " and ".join(sorted(company)[:2])
        agreements.append((f"the same company ({shown} speak on pages of both)", 0.7))
    if not agreements:
        return Comparison("open", f"{_NAME_WORDS[like]}, and nothing else in common", 0.5)
    score = 1.0
    for _, strength in agreements:
        score *= 1 - strength
    return Comparison(
        "one",
        f"{_NAME_WORDS[like]} and {' and '.join(words for words, _ in agreements)}",
        round(_NAME_SCORES[like] * (1 - score), 3),
    )


def _clash(one: Profile, other: Profile) -> str:
    """Returns what shows that they are two people, in words, or ``""``."""
    here, there = place_of(one), place_of(other)
    if here and there and here != there:
        return f"of different countries ({here} and {there})"
    mine, theirs = office_words(one.office), office_words(other.office)
    rest_a, rest_b = mine - theirs, theirs - mine
    offices = word_list("portfolios")
    # "Kavelian President" and "Ostrander President": one word of each differs, and it is no part of an office.
    if (
        head_of(one.office) == head_of(other.office)
        and len(rest_a) == len(rest_b) == 1
        and not (rest_a | rest_b) & offices
    ):
        first, second = one.office, other.office
        if _is_adjective(first, next(iter(rest_a))) and _is_adjective(second, next(iter(rest_b))):
            return f"in different offices (“{first}” and “{second}”)"
    return ""


def _is_adjective(office: str, word: str) -> bool:
    """Tells whether a word stands capitalised in front of the office: "Kavelian" of "Kavelian President"."""
    first = office.split(maxsplit=1)[0]
    return first.casefold() == word and first[:1].isupper()


def _agreements(one: Profile, other: Profile, *, bridged: bool) -> list[tuple[str, float]]:
    """Returns what both have in common, in words, each with how much it says."""
    found = []
    if bridged:
        found.append(("the same words on two pages", 0.9))
    here = place_of(one)
    if here and here == place_of(other):
        found.append((f"the same country ({here})", 0.9))
    if one.body and one.body.casefold() == other.body.casefold():
        found.append((f"the same body ({one.body})", 0.85))
    office = _same_office(one, other)
    return [*found, office] if office else found


def _same_office(one: Profile, other: Profile) -> tuple[str, float] | None:
    """Returns what two offices have in common, with how much it says.

    One is the other with words left out; or they share a word that few offices have, and another.
    """
    mine, theirs = office_words(one.office), office_words(other.office)
    shared = mine & theirs
    if not shared or one.foreign != other.foreign:
        return None
    fuller = one.office if len(mine) >= len(theirs) else other.office
    if shared in (mine, theirs):
        same_head = head_of(one.office) == head_of(other.office)
        return f"the same office ({fuller})", 0.8 if same_head else 0.65
    portfolios = word_list("portfolios")
    rare = shared - word_list("common") - portfolios
    # "Senate majority leader" and "Senate Republican leader"; not deputy ministers of foreign affairs and of finance.
    alike = head_of(one.office) == head_of(other.office)
    if len(shared) > 1 and (rare or (alike and not _portfolios_differ(mine - shared, theirs - shared))):
        return f"offices with words in common ({', '.join(sorted(shared))})", 0.65
    return None


def _portfolios_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    portfolios = word_list("portfolios")
    return bool(one & portfolios and other & portfolios)


def in_company(one: frozenset[str], other: frozenset[str]) -> tuple[str, ...]:
    """Returns the names that speak on pages of both, if they are enough to say that both move in one company.

    Two of one name who are two people are rarely quoted beside the same others; three in ten of the smaller company,
    and two at least, leave out whoever is quoted everywhere.

    >>> in_company(frozenset("abc"), frozenset("bcd")), in_company(frozenset("abc"), frozenset("cde"))
    (('b', 'c'), ())
    """
    shared = one & other
    enough = len(shared) >= _COMPANY and len(shared) >= _SHARE * min(len(one), len(other))
    return tuple(sorted(shared)) if enough else ()
