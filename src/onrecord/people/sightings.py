"""What one page says of a named speaker, and what is compared of it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from onrecord.people.spelling import sound_parts
from onrecord.records.actor import Actor
from onrecord.records.entry import PageRef
from onrecord.records.person import NameOnPage
from onrecord.records.span import Span
from onrecord.records.statement import Statement, Variant
from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml

_STOP = frozenset(("the", "a", "an", "of", "for", "at", "in", "to", "and", "its", "his", "her", "their", "s"))
_WORD = re.compile(r"[^\W_]+")


class Profile(Struct, frozen=True, order=True):
    """A name with what pages say beside it. Pages that say the same count once.

    Attributes:
        name: As printed.
        office: As printed.
        country: ISO code.
        body: As printed.
        on_behalf_of: As printed.
        page: Only where a ruling speaks of this page; else ``""``, as are all that is unknown.
        foreign: Whether the page is in another language than English: its offices cannot be compared by their words.
    """

    name: str
    office: str = ""
    country: str = ""
    body: str = ""
    on_behalf_of: str = ""
    page: str = ""
    foreign: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether the page says nothing that tells the person from another of the name."""
        return not place_of(self) and (self.foreign or not (self.body or office_words(self.office)))


class Sighting(Struct, frozen=True):
    """A statement of a named speaker on a page.

    Attributes:
        profile: The name and what stands beside it.
        page: The page.
        statement: Id of the statement.
        attribution: Id of the attribution.
        evidence: Characters of the page that show who it is.
    """

    profile: Profile
    page: PageRef
    statement: str
    attribution: str
    evidence: tuple[Span, ...]

    @property
    def day(self) -> str:
        """Day of publication, or ``""``."""
        return (self.page.published or "")[:10]


def sight(statement: Statement, ruled: frozenset[NameOnPage] = frozenset()) -> Iterator[Sighting]:
    """Yields the named speakers of a statement's variants, as each page's own reading gives them.

    Full names alone: a surname that a page does not introduce belongs to nobody here. Where one source is several
    people, each has it.

    Args:
        statement: With all its variants.
        ruled: Names that rulings speak of; they are kept apart from others that read the same.
    """
    for variant in statement.variants:
        for profile in _profiles(variant, ruled):
            yield Sighting(profile, variant.page, statement.id, variant.attribution, variant.speaker.evidence)


def _profiles(variant: Variant, ruled: frozenset[NameOnPage]) -> Iterator[Profile]:
    speaker = variant.speaker
    if speaker.type != "person":
        return
    for name in speaker.names or ((speaker.name,) if speaker.name else ()):
        if not sound_parts(name).given:
            continue
        page = variant.page.id if NameOnPage(page=variant.page.id, name=name) in ruled else ""
        foreign = (variant.language or "en").partition("-")[0].lower() != "en"
        bare = Profile(name, page=page, foreign=foreign)
        yield bare if speaker.names else _described(bare, speaker)


def _described(bare: Profile, speaker: Actor) -> Profile:
    return replace(
        bare,
        office=" ".join((speaker.office or "").split()),
        country=speaker.country or "",
        body=speaker.body or "",
        on_behalf_of=speaker.on_behalf_of or "",
    )


@functools.lru_cache(maxsize=65536)
def place_of(profile: Profile) -> str:
    """Returns the country that a profile gives: an ISO code, else the folded name of a place that has none.

    >>> place_of(Profile("Ana Bero", "minister", on_behalf_of="Peru")), place_of(Profile("Ana Bero", country="PE"))
    ('PE', 'PE')
    >>> place_of(Profile("Ana Bero", on_behalf_of="Velmar"))
    'velmar'
    >>> place_of(Profile("Ana Bero", on_behalf_of="trade ministry"))
    ''
    """
    if profile.country:
        return profile.country
    party = profile.on_behalf_of
    place = find_place(party) if party else None
    if place is not None and place.code:
        return place.code
    # A party of one capitalised word is a country that the tables do not know; "Foreign Ministry" is a body.
    return _fold(party) if party and " " not in party and party != profile.body else ""


@functools.lru_cache(maxsize=65536)
def office_words(office: str) -> frozenset[str]:
    """Returns the words of an office that say what it is, folded; none where it says what somebody is to others.

    >>> sorted(office_words("Foreign Minister of Peru")), sorted(office_words("counterpart"))
    (['foreign', 'minister', 'peru'], [])
    """
    same = _same_words()
    words = [same.get(folded, folded) for word in _WORD.findall(office) if (folded := _fold(word))]
    kept = [word for word in words if word not in _STOP and word not in word_list("former")]
    return frozenset() if not kept or head_of(office) in word_list("idle_heads") else frozenset(kept)


@functools.lru_cache(maxsize=65536)
def head_of(office: str) -> str:
    """Returns the head noun of an office, folded.

    >>> head_of("Foreign Minister of Peru"), head_of("leader of the opposition")
    ('minister', 'leader')
    """
    words = _WORD.findall(re.split(r"\s(?:of|for|at|in|to)\s", office)[0])
    head = _fold(words[-1]) if words else ""
    return _same_words().get(head, head)


@functools.cache
def _same_words() -> dict[str, str]:
    return dict(read_toml("people_words")["same"])


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """Returns a list of words of ``people_words.toml``."""
    return frozenset(read_toml("people_words")[name].split())


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
