"""Drags as Qt sends them: something comes over a widget, is moved there, and is let go or leaves.

Qt remembers the widget that took a drag by a bare pointer and gives it the next drop, whatever that was sent to. So
each drag ends here before its widget does. Not here: what is dragged (`briefer.gui.models.drags`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

BUTTON, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Drag:
    """What is held over a widget."""

    def __init__(self, over: QWidget, data: QMimeData, *, copy: bool) -> None:
        self._over, self._data = over, data
        self._action = Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction
        self._taken = False

    def move(self, point: QPoint) -> bool:
        """Hold it over a point; whether it would be taken there."""
        if not self._taken:
            enter = QDragEnterEvent(point, self._action, self._data, BUTTON, NO_KEYS)
            enter.ignore()
            QApplication.sendEvent(self._over, enter)
            self._taken = enter.isAccepted()
        if not self._taken:
            return False
        move = QDragMoveEvent(point, self._action, self._data, BUTTON, NO_KEYS)
        move.accept()  # as what came in was
        QApplication.sendEvent(self._over, move)
        return move.isAccepted()

    def let_go(self, point: QPoint) -> bool:
        """Let it go there; whether it was taken. Where it is refused it leaves, and nobody hears of a drop."""
        if not self.move(point):
            self.leave()
            return False
        drop = QDropEvent(QPointF(point), self._action, self._data, BUTTON, NO_KEYS)
        QApplication.sendEvent(self._over, drop)
        self._taken = False
        return drop.isAccepted()

    def leave(self) -> None:
        """Take it away, if it is still there."""
        if self._taken:
            QApplication.sendEvent(self._over, QDragLeaveEvent())
            self._taken = False


@contextmanager
def dragged(over: QWidget, data: QMimeData, *, copy: bool = False) -> Iterator[Drag]:
    """Something that is dragged over a widget; after the block it is gone from there."""
    drag = Drag(over, data, copy=copy)
    try:
        yield drag
    finally:
        drag.leave()


def drop(over: QWidget, data: QMimeData, point: QPoint, *, copy: bool = False) -> bool:
    """Drag something over a widget and let it go; whether it was taken."""
    with dragged(over, data, copy=copy) as drag:
        return drag.let_go(point)
