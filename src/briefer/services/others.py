"""What was written since one looked: which records, by whom, and what their fields held before.

Not here: who looks, and when (`gui.desk`).
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints
from uuid import UUID

import msgspec

from briefer.records.base import Record
from briefer.records.kinds import by_name
from briefer.rules.merging import BOOKKEEPING, changed

if TYPE_CHECKING:
    from briefer.services.edits import Change, Edit
    from briefer.workspace.audit import Entry
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows


class News(NamedTuple):
    """One change of one record."""

    edit: UUID | None
    """The number that `Edit.number` has where it was made."""
    who: str
    at: datetime
    record: UUID
    deleted: bool
    before: dict[str, Any]
    """What the changed fields held before."""


class Since(NamedTuple):
    """All that was written between two looks."""

    begun: int
    last: int
    """The number of the last entry; what is to be told from here on is told by `since`."""
    news: tuple[tuple[int, News], ...]
    """Each with its number, oldest first."""


def last(workspace: "Workspace") -> int:
    """From where on to look."""
    with workspace.reading() as rows:
        return rows.audit.last()


def since(workspace: "Workspace", number: int) -> Since:
    """What was written after a number that `last`, or an earlier look, gave."""
    with workspace.reading() as rows:
        newest = rows.audit.last()
        entries = rows.audit.numbered(number) if newest > number else ()
        told = tuple((at, _news(rows, entry)) for at, entry in entries if entry.action != "decide")
    return Since(number, newest, told)


def news_of(edit: "Edit") -> tuple[News, ...]:
    """The same of an edit that was stored by this process."""
    return tuple(_of_change(edit, change) for change in edit.changes)


def _of_change(edit: "Edit", change: "Change") -> News:
    before, after = change
    old: dict[str, Any] = {}
    if before and after:
        old = {field: getattr(before, field) for field in changed(before, after)}
    elif after:
        old = _empty(after)
    record = change.record
    return News(edit.number, record.changed_by, record.changed_at, record.id, after is None, old)


def _news(rows: "Rows", entry: "Entry") -> News:
    kind = by_name()[entry.kind].record
    before: dict[str, Any] = {}
    if entry.action == "change":
        before = {field: _value(kind, field, old) for field, (old, _) in entry.fields.items()}
    elif entry.action == "add" and (made := rows.get(kind, entry.record)):
        before = _empty(made)
    deleted = entry.action == "delete"
    return News(entry.edit, entry.who, entry.at, entry.record, deleted, before)


def _empty(record: Record) -> dict[str, Any]:
    """What the filled fields of a new record held when there was none: a form showed them empty."""
    return {
        field.name: field.default
        for field in msgspec.structs.fields(type(record))
        if field.name not in BOOKKEEPING
        and field.default is not msgspec.NODEFAULT
        and getattr(record, field.name) != field.default
    }


def _value(kind: type[Record], field: str, plain: Any) -> Any:
    return msgspec.convert(plain, get_type_hints(kind, include_extras=True)[field])
