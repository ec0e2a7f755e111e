"""What waits for a decision: edits that were refused because somebody else had changed the same.

They are kept until somebody decides, so that nothing that was typed is lost. Not here: what an edit is, and deciding
(`services.waiting`).
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from briefer.workspace import tables


class Kept(NamedTuple):
    """One refused edit as plain values: whose it is, and since when it waits."""

    id: UUID
    who: str
    at: datetime
    edit: dict[str, Any]


class Waiting:
    """The refused edits as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, who: str) -> tuple[Kept, ...]:
        """The edits of an officer, oldest first."""
        table = tables.table("waiting")
        question = select(table).where(table.c.who == who).order_by(table.c.id)
        return tuple(Kept(**row) for row in self._connection.execute(question).mappings())

    def all(self) -> tuple[Kept, ...]:
        """The edits of all officers, oldest first."""
        table = tables.table("waiting")
        rows = self._connection.execute(select(table).order_by(table.c.id)).mappings()
        return tuple(Kept(**row) for row in rows)

    def get(self, id_: UUID) -> Kept | None:
        """One edit."""
        table = tables.table("waiting")
        row = self._connection.execute(select(table).where(table.c.id == id_)).mappings().first()
        return Kept(**row) if row else None

    def add(self, kept: Kept) -> None:
        """Keep an edit."""
        self._connection.execute(insert(tables.table("waiting")), kept._asdict())

    def give(self, before: str, now: str) -> None:
        """What waits for an officer waits for another name."""
        table = tables.table("waiting")
        self._connection.execute(update(table).where(table.c.who == before).values(who=now))

    def remove(self, id_: UUID) -> bool:
        """Drop an edit that was decided on; gives whether it was there."""
        table = tables.table("waiting")
        return bool(self._connection.execute(delete(table).where(table.c.id == id_)).rowcount)
