"""A logo, of the office or of an institution, shown on paper as it is printed.

Not here: how it comes here and goes (`picture_well`), which pictures can be used (`services.office`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPalette

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, dashed, lines, painting
from briefer.gui.views.picture_well import PictureWell

if TYPE_CHECKING:
    from briefer.services.office import PrintedLogo

HEIGHT, AIR = 118, 14


class LogoWell(PictureWell):
    """A piece of paper with the logo on it."""

    def __init__(self, name: str, hint: str, *, short: str = "", height: int = HEIGHT) -> None:
        """`hint` says how a logo comes here; `short` stands in its place where there is little room."""
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(hint if short else "")
        self.setFixedHeight(theme.scaled(height))
        self.drawings = True
        self._picture = QImage()
        self._logo: PrintedLogo | None = None
        self._hint, self._short = hint, short or hint
        self._air = min(AIR, height // 8)
        self.show_logo(None, "")

    def show_logo(self, logo: "PrintedLogo | None", words: str) -> None:
        """Show a logo as it is printed, or none; `words` are those that a screen reader says of it."""
        self._picture = QImage.fromData(logo.jpeg) if logo else QImage()
        self._logo = logo
        self.setAccessibleDescription(words or self._hint)
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            box = self.rect()
            logo = self._logo
            ground = brush.colour(QPalette.ColorRole.AlternateBase)
            fill = QColor(Qt.GlobalColor.white) if logo else ground
            brush.rounded(box, 7, fill, brush.colour("field") if logo else None)
            if not logo or self._over:
                brush.painter.setPen(dashed(brush.colour("accent" if self._over else "field")))
                brush.painter.setBrush(Qt.BrushStyle.NoBrush)
                brush.painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
            if not logo:
                self._say_hint(brush, box)
            else:
                brush.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                brush.painter.drawImage(self._place(box, logo), self._picture)
            if self.hasFocus():
                brush.ring(box, 7)

    def _say_hint(self, brush: Brush, box: QRect) -> None:
        """In as many lines as it needs and the paper has, in the middle."""
        air, font = theme.scaled(self._air), theme.font("label")
        line = QFontMetrics(font).height()
        room = box.adjusted(air, 0, -air, 0)
        said = lines(self._short, font, room.width(), max(1, box.height() // line))
        top = (box.height() - line * len(said)) // 2
        for at, words in enumerate(said):
            row = QRect(room.left(), top + at * line, room.width(), line)
            brush.text(row, words, font, brush.colour("secondary"), _MIDDLE)

    def _place(self, box: QRect, logo: "PrintedLogo") -> QRect:
        """In the middle, in the same scale for every logo: a small one looks small, as on paper."""
        air = theme.scaled(self._air)
        room = box.adjusted(air, air, -air, -air)
        scale = min(room.width() / logo.room[0], room.height() / logo.room[1])
        place = QRect(0, 0, round(logo.width * scale), round(logo.height * scale))
        place.moveCenter(box.center())
        return place


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
