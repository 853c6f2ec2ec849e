"""Which mentions on all pages mean one proposal, and which of its texts."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.docket.code import ProposalName
from onrecord.docket.mention import Mention
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex
from onrecord.records.docket import Docket, ProposalSpec
from onrecord.records.ids import content_id

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|its|their|his|her|our)\s+", re.IGNORECASE)

# The page's id and the mention's number there.
At = tuple[str, int]
# What tells one proposal from another: names, a year, a number of points, an owner with the head.
Signature = frozenset[str]


class Group(Struct, frozen=True, kw_only=True):
    """The mentions of one proposal.

    Attributes:
        id: ``pp_`` and a hash of the name.
        name: As the docket calls it, else as most pages do.
        spec: The docket's entry.
        names: All words that name it.
        mentions: Where it is named or stood for, in order of page and place.
        versions: Number of points, or name in the docket, to the name of the version; none where there is only one.
        known: Whether a docket, a year, a name or a number of points says which it is, and not only whose.
    """

    id: str
    name: str
    spec: ProposalSpec | None
    names: tuple[str, ...]
    mentions: tuple[At, ...]
    versions: dict[str, str]
    known: bool


def group_mentions(notes: Mapping[str, PageNotes], docket: Docket, index: PartyIndex) -> tuple[Group, ...]:
    """Returns the proposals that the pages name: those of the docket first, in its order, then the others by name.

    Names are one where a page says so ("the 2019 draft accord, known as the Pell text"), or where one has all that the
    other has, and nothing else has it ("the 2022 accord", "the 2022 Sudport accord").

    Args:
        notes: Page id to its notes.
        docket: The docket.
        index: Of its parties: "the Norlandic plan" and "Norland’s plan" have one owner.
    """
    signatures: dict[At, Signature] = {}
    for page in sorted(notes):
        for number, mention in enumerate(notes[page].mentions):
            if mention.refers is None:
                signatures[page, number] = signature_of(mention, index)
    return group_signed(signatures, notes, docket)


def group_signed(
    signatures: Mapping[At, Signature], notes: Mapping[str, PageNotes], docket: Docket
) -> tuple[Group, ...]:
    """Returns the same of mentions whose signatures are known.

    Args:
        signatures: Of the mentions that name, in order of page and place.
        notes: Of their pages.
        docket: The docket.
    """
    joined = _Joined(set(signatures.values()))
    _join_given(joined, docket, signatures)
    _join_aliases(joined, notes, signatures)
    _join_subsets(joined)
    members: dict[Signature, list[At]] = defaultdict(list)
    for at, signature in signatures.items():
        members[joined.root(signature)].append(at)
    groups = [_group(tuple(found), notes, signatures, docket) for found in members.values()]
    groups += [_unmentioned(spec) for spec in docket.proposals if not any(g.spec is spec for g in groups)]
    order = {spec.name: number for number, spec in enumerate(docket.proposals)}
    return tuple(sorted(groups, key=lambda g: (order.get(g.name, len(order)) if g.spec else len(order), g.name, g.id)))


def meant_by(groups: Iterable[Group], notes: Mapping[str, PageNotes]) -> dict[At, ProposalName]:
    """Returns for every mention, those that stand for another included, which proposal and version it means."""
    named: dict[At, Group] = {}
    # Only whose it is does not tell which: a side makes more than one offer.
    for known in (group for group in groups if group.known):
        for page, number in known.mentions:
            named[page, number] = known
    meant: dict[At, ProposalName] = {}
    for page in sorted(notes):
        for number, mention in enumerate(notes[page].mentions):
            root = number if mention.refers is None else mention.refers
            group = named.get((page, root))
            if group is not None:
                version = version_meant(mention, notes[page].mentions[root], group)
                meant[page, number] = ProposalName(group.name, version, notes[page].words[mention.span])
    return meant


def version_of(mention: Mention, group: Group) -> str | None:
    """Returns the name of the version that a mention tells."""
    if mention.given in group.versions:
        return group.versions[mention.given or ""]
    return group.versions.get(str(mention.points)) if mention.points else None


def version_meant(mention: Mention, named: Mention, group: Group) -> str | None:
    """Returns the version that a mention means by itself, or by the mention that it stands for.

    Once a text is told to have become another, "the plan" may be either.
    """
    if mention is named or version_of(mention, group) is not None:
        return version_of(mention, group)
    return None if named.instead else version_of(named, group)


class _Joined:
    """Sets of signatures; the smallest stands for the set, so that the order of joining does not matter."""

    def __init__(self, members: set[Signature]) -> None:
        self._parent = {member: member for member in members}

    def root(self, member: Signature) -> Signature:
        while self._parent[member] != member:
            member = self._parent[member]
        return member

    def join(self, one: Signature, other: Signature) -> None:
        first, second = sorted((self.root(one), self.root(other)), key=sorted)
        self._parent[second] = first

    def members(self) -> list[Signature]:
        return sorted(self._parent, key=sorted)


def signature_of(mention: Mention, index: PartyIndex) -> Signature:
    """Returns what tells the mention's proposal from others; the names of parties are its owners."""
    parts: set[str] = set()
    if mention.given:
        parts.add(f"given:{mention.given}")
    if mention.points:
        parts.add(f"points:{mention.points}")
    year = mention.year or ""
    parts |= {f"date:{mention.date}"} if mention.date and not year else set()
    parts |= {f"year:{year}"} if year else set()
    owners = [mention.owner] if mention.owner else []
    for word in mention.proper:
        if index.named(word) or index.of_person(word):
            owners.append(word)
        else:
            parts.add(f"name:{word.casefold()}")
    # Whose it is tells a proposal only with what it is called, and only where nothing better does.
    if owners and not parts:
        owner = owners[-1]
        party = index.named(owner) or index.of_person(owner) or owner
        parts |= {f"owner:{party}", f"head:{mention.head}"}
    return frozenset(parts)


def _join_given(joined: _Joined, docket: Docket, signatures: Mapping[At, Signature]) -> None:
    """Joins a docket's proposal with its versions, and with whatever its names stand with in one mention."""
    parents = {version.name: spec.name for spec in docket.proposals for version in spec.versions}
    by_name: dict[str, list[Signature]] = defaultdict(list)
    for signature in sorted(set(signatures.values()), key=sorted):
        for part in sorted(signature):
            kind, _, value = part.partition(":")
            if kind == "given":
                by_name[parents.get(value, value)].append(signature)
    for members in by_name.values():
        for member in members[1:]:
            joined.join(members[0], member)


def _join_aliases(joined: _Joined, notes: Mapping[str, PageNotes], signatures: Mapping[At, Signature]) -> None:
    for (page, number), signature in sorted(signatures.items()):
        alias = notes[page].mentions[number].alias
        if alias is not None and (page, alias) in signatures:
            joined.join(signatures[page, alias], signature)
        instead = notes[page].mentions[number].instead
        for other in joined.members() if instead else ():
            if f"points:{instead}" in other:
                joined.join(other, signature)


def _join_subsets(joined: _Joined) -> None:
    """Joins a name with the one longer name that has all of it; where two have, it could mean either."""
    members = joined.members()
    holders: dict[str, list[Signature]] = defaultdict(list)
    for member in members:
        for part in member:
            holders[part].append(member)
    for member in members:
        rarest = min((holders[part] for part in sorted(member)), key=len, default=[])
        longer = [other for other in rarest if member < other]
        if len({joined.root(other) for other in longer}) == 1:
            joined.join(member, longer[0])


def _group(
    mentions: Sequence[At], notes: Mapping[str, PageNotes], signatures: Mapping[At, Signature], docket: Docket
) -> Group:
    specs = {spec.name: spec for spec in docket.proposals}
    parents = {version.name: spec.name for spec in docket.proposals for version in spec.versions}
    given = sorted({part[6:] for at in mentions for part in signatures[at] if part.startswith("given:")})
    spec = next((specs[parents.get(name, name)] for name in given), None)
    surfaces = Counter(_bare(notes[page].words[notes[page].mentions[number].span]) for page, number in mentions)
    called = {name for page, number in mentions if (name := notes[page].mentions[number].called)}
    name = spec.name if spec else _best_name(surfaces, mentions, notes)
    return Group(
        id=content_id("pp", name),
        name=name,
        spec=spec,
        names=tuple(sorted({name, *surfaces, *called} | set(spec.aliases if spec else ()))),
        mentions=tuple(sorted(mentions)),
        versions=_versions(mentions, notes, spec),
        known=spec is not None
        or any(not part.startswith(("owner:", "head:")) for at in mentions for part in signatures[at]),
    )


def _best_name(surfaces: Counter[str], mentions: Sequence[At], notes: Mapping[str, PageNotes]) -> str:
    """Returns the name that most mentions have: one with a name in it before one with a year."""
    proper = {
        _bare(notes[page].words[mention.span])
        for page, number in mentions
        if (mention := notes[page].mentions[number]).proper or mention.points
    }
    return min(surfaces, key=lambda words: (words not in proper, -surfaces[words], len(words), words))


def _versions(mentions: Sequence[At], notes: Mapping[str, PageNotes], spec: ProposalSpec | None) -> dict[str, str]:
    """Returns the texts that are told apart: the docket's, and those with another number of points."""
    found: dict[str, str] = {}
    if spec is not None:
        for version in spec.versions:
            found[version.name] = version.name
            for words in (version.name, *version.aliases):
                if points := re.search(r"\b(\d{1,3})[- ]points?\b", words):
                    found[points[1]] = version.name
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for page, number in mentions:
        mention = notes[page].mentions[number]
        if mention.points:
            called[str(mention.points)][f"{mention.points}-point {mention.head}"] += 1
    for value in sorted(set(called) - set(found)):
        found[value] = min(called[value], key=lambda words: (-called[value][words], words))
    return found if len(set(found.values())) > 1 or (spec is not None and spec.versions) else {}


def _unmentioned(spec: ProposalSpec) -> Group:
    versions = {version.name: version.name for version in spec.versions}
    return Group(
        id=content_id("pp", spec.name),
        name=spec.name,
        spec=spec,
        names=tuple(sorted({spec.name, *spec.aliases})),
        mentions=(),
        versions=versions,
        known=True,
    )


@functools.lru_cache(maxsize=65_536)
def _bare(words: str) -> str:
    """Returns a mention's words without the article, on one line.

    >>> _bare("the 28-point plan")
    '28-point plan'
    """
    return _ARTICLE.sub("", " ".join(words.split()))
