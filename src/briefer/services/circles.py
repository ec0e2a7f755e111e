"""Chains that may not close: an institution is no unit of itself, a visit does not follow itself.

Not here: what is done with a record whose chain would close (`edits` refuses it, `import_plan` leaves the field out).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.visits import Visit

if TYPE_CHECKING:
    from briefer.workspace.load_save import Rows

CHAINS: dict[type[Record], str] = {Institution: "parent", Visit: "follows"}
"""By kind, the field that leads from a record to another of its kind."""


def closed(rows: "Rows", records: Iterable[Record]) -> list[Record]:
    """Those of the records, as they shall be, from which their chain leads back to themselves."""
    by_kind: dict[type[Record], dict[UUID, Record]] = {}
    for record in records:
        if type(record) in CHAINS:
            by_kind.setdefault(type(record), {})[record.id] = record
    found = []
    for kind, own in by_kind.items():
        on_circle = _on_circle(_next(rows, kind, own))
        found += [record for id_, record in own.items() if id_ in on_circle]
    return found


def _next(rows: "Rows", kind: type[Record], own: dict[UUID, Record]) -> dict[UUID, UUID | None]:
    """Where each of the records leads, and each one that they lead to."""
    field = CHAINS[kind]
    leads: dict[UUID, UUID | None] = {id_: getattr(record, field) for id_, record in own.items()}
    while missing := {id_ for id_ in leads.values() if id_ and id_ not in leads}:
        leads |= dict.fromkeys(missing)
        leads |= {each.id: getattr(each, field) for each in rows.where(kind, "id", missing)}
    return leads


def _on_circle(leads: dict[UUID, UUID | None]) -> set[UUID]:
    found: set[UUID] = set()
    done: set[UUID] = set()
    for start in leads:
        path: dict[UUID, int] = {}
        here: UUID | None = start
        while here and here not in done and here not in path:
            path[here] = len(path)
            here = leads[here]
        if here in path:
            found |= set(list(path)[path[here] :])
        done |= path.keys()
    return found
