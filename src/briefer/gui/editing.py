"""Cut, copy, paste, delete and choose all, on whatever has the keyboard: a text, a list, a picture.

What the command does is what its key does there: a field knows its keys itself, a pane has commands attached to it, a
list says whether it deletes (`deletes`), and what is pasted on a list is a list to be imported. Not here: what is deleted or pasted (each list), the commands (`actions`).
"""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from briefer.gui.actions import Actions
from briefer.gui.views.controls import locked
from briefer.gui.views.picture_well import PictureWell

KEYS: Mapping[str, QKeySequence.StandardKey] = {
    "cut": QKeySequence.StandardKey.Cut,
    "copy": QKeySequence.StandardKey.Copy,
    "paste": QKeySequence.StandardKey.Paste,
    "delete": QKeySequence.StandardKey.Delete,
    "select-all": QKeySequence.StandardKey.SelectAll,
}
"""By command, the key that widgets know it by."""
_WRITES = frozenset({"cut", "paste", "delete"})


class Editing(QObject):
    """Carries these commands out in one window, and puts off what cannot be done where the keyboard is.

    A menu and the search take the keyboard: what had it before is meant.
    """

    def __init__(self, area: QWidget, actions: Actions) -> None:
        """`area` holds all that can be meant."""
        super().__init__(area)
        self._area, self._actions = area, actions
        self._last: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @property
    def _focus(self) -> QWidget | None:
        last = self._last
        return last if last and isValid(last) and last.isVisible() else None

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now and self._area.isAncestorOf(now):
            self._last = now
            self.look()

    def look(self) -> None:
        """Put off what cannot be done now."""
        focus = self._focus
        found = able(focus) if focus else frozenset()
        for name in KEYS:
            self._actions[name].setEnabled(name in found)

    def do(self, name: str, of_place: Callable[[], object] | None) -> None:
        """Carry a command out; `of_place` is what the place that is shown does by it, in its own panes."""
        focus = self._focus
        if focus is None:
            return
        action = None if isinstance(focus, _TEXTS) else attached(name, focus)
        if action and action.data() != name:
            action.trigger()
        elif action and of_place:
            of_place()
        elif name == "paste" and isinstance(focus, QAbstractItemView):
            self._actions["paste-list"].trigger()
        else:
            press(name, focus)


_TEXTS = (QLineEdit, QPlainTextEdit)


def able(focus: QWidget) -> frozenset[str]:
    """Which of the commands do something where the keyboard is."""
    if isinstance(focus, QLineEdit):
        hidden = focus.echoMode() != QLineEdit.EchoMode.Normal
        chosen = focus.hasSelectedText()
        ahead = focus.cursorPosition() < len(focus.text())
        found = _of_text(chosen=chosen, ahead=ahead, whole=bool(focus.text()))
        return found - (_WRITES if focus.isReadOnly() else {"cut", "copy"} if hidden else set())
    if isinstance(focus, QPlainTextEdit):
        chosen, whole = focus.textCursor().hasSelection(), not focus.document().isEmpty()
        found = _of_text(chosen=chosen, ahead=not focus.textCursor().atEnd(), whole=whole)
        return found - (_WRITES if focus.isReadOnly() else set())
    there = frozenset(name for name in KEYS if _can(name, focus))
    return there - (_WRITES if locked(focus) else set())


def _of_text(*, chosen: bool, ahead: bool, whole: bool) -> frozenset[str]:
    found = {"cut", "copy", "delete"} if chosen else {"delete"} if ahead else set()
    # the clipboard is not asked: whoever holds it may take seconds to answer
    return frozenset(found | {"paste"} | ({"select-all"} if whole else set()))


def _can(name: str, focus: QWidget) -> bool:
    if action := attached(name, focus):
        return action.data() == name or action.isEnabled()
    if isinstance(focus, PictureWell):
        return name in ("paste", "delete") and not focus.locked
    if not isinstance(focus, QAbstractItemView):
        return False
    if name == "paste":
        return True
    if name == "delete":
        return bool(getattr(focus, "deletes", False)) and focus.currentIndex().isValid()
    if name == "select-all":
        one = QAbstractItemView.SelectionMode.SingleSelection
        none = QAbstractItemView.SelectionMode.NoSelection
        return focus.selectionMode() not in (one, none) and focus.model().rowCount() > 0
    return name == "copy" and focus.currentIndex().isValid()


def attached(name: str, focus: QWidget) -> QAction | None:
    """The command of the pane around the keyboard that has this key."""
    key = QKeySequence(KEYS[name])
    there = (action for pane in _around(focus) for action in pane.actions())
    return next((one for one in there if one.data() == name or key in one.shortcuts()), None)


def _around(focus: QWidget) -> Iterator[QWidget]:
    """The widget with the keyboard and those that it stands in, up to the window."""
    at: QWidget | None = focus
    while at and not at.isWindow():
        yield at
        at = at.parentWidget()


def press(name: str, focus: QWidget) -> None:
    """Do in a field or a list what the key of a command does there."""
    key = QKeySequence.keyBindings(KEYS[name])[0][0]  # type: ignore[index]  # a sequence is of keys
    event = QKeyEvent(QEvent.Type.KeyPress, key.key(), key.keyboardModifiers())
    QCoreApplication.sendEvent(focus, event)
