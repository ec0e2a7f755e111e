"""The rows of the list of visits: title over dates, then state, items and last change in columns."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.rows import RowState
from briefer.gui.models.rows import ROW_ROLE, Row
from briefer.i18n import say

ROW, HEAD = 62, 36
SHARES = (0.58, 0.16, 0.11, 0.15)
"""Of the width: title, state, items, last change."""
_NARROW = 620
"""Under this width only title and state are shown."""

_STATE = 124
"""Least width for a state in words, in any language."""
_DATE = 140
"""Least width for a day with its month in words."""


class VisitDelegate(QStyledItemDelegate):
    """Draws a visit, or the head of a group with the names of the columns."""

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        return QSize(200, theme.scaled(HEAD if index.data(ROW_ROLE).is_head else ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        brush = Brush.of(painter, option)
        painter.save()
        boxes = _columns(brush.box.adjusted(20, 0, -18, 0))
        if row.is_head:
            _paint_head(brush, row, boxes, first=index.row() == 0)
        else:
            _paint_visit(brush, row, RowState(option, row), boxes)
        painter.restore()


def _columns(box: QRect) -> list[QRect]:
    shares = SHARES if box.width() >= theme.scaled(_NARROW) else (0.72, 0.28)
    widths = [round(box.width() * share) for share in shares]
    if shares is SHARES and (missing := theme.scaled(_STATE) - widths[1]) > 0:
        widths = [widths[0] - missing, widths[1] + missing, *widths[2:]]
    if shares is SHARES and (missing := theme.scaled(_DATE) - widths[-1]) > 0:
        widths = [widths[0] - missing, *widths[1:-1], widths[-1] + missing]
    boxes, left = [], box.left()
    for width in widths:
        boxes.append(QRect(left, box.top(), width - 10, box.height()))
        left += width
    return boxes


def _paint_head(brush: Brush, row: Row, boxes: list[QRect], *, first: bool) -> None:
    bold = theme.font("label")
    bold.setWeight(QFont.Weight.DemiBold)
    quiet = brush.colour("secondary")
    down = theme.scaled(10)
    brush.text(boxes[0].adjusted(0, down, 0, 0), row.title, bold, quiet)
    if first:
        heads = (say("State"), say("Items"), say("Changed"))
        for box, head in zip(boxes[1:], heads, strict=False):
            brush.text(box.adjusted(0, down, 0, 0), head, theme.font("label"), quiet)


def _paint_visit(brush: Brush, row: Row, state: RowState, boxes: list[QRect]) -> None:
    box = brush.box.adjusted(10, 1, -8, -2)
    brush.hairline(QRect(brush.box.left() + 20, brush.box.bottom(), brush.box.width() - 38, 1))
    accent = brush.colour("accent")
    if state.chosen:
        brush.rounded(box, 7, theme.tint("row", accent, brush.palette))
        if state.keyboard:
            brush.ring(box, 7)
    elif state.hovered:
        brush.rounded(box, 7, brush.colour(QPalette.ColorRole.Midlight))
    text = brush.colour("secondary" if row.muted else QPalette.ColorRole.Text)
    quiet = brush.colour("secondary")
    line, second = theme.scaled(20), theme.scaled(17)
    top = brush.box.center().y() - (line + second) // 2
    title = theme.font("title")
    title.setPointSizeF(title.pointSizeF() * 1.05)
    brush.text(QRect(boxes[0].left(), top, boxes[0].width(), line), row.title, title, text)
    below = QRect(boxes[0].left(), top + line, boxes[0].width(), second)
    brush.text(below, row.second, theme.font("label"), quiet)
    if row.mark:
        width = QFontMetrics(theme.font("small")).horizontalAdvance(row.mark.words) + theme.scaled(
            16
        )
        colour = brush.colour(row.mark.colour)
        brush.chip(
            boxes[1].left() + width,
            brush.box.center().y(),
            row.mark.words,
            colour,
            filled=row.mark.filled,
        )
    for place, words in zip(boxes[2:], row.cells, strict=False):
        leading = Qt.AlignmentFlag.AlignLeading
        brush.text(place, words, theme.font("body"), quiet, leading)
