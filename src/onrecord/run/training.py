"""What people corrected, as training data."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.pipeline.correcting import correct_reading, find_target
from onrecord.pipeline.ruling import lines_on_statements
from onrecord.records.attribution import Attribution
from onrecord.records.correction import STATEMENT_KINDS, Correction, Draft, Target, standing, targets_of
from onrecord.records.reading import Reading
from onrecord.store.contract import Store


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


class PairSide(Struct, frozen=True, kw_only=True):
    """One of two attributions of which a person said whether they are one statement.

    Attributes:
        sha256: Of the page's bytes.
        text: The page's text; the spans count its code points.
        read: The attribution as the model read it.
    """

    sha256: str
    text: str
    read: Attribution


class PairExample(Struct, frozen=True, kw_only=True):
    """What a person said of two attributions, for training what joins them.

    Attributes:
        correction: Id of the ledger's line.
        kind: ``same_statement`` or ``different_statements``.
        who: By whom.
        when: When.
        why: Why.
        one: Whether they are one statement.
        first: The first attribution.
        second: The other.
    """

    correction: str
    kind: str
    who: str
    when: str
    why: str
    one: bool
    first: PairSide
    second: PairSide


def training_examples(store: Store) -> Iterator[TrainingExample | PairExample]:
    """Yields what people said of attributions, for training, in the ledger's order; what was undone is left out.

    A line whose words are on no page any more yields nothing; nor does one on two statements that a later one on the
    same two contradicts.
    """
    lines = store.corrections()
    last = {_pair_of(line.draft): line.id for line in lines_on_statements(lines)}
    for line in standing(lines):
        if line.draft.kind in STATEMENT_KINDS:
            example = _pair_example(store, line) if last[_pair_of(line.draft)] == line.id else None
            if example is not None:
                yield example
            continue
        target = line.draft.target
        raw = None if target is None else store.raw_reading(target.page)
        if raw is None:
            continue
        applied = correct_reading(raw, [line])
        for _, name in applied.on:
            yield _example(line, raw, applied.reading, name)


def _pair_of(draft: Draft) -> frozenset[tuple[str, int, int]]:
    return frozenset((target.page, target.start, target.end) for target in targets_of(draft))


def _pair_example(store: Store, line: Correction) -> PairExample | None:
    sides = [_side(store, target) for target in targets_of(line.draft)]
    first, second = sides if len(sides) == 2 else (None, None)
    if first is None or second is None:
        return None
    return PairExample(
        correction=line.id,
        kind=line.draft.kind,
        who=line.draft.who,
        when=line.when,
        why=line.draft.why,
        one=line.draft.kind == "same_statement",
        first=first,
        second=second,
    )


def _side(store: Store, target: Target) -> PairSide | None:
    raw = store.raw_reading(target.page)
    read = None if raw is None else find_target(target, raw)
    return PairSide(sha256=raw.page.sha256, text=raw.page.text, read=read) if raw and read else None


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
