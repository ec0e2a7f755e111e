"""Themes, instruments and terms: what uses one of them.

Not here: their lists (`listing`), changing (`edits`).
"""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.records.kinds import name_of
from briefer.records.visits import Visit
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


class Use(NamedTuple):
    """A record that names another; `visit` is the title of the visit that it belongs to."""

    kind: str
    id: UUID
    words: str
    visit_id: UUID | None = None
    visit: str = ""


def uses(workspace: "Workspace", kind: str, id_: UUID) -> tuple[Use, ...]:
    """What names a record, by kind and name."""
    with workspace.reading() as rows:
        found = {
            record.id: (other.name, record) for other, _, record in rows.referring(kind, [id_])
        }
        visits = {
            each.id: each.title
            for each in rows.where(
                Visit,
                "id",
                {getattr(record, "visit", None) for _, record in found.values()} - {None},
            )
        }
    used = [
        Use(name, record.id, name_of(record), visit, visits.get(visit, "") if visit else "")
        for name, record in found.values()
        for visit in [getattr(record, "visit", None)]
    ]
    return tuple(sorted(used, key=lambda use: (use.kind, fold(use.words), use.id)))
