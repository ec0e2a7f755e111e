"""Drafts: what was typed and not accepted yet, kept so that a crash costs no more than a few seconds of it.

A draft is held by a process that has the workspace open. One whose process is gone waits for whoever opens next. Not
here: when they are written and how they come back (`gui.drafts`).
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from briefer.workspace import tables


class Draft(NamedTuple):
    """The text of one field."""

    id: UUID
    who: str
    at: datetime
    """When it was begun."""
    form: str
    """Which form the field is of: "item", "brief"."""
    record: UUID
    """What the form showed."""
    visit: UUID | None
    """The visit in which the form stands; None in the library."""
    field: str
    label: str
    """What the field is called on the screen."""
    text: str
    stored: str
    """What the record held when it was typed."""


class Drafts:
    """The drafts as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, drafts: Iterable[Draft], holder: str) -> None:
        """Keep drafts, each in place of the one with its id."""
        rows = [{**draft._asdict(), "holder": holder} for draft in drafts]
        if rows:
            self.remove([row["id"] for row in rows])
            self._connection.execute(insert(tables.table("draft")), rows)

    def remove(self, ids: Iterable[UUID]) -> None:
        """Drop drafts that were accepted or given up."""
        table = tables.table("draft")
        for id_ in ids:
            self._connection.execute(delete(table).where(table.c.id == id_))

    def of(self, records: Collection[UUID]) -> tuple[Draft, ...]:
        """All drafts of records, whoever typed them."""
        table = tables.table("draft")
        columns = [table.c[name] for name in Draft._fields]
        rows = self._connection.execute(select(*columns).order_by(table.c.id)).mappings()
        return tuple(Draft(**row) for row in rows if row["record"] in records)

    def waiting(self, who: str, held: Collection[str]) -> tuple[Draft, ...]:
        """What an officer typed and none of the `held` processes holds any more, oldest first."""
        table = tables.table("draft")
        columns = [table.c[name] for name in Draft._fields]
        question = (
            select(*columns)
            .where(table.c.who == who, table.c.holder.not_in(list(held)))
            .order_by(table.c.at, table.c.id)
        )
        return tuple(Draft(**row) for row in self._connection.execute(question).mappings())

    def give(self, before: str, now: str) -> None:
        """The drafts of an officer are another name's."""
        table = tables.table("draft")
        self._connection.execute(update(table).where(table.c.who == before).values(who=now))

    def hold(self, ids: Iterable[UUID], holder: str) -> None:
        """Say who holds drafts from now on; an empty holder lets go of them."""
        table = tables.table("draft")
        for id_ in ids:
            self._connection.execute(update(table).where(table.c.id == id_).values(holder=holder))
