"""The place of a workspace that is locked: nothing of it is here but its name, and a field for the passphrase."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from briefer.gui import theme
from briefer.gui.actions import Scope
from briefer.gui.views.controls import button
from briefer.gui.views.place import Pane, Place, alone
from briefer.i18n import say

WIDTH = 420


class Locked(Place):
    """Asks for the passphrase of the workspace that was open."""

    unlock_wanted = Signal(object, str)
    """The path of the workspace, and what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._title = theme.label("", "screen")
        self._title.setWordWrap(True)
        self._words = theme.label("", "label", quiet=True)
        self._words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(say("Passphrase"))
        self.field.setPlaceholderText(say("Passphrase or recovery code"))
        self.field.returnPressed.connect(self._unlock)
        self.unlock = button(say("Unlock"), self._unlock, "lock-open", filled=True)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addStretch(2)
        for part in (self._title, self._words, self.field):
            part.setFixedWidth(theme.scaled(WIDTH))
            middle.addWidget(part)
        middle.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignLeading)
        middle.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)

    def lock(self, path: Path) -> None:
        """Ask for the passphrase of a workspace."""
        self._path = path
        self._title.setText(say("{workspace} is locked").format(workspace=path.stem))
        self.tell(say("What you had typed is kept. The passphrase opens the workspace again."))
        self.field.clear()

    def tell(self, words: str) -> None:
        """Say why the last one did not do."""
        self._words.setText(words)
        self.wait(on=False)
        self.field.selectAll()
        self.take_keyboard()

    def wait(self, *, on: bool) -> None:
        """The workspace is on its way."""
        self.field.setDisabled(on)
        self.unlock.setDisabled(on)

    def _unlock(self) -> None:
        if self.field.text():
            self.wait(on=True)
            self.unlock_wanted.emit(self._path, self.field.text())

    def take_keyboard(self) -> None:
        """Give the keyboard to the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.field)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset()
