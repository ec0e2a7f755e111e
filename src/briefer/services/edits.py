"""The one way to change records: an edit is applied whole, in one transaction, and can be undone.

An edit holds what each record was and what it shall be. If somebody else changed a record meanwhile, the two are merged
(`rules.merging`); what cannot be merged is a `Conflict`, and nothing is written. When `apply` returns, the edit is on
the disk. Edits for common actions, with their words, are made in `common_edits`; what waits for a decision is kept in
`waiting`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.findings import Place
from briefer.i18n import say
from briefer.progress import Report, silent
from briefer.records.base import Record, new_id
from briefer.records.briefs import Brief
from briefer.records.kinds import KINDS, by_name, kind_of, name_of, references
from briefer.records.people import PrivateData
from briefer.records.visits import Visit
from briefer.rules import merging
from briefer.rules.merging import fields_of
from briefer.services import survivors
from briefer.services.circles import CHAINS, closed
from briefer.services.fitting import fit
from briefer.services.naming import name_keys
from briefer.services.strictness import Strictness

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows


_BETWEEN_REPORTS = 200
"""Records after which it is asked whether the work shall stop."""


class Change(NamedTuple):
    """One record before and after; without `before` it is made, without `after` it is deleted."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as far as it is known: after, else before."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        return kind_of(self.record).name


class Edit(NamedTuple):
    """One user action. `words` name it in the menu ("Move Courtesy call to 09:30"), `past` says it is done."""

    words: str
    changes: tuple[Change, ...]
    past: str = ""
    visit: UUID | None = None
    """The visit it was made in, to lead back there."""
    place: Place = Place()
    number: UUID | None = None
    """Of all that it did in the history of its records; None until it is stored."""
    became: tuple[tuple[UUID, UUID], ...] = ()
    """Records that go because another is the same: each with the one that stands for it from now on."""


class FieldConflict(NamedTuple):
    """What both sides changed of one record and somebody has to decide on, field by field or several together.

    Without `fields` it is the whole record, which one side deleted or tied to something.
    """

    kind: str
    record: UUID
    name: str
    """What a person calls the record."""
    fields: tuple[str, ...]
    before: Record | None
    """As both sides read it."""
    mine: Record | None
    theirs: Record | None
    """As it stands now; None where they deleted it."""
    who: str
    when: datetime | None


class Conflict(KnownError):
    """Somebody else changed the same meanwhile. Nothing was written; `edit` is still what was wanted."""

    def __init__(
        self, edit: Edit, fields: Sequence[FieldConflict], *, undoing: bool = False
    ) -> None:
        """The text names the first of the fields."""
        first = fields[0]
        sentence = say(
            "{who} changed “{name}” meanwhile. Your change was not saved; compare the two and choose."
        )
        super().__init__(sentence.format(who=first.who or say("Somebody"), name=first.name))
        self.edit = edit
        self.fields = tuple(fields)
        self.undoing = undoing

    @property
    def tied(self) -> bool:
        """Somebody tied something to what was to be undone; there is nothing to choose."""
        return any(field.before is None and field.mine is None for field in self.fields)


class Comparison(NamedTuple):
    """An edit beside what the others made of its records meanwhile."""

    changes: tuple[Change, ...]
    """What it would do now, each change on top of theirs; what both changed stays theirs."""
    conflicts: tuple[FieldConflict, ...]
    joined: tuple[tuple[Change, Record, merging.Merged], ...]
    """Of each record that others changed too: the change, the record as theirs, what became of the two."""


def apply(workspace: "Workspace", edit: Edit, report: Report = silent) -> Edit:
    """Carry out an edit and give it back as it was stored: with keys, versions, parts and emptied references.

    A record that is deleted takes its parts along, and references to it are emptied.

    Raises:
        Cancelled: `report` said so; nothing was written.
        Conflict: somebody else changed the same field, or deleted the record.
        KnownError: a value is not fit to be kept, or the database cannot be written.

    """
    with workspace.writing(report) as rows:
        stored = apply_in(rows, _on_the_one(rows, edit), workspace.officer)
        report(0, 0)  # the last moment to stop
        return stored


def undo(workspace: "Workspace", edit: Edit, report: Report = silent) -> Edit:
    """Take back an edit that `apply` or `undo` gave; undoing what this gives is to redo.

    Raises:
        Cancelled: `report` said so; nothing was written.
        Conflict: somebody changed one of its fields since, or tied something to what it made.

    """
    changes = tuple(Change(change.after, change.before) for change in reversed(edit.changes))
    with workspace.writing(report) as rows:
        stored = apply_in(rows, edit._replace(changes=changes), workspace.officer, undoing=True)
        report(0, 0)  # the last moment to stop
        return stored


def apply_in(rows: "Rows", edit: Edit, officer: str, *, undoing: bool = False) -> Edit:
    """`apply` inside a transaction that does more than this edit."""
    now = datetime.now(UTC)
    found = compare(rows, edit, undoing=undoing)
    if found.conflicts:
        raise Conflict(edit, found.conflicts, undoing=undoing)
    merged = [change for change in _heeding(rows, found.changes) if _differs(change)]
    _refuse_circles(rows, merged)
    named = _with_keys(rows, [_fit(change) for change in _heeding(rows, merged)])
    stored = tuple(_stamped(change, now, officer) for change in _heeding(rows, named))
    if not stored:
        return edit._replace(changes=())
    _write(rows, edit, stored)
    number = _audit(rows, edit, stored, now, officer)
    return edit._replace(changes=stored, number=number)


def _heeding(rows: "Rows", some: Iterable[Change]) -> Iterator[Change]:
    """The same; now and then it is asked whether the work shall stop."""
    for at, change in enumerate(some):
        if at % _BETWEEN_REPORTS == 0:
            rows.report(0, 0)
        yield change


# ----------------------------------------------------------------- what a form makes when it is first typed in


_ONE_OF_EACH: dict[type[Record], str] = {Brief: "item", PrivateData: "person"}
"""Kinds that a form makes when it is first typed in, one for each record that the field names."""


def _on_the_one(rows: "Rows", edit: Edit) -> Edit:
    """The edit with what it makes laid on what somebody else has made for the same record meanwhile."""
    moved: dict[UUID, Record] = {}
    for before, after in edit.changes:
        if before is None and after and (field := _ONE_OF_EACH.get(type(after))):
            there = rows.where(type(after), field, [getattr(after, field)])
            if there and after.id not in {each.id for each in there}:
                moved[after.id] = there[0]
    if not moved:
        return edit
    return edit._replace(changes=tuple(_moved(change, moved) for change in edit.changes))


def _moved(change: Change, moved: Mapping[UUID, Record]) -> Change:
    after = change.after
    if after is None:
        return change
    if there := moved.get(after.id):
        whole = _ONE_OF_EACH[type(after)]
        empty = type(after)(id=there.id, key=there.key, **{whole: getattr(after, whole)})
        return Change(empty, msgspec.structs.replace(after, id=there.id, key=there.key))
    own = {
        reference.field: moved[value].id
        for reference in references(type(after))
        if not reference.many and (value := getattr(after, reference.field)) in moved
    }
    return change._replace(after=msgspec.structs.replace(after, **own))


# ---------------------------------------------------------------------------- what a deletion brings


def _with_consequences(rows: "Rows", edit: Edit, *, undoing: bool) -> tuple[Change, ...]:
    """The changes of an edit with those that its deletions bring: parts deleted, references emptied."""
    deleted = {
        change.before.id: change.before
        for change in edit.changes
        if change.before and not change.after
    }
    if not deleted:
        return edit.changes
    changes = {change.record.id: change for change in edit.changes}
    queue = list(deleted.values())
    while queue:
        some, queue = queue, []
        for part, field in _parts(rows, some):
            if part.id not in deleted and not _goes_elsewhere(changes.get(part.id), field, deleted):
                deleted[part.id] = part
                queue.append(part)
                changes[part.id] = Change(part, None)
    for record, field in _references_to(rows, deleted.values()):
        if record.id in deleted:
            continue
        known = changes.get(record.id, Change(record, record))
        assert known.after is not None
        emptied = _without(getattr(known.after, field), deleted)
        after = msgspec.structs.replace(known.after, **{field: emptied})
        changes[record.id] = Change(known.before, after)
    if undoing:
        _refuse_tied(edit, changes.values())
    return tuple(changes.values())


def _goes_elsewhere(change: Change | None, field: str, deleted: Mapping[UUID, Record]) -> bool:
    """Whether the edit itself gives a part another whole."""
    return bool(change and change.after and getattr(change.after, field) not in deleted)


def _parts(rows: "Rows", wholes: Sequence[Record]) -> Iterator[tuple[Record, str]]:
    """The parts of the records, and whatever cannot exist without one of them, with the field that says so."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for whole in wholes:
        by_kind[kind_of(whole).name].append(whole.id)
    for name, ids in by_kind.items():
        for _, part, field in by_name()[name].parts:
            for record in rows.where(by_name()[part].record, field, ids):
                yield record, field
        for kind, field in _demanding(name):
            for record in rows.where(kind, field, ids):
                yield record, field


def _demanding(name: str) -> Iterator[tuple[type[Record], str]]:
    """The kinds and fields that must refer to a record of this kind, where they are not its parts."""
    own = {(part, field) for _, part, field in by_name()[name].parts}
    for kind in KINDS:
        required = {field.name for field in msgspec.structs.fields(kind.record) if field.required}
        for reference in references(kind.record):
            if (
                reference.kind == name
                and reference.field in required
                and (kind.name, reference.field) not in own
            ):
                yield kind.record, reference.field


def _references_to(rows: "Rows", records: Iterable[Record]) -> Iterator[tuple[Record, str]]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for record in records:
        by_kind[kind_of(record).name].append(record.id)
    for name, ids in by_kind.items():
        for _, field, record in rows.referring(name, ids):
            yield record, field


def _without(value: object, ids: Mapping[UUID, Record]) -> object:
    """A reference, or several, without those to what is deleted; an edit may have put another in its place."""
    if isinstance(value, tuple):
        return tuple(id_ for id_ in value if id_ not in ids)
    return None if value in ids else value


def _refuse_tied(edit: Edit, changes: Iterable[Change]) -> None:
    """What was tied to a record since it was made is somebody's work: it is not deleted by an undo."""
    own = {change.record.id for change in edit.changes}
    tied = [
        FieldConflict(
            change.kind,
            change.record.id,
            name_of(change.record),
            (),
            None,
            None,
            change.record,
            change.record.changed_by,
            change.record.changed_at,
        )
        for change in changes
        if change.record.id not in own
    ]
    if tied:
        raise Conflict(edit, tied, undoing=True)


# ---------------------------------------------------------------------------------------- merging


def compare(rows: "Rows", edit: Edit, *, undoing: bool = False) -> Comparison:
    """Lay an edit on top of what the database holds now.

    Raises:
        Conflict: it would undo what somebody has tied something to since.

    """
    wanted = _with_consequences(rows, edit, undoing=undoing)
    present = _present(rows, wanted)
    strictness = Strictness(rows)
    changes, conflicts, joined = [], [], []
    for change in _heeding(rows, wanted):
        now = present.get(change.record.id)
        result, found, merged = _merge(change, now, strictness.loosens)
        changes.append(result)
        conflicts += [_with_author(rows, conflict) for conflict in found]
        if now and merged and (merged.theirs or merged.clashes):
            joined.append((change, now, merged))
    return Comparison(tuple(changes), tuple(conflicts), tuple(joined))


def _present(rows: "Rows", changes: Iterable[Change]) -> dict[UUID, Record]:
    by_kind: dict[type[Record], list[UUID]] = defaultdict(list)
    for change in changes:
        by_kind[type(change.record)].append(change.record.id)
    return {
        record.id: record for kind, ids in by_kind.items() for record in rows.where(kind, "id", ids)
    }


def _merge(
    change: Change, now: Record | None, loosens: merging.Loosens
) -> tuple[Change, list[FieldConflict], merging.Merged | None]:
    before, after = change
    record = change.record

    def conflict(*fields: str) -> FieldConflict:
        name = name_of(now or before or record)
        return FieldConflict(change.kind, record.id, name, fields, before, after, now, "", None)

    if now is None:
        if before is None:
            return Change(None, after), [], None
        # deleted meanwhile: fine if that was wanted
        return (Change(None, None), [], None) if after is None else (change, [conflict()], None)
    if before is None:
        same = after is not None and fields_of(now) == fields_of(after)
        return Change(now, now), [] if same else [conflict()], None
    if after is None:
        same = fields_of(now) == fields_of(before)
        return Change(now, None), [] if same else [conflict()], None
    merged = merging.merge(before, after, now, loosens)
    return Change(now, merged.record), [conflict(*fields) for fields in merged.clashes], merged


def _with_author(rows: "Rows", conflict: FieldConflict) -> FieldConflict:
    """The conflict with who made their change, and when."""
    entries = rows.audit.of(conflict.record)
    about = [
        entry
        for entry in entries
        if entry.action != "decide"
        if not conflict.fields or any(field in entry.fields for field in conflict.fields)
    ]
    if not about:
        return conflict
    return conflict._replace(who=about[-1].who, when=about[-1].at)


def _differs(change: Change) -> bool:
    if change.before is None or change.after is None:
        return change.before is not change.after
    return fields_of(change.before) != fields_of(change.after)


# -------------------------------------------------------------------------------- fit to be stored


def _fit(change: Change) -> Change:
    return change if change.after is None else change._replace(after=fit(change.after))


def _refuse_circles(rows: "Rows", changes: Sequence[Change]) -> None:
    """What stands already may stay; a change that closes a circle is refused."""
    moved = [
        change.after
        for change in changes
        if change.after and (field := CHAINS.get(type(change.after)))
        if change.before is None or getattr(change.before, field) != getattr(change.after, field)
    ]
    for record in closed(rows, moved):
        if isinstance(record, Visit):
            sentence = say("“{name}” would follow itself. Choose another visit.")
        else:
            sentence = say("“{name}” would be a unit of itself. Choose another institution.")
        raise KnownError(sentence.format(name=name_of(record)))


def _with_keys(rows: "Rows", changes: Sequence[Change]) -> list[Change]:
    """The changes with a key of its own for each new record."""
    new = [change.after for change in changes if change.before is None and change.after]
    named = name_keys(rows, new)
    return [
        change if change.before or change.after is None else Change(None, named[change.after.id])
        for change in changes
    ]


def _stamped(change: Change, now: datetime, officer: str) -> Change:
    if change.after is None:
        return change
    version = change.before.version + 1 if change.before else change.after.version
    after = msgspec.structs.replace(
        change.after, version=version, changed_at=now, changed_by=officer
    )
    return change._replace(after=after)


# ---------------------------------------------------------------------------------------- writing


def _write(rows: "Rows", edit: Edit, changes: Sequence[Change]) -> None:
    rows.delete([change.before for change in changes if change.before and not change.after])
    rows.insert([change.after for change in changes if change.after and not change.before])
    for change in _heeding(rows, changes):
        if change.before and change.after and not rows.update(change.after, change.before.version):
            theirs = rows.get(type(change.after), change.after.id)
            conflict = FieldConflict(
                change.kind,
                change.after.id,
                name_of(change.after),
                (),
                change.before,
                change.after,
                theirs,
                theirs.changed_by if theirs else "",
                theirs.changed_at if theirs else None,
            )
            raise Conflict(edit, [conflict])


def _audit(
    rows: "Rows", edit: Edit, changes: Sequence[Change], now: datetime, officer: str
) -> UUID:
    from briefer.workspace.audit import Entry

    number = new_id()
    for start in range(0, len(changes), _BETWEEN_REPORTS):
        rows.report(0, 0)
        rows.audit.add(
            Entry(
                number,
                now,
                officer,
                edit.words,
                "add" if not change.before else "change" if change.after else "delete",
                change.kind,
                change.record.id,
                _changed_fields(change),
            )
            for change in changes[start : start + _BETWEEN_REPORTS]
        )
    kept = dict(edit.became)
    gone = ((change.kind, change.record.id) for change in changes if change.after is None)
    became = ((kind, id_, kept[id_]) for kind, id_ in gone if id_ in kept)
    rows.audit.add(survivors.note(number, now, officer, edit.words, became))
    return number


def _changed_fields(change: Change) -> dict[str, tuple[Any, Any]]:
    """Field → (before, after) of what changed; of a deleted record all that it held.

    What a new record holds stands in the record itself, and in the first change of each field.
    """
    if change.before is None:
        return {}
    before = fields_of(change.before)
    after = fields_of(change.after) if change.after else {}
    return {
        field: (msgspec.to_builtins(value), msgspec.to_builtins(after.get(field)))
        for field, value in before.items()
        if value != after.get(field) and not (_is_empty(value) and _is_empty(after.get(field)))
    }


def _is_empty(value: object) -> bool:
    return value is None or value in ("", ())
