"""People as JSON, one a line: the format of ``docs/people.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from onrecord.records.attribution import Kind
from onrecord.records.person import Person, Tenure
from onrecord.records.schema import describe_schema
from onrecord.records.statement import Statement

# Raised when a reader written for the old number would misread the new form; added fields do not raise it.
FORMAT: Final = 1


class PersonDocument(Person, frozen=True, kw_only=True):
    """Somebody who is named as a speaker.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1] = 1


class Spoken(Struct, frozen=True, kw_only=True):
    """A statement in a person's list.

    Attributes:
        id: Of the statement.
        when: ISO 8601 day it was said or first published; ``null`` where no page has one.
        quote: The best-supported wording.
        kind: Of that wording.
        lines: Number of independent reporting lines.
        pages: Number of pages.
        office: The office that its own pages give.
        held: Offices that other pages give both on or before that day and on or after it.
    """

    id: str
    when: str | None
    quote: str
    kind: Kind
    lines: int
    pages: int
    office: str | None
    held: tuple[Tenure, ...]


class PersonFile(Struct, frozen=True, kw_only=True):
    """A person with what they said.

    Attributes:
        format: Version of this format.
        person: Who.
        statements: By day, undated last.
    """

    format: Literal[1]
    person: Person
    statements: tuple[Spoken, ...]


def person_lines(people: Iterable[Person]) -> Iterator[bytes]:
    """Yields each person as one line."""
    for person in people:
        yield msgspec.json.encode(PersonDocument(**asdict(person))) + b"\n"


def file_line(person: Person, statements: Iterable[tuple[Statement, tuple[Tenure, ...]]]) -> bytes:
    """Returns a person with what they said as one line.

    Args:
        person: Who.
        statements: What, in order, each with the offices held then.
    """
    spoken = tuple(
        Spoken(
            id=one.id,
            when=one.when,
            quote=one.quote,
            kind=one.kind,
            lines=one.lines,
            pages=one.pages,
            office=one.speaker.office,
            held=held,
        )
        for one, held in statements
    )
    return msgspec.json.encode(PersonFile(format=FORMAT, person=person, statements=spoken)) + b"\n"


def person_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a line of ``onrecord people --format jsonl``."""
    return describe_schema(PersonDocument, Person, title=f"A person on record, as found by onrecord, format {FORMAT}")
