"""Text that must not be disclosed, on its way over the clipboard: a field asks before it takes it.

It is marked when it is copied, whatever field it is pasted in. Not here: the two halves of a brief, whose texts are
compared as well (`views.brief_halves`).
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from briefer.gui.messages import Messages, Offer, Trouble
from briefer.i18n import say

CLOSED = "application/x-briefer-closed"
ASKS = "asks-before-disclosing"
"""Property of a window: its `Disclosure`."""


class Disclosure(QObject):
    """Asks in the bar of one window."""

    def __init__(self, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._messages = messages
        window.setProperty(ASKS, self)

    def ask(self, field: QWidget, act: Callable[[], object]) -> None:
        """Ask whether what must not be disclosed shall be told in a field; `act` tells it."""

        def answered(act: Callable[[], object]) -> None:
            if isValid(field):
                field.setFocus()
                act()

        sentence = say("This text came from the half that must not be disclosed.")
        keep = Offer(say("Keep it closed"), lambda: answered(lambda: None))
        offers = (keep, Offer(say("Paste it here"), lambda: answered(act)))
        self._messages.clear()
        self._messages.show(Trouble("warning", sentence, offers, asks=True))

    def refuse(self) -> None:
        """Say how what must not be disclosed gets into the open: it is not dragged there."""
        self._messages.say(say("Release it with Ctrl+Shift+O."))


def refuse(field: QWidget) -> None:
    """Say in the window of a field that what must not be disclosed is not dragged into it."""
    if one := cast("Disclosure | None", field.window().property(ASKS)):
        one.refuse()


def ask(field: QWidget, act: Callable[[], object]) -> None:
    """Ask in the window of a field; where there is none, nothing is told."""
    if one := cast("Disclosure | None", field.window().property(ASKS)):
        one.ask(field, act)


def is_closed(data: QMimeData) -> bool:
    """Whether it was copied from what must not be disclosed."""
    return data.hasFormat(CLOSED)


def came_in(text: str, before: str) -> bool:
    """Whether a line holds what lies on the clipboard and must not be disclosed, and held less of it before."""
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    for mode in modes:
        data = clipboard.mimeData(mode)
        # of an empty clipboard Qt gives none
        there = data is not None and is_closed(data)  # type: ignore[redundant-expr]
        piece = _plain(data.text()) if there else ""
        if piece and _plain(text).count(piece) > _plain(before).count(piece):
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(text.split())
