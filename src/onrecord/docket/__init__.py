"""Statements against a docket: parties, issues, positions, proposals, meetings.

A corpus stage. It takes statements, what they do, and what was noted of their pages, and yields codings, positions,
proposals and joined meetings; `suggest_docket` drafts a docket from a record. It reads no files and no pages' bytes: a
changed docket never needs a page read again. Tests: ``tests/docket``; figures: ``benchmarks/docket.py``.
"""

from __future__ import annotations

from onrecord.docket.code import ProposalName, code_statement, places_of
from onrecord.docket.file import Problem, check_docket, read_docket, said_of
from onrecord.docket.grouping import group_mentions, meant_by
from onrecord.docket.issues import IssueIndex
from onrecord.docket.learning import Introduced
from onrecord.docket.meetings import join_meetings
from onrecord.docket.mentioned import Mentioned
from onrecord.docket.met import Met
from onrecord.docket.notes import PageNotes, names_of, note_page
from onrecord.docket.parties import PartyIndex, Touched, learn_people, parties_of
from onrecord.docket.proposals import find_proposals_of
from onrecord.docket.proposed import Proposed
from onrecord.docket.ranks import rank_of
from onrecord.docket.standing import Standing, find_positions
from onrecord.docket.suggest import remarks_on, suggest_docket
from onrecord.docket.write import write_docket

__all__ = [
    "Introduced",
    "IssueIndex",
    "Mentioned",
    "Met",
    "PageNotes",
    "PartyIndex",
    "Problem",
    "ProposalName",
    "Proposed",
    "Standing",
    "Touched",
    "check_docket",
    "code_statement",
    "find_positions",
    "find_proposals_of",
    "group_mentions",
    "join_meetings",
    "learn_people",
    "meant_by",
    "names_of",
    "note_page",
    "parties_of",
    "places_of",
    "rank_of",
    "read_docket",
    "remarks_on",
    "said_of",
    "suggest_docket",
    "write_docket",
]
