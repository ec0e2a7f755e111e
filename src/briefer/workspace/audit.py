"""Who changed what and when: written in the transaction of the change, never changed afterwards.

Triggers in the database refuse changes to it, whoever asks. Not here: undo (`services.edits`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from briefer.workspace import tables

Action = Literal["add", "change", "delete", "decide"]
"""`decide` changes nothing: it holds what was given up for what was kept, where two had changed the same."""

TRIGGERS = tuple(
    f"CREATE TRIGGER audit_no_{action} BEFORE {action.upper()} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    for action in ("update", "delete")
)
"""SQLite's form; made with the tables and by the first migration."""


class Entry(NamedTuple):
    """One change of one record; `fields` holds (before, after) of what changed, plain values."""

    edit: UUID
    at: datetime
    who: str
    words: str
    action: Action
    kind: str
    record: UUID
    fields: dict[str, tuple[Any, Any]]


class Audit:
    """The audit as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entries: Iterable[Entry]) -> None:
        """Append entries."""
        rows = [entry._asdict() for entry in entries]
        if rows:
            self._connection.execute(insert(tables.table("audit")), rows)

    def of(self, record: UUID) -> tuple[Entry, ...]:
        """All that happened to a record, oldest first."""
        table = tables.table("audit")
        question = select(table).where(table.c.record == record).order_by(table.c.id)
        return tuple(_entry(row) for row in self._connection.execute(question).mappings())

    def of_edit(self, edit: UUID) -> tuple[Entry, ...]:
        """All that one user action did, in the order in which it was noted."""
        table = tables.table("audit")
        question = select(table).where(table.c.edit == edit).order_by(table.c.id)
        return tuple(_entry(row) for row in self._connection.execute(question).mappings())

    def decided(self, kind: str) -> tuple[Entry, ...]:
        """What was noted of decisions on records of a kind, oldest first."""
        table = tables.table("audit")
        question = select(table).where(table.c.action == "decide", table.c.kind == kind)
        rows = self._connection.execute(question.order_by(table.c.id)).mappings()
        return tuple(_entry(row) for row in rows)

    def last(self) -> int:
        """The number of the newest entry, 0 when there is none; it grows with every accepted edit."""
        return self._connection.scalar(select(func.max(tables.table("audit").c.id))) or 0

    def numbered(self, number: int) -> tuple[tuple[int, Entry], ...]:
        """All entries after a number that `last` gave, each with its own, oldest first."""
        table = tables.table("audit")
        question = select(table).where(table.c.id > number).order_by(table.c.id)
        return tuple(
            (row["id"], _entry(row)) for row in self._connection.execute(question).mappings()
        )

    def since(self, number: int) -> tuple[Entry, ...]:
        """The same without their numbers."""
        return tuple(entry for _, entry in self.numbered(number))


def _entry(row: Any) -> Entry:
    fields = {name: (before, after) for name, (before, after) in row["fields"].items()}
    return Entry(**{**{name: row[name] for name in Entry._fields}, "fields": fields})
