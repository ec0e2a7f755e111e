"""A screen of the library as all four of them are: a list of records, and beside it the form of the chosen one.

It folds either, looks for words in the list, and duplicates what is chosen. Not here: which records, what the list and
the form show (`institutions`, `people`, `notes`, `reference`).
"""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.views.finding import begin, step_row
from briefer.gui.views.place import LibraryPlace
from briefer.gui.views.room import Room
from briefer.records.base import Record


class Form(Protocol):
    """The form of the chosen record."""

    def isVisible(self) -> bool:
        """Whether it is on the screen: somebody is chosen, and it is not folded away."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what the record is called, ready to be typed over."""


class RecordsPlace(LibraryPlace):
    """A list of records beside the form of the chosen one."""

    search_field: QLineEdit
    panes: Room

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo

    # ----------------------------------------------------------------------- what each of them has

    @property
    def view(self) -> QAbstractItemView:
        """The list."""
        raise NotImplementedError

    @property
    def form(self) -> Form:
        """The form that is shown."""
        raise NotImplementedError

    @property
    def record(self) -> Record | None:
        """The record that is chosen in the list."""
        raise NotImplementedError

    @property
    def first_field(self) -> QWidget:
        """Where writing begins."""
        raise NotImplementedError

    def show_made(self, id_: UUID) -> None:
        """Choose a record that was just made, what it is called ready to be typed over."""
        raise NotImplementedError

    # ------------------------------------------------------------------------ what all of them do

    def acts_of_records(self) -> dict[str, Callable[[], object]]:
        """What the commands of the table do in each of them."""
        return {
            "find": self.begin_search,
            "find-next": lambda: step_row(self.view, 1),
            "find-previous": lambda: step_row(self.view, -1),
            "library-panel": self.toggle_list,
            "item-panel": self.toggle_form,
            "rename": self.rename,
        }

    def begin_search(self) -> None:
        """Go to the field that narrows the list; both are there from now on."""
        self.panes.show_lists()
        begin(self.search_field)

    def toggle_list(self) -> None:
        """Fold the list away, or have it back, with the keyboard in what is there."""
        self.panes.toggle_lists()
        self.take_keyboard()

    def toggle_form(self) -> None:
        """Fold the form away, or have it back, with the keyboard in what is there."""
        if self.panes.toggle_work():
            self.write()
        else:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list; to the form where that stands there alone."""
        if self.panes.has_lists:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.first_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """Give the keyboard to the form."""
        self.panes.show_work()
        self.first_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def rename(self) -> None:
        """Give the keyboard to what the chosen one is called, ready to be typed over."""
        self.panes.show_work()
        if self.form.isVisible():
            self.form.take_keyboard()

    def duplicate(self) -> None:
        """The chosen one once more, its name ready to be typed over."""
        from briefer.services import common_edits

        one = self.record
        if one is None or self._desk.locked:
            return
        edit = common_edits.duplicate(one)
        if self._undo.do(edit):
            self.show_made(edit.changes[0].record.id)
