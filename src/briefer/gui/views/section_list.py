"""A list of checked lines, such as a recipe's sections: checked with Space, moved by drag or Alt+Up and Alt+Down, opened with Return.

Not here: what a change does to the recipe (`services.pack_edits`).
"""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from briefer.gui.delegates.sections import SectionPainter
from briefer.gui.models.sections import LINE_ROLE, SectionLine, SectionsModel
from briefer.gui.views.controls import locked
from briefer.i18n import say


class SectionsView(QListView):
    """The sections of one recipe."""

    chosen = Signal(str)
    """The name of the section whose pages are to be shown."""
    switched = Signal(str)
    moved = Signal(str, int)
    entered_line = Signal()
    """Return was pressed on the chosen line."""

    def __init__(self, name: str = "", *, edits: bool = True) -> None:
        """`name` in place of "Sections"; one that `edits` nothing can be used where nothing may be changed."""
        super().__init__()
        self._edits = edits
        self.table = SectionsModel(self)
        self.table.switched.connect(self.switched)
        self.table.moved.connect(self.moved)
        self._quiet = False
        self.setModel(self.table)
        self.setItemDelegate(SectionPainter(self))
        self.setAccessibleName(name or say("Sections"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.data(LINE_ROLE).name))

    def show_lines(self, lines: Iterable[SectionLine]) -> None:
        """Show other sections; the choice stays with its section."""
        before = self.chosen_name
        self._quiet = True
        self.table.show(lines)
        self.choose(before)
        self._quiet = False

    @property
    def lines(self) -> tuple[SectionLine, ...]:
        """The sections it shows."""
        return self.table.lines

    @property
    def chosen_name(self) -> str:
        """The name of the chosen section, empty for none."""
        index = self.currentIndex()
        return str(index.data(LINE_ROLE).name) if index.isValid() else ""

    def choose(self, name: str) -> bool:
        """Choose a section without showing its pages; gives whether it is there."""
        row = self.table.row_of(name)
        if row < 0:
            return False
        index, quiet = self.table.index(row), self._quiet
        if index != self.currentIndex():
            self._quiet = True
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self._quiet = quiet
        return True

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.chosen.emit(index.data(LINE_ROLE).name)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # names break elsewhere; Qt itself looks at the height only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held, name = event.key(), event.modifiers(), self.chosen_name
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if not name:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space and not held:
            if not self.table.locked:
                self.switched.emit(name)
        elif step and held & Qt.KeyboardModifier.AltModifier:
            at = self.currentIndex().row() + step
            movable = self.lines[self.currentIndex().row()].movable and not self.table.locked
            if 0 <= at < len(self.lines) and movable:
                self.moved.emit(name, step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(name)
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.chosen_name and self.lines:
            self.choose(self.lines[0].name)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.locked = self._edits and bool(locked(self))
