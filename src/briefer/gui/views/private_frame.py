"""What is private of a person, in a frame of its own with the day on which it goes.

Not here: the person's public fields (`person_editor`).
"""

from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import person_edits, shown, theme, typed_dates
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import dashed, painting
from briefer.gui.views.controls import link, row
from briefer.gui.views.field_rows import FieldRows, in_rows
from briefer.gui.views.fields import Field, LineField, TextField, controls_of
from briefer.i18n import say
from briefer.records import dates
from briefer.records.people import Person, PrivateData

_WHEN = ("born_on", "delete_on")
_PLACES = {
    # row, column of six, columns
    "born_on": (0, 0, 2),
    "private_phone": (0, 2, 2),
    "passport": (0, 4, 2),
    "dietary": (1, 0, 3),
    "access_needs": (1, 3, 3),
    "private_address": (2, 0, 6),
    "next_of_kin": (3, 0, 4),
    "delete_on": (3, 4, 2),
    "medical": (4, 0, 6),
}


class PrivateFrame(QWidget):
    """Private data: in no pack unless a recipe asks for it."""

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self._person: Person | None = None
        self.private: PrivateData | None = None
        self.head = _Head()
        self.delete = link(say("Delete private data"), self._delete)
        self.fields = self._make_fields()
        self._rows = FieldRows(in_rows(self.fields, _PLACES), beside=10, below=8)
        for field in self.fields.values():
            field.left.connect(undo.end_run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 14)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self._rows)
        layout.addWidget(row(None, self.delete))
        self._drafts = undo.drafts.form("private", self, controls_of(self.fields))

    def show_private(self, person: Person, private: PrivateData | None, today: date) -> None:
        """Show what is kept of somebody, or that nothing is."""
        other = self._person is None or self._person.id != person.id
        if other:
            self._drafts.leave()
        self._person, self.private = person, private
        self.head.show_words(until(private, today), late=is_late(private, today))
        self.delete.setVisible(private is not None)
        for name, field in self.fields.items():
            value = getattr(private, name) if private else ""
            value = shown.when(value) if name in _WHEN else value
            if isinstance(field, LineField | TextField):
                field.show_value(value, other=other)
        self._drafts.show(person.id)
        self._rows.fit()

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()

    def _make_fields(self) -> dict[str, Field]:
        unknown = say("not known")
        return {
            "born_on": self._when("born_on", say("Born"), unknown),
            "private_phone": self._line("private_phone", say("Private telephone"), unknown),
            "passport": self._line("passport", say("Passport"), unknown),
            "dietary": self._line("dietary", say("Diet"), unknown),
            "access_needs": self._line("access_needs", say("Access needs"), unknown),
            "private_address": self._line("private_address", say("Private address"), unknown),
            "next_of_kin": self._line("next_of_kin", say("Next of kin"), unknown),
            "delete_on": self._when("delete_on", say("To be deleted on"), say("no day yet")),
            "medical": TextField(say("Medical"), lambda text: self._set("medical", text), lines=2),
        }

    def _line(self, field: str, label: str, hint: str) -> LineField:
        return LineField(label, lambda text: self._set(field, text.strip()), hint=hint)

    def _when(self, field: str, label: str, hint: str) -> LineField:
        def accept(text: str) -> str:
            found = typed_dates.read(text)
            if found is None:
                return say("There is no such date. Type 14 January 2027.")
            return self._set(field, found)

        return LineField(label, accept, hint=hint)

    def _set(self, field: str, value: Any) -> str:
        person, private = self._person, self.private
        if person is None or value == (getattr(private, field) if private else ""):
            return ""
        edit = person_edits.keep_private(person, private, field, value)
        stored = self._undo.do(edit, run=f"{person.id} {field}")
        return "" if stored else say("Not saved. The sentence above says why.")

    def _delete(self) -> None:
        if self._person and self.private:
            self._undo.do(person_edits.delete_private(self._person, self.private))
            self.fields["born_on"].setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            plum = brush.colour("closed")
            brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            brush.painter.setBrush(theme.tint("closed", plum, brush.palette))
            brush.painter.setPen(dashed(plum, width=1))
            brush.painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)


class _Head(QWidget):
    """A lock and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._late = "", False
        self.setFixedHeight(theme.scaled(22))

    def show_words(self, words: str, *, late: bool) -> None:
        self._words, self._late = words, late
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            size = theme.scaled(16)
            colour = brush.colour("danger" if self._late else "closed")
            sign = QRect(0, (self.height() - size) // 2, size, size)
            brush.icon(sign, "clock-alert" if self._late else "lock", colour)
            room = self.rect().adjusted(size + theme.scaled(8), 0, 0, 0)
            brush.text(room, self._words, theme.font("title"), colour)


def until(private: PrivateData | None, today: date) -> str:
    """The sentence at the head of private data."""
    if private is None:
        return say("Private: in no pack unless a recipe asks")
    if not private.delete_on:
        return say("Private: in no pack unless a recipe asks. No day of deletion yet")
    sentence = (
        say("Private: was to be deleted on {date}")
        if is_late(private, today)
        else say("Private: in no pack unless a recipe asks. Deleted {date}")
    )
    return sentence.format(date=shown.when(private.delete_on))


def is_late(private: PrivateData | None, today: date) -> bool:
    """Whether it should have been deleted."""
    span = dates.read(private.delete_on) if private else None
    return span is not None and span.last < today
