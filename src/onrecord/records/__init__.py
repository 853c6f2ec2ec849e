"""The types that stages pass to one another: data only, frozen, no logic beyond their own offsets.

Members import from sibling files, never from here.
"""

from __future__ import annotations

from onrecord.records.actor import Actor, ActorType, Certainty, Entity, EntityKind
from onrecord.records.attribution import (
    Aside,
    AsideReason,
    Attitude,
    Attribution,
    CueCertainty,
    Kind,
    Polarity,
)
from onrecord.records.capture import Capture, Origin
from onrecord.records.chain import Directness, Hop, HopHow, HopKind
from onrecord.records.failure import Failure, FailureReason
from onrecord.records.ids import content_id
from onrecord.records.page import Block, BlockKind, Datum, Page
from onrecord.records.reading import Reading
from onrecord.records.setting import Granularity, Meeting, MeetingKind, MeetingStatus, When
from onrecord.records.span import Span, hull
from onrecord.records.tagging import Tagging

__all__ = [
    "Actor",
    "ActorType",
    "Aside",
    "AsideReason",
    "Attitude",
    "Attribution",
    "Block",
    "BlockKind",
    "Capture",
    "Certainty",
    "CueCertainty",
    "Datum",
    "Directness",
    "Entity",
    "EntityKind",
    "Failure",
    "FailureReason",
    "Granularity",
    "Hop",
    "HopHow",
    "HopKind",
    "Kind",
    "Meeting",
    "MeetingKind",
    "MeetingStatus",
    "Origin",
    "Page",
    "Polarity",
    "Reading",
    "Span",
    "Tagging",
    "When",
    "content_id",
    "hull",
]
