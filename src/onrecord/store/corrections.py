"""The ledger of corrections: lines are added behind the last, and none is ever changed.

Plain functions over a connection, for every engine. What was read stays beside what was corrected, so that a correction
can be undone, and one made today holds for a page that is read tomorrow.
"""

from __future__ import annotations

import functools

import msgspec
import zstandard
from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.errors import StoreError, UsageError
from onrecord.pipeline.correcting import apply_corrections
from onrecord.records.capture import Capture, Origin
from onrecord.records.codec import decode_reading, encode_reading
from onrecord.records.correction import (
    STATEMENT_KINDS,
    Correction,
    Draft,
    Target,
    chain_correction,
    find_break,
    standing,
    targets_of,
)
from onrecord.records.reading import Reading
from onrecord.store.schema import attributions, captures, corrections, pages, pending, raw_readings, readings, state

_LEVEL = 9
_LEDGER = select(corrections.c.document).order_by(corrections.c.number)


def read_corrections(connection: Connection) -> tuple[Correction, ...]:
    """Returns the whole ledger, in its order.

    Raises:
        StoreError: If a line was changed, or one is missing.
    """
    return _read_lines(tuple(connection.scalars(_LEDGER)))


# Every page that is kept asks for the ledger, which is the same for most: it is read and checked once.
@functools.lru_cache(maxsize=2)
def _read_lines(rows: tuple[str, ...]) -> tuple[Correction, ...]:
    lines = tuple(msgspec.json.decode(row, type=Correction) for row in rows)
    broken = find_break(lines)
    if broken is not None:
        raise StoreError(f"the ledger of corrections does not hold together at line {broken}: it was changed by hand")
    return lines


def append_correction(connection: Connection, draft: Draft, when: str) -> Correction:
    """Writes one line behind the last.

    Raises:
        UsageError: If it undoes what is not there, or says nothing.
    """
    lines = read_corrections(connection)
    _check(draft, lines)
    line = chain_correction(draft, when, lines[-1] if lines else None)
    row = {"number": line.number, "id": line.id, "document": msgspec.json.encode(line).decode()}
    connection.execute(insert(corrections).values(row))
    # A line may change what follows from the record (the issue of a statement) without changing any reading.
    connection.execute(update(state).where(state.c.name == "version").values(number=state.c.number + 1))
    return line


def correct(connection: Connection, reading: Reading, place: str) -> Reading:
    """Returns `reading` as the ledger corrects it; where that changes it, what was read is kept beside."""
    lines = read_corrections(connection)
    if not lines:  # and then nothing is kept beside: lines are never taken away
        return reading
    here = (raw_readings.c.page_id == reading.page.id) & (raw_readings.c.place == place)
    connection.execute(delete(raw_readings).where(here))
    corrected = apply_corrections(reading, lines)
    if corrected is not reading:
        packed = zstandard.ZstdCompressor(level=_LEVEL).compress(encode_reading(reading))
        row = {"page_id": reading.page.id, "place": place, "document_zstd": packed}
        connection.execute(insert(raw_readings).values(row))
    return corrected


def find_raw(connection: Connection, page: str) -> bytes | None:
    """Returns the packed reading of a page before corrections, where they changed the one that is shown."""
    shown = raw_readings.join(pages, (raw_readings.c.page_id == pages.c.id) & (raw_readings.c.place == pages.c.place))
    return connection.scalar(select(raw_readings.c.document_zstd).select_from(shown).where(pages.c.id == page))


def find_touched(connection: Connection, line: Correction) -> list[tuple[Capture, Reading]]:
    """Returns the pages that a line may change, as they were read, each at every place it was met.

    A line on statements changes no page: those that it names are noted as still to be joined.
    """
    lines = read_corrections(connection)
    line = _undone_by(line, lines)
    if line.draft.kind in STATEMENT_KINDS:
        named = {page for target in targets_of(line.draft) for page in _pages_of(connection, target)}
        _join_again(connection, sorted(named))
        return []
    ids = _touched_ids(connection, line)
    columns = (readings.c.page_id, readings.c.place, readings.c.document_zstd, captures.c.sha256, captures.c.data_zstd)
    joined = readings.join(captures, readings.c.sha256 == captures.c.sha256)
    rows = connection.execute(
        select(*columns)
        .select_from(joined)
        .where(readings.c.page_id.in_(ids))
        .order_by(readings.c.page_id, readings.c.place)
    ).all()
    found = []
    for row in rows:
        here = (raw_readings.c.page_id == row.page_id) & (raw_readings.c.place == row.place)
        packed = connection.scalar(select(raw_readings.c.document_zstd).where(here)) or row.document_zstd
        data = zstandard.ZstdDecompressor().decompress(row.data_zstd)
        reading = decode_reading(zstandard.ZstdDecompressor().decompress(packed))
        found.append((Capture(data=data, sha256=row.sha256, origin=Origin()), reading))
    return found


def _undone_by(line: Correction, lines: tuple[Correction, ...]) -> Correction:
    """Returns the line that an undoing, or an undoing of one, is about; any other line itself."""
    by_id = {one.id: one for one in lines}
    while line.draft.kind == "undo" and line.draft.undoes in by_id:
        line = by_id[line.draft.undoes]
    return line


def _pages_of(connection: Connection, target: Target) -> set[str]:
    """Returns the pages that words may stand on: the target's, other captures of its address and of its bytes."""
    same = [pages.c.id == target.page, pages.c.url == target.url] if target.url else [pages.c.id == target.page]
    shared = select(readings.c.page_id).where(readings.c.sha256 == target.sha256)
    return set(connection.scalars(select(pages.c.id).where(or_(*same, pages.c.id.in_(shared)))))


def _join_again(connection: Connection, ids: list[str]) -> None:
    known = set(connection.scalars(select(pending.c.page_id).where(pending.c.page_id.in_(ids))))
    rows = [{"page_id": page} for page in ids if page not in known]
    if rows:
        connection.execute(insert(pending), rows)


def _touched_ids(connection: Connection, line: Correction) -> list[str]:
    target = line.draft.target
    if target is not None:
        return sorted(_pages_of(connection, target))
    # A name that is another's may have been written over already: where it was, what was read is kept beside.
    named = select(attributions.c.page_id).where(attributions.c.speaker.in_(line.draft.names))
    return sorted({*connection.scalars(named), *connection.scalars(select(raw_readings.c.page_id))})


def _check(draft: Draft, lines: tuple[Correction, ...]) -> None:
    if draft.kind == "undo":
        undoings = {line.id for line in lines if line.draft.kind == "undo"}
        if draft.undoes not in {line.id for line in standing(lines)} | undoings:
            raise UsageError(f"{draft.undoes}: no correction that holds has this id")
    elif draft.kind in {"same_person", "different_people"}:
        if len(draft.names) != 2 or draft.names[0] == draft.names[1] or not all(name.strip() for name in draft.names):
            raise UsageError("two different names are needed")
    elif draft.target is None:
        raise UsageError("a correction needs the words it is about")
    elif draft.kind in STATEMENT_KINDS:
        named = {(target.page, target.start, target.end) for target in targets_of(draft)}
        if len(named) != 2:
            raise UsageError("two different statements are needed")
