"""A section of a recipe as it is drawn: grip, check, what it is called, whole, the sign of its findings, its pages."""

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
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, safely
from briefer.gui.delegates.brush import lines as lines_of
from briefer.gui.delegates.rows import RowState, ground
from briefer.gui.models.rows import Row
from briefer.gui.models.sections import LINE_ROLE, SectionLine

ROW, INSET = 32, 6
GRIP, CHECK, TITLE = 8, 28, 52
"""Where grip, check and title begin, from the edge of a row."""
BOX, SIGN, PAGES = 16, 16, 40
LINE, NOTE, AIR = 18, 16, 14
"""Heights of a line of its name, of the note below, and of what stands above and below, at 10 pt."""
MOST_LINES = 4
_Index = QModelIndex | QPersistentModelIndex


class SectionPainter(QStyledItemDelegate):
    """Draws the rows, and takes clicks on their checks."""

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: SectionLine = index.data(LINE_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 300
        high = _high(line, len(_titles(line, width)))
        return QSize(theme.scaled(140), max(theme.scaled(ROW), high + theme.scaled(AIR)))

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

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: SectionLine = index.data(LINE_ROLE)
        brush = Brush.of(painter, option)
        state = RowState(option, Row(muted=not line.wanted or line.pages == 0))
        ground(brush, state, INSET)
        _paint(brush, line, state)


def _start(line: SectionLine) -> int:
    """What stands before the check of a row: room for the grip, where it can be moved."""
    return INSET + (0 if line.movable else theme.scaled(GRIP - CHECK))


def _check(box: QRect, line: SectionLine) -> QRect:
    """Where the check stands in a row that is read from the left."""
    size = theme.scaled(BOX)
    left = box.left() + _start(line) + theme.scaled(CHECK)
    return QRect(left, box.top() + (box.height() - size) // 2, size, size)


def _end(line: SectionLine, width: int) -> tuple[int, int]:
    """Where the pages of a row begin, and where its name ends, before the sign of what was found."""
    pages = 0
    if line.end:
        pages = QFontMetrics(theme.font("label")).horizontalAdvance(line.end) + 8
    begin = width - 1 - INSET - theme.scaled(9) - pages
    if line.pages is not None:
        begin = min(begin, width - 1 - INSET - theme.scaled(9) - theme.scaled(PAGES))
    sign = theme.scaled(SIGN) + 2 if line.errors or line.warnings else 0
    return begin, begin - sign


def _titles(line: SectionLine, width: int) -> list[str]:
    """What a section is called, in as many lines as that takes."""
    left = _start(line) + theme.scaled(TITLE)
    return lines_of(line.title, theme.font("body"), _end(line, width)[1] - left, MOST_LINES)


def _high(line: SectionLine, titles: int) -> int:
    return titles * theme.scaled(LINE) + (theme.scaled(NOTE) if line.note else 0)


def _paint(brush: Brush, line: SectionLine, state: RowState) -> None:
    box, middle = brush.box, brush.box.center().y()
    size = theme.scaled(14)
    if line.movable:
        grip = QRect(box.left() + INSET + theme.scaled(GRIP) - 2, middle - size // 2, size, size)
        brush.icon(grip, "grip-vertical", state.quiet)
    brush.check(_check(box, line), on=line.wanted, full=state.text if state.full else None)
    font = theme.font("label")
    begin, end = _end(line, box.width())
    last = box.right() - INSET - theme.scaled(9)
    brush.text(
        QRect(box.left() + begin, box.top(), last - box.left() - begin, box.height()),
        line.end,
        font,
        state.quiet,
        Qt.AlignmentFlag.AlignTrailing,
    )
    if line.errors or line.warnings:
        size = theme.scaled(SIGN)
        sign = QRect(box.left() + end + 6, middle - size // 2, size, size)
        name, colour = ("circle-alert", "danger") if line.errors else ("triangle-alert", "warning")
        brush.icon(sign, name, state.text if state.full else brush.colour(colour))
    left = box.left() + _start(line) + theme.scaled(TITLE)
    titles = _titles(line, box.width())
    top = box.top() + (box.height() - _high(line, len(titles))) // 2
    for words in titles:
        room = QRect(left, top, box.left() + end - left, theme.scaled(LINE))
        brush.text(room, words, theme.font("body"), state.text, whole=line.title)
        top += theme.scaled(LINE)
    brush.text(QRect(left, top, last - left, theme.scaled(NOTE)), line.note, font, state.quiet)
