"""The part of the days that scrolls: it leaves margins for what stands around the columns, and tells Ctrl and the wheel.

A widget of its own: what a scroll area holds beside its viewport does not exist for a screen reader.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class DaysArea(QScrollArea):
    """Scrolls the columns."""

    zoomed = Signal(int, float)
    """One scale larger (1) or smaller (-1), at a height of the visible part."""

    def __init__(self, parent: QWidget, content: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave room around the visible part."""
        self.setViewportMargins(left, top, right, bottom)

    # Qt's own names

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self.viewport().mapFromGlobal(event.globalPosition()).y()
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1, at)
            event.accept()
            return
        super().wheelEvent(event)
