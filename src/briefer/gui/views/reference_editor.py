"""A theme, an instrument, a place, a source or a term: the form of each, and what uses it.

Not here: their tables (`reference`).
"""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from briefer.gui import shown, theme, typed_dates
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.reference import instrument_kinds, instrument_name
from briefer.gui.models.rows import Row
from briefer.gui.readings import shows
from briefer.gui.views.field_rows import FieldRows, Places, in_rows
from briefer.gui.views.fields import ChoiceField, Field, LineField, TextField, controls_of
from briefer.gui.views.likely_hint import LikelyHint
from briefer.gui.views.lists import RowsView
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.other_languages import OwnLanguages
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.visit_frame import after, contact_rows, contacts_list
from briefer.i18n import say
from briefer.records.base import Marked, Record
from briefer.records.institutions import ContactPoint, Place
from briefer.records.kinds import kind_of, name_of
from briefer.records.notes import Instrument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.services.edits import Edit
    from briefer.services.reference import Use

_SIGNS = {
    "institution": "landmark",
    "item": "clock",
    "note": "notebook-pen",
    "outcome": "target",
    "visit": "calendar-range",
}
_PLACES: Mapping[str, Places] = {
    # row, column of six, columns
    "theme": {
        "name": (0, 0, 6),
        "cross_cutting": (1, 0, 3),
        "qualifier": (1, 3, 3),
        "synonyms": (2, 0, 6),
    },
    "instrument": {
        "title": (0, 0, 6),
        "kind": (1, 0, 2),
        "number": (1, 2, 2),
        "year": (1, 4, 2),
        "issuer": (2, 0, 6),
        "country": (3, 0, 3),
        "periodicity": (3, 3, 3),
        "subject": (4, 0, 6),
    },
    "place": {
        "name": (0, 0, 4),
        "room": (0, 4, 2),
        "address": (1, 0, 6),
        "city": (2, 0, 3),
        "country": (2, 3, 3),
        "zone": (3, 0, 3),
        "opening_hours": (3, 3, 3),
        "latitude": (4, 0, 3),
        "longitude": (4, 3, 3),
        "access": (5, 0, 6),
    },
    "source": {
        "title": (0, 0, 6),
        "publisher": (1, 0, 3),
        "published_on": (1, 3, 3),
        "captured_at": (2, 0, 3),
        "captured_stamp": (2, 3, 3),
        "address": (3, 0, 6),
        "tags": (4, 0, 6),
    },
    "term": {"acronym": (0, 0, 4), "language": (0, 4, 2), "expansion": (1, 0, 6)},
}


class ReferenceEditor(QScrollArea):
    """One record of reference."""

    opened = Signal(object)
    """A `Use` shall be shown."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self.likely = LikelyHint(desk)
        self.record: Record | None = None
        self._title = theme.label("", "record")
        self._title.setWordWrap(True)
        self.forms = {
            "theme": self._theme(),
            "instrument": self._instrument(),
            "place": self._place(),
            "source": self._source(),
            "term": self._term(),
        }
        self._forms = {
            kind: FieldRows(in_rows(fields, _PLACES[kind]), beside=10, below=10)
            for kind, fields in self.forms.items()
        }
        for fields in self.forms.values():
            for field in fields.values():
                field.left.connect(undo.end_run)
        self._drafts = {
            kind: undo.drafts.form(kind, self, controls_of(fields))
            for kind, fields in self.forms.items()
        }
        names = say("Marking of the record"), say("Distribution of the record")
        self.marks = RecordForm(desk, undo, mark_slots(*names, 3))
        self._marks = MarkChoices(desk, self.marks, say("none", of="marking"))
        self.contacts = contacts_list(desk, undo, self._new_contact)
        self.languages = OwnLanguages(desk, undo)
        self._used = theme.label(say("Used in"), "head")
        self.uses = RowsView(say("Where it is used"), inset=0)
        self.uses.opened.connect(self.opened)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 14, 20, 24)
        layout.setSpacing(12)
        own = (self.marks, self.contacts, self.languages)
        parts = (*self._forms.values(), *own, self._used, self.uses)
        for part in (self._title, self.likely, *parts):
            layout.addWidget(part)
        layout.addStretch(1)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)
        self.setWidget(inside)
        desk.edited.connect(self._edited)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of the form that is shown."""
        return self.forms[kind_of(self.record).name if self.record else "theme"]

    @property
    def first_field(self) -> Field:
        """Where writing begins."""
        return next(iter(self.fields.values()))

    def show_record(self, record: Record) -> None:
        """Show a record as stored; what is being typed stays, unless it was of another."""
        other = self.record is None or self.record.id != record.id
        if self.record and other:
            self.accept_all()
            self._drafts[kind_of(self.record).name].leave()
            self._undo.end_run()
            self.show_uses(())
        self.record = record
        shows(self, record.id)
        called = instrument_name(record) if isinstance(record, Instrument) else name_of(record)
        self._title.setText(called)
        self.likely.look(record)
        for kind, form in self._forms.items():
            form.setVisible(kind == kind_of(record).name)
        for name, field in self.fields.items():
            text = _text(record, name)
            if isinstance(field, ChoiceField):
                field.show_value(text)
            elif isinstance(field, LineField | TextField):
                field.show_value(text, other=other)
        self._drafts[kind_of(record).name].show(record.id)
        self._forms[kind_of(record).name].fit()
        self.marks.setVisible(isinstance(record, Marked))
        if isinstance(record, Marked):
            self._marks.show_library()
            self.marks.show_record(record)
        self.contacts.setVisible(isinstance(record, Place))
        if other:
            self.contacts.show_records((), (), {})
        self._ask_contacts()
        self.languages.look((record, ""))

    def show_uses(self, uses: "Sequence[Use]") -> None:
        """Show what names the record."""
        self.uses.show_rows(
            [
                Row(use, use.words, second=use.visit, icon=_SIGNS.get(use.kind, "file-text"))
                for use in uses
            ]
        )
        self.uses.setFixedHeight(self.uses.height_of_rows())
        for part in (self._used, self.uses):
            part.setVisible(bool(uses))

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()
        for part in (self.contacts, self.languages):
            part.accept_all()

    # -------------------------------------------------------------------------- how a place is reached

    def _new_contact(self) -> ContactPoint | None:
        place = self.record
        if not isinstance(place, Place):
            return None
        return ContactPoint(place=place.id, order=after(self.contacts.records))

    def _ask_contacts(self) -> None:
        from briefer.services import library

        place = self.record
        if not isinstance(place, Place) or not self._desk.is_open:
            return
        id_ = place.id

        def arrived(contacts: "tuple[ContactPoint, ...]") -> None:
            if self.record and self.record.id == id_:
                self.contacts.show_records(contacts, contact_rows(contacts), {})

        self._desk.ask(
            lambda workspace: library.contacts_of_place(workspace, id_),
            arrived,
            lane="contacts of place",
        )

    def _edited(self, edit: "Edit") -> None:
        if "contact" in {change.kind for change in edit.changes}:
            self._ask_contacts()

    def take_keyboard(self) -> None:
        """Give the keyboard to the name, ready to be typed over."""
        field = self.first_field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.edit.selectAll()

    # ------------------------------------------------------------------------------------- the forms

    def _theme(self) -> dict[str, Field]:
        reach = {"": say("one subject"), "yes": say("cross-cutting")}
        return {
            "name": self._line("name", say("Name of the theme")),
            "cross_cutting": ChoiceField(
                say("Reach"),
                reach,
                lambda value: self._set("cross_cutting", bool(value), say("reach")),
            ),
            "qualifier": self._line("qualifier", say("Qualifier")),
            "synonyms": TextField(say("Also called, one a line"), self._set_synonyms, lines=3),
        }

    def _instrument(self) -> dict[str, Field]:
        return {
            "title": self._line("title", say("Title of the instrument")),
            "kind": ChoiceField(
                say("Kind"),
                instrument_kinds(),
                lambda value: self._set("kind", value, say("kind")),
            ),
            "number": self._line("number", say("Number")),
            "year": LineField(say("Year or date"), self._set_year),
            "issuer": self._line("issuer", say("Issued by")),
            "country": self._line("country", say("Country")),
            "periodicity": self._line("periodicity", say("How often it is renewed")),
            "subject": TextField(
                say("What it is about"),
                lambda text: self._set("subject", text, say("subject")),
                lines=4,
            ),
        }

    def _place(self) -> dict[str, Field]:
        return {
            "name": self._line("name", say("Name of the place")),
            "room": self._line("room", say("Room", of="place")),
            "address": self._line("address", say("Address")),
            "city": self._line("city", say("City")),
            "country": self._line("country", say("Country")),
            "zone": LineField(say("Time zone"), self._set_zone, hint="Europe/Copenhagen"),
            "latitude": LineField(
                say("Degrees north"), lambda text: self._set_degrees("latitude", text, 90)
            ),
            "longitude": LineField(
                say("Degrees east"), lambda text: self._set_degrees("longitude", text, 180)
            ),
            "opening_hours": self._line("opening_hours", say("Open", of="place")),
            "access": TextField(
                say("How to get in"), lambda text: self._set("access", text, say("access")), lines=3
            ),
        }

    def _set_zone(self, text: str) -> str:
        from briefer.rules import clocks

        if text.strip() and clocks.zone(text.strip()) is None:
            return say("There is no such time zone. Type a region and a city: Europe/Copenhagen.")
        return self._set("zone", text.strip(), say("time zone"))

    def _set_degrees(self, field: str, text: str, most: int) -> str:
        try:
            typed = text.strip().replace(",", ".").replace("−", "-")
            found = float(typed) if typed else None
        except ValueError:
            found = math.nan
        if found is not None and not -most <= found <= most:
            return say("Type degrees, such as 55.68; south and west begin with −.")
        return self._set(field, found, say("position"))

    def _source(self) -> dict[str, Field]:
        return {
            "title": self._line("title", say("Title of the source")),
            "publisher": self._line("publisher", say("Publisher")),
            "published_on": LineField(
                say("Published on"), lambda text: self._set_date("published_on", text)
            ),
            "captured_at": LineField(
                say("Read on"), self._set_captured, hint="2018-06-08 15:02:44"
            ),
            "captured_stamp": self._line("captured_stamp", say("Time stamp as printed")),
            "address": self._line("address", say("Address on the web")),
            "tags": TextField(say("Tags, one a line"), self._set_tags, lines=2),
        }

    def _set_tags(self, text: str) -> str:
        lines = tuple(filter(None, (line.strip() for line in text.splitlines())))
        return self._set("tags", lines, say("tags"))

    def _set_captured(self, text: str) -> str:
        try:
            found = datetime.fromisoformat(text.strip()) if text.strip() else None
        except ValueError:
            return say("Type day and time: 2018-06-08 15:02:44.")
        if found and found.tzinfo is None:
            found = found.astimezone()
        return self._set("captured_at", found, say("date"))

    def _term(self) -> dict[str, Field]:
        return {
            "acronym": self._line("acronym", say("Term or acronym")),
            "language": self._line("language", say("Language")),
            "expansion": self._line("expansion", say("What it stands for")),
        }

    def _line(self, field: str, label: str) -> LineField:
        return LineField(label, lambda text: self._set(field, text.strip(), label.lower()))

    def _set_synonyms(self, text: str) -> str:
        lines = tuple(filter(None, (line.strip() for line in text.splitlines())))
        reason = self._set("synonyms", lines, say("other names"))
        field = self.forms["theme"]["synonyms"]
        if not reason and isinstance(field, TextField) and not field.edit.hasFocus():
            field.show_value("\n".join(lines), other=True)
        return reason

    def _set_year(self, text: str) -> str:
        return self._set_date("year", text)

    def _set_date(self, field: str, text: str) -> str:
        found = typed_dates.read(text)
        if found is None:
            return say("There is no such date. Type 2018, or 2 April 2026.")
        return self._set(field, found, say("year") if field == "year" else say("date"))

    def _set(self, field: str, value: Any, called: str) -> str:
        from briefer.services import common_edits

        record = self.record
        if record is None or getattr(record, field) == value:
            return ""
        after = msgspec.structs.replace(record, **{field: value})
        named = getattr(after, kind_of(after).title)
        if not named and not (isinstance(after, Instrument) and after.number):
            return say("This needs a name.")
        edit = common_edits.change_field(record, field, value, called=called)
        stored = self._undo.do(edit, run=f"{record.id} {field}")
        return "" if stored else say("Not saved. The sentence above says why.")


def _text(record: Record, field: str) -> str:
    value = getattr(record, field)
    if field in ("year", "published_on"):
        return shown.when(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return "\n".join(value) if isinstance(value, tuple) else str(value)
