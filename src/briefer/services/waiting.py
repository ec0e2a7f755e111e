"""What waits for a decision: an edit that met another, kept until its officer says which of the two shall stand.

Nothing that was typed is lost: it waits in the workspace, and what is given up by a decision stays in the history of
its record. Not here: what meets (`rules.merging`), carrying out (`edits`).
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.findings import Place
from briefer.i18n import say
from briefer.records.base import Record, new_id
from briefer.records.kinds import by_name, name_of, references
from briefer.rules import merging
from briefer.services import edits
from briefer.services.edits import Change, Conflict, Edit, FieldConflict
from briefer.services.field_names import field_name
from briefer.services.history import value_words

if TYPE_CHECKING:
    from briefer.workspace.audit import Entry
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows
    from briefer.workspace.waiting import Kept

log = logging.getLogger(__name__)

Choice = Literal["mine", "theirs", "before"]
Choices = Mapping[tuple[UUID, tuple[str, ...]], Choice]
"""By record and fields, as in a `FieldConflict`, which of the three shall stand; theirs where nothing is said."""


class Joined(NamedTuple):
    """A field that went by itself beside those that somebody decides on."""

    name: str
    """What a person calls the record."""
    kind: str
    field: str
    value: Any
    was: Any
    mine: bool


class Case(NamedTuple):
    """One edit that waits, beside what stands now."""

    id: UUID
    at: datetime
    edit: Edit
    undoing: bool
    decisions: tuple[FieldConflict, ...]
    """None, when the others have taken back what it met: it can be stored as it is."""
    joined: tuple[Joined, ...]


class Row(NamedTuple):
    """One decision in words."""

    key: tuple[UUID, tuple[str, ...]]
    """As in `Choices`."""
    field: str
    mine: str
    theirs: str
    before: str


class JoinedRow(NamedTuple):
    """A field that went by itself, in words."""

    field: str
    value: str
    was: str
    mine: bool


class Told(NamedTuple):
    """A case in words."""

    case: Case
    name: str
    """What a person calls the record, or the first of them."""
    who: str
    when: datetime | None
    deleted: bool
    """They deleted it."""
    rows: tuple[Row, ...]
    joined: tuple[JoinedRow, ...]


class Unread(NamedTuple):
    """An edit that waits and that this program cannot read: what it was called, and what was typed, as far as told."""

    id: UUID
    at: datetime
    words: str
    text: str


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edit as it is kept; records as the exchange file would hold them, with their ids."""

    words: str
    past: str
    visit: UUID | None
    place: Place
    undoing: bool
    changes: tuple["_WrittenChange", ...]
    became: tuple[tuple[UUID, UUID], ...] = ()


class _WrittenChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


# --------------------------------------------------------------------------------------- keeping


def keep(workspace: "Workspace", conflict: Conflict) -> UUID:
    """Keep a refused edit until somebody decides; gives what it is known by.

    Raises:
        KnownError: the database cannot be written.

    """
    from briefer.workspace.waiting import Kept

    id_ = new_id()
    edit = conflict.edit
    written = _Written(
        words=edit.words,
        past=edit.past,
        visit=edit.visit,
        place=edit.place,
        undoing=conflict.undoing,
        changes=tuple(
            _WrittenChange(
                kind=change.kind, before=_plain(change.before), after=_plain(change.after)
            )
            for change in edit.changes
        ),
        became=edit.became,
    )
    with workspace.writing() as rows:
        plain = msgspec.to_builtins(written)
        rows.waiting.add(Kept(id_, workspace.officer, datetime.now(UTC), plain))
    return id_


def drop(workspace: "Workspace", id_: UUID) -> None:
    """Give up an edit that waits.

    Raises:
        KnownError: the database cannot be written.

    """
    with workspace.writing() as rows:
        rows.waiting.remove(id_)


def cases(workspace: "Workspace") -> tuple[Case, ...]:
    """All edits of this officer that wait, oldest first, beside what stands now."""
    with workspace.reading() as rows:
        found = (_case(rows, kept) for kept in rows.waiting.of(workspace.officer))
        return tuple(case for case in found if case)


def told(workspace: "Workspace") -> tuple[Told, ...]:
    """All edits of this officer that wait, oldest first, in words."""
    with workspace.reading() as rows:
        found = (_case(rows, kept) for kept in rows.waiting.of(workspace.officer))
        return tuple(_told(rows, case) for case in found if case)


def unread(workspace: "Workspace") -> tuple[Unread, ...]:
    """The edits of this officer that wait and that this program cannot read, oldest first."""
    with workspace.reading() as rows:
        kept = rows.waiting.of(workspace.officer)
    return tuple(_unread(each) for each in kept if _edit(each) is None)


def _unread(kept: "Kept") -> Unread:
    """What can be told of an edit without knowing its form."""
    changes = kept.edit.get("changes")
    lines = []
    for change in changes if isinstance(changes, list) else ():
        sides = change if isinstance(change, dict) else {}
        before, after = sides.get("before") or {}, sides.get("after") or {}
        lines += [
            f"{field_name(field)}: {words}"
            for field, value in after.items()
            if field not in merging.BOOKKEEPING
            and value != before.get(field)
            and (words := value_words(value, {}))
        ]
    return Unread(kept.id, kept.at, str(kept.edit.get("words") or ""), "\n".join(lines))


def _told(rows: "Rows", case: Case) -> Told:
    states = [
        record
        for each in case.decisions
        for record in (each.before, each.mine, each.theirs)
        if record
    ]
    states += [record for change in case.edit.changes for record in change if record]
    names = _names(rows, states)
    first = case.decisions[0] if case.decisions else None
    return Told(
        case,
        first.name if first else name_of(case.edit.changes[0].record),
        first.who if first else "",
        first.when if first else None,
        bool(first and first.theirs is None),
        tuple(_row(each, names) for each in case.decisions),
        tuple(
            JoinedRow(
                field_name(each.field),
                _words(each.value, names),
                _words(each.was, names),
                each.mine,
            )
            for each in case.joined
        ),
    )


def _names(rows: "Rows", records: Iterable[Record]) -> dict[str, str]:
    wanted: dict[str, set[UUID]] = {}
    for record in records:
        for reference in references(type(record)):
            value = getattr(record, reference.field)
            ids = value if reference.many else (value,) if value else ()
            wanted.setdefault(reference.kind, set()).update(ids)
    return {
        str(found.id): name_of(found)
        for kind, ids in wanted.items()
        for found in rows.where(by_name()[kind].record, "id", ids)
    }


def _words(value: Any, names: Mapping[str, str]) -> str:
    return value_words(_as_written(value), names)


def _row(each: FieldConflict, names: Mapping[str, str]) -> Row:
    key = (each.record, each.fields)
    if not each.fields:
        mine, theirs = (
            _difference(each.before, side, names) if side else say("deleted")
            for side in (each.mine, each.theirs)
        )
        return Row(key, say("the whole record"), mine, theirs, say("as it was"))
    sides = (each.mine, each.theirs, each.before)
    clock = {"start", "end"} & set(each.fields)
    fields = [field for field in each.fields if not clock or field not in ("start", "end")]
    words = []
    for side in sides:
        parts = [_words(getattr(side, field), names) for field in fields]
        if clock:
            ends = (getattr(side, "start", ""), getattr(side, "end", ""))
            parts.append("–".join(ends) if any(ends) else "")
        words.append("\n".join(filter(None, parts)))
    called = [say("start and end")] if clock else []
    called += [field_name(field) for field in fields]
    return Row(key, say(", ").join(called), *words)


def _difference(before: Record | None, side: Record, names: Mapping[str, str]) -> str:
    """What a side made of a record, or all of it."""
    fields = merging.changed(before, side) if before else tuple(merging.fields_of(side))
    parts = ((field_name(field), _words(getattr(side, field), names)) for field in fields)
    return "\n".join(f"{field}: {words}" for field, words in parts if words) or name_of(side)


def _as_written(value: Any) -> Any:
    """A value as the history writes it: plain, with lists."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _plain(record: Record | None) -> dict[str, Any] | None:
    plain: dict[str, Any] | None = msgspec.to_builtins(record)
    return plain


def _edit(kept: "Kept") -> tuple[Edit, bool] | None:
    """The edit, and whether it was an undo; None where this program cannot read it."""
    try:
        written = msgspec.convert(kept.edit, _Written)
        changes = tuple(
            Change(_record(change.kind, change.before), _record(change.kind, change.after))
            for change in written.changes
        )
    except (msgspec.ValidationError, KeyError):
        log.warning("an edit that waits cannot be read: %s", kept.id)
        return None
    edit = Edit(
        written.words,
        changes,
        written.past,
        written.visit,
        written.place,
        became=written.became,
    )
    return edit, written.undoing


def _case(rows: "Rows", kept: "Kept") -> Case | None:
    read = _edit(kept)
    if read is None:
        return None
    edit, undoing = read
    try:
        found = edits.compare(rows, edit, undoing=undoing)
    except Conflict as conflict:  # something was tied to it since
        return Case(kept.id, kept.at, edit, undoing, conflict.fields, ())
    joined = tuple(
        Joined(
            name_of(theirs),
            change.kind,
            field,
            getattr(merged.record, field),
            getattr(change.before, field),
            field in merged.mine,
        )
        for change, theirs, merged in found.joined
        for field in sorted((*merged.mine, *merged.theirs), key=theirs.__struct_fields__.index)
    )
    return Case(kept.id, kept.at, edit, undoing, found.conflicts, joined)


def _record(kind: str, plain: dict[str, Any] | None) -> Record | None:
    return None if plain is None else msgspec.convert(plain, by_name()[kind].record)


# -------------------------------------------------------------------------------------- deciding


def settle(workspace: "Workspace", case: Case, choices: Choices) -> Edit:
    """Carry out what was decided, in one transaction with the end of the waiting; gives the edit as stored.

    What is given up is noted in the history of its record.

    Raises:
        Conflict: somebody changed it again since it was compared; it still waits.
        KnownError: it was decided in another window, or cannot be stored.

    """
    with workspace.writing() as rows:
        if not rows.waiting.remove(case.id):
            sentence = say("“{words}” was decided in another window.")
            raise KnownError(sentence.format(words=case.edit.words))
        edit = decided(case.edit, case.decisions, choices, _taken_back(rows, case.decisions))
        stored = edits.apply_in(rows, edit, workspace.officer, undoing=case.undoing)
        rows.audit.add(_given_up(case, choices, workspace.officer))
    return stored


def decided(
    edit: Edit,
    decisions: Sequence[FieldConflict],
    choices: Choices,
    restored: Mapping[UUID, Sequence[Change]] | None = None,
) -> Edit:
    """The edit on top of what the others made, with the choices made.

    `restored` holds by record what brings back one that they deleted.
    """
    by_record: dict[UUID, list[FieldConflict]] = {}
    for field in decisions:
        by_record.setdefault(field.record, []).append(field)
    if any(field.before is None and field.mine is None for field in decisions):
        return edit._replace(changes=())  # somebody tied something to it: it stays
    changes: list[Change] = []
    for change in edit.changes:
        found = by_record.get(change.record.id)
        if found is None:
            changes.append(change)
        elif found[0].fields:
            changes.append(_fields_decided(change, found, choices))
        elif choices.get((change.record.id, ())) == "mine":
            changes += _whole(change, found[0], (restored or {}).get(change.record.id, ()))
    return edit._replace(changes=tuple(changes))


def _fields_decided(change: Change, found: Sequence[FieldConflict], choices: Choices) -> Change:
    before, after = change
    theirs = found[0].theirs
    assert before is not None
    assert after is not None
    assert theirs is not None
    values: dict[str, Any] = {}
    for each in found:
        sides = {"mine": after, "theirs": theirs, "before": before}
        side = sides[choices.get((each.record, each.fields), "theirs")]
        values |= {field: getattr(side, field) for field in each.fields}
    joined = merging.merge(before, after, theirs, _never).record  # what is decided comes on top
    return Change(theirs, msgspec.structs.replace(joined, **values))


def _never(_before: Record, _after: Record) -> bool:
    return False


def _whole(change: Change, found: FieldConflict, restored: Sequence[Change]) -> list[Change]:
    """A record that one side deleted, as I wanted it."""
    if found.theirs is None:
        mine = Change(None, change.after)
        return [mine, *(each for each in restored if each.record.id != change.record.id)]
    return [Change(found.theirs, change.after)]


def _given_up(case: Case, choices: Choices, officer: str) -> "list[Entry]":
    """For the history: of each decision what was mine and what is kept in its place."""
    from briefer.workspace.audit import Entry

    number, now = new_id(), datetime.now(UTC)
    found = []
    for each in case.decisions:
        choice = choices.get((each.record, each.fields), "theirs")
        if choice == "mine" or each.mine is None:
            continue
        kept = each.theirs if choice == "theirs" else each.before
        mine, other = merging.fields_of(each.mine), merging.fields_of(kept) if kept else {}
        given_up = {
            field: (msgspec.to_builtins(value), msgspec.to_builtins(other.get(field)))
            for field, value in mine.items()
            if field in (each.fields or mine) and value != other.get(field)
        }
        words = say("Given up: {words}").format(words=case.edit.words)
        found.append(Entry(number, now, officer, words, "decide", each.kind, each.record, given_up))
    return found


# -------------------------------------------------------------------------- what they deleted


def _taken_back(rows: "Rows", decisions: Sequence[FieldConflict]) -> dict[UUID, tuple[Change, ...]]:
    """By record what brings back one that they deleted, with all that went with it."""
    return {
        field.record: _undeleted(rows, field.record)
        for field in decisions
        if field.theirs is None and field.mine is not None
    }


def _undeleted(rows: "Rows", record: UUID) -> tuple[Change, ...]:
    last = next((one for one in reversed(rows.audit.of(record)) if one.action == "delete"), None)
    if last is None:
        return ()
    found = []
    for entry in rows.audit.of_edit(last.edit):
        kind = by_name()[entry.kind].record
        if entry.action == "delete":
            made = _remade(
                kind, entry.record, {name: old for name, (old, _) in entry.fields.items()}
            )
            if made and not rows.get(kind, entry.record):
                found.append(Change(None, made))
        elif entry.action == "change" and (now := rows.get(kind, entry.record)):
            found.append(_refilled(now, entry))
    return tuple(found)


def _remade(kind: type[Record], id_: UUID, values: dict[str, Any]) -> Record | None:
    """A deleted record as the history holds it; what is empty is not written down there."""
    for field in msgspec.structs.fields(kind):
        if field.required:
            values.setdefault(field.name, "")
    try:
        return msgspec.convert({**values, "id": str(id_)}, kind)
    except msgspec.ValidationError:
        log.warning("a deleted record of the kind %s cannot be made again", kind.__name__)
        return None


def _refilled(now: Record, entry: "Entry") -> Change:
    """A record whose references were emptied, as it was; what was changed again since stays."""
    plain = msgspec.to_builtins(now)
    same = {
        field: old
        for field, (old, new) in entry.fields.items()
        if _as_written(getattr(now, field)) == new
    }
    return Change(now, msgspec.convert({**plain, **same}, type(now)))
