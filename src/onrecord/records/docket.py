"""The docket: what a negotiation is about, and how one statement is coded against it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.act import Doing, Mark

Role = Literal["negotiator", "mediator", "guarantor"]
PartyRule = Literal["on_behalf_of", "person", "name", "body", "country", "region", "member", "descriptor"]
IssueRule = Literal["phrase", "words", "sentence", "proposal", "person", "none"]

# What a statement is on where it is on nothing that the docket names.
OTHER = "other"


class Party(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a negotiation.

    Attributes:
        name: As it is shown.
        role: What it is at the table.
        aliases: Other names of it ("Moscow", "the Kremlin"); capitals and demonyms of its countries need not be given.
        countries: ISO 3166-1 alpha-2 codes whose speakers are its own.
        people: Who speaks for it, by name.
        bodies: Ministries, offices and organisations that speak for it.
        regions: Of unnamed speakers ("Europe", "the West").
        members: Names of states or organisations that belong to it, for a bloc.
    """

    name: str
    # No default: msgspec leaves a string default out by identity, not by value.
    role: Role
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class SubIssue(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of an issue.

    Attributes:
        name: As it is shown.
        phrases: Words that tell it.
    """

    name: str
    phrases: tuple[str, ...] = ()


class Issue(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is negotiated.

    Attributes:
        name: As it is shown.
        phrases: Words that tell it; its name counts as one.
        subissues: Its parts; their phrases tell it too.
    """

    name: str
    phrases: tuple[str, ...] = ()
    subissues: tuple[SubIssue, ...] = ()


class VersionSpec(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One text of a proposal.

    Attributes:
        name: As it is shown.
        aliases: Words that mean this text and no other ("the 28-point plan").
        date: ISO 8601 day, month or year.
    """

    name: str
    aliases: tuple[str, ...] = ()
    date: str | None = None


class ProposalSpec(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan, draft or accord.

    Attributes:
        name: As it is shown.
        aliases: Other words for it.
        date: ISO 8601 day, month or year that it is known by.
        by: Names of the parties that made it.
        versions: Its texts.
    """

    name: str
    aliases: tuple[str, ...] = ()
    date: str | None = None
    by: tuple[str, ...] = ()
    versions: tuple[VersionSpec, ...] = ()


class OutletWeight(Struct, frozen=True, kw_only=True):
    """How much an outlet counts.

    Attributes:
        name: Of the outlet.
        weight: 1 is the common weight.
    """

    name: str
    weight: float


class FormulaWeights(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much each part of a statement's weight counts; ``None`` is the formula's own default.

    Attributes:
        authority: Office of the speaker.
        commitment: What the act binds to.
        novelty: Against the same party's earlier record.
        corroboration: Independent reporting lines.
        directness: Own words, translated, reported, unnamed.
        recency: Age.
        half_life_days: Days after which recency is half.
    """

    authority: float | None = None
    commitment: float | None = None
    novelty: float | None = None
    corroboration: float | None = None
    directness: float | None = None
    recency: float | None = None
    half_life_days: float | None = None


class Docket(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a negotiation is about. Two dockets can be laid over one record.

    Attributes:
        name: Of the negotiation.
        parties: Sides, mediators, guarantors.
        issues: What is negotiated.
        proposals: Plans and drafts.
        outlets: Weights other than 1.
        weights: Of the formula.
        suggested: Whether it was drafted from the record and not written by anybody.
    """

    name: str
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    proposals: tuple[ProposalSpec, ...] = ()
    outlets: tuple[OutletWeight, ...] = ()
    weights: FormulaWeights = FormulaWeights()
    suggested: bool = False


class PartyMatch(Struct, frozen=True, kw_only=True):
    """For which party a statement speaks, with what shows it.

    Attributes:
        party: Name in the docket.
        by: What of the speaker decided.
        words: The words or code that matched ("Russia", "UA").
        certain: Whether the page says it outright; an unnamed speaker and a probable one are not certain.
    """

    party: str
    by: PartyRule
    words: str
    certain: bool


class IssueMatch(Struct, frozen=True, kw_only=True):
    """What a statement is on, with the words that decided.

    Attributes:
        issue: Name of an issue or proposal, or ``other``.
        subissue: Name of its part, where the words tell one.
        score: In [0, 1].
        by: ``phrase`` (one of its phrases stands there), ``words`` (most words of one do), ``sentence`` (they stand
            beside the statement in its sentence on the page), ``proposal`` (the statement speaks of a proposal, by its
            name or as "the plan"), ``person`` (a person corrected it), or ``none`` for ``other``.
        words: The words that decided.
        marks: Where the words stand in the statement's quote.
    """

    issue: str
    subissue: str | None
    score: float
    by: IssueRule
    words: str
    marks: tuple[Mark, ...]


class Rank(Struct, frozen=True, kw_only=True):
    """How high a speaker stands in their party, by the office the pages give.

    Attributes:
        level: 0 nobody in office, 1 unnamed official, 2 lawmaker, aide or expert body, 3 spokesperson, envoy or
            deputy, 4 minister or ministry, 5 head of state or government, or the government itself.
        words: The words of the office that decided; ``None`` where there are none.
    """

    level: int
    words: str | None


class Coding(Struct, frozen=True, kw_only=True):
    """One statement coded against a docket.

    Attributes:
        statement: Its id.
        parties: For whom it speaks; several for a group, none for an outsider.
        issues: What it is on, best first; at least one, ``other`` where nothing of the docket is in it.
        doing: What it does.
        rank: Of its speaker.
        when: As in `Statement`.
    """

    statement: str
    parties: tuple[PartyMatch, ...]
    issues: tuple[IssueMatch, ...]
    doing: Doing
    rank: Rank
    when: str | None
