"""Which record stands for one that was merged away: noted in the audit, in the edit that made the two one.

Not here: making two records one (`merging`), what the note is for (`matching`).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from briefer.workspace.audit import Entry
    from briefer.workspace.load_save import Rows

_FIELD = "id"
"""What no user edits: an entry that has it alone says which record became which."""
_LONGEST = 100
"""So many times one is followed to the next; no audit that somebody has tampered with holds this up."""


def note(
    edit: UUID, at: datetime, who: str, words: str, became: Iterable[tuple[str, UUID, UUID]]
) -> "Iterator[Entry]":
    """The entries that say of records, each with its kind, by which other it is stood for from now on."""
    from briefer.workspace.audit import Entry

    for kind, lost, kept in became:
        fields = {_FIELD: (str(lost), str(kept))}
        yield Entry(edit, at, who, words, "decide", kind, kept, fields)


def is_note(entry: "Entry") -> bool:
    """Whether an entry says no more than that."""
    return entry.action == "decide" and set(entry.fields) == {_FIELD}


def lost_in(entry: "Entry") -> str:
    """Of a note: the id of the record that was merged away."""
    return str(entry.fields[_FIELD][0])


def survivor(rows: "Rows", lost: UUID) -> UUID | None:
    """The record that stands for one that is gone; None where it was deleted otherwise, or is there."""
    here = lost
    for _ in range(_LONGEST):
        last = next((one for one in reversed(rows.audit.of(here)) if not is_note(one)), None)
        if last is None or last.action != "delete":
            return here if here != lost else None
        notes = (one for one in rows.audit.of_edit(last.edit) if is_note(one))
        kept = next((UUID(one.fields[_FIELD][1]) for one in notes if _is_of(one, here)), None)
        if kept is None:
            return None
        here = kept
    return None


def merged_away(rows: "Rows", kind: str) -> dict[str, tuple[UUID, dict[str, Any]]]:
    """By their keys the records of a kind that were merged away: each with its id and what it held last."""
    found = {}
    for one in rows.audit.decided(kind):
        if is_note(one):
            lost = UUID(one.fields[_FIELD][0])
            gone = next((each for each in reversed(rows.audit.of(lost)) if each.fields), None)
            if gone and gone.action == "delete":
                held = {field: before for field, (before, _) in gone.fields.items()}
                found[str(held.get("key", ""))] = (lost, held)
    return found


def _is_of(entry: "Entry", lost: UUID) -> bool:
    return bool(entry.fields[_FIELD][0] == str(lost))
