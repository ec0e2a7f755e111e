"""What is called soon is called once, or never where its owner goes first; and nothing keeps it then."""

import gc
import weakref
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.soon import soon

LONG = 20_000


def test_it_is_called_once_and_not_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    called: list[str] = []
    owner = QObject()
    soon(owner, lambda: called.append("first"))
    soon(owner, lambda: called.append("second"))
    assert called == []
    qtbot.waitUntil(lambda: len(called) == 2, timeout=LONG)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (called, owner.children()) == (["first", "second"], [])


def test_an_owner_that_goes_first_is_not_kept(qapp: QApplication, qtbot: QtBot) -> None:
    called: list[QObject] = []

    def of_an_owner() -> weakref.ref[QObject]:
        owner = QObject()
        soon(owner, partial(called.append, owner))
        owner.deleteLater()
        return weakref.ref(owner)

    left = of_an_owner()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert (called, left()) == ([], None)
