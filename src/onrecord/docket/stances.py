"""What an act or a verb comes to for a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.records.position import Stance
from onrecord.records.proposal import ProposalStance, ProposalStatus, StatusEvent

# Of a statement's stance on a proposal, what it is to the proposal.
_OF_STANCE: dict[Stance, ProposalStance] = {
    "for": "backs",
    "against": "objects",
    "conditional": "conditional",
}
_BASIS = re.compile(
    r"\b(?:based|rests?|rested|built|founded|builds?)\s+(?:up)?on\s+\Z|\b(?:implement|honou?r|carry\s+out|return\s+to|"
    r"stick\s+to|abide\s+by|stands?\s+by)(?:ed|ing)?\s+\Z"
)
_NO = re.compile(r"\b(?:never|not|no|nor|without|refus\w+)\b|n[’']t\b")
# How far each status is on the way, for what was told on one day.
_FURTHER: dict[ProposalStatus, int] = {
    "unknown": 0,
    "floated": 1,
    "drafted": 2,
    "revived": 3,
    "unsigned": 4,
    "rejected": 5,
    "initialled": 6,
    "signed": 7,
    "dead": 8,
}


def stance_of_step(stance: Stance, codes: Iterable[str], deeds: Iterable[str]) -> ProposalStance | None:
    """Returns what a statement about a proposal comes to.

    >>> stance_of_step("against", ("REJECT",), ()), stance_of_step("against", ("ACCUSE",), ("criticise",))
    ('rejects', 'objects')
    """
    if stance == "against" and "REJECT" in set(codes):
        return "rejects"
    if stance == "for" and "accept" in set(deeds):
        return "accepts"
    return _OF_STANCE.get(stance)


def is_basis(quote: str, words: str) -> bool:
    """Tells whether a statement wants things to rest on a proposal, or the proposal to be carried out.

    >>> is_basis("any deal should be based on the 2022 accord", "the 2022 accord")
    True
    >>> is_basis("nobody has read the 2022 accord", "the 2022 accord")
    False
    """
    place = quote.find(words)
    return place >= 0 and _BASIS.search(quote[:place]) is not None and not _NO.search(quote[:place])


def status_of(value: str) -> ProposalStatus:
    """Returns the status that a happening's value names."""
    return next(status for status in _FURTHER if status == value)


def stance_named(value: str) -> ProposalStance:
    """Returns the stance that a happening's value names."""
    stances: tuple[ProposalStance, ...] = (
        "proposes",
        "backs",
        "accepts",
        "conditional",
        "objects",
        "rejects",
        "discusses",
    )
    return next(stance for stance in stances if stance == value)


def latest_of(events: Sequence[StatusEvent]) -> StatusEvent | None:
    """Returns what was told last; of one day what is furthest on the way; undated events only where all are."""
    dated = [event for event in events if event.when] or events
    return max(
        dated, key=lambda event: ((event.when or "")[:10], _FURTHER[event.status], event.evidence.words), default=None
    )
