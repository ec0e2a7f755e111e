"""A sentence over the work that explains what one sees, with what one may do about it."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.icons import icon

LOW = 640
"""Height of a window under which a sentence is one line: the work has the room."""


class Sentence(theme.Words):
    """Words that wrap; in a low window one line, and the rest where the pointer rests."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setFont(theme.font("body"))
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._watched: QWidget | None = None

    def _fold(self) -> None:
        low = self.window().height() < theme.scaled(LOW)
        self.setWordWrap(not low)
        self.setToolTip(shown.tip(self.text()) if low else "")

    # Qt's own names

    def setText(self, words: str) -> None:
        super().setText(words)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(0, hint.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._watched is None:
            above = self.parentWidget()
            self._watched = above.parentWidget() if above else None
            if self._watched:  # it grows and shrinks with the window
                self._watched.installEventFilter(self)
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fold()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        with painting(self) as brush:
            brush.text(self.rect(), self.text(), self.font(), brush.colour(QPalette.ColorRole.Text))


class Band(QWidget):
    """An icon, a sentence, an offer."""

    def __init__(self, sign: str, words: str, offer: QWidget) -> None:
        super().__init__()
        picture = theme.label("")
        picture.setPixmap(
            icon(sign, QPalette.ColorRole.Accent).pixmap(theme.scaled(18), theme.scaled(18))
        )
        self.words = Sentence(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(10)
        layout.addWidget(picture)
        layout.addWidget(self.words, 1)
        layout.addWidget(offer)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
