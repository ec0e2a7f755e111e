"""Whatever points at a record points at another one afterwards, and what has thereby become double is made one.

What may point at a record is read from `records.kinds`: the fields that refer to its kind, and what is about any
record. Texts name records by `[[name]]`. Not here: which of two values stays (`merging`), storing (`edits`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_type_hints
from uuid import UUID

import msgspec

from briefer.records.base import Record, Text
from briefer.records.institutions import Institution
from briefer.records.kinds import KINDS, Kind, by_name, kind_of, references
from briefer.records.naming import whole_name
from briefer.records.people import Person
from briefer.records.sources import Wording
from briefer.rules.merging import fields_of
from briefer.services.edits import Change

if TYPE_CHECKING:
    from briefer.workspace.load_save import Rows

Choice = Literal["left", "right", "both"]
"""Which of two values stays: that of the record that stays, that of the one that goes, or both."""

_TWINS: dict[str, frozenset[str]] = {
    "post": frozenset({"start", "end", "rank", "source", "supplied_on", "marking", "distribution"}),
    "contact": frozenset({"label"}),
    "citation": frozenset(),
    "party": frozenset({"words"}),
    "participant": frozenset({"role", "state", "represented_by", "group_count"}),
    "delegate": frozenset({"arrival", "departure", "room", "marking", "distribution"}),
}
"""Kinds of which two that say the same become one, and the fields that one of the two may lack."""
UNLIKE = frozenset({"key", "order"})
"""Fields in which two that say the same may differ."""


def pointing(rows: "Rows", kind: str, ids: Sequence[UUID]) -> Iterator[tuple[Kind, str, Record]]:
    """The records that point at those of a kind, each with the field that does: references, and what is about them."""
    yield from rows.referring(kind, ids)
    for other in _about():
        for record in rows.where(other.record, "about", ids):
            yield other, "about", record


def _about() -> tuple[Kind, ...]:
    """The kinds whose records are about one of any kind."""
    return tuple(kind for kind in KINDS if "about" in kind.record.__struct_fields__)


def linked_name(record: Record) -> str:
    """What texts call a record in `[[…]]`; "" for a kind that is not linked."""
    if isinstance(record, Person):
        return whole_name(record)
    return record.name if isinstance(record, Institution) else ""


def naming(rows: "Rows", record: Record, other: Record) -> tuple[Record, ...]:
    """The records whose texts link a record by name; none where a third one is called so, too."""
    name = linked_name(record)
    if not name or _is_shared(rows, record, other):
        return ()
    return rows.containing(f"[[{name}]]")


def _is_shared(rows: "Rows", record: Record, other: Record) -> bool:
    field = "family_name" if isinstance(record, Person) else "name"
    same = rows.where(type(record), field, [getattr(record, field)])
    own, name = (record.id, other.id), linked_name(record)
    return any(each.id not in own and linked_name(each) == name for each in same)


class Moving:
    """What becomes of records, worked out in one transaction; nothing is stored."""

    def __init__(self, rows: "Rows") -> None:
        self._rows = rows
        self._before: dict[UUID, Record] = {}
        self._after: dict[UUID, Record | None] = {}
        self.became: dict[UUID, UUID] = {}
        """What goes because another says the same, and which."""

    def changes(self) -> tuple[Change, ...]:
        """All that changes, in the order in which it was first touched."""
        return tuple(
            Change(before, self._after[id_])
            for id_, before in self._before.items()
            if before != self._after[id_]
        )

    def put(self, before: Record, after: Record | None) -> None:
        """A record becomes another, or goes."""
        self._before.setdefault(before.id, before)
        self._after[before.id] = after

    def merge(
        self, lost: Record, kept: Record, choices: Mapping[str, Choice] | None = None
    ) -> None:
        """All that points at `lost` points at `kept`, and `lost` goes.

        `choices` tell of the fields in which they differ which value stays: its translations stay with it.
        """
        self._translate(lost, kept, choices or {})
        waiting = [(lost, kept)]
        while waiting:
            lost, kept = waiting.pop()
            self.put(lost, None)
            self.became[lost.id] = kept.id
            kind = kind_of(kept).name
            for _, field, record in pointing(self._rows, kind, [lost.id]):
                now = self._after.get(record.id, record)
                if now is not None:
                    value = _moved(getattr(now, field), lost.id, kept.id, now.id)
                    self.put(record, msgspec.structs.replace(now, **{field: value}))
            for double, first in self._twins(kind, kept.id):
                self._translate(double, first, {})
                waiting.append((double, first))

    def relink(self, one: Record, other: Record, name: str) -> None:
        """Texts that link one of two records by its name link it by another name; those that were changed, too."""
        for record, beside in ((one, other), (other, one)):
            old = linked_name(record)
            if not old or old == name or _is_shared(self._rows, record, beside):
                continue
            for each in (*naming(self._rows, record, beside), *tuple(self._before.values())):
                now = self._after.get(each.id, each)
                if now is not None:
                    self._relink(each, now, f"[[{old}]]", f"[[{name}]]")

    def _relink(self, record: Record, now: Record, old: str, new: str) -> None:
        values = {field: _written(value, old, new) for field, value in fields_of(now).items()}
        if values != fields_of(now):
            self.put(record, msgspec.structs.replace(now, **values))

    # -------------------------------------------------------------------------------------- twins

    def _twins(self, kind: str, kept: UUID) -> list[tuple[Record, Record]]:
        """Records that now say what another one of the same record says; the first of them holds what either had."""
        found = []
        for pointer, lacking in _TWINS.items():
            for field in _fields_to(kind, pointer):
                for some in self._alike(pointer, field, kept, lacking):
                    found += self._united(some, lacking)
        return found

    def _alike(
        self, kind: str, field: str, whole: UUID, lacking: frozenset[str]
    ) -> list[list[Record]]:
        """Those of a kind that point at a record, in groups that agree in all that twins agree in."""
        stored = self._rows.where(by_name()[kind].record, field, [whole])
        changed = [each for each in self._after.values() if each and kind_of(each).name == kind]
        now = {each.id: self._after.get(each.id, each) for each in (*stored, *changed)}
        groups: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
        for record in now.values():
            if record and getattr(record, field) == whole:
                groups[_identity(record, lacking)].append(record)
        return [some for some in groups.values() if len(some) > 1]

    def _united(
        self, some: Sequence[Record], lacking: frozenset[str]
    ) -> list[tuple[Record, Record]]:
        """Of records that agree, those that become one with an earlier one; those that were not moved come first."""
        kept: list[Record] = []
        found = []
        for record in sorted(some, key=lambda each: (each.id in self._after, each.id)):
            moved = record.id in self._after
            fits = ((at, _filled(first, record, lacking)) for at, first in enumerate(kept))
            at, whole = next(((at, one) for at, one in fits if one), (-1, None))
            if not moved or whole is None:
                kept.append(record)
                continue
            self.put(kept[at], whole)
            kept[at] = whole
            found.append((self._before[record.id], whole))
        return found

    # ------------------------------------------------------------------------------- translations

    def _translate(self, lost: Record, kept: Record, choices: Mapping[str, Choice]) -> None:
        """One translation of each field into each language: that of the value that stays."""
        ours, theirs = (self._wordings(each) for each in (kept, lost))
        for key in {*ours, *theirs}:
            mine, other, choice = ours.get(key), theirs.get(key), choices.get(key[0])
            if choice == "both" and not is_text(kind_of(kept).name, key[0]):
                choice = "left"
            if choice == "both":
                self._translate_both(mine, other)
            elif choice == "right":
                self._go(mine)
            elif choice == "left":
                self._go(other)
            elif mine and other:
                if other.state == "checked" != mine.state:
                    after = msgspec.structs.replace(mine, text=other.text, state=other.state)
                    self.put(mine, after)
                self._go(other)

    def _wordings(self, record: Record) -> dict[tuple[str, str], Wording]:
        found = self._rows.where(Wording, "about", [record.id])
        return {(each.field, each.language): each for each in found}

    def _translate_both(self, mine: Wording | None, other: Wording | None) -> None:
        """The text has grown: what translates the half of it is a draft."""
        if mine and other:
            text = f"{mine.text.rstrip()}\n\n{other.text.lstrip()}"
            self.put(mine, msgspec.structs.replace(mine, text=text, state="draft"))
            self._go(other)
        elif half := mine or other:
            self.put(half, msgspec.structs.replace(half, state="draft"))

    def _go(self, wording: Wording | None) -> None:
        if wording:
            self.put(wording, None)


def is_text(kind: str, field: str) -> bool:
    """Whether a field holds running text, in which paragraphs stand below each other."""
    return field in _texts(by_name()[kind].record)


def _texts(record: type[Record]) -> frozenset[str]:
    hints = get_type_hints(record, include_extras=True)
    return frozenset(field for field, hint in hints.items() if hint == Text)


def _fields_to(kind: str, pointer: str) -> list[str]:
    """The fields by which a record of one kind points at one of another."""
    fields = [
        reference.field
        for reference in references(by_name()[pointer].record)
        if reference.kind == kind and not reference.many
    ]
    return [*fields, *(["about"] if by_name()[pointer] in _about() else [])]


def _moved(value: Any, lost: UUID, kept: UUID, own: UUID) -> Any:
    """A reference, or several, to the one that stays; a record does not come to refer to itself."""
    if isinstance(value, tuple):
        found = dict.fromkeys(kept if id_ == lost else id_ for id_ in value)
        return tuple(id_ for id_ in found if id_ != own)
    if value != lost:
        return value
    return None if kept == own else kept


def _identity(record: Record, lacking: frozenset[str]) -> tuple[Any, ...]:
    return tuple(
        value for field, value in fields_of(record).items() if field not in lacking | UNLIKE
    )


def _filled(first: Record, other: Record, lacking: frozenset[str]) -> Record | None:
    """The first with what it lacks and the other has; None where they disagree."""
    values = {}
    for field in lacking:
        mine, theirs = getattr(first, field), getattr(other, field)
        if mine == theirs or is_default(other, field, theirs):
            continue
        if not is_default(first, field, mine):
            return None
        values[field] = theirs
    return msgspec.structs.replace(first, **values)


def is_default(record: Record, field: str, value: Any) -> bool:
    """Whether a field says no more than that of a new record."""
    (found,) = (each for each in msgspec.structs.fields(record) if each.name == field)
    return value in (None, "", ()) or value == found.default


def _written(value: Any, old: str, new: str) -> Any:
    """A value with other words in all of its texts."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, tuple):
        return tuple(_written(each, old, new) for each in value)
    if isinstance(value, msgspec.Struct):
        fields = {
            name: _written(getattr(value, name), old, new) for name in value.__struct_fields__
        }
        return msgspec.structs.replace(value, **fields)
    return value
