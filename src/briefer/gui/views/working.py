"""The place of a workspace that is worked on and can be open nowhere meanwhile: how far it is, and a way to stop.

Not here: the work (`opening.Apart`).
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from briefer.gui import theme
from briefer.gui.actions import Scope
from briefer.gui.opening import Apart
from briefer.gui.tasks import Task
from briefer.gui.views.controls import button
from briefer.gui.views.place import Pane, Place, alone
from briefer.i18n import say

WIDTH = 420


class Working(Place):
    """Tells how far the work is."""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path()
        self.asks = False
        """Whether a passphrase opens the workspace, before or after."""
        self._task: Task | None = None
        self._title = theme.label("", "screen")
        self._words = theme.label("", "label", quiet=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(say("Progress"))
        self.stop = button(say("Stop"), self._stop, name=say("Stop, and change nothing"))
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addStretch(2)
        for part in (self._title, self._words, self._bar):
            part.setFixedWidth(theme.scaled(WIDTH))
            middle.addWidget(part)
        for words in (self._title, self._words):
            words.setWordWrap(True)
        middle.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeading)
        middle.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)

    def begin(self, apart: Apart) -> None:
        """Show what is going to be done."""
        self.path = apart.path
        self.asks = apart.before is not None
        self._title.setText(apart.title)
        self._words.setText(say("The workspace opens again by itself."))
        self._bar.setRange(0, 0)

    def follow(self, task: Task) -> None:
        """Tell how it goes."""
        self._task = task
        task.progressed.connect(self._show_progress)
        self.take_keyboard()

    def _show_progress(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(shown_words(words))

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()

    def take_keyboard(self) -> None:
        """Give the keyboard to the one button."""
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.stop)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset()


def shown_words(words: str) -> str:
    """What is done now, and that nothing is lost by it."""
    return f"{words}. " + say("The workspace opens again by itself.")
