"""What people said of statements, as tables: see `onrecord.pipeline.ruling`. For every engine."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import ColumnElement, Connection, or_, select

from onrecord.pipeline.ruling import Anchor, lines_on_statements, rulings_of
from onrecord.records.correction import STATEMENT_KINDS, Correction
from onrecord.records.statement import StatementRuling
from onrecord.store.schema import anchors, corrections
from onrecord.store.shelf import is_among, run_many

_KINDS = (*sorted(STATEMENT_KINDS), "undo")


def anchors_on(connection: Connection) -> SqlAnchors | None:
    """Returns the anchors of a record; ``None`` where nobody ever said anything of a statement."""
    lines = _lines(connection)
    return SqlAnchors(connection, lines) if any(line.draft.kind in STATEMENT_KINDS for line in lines) else None


def _lines(connection: Connection) -> list[Correction]:
    """Returns the lines on statements, and every undoing."""
    kinds = or_(*(corrections.c.document.contains(f'"kind":"{kind}"', autoescape=True) for kind in _KINDS))
    rows = connection.scalars(select(corrections.c.document).where(kinds).order_by(corrections.c.number))
    return [msgspec.json.decode(row, type=Correction) for row in rows]


class SqlAnchors:
    """See `onrecord.pipeline.ruling.Anchors`."""

    def __init__(self, connection: Connection, lines: Collection[Correction]) -> None:
        self._connection = connection
        self._every = {line.number: line for line in lines}

    def lines(self) -> list[Correction]:
        """Returns the lines on statements that hold."""
        return lines_on_statements(self._every.values())

    def on_pages(self, pages: Collection[str]) -> set[Anchor]:
        """Returns the anchors on these pages."""
        return self._find(is_among(self._connection, anchors.c.page_id, pages))

    def change(self, gone: Collection[Anchor], come: Collection[Anchor]) -> None:
        """Forgets anchors, and keeps others."""
        drop = "DELETE FROM anchors WHERE line = :line AND side = :side AND page_id = :page"
        put = "INSERT INTO anchors (line, side, page_id, attribution) VALUES (:line, :side, :page, :attribution)"
        for command, rows in ((drop, gone), (put, come)):
            run_many(self._connection, command, [msgspec.structs.asdict(row) for row in sorted(rows)])

    def of(self, attributions: Collection[str]) -> set[Anchor]:
        """Returns every anchor of the lines that name one of these attributions."""
        named = select(anchors.c.line).where(is_among(self._connection, anchors.c.attribution, attributions))
        return self.of_lines(set(self._connection.scalars(named)))

    def of_lines(self, numbers: Collection[int]) -> set[Anchor]:
        """Returns every anchor of these lines."""
        return self._find(is_among(self._connection, anchors.c.line, numbers)) if numbers else set()

    def rulings(self, found: Collection[Anchor]) -> tuple[StatementRuling, ...]:
        """Returns what these anchors' lines say."""
        return rulings_of([self._every[number] for number in {anchor.line for anchor in found}], found)

    def _find(self, condition: ColumnElement[bool]) -> set[Anchor]:
        table = anchors.c
        query = select(table.line, table.side, table.page_id, table.attribution).where(condition)
        return {
            Anchor(line=row[0], side=row[1], page=row[2], attribution=row[3]) for row in self._connection.execute(query)
        }
