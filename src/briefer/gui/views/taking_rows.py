"""A list on whose rows, or between them, something that is dragged can be let go.

Not here: what a drop does; the drags of the programme and the delegation, which have lists of their own.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from briefer.gui.delegates.brush import painting
from briefer.gui.models.drags import Dragged, unpack
from briefer.gui.models.rows import ROW_ROLE
from briefer.gui.views.controls import locked
from briefer.gui.views.lists import RowsView


class TakingRows(RowsView):
    """Rows that take what is dragged."""

    let_go = Signal(object, int)
    """A `Dragged`, and the row on which it was let go, or before which it goes."""

    def __init__(
        self,
        name: str,
        takes: Callable[[Dragged], bool],
        *,
        between: bool = False,
        inset: int = 6,
    ) -> None:
        """`takes` says what may be let go here; `between` rows, in their order, or on one of them."""
        super().__init__(name, inset=inset)
        self._takes, self._between = takes, between
        self._target: int | None = None
        if between:
            self.setDragEnabled(True)
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    def _carried(self, event: QDropEvent) -> Dragged | None:
        dragged = None if locked(self) else unpack(event.mimeData())
        return dragged if dragged and self._takes(dragged) else None

    def _row_at(self, point: QPoint) -> int | None:
        """The row that would take what is let go at a point."""
        index = self.indexAt(point)
        if self._between:
            box = self.visualRect(index)
            return (
                index.row() + (point.y() > box.center().y()) if index.isValid() else len(self.rows)
            )
        there = index.isValid() and not index.data(ROW_ROLE).is_head
        return index.row() if there else None

    def _show_target(self, row: int | None) -> None:
        if row != self._target:
            self._target = row
            self.viewport().update()

    # Qt's own names

    def startDrag(self, actions: Qt.DropAction) -> None:
        if not locked(self):
            super().startDrag(actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._carried(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self._row_at(event.position().toPoint()) if self._carried(event) else None
        self._show_target(row)
        if row is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged, row = self._carried(event), self._row_at(event.position().toPoint())
        self._show_target(None)
        if dragged is None or row is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.let_go.emit(dragged, row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target is None:
            return
        with painting(self.viewport()) as brush:
            last = self._target >= len(self.rows)
            index = self.model().index(len(self.rows) - 1 if last else self._target, 0)
            box = self.visualRect(index)
            if self._between:
                top = box.bottom() + 1 if last else box.top()
                brush.insertion(QRect(4, top, self.viewport().width() - 10, 0))
            else:
                brush.target(box.adjusted(2, 1, -2, -1))
