"""A field of two records side by side: the value that stays is chosen by clicking it, or both are.

Not here: which values there are (`services.merging`), the screen around them (`merge`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import dashed, lines, painting
from briefer.gui.models.merging import field_words
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.services.merging import Pair
    from briefer.services.moving import Choice

MOST_LINES = 7
"""Of a long text; the whole stands in its tooltip."""
PICTURE = 72
MIDDLE = 64
_AIR = 9


class ValueBox(QRadioButton):
    """One value, chosen by clicking it; what is chosen bears a tick and an edge."""

    def __init__(self, words: str, name: str, stays: Callable[[], bool]) -> None:
        super().__init__()
        self._words, self._stays = words, stays
        self._picture = QImage()
        self.setAccessibleName(name)
        self.setToolTip(shown.tip(words) if len(words) > 200 else "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QImage) -> None:
        """Show a picture in place of the words."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        room, font = width - theme.scaled(_AIR * 2 + 20), theme.font("body")
        found: list[str] = []
        for paragraph in filter(str.strip, self._words.splitlines()):
            found += lines(paragraph, font, room, MOST_LINES + 1)
        if len(found) > MOST_LINES:
            found[MOST_LINES - 1 :] = ["…"]
        return found

    # Qt's own names

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._picture.isNull():
            return theme.scaled(PICTURE + 2 * _AIR)
        font = theme.font("body")
        count = max(1, len(self._lines(width)))
        return count * QFontMetrics(font).lineSpacing() + theme.scaled(2 * _AIR - 4)

    def sizeHint(self) -> QSize:
        width = theme.scaled(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.scaled(32))

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            box, chosen = self.rect(), self._stays()
            accent = brush.colour("accent")
            base = brush.colour(QPalette.ColorRole.Base)
            if chosen:
                brush.rounded(box, 6, theme.tint("engagement", accent, brush.palette), accent, 1.4)
            else:
                hover = brush.colour(QPalette.ColorRole.Midlight)
                fill = hover if self.underMouse() and self.isEnabled() else base
                brush.rounded(box, 6, fill, brush.colour(QPalette.ColorRole.Mid))
            left = theme.scaled(_AIR)
            size = theme.scaled(14)
            if chosen:
                brush.icon(QRect(left, theme.scaled(_AIR), size, size), "check", accent)
            left += size + theme.scaled(6)
            if not self._picture.isNull():
                brush.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                wide = self._picture.size().scaled(
                    theme.scaled(PICTURE * 2),
                    theme.scaled(PICTURE),
                    Qt.AspectRatioMode.KeepAspectRatio,
                )
                place = QRect(left, theme.scaled(_AIR), wide.width(), wide.height())
                brush.painter.drawImage(brush.place(place), self._picture)
            else:
                font = theme.font("body")
                colour = brush.colour(QPalette.ColorRole.Text if chosen else "secondary")
                step, top = QFontMetrics(font).lineSpacing(), theme.scaled(_AIR - 2)
                for line in self._lines(self.width()) or [say("nothing")]:
                    brush.text(QRect(left, top, box.width() - left - 4, step), line, font, colour)
                    top += step
            if self.hasFocus():
                brush.ring(box, 6)


class _Both(QRadioButton):
    """Both values stay."""

    def __init__(self, name: str, how: str) -> None:
        super().__init__(say("Both"))
        self.setAccessibleName(name)
        self.setAccessibleDescription(how)
        self.setToolTip(how)
        self.setFixedSize(theme.scaled(MIDDLE - 8), theme.scaled(26))

    # Qt's own names

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            box, chosen = self.rect(), self.isChecked()
            accent = brush.colour("accent")
            if chosen:
                brush.rounded(box, 13, theme.tint("chosen", accent, brush.palette), accent)
            else:
                brush.rounded(box, 13, None)
                brush.painter.setPen(dashed(brush.colour("field")))
                brush.painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 12, 12)
            colour = brush.colour(QPalette.ColorRole.Text if chosen else "secondary")
            font = theme.font("small")
            brush.text(box, self.text(), font, colour, Qt.AlignmentFlag.AlignHCenter)
            if self.hasFocus():
                brush.ring(box, 13)


class FieldChoice(QWidget):
    """The two values of one field, one of them chosen, or both."""

    changed = Signal()

    def __init__(self, pair: "Pair", left: str, right: str) -> None:
        """`left`, `right`: the values in words."""
        super().__init__()
        self.pair, self._words = pair, (left, right)
        name = field_words(pair.field)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.boxes: dict[Choice, QRadioButton] = {}
        told = say("{field}, of the one that stays: {value}")
        gone = say("{field}, of the one that goes: {value}")
        nothing = say("nothing")
        self.left = ValueBox(
            left, told.format(field=name, value=left or nothing), lambda: self.choice != "right"
        )
        self.right = ValueBox(
            right, gone.format(field=name, value=right or nothing), lambda: self.choice != "left"
        )
        self.boxes["left"] = self.left
        if pair.joins:
            self.boxes["both"] = _Both(say("{field}: both").format(field=name), kept_as(pair))
        self.boxes["right"] = self.right
        for box in self.boxes.values():
            self._group.addButton(box)
        self.boxes[pair.choice].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(3)
        private = bool(pair.part)
        words = say("{field} (private)").format(field=name) if private else name
        grid.addWidget(theme.label(words, "label", quiet=True), 0, 0, 1, 3)
        grid.addWidget(self.left, 1, 0)
        grid.addWidget(self.right, 1, 2)
        if pair.joins:
            grid.addWidget(self.boxes["both"], 1, 1, Qt.AlignmentFlag.AlignCenter)
        grid.setColumnMinimumWidth(1, theme.scaled(MIDDLE))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    @property
    def one_sided(self) -> bool:
        """Whether one of the two says nothing here."""
        return not (self._words[0] and self._words[1])

    @property
    def choice(self) -> "Choice":
        """What stays."""
        return next((choice for choice, box in self.boxes.items() if box.isChecked()), "left")

    def choose(self, choice: "Choice") -> None:
        """Choose what stays."""
        if choice in self.boxes:
            self.boxes[choice].setChecked(True)

    def _toggled(self) -> None:
        for box in self.boxes.values():
            box.update()
        self.changed.emit()


def kept_as(pair: "Pair") -> str:
    """How both values are kept."""
    if isinstance(pair.left, tuple):
        return say("All of both lists, each once")
    if pair.field in ("name", "acronym", "native_name"):
        return say("That of the one that stays; the other is kept as another spelling")
    return say("One after the other")
