"""The words of records in other languages, as a form shows them.

Not here: which words are printed (`pack.wordings`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from briefer.records.sources import Wording

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


def of(workspace: "Workspace", abouts: Iterable[UUID]) -> tuple[Wording, ...]:
    """The wordings of some records, in the order in which they were made."""
    with workspace.reading() as rows:
        found = rows.where(Wording, "about", set(abouts))
    return tuple(sorted(found, key=lambda one: one.created_at))
