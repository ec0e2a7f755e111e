"""A secret on the clipboard: hidden from programs that remember what was copied, and taken off again.

Not here: which secret (`views.secret_form`).
"""

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

STAYS = 60_000
"""Milliseconds after which it is taken off."""
_HINT = "x-kde-passwordManagerHint"
"""By this name clipboards know what they shall not remember."""


class SecretCopy(QObject):
    """Puts a secret on the clipboard and takes it off after a minute, or when the window closes, if it still stands there."""

    ended = Signal()
    """The minute is over: it stands there no more."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._words = ""
        self.timer = QTimer(self, singleShot=True, interval=STAYS)
        self.timer.timeout.connect(self.take_off)
        self.timer.timeout.connect(self.ended)

    def put(self, words: str) -> None:
        """Put it there."""
        data = QMimeData()
        data.setText(words)
        data.setData(_HINT, b"secret")
        QGuiApplication.clipboard().setMimeData(data)
        self._words = words
        self._owner.window().installEventFilter(self)
        self.timer.start()

    def take_off(self) -> None:
        """Take it off, unless something else was copied since."""
        words, self._words = self._words, ""
        self.timer.stop()
        self._owner.window().removeEventFilter(self)
        clipboard = QGuiApplication.clipboard()
        if words and clipboard.text() == words:
            clipboard.clear()

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.take_off()
        return super().eventFilter(watched, event)
