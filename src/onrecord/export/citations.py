"""Citations of a statement by the page that has its best wording: as text, BibTeX and CSL-JSON."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from onrecord.records.actor import called
from onrecord.records.entry import PageRef
from onrecord.records.statement import Statement

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# Words that end a sentence themselves: another full stop behind them would be one too many.
_ENDED = re.compile(r"[.!?…][\"'”’»]*\s*$")
# What has a meaning of its own in BibTeX, and how it is written as itself.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class CslDate(Struct, frozen=True, kw_only=True, rename={"date_parts": "date-parts"}):
    """A date as CSL-JSON has it, at its own precision."""

    date_parts: tuple[tuple[int, ...], ...]


class CslItem(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"container_title": "container-title"}):
    """One source as CSL-JSON has it: the page, with the words cited as its note.

    Attributes:
        id: Of the statement.
        type: Always ``article-newspaper``.
        title: The page's headline.
        container_title: Its outlet.
        issued: When it was published.
        URL: Its address.
        note: Who said what.
    """

    id: str
    type: str
    title: str
    container_title: str | None = None
    issued: CslDate | None = None
    URL: str | None = None
    note: str | None = None


def cite(statement: Statement) -> str:
    """Returns a citation in a sentence: speaker, words, page, outlet, date, address."""
    page = statement.variants[0].page
    where = [f"“{page.title}”" if page.title else None, page.outlet, _day(page.published), page.url or page.path]
    end = "" if _ENDED.search(statement.quote) else "."
    return f"{speaker_of(statement)}: {statement.quote}{end} {', '.join(part for part in where if part)}."


def bibtex(statement: Statement) -> str:
    """Returns a BibTeX entry for the page with the best wording; the words stand in its note."""
    page = statement.variants[0].page
    fields = {
        "title": page.title or page.id,
        "howpublished": page.outlet,
        "date": (page.published or "")[:10] or None,
        "year": (page.published or "")[:4] or None,
        "url": page.url,
        "note": f"{speaker_of(statement)}: {statement.quote}",
        "keywords": statement.id,
    }
    return write_bibtex(_key(statement, page), fields)


def write_bibtex(key: str, fields: Mapping[str, str | None]) -> str:
    """Returns one BibTeX entry; fields without a value are left out.

    Args:
        key: Its citation key.
        fields: Values as plain text, by name.
    """
    lines = [f"  {name} = {{{_escape(value, name)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def csl_item(statement: Statement) -> CslItem:
    """Returns the CSL-JSON item for the page with the best wording."""
    page = statement.variants[0].page
    return CslItem(
        id=statement.id,
        type="article-newspaper",
        title=page.title or page.id,
        container_title=page.outlet,
        issued=csl_date(page.published),
        URL=page.url,
        note=f"{speaker_of(statement)}: {statement.quote}",
    )


def csl_date(published: str | None) -> CslDate | None:
    """Returns an ISO 8601 date as CSL-JSON has it, at its own precision."""
    match = _DATE.match(published or "")
    return CslDate(date_parts=(tuple(int(part) for part in match.groups() if part),)) if match else None


def bibtex_entries(statements: Iterable[Statement]) -> Iterator[bytes]:
    """Yields a BibTeX entry for each statement, in UTF-8."""
    for statement in statements:
        yield (bibtex(statement) + "\n").encode("utf-8", "replace")


def csl_items(statements: Iterable[Statement]) -> Iterator[bytes]:
    """Yields a CSL-JSON array with an item for each statement."""
    yield from write_csl(map(csl_item, statements))


def write_csl(items: Iterable[CslItem]) -> Iterator[bytes]:
    """Yields a CSL-JSON array, as reference managers and pandoc read it."""
    yield b"["
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(item)
    yield b"\n]\n"


def speaker_of(statement: Statement) -> str:
    """Returns what to call the speaker of a statement."""
    return " ".join((called(statement.speaker, " and ") or "Unknown speaker").split())


def _key(statement: Statement, page: PageRef) -> str:
    name = unicodedata.normalize("NFKD", statement.speaker.name or page.outlet or "onrecord")
    last = re.sub(r"[^A-Za-z0-9]", "", name.split()[-1]) if name.split() else ""
    return f"{(last or 'onrecord').lower()}{(page.published or '')[:4]}-{statement.id[3:9]}"


def _escape(value: str, field: str) -> str:
    flat = " ".join(value.split())
    return flat.replace("{", "%7B").replace("}", "%7D") if field in {"url", "date"} else flat.translate(_BIBTEX)


def _day(date: str | None) -> str | None:
    return date[:10] if date else None
