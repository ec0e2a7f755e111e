"""A sentence over the work that explains what one sees, with what one may do about it."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import lines, painting
from briefer.gui.icons import icon

LOW, _FEW = 640, 3
"""Height of a window under which a sentence has few lines: the work has the room. In larger type it has no fewer."""


_NARROW = 300
"""Width of a sentence under which what may be done stands below it."""


class Sentence(theme.Words):
    """Words that wrap; in a low window on three lines at most, and the rest where the pointer rests."""

    _low = False

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setFont(theme.font("body"))
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._watched: QWidget | None = None

    def _fold(self) -> None:
        low = self.window().height() < LOW
        self.setToolTip(shown.tip(self.text()) if low else "")
        if low != self._low:
            self._low = low
            self.updateGeometry()

    @property
    def _most(self) -> int:
        """The height of the lines that a low window has for it."""
        return _FEW * QFontMetrics(self.font()).lineSpacing()

    # Qt's own names

    def setText(self, words: str) -> None:
        super().setText(words)
        self._fold()

    def heightForWidth(self, width: int) -> int:
        height = super().heightForWidth(width)
        return min(height, self._most) if self._low else height

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), self._most)) if self._low else hint

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
        if not self._low or super().heightForWidth(self.width()) <= self.height():
            super().paintEvent(event)
            return
        step = QFontMetrics(self.font()).lineSpacing()
        ink = QPalette.ColorRole.WindowText
        some = lines(self.text(), self.font(), self.width(), max(1, self.height() // step))
        top = (self.height() - step * len(some)) // 2
        with painting(self) as brush:
            for at, words in enumerate(some):
                box = QRect(0, top + at * step, self.width(), step)
                brush.text(box, words, self.font(), brush.colour(ink))


class Offering(QWidget):
    """A sentence and beside it what may be done about it; below it where the sentence has no room."""

    def __init__(self, words: Sentence, *offers: QWidget, spacing: int = 10) -> None:
        super().__init__()
        self._offers = QWidget(self)
        beside = QHBoxLayout(self._offers)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(spacing)
        for offer in offers:
            beside.addWidget(offer)
        beside.addStretch()
        if not offers:
            self._offers.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        self._line.addWidget(words, 1)
        self._line.addWidget(self._offers)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self._offers.sizeHint().width() + self._line.spacing()
        way = QBoxLayout.Direction
        below = self._offers.isVisibleTo(self) and self.width() - beside < theme.scaled(_NARROW)
        wanted = way.TopToBottom if below else way.LeftToRight
        if wanted != self._line.direction():
            self._line.setDirection(wanted)


class Band(QWidget):
    """An icon, a sentence, what may be done about it."""

    def __init__(self, sign: str, words: str, *offers: QWidget) -> None:
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
        layout.addWidget(Offering(self.words, *offers), 1)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
