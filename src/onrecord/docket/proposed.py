"""The proposals of a record through one docket, kept up to date."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onrecord.docket.mentioned import Mentioned
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex, Touched
from onrecord.docket.proposals import Known, find_proposals_of
from onrecord.records.docket import Coding
from onrecord.records.proposal import Proposal
from onrecord.records.statement import Statement


class Proposed:
    """The proposals, and what they were made of. Those that no change touches stay the very same objects."""

    def __init__(self) -> None:
        self._known: Known = {}
        self._found: tuple[Proposal, ...] | None = None
        self._groups: tuple[object, ...] = ()

    def update(
        self,
        mentioned: Mentioned,
        notes: Mapping[str, PageNotes],
        parties: tuple[PartyIndex, Touched],
        said: tuple[Mapping[str, Statement], Mapping[str, Coding]],
        changed: tuple[Collection[str], Collection[Coding]],
    ) -> tuple[Proposal, ...]:
        """Returns the proposals; see `find_proposals_of`.

        Args:
            mentioned: What the pages' mentions mean.
            notes: Page id to its notes, of all pages.
            parties: The index of the docket's parties, and the names that it may answer otherwise than before.
            said: Statements by id, and their codings by id.
            changed: Pages that changed, or on which a mention or a statement did; codings that came, changed or went.
        """
        index, touched = parties
        pages = {page for page, _ in mentioned.meant}
        names = {group.name for group in mentioned.groups}
        if touched:
            asking = [key for key, (made, _) in self._known.items() if made.asks(notes, touched)]
            for key in asking:
                del self._known[key]
        if (
            self._found is not None
            and self._groups is mentioned.groups
            and not (touched and asking)
            and pages.isdisjoint(changed[0])
            and not any(match.issue in names for coding in changed[1] for match in coding.issues)
        ):
            return self._found
        self._groups = mentioned.groups
        self._known = {group.id: self._known[group.id] for group in mentioned.groups if group.id in self._known}
        telling = {page: notes[page] for page in pages}
        self._found = find_proposals_of(mentioned.groups, telling, mentioned.meant, index, said, known=self._known)
        return self._found
