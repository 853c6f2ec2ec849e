"""Correcting the record: what the command, the pages and the HTTP API do alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.pipeline.correcting import make_target
from onrecord.records.correction import STATEMENT_KINDS, Correction, CorrectionKind, Draft, SpeakerValue, Target
from onrecord.records.span import Span, hull
from onrecord.run.corpus import is_joined
from onrecord.store.contract import Store
from onrecord.store.fold import days_of

# A reason is read by people, and a name stands in a list; longer ones are a mistake of pasting.
_LONGEST = 1000

# What somebody may paste: an id of a statement or of one of its wordings, or the address of the words on their page.
_ID = re.compile(r"\b(?:at|sm)_[a-z0-9]+")
_WORDS = re.compile(r"/p/(?P<page>pg_[a-z0-9]+)\D.*?\b(?P<start>\d+)-(?P<end>\d+)")


class CorrectionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction to be written into the ledger; see ``docs/corrections.md``.

    Attributes:
        kind: What is wrong.
        who: Who corrects.
        why: Why.
        attribution: Id of the attribution it is about, where it is about one; for ``same_statement`` and
            ``different_statements`` also that of a statement, or an address of either.
        other: For those two: the other one. Left out, ``different_statements`` is about the statement it is in.
        speaker: For ``speaker``: who it was.
        date: For ``date``: day, month or year.
        issue: For ``issue``: the issue's name.
        names: For ``same_person`` and ``different_people``: the two names.
        undoes: For ``undo``: id of the correction.
    """

    kind: CorrectionKind
    who: str
    why: str
    attribution: str | None = None
    other: str | None = None
    speaker: SpeakerValue | None = None
    date: str | None = None
    issue: str | None = None
    names: tuple[str, ...] = ()
    undoes: str | None = None


def correct(store: Store, draft: Draft) -> Correction:
    """Writes a correction into the record's ledger, now, and applies it.

    Raises:
        UsageError: If it makes no sense; nothing is written then.
        StoreError: If the record cannot be written.
    """
    _check(draft)
    return store.correct(draft, datetime.now(UTC).isoformat(timespec="seconds"))


def target_of(store: Store, attribution: str) -> Target:
    """Returns what names the words of an attribution.

    Raises:
        UsageError: If the record has no such attribution.
    """
    entry = store.entry(attribution)
    reading = None if entry is None else store.reading(entry.page.id)
    if entry is None or reading is None:
        raise UsageError(f"{attribution}: this record has no statement with this id")
    return make_target(reading, entry.attribution)


def request_of(**fields: Any) -> CorrectionRequest:
    """Returns a request from its fields, as a caller gives them.

    Raises:
        UsageError: If there is no such field, or one is of another type.
    """
    try:
        return msgspec.convert(msgspec.to_builtins(fields), CorrectionRequest)
    except msgspec.ValidationError as error:
        raise UsageError(f"no correction: {error}") from error


def draft_from(store: Store, asked: CorrectionRequest) -> Draft:
    """Returns the correction that is asked for.

    Raises:
        UsageError: If it names what the record has not.
    """
    if asked.kind in STATEMENT_KINDS:
        return draft_of_two(
            store, asked.kind, (asked.attribution or "", asked.other or ""), who=asked.who, why=asked.why
        )
    return Draft(
        kind=asked.kind,
        who=asked.who,
        why=asked.why,
        target=target_of(store, asked.attribution) if asked.attribution else None,
        speaker=asked.speaker,
        date=asked.date,
        issue=asked.issue,
        names=asked.names,
        undoes=asked.undoes,
    )


def draft_of_two(store: Store, kind: CorrectionKind, asked: tuple[str, str], *, who: str, why: str) -> Draft:
    """Returns what says that two statements are one, or are not.

    Args:
        store: The record.
        kind: ``same_statement`` or ``different_statements``.
        asked: The two, each by its id, the id of one of its wordings, or an address of either. An empty second means,
            where they are not one, the statement that the first is in.
        who: Who says so.
        why: Why.

    Raises:
        UsageError: If the record has no such statement, or both are the same words.
    """
    is_joined(store)
    one = name_words(store, asked[0])
    if asked[1].strip():
        other = name_words(store, asked[1])
    elif kind == "different_statements":
        other = _rest_of(store, one)
    else:
        raise UsageError("say which statement it is the same as")
    if one == other:
        raise UsageError("two different statements are needed: these are one wording")
    return Draft(kind=kind, who=who, why=why, target=target_of(store, one), other=target_of(store, other))


def name_words(store: Store, pasted: str) -> str:
    """Returns the id of the attribution that somebody pasted; of a statement that of its best-supported wording.

    Raises:
        UsageError: If the record has no such statement.
    """
    words = _WORDS.search(pasted)
    reading = None if words is None else store.reading(words["page"])
    if words is not None and reading is not None:
        place = Span(int(words["start"]), int(words["end"]))
        found = [one.id for one in reading.attributions if one.statement and one.content and hull(one.content) == place]
        if found:
            return found[0]
    name = _ID.search(pasted)
    statement = None if name is None else store.statement(name[0])
    if name is None or statement is None:
        raise UsageError(f"{pasted.strip()[:100] or 'nothing'}: this record has no statement with this id or address")
    here = {variant.attribution for variant in statement.variants}
    return name[0] if name[0] in here else statement.best


def _rest_of(store: Store, attribution: str) -> str:
    """Returns what an attribution is in one statement with: the best-supported wording, or the next one."""
    statement = store.statement(attribution)
    others = [] if statement is None else [one.attribution for one in statement.variants]
    rest = [one for one in others if one != attribution]
    if not rest:
        raise UsageError(f"{attribution}: no other wording is in a statement with it")
    return rest[0]


def speaker_value(name: str, *, type_: str | None = None, office: str = "", party: str = "") -> SpeakerValue:
    """Returns a corrected speaker; an empty name says that nobody can know.

    >>> speaker_value("Ada Venn", office="Minister").type, speaker_value("").type
    ('person', 'unresolved')
    """
    kind = type_ or ("person" if name.strip() else "unresolved")
    try:
        return msgspec.convert(
            {
                "name": name.strip() or None,
                "type": kind,
                "office": office.strip() or None,
                "on_behalf_of": party.strip() or None,
            },
            SpeakerValue,
        )
    except msgspec.ValidationError as error:
        raise UsageError(f"{kind}: no type of speaker") from error


def _check(draft: Draft) -> None:
    if not draft.who.strip():
        raise UsageError("say who corrects: the ledger keeps a name beside every line")
    if not draft.why.strip():
        raise UsageError("say why: the ledger keeps a reason beside every line")
    if draft.kind == "date" and days_of(draft.date) is None:
        raise UsageError(f"{draft.date!r} is not a date; write 2025-08-20, 2025-08 or 2025")
    if draft.kind == "speaker" and draft.speaker is None:
        raise UsageError("say who it was")
    texts = (draft.who, draft.why, draft.issue or "", draft.date or "", *draft.names)
    if any(len(text) > _LONGEST for text in texts):
        raise UsageError(f"nothing in a correction may be longer than {_LONGEST} characters")
