"""Which printed place the preview goes to after an edit. Not here: going there (`views.preview`)."""

from typing import TYPE_CHECKING

from briefer.gui.models.programme import owners_of_parts
from briefer.records.kinds import kind_of
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.printed import Printed

_BRIEFS = ("brief", "point")
_WHOLE = {"brief": "brief", "institution": "profile"}
"""What the parts of records are called that have parts of their own."""
_PRINTED = ("item", "brief", "institution", "person", "delegate")


def followed(edit: "Edit", file: VisitFile, printed: "Printed | None") -> str:
    """The anchor, or the part, of the last record of an edit that is printed; empty for none.

    `printed` are the pages before: a record that is new in them has the name that it gets from its key.
    """
    owners = owners_of_parts(file)
    items = {one.id: one for one in file.items}
    found = ""
    for change in edit.changes:
        record, kind = change.record, kind_of(change.record).name
        item = items.get(owners[kind, record.key]) if (kind, record.key) in owners else None
        brief = kind in _BRIEFS
        kind, record = ("brief" if brief else "item", item) if item else (kind, record)
        if kind in _PRINTED:
            place = printed.place_of(record.id, brief=brief) if printed else None
            found = place.anchor if place else f"{_WHOLE.get(kind, kind)}:{record.key}"
    return found
