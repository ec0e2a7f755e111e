"""What is due, beside the list of visits: tasks and briefs, and what changed last.

Not here: what counts as due (`rules.due`), how a visit gets its tasks (`services.beginnings`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.dues import changed_rows, due_rows
from briefer.gui.models.visits import short
from briefer.gui.views.controls import Empty, Segment, Segments, panel_head, row
from briefer.gui.views.lists import RowsView
from briefer.i18n import say
from briefer.rules.due import Due

if TYPE_CHECKING:
    from briefer.services.visits import VisitSummary

WIDTH = 330


class DuePanel(QWidget):
    """Tasks and briefs of all visits. Return opens the place, Space says that a task is done."""

    opened = Signal(object, object)
    """A visit, and the item in it that is meant, or None."""
    changed = Signal()
    """What is due is another."""
    person_wanted = Signal(object)
    """The id of a person whose private data are to be deleted."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._due: tuple[Due, ...] = ()
        self._visits: tuple[VisitSummary, ...] = ()
        self._whose = ""
        self.whose = Segments(say("Whose"), [Segment("", say("All")), Segment("mine", say("Mine"))])
        self.whose.choose("")
        self.whose.chosen.connect(self._choose_whose)
        self.list = RowsView(say("Due"))
        self.list.opened.connect(self._open)
        self.list.installEventFilter(self)
        self.list.setAccessibleDescription(say("Space says that a task is done."))
        self._none = Empty(
            "circle-check",
            say("Nothing is due"),
            say("A visit that begins with a template brings its tasks; briefs bring their days."),
            edge=14,  # as the heading above it
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Due")))
        layout.addWidget(row(self.whose, None, margins=(14, 0, 14, 8)))
        layout.addWidget(self._stack, 1)
        self._show()
        desk.officer_changed.connect(self._show)

    def show_visits(self, visits: Iterable["VisitSummary"]) -> None:
        """The visits are others, or were changed: ask anew what is due in them."""
        from briefer.services import dues

        self._visits = tuple(visits)
        self._show()
        if self._desk.is_open:
            self._desk.ask(dues.due, self.show_due, lane="due")

    def show_due(self, due: Sequence[Due]) -> None:
        """Show other things."""
        self._due = tuple(due)
        self._show()
        self.changed.emit()

    @property
    def due(self) -> tuple[Due, ...]:
        """All that is due, whosever it is, the earliest first."""
        return self._due

    def _show(self) -> None:
        names = {one.id: short(one) for one in self._visits}
        now = QDate.currentDate()
        today = date(now.year(), now.month(), now.day())
        officer = self._desk.workspace.officer if self._whose and self._desk.is_open else ""
        rows = due_rows(self._due, names, today, officer=officer)
        rows += changed_rows(self._visits)
        self.list.show_rows(rows)
        self._stack.setCurrentWidget(self.list if rows else self._none)

    def _choose_whose(self, whose: str) -> None:
        self._whose = whose
        self._show()

    def _chosen(self, id_: object) -> Due | None:
        return next((one for one in self._due if one.record == id_), None)

    def _open(self, id_: object) -> None:
        due = self._chosen(id_)
        if due and due.person:
            self.person_wanted.emit(due.person)
        elif due:
            self.opened.emit(due.visit, due.item)
        elif isinstance(id_, UUID):
            self.opened.emit(id_, None)

    def _done(self) -> None:
        from briefer.services import dues

        due = self._chosen(self.list.chosen_id)
        if due and due.kind == "task" and not self._desk.locked:
            edit = dues.done(self._desk.workspace, due.record)
            if edit and self._undo.do(edit):
                self.show_due([one for one in self._due if one is not due])

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self._done()
            return True
        return super().eventFilter(watched, event)
