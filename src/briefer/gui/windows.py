"""The windows of this process: the first, more on the same workspace, the one that was used last.

Each window has its own place, selection and undo; what they share is the workspace (`desk.Holding`). Not here: what a
window is (`main_window`).
"""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from briefer import settings
from briefer.gui import own_keys
from briefer.gui.desk import Desk
from briefer.gui.kept_places import Stood
from briefer.gui.main_window import MainWindow
from briefer.gui.models.hits import Hit
from briefer.gui.opening import Apart

LOOK_EVERY = 10_000
"""Milliseconds between two looks at how long nobody has done anything."""
_DONE_BY_HAND = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)
ASIDE = 32
"""Pixels by which another window stands beside the one that asked for it."""


class _Closed(NamedTuple):
    """A window that is closed for a moment."""

    geometry: QByteArray
    minimized: bool
    stood: Stood


class Windows(QObject):
    """All windows that are open, the first one first."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[MainWindow] = []
        self.touched = time.time()
        """When somebody last did something, in seconds; a computer that slept counts its sleep."""
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self.look_whether_idle)

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

    def lock(self, asking: MainWindow) -> None:
        """Close all windows on a workspace, which closes it and drops its key, and ask for its passphrase.

        With it all come back. What is typed becomes drafts first; where it cannot be kept, its window stays and says so.
        """
        holding = asking.desk.holding
        if holding is None or QApplication.activeModalWidget():
            return
        path = holding.workspace.path
        if made := self._in_place_of(asking, lambda window: window.show_locked(path)):
            made.places.locked.take_keyboard()

    def work_apart(self, asking: MainWindow, apart: Apart) -> None:
        """Close all windows on a workspace as for a lock, do what nobody may have it open for, and open it again."""
        made = self._in_place_of(asking, lambda window: window.show_working(apart))
        if made:
            made.work_apart(apart)

    def _in_place_of(
        self, asking: MainWindow, show: Callable[[MainWindow], object]
    ) -> MainWindow | None:
        """A window that stands in the place of all on a workspace until it is open in it again, when all come back.

        None where one of them could not be closed; then, too, those that were closed before it come back.
        """
        holding = asking.desk.holding
        assert holding is not None
        there = [one for one in self.all if one.desk.holding is holding and one is not asking]
        there.insert(0, asking)
        closed = [_Closed(one.saveGeometry(), one.isMinimized(), one.places.stood) for one in there]
        path = holding.workspace.path
        made = self._make()
        made.restoreGeometry(asking.saveGeometry())
        show(made)
        made.show()  # first: without a window the program would end
        for at, window in enumerate(there):
            if not window.close():
                made.close()
                self._bring_back(closed[:at], window)
                return None
        made.ready.connect(
            lambda: self._come_back(made, path, closed), Qt.ConnectionType.SingleShotConnection
        )
        made.activateWindow()
        return made

    def _come_back(self, first: MainWindow, path: Path, closed: Sequence[_Closed]) -> None:
        """The window that stood in their place has a workspace open: the one that they were on, or another."""
        if first.desk.workspace.path == path:
            first.places.stand_again(closed[0].stood)
            self._bring_back(closed[1:], first)

    def _bring_back(self, closed: Sequence[_Closed], beside: MainWindow) -> None:
        for one in closed:
            made = self._make()
            made.restoreGeometry(one.geometry)
            (made.showMinimized if one.minimized else made.show)()
            made.desk.share(beside.desk)
            made.places.stand_again(one.stood)
        if closed:
            beside.activateWindow()

    def look_whether_idle(self) -> None:
        """Lock what is encrypted when nobody has done anything for as long as the settings say."""
        encrypted = self._encrypted()
        minutes = settings.load().lock_after
        dialog = QApplication.activeModalWidget()
        handle = dialog.windowHandle() if dialog else None
        if handle is not None:
            handle.installEventFilter(self)  # who is busy in it is there
        if not encrypted or not minutes or time.time() - self.touched < minutes * 60:
            return
        if dialog:
            dialog.close()  # and at the next look
        else:
            self.lock(encrypted[0])

    def _encrypted(self) -> list[MainWindow]:
        return [
            window
            for window in self.all
            if window.desk.is_open and window.desk.workspace.key is not None
        ]

    def _opened(self, window: MainWindow) -> None:
        handle = window.windowHandle()
        if window in self._encrypted() and handle is not None:
            handle.installEventFilter(self)
            self.touched = time.time()
            self._look.start()

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
        made.lock_wanted.connect(lambda: self.lock(made))
        made.apart_wanted.connect(lambda apart: self.work_apart(made, apart))
        made.desk.opened.connect(lambda: self._opened(made))
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
        if not self._encrypted():
            self._look.stop()
        if len(self.all) > 1:  # the last one stays: it may still be asked whom to tell of an error
            self.all.remove(window)
            window.deleteLater()

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DONE_BY_HAND:
            self.touched = time.time()
        return super().eventFilter(watched, event)
