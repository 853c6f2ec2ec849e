"""What a store tells to those who hold a whole record: its rows, and what changed since. Light: loads no database."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class PageRow(NamedTuple):
    """What filters and lists look at of a page.

    Attributes:
        key: What `Store.found` calls it.
        id: As in `Page`.
        story: Id of its story; ``None`` where it is not joined yet.
        first_day: First day its date may mean, ISO 8601.
        last_day: Last day.
        published: The date as the page gives it.
        outlet: Who published it.
        outlet_words: What `Filter.outlet` looks at.
    """

    key: int
    id: str
    story: str | None
    first_day: str | None
    last_day: str | None
    published: str | None
    outlet: str | None
    outlet_words: str


class AttributionRow(NamedTuple):
    """What filters and lists look at of an attribution.

    Attributes:
        key: What `Store.found` calls it.
        id: As in `Attribution`.
        page_id: Of its page.
        position: On its page, from 0.
        home: Id of its statement; ``None`` where it is in none.
        kind: Direct, mixed or indirect.
        statement: Whether it counts as said.
        confidence: In [0, 1].
        speaker: Name of the speaker.
        speaker_type: Of the speaker.
        speaker_words: What `Filter.speaker` looks at.
        party: Whom the speaker speaks for.
        party_words: What `Filter.party` looks at.
        country: Of the speaker, ISO 3166-1 alpha-2.
        office: Of the speaker.
        office_words: What `Filter.office` looks at.
    """

    key: int
    id: str
    page_id: str
    position: int
    home: str | None
    kind: str
    statement: bool
    confidence: float
    speaker: str | None
    speaker_type: str
    speaker_words: str
    party: str | None
    party_words: str
    country: str | None
    office: str | None
    office_words: str


class Changes(Struct, frozen=True, kw_only=True):
    """What came, changed or went in a record between two marks.

    Attributes:
        mark: To be given next time.
        pages: Ids of pages.
        stories: Ids of stories.
        statements: Ids of statements.
    """

    mark: int
    pages: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
