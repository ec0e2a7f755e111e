"""A whole workspace at a glance: all rows that records are made of, and whether its audit hangs together."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from briefer.workspace import tables

if TYPE_CHECKING:
    from briefer.workspace.audit import Entry
    from briefer.workspace.database import Workspace

Dump = dict[str, set[tuple[Any, ...]]]
"""Rows by the name of their table."""
STAMPS = frozenset({"version", "created_at", "changed_at", "changed_by"})
APART = frozenset({"audit", "meta", "search_doc"})
"""Tables that grow with every edit, number their rows, or hold what the program notes of the workspace."""


def dump(workspace: "Workspace") -> Dump:
    """All rows of all tables as the database holds them; who changed them when, and the audit, apart."""
    found = {}
    with workspace.bare() as connection:
        for table in tables.metadata().sorted_tables:
            if table.name not in APART:
                columns = ", ".join(
                    f'"{one.name}"' for one in table.columns if one.name not in STAMPS
                )
                rows = connection.execute(f'SELECT {columns} FROM "{table.name}"')
                found[table.name] = {tuple(row) for row in rows}
    return found


def other(found: Dump, wanted: Dump) -> Dump:
    """The rows of which there are too many or too few."""
    return {name: rows for name in wanted if (rows := found[name] ^ wanted[name])}


def broken_links(entries: Iterable["Entry"]) -> list[tuple[str, str]]:
    """The fields that an entry of the audit found otherwise than the one before it left them."""
    known: dict[tuple[UUID, str], Any] = {}
    broken = []
    for entry in entries:
        for field, (before, after) in entry.fields.items():
            if entry.action == "change":
                if known.get((entry.record, field), before) != before:
                    broken.append((entry.words, field))
                known[entry.record, field] = after
    return broken
