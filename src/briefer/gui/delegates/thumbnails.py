"""A page in the strip of thumbnails: its picture on white paper, its name, the sign of what was found on it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, safely
from briefer.gui.models.page_list import PAGE_ROLE, PageLine

WIDTH, NAME, AIR = 84, 22, 8
"""Of the picture, of the line below it, and of what is left free between two."""
_Index = QModelIndex | QPersistentModelIndex


class ThumbnailPainter(QStyledItemDelegate):
    """Draws the pages; `picture` gives what there is of one."""

    def __init__(self, view: QAbstractItemView, picture: Callable[[int], QImage | None]) -> None:
        super().__init__(view)
        self._picture = picture
        self.ratio = 297 / 210
        """Height of a page by its width."""

    @property
    def paper(self) -> QSize:
        """How large a page is drawn."""
        width = theme.scaled(WIDTH)
        return QSize(width, round(width * self.ratio))

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        paper = self.paper
        return QSize(paper.width() + 8, paper.height() + theme.scaled(NAME) + theme.scaled(AIR))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: PageLine = index.data(PAGE_ROLE)
        brush = Brush.of(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paper, box = self.paper, brush.box
        left = box.left() + (box.width() - paper.width()) // 2
        page = QRect(left, box.top() + theme.scaled(AIR) // 2, paper.width(), paper.height())
        painter.fillRect(page, Qt.GlobalColor.white)
        picture = self._picture(index.row())
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, picture)
        if chosen:
            brush.rounded(page.adjusted(-3, -3, 3, 3), 3, None, brush.colour("accent"), 2)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(brush.colour(QPalette.ColorRole.Mid))
            painter.drawRect(page.adjusted(0, 0, -1, -1))
        _paint_sign(brush, line, page)
        words = QRect(box.left(), page.bottom() + 3, box.width(), theme.scaled(NAME))
        font = theme.font("title" if chosen else "label")
        font.setPointSizeF(theme.font("label").pointSizeF())
        colour = brush.colour("accent" if chosen else "secondary")
        brush.text(words, line.name, font, colour, Qt.AlignmentFlag.AlignHCenter)


def _paint_sign(brush: Brush, line: PageLine, page: QRect) -> None:
    if not (line.levels.errors or line.levels.warnings):
        return
    size = theme.scaled(16)
    box = QRect(page.right() - size + 4, page.top() - 2, size, size)
    name, colour = (
        ("circle-alert", "danger") if line.levels.errors else ("triangle-alert", "warning")
    )
    brush.rounded(box.adjusted(-2, -2, 2, 2), 4, brush.colour(QPalette.ColorRole.Base))
    brush.icon(box, name, brush.colour(colour))
