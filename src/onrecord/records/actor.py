"""Who is named on a page, and who is speaking."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

EntityKind = Literal["person", "organisation", "place", "office", "date"]
ActorType = Literal["person", "organisation", "government", "group", "anonymous", "writer", "unresolved"]
Certainty = Literal["certain", "probable"]


class Entity(Struct, frozen=True, kw_only=True):
    """A name, office or date found by the tagger: a mention, not yet anybody.

    Attributes:
        kind: What the tagger took it for.
        span: Where.
        score: Mean probability of the tags, in [0, 1].
    """

    kind: EntityKind
    span: Span
    score: float = 1.0


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who speaks in an attribution, with what shows it. Unresolved is an answer.

    Attributes:
        type: What kind of speaker. ``unresolved`` where no name can be given honestly; see `why`.
        name: Canonical name of a person, organisation or government ("Sergey Lavrov", "United States"). For
            ``unresolved`` the surname alone where that is all the page gives. ``None`` for the unnamed.
        names: All names where several people or bodies speak together.
        surface: The source's words on the page.
        aliases: Other names used for the same actor on this page.
        office: The office as the page gives it ("Foreign Minister").
        country: ISO 3166-1 alpha-2 code.
        body: The body the office belongs to ("White House").
        on_behalf_of: The party spoken for ("Russia"), where the page shows it.
        descriptor: For the unnamed: the words that describe them, in full.
        rank: For the unnamed: head noun of the descriptor ("diplomat").
        region: For the unnamed: nationality or region where it is not one country ("Europe").
        count: For the unnamed: how many, where said.
        basis: For the unnamed: how they know ("briefed on the talks").
        why: Why unresolved, or why the certainty is only probable.
        certainty: ``probable`` where the text does not say it outright.
        by: Name of the rule that resolved the speaker.
        evidence: Characters of the page that show who it is (the introduction, the antecedent).
        score: Confidence in the identity, in [0, 1].
    """

    type: ActorType
    name: str | None = None
    names: tuple[str, ...] = ()
    surface: str | None = None
    aliases: tuple[str, ...] = ()
    office: str | None = None
    country: str | None = None
    body: str | None = None
    on_behalf_of: str | None = None
    descriptor: str | None = None
    rank: str | None = None
    region: str | None = None
    count: int | None = None
    basis: str | None = None
    why: str | None = None
    certainty: Certainty | None = None
    by: str = ""
    evidence: tuple[Span, ...] = ()
    score: float | None = None


# Who speaks where nothing is known of it.
NOBODY = Actor(type="unresolved")


def called(actor: Actor, between: str = " & ") -> str:
    """Returns what to call an actor: the name or names, else the description, else the page's words; empty for nobody.

    >>> called(Actor(type="person", name="Ada Venn", surface="Venn")), called(Actor(type="group", names=("A", "B")))
    ('Ada Venn', 'A & B')
    >>> called(Actor(type="anonymous", descriptor="a diplomat", surface="he")), called(NOBODY)
    ('a diplomat', '')
    """
    return actor.name or between.join(actor.names) or actor.descriptor or actor.surface or ""
