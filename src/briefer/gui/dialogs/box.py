"""A box that is answered before anything else: with an edge of its own, over a window that is veiled meanwhile.

Not here: what it asks (`about`, `passphrase`), the system's dialogs for files.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QWidget

from briefer.gui import theme
from briefer.gui.delegates.brush import painting

VEIL = QColor(0, 0, 0, 48)
"""Laid over what cannot be used meanwhile."""


class Box(QDialog):
    """A dialog that is told from the window behind it, whatever frame the system gives it."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.scaled(400))

    def ask(self) -> bool:
        """Show it until it is answered; gives whether it was accepted."""
        parent = self.parentWidget()
        assert parent is not None
        veil = _Veil(parent.window())
        veil.show()
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            veil.hide()
            veil.deleteLater()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(self.rect(), brush.colour("field"))
            inside = self.rect().adjusted(1, 1, -1, -1)
            brush.painter.fillRect(inside, brush.colour(QPalette.ColorRole.Base))


class _Veil(QWidget):
    """What it lies over is seen, and not taken for a part of the box."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(QRect(window.rect()))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(self.rect(), VEIL)
