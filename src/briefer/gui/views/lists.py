"""The list of rows that most screens have: one choice or several, the keyboard's ways, rows that can be dragged."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QItemSelectionModel, QMetaMethod, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from briefer.gui.delegates.rows import RowDelegate
from briefer.gui.models.rows import ROW_ROLE, Row, RowsModel


class RowsView(QListView):
    """A list of `Row`s. The chosen row follows the arrows; Return or a double click opens it."""

    chosen = Signal(object)
    """The id of the row that was chosen, None for none."""
    opened = Signal(object)
    """The id of the row to be opened; with Shift held `added` is emitted in its place."""
    added = Signal(object)
    left_up = Signal()
    """Up was pressed on the first row."""
    deleted = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        inset: int = 6,
        rule: bool = False,
        drags: bool = False,
        several: bool = False,
    ) -> None:
        """`several` rows can be chosen; the one that has the keyboard is the chosen one."""
        super().__init__()
        if several:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._rows = RowsModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(self, inset=inset, rule=rule))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(drags)
        if drags:
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE).id))

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the choice stays where its row is still there."""
        before = self.chosen_id
        self._quiet = True
        self._rows.set_rows(rows)
        self.choose(before)
        self._quiet = False
        if self.chosen_id != before:
            self.chosen.emit(self.chosen_id)

    @property
    def deletes(self) -> bool:
        """Whether Delete does something in it."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.deleted))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows it shows."""
        return self._rows.rows

    @property
    def chosen_id(self) -> Hashable:
        """The id of the chosen row, None when there is none."""
        index = self.currentIndex()
        return index.data(ROW_ROLE).id if index.isValid() else None

    @property
    def chosen_ids(self) -> tuple[Hashable, ...]:
        """The ids of all chosen rows, from above."""
        rows = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(index.data(ROW_ROLE).id for index in rows)

    def choose(self, id_: Hashable) -> bool:
        """Choose a row, scrolled into sight; gives whether it is there."""
        at = self._rows.row_of(id_)
        if at < 0:
            return False
        index = self._rows.index(at)
        if index != self.currentIndex():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def choose_first(self) -> None:
        """Choose the first row."""
        for row in self._rows.rows:
            if not row.is_head:
                self.choose(row.id)
                return

    def height_of_rows(self) -> int:
        """The height at which nothing scrolls."""
        return sum(self.sizeHintForRow(at) for at in range(len(self._rows.rows))) + 2

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._quiet:
            self.chosen.emit(index.data(ROW_ROLE).id if index.isValid() else None)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wraps = any(row.wraps or row.drops or row.lines > 1 for row in self._rows.rows)
        if wraps and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # Qt itself looks at the height only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, id_ = event.key(), self.chosen_id
        up = key == Qt.Key.Key_Up and not event.modifiers()
        firsts = [at for at, row in enumerate(self._rows.rows) if not row.is_head]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and id_ is not None:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.added if shift else self.opened).emit(id_)
        elif up and firsts and self.currentIndex().row() <= firsts[0]:
            self.left_up.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and firsts and not event.modifiers():
            # Qt goes to the very first row, and nowhere where that is a head
            self.choose(self._rows.rows[firsts[0 if key == Qt.Key.Key_Home else -1]].id)
        elif event.matches(QKeySequence.StandardKey.Copy) and id_ is not None:
            # Qt copies the title alone
            chosen = {*self.chosen_ids} or {id_}
            words = [row.words for row in self._rows.rows if row.id in chosen and not row.is_head]
            QGuiApplication.clipboard().setText("\n".join(words))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and id_ is not None:
            self.deleted.emit(id_)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.chosen_id is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
