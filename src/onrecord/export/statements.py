"""Statements and verdicts as JSON: the formats of ``docs/statements.md`` and ``docs/check.md``; statements as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from onrecord.export.spreadsheet import safe_cell
from onrecord.records.actor import Actor
from onrecord.records.attribution import CueCertainty, Kind, Polarity
from onrecord.records.chain import Directness, Hop
from onrecord.records.check import Check, CheckedSource, Verdict
from onrecord.records.schema import describe_schema
from onrecord.records.setting import When
from onrecord.records.span import Span
from onrecord.records.statement import Drift, Edit, Repair, Statement, StatementRuling, Variant, Wording

# Raised when a reader written for the old number would misread the new form; added fields do not raise it.
FORMAT: Final = 1

COLUMNS = (
    "id",
    "when",
    "speaker",
    "speaker_type",
    "office",
    "country",
    "on_behalf_of",
    "quote",
    "kind",
    "lines",
    "pages",
    "variants",
    "drift",
    "repaired",
    "outlets",
    "urls",
)


class VariantDocument(Struct, frozen=True, kw_only=True, rename={"wording": "class"}):
    """A statement as one attribution on one page has it; `page` is its id, with path, URL, title, outlet and date.

    Attributes:
        path: Of the page.
        url: Of the page.
        title: Its headline.
        outlet: Its outlet.
        published: ISO 8601, at the precision given.
        class: What became of the best-supported wording here; ``best`` is that wording itself.
    """

    page: str
    path: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    attribution: str
    start: int
    end: int
    spans: tuple[Span, ...]
    wording: Wording
    kind: Kind
    quote: str
    cue: str
    source: str
    speaker: Actor
    edits: tuple[Edit, ...]
    drift: tuple[Drift, ...]
    line: str
    chain: tuple[Hop, ...]
    directness: Directness | None
    polarity: Polarity
    certainty: CueCertainty
    confidence: float
    to: str | None
    venue: str | None
    time: When | None
    language: str | None
    moved: bool


class StatementDocument(Struct, frozen=True, kw_only=True):
    """One speech act with all its variants.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1]
    id: str
    speaker: Actor
    named: bool
    repairs: tuple[Repair, ...]
    when: str | None
    said: When | None
    quote: str
    best: str
    kind: Kind
    variants: tuple[VariantDocument, ...]
    stories: tuple[str, ...]
    lines: int
    pages: int
    rulings: tuple[StatementRuling, ...]


class CheckedSourceDocument(Struct, frozen=True, kw_only=True):
    """A page that bears on a verdict; `page` is its id, with path, URL, title, outlet and date.

    Attributes:
        path: Of the page.
        url: Of the page.
        title: Its headline.
        outlet: Its outlet.
        published: ISO 8601, at the precision given.
    """

    page: str
    path: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    attribution: str
    spans: tuple[Span, ...]
    quote: str
    before: str
    after: str
    speaker: str | None
    line: str
    in_marks: bool


class CheckDocument(Struct, frozen=True, kw_only=True):
    """One quotation, checked against the record.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1]
    asked: str
    speaker: str | None
    verdict: Verdict
    statement: str | None
    why: str
    sources: tuple[CheckedSourceDocument, ...]
    lines: int
    first: str | None
    last: str | None
    differences: tuple[Edit, ...]
    drift: tuple[Drift, ...]


def statement_document(statement: Statement) -> StatementDocument:
    """Returns a statement as it is written."""
    variants = tuple(VariantDocument(**_with_page(variant)) for variant in statement.variants)
    return StatementDocument(format=FORMAT, **{**_fields(statement), "variants": variants})


def check_document(check: Check) -> CheckDocument:
    """Returns a verdict as it is written."""
    sources = tuple(CheckedSourceDocument(**_with_page(source)) for source in check.sources)
    return CheckDocument(format=FORMAT, **{**_fields(check), "sources": sources})


def statement_lines(statements: Iterable[Statement]) -> Iterator[bytes]:
    """Yields each statement as one line."""
    for statement in statements:
        yield msgspec.json.encode(statement_document(statement)) + b"\n"


def check_json(check: Check) -> bytes:
    """Returns the verdict on one quotation as a JSON object."""
    return msgspec.json.encode(check_document(check)) + b"\n"


def checks_json(checks: Iterable[Check]) -> bytes:
    """Returns the verdicts on a text's quotations as a JSON list."""
    return msgspec.json.encode([check_document(check) for check in checks]) + b"\n"


def statement_rows(statements: Iterable[Statement]) -> Iterator[bytes]:
    """Yields the header and each statement as a row in UTF-8, safe to open in a spreadsheet."""
    yield _row(COLUMNS)
    for statement in statements:
        cells = _cells(statement)
        yield _row(tuple(safe_cell(cells[name]) for name in COLUMNS))


def statement_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a line of ``onrecord statements --format jsonl``."""
    title = f"A statement found by onrecord, format {FORMAT}"
    return describe_schema(StatementDocument, Statement, Variant, title=title)


def check_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of what ``onrecord check --format json`` prints for a quotation."""
    title = f"A verdict of onrecord, format {FORMAT}; a list of them for a text"
    return describe_schema(CheckDocument, Check, CheckedSource, title=title)


def _fields(record: Struct) -> dict[str, Any]:
    return asdict(record)


def _with_page(record: Variant | CheckedSource) -> dict[str, Any]:
    """Returns the fields, with those of the page in place of its reference."""
    of_page = {name: value for name, value in _fields(record.page).items() if name != "id"}
    return {**_fields(record), **of_page, "page": record.page.id}


def _cells(statement: Statement) -> dict[str, str | None]:
    actor = statement.speaker
    pages = {variant.page.id: variant.page for variant in statement.variants}.values()
    kinds = dict.fromkeys(drift.kind for variant in statement.variants for drift in variant.drift)
    return {
        "id": statement.id,
        "when": statement.when,
        "speaker": actor.name or " & ".join(actor.names) or actor.descriptor,
        "speaker_type": actor.type,
        "office": actor.office,
        "country": actor.country,
        "on_behalf_of": actor.on_behalf_of,
        "quote": statement.quote,
        "kind": statement.kind,
        "lines": str(statement.lines),
        "pages": str(statement.pages),
        "variants": str(len(statement.variants)),
        "drift": ", ".join(kinds),
        "repaired": ", ".join(repair.field for repair in statement.repairs),
        "outlets": "; ".join(dict.fromkeys(page.outlet for page in pages if page.outlet)),
        "urls": " ".join(dict.fromkeys(page.url or page.path or page.id for page in pages)),
    }


def _row(cells: tuple[str, ...]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "backslashreplace")
