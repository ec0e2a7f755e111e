"""The history of the chosen record (Ctrl+H): who changed what and when, before and after, and a version brought back.

Not here: how versions are worked out (`services.history`), which record is chosen (the places).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import Elided, button, hairline, locked, panel_head, row
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Chosen, Place
from briefer.i18n import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefer.services.edits import Edit
    from briefer.services.history import Changed, History, Version
    from briefer.workspace.audit import Action
    from briefer.workspace.database import Workspace

DETAILS = 300
LOOK_EVERY = 200
"""Milliseconds between two looks at what is chosen: each screen has a choice of its own kind."""


class HistoryPanel(QWidget):
    """What happened to the chosen record."""

    closed = Signal()

    def __init__(self, desk: Desk, undo: Undo, place: "Callable[[], Place]") -> None:
        super().__init__()
        self._desk, self._undo, self._place = desk, undo, place
        self._chosen: Chosen | None = None
        self._history: History | None = None
        self._name = Elided("title")
        self.list = RowsView(say("Versions"), rule=True)
        self.list.chosen.connect(lambda _id: self._show_version())
        self._none = theme.label(say("No record is chosen."), quiet=True)
        self._none.setContentsMargins(14, 0, 14, 0)
        self._details = QWidget()
        self._lines = QVBoxLayout(self._details)
        self._lines.setContentsMargins(14, 10, 14, 10)
        self._lines.setSpacing(3)
        scroll = QScrollArea()
        scroll.setWidget(self._details)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedHeight(theme.scaled(DETAILS))
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll = scroll
        self.restore = button(say("Restore this version"), self._restore, "rotate-ccw")
        self.list.opened.connect(lambda _id: self.restore.setFocus())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("History"), close=self.closed.emit))
        layout.addWidget(row(self._name, margins=(14, 0, 14, 8)))
        layout.addWidget(self._none)
        layout.addWidget(hairline())
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addWidget(scroll)
        layout.addWidget(row(self.restore, None, margins=(14, 6, 14, 10)))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self.follow)
        desk.edited.connect(self._edited)
        desk.changed_elsewhere.connect(self._read)
        self._show()

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""
        return self.list

    def follow(self) -> None:
        """Show the history of what is chosen now."""
        chosen = self._place().chosen_record if self._desk.is_open else None
        if chosen != self._chosen:
            self._chosen = chosen
            self._read()

    def _edited(self, edit: "Edit") -> None:
        if self._chosen and any(change.record.id == self._chosen.id for change in edit.changes):
            self._read()

    def _read(self) -> None:
        chosen = self._chosen
        if chosen is None or not self.isVisible():
            self._take(None)
            return

        def question(workspace: "Workspace") -> "History | None":
            from briefer.services import history

            return history.history(workspace, chosen.kind, chosen.id)

        self._desk.ask(question, self._take, lane="history")

    def _take(self, found: "History | None") -> None:
        self._history = found
        self._show()

    def _show(self) -> None:
        found = self._history
        versions = found.versions if found else ()
        self._none.setVisible(found is None)
        if found:
            from briefer.records.kinds import name_of

            self._name.show_words(name_of(found.record))
        else:
            self._name.show_words("")
        self.list.show_rows(
            Row(
                at,
                version.words,
                second=shown.joined((version.who, moment(version.at))),
                icon=_SIGNS[version.action],
                wraps=True,
            )
            for at, version in enumerate(versions)
        )
        if versions and self.list.chosen_id is None:
            self.list.choose_first()
        self._show_version()

    @property
    def version(self) -> "Version | None":
        """The version that is chosen."""
        at = self.list.chosen_id
        versions = self._history.versions if self._history else ()
        return versions[at] if isinstance(at, int) and at < len(versions) else None

    def _show_version(self) -> None:
        while self._lines.count():
            line = self._lines.takeAt(0)
            if line and (widget := line.widget()):
                widget.deleteLater()
        version = self.version
        for changed in version.changed if version else ():
            self._add_changed(changed)
        self._lines.addStretch(1)
        self._scroll.setVisible(bool(version and version.changed))
        self.restore.setVisible(version is not None)
        why = self._why_not()
        self.restore.setEnabled(not why)
        self.restore.setToolTip(why)

    def _add_changed(self, changed: "Changed") -> None:
        head = theme.label(changed.field, "label")
        head.setFont(theme.font("title"))
        self._lines.addWidget(head)
        for words, text in (
            (say("before: {value}"), changed.before),
            (say("after: {value}"), changed.after),
        ):
            line = theme.label(words.format(value=text or say("empty")))
            line.setWordWrap(True)
            if not text or text is changed.before:
                theme.quieten(line)
            self._lines.addWidget(line)
        self._lines.addSpacing(6)

    def _why_not(self) -> str:
        """Why the chosen version cannot be restored; empty where it can."""
        from briefer.rules.merging import fields_of

        version = self.version
        if version is None or self._history is None:
            return say("No version is chosen.")
        if version.record is None:
            return say("Nothing is known of the record at that time.")
        if fields_of(version.record) == fields_of(self._history.record):
            return say("The record is as it was then.")
        return locked(self)

    def _restore(self) -> None:
        from briefer.services import history

        version = self.version
        if version and version.record and self._history:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # a question takes it from there
            edit = history.restore(self._history.record, version, moment(version.at))
            known = [one.record for one in self._history.versions if one.record]
            self._undo.restore(edit, known)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()
        self.follow()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()


_SIGNS: "dict[Action, str]" = {
    "add": "plus",
    "change": "pencil",
    "delete": "trash-2",
    "decide": "git-merge",
}


def moment(at: datetime) -> str:
    """When something was changed, in the zone of this computer: "13 October 2026 at 14:31"."""
    local = at.astimezone()
    words = say("{day} at {time}")
    return words.format(day=shown.day(local.date(), "d MMMM yyyy"), time=shown.moment(local))
