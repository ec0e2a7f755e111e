"""A sentence over the work that explains what one sees, with what one may do about it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, lines, painting
from briefer.gui.icons import icon
from briefer.gui.views.controls import small_tool
from briefer.i18n import say

LOW, _FEW = 640, 3
"""Height of a window under which a sentence has few lines: the work has the room. In larger type it has no fewer."""
_ALL = 99
"""Lines: more than a sentence has."""
_SIGN_AT, _SIGN = 14, 18
"""Where the sign of a band begins, and its side."""
_NARROW = 300
"""Width of a sentence under which what may be done stands below it."""


class Sentence(theme.Words):
    """Words that wrap; in a low window on few lines, and the rest where the pointer rests."""

    measured = Signal()
    """They may need other lines than before."""
    _low = False
    _few, _lowest = _FEW, LOW

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setFont(theme.font("body"))
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._watched: QWidget | None = None

    def show_lines(self, few: int, lowest: int = LOW) -> None:
        """Have so many lines at most in a window less than `lowest` pixels high."""
        if (few, lowest) != (self._few, self._lowest):
            self._few, self._lowest = few, lowest
            self._fold()
            self.updateGeometry()

    def folds(self, width: int) -> bool:
        """Whether it is longer than one line where it has so much width, and the window has no room for more."""
        step = QFontMetrics(self.font()).lineSpacing()
        return self._low and super().heightForWidth(width) > step * 3 // 2

    def _fold(self) -> None:
        low = self.window().height() < self._lowest
        self.setToolTip(shown.tip(self.text()) if low else "")
        if low != self._low:
            self._low = low
            self.updateGeometry()
        self.measured.emit()

    @property
    def first_line(self) -> int:
        """How far down the middle of its first line is."""
        step = QFontMetrics(self.font()).lineSpacing()
        whole = max(1, self.heightForWidth(self.width()))
        return max(0, self.height() - whole) // 2 + step // 2

    @property
    def _most(self) -> int:
        """The height of the lines that a low window has for it."""
        return self._few * QFontMetrics(self.font()).lineSpacing()

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
    """A sentence and beside it what may be done about it; below it where the sentence has no room.

    In a low window the sentence is folded to one line, and a button unfolds it.
    """

    def __init__(self, words: Sentence, *offers: QWidget, spacing: int = 10) -> None:
        super().__init__()
        self._words = words
        self._unfolded = False
        self.more = small_tool("chevron-down", say("Read all of it"), self._unfold)
        self.more.hide()
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
        said = QHBoxLayout()
        said.setSpacing(4)
        said.addWidget(words, 1)
        said.addWidget(self.more)
        self._line.addLayout(said, 1)
        self._line.addWidget(self._offers)
        words.show_lines(1, theme.scaled(LOW))
        words.measured.connect(self._offer_more)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._words.show_lines(_ALL if self._unfolded else 1, theme.scaled(LOW))
        self.more.setIcon(icon("chevron-up" if self._unfolded else "chevron-down"))

    def _offer_more(self) -> None:
        """Offer to unfold the sentence where one line does not hold it."""
        taken = self.more.width() + 4 if self.more.isVisible() else 0
        room = self._words.width() + taken
        self.more.setVisible(self._words.folds(room))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self._offers.sizeHint().width() + self._line.spacing()
        way = QBoxLayout.Direction
        below = self._offers.isVisibleTo(self) and self.width() - beside < theme.scaled(_NARROW)
        wanted = way.TopToBottom if below else way.LeftToRight
        if wanted != self._line.direction():
            self._line.setDirection(wanted)
        self._offer_more()


class Band(QWidget):
    """An icon, a sentence, what may be done about it."""

    def __init__(self, sign: str, words: str, *offers: QWidget) -> None:
        super().__init__()
        self._sign = sign
        self.words = Sentence(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sides(_SIGN_AT + theme.scaled(_SIGN) + 10, 8, 14, 8))
        self.offering = Offering(self.words, *offers)
        layout.addWidget(self.offering, 1)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            sign_beside(brush, self._sign, _SIGN_AT, _SIGN, self, self.words)


def sign_beside(
    brush: Brush, sign: str, left: int, side: int, over: QWidget, words: Sentence
) -> None:
    """A sign at the first line of a sentence that stands on a widget; its side at 10 pt type."""
    size = theme.scaled(side)
    middle = words.mapTo(over, QPoint(0, words.first_line)).y()
    brush.icon(QRect(left, middle - size // 2, size, size), sign, brush.colour("accent"))
