"""Calling something once all that is under way is done. Not here: work that takes long (`tasks`)."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, act: Callable[[], object]) -> None:
    """Call `act` when the events that wait now are through; never, if `owner` has gone by then.

    Not `QTimer.singleShot`: when the owner goes first, that keeps for ever what it would have called, and all
    that this knows of, which may be a whole window.
    """
    timer = QTimer(owner, singleShot=True, interval=0)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
