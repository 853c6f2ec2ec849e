"""The proposals that pages name, kept up to date: only pages that changed are looked at anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from onrecord.docket.code import ProposalName
from onrecord.docket.grouping import At, Group, Signature, group_signed, meant_by, signature_of
from onrecord.docket.mention import Mention
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex, Touched
from onrecord.records.docket import Docket, ProposalSpec


class Mentioned:
    """Which proposals the pages' mentions mean.

    Attributes:
        groups: The proposals that are named; see `group_mentions`.
        meant: See `meant_by`.
    """

    def __init__(self) -> None:
        self.groups: tuple[Group, ...] = ()
        self.meant: dict[At, ProposalName] = {}
        self._specs: tuple[ProposalSpec, ...] | None = None
        self._pages: dict[str, _Page] = {}

    def update(
        self,
        notes: Mapping[str, PageNotes],
        changed: Collection[str],
        docket: Docket,
        parties: tuple[PartyIndex, Touched],
    ) -> set[str]:
        """Takes in pages that changed; returns the pages on which a mention means something else than before.

        Args:
            notes: Page id to its notes, of all pages.
            changed: Ids of pages that came, changed or went.
            docket: The docket.
            parties: The index of its parties, and the names that it may answer otherwise than at the last call.
        """
        index, touched = parties
        asked = {page for page, held in self._pages.items() if held.asks(touched)} if touched else set()
        dirty = docket.proposals != self._specs
        for page in sorted({*changed, *asked}):
            dirty |= self._look(page, notes.get(page), index)
        if not dirty:
            return set()
        self._specs = docket.proposals
        signatures = {at: one for page in sorted(self._pages) for at, one in self._pages[page].signed.items()}
        known = {page: notes[page] for page in self._pages}
        self.groups = group_signed(signatures, known, docket)
        before, self.meant = self.meant, meant_by(self.groups, known)
        return {page for page, _ in _differing(before, self.meant)}

    def _look(self, page: str, notes: PageNotes | None, index: PartyIndex) -> bool:
        """Takes in one page; returns whether it names, or named, anything otherwise than before."""
        held = self._pages.pop(page, None)
        if notes is None or not notes.mentions:
            return held is not None
        signed = {
            (page, number): signature_of(mention, index)
            for number, mention in enumerate(notes.mentions)
            if mention.refers is None
        }
        words = tuple(notes.words[mention.span] for mention in notes.mentions)
        self._pages[page] = _Page(notes.mentions, words, signed)
        return held != self._pages[page]


class _Page(Struct, frozen=True):
    """The mentions of one page, with their words, and what those that name tell."""

    mentions: tuple[Mention, ...]
    words: tuple[str, ...]
    signed: dict[At, Signature]

    def asks(self, touched: Touched) -> bool:
        """Tells whether the index is asked for any of the names."""
        return any(touched.has(word) for mention in self.mentions for word in (mention.owner, *mention.proper))


def _differing(one: Mapping[At, ProposalName], other: Mapping[At, ProposalName]) -> Iterator[At]:
    yield from (at for at, name in other.items() if one.get(at) != name)
    yield from one.keys() - other.keys()
