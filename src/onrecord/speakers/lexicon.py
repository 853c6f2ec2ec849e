"""What the rules of this folder know of single words: nouns for speakers, titles, given names. From the tables."""

from __future__ import annotations

import functools
import unicodedata
from typing import Literal

from msgspec import Struct

from onrecord.tables.places import place_phrases
from onrecord.tables.read import read_rows, read_toml, split_cell

NounKind = Literal["person", "group", "body", "document"]
Gender = Literal["m", "f", ""]

_LONGEST_NOUN = 4  # words in the longest office of the table
_PLURALS = {"man": "men", "person": "people", "child": "children", "wife": "wives"}


class Noun(Struct, frozen=True):
    """A noun that can head the words for a speaker.

    Attributes:
        word: Singular, lower case.
        kind: What it names.
        role: What an office speaks for: "government", "spokesperson", "legislature", "politics" or "".
        gender: "m", "f", or "" where the word does not tell.
        country: ISO alpha-2 code where only one country has the office, else "".
        plural: Whether the form asked for was the plural.
    """

    word: str
    kind: NounKind
    role: str
    gender: Gender
    country: str
    plural: bool = False


class Title(Struct, frozen=True):
    """A short title before a name.

    Attributes:
        office: The office it stands for, or "" for mere courtesy.
        gender: "m", "f" or "".
        country: ISO alpha-2 code or "".
    """

    office: str
    gender: Gender
    country: str


@functools.lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Returns `word` for comparison: lower case, without accents, dots, and possessive.

    >>> fold("Orbán’s"), fold("U.S.")
    ('orban', 'us')
    """
    flat = unicodedata.normalize("NFKD", word).casefold()
    flat = "".join(c for c in flat if not unicodedata.combining(c)).replace("’", "'").replace(".", "")
    return flat.removesuffix("'s").strip("'\"“”‘,;:()")


def strip_possessive(word: str) -> str:
    """Returns `word` without its possessive mark.

    >>> strip_possessive("Bero’s"), strip_possessive("miners'"), strip_possessive("Oster")
    ('Bero', 'miners', 'Oster')
    """
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith(("s'", "s’")) else word


def find_noun(phrase: str) -> Noun | None:
    """Returns the noun that `phrase` is, singular or plural, in any letter case.

    >>> find_noun("Foreign Ministers").word, find_noun("diplomats").plural
    ('foreign minister', True)
    >>> find_noun("table") is None
    True
    """
    return _nouns().get(phrase.lower())


def last_noun(words: list[str]) -> tuple[int, Noun] | None:
    """Returns where the noun that ends `words` begins, and the noun; the longest one.

    >>> last_noun(["Russian", "Foreign", "Minister"])[0]
    1
    >>> last_noun(["Minister", "Russian"]) is None
    True
    """
    for length in range(min(_LONGEST_NOUN, len(words)), 0, -1):
        noun = find_noun(" ".join(words[-length:]))
        if noun is not None:
            return len(words) - length, noun
    return None


def find_title(word: str) -> Title | None:
    """Returns the short title that `word` is.

    >>> find_title("Mrs.").gender, find_title("Sen.").office
    ('f', 'senator')
    """
    return _titles().get(word)


def gender_of_given(name: str) -> Gender:
    """Returns the gender that a given name is mostly used for, "" where it is used for both or unknown.

    >>> gender_of_given("Olga"), gender_of_given("Robin")
    ('f', '')
    """
    return _given().get(fold(name), "")


def is_given_name(name: str) -> bool:
    """Tells whether the table knows `name` as a given name."""
    return fold(name) in _given()


@functools.cache
def long_forms(given: str) -> frozenset[str]:
    """Returns the names that a folded short form stands for.

    >>> sorted(long_forms("bill"))
    ['william']
    """
    return frozenset(fold(row["long"]) for row in read_rows("nicknames") if fold(row["short"]) == given)


class Body(Struct, frozen=True):
    """A bloc, body, movement, outlet or platform.

    Attributes:
        name: Its usual name.
        kind: As in ``bodies.csv``.
        code: ISO alpha-2 code of the country it belongs to, or "".
        region: For a bloc, the region it covers, or "".
    """

    name: str
    kind: str
    code: str
    region: str


def find_body(phrase: str) -> Body | None:
    """Returns the body that `phrase` names, article or not.

    >>> find_body("the EU").name
    'European Union'
    >>> find_body("eu") is None
    True
    """
    known = _bodies()
    bare = " ".join(phrase.split())
    found = known.get(bare)
    if found is None and bare[:4].lower() == "the ":
        found = known.get(bare[4:])
    return found


@functools.cache
def known_phrases() -> frozenset[str]:
    """Returns every place and body phrase: a single capitalised word among them is no person."""
    return place_phrases() | frozenset(_bodies())


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """Returns a list of ``speaker_words.toml`` as a set.

    >>> "von" in word_set("particles")
    True
    """
    return frozenset(read_toml("speaker_words")[name].split())


@functools.cache
def _nouns() -> dict[str, Noun]:
    singular: dict[str, Noun] = {}
    for row in read_rows("nouns"):
        noun = Noun(row["noun"], row["class"], row["role"], row["gender"], row["country"])  # type: ignore[arg-type]
        if noun.kind == "group":
            noun = Noun(noun.word, "group", "", "", "", plural=True)
        singular.setdefault(noun.word, noun)
    # A plural of the person nouns comes after them: "officials" is first of all several officials.
    plural = {}
    for noun in singular.values():
        if noun.kind != "group":
            plural[_plural(noun.word)] = Noun(noun.word, noun.kind, noun.role, noun.gender, noun.country, plural=True)
    return {**plural, **singular} | {word: noun for word, noun in plural.items() if noun.kind == "person"}


def _plural(noun: str) -> str:
    head, _, tail = noun.partition(" of ")
    if tail:
        return f"{_plural(head)} of {tail}"
    for ending, form in _PLURALS.items():
        if head.endswith(ending):
            return head.removesuffix(ending) + form
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies"
    return f"{head}es" if head.endswith(("s", "ch", "sh", "x")) else f"{head}s"


@functools.cache
def _titles() -> dict[str, Title]:
    return {
        row["title"]: Title(row["noun"], row["gender"], row["country"])  # type: ignore[arg-type]
        for row in read_rows("titles")
    }


@functools.cache
def _given() -> dict[str, Gender]:
    return {fold(row["name"]): row["gender"] for row in read_rows("given_names")}  # type: ignore[misc]


@functools.cache
def _bodies() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for row in read_rows("bodies"):
        body = Body(row["name"], row["kind"], row["code"], row["region"])
        for phrase in (row["name"], *split_cell(row["aliases"])):
            found.setdefault(phrase, body)
    return found
