"""Themes, instruments and terms: what uses one of them.

Not here: their lists (`listing`), changing (`edits`).
"""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.records.base import Record
from briefer.records.kinds import by_name, name_of
from briefer.records.sources import Citation
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
    """What names a record, by kind and name; of a citation the record that rests on the source."""
    with workspace.reading() as rows:
        found: dict[UUID, tuple[str, Record]] = {}
        rests: dict[str, list[UUID]] = defaultdict(list)
        for other, _, record in rows.referring(kind, [id_]):
            if isinstance(record, Citation):
                rests[record.about_kind].append(record.about)
            else:
                found[record.id] = (other.name, record)
        for name in rests.keys() & by_name().keys():
            some = rows.where(by_name()[name].record, "id", rests[name])
            found |= {each.id: (name, each) for each in some}
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
