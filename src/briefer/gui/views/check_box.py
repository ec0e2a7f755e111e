"""The box that is ticked or not, as it stands in forms: it grows with the type and is seen in every scheme.

Not here: the boxes of lists, which their delegates draw.
"""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox

from briefer.gui import theme
from briefer.gui.delegates.brush import painting

_SIDE, _RING = 16, 4
"""The side of a box that is ticked, and the room for the ring around it and its words."""


class Check(QCheckBox):
    """A box that is ticked, and its words, drawn as the rows of the other lists draw theirs."""

    # Qt's own names

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("body"))
        width = (
            theme.scaled(_SIDE)
            + theme.scaled(8)
            + metrics.horizontalAdvance(self.text())
            + 2 * _RING
            + 1
        )
        return QSize(width, max(metrics.height(), theme.scaled(_SIDE)) + 2 * _RING)

    def hitButton(self, where: QPoint) -> bool:
        return self.rect().contains(where)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        size, height = theme.scaled(_SIDE), self.height()
        with painting(self) as brush:
            brush.check(QRect(_RING, (height - size) // 2, size, size), on=self.isChecked())
            left = _RING + size + theme.scaled(8)
            role = (
                QPalette.ColorRole.Text if self.isEnabled() else QPalette.ColorRole.PlaceholderText
            )
            words = QRect(left, 0, self.width() - left - _RING, height)
            brush.text(words, self.text(), theme.font("body"), brush.colour(role))
            if self.hasFocus():
                brush.ring(self.rect(), 6)
