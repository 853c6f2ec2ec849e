"""Stories as JSON, one a line: the format of ``docs/stories.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from onrecord.records.schema import describe_schema
from onrecord.records.story import Row, Story, StoryTable

# Raised when a reader written for the old number would misread the new form; added fields do not raise it.
FORMAT: Final = 1


class StoryDocument(Story, frozen=True, kw_only=True):
    """The pages that are copies of one report.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1] = 1


class StoryTableDocument(Struct, frozen=True, kw_only=True):
    """A story with its paragraphs: rows are paragraphs, columns are copies.

    Attributes:
        format: Version of this format.
        story: The story.
        rows: Paragraphs of the fullest copy in its order; then what others added, by copy.
    """

    format: Literal[1]
    story: Story
    rows: tuple[Row, ...]


def story_lines(stories: Iterable[Story]) -> Iterator[bytes]:
    """Yields each story as one line."""
    for story in stories:
        yield msgspec.json.encode(StoryDocument(**asdict(story))) + b"\n"


def table_line(table: StoryTable) -> bytes:
    """Returns a story with its paragraphs as one line."""
    return msgspec.json.encode(StoryTableDocument(format=FORMAT, story=table.story, rows=table.rows)) + b"\n"


def story_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a line of ``onrecord stories --format jsonl``."""
    return describe_schema(StoryDocument, Story, title=f"A story found by onrecord, format {FORMAT}")
