"""One page read at two times: what changed in its text and in what it says that somebody said."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.entry import PageRef
from onrecord.records.statement import Drift, Edit

ChangeKind = Literal["dropped", "added", "changed"]


class Edition(Struct, frozen=True, kw_only=True):
    """One capture of a page.

    Attributes:
        page: The page; every capture has an id of its own.
        when: When it was fetched, else its update, else its publication; ``None`` if none is known.
    """

    page: PageRef
    when: str | None


class ParagraphChange(Struct, frozen=True, kw_only=True):
    """A paragraph that changed.

    Attributes:
        kind: What became of it.
        was: Its text before; empty where it was added.
        now: Its text afterwards; empty where it was dropped.
        edits: The difference word by word, where it changed.
    """

    kind: ChangeKind
    was: str
    now: str
    edits: tuple[Edit, ...] = ()


class SayingChange(Struct, frozen=True, kw_only=True):
    """Something said that vanished, appeared or is worded anew.

    Attributes:
        kind: What became of it.
        speaker: The speaker's name, else the words that name the source.
        was: The words before.
        now: The words afterwards.
        old: Id of the attribution before; ``None`` where it appeared.
        new: Id of the attribution afterwards; ``None`` where it vanished.
        edits: The difference word by word, where it is worded anew.
        drift: Changes that matter, worst first: what was softened, denied, or said of somebody else.
    """

    kind: ChangeKind
    speaker: str
    was: str
    now: str
    old: str | None
    new: str | None
    edits: tuple[Edit, ...] = ()
    drift: tuple[Drift, ...] = ()


class Revision(Struct, frozen=True, kw_only=True):
    """Two captures of one page, one after the other.

    Attributes:
        old: The earlier.
        new: The later.
        paragraphs: What changed in the text, in order.
        sayings: What changed in what was said: vanished, worded anew, appeared.
        ordered: Whether it is known which of the two is the later; of saved files without a date it is not.
    """

    old: Edition
    new: Edition
    paragraphs: tuple[ParagraphChange, ...]
    sayings: tuple[SayingChange, ...]
    ordered: bool = True
