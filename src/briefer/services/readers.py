"""Who of the readers sees what of a programme: the audiences that see items, and the items and steps that one of them sees.

Not here: what an audience may not see (`pack.audience`).
"""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


class Reader(NamedTuple):
    """An audience: its name, and what it is called."""

    name: str
    title: str


def readers(workspace: "Workspace") -> tuple[Reader, ...]:
    """The audiences that see items at all, the widest first."""
    from briefer.pack import shipped
    from briefer.records.markings import Audience
    from briefer.services import packs

    own = packs.own_data(workspace)
    found = [shipped.audience(name, own) for name in shipped.names(Audience, own)]
    found.sort(key=lambda one: (len(one.narrower_than), one.title))
    return tuple(Reader(one.name, one.title) for one in found if "item" not in one.hides_kinds)


def seen(workspace: "Workspace", file: VisitFile, reader: str) -> frozenset[UUID]:
    """The ids of the items and steps of a visit that a reader sees."""
    from briefer.pack import audience, shipped
    from briefer.services import packs

    own = packs.own_data(workspace)
    scheme = shipped.scheme(file.visit.marking_scheme, own)
    cut = audience.cut(file, shipped.audience(reader, own), scheme, shipped.item_kinds(own))
    return frozenset(one.id for one in (*cut.file.items, *cut.file.steps))
