"""The part of the days that scrolls: whole columns sideways, by wheel, by bar, and while something is dragged to an edge.

It leaves margins for what stands around the columns. A widget of its own: what a scroll area holds beside its viewport
does not exist for a screen reader. Not here: what the columns are (`days_pane`).
"""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

EDGE = 24
"""Pixels from an edge of the visible part within which a drag scrolls."""
COLUMN_WAITS = 400
"""Milliseconds that a drag waits at an edge before the next column comes."""
CREEP_WAITS, _CREEP = 40, 10
"""Milliseconds and pixels of a step upwards or downwards."""
_AIR = 12
"""Pixels above and below what is brought into sight."""
_NOTCH = 120
"""What one notch of a wheel tells."""


class DaysArea(QScrollArea):
    """Scrolls the columns."""

    zoomed = Signal(int, float)
    """One scale larger (1) or smaller (-1), at a height of the visible part."""
    fitted = Signal()
    """The visible part has another size."""
    slid = Signal()
    """What lies below a drag that rests has become something else."""

    def __init__(self, parent: QWidget, content: QWidget) -> None:
        super().__init__(parent)
        self._column = 1
        self._swept = 0
        self._dragged: QPoint | None = None
        self._turns = True
        self._next = QTimer(self, singleShot=True, interval=COLUMN_WAITS)
        self._next.timeout.connect(self._turn)
        self._creep = QTimer(self, interval=CREEP_WAITS)
        self._creep.timeout.connect(self._creep_on)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        bar = self.horizontalScrollBar()
        bar.actionTriggered.connect(lambda _act: self._snap())
        bar.rangeChanged.connect(lambda _least, _most: self.turn(0))  # it was held by a lower end

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave room around the visible part."""
        self.setViewportMargins(left, top, right, bottom)

    def set_column(self, width: int) -> None:
        """How wide a column is: it scrolls sideways by whole ones, and stays at the one where it stands."""
        bar = self.horizontalScrollBar()
        at = round(bar.value() / self._column)
        changed, self._column = width != self._column, width
        bar.setSingleStep(width)
        if changed:
            bar.setValue(at * width)

    @property
    def first(self) -> int:
        """The place of the first column in sight."""
        return round(self.horizontalScrollBar().value() / self._column)

    def show_column(self, at: int) -> None:
        """Scroll by as few columns as bring one into sight."""
        count = max(1, self.viewport().width() // self._column)
        first = max(at - count + 1, min(self.first, at))
        if first != self.first:
            self.horizontalScrollBar().setValue(first * self._column)

    def show_height(self, y: int) -> None:
        """Scroll by as little as brings a height into sight. Qt's own way goes astray where columns run from the right."""
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(max(y + _AIR - seen, min(bar.value(), y - _AIR)))

    def turn(self, columns: int) -> None:
        """Scroll by columns, onwards or back."""
        bar = self.horizontalScrollBar()
        bar.setValue((round(bar.value() / self._column) + columns) * self._column)

    def drag_at(self, point: QPoint | None, *, turns: bool = True) -> None:
        """Something is being dragged at a point of the visible part, or nothing any more (None).

        `turns`: it may go to another column.
        """
        self._dragged, self._turns = point, turns
        if not self._sideways:
            self._next.stop()
        elif not self._next.isActive():
            self._next.start()
        if not self._upwards:
            self._creep.stop()
        elif not self._creep.isActive():
            self._creep.start()

    @property
    def _sideways(self) -> int:
        """At which edge the drag is: before (-1), after (1), as the columns run; 0 at none."""
        if self._dragged is None or not self._turns:
            return 0
        x, width = self._dragged.x(), self.viewport().width()
        step = int(width - EDGE <= x < width) - int(0 <= x < EDGE)
        return -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step

    @property
    def _upwards(self) -> int:
        """At which edge the drag is: the upper (-1), the lower (1); 0 at none."""
        if self._dragged is None:
            return 0
        y, height = self._dragged.y(), self.viewport().height()
        return int(height - EDGE <= y < height) - int(0 <= y < EDGE)

    def _turn(self) -> None:
        before = self.horizontalScrollBar().value()
        self.turn(self._sideways)
        if self.horizontalScrollBar().value() != before:
            self._next.start()
            self.slid.emit()

    def _creep_on(self) -> None:
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._upwards * _CREEP)
        if bar.value() == before:
            self._creep.stop()
        else:
            self.slid.emit()

    def _snap(self) -> None:
        """Before the bar takes over where it is drawn to: to the nearest column."""
        bar = self.horizontalScrollBar()
        bar.setSliderPosition(round(bar.sliderPosition() / self._column) * self._column)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fitted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self.viewport().mapFromGlobal(event.globalPosition()).y()
            self.zoomed.emit(1 if turned.y() > 0 else -1, at)
            event.accept()
        elif abs(turned.x()) > abs(turned.y()):
            away = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._swept += turned.x() if away else -turned.x()
            notches = int(self._swept / _NOTCH)
            self._swept -= notches * _NOTCH
            self.turn(notches)
            event.accept()
        else:
            super().wheelEvent(event)
