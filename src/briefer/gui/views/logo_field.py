"""A logo, of the office or of an institution, shown on paper as it is printed.

Not here: how it comes here and goes (`picture_well`), which pictures can be used (`services.office`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette

from briefer.gui import theme
from briefer.gui.delegates.brush import dashed, painting
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
                words = box.adjusted(theme.scaled(self._air), 0, -theme.scaled(self._air), 0)
                quiet = brush.colour("secondary")
                brush.text(words, self._short, theme.font("label"), quiet, _MIDDLE)
            else:
                brush.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                brush.painter.drawImage(self._place(box, logo), self._picture)
            if self.hasFocus():
                brush.ring(box, 7)

    def _place(self, box: QRect, logo: "PrintedLogo") -> QRect:
        """In the middle, in the same scale for every logo: a small one looks small, as on paper."""
        air = theme.scaled(self._air)
        room = box.adjusted(air, air, -air, -air)
        scale = min(room.width() / logo.room[0], room.height() / logo.room[1])
        place = QRect(0, 0, round(logo.width * scale), round(logo.height * scale))
        place.moveCenter(box.center())
        return place


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
