"""Briefs and weights as JSON: the formats of ``docs/brief.md`` and ``docs/weight.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from onrecord.records.answer import Answer
from onrecord.records.brief import Brief
from onrecord.records.schema import describe_schema
from onrecord.records.statement import Statement
from onrecord.records.weight import Weight

# Raised when a reader written for the old number would misread the new form; added fields do not raise it.
FORMAT: Final = 1


class BriefDocument(Brief, frozen=True, kw_only=True):
    """A desk note on some days of a record.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1] = 1


class WeightDocument(Struct, frozen=True, kw_only=True):
    """A statement with its weight and the answers to it.

    Attributes:
        format: Version of this format.
        weight: The sum.
        speaker: Who said it: the name, or the words that describe the unnamed.
        when: ISO 8601 day.
        quote: Its best-supported wording.
        answers: Statements that answer it or its speaker.
    """

    format: Literal[1]
    weight: Weight
    speaker: str | None
    when: str | None
    quote: str
    answers: tuple[Answer, ...]


def brief_json(brief: Brief) -> bytes:
    """Returns a brief as one JSON object."""
    return msgspec.json.encode(BriefDocument(**asdict(brief))) + b"\n"


def weight_lines(
    weights: Iterable[Weight], statements: Mapping[str, Statement], answers: Iterable[Answer]
) -> Iterator[bytes]:
    """Yields each weight as one line, with its statement's words.

    Args:
        weights: In the order wanted.
        statements: By id.
        answers: Of the record.
    """
    given = tuple(answers)
    for weight in weights:
        statement = statements[weight.statement]
        speaker = statement.speaker.name or statement.speaker.descriptor or statement.speaker.surface
        yield (
            msgspec.json.encode(
                WeightDocument(
                    format=FORMAT,
                    weight=weight,
                    speaker=speaker,
                    when=statement.when,
                    quote=statement.quote,
                    answers=tuple(one for one in given if one.to_statement == weight.statement),
                )
            )
            + b"\n"
        )


def brief_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of ``onrecord brief --format json``."""
    return describe_schema(BriefDocument, Brief, title=f"A brief by onrecord, format {FORMAT}")
