"""What a note is tied to: how the records are called, how it may be marked, the item it belongs to.

Not here: a note's text, and lists of notes (`library`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from briefer.i18n import say
from briefer.records.institutions import Institution
from briefer.records.kinds import name_of
from briefer.records.notes import Note, Theme
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import choices, common_edits
from briefer.services.edits import Change, Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


class Ties(msgspec.Struct, frozen=True):
    """What the records of a note are called, and what it may be marked with: names with banners or words."""

    names: dict[UUID, str]
    levels: dict[str, str]
    distributions: dict[str, str]


def ties(workspace: "Workspace", note: Note) -> Ties:
    """The ties of a note. Its levels are those of its visit's scheme, else of the latest visit's."""
    wanted = (
        (Institution, note.institutions),
        (Person, note.people),
        (Theme, note.themes),
        (Visit, (note.visit,) if note.visit else ()),
        (ProgrammeItem, (note.item,) if note.item else ()),
    )
    with workspace.reading() as rows:
        found = [one for kind, ids in wanted if ids for one in rows.where(kind, "id", set(ids))]
        visits = [one for one in found if isinstance(one, Visit)] or rows.all(Visit)
    scheme = choices.of_library(workspace, visits)
    names = {
        one.id: (one.acronym if isinstance(one, Institution) else "") or name_of(one)
        for one in found
    }
    return Ties(
        names,
        {level.name: level.banner for level in scheme.levels},
        {one.name: say(one.words) for one in scheme.distributions},
    )


def to_item(workspace: "Workspace", note: Note, item: UUID | None, called: str) -> Edit:
    """A note is tied to an item, and with it to the item's visit; or to none, and its visit stays."""
    edit = common_edits.change_field(note, "item", item, called=called)
    with workspace.reading() as rows:
        found = rows.get(ProgrammeItem, item) if item else None
    if found is None:
        return edit
    after = msgspec.structs.replace(note, item=found.id, visit=found.visit)
    return edit._replace(changes=(Change(note, after),))
