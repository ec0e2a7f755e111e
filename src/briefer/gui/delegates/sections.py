"""A section of a recipe as it is drawn: grip, check, what it is called, the sign of its findings, its pages."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.rows import RowState, ground
from briefer.gui.models.rows import Row
from briefer.gui.models.sections import LINE_ROLE, SectionLine

ROW, INSET = 32, 6
GRIP, CHECK, TITLE = 8, 28, 52
"""Where grip, check and title begin, from the edge of a row."""
BOX, SIGN, PAGES = 16, 16, 40
_Index = QModelIndex | QPersistentModelIndex


class SectionPainter(QStyledItemDelegate):
    """Draws the rows, and takes clicks on their checks."""

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(theme.scaled(140), theme.scaled(ROW))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        box = _check(QRect(option.rect), index.data(LINE_ROLE)).adjusted(-6, -6, 6, 6)
        where = QStyle.visualRect(option.direction, QRect(option.rect), box)
        if not where.contains(event.position().toPoint()):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            wanted = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            other = Qt.CheckState.Unchecked if wanted == Qt.CheckState.Checked else Qt.CheckState.Checked  # fmt: skip
            model.setData(index, other, Qt.ItemDataRole.CheckStateRole)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: SectionLine = index.data(LINE_ROLE)
        brush = Brush.of(painter, option)
        painter.save()
        state = RowState(option, Row(muted=not line.wanted or line.pages == 0))
        ground(brush, state, INSET)
        _paint(brush, line, state)
        painter.restore()


def _start(line: SectionLine) -> int:
    """What stands before the check of a row: room for the grip, where it can be moved."""
    return INSET + (0 if line.movable else theme.scaled(GRIP - CHECK))


def _check(box: QRect, line: SectionLine) -> QRect:
    """Where the check stands in a row that is read from the left."""
    size = theme.scaled(BOX)
    left = box.left() + _start(line) + theme.scaled(CHECK)
    return QRect(left, box.top() + (box.height() - size) // 2, size, size)


def _paint(brush: Brush, line: SectionLine, state: RowState) -> None:
    box, middle = brush.box, brush.box.center().y()
    size = theme.scaled(14)
    if line.movable:
        grip = QRect(box.left() + INSET + theme.scaled(GRIP) - 2, middle - size // 2, size, size)
        brush.icon(grip, "grip-vertical", state.quiet)
    brush.check(_check(box, line), on=line.wanted, full=state.text if state.full else None)
    font = theme.font("label")
    room = max(theme.scaled(PAGES), QFontMetrics(font).horizontalAdvance(line.end) + 8)
    end = box.right() - INSET - theme.scaled(9)
    brush.text(
        QRect(end - room, box.top(), room, box.height()),
        line.end,
        font,
        state.quiet,
        Qt.AlignmentFlag.AlignTrailing,
    )
    end -= room
    if line.errors or line.warnings:
        size = theme.scaled(SIGN)
        sign = QRect(end - size + 4, middle - size // 2, size, size)
        name, colour = ("circle-alert", "danger") if line.errors else ("triangle-alert", "warning")
        brush.icon(sign, name, state.text if state.full else brush.colour(colour))
        end = sign.left() - 6
    left = box.left() + _start(line) + theme.scaled(TITLE)
    brush.text(
        QRect(left, box.top(), end - left, box.height()),
        line.title,
        theme.font("body"),
        state.text,
    )
