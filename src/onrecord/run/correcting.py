"""Correcting the record: what the command, the pages and the HTTP API do alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.pipeline.correcting import correct_reading, make_target
from onrecord.records.attribution import Attribution
from onrecord.records.correction import Correction, Draft, SpeakerValue, Target, standing
from onrecord.records.reading import Reading
from onrecord.store.contract import Store
from onrecord.store.fold import days_of

# A reason is read by people, and a name stands in a list; longer ones are a mistake of pasting.
_LONGEST = 1000


class TrainingExample(Struct, frozen=True, kw_only=True):
    """What a person said of one attribution, for training: the page, and the attribution before and after.

    Attributes:
        correction: Id of the ledger's line.
        kind: What was corrected.
        who: By whom.
        when: When.
        why: Why.
        sha256: Of the page's bytes.
        text: The page's text; the spans count its code points.
        read: The attribution as the model read it.
        corrected: As corrected; ``None`` where nobody said it.
    """

    correction: str
    kind: str
    who: str
    when: str
    why: str
    sha256: str
    text: str
    read: Attribution
    corrected: Attribution | None


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


def training_examples(store: Store) -> Iterator[TrainingExample]:
    """Yields what people said of attributions, for training, in the ledger's order; what was undone is left out.

    A line whose words are on no page any more yields nothing.
    """
    for line in standing(store.corrections()):
        target = line.draft.target
        raw = None if target is None else store.raw_reading(target.page)
        if raw is None:
            continue
        applied = correct_reading(raw, [line])
        for _, name in applied.on:
            yield _example(line, raw, applied.reading, name)


def _example(line: Correction, raw: Reading, corrected: Reading, attribution: str) -> TrainingExample:
    before = next(a for a in raw.attributions if a.id == attribution)
    return TrainingExample(
        correction=line.id,
        kind=line.draft.kind,
        who=line.draft.who,
        when=line.when,
        why=line.draft.why,
        sha256=raw.page.sha256,
        text=raw.page.text,
        read=before,
        corrected=next((a for a in corrected.attributions if a.id == attribution), None),
    )


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
