"""How a program that a test starts waits for its window. Not here: tests themselves, which have qtbot.

`QTest.qWait` holds Python all the while: what the window waits for goes on between two waits alone.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

LONG = 60_000
"""Milliseconds after which something that must happen has not."""


def wait(milliseconds: int) -> None:
    """Let the window and its threads go on for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(true: Callable[[], object], timeout: int = LONG) -> None:
    """Let them go on until it is true; TimeoutError after so many milliseconds."""
    end = time.monotonic() + timeout / 1000
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        wait(10)


class Bot:
    """Waits as qtbot does, for what is written for both."""

    waitUntil = staticmethod(wait_until)  # as qtbot calls it
