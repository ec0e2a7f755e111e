"""The tree of institutions as it is drawn.

Not here: what stands in it (`models.institution_tree`), the screen around it (`institutions`).
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from briefer.gui import icons, theme
from briefer.gui.actions import names
from briefer.gui.delegates.brush import Brush, safely, width_in_two
from briefer.gui.models.institution_tree import (
    COUNTRY,
    NAME,
    REVIEWED,
    SIGN_ROLE,
    STALE_ROLE,
    InstitutionTree,
)
from briefer.gui.views.column_widths import most_whole
from briefer.gui.views.controls import PlainHeader
from briefer.gui.views.copied_rows import copy_rows

ROW = 36
"""High enough for two lines of a name."""
NAMES = 260
"""What names keep beside the countries, which go where they would have less."""
MOST_COUNTRY = 120
"""What the countries take at the most before there is room to spare."""
MEASURED = 400
"""Rows by which the columns are measured: more of them change little."""
SIGN = 16
"""The side of the sign before a name."""
BEFORE, AFTER = 4, 6
"""Air before and behind the words of a cell, in pixels of any type."""
_SHARES = {NAME: 3.0, COUNTRY: 1.0, REVIEWED: 0.8}


class TreeView(QTreeView):
    """The tree of institutions."""

    deletes = True
    """Delete does something in it."""
    deleted = Signal()
    """Delete was pressed on the chosen ones."""

    def __init__(self, model: InstitutionTree) -> None:
        super().__init__()
        self._shown = model
        self._cells: dict[int, list[int]] = {}
        """By column, the widths of what stands in it."""
        self._in_two: dict[int, list[int]] = {}
        """By column, the widths with which it is read whole in two lines."""
        self._least_country = 0
        """What the countries need to be told apart: their last words."""
        self.setAccessibleName(names()["institutions"])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.scaled(18))
        self.setIconSize(QSize(16, 16))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHeader(PlainHeader(inset=22, between=4))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_TreeDelegate(self))
        self.setModel(model)
        model.modelReset.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Know what stands in the columns, and share the room by it."""
        metrics = {column: QFontMetrics(_font(column)) for column in _SHARES}
        self._cells = {column: [] for column in _SHARES}
        self._in_two = {column: [] for column in _SHARES}
        ends = set()
        for depth, cells in self._shown.first_rows(MEASURED):
            start, _, end = cells[COUNTRY].rpartition(" ")
            ends.add(f"… {end}" if start else end)
            indent = self.indentation() * (depth + 1) + theme.scaled(SIGN + 8)
            for column, words in enumerate(cells):
                if words:
                    more = BEFORE + AFTER + 1 + (indent if column == NAME else 0)
                    self._cells[column].append(metrics[column].horizontalAdvance(words) + more)
                    self._in_two[column].append(width_in_two(words, metrics[column]) + more)
        last = max(map(metrics[COUNTRY].horizontalAdvance, ends), default=0) + BEFORE + AFTER + 1
        self._least_country = min(last, theme.scaled(MOST_COUNTRY))
        self._lay_out()

    def _lay_out(self) -> None:
        width, label = self.viewport().width(), QFontMetrics(theme.font("label"))
        heads = {}
        for column in _SHARES:
            head = self._shown.headerData(column, Qt.Orientation.Horizontal)
            heads[column] = label.horizontalAdvance(head) + BEFORE + AFTER
        heads[COUNTRY] = max(heads[COUNTRY], self._least_country)
        heads[REVIEWED] = max(heads[REVIEWED], *self._cells[REVIEWED], 0)
        names = width - heads[COUNTRY] - heads[REVIEWED]
        self.setColumnHidden(COUNTRY, names < theme.scaled(NAMES))
        shown = [column for column in _SHARES if not self.isColumnHidden(column)]
        sizes = most_whole(
            {column: self._cells[column] for column in shown},
            {column: heads[column] for column in shown},
            {column: _SHARES[column] for column in shown},
            width,
            self._in_two,
        )
        for column, size in sizes.items():
            self.header().resizeSection(column, size)

    # Qt's own names

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Qt fills the indent of a chosen row as if it had the keyboard
        brush = Brush(painter, self.palette(), self.layoutDirection(), self.viewport().rect())
        chosen = self.selectionModel().isSelected(index)
        full = chosen and self.hasFocus()
        painter.fillRect(rect, _ground(brush, chosen=chosen, full=full))
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1),
            brush.colour(QPalette.ColorRole.Mid),
        )
        if not self.model().hasChildren(index):
            return
        size, step = theme.scaled(13), self.indentation()
        turned = self.isRightToLeft()
        left = rect.left() if turned else rect.right() + 1 - step
        box = QRect(left + (step - size) // 2, rect.center().y() - size // 2, size, size)
        sign = "chevron-down" if self.isExpanded(index) else "chevron-right"
        role = QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text
        icons.draw(painter, QRectF(box), sign, brush.colour(role))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.deleted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self, range(self.model().columnCount()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


class _TreeDelegate(QStyledItemDelegate):
    """Rows of the tree, each with a hairline below."""

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.scaled(ROW))

    @safely
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        brush = Brush.of(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and option.widget.hasFocus()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(brush.box, _ground(brush, chosen=chosen, full=full, hovered=hovered))
        text = brush.colour(QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text)
        quiet = text if full else brush.colour("secondary")
        box = brush.box.adjusted(BEFORE, 0, -AFTER, 0)
        sign = index.data(SIGN_ROLE)
        if sign:
            size = theme.scaled(SIGN)
            brush.icon(QRect(box.left(), box.center().y() - size // 2, size, size), sign, quiet)
            box.setLeft(box.left() + size + theme.scaled(8))
        colour = text if sign else quiet
        if index.data(STALE_ROLE) and not full:
            colour = brush.colour("warning")
        # "Kingdom of …" are many: what tells a state from the next stands at the end
        words, country = index.data() or "", index.column() == COUNTRY
        brush.cell(box, words, _font(index.column()), colour, end=country)
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))


def _font(column: int) -> QFont:
    """The font of a column: what is told of a name is smaller."""
    return theme.font("body" if column == NAME else "label")


def _ground(brush: Brush, *, chosen: bool, full: bool, hovered: bool = False) -> QColor:
    """What a row is drawn on; `full`: it is chosen, and the tree has the keyboard."""
    if full:
        return brush.colour(QPalette.ColorRole.Highlight)
    if chosen:
        return theme.tint("row", brush.colour("accent"), brush.palette)
    return brush.colour(QPalette.ColorRole.Midlight if hovered else QPalette.ColorRole.Base)
