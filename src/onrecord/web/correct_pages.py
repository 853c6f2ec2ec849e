"""Correcting the record on its pages, and the ledger of what was corrected."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.records.correction import STATEMENT_KINDS, CorrectionKind, Draft, standing, targets_of
from onrecord.run.correcting import correct, draft_of_two, speaker_value, target_of
from onrecord.store.open import open_store
from onrecord.web import views
from onrecord.web.doors import let_write
from onrecord.web.library import Library
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render


class CorrectionForm(Struct, frozen=True):
    """What the form sends. A field that is left empty says nothing."""

    kind: str = ""
    attribution: str = ""
    who: str = ""
    why: str = ""
    speaker: str = ""
    type: str = ""
    office: str = ""
    party: str = ""
    date: str = ""
    issue: str = ""
    name: str = ""
    other: str = ""
    undoes: str = ""
    form_key: str = ""


Form = Annotated[CorrectionForm, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/correct/{attribution:str}", sync_to_thread=True)
def correct_one(request: Asked, attribution: FromPath[str], what: FromQuery[str] = "speaker") -> Response[bytes]:
    """The forms for one attribution, that of `what` opened."""
    library = library_of(request)
    entry = library.record.store.entry(attribution)
    if entry is None:
        raise NotFoundException(f"This record has no statement {attribution}.")
    reading = library.record.reading(entry.page.id)
    assert reading is not None
    span = views.span_of(entry.attribution)
    text = reading.page.text
    around = (text[max(0, span.start - 300) : span.start], span.of(text), text[span.end : span.end + 300])
    statement = library.record.statement(attribution)
    return render(
        request,
        "correct.html",
        entry=entry,
        item=views.item_of(entry),
        around=around,
        what=what,
        others=0 if statement is None else len(statement.variants) - 1,
    )


@get("/corrections", sync_to_thread=True)
def ledger(request: Asked) -> Response[bytes]:
    """Every correction, newest first, with what undoes it."""
    lines = library_of(request).record.store.corrections()
    held = {line.id for line in standing(lines)}
    return render(request, "corrections.html", lines=lines[::-1], held=held, targets_of=targets_of)


@post("/corrections/new", status_code=303, sync_to_thread=True)
def add_correction(request: Asked, data: Form) -> Response[Any]:
    """Writes one line into the ledger, and leads to where it shows."""
    let_write(request, data.form_key)
    library = library_of(request)
    draft = _draft(library, data)
    with open_store(library.options.record, write=True) as store:
        correct(store, draft)
    if draft.target is not None and draft.kind != "not_a_statement":
        return Redirect(f"/s/{data.attribution}", status_code=303)
    return Redirect("/corrections", status_code=303)


def _draft(library: Library, form: CorrectionForm) -> Draft:
    kind = kind_of(form.kind)
    if kind == "undo":
        return Draft(kind=kind, who=form.who, why=form.why, undoes=form.undoes)
    if kind in {"same_person", "different_people"}:
        return Draft(kind=kind, who=form.who, why=form.why, names=(form.name.strip(), form.other.strip()))
    if kind in STATEMENT_KINDS:
        asked = (form.attribution, form.other)
        return draft_of_two(library.record.store, kind, asked, who=form.who, why=form.why)
    spoken = None
    if kind == "speaker":
        spoken = speaker_value(form.speaker, type_=form.type or None, office=form.office, party=form.party)
    return Draft(
        kind=kind,
        who=form.who,
        why=form.why,
        target=target_of(library.record.store, form.attribution),
        speaker=spoken,
        date=form.date.strip() if kind == "date" else None,
        issue=form.issue.strip() if kind == "issue" else None,
    )


def kind_of(name: str) -> CorrectionKind:
    """Returns the kind of correction that a form names.

    Raises:
        UsageError: If it names none.
    """
    kinds: dict[str, CorrectionKind] = {kind: kind for kind in get_args(CorrectionKind)}
    if name not in kinds:
        raise UsageError("choose what is wrong")
    return kinds[name]


HANDLERS = (correct_one, ledger, add_correction)
