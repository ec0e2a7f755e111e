"""What lies over the pages while they are made: the pages before, held until the new ones are drawn, and a thin bar."""

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from briefer.gui.delegates.brush import painting

LONGEST_CURTAIN = 500
"""Milliseconds after which new pages are shown even if none was drawn."""


class Curtain(QWidget):
    """What was seen, held before the new pages until they are drawn: without it they would be white for a moment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen = QPixmap()
        self._awaited: set[int] = set()
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_CURTAIN)
        self._longest.timeout.connect(self.lift)
        self.hide()

    def hang(self, seen: QPixmap, awaited: set[int]) -> None:
        """Show what was seen until some pages are drawn."""
        self._seen, self._awaited = seen, awaited
        self.show()
        self.raise_()
        self._longest.start()

    def lift_for(self, page: int) -> None:  # a slot
        """A page is drawn."""
        self._awaited.discard(page)
        if not self._awaited:
            self.lift()

    def lift(self) -> None:  # a slot
        """Show the pages."""
        self._longest.stop()
        self._seen = QPixmap()
        self.hide()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.drawPixmap(0, 0, self._seen)


class BusyBar(QWidget):
    """A thin bar that runs while pages are built."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._at = 0
        self._timer = QTimer(self, interval=40)
        self._timer.timeout.connect(self._step)
        self.hide()

    def run(self, *, on: bool) -> None:
        """Run, or be gone."""
        self.setVisible(on)
        self.raise_()
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def _step(self) -> None:
        self._at = (self._at + 12) % max(1, self.width() + 120)
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(QRect(self._at - 120, 0, 120, 3), brush.colour("accent"))
