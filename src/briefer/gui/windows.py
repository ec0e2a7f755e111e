"""The windows of this process: the first, more on the same workspace, the one that was used last.

Each window has its own place, selection and undo; what they share is the workspace (`desk.Holding`). Not here: what a
window is (`main_window`).
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication

from briefer.gui import own_keys
from briefer.gui.desk import Desk
from briefer.gui.main_window import MainWindow
from briefer.gui.models.hits import Hit

ASIDE = 32
"""Pixels by which another window stands beside the one that asked for it."""


class Windows(QObject):
    """All windows that are open, the first one first."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[MainWindow] = []

    @property
    def youngest(self) -> MainWindow:
        """The window that the user is in; the last one opened while he is in another program."""
        active = QApplication.activeWindow()
        return active if isinstance(active, MainWindow) and active in self.all else self.all[-1]

    def open(self) -> MainWindow:
        """Open a window on nothing yet."""
        made = self._make()
        made.show()
        return made

    def open_beside(self, other: MainWindow, hit: Hit | None) -> MainWindow:
        """Open a window on the workspace of another, and show there what was wanted."""
        made = self._make()
        if not other.isMaximized() and not other.isFullScreen():
            made.resize(other.size())
            room = other.screen().availableGeometry()
            corner = other.pos() + QPoint(ASIDE, ASIDE)
            fits = room.contains(corner + QPoint(made.width() - 1, made.height() - 1))
            made.move(corner if fits else room.topLeft())
        made.show()
        made.desk.share(other.desk)
        if hit:
            made.places.show_hit(hit)
        made.activateWindow()
        return made

    def desks(self) -> Iterable[Desk]:
        """The desk of each window."""
        return [window.desk for window in self.all]

    def _make(self) -> MainWindow:
        made = MainWindow()
        made.desk.neighbours = self.desks
        made.window_wanted.connect(lambda hit: self.open_beside(made, hit))
        made.scheme_chosen.connect(self._show_scheme)
        made.actions_.take_keys(own_keys.own())
        made.panels.keys_changed.connect(self._take_keys)
        made.closed.connect(lambda: self._forget(made))
        self.all.append(made)
        return made

    def _show_scheme(self, scheme: str) -> None:
        """The look is one for all: each menu says which it is."""
        for window in self.all:
            window.actions_[scheme].setChecked(True)

    def _take_keys(self) -> None:
        """Keys are the user's, in every window."""
        chosen = own_keys.own()
        for window in self.all:
            window.actions_.take_keys(chosen)
            window.panels.show_keys()

    def _forget(self, window: MainWindow) -> None:
        if len(self.all) > 1:  # the last one stays: it may still be asked whom to tell of an error
            self.all.remove(window)
            window.deleteLater()
