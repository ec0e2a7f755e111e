"""A note: its head, its Markdown source, and beside it how it prints.

Used on the screen of notes and beside an institution. Not here: lists of notes.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from briefer.gui import shown, theme, typed_dates
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.library import note_kinds
from briefer.gui.readings import shows
from briefer.gui.views.controls import column, hairline, link, row, small_tool
from briefer.gui.views.field_rows import FieldRows
from briefer.gui.views.fields import (
    ChoiceField,
    LineField,
    TextEdit,
    control_of,
    controls_of,
    show_text,
)
from briefer.gui.views.markdown import Highlighter, Printed, count_words
from briefer.gui.views.marks import mark_slots
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.notes import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefer.services.edits import Edit
    from briefer.services.note_ties import Ties


class NoteEditor(QWidget):
    """One note, or nothing."""

    closed = Signal()

    def __init__(self, desk: Desk, undo: Undo, *, beside: bool, closable: bool = False) -> None:
        """`beside`: source and print stand side by side, else below each other."""
        super().__init__()
        self._desk, self._undo = desk, undo
        self._note: Note | None = None
        self.title = LineField(
            say("Title"), lambda text: self._set("title", text, say("title")), name=names()["title"]
        )
        self.kind = ChoiceField(
            say("Kind"), note_kinds(), lambda value: self._set("kind", value, say("kind"))
        )
        self.date = LineField(say("Date"), self._set_date, hint=say("9 March 2025, or spring"))
        self.date.edit.setPlaceholderText(say("9 March 2025, or 2025"))
        self._tied = theme.label("", "label", quiet=True)
        self._tied.setWordWrap(True)
        self._known: dict[UUID, str] = {}
        """What the records are called that notes are tied to, as far as they were looked up."""
        self.ties = RecordForm(desk, undo, _ties(), self._tie)
        self._ties = column(self.ties, margins=(16, 0, 16, 12))
        self._ties.hide()
        self.change_ties = link(say("Marking and ties"), self._toggle_ties, "link-2")
        self.source = TextEdit(say("Text of the note, in Markdown"))
        self.source.setProperty("boxed", False)
        self.source.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.source.document().setDocumentMargin(14)
        self.source.done.connect(self._accept_text)
        self.source.textChanged.connect(self._show_printed)
        self._highlighter = Highlighter(self.source.document())
        self.printed = Printed(say("The note as it prints"))
        self._length = theme.label("", "label", quiet=True)
        head = QWidget()
        grid = QHBoxLayout(head)
        grid.setContentsMargins(16, 10, 16, 8)
        grid.setSpacing(10)
        line = ((self.title, 3), (self.kind, 1), (self.date, 2))
        self._line = FieldRows([line], beside=10, below=0)
        grid.addWidget(self._line, 1)
        if closable:
            grid.addWidget(
                small_tool("x", say("Close the note"), self.closed.emit),
                0,
                Qt.AlignmentFlag.AlignTop,
            )
        texts = QWidget()
        halves: QHBoxLayout | QVBoxLayout = QHBoxLayout(texts) if beside else QVBoxLayout(texts)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        source_head = row(
            theme.label(say("Source"), "label", quiet=True),
            None,
            self._length,
            margins=(16, 6, 14, 6),
        )
        printed_head = row(
            theme.label(say("As it prints"), "label", quiet=True), None, margins=(16, 6, 14, 6)
        )
        halves.addWidget(column(source_head, hairline(), self.source), 1)
        self._between = hairline(upright=beside)
        halves.addWidget(self._between)
        self._printed = printed = column(printed_head, hairline(), self.printed)
        printed.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        printed.setAutoFillBackground(True)
        halves.addWidget(printed, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        told = row(self._tied, self.change_ties, margins=(16, 0, 12, 6))
        told.layout().setStretch(0, 1)  # type: ignore[union-attr]  # it has one
        layout.addWidget(told)
        layout.addWidget(self._ties)
        layout.addWidget(hairline())
        layout.addWidget(texts, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        fields = {"title": self.title, "date": self.date}
        self._drafts = undo.drafts.form(
            "note", self, {**controls_of(fields), "text": control_of(self.source)}
        )

    @property
    def note(self) -> Note | None:
        """The note it shows."""
        return self._note

    def show_note(self, note: Note, tied: "Mapping[UUID, str]") -> None:
        """Show a note as it is stored; a text that somebody is typing stays."""
        other = self._note is None or self._note.id != note.id
        if self._note and other:
            self.accept()
            self._drafts.leave()
        self._note = note
        shows(self, note.id)
        self.title.show_value(note.title, other=other)
        self.kind.show_value(note.kind)
        self.date.show_value(shown.when(note.date), other=other)
        self._known |= tied
        self._show_ties()
        self._look_up_ties(note)
        show_text(self.source, note.text, other=other)
        self._drafts.show(note.id)
        self._line.fit()
        self._show_printed()

    def accept(self) -> None:
        """Take what is typed."""
        for field in (self.title, self.date):
            field.accept()
        self.ties.accept_all()
        self._accept_text()

    def take_keyboard(self) -> None:
        """Give the keyboard to the title, ready to be typed over."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.edit.selectAll()

    @property
    def shows_printed(self) -> bool:
        """Whether it shows how the note prints."""
        return not self._printed.isHidden()

    def toggle_printed(self) -> None:
        """Show how the note prints, or give its room to the text."""
        on = not self.shows_printed
        if self._printed.isAncestorOf(self.focusWidget()):
            self.source.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self._printed, self._between):
            part.setVisible(on)

    # ------------------------------------------------------------------------- marking and ties

    def _toggle_ties(self) -> None:
        """Show what it is tied to as fields, or give their room to the text."""
        on = self._ties.isHidden()
        self._ties.setVisible(on)
        if on:
            self.ties.take_keyboard()

    def _show_ties(self) -> None:
        note = self._note
        if note is None:
            return
        ids = (*note.institutions, *note.people, *note.themes, note.item or note.visit)
        named = [self._known[one] for one in ids if one in self._known]
        marking = note.marking.upper()
        self._tied.setText(
            say("Tied to {records}").format(records=shown.joined((*named, marking)))
            if named
            else shown.joined((marking, say("Tied to nothing yet")))
        )
        self.ties.show_record(note, self._known)

    def _look_up_ties(self, note: Note) -> None:
        """Ask what all of it is called, and how it may be marked."""
        from briefer.services import note_ties

        def arrived(found: "Ties") -> None:
            if self._note and self._note.id == note.id:
                self._known |= found.names
                self.ties.show_choices("marking", {"": say("none", of="marking"), **found.levels})
                self.ties.show_choices(
                    "distribution", {"": say("none", of="marking"), **found.distributions}
                )
                self.ties.fields["distribution"].setVisible(bool(found.distributions))
                self._show_ties()

        if self._desk.is_open:
            self._desk.ask(
                lambda workspace: note_ties.ties(workspace, note), arrived, lane=f"ties {id(self)}"
            )

    def _tie(
        self, record: Record, field: str, value: Any, called: str, made: Record | None
    ) -> "Edit":
        """One that is tied to an item is tied to its visit, too."""
        from briefer.services import linking, note_ties

        if field == "item" and isinstance(record, Note):
            return note_ties.to_item(self._desk.workspace, record, value, called)
        return linking.linked(record, field, value, called, made)

    def _set(self, field: str, value: str, called: str) -> str:
        from briefer.services import common_edits

        note = self._note
        if note is None or getattr(note, field) == value:
            return ""
        if field == "title" and not value.strip():
            return say("A note needs a title.")
        edit = common_edits.change_field(note, field, value, called=called)
        stored = self._undo.do(edit, run=f"{note.id} {field}")
        if stored:
            self._note = msgspec.structs.replace(note, **{field: value})
        return "" if stored else say("Not saved. The sentence above says why.")

    def _set_date(self, text: str) -> str:
        found = typed_dates.read(text)
        if found is None:
            return say("There is no such date. Type 9 March 2025, or early December 2022.")
        return self._set("date", found, say("date"))

    def _accept_text(self) -> None:
        if self.source.touched and not self.source.asks:
            text = self.source.toPlainText()
            if not self._set("text", text, say("text")):
                self.source.stored = text

    def _show_printed(self) -> None:
        text = self.source.toPlainText()
        self.printed.show_markdown(text)
        self._length.setText(count_words(text))


def _ties() -> tuple[Slot, ...]:
    """What a note is tied to, and how it is marked."""
    return (
        *mark_slots(say("Marking of the note"), say("Distribution of the note"), 2),
        Slot("author", say("Author"), span=2, name=say("Author of the note")),
        Slot(
            "institutions",
            say("Institutions"),
            "links",
            3,
            name=say("Add an institution"),
            kind="institution",
        ),
        Slot("people", say("People"), "links", 3, name=say("Add a person"), kind="person"),
        Slot("themes", say("Themes"), "links", 2, name=say("Add a theme"), kind="theme"),
        Slot("visit", say("Visit"), "link", 2, name=say("Visit of the note"), kind="visit"),
        Slot("item", say("Item"), "link", 2, name=say("Item of the note"), kind="item"),
    )
