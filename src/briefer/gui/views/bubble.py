"""The bubble beside the pointer while something is dragged: why it cannot be there, and when it could.

It never takes the pointer or the keyboard. Not here: what it says (`gui.trials`).
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from briefer.findings import Level
from briefer.gui import theme
from briefer.gui.delegates.brush import lines, painting
from briefer.gui.messages import announce
from briefer.gui.trials import Verdict

WIDTH, ACROSS, BELOW = 318, 62, 68
"""How wide it is, and how far from the pointer: to the end, and down."""
NEAR = 24
"""How near to the pointer it stands below it before it stands above."""
_EDGE, _SIGN, _LINE, _APART, _SHADOW = 14, 16, 19, 8, 10
_MOST_LINES = 4
_SIGNS: dict[Level, tuple[str, str]] = {
    "error": ("circle-alert", "danger"),
    "warning": ("triangle-alert", "warning"),
    "note": ("info", "secondary"),
}


class Bubble(QWidget):
    """Floats over its parent and lets everything through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rows: list[tuple[str, str, list[str], bool]] = []
        self.words = ""
        self.hide()

    def show_verdict(self, verdict: Verdict, at: QPoint) -> None:
        """Show what would be wrong beside a point of the screen; nothing where all is well."""
        said = [*(sentence for _, sentence in verdict.reasons), verdict.free]
        words = "\n".join(filter(None, said))
        if not verdict.reasons:
            self.show_none()
            return
        if words != self.words:
            self.words = words
            self._rows = [
                self._row(*_SIGNS[level], sentence) for level, sentence in verdict.reasons
            ]
            if verdict.free:
                self._rows.append(self._row("check", "ok", verdict.free))
            announce(verdict.worst)
        self._place(self._over.mapFromGlobal(at))
        self.show()
        self.raise_()
        self.update()

    def show_none(self) -> None:
        """Nothing is wrong, or nothing is dragged."""
        self.words = ""
        self.hide()

    def _row(self, sign: str, colour: str, words: str) -> tuple[str, str, list[str], bool]:
        room = theme.scaled(WIDTH - 2 * _EDGE - _SIGN - 10)
        grave = sign == "circle-alert"
        font = theme.font("title" if grave else "body")
        return sign, colour, lines(words, font, room, _MOST_LINES), grave

    def _place(self, point: QPoint) -> None:
        room = self._over.rect()
        count = sum(len(words) for _, _, words, _ in self._rows)
        inner = count * theme.scaled(_LINE) + (len(self._rows) - 1) * theme.scaled(_APART)
        height = inner + 2 * theme.scaled(_EDGE - 2)
        size = QSize(theme.scaled(WIDTH), height) + QSize(2 * _SHADOW, 2 * _SHADOW)
        side = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        left = (
            point.x() + theme.scaled(ACROSS)
            if side > 0
            else point.x() - theme.scaled(ACROSS) - size.width()
        )
        top = point.y() + theme.scaled(BELOW)
        if left + size.width() > room.right():
            left = point.x() - theme.scaled(ACROSS) - size.width()
        elif left < room.left():
            left = point.x() + theme.scaled(ACROSS)
        if top + size.height() > room.bottom():  # nearer, or above, where it covers the heads
            top = room.bottom() - size.height()
            if top < point.y() + theme.scaled(NEAR):
                top = point.y() - theme.scaled(BELOW) - size.height()
        left = max(0, min(left, room.right() - size.width()))
        self.setGeometry(QRect(QPoint(left, max(0, top)), size))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            panel = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
            brush.shadow(panel, 8, _SHADOW)
            base = brush.colour(QPalette.ColorRole.Base)
            brush.rounded(panel, 8, base, brush.colour(QPalette.ColorRole.Mid))
            left, top = panel.left() + theme.scaled(_EDGE), panel.top() + theme.scaled(_EDGE - 2)
            line, sign_size = theme.scaled(_LINE), theme.scaled(_SIGN)
            text = brush.colour(QPalette.ColorRole.Text)
            for sign, colour, words, grave in self._rows:
                middle = top + line * len(words) // 2 - sign_size // 2
                brush.icon(QRect(left, middle, sign_size, sign_size), sign, brush.colour(colour))
                inset = left + sign_size + theme.scaled(10)
                for one in words:
                    box = QRect(inset, top, panel.right() - inset - 6, line)
                    font = theme.font("title" if grave else "body")
                    brush.text(box, one, font, text, whole=" ".join(words))
                    top += line
                top += theme.scaled(_APART)
