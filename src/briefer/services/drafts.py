"""Drafts: what is typed and not accepted yet is kept, taken over by whoever opens next, and dropped when it is accepted.

Not here: when that happens (`gui.drafts`), the rows (`workspace.drafts`).
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.records.kinds import KINDS, name_of

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.drafts import Draft
    from briefer.workspace.load_save import Rows


class Waiting(NamedTuple):
    """A draft of a process that is gone, and what a person calls its record; "" where that is gone, too."""

    draft: "Draft"
    name: str


def keep(
    workspace: "Workspace", drafts: Collection["Draft"], dropped: Collection[UUID] = ()
) -> None:
    """Keep drafts and drop others, in one short transaction.

    Raises:
        KnownError: the database cannot be written.

    """
    with workspace.writing() as rows:
        rows.drafts.remove(dropped)
        rows.drafts.put(drafts, workspace.holder)


def let_go(workspace: "Workspace", ids: Iterable[UUID]) -> None:
    """The window that holds drafts is closed: they wait for the next one.

    Raises:
        KnownError: the database cannot be written.

    """
    with workspace.writing() as rows:
        rows.drafts.hold(ids, "")


def take_over(workspace: "Workspace") -> tuple[Waiting, ...]:
    """What this officer typed in a window that is no more, oldest first; it is held here from now on.

    Raises:
        KnownError: the database cannot be written.

    """
    if workspace.read_only:
        return ()
    with workspace.reading() as rows:
        if not rows.drafts.waiting(workspace.officer, workspace.holders()):
            return ()
    with workspace.writing() as rows:
        found = rows.drafts.waiting(workspace.officer, workspace.holders())
        rows.drafts.hold([one.id for one in found], workspace.holder)
        names = _names(rows, {one.record for one in found})
    return tuple(Waiting(one, names.get(one.record, "")) for one in found)


def _names(rows: "Rows", ids: Collection[UUID]) -> dict[UUID, str]:
    return {
        record.id: name_of(record)
        for kind in KINDS
        for record in rows.where(kind.record, "id", ids)
    }
