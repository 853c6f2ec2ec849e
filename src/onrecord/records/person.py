"""People on record: everybody who is named as a speaker, across pages."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.actor import Certainty
from onrecord.records.span import Span

PersonVerdict = Literal["one", "two", "open"]


class NameOnPage(Struct, frozen=True, kw_only=True, order=True):
    """A person as one page names them.

    Attributes:
        page: Id of the page; empty, in a ruling, for wherever the name stands.
        name: The name there.
    """

    page: str
    name: str


class PersonMatch(Struct, frozen=True, kw_only=True):
    """Two names compared, with what the pages say beside them, and the reasons.

    Attributes:
        a: The first, on the first of its pages.
        b: The second.
        verdict: ``one`` (one person), ``two`` (two people), ``open`` (nothing says either).
        why: The decision in words.
        score: How sure, in [0, 1].
    """

    a: NameOnPage
    b: NameOnPage
    verdict: PersonVerdict
    why: str
    score: float


class PersonRuling(Struct, frozen=True, kw_only=True, order=True):
    """What a person decided about two names, over what the pages say.

    Attributes:
        a: The first.
        b: The second; after ``two`` it stands alone, or with what other rulings join to it.
        verdict: Whether they are one person or two.
    """

    a: NameOnPage
    b: NameOnPage
    verdict: Literal["one", "two"]


class Spelling(Struct, frozen=True, kw_only=True):
    """A name as pages print it.

    Attributes:
        text: The name.
        pages: On how many pages.
    """

    text: str
    pages: int


class OfficeEvidence(Struct, frozen=True, kw_only=True):
    """Characters of a page that give an office.

    Attributes:
        page: Id of the page.
        spans: Where.
    """

    page: str
    spans: tuple[Span, ...]


class Tenure(Struct, frozen=True, kw_only=True):
    """An office as pages give it, and when they do: the evidence for its dates, not the dates themselves.

    Attributes:
        office: As printed where it is printed most fully.
        country: ISO 3166-1 alpha-2 code.
        body: The body it belongs to.
        on_behalf_of: The party spoken for.
        former: Whether the pages say that it is over.
        first: Day of the earliest dated page that gives it, ISO 8601.
        last: Day of the latest.
        pages: How many pages give it.
        evidence: On the earliest of them.
    """

    office: str
    country: str | None
    body: str | None
    on_behalf_of: str | None
    former: bool
    first: str | None
    last: str | None
    pages: int
    evidence: tuple[OfficeEvidence, ...]


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who is named as a speaker.

    Attributes:
        id: ``pr_`` and a hash of the smallest attribution id that is theirs.
        name: The fullest form that most pages use.
        spellings: Every form, most used first.
        offices: By first day, undated last.
        countries: ISO codes, or names where a place has none; most often given first.
        statements: Ids of the statements that are theirs, by id.
        pages: On how many pages they speak.
        outlets: In how many outlets.
        first: Day of the earliest dated page, ISO 8601.
        last: Day of the latest.
        certainty: ``probable`` where a page was joined by the name alone.
        evidence: Why the names that differ, or stand beside different offices, are one person.
        apart: Others of this name, and why they are somebody else or may be.
    """

    id: str
    name: str
    spellings: tuple[Spelling, ...]
    offices: tuple[Tenure, ...]
    countries: tuple[str, ...]
    statements: tuple[str, ...]
    pages: int
    outlets: int
    first: str | None
    last: str | None
    certainty: Certainty
    evidence: tuple[PersonMatch, ...]
    apart: tuple[PersonMatch, ...]
