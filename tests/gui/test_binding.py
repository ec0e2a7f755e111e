"""PySide6 6.12.0 on Python 3.11 gives away references it does not own, and the process aborts after some hundred signals."""

import sys

from PySide6.QtCore import QObject


def test_the_binding_keeps_its_references() -> None:
    thing = QObject()
    nones, trues = sys.getrefcount(None), sys.getrefcount(True)  # the object itself
    for _ in range(300):  # 550 would abort the test runner itself
        thing.parent()
        thing.objectNameChanged.emit("x")
    assert sys.getrefcount(None) > nones - 100
    assert sys.getrefcount(True) > trues - 100  # the object itself
