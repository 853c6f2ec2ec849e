"""One statement, with everything that bears on it; and the same for a quotation that somebody asks about."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.export.citations import bibtex, cite, csl_item
from onrecord.export.wording import hands_of, ruled_elsewhere, ruling_words
from onrecord.records.capture import Capture, Origin
from onrecord.records.check import Check, CheckedSource
from onrecord.records.failure import Failure
from onrecord.records.span import hull
from onrecord.records.statement import Statement, StatementRuling, Variant
from onrecord.run.local import read_captures
from onrecord.run.options import RunOptions
from onrecord.web import wording
from onrecord.web.library import Library
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render

# A quotation longer than this is a text; it is asked for by its parts.
LONGEST_QUESTION = 5_000


class VariantLine(Struct, frozen=True, kw_only=True):
    """One wording of a statement, ready to be shown.

    Attributes:
        variant: The variant.
        href: Link to the words on their page.
        speaker: What that page calls the speaker, where it is not what the statement calls them.
        cautions: Reasons to be careful with it.
        ways: To whom, where, and through whose hands.
    """

    variant: Variant
    href: str
    speaker: str
    cautions: tuple[str, ...]
    ways: tuple[str, ...]


class RuledLine(Struct, frozen=True, kw_only=True):
    """What a person said of a statement's wordings, ready to be shown.

    Attributes:
        ruling: Who, when and why.
        words: What they did.
        other: Id of the other statement, where there is one.
    """

    ruling: StatementRuling
    words: str
    other: str | None


@get("/s/{name:str}", sync_to_thread=True)
def one_statement(request: Asked, name: FromPath[str]) -> Response[Any]:
    """One statement: best wording, all variants with their differences, how it travelled, how to cite it."""
    library = library_of(request)
    statement = library.record.statement(name)
    if statement is None:
        return _lone_entry(request, library, name)
    if name != statement.id:
        return Redirect(f"/s/{statement.id}")
    return render(
        request,
        "statement.html",
        statement=statement,
        speaker=wording.name_of(statement.speaker, statement.variants[0].source),
        note=wording.note_of(statement.speaker),
        variants=[variant_line(variant, statement) for variant in statement.variants],
        ruled=_ruled_lines(library, statement),
        trace=library.trace(statement),
        cited={"text": cite(statement), "bibtex": bibtex(statement), "csl": _csl(statement)},
        **library.context_of(statement),
    )


@get("/check", sync_to_thread=True)
def check(
    request: Asked, q: FromQuery[str] = "", speaker: FromQuery[str] = "", whole: FromQuery[str] = ""
) -> Response[bytes]:
    """Did they really say that? Of one quotation, or of every quotation in a text."""
    library = library_of(request)
    found: tuple[Check, ...] = ()
    if q.strip():
        library.gate.pass_through(request)
        if len(q) > LONGEST_QUESTION:
            raise UsageError(f"the words are more than {LONGEST_QUESTION} characters; ask for a part of them")
        name = speaker.strip() or None
        found = _check_text(library, q, name) if whole else (library.record.check(q, name),)
    checks = [(one, [(source, source_href(source)) for source in one.sources]) for one in found]
    return render(request, "check.html", asked=q, speaker=speaker, whole=bool(whole), checks=checks)


def _check_text(library: Library, text: str, speaker: str | None) -> tuple[Check, ...]:
    """Reads a text as a page would be, and checks every quotation in it; nothing of it is kept.

    Raises:
        UsageError: If the text cannot be read.
    """
    origin = Origin(media_type="text/plain", charset="utf-8", path="asked.txt")
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    capture = Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin)
    options = RunOptions(jobs=1, model=library.options.model)
    outcome = next(read_captures([capture], options=options))
    if isinstance(outcome, Failure):
        raise UsageError(f"the text cannot be read: {outcome.message}")
    return library.record.check_reading(outcome.reading, speaker)


def variant_line(variant: Variant, statement: Statement) -> VariantLine:
    """Returns a variant as a line of its statement's page."""
    name = wording.name_of(variant.speaker, variant.source)
    cautions = [
        word
        for word, is_so in (
            ("denied", variant.polarity == "negative"),
            ("hedged", variant.certainty == "hedged"),
            ("a newer capture of the page no longer has it", variant.moved),
        )
        if is_so
    ]
    to = (f"to {variant.to}",) if variant.to else ()
    venue = (variant.venue,) if variant.venue else ()
    return VariantLine(
        variant=variant,
        href=f"/p/{variant.page.id}?at={variant.start}-{variant.end}#{variant.start}-{variant.end}",
        speaker=name if name != wording.name_of(statement.speaker) else "",
        cautions=tuple(cautions),
        ways=(*to, *venue, *hands_of(variant.chain)),
    )


def _ruled_lines(library: Library, statement: Statement) -> list[RuledLine]:
    """Returns what people said of a statement's wordings, with the statement that the others are in now."""
    elsewhere = {ruling.correction: ruled_elsewhere(ruling, statement) for ruling in statement.rulings}
    found = library.record.store.statements_of([one for one in elsewhere.values() if one])
    homes = {one: other.id for one, other in found.items()}
    return [
        RuledLine(
            ruling=ruling,
            words=ruling_words(ruling, statement),
            other=homes.get(elsewhere[ruling.correction] or ""),
        )
        for ruling in statement.rulings
    ]


def source_href(source: CheckedSource) -> str:
    """Returns the link to the words that a check compared."""
    if not source.spans:
        return f"/p/{source.page.id}"
    area = hull(source.spans)
    return f"/p/{source.page.id}?at={area.start}-{area.end}#{area.start}-{area.end}"


def _lone_entry(request: Asked, library: Library, name: str) -> Response[Any]:
    """What the writer ascribes is in no statement: it opens where it stands."""
    entry = library.record.store.entry(name)
    if entry is None:
        raise NotFoundException(
            f"This record has no statement {name}. Its id comes from the words and the page; if the page was read "
            "again and the words are no longer taken for a statement, it is gone."
        )
    area = hull(entry.attribution.content or entry.attribution.cue)
    return Redirect(f"/p/{entry.page.id}?at={area.start}-{area.end}#{area.start}-{area.end}")


def _csl(statement: Statement) -> str:
    return msgspec.json.format(msgspec.json.encode(csl_item(statement))).decode()


HANDLERS = (one_statement, check)
