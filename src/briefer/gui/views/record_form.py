"""A form of one record, made from a table of its fields: each is accepted by itself and is one undo step.

Not here: the tables themselves, which stand with the screens; lists of records (`record_list`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import shown, typed_dates, typed_times
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.offers import Offered
from briefer.gui.readings import shows
from briefer.gui.views.field_rows import COLUMNS, FieldRows
from briefer.gui.views.fields import ChoiceField, Field, LineField, TextEdit, TextField, controls_of
from briefer.gui.views.lines_edit import LinesEdit
from briefer.gui.views.links import SIGNS, LinkField, LinksField, searcher
from briefer.i18n import say
from briefer.records.base import Record, Value
from briefer.records.kinds import kind_of
from briefer.records.visits import Visit
from briefer.services.edits import Edit
from briefer.text import fold

BETWEEN = " | "
"""Stands between the parts of a line that is several values."""

Sort = Literal[
    "line",
    "text",
    "lines",
    "words",
    "rows",
    "when",
    "zone",
    "clock",
    "number",
    "count",
    "named",
    "choice",
    "flag",
    "link",
    "links",
]
Make = Callable[[Record, str, Any, str, Record | None], Edit]
"""Makes the edit of a field: the record, the field, its value, what it is called, a record made on the way."""


class Slot(NamedTuple):
    """One field of a form."""

    field: str
    label: str
    sort: Sort = "line"
    span: int = COLUMNS
    """Of six columns."""
    name: str = ""
    """For a screen reader, where the label alone does not tell; of links what adds one."""
    hint: str = ""
    choices: Mapping[str, str] = {}
    kind: str = ""
    """Of links: the kind of record that is tied."""
    parts: type[Value] | None = None
    """Of rows: what each line is, its values in the order of their declaration."""
    height: int = 2
    """Lines of a text."""
    needed: bool = False
    """It cannot be emptied."""
    most: int = 0
    """The highest of a number or count. Of a number 0 is shown as nothing; a count of nothing is open."""
    least: int = 0


class RecordForm(QWidget):
    """The fields of one record."""

    def __init__(
        self, desk: Desk, undo: Undo, slots: Sequence[Slot], make: Make | None = None
    ) -> None:
        super().__init__()
        self._desk, self._undo, self._make = desk, undo, make or _changed
        self.record: Record | None = None
        self.called: str | None = None
        """What the record is called, where none of its own fields is a name; empty while it is not called anything."""
        self._names: dict[UUID, str] = {}
        self._known: dict[str, Mapping[UUID, str]] = {}
        """Of fields that name several of a few: those few."""
        self._slots = {slot.field: slot for slot in slots}
        self.fields: dict[str, Field] = {slot.field: self._made(slot) for slot in slots}
        self._drafts = undo.drafts.form("", self, controls_of(self.fields))
        rows: list[list[tuple[Field, int]]] = [[]]
        for slot in slots:
            field = self.fields[slot.field]
            field.left.connect(undo.end_run)
            if sum(part for _, part in rows[-1]) + slot.span > COLUMNS:
                rows.append([])
            rows[-1].append((field, slot.span))
        self._rows = FieldRows(rows, beside=10, below=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rows)

    @property
    def first_field(self) -> Field:
        """Where writing begins."""
        return next(field for field in self.fields.values() if not field.isHidden())

    def show_record(self, record: Record, names: Mapping[UUID, str] | None = None) -> None:
        """Show a record as it is stored; `names` are those of the records it is tied to."""
        other = self.record is None or self.record.id != record.id
        if other and self.record:
            self.accept_all()
            self._drafts.leave()
            self._undo.end_run()
        self.record = record
        shows(self, record.id)
        self._names |= names or {}
        for name, field in self.fields.items():
            value = getattr(record, name)
            if isinstance(field, LinksField):
                field.show_links(value, self._names)
            elif isinstance(field, ChoiceField):
                field.show_value(_chosen(value))
            elif isinstance(field, LineField | TextField):
                field.show_value(self._text(self._slots[name], value), other=other)
        self._drafts.form = kind_of(record).name
        self._drafts.show(record.id, _visit_of(record))
        self._rows.fit()

    def show_choices(self, field: str, choices: Mapping[str, str]) -> None:
        """Offer other choices in a field."""
        found = self.fields[field]
        assert isinstance(found, ChoiceField)
        chooser = found.chooser
        there = {chooser.itemData(at): chooser.itemText(at) for at in range(chooser.count())}
        if there != choices:
            chooser.clear()
            for value, words in choices.items():
                chooser.addItem(words, value)
            if self.record:
                found.show_value(_chosen(getattr(self.record, field)))

    def show_known(self, field: str, known: Mapping[UUID, str]) -> None:
        """Let a field name several of these, one a line."""
        self._known[field] = known

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()

    def take_keyboard(self) -> None:
        """Give the keyboard to the first field, its text ready to be typed over."""
        field = self.first_field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.edit.selectAll()

    # ------------------------------------------------------------------------------------ the fields

    def _made(self, slot: Slot) -> Field:
        if slot.sort == "links":
            add = slot.name or slot.label
            links = LinksField(slot.label, add, searcher(self._desk, slot.kind), SIGNS[slot.kind])
            links.added.connect(partial(self._add_link, slot))
            links.removed.connect(partial(self._remove_link, slot))
            return links
        if slot.sort == "link":
            link = LinkField(
                slot.label, searcher(self._desk, slot.kind), name=slot.name, hint=slot.hint
            )
            link.linked.connect(partial(self._link, slot))
            return link
        accept = partial(self._accept, slot)
        if slot.sort == "choice":
            return ChoiceField(slot.label, slot.choices, accept, name=slot.name)
        if slot.sort == "flag":
            return ChoiceField(
                slot.label, {"": say("no"), "yes": say("yes")}, accept, name=slot.name
            )
        if slot.sort in ("text", "lines", "rows", "named"):
            made = LinesEdit if slot.sort in ("lines", "rows") else TextEdit
            edit = made(slot.name or slot.label)
            edit.setPlaceholderText(slot.hint)
            return TextField(slot.label, accept, lines=slot.height, edit=edit)
        return LineField(slot.label, accept, name=slot.name, hint=slot.hint)

    def _text(self, slot: Slot, value: Any) -> str:
        if slot.sort == "link":
            return self._names.get(value, "…") if value else ""
        if slot.sort == "when":
            return shown.when(value)
        if slot.sort in ("number", "clock"):
            return shown.digits(value) if value else ""
        if slot.sort == "count":
            return "" if value is None else shown.digits(value)
        if slot.sort == "named":
            known = self._known.get(slot.field, {})
            return "\n".join(known.get(one, "…") for one in value)
        if slot.sort == "words":
            return say(", ").join(value)
        if slot.sort == "lines":
            return "\n".join(value)
        if slot.sort == "rows":
            return "\n".join(_line(one) for one in value)
        return str(value)

    def _accept_counted(self, slot: Slot, text: str) -> str:
        """Take a time of day or a number."""
        if slot.sort == "clock":
            typed = typed_times.read(text)
            if typed is None or typed.start is None or typed.end:
                return say("There is no such time. Type 9:30, or 0930.")
            return self._set(slot, typed.start)
        number = text.strip().replace("−", "-")
        is_one = number.removeprefix("-").isdecimal()
        if number and not (is_one and slot.least <= int(number) <= slot.most):
            words = say("Type a number up to {most}, or nothing.")
            return words.format(most=shown.digits(slot.most))
        if slot.sort == "count":
            return self._set(slot, int(number) if number else None)
        return self._set(slot, int(number or 0))

    def _accept_named(self, slot: Slot, lines: Sequence[str]) -> str:
        """Take the names of several of a few."""
        ids = {fold(name): id_ for id_, name in self._known.get(slot.field, {}).items()}
        if unknown := next((line for line in lines if fold(line) not in ids), ""):
            words = say("There is no “{name}” in this visit.")
            return words.format(name=unknown)
        return self._set(slot, tuple(dict.fromkeys(ids[fold(line)] for line in lines)))

    def _accept(self, slot: Slot, text: str) -> str:
        """Take what was typed or chosen."""
        from briefer.rules import clocks

        if slot.sort in ("clock", "number", "count"):
            return self._accept_counted(slot, text)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if reason := _not_whole(slot, text, lines):
            return reason
        if slot.sort == "named":
            return self._accept_named(slot, lines)
        value: Any = text if slot.sort == "text" else text.strip()
        if slot.sort == "when":
            value = typed_dates.read(text)
            if value is None:
                return say("There is no such date. Type 2 April 2026, or early December 2022.")
        elif slot.sort == "zone" and value and clocks.zone(value) is None:
            return say("There is no such time zone. Type a region and a city: Europe/Copenhagen.")
        elif slot.sort == "lines":
            value = tuple(lines)
        elif slot.sort == "words":
            value = tuple(filter(None, (one.strip() for one in re.split("[,،;]", text))))
        elif slot.sort == "rows" and slot.parts:
            value = tuple(_read(slot.parts, line) for line in lines)
        elif slot.sort == "flag":
            value = bool(text)
        elif slot.sort == "choice" and slot.kind:
            value = UUID(text) if text else None
        return self._set(slot, value)

    def _set(self, slot: Slot, value: Any, made: Record | None = None) -> str:
        from briefer.services import common_edits
        from briefer.services.field_names import field_name

        record = self.record
        if record is None or getattr(record, slot.field) == value:
            return ""
        field = field_name(slot.field)
        edit = self._make(record, slot.field, value, field, made)
        if self.called is not None and made is None:
            edit = common_edits.told(edit, field=field, name=self.called)
        stored = self._undo.do(edit, run=f"{record.id} {slot.field}")
        if stored and self.record is record:  # whoever shows the record does so again, or not
            self.record = msgspec.structs.replace(record, **{slot.field: value})
        return "" if stored else say("Not saved. The sentence above says why.")

    # ------------------------------------------------------------------------------------- the ties

    def _taken(self, slot: Slot, offered: Offered) -> tuple[UUID, Record | None]:
        """The id of what was chosen, and the record where it is a new one."""
        from briefer.services import linking

        made = None
        if offered.id is None:
            made = linking.new_record(slot.kind, offered.words, self.record)
        id_ = made.id if made else offered.id
        assert id_ is not None
        self._names[id_] = offered.words
        return id_, made

    def _link(self, slot: Slot, offered: Offered | None) -> None:
        id_, made = self._taken(slot, offered) if offered else (None, None)
        self.fields[slot.field].trouble.say(self._set(slot, id_, made))

    def _add_link(self, slot: Slot, offered: Offered) -> None:
        if self.record is None:
            return
        id_, made = self._taken(slot, offered)
        ids = tuple(dict.fromkeys((*getattr(self.record, slot.field), id_)))
        self._set_links(slot, ids, made)

    def _remove_link(self, slot: Slot, id_: object) -> None:
        if self.record:
            left = tuple(one for one in getattr(self.record, slot.field) if one != id_)
            self._set_links(slot, left)

    def _set_links(self, slot: Slot, ids: tuple[UUID, ...], made: Record | None = None) -> None:
        reason = self._set(slot, ids, made)
        field = self.fields[slot.field]
        field.trouble.say(reason)
        self._undo.end_run()
        if isinstance(field, LinksField) and self.record:
            field.show_links(getattr(self.record, slot.field), self._names)


def _changed(record: Record, field: str, value: Any, called: str, made: Record | None) -> Edit:
    from briefer.services import linking

    return linking.linked(record, field, value, called, made)


def _chosen(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")


def _line(one: Value) -> str:
    """The values of a part in a line; empty ones at its end are left out."""
    parts = [str(getattr(one, field)) for field in one.__struct_fields__]
    while parts and not parts[-1]:
        parts.pop()
    return BETWEEN.join(parts)


def _parts(kind: type[Value], line: str) -> list[str]:
    most = len(kind.__struct_fields__) - 1
    return [part.strip() for part in line.split(BETWEEN.strip(), most)]


def _not_whole(slot: Slot, text: str, lines: list[str]) -> str:
    """Why what was typed is not all that is needed; nothing where it is."""
    if slot.needed and not (text if slot.sort == "text" else text.strip()):
        return say("This cannot be empty.")
    if short := [line for line in lines if slot.parts and _lacks(slot.parts, line)]:
        sentence = say("“{line}” is not whole: type what comes next after |.")
        return sentence.format(line=short[0])
    return ""


def _lacks(kind: type[Value], line: str) -> bool:
    """Whether a line ends before all is said that must be: of a fact, what it is and its value."""
    needed = len(kind.__struct_fields__) - len(kind.__struct_defaults__)
    return len(_parts(kind, line)) < needed


def _read(kind: type[Value], line: str) -> Value:
    return kind(**dict(zip(kind.__struct_fields__, _parts(kind, line), strict=False)))


def _visit_of(record: Record) -> UUID | None:
    """The visit that a record is, or belongs to."""
    return record.id if isinstance(record, Visit) else getattr(record, "visit", None)
