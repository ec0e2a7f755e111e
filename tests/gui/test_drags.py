"""A drag of the tests ends before its widget does."""

import shiboken6
from drags import dragged, drop
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

POINT = QPoint(9, 9)


class Target(QWidget):
    """Takes what is dragged, or does not, and notes what it hears."""

    def __init__(self, *, takes: bool) -> None:
        super().__init__()
        self._takes = takes
        self.heard: list[str] = []
        self.setAcceptDrops(True)

    def event(self, event: QEvent) -> bool:
        if event.type().name.startswith(("Drag", "Drop")):
            self.heard.append(event.type().name)
            event.setAccepted(self._takes)
            return True
        return super().event(event)


def words() -> QMimeData:
    data = QMimeData()
    data.setText("words")
    return data


def test_what_is_let_go_comes_moves_and_drops(qapp: QApplication) -> None:
    target = Target(takes=True)
    assert drop(target, words(), POINT)
    assert target.heard == ["DragEnter", "DragMove", "Drop"]


def test_what_is_refused_is_not_dropped(qapp: QApplication) -> None:
    target = Target(takes=False)
    assert not drop(target, words(), POINT)
    assert target.heard == ["DragEnter"]


def test_what_is_still_in_the_air_leaves(qapp: QApplication) -> None:
    """Qt would give the next drop to a widget that is gone: a crash."""
    first, second, data = Target(takes=True), Target(takes=False), words()
    with dragged(first, data) as drag:
        assert drag.move(POINT)
    assert first.heard == ["DragEnter", "DragMove", "DragLeave"]
    shiboken6.delete(first)
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(second, QDragEnterEvent(POINT, copy, data, button, none))
    QApplication.sendEvent(second, QDropEvent(QPointF(POINT), copy, data, button, none))
    assert second.heard == ["DragEnter"]
