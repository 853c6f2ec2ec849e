"""The record seen through one docket."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.docket import Coding, Docket
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.position import Position
from onrecord.records.proposal import Proposal


class Judged(Struct, frozen=True, kw_only=True):
    """What a docket makes of a record: a function of the set of readings and of the docket.

    Attributes:
        docket: The docket; the suggested one where none was given.
        codings: One a statement, by statement id.
        positions: By party and issue, in the docket's order, ``other`` last.
        proposals: In the docket's order, then by name.
        meetings: By day, those without one last.
    """

    docket: Docket
    codings: tuple[Coding, ...]
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    meetings: tuple[JoinedMeeting, ...] = ()
