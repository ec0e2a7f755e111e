"""What happened to a record: who changed which field when, from what to what; and a version of it brought back.

The versions are worked out backwards from the record as it is, through the entries of the audit. Not here: parts of a
record (they have a history of their own), and undo (`edits`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.findings import Place
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.kinds import KINDS, by_name, file_fields, kind_of, name_of, references
from briefer.rules.merging import fields_of
from briefer.services import survivors
from briefer.services.common_edits import shortened
from briefer.services.edits import Change, Edit
from briefer.services.field_names import field_name
from briefer.text import nearest

if TYPE_CHECKING:
    from briefer.workspace.audit import Action, Entry
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

LETTERS, _SHARED = 160, 40
"""So much of a text is shown round the place where two versions part."""


class Changed(NamedTuple):
    """One field of an entry, in words; empty where it held nothing."""

    field: str
    before: str
    after: str


class Version(NamedTuple):
    """A record as it was after one entry of the audit."""

    edit: UUID
    at: datetime
    who: str
    words: str
    action: "Action"
    changed: tuple[Changed, ...]
    record: Record | None
    """None where it was deleted, or where its form was another than today's.

    Of what was given up by a decision: the record as it is today with that in it.
    """


class History(NamedTuple):
    """A record as it is, and its versions, the newest first."""

    record: Record
    versions: tuple[Version, ...]


def history(workspace: "Workspace", kind: str, id_: UUID) -> History | None:
    """The history of a record; None when it is gone."""
    with workspace.reading() as rows:
        record = rows.get(by_name()[kind].record, id_)
        if record is None:
            return None
        entries = tuple(one for one in rows.audit.of(id_) if not survivors.is_note(one))
        names = _names(rows, type(record), entries)
    shown = (
        _version(entry, state and _without_gone(state, record, names), names)
        for entry, state in zip(reversed(entries), _states(record, entries), strict=True)
    )
    return History(record, tuple(shown))


def find(workspace: "Workspace", key: str, kind: str = "") -> Record:
    """The record with this key; `kind` says of which kind, where several have it.

    Raises:
        KnownError: there is none, the sentence names the nearest; or there are several.

    """
    kinds = [by_name()[kind]] if kind else KINDS
    with workspace.reading() as rows:
        found = [record for each in kinds if (record := rows.find(each.record, key))]
        like = (
            "" if found else nearest(key, (one for each in kinds for one in rows.keys(each.record)))
        )
    if len(found) == 1:
        return found[0]
    if found:
        sentence = say("Several records have the key “{key}”: {kinds}. Say which kind is meant.")
        names = ", ".join(kind_of(record).name for record in found)
        raise KnownError(sentence.format(key=key, kinds=names))
    if like:
        sentence = say("{path} has no record “{key}”. Did you mean “{like}”?")
    else:
        sentence = say(
            "{path} has no record “{key}”. “briefer search” finds records by their words."
        )
    raise KnownError(sentence.format(path=workspace.path, key=key, like=like))


def restore(record: Record, version: Version, when: str) -> Edit:
    """The record becomes what it was in a version; `when` names it in words."""
    assert version.record is not None
    after = msgspec.structs.replace(record, **fields_of(version.record) | {"key": record.key})
    name = shortened(name_of(record))
    visit = record.id if kind_of(record).name == "visit" else getattr(record, "visit", None)
    return Edit(
        say("Restore {name} as of {when}").format(name=name, when=when),
        (Change(record, after),),
        say("{name} is as it was on {when}.").format(name=name, when=when),
        visit,
        Place(kind=kind_of(record).name, key=record.key),
    )


def _states(record: Record, entries: Iterable["Entry"]) -> list[Record | None]:
    """The record after each entry, the newest first; of a decision the record with what was given up."""
    states: list[Record | None] = []
    state: Record | None = record
    for entry in reversed([*entries]):
        if entry.action == "decide":  # it changed nothing
            given_up = {field: mine for field, (mine, _) in entry.fields.items()}
            states.append(_with(record, given_up))
            continue
        states.append(state)
        if entry.action != "change" or not entry.fields:
            # before it was made there was nothing; what was deleted was given back by an undo; what was erased is gone
            state = None
        elif state is not None:
            state = _with(state, {field: before for field, (before, _) in entry.fields.items()})
    return states


def _with(record: Record, values: Mapping[str, Any]) -> Record | None:
    try:
        return msgspec.convert({**msgspec.to_builtins(record), **values}, type(record))
    except msgspec.ValidationError:
        return None


def _without_gone(state: Record, now: Record, names: Mapping[str, str]) -> Record:
    """A record without references to what has been deleted since; one that it cannot be without is that of today."""
    needed = {field.name for field in msgspec.structs.fields(type(state)) if field.required}
    values: dict[str, Any] = {}
    for reference in references(type(state)):
        value, still = getattr(state, reference.field), getattr(now, reference.field)
        if value == still:
            continue
        if reference.many:
            values[reference.field] = tuple(
                id_ for id_ in value if str(id_) in names or id_ in still
            )
        elif str(value) not in names:
            values[reference.field] = still if reference.field in needed else None
    return msgspec.structs.replace(state, **values)


def _version(entry: "Entry", state: Record | None, names: Mapping[str, str]) -> Version:
    files = file_fields(by_name()[entry.kind].record)
    changed = []
    for field, (before, after) in entry.fields.items():
        if field in files:
            values = [say("a file") if value else "" for value in (before, after)]
        else:
            values = [value_words(value, names) for value in (before, after)]
        changed.append(Changed(field_name(field), *parted(*values)))
    words = entry.words or say("Erased")
    return Version(entry.edit, entry.at, entry.who, words, entry.action, tuple(changed), state)


def _names(rows: "Rows", record: type[Record], entries: Iterable["Entry"]) -> dict[str, str]:
    """What the records are called that a field refers to, by their ids as the audit writes them."""
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        for reference in references(record):
            for value in entry.fields.get(reference.field, ()):
                ids = value if isinstance(value, list) else [value] if value else []
                wanted.setdefault(reference.kind, set()).update(ids)
    return {
        str(found.id): name_of(found)
        for kind, ids in wanted.items()
        for found in rows.where(by_name()[kind].record, "id", [UUID(id_) for id_ in ids])
    }


def value_words(value: Any, names: Mapping[str, str]) -> str:
    """A plain value in words, ids of records as what they are called."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, list | tuple):
        return "\n".join(value_words(each, names) for each in value)
    if isinstance(value, dict):
        return ", ".join(filter(None, (value_words(each, names) for each in value.values())))
    return names.get(str(value), str(value))


def parted(before: str, after: str) -> tuple[str, str]:
    """Two texts, long ones cut to the places where they part."""
    if max(len(before), len(after)) <= LETTERS:
        return before, after
    pairs = zip(before, after, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    start = min(len(before), len(after)) if same is None else same
    begin = max(0, before.rfind(" ", 0, start) - _SHARED) if start > LETTERS // 2 else 0
    return _cut(before, begin), _cut(after, begin)


def _cut(text: str, begin: int) -> str:
    part = text[begin : begin + LETTERS].strip()
    head = "…" if begin else ""
    return f"{head}{part}{'…' if begin + LETTERS < len(text) else ''}" if part else ""
