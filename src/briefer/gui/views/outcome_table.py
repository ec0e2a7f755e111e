"""The table of outcomes and that of follow-ups: rows that wrap, kinds and states in chips, cells that are typed in.

Not here: what a row says (`models.outcomes`).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, lines
from briefer.gui.models.outcomes import CELL_ROLE, Cell, Line, Lines
from briefer.gui.views.column_widths import ColumnWidths
from briefer.gui.views.controls import LOCKED, PlainHeader
from briefer.gui.views.fields import LineEdit
from briefer.i18n import say

MOST_LINES = 4
LINE, AIR, LEAST = 18, 14, 36
_Index = QModelIndex | QPersistentModelIndex


class LinesView(QTableView):
    """A table of records. Return types in the words, Delete deletes, Ctrl+D and Space are told."""

    typed = Signal(object, str, str)
    deleted = Signal(object)
    followed = Signal(object)
    """Ctrl+D: a follow-up is wanted from this one."""
    taken_up = Signal()
    """The keyboard has come."""
    begun = Signal(object, object, str)
    """A cell is typed in: its `LineEdit`, the id of its record and its field."""
    stepped = Signal(object)
    """Space: the next state."""

    def __init__(
        self, name: str, memory: str, heads: Sequence[str], shares: Sequence[float]
    ) -> None:
        """`shares` of the width; the column of share 0 takes what is left. By `memory` widths are remembered."""
        super().__init__()
        self._shares = tuple(shares)
        self.table = Lines(heads, self)
        self.table.typed.connect(self.typed)
        self.setModel(self.table)
        self._delegate = _LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.scaled(20))
        head = PlainHeader()
        head.setMinimumSectionSize(10)
        self.setHorizontalHeader(head)
        self._stretch = self._shares.index(0)
        self._widths = ColumnWidths(self, head, memory, self._stretch, self._fit)

    def show_lines(self, some: Iterable[Line]) -> None:
        """Show other records; the choice stays where it is, or goes to the neighbour."""
        some = tuple(some)
        if [one.id for one in some] != [one.id for one in self.table.lines]:
            self.accept()  # its editor goes with the rows that were there
        row, column = self.currentIndex().row(), self.currentIndex().column()
        before = self.chosen_id
        self.table.show(some)
        at = self.table.row_of(before) if before else -1
        if at < 0 and row >= 0:
            at = min(row, len(self.table.lines) - 1)
        if at >= 0:
            self.setCurrentIndex(self.table.index(at, max(column, 0)))
        self._fit()

    @property
    def chosen_id(self) -> UUID | None:
        """The id of the chosen record."""
        row = self.currentIndex().row()
        return self.table.lines[row].id if 0 <= row < len(self.table.lines) else None

    def accept(self) -> None:
        """Take what is typed in a cell."""
        self._delegate.take()

    @property
    def editor(self) -> LineEdit | None:
        """Of the cell that is typed in."""
        return self._delegate.editor

    def type_in(self, id_: UUID, field: str) -> None:
        """Type in a cell."""
        row = self.table.row_of(id_)
        cells = self.table.lines[row].cells if row >= 0 else ()
        column = next((at for at, cell in enumerate(cells) if cell.field == field), -1)
        if column >= 0:
            self.setCurrentIndex(self.table.index(row, column))
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(self.currentIndex())

    def choose(self, id_: UUID) -> bool:
        """Choose a record; gives whether it is shown."""
        row = self.table.row_of(id_)
        if row >= 0:
            self.setCurrentIndex(self.table.index(row, self._stretch))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def _fit(self) -> None:
        width = self.viewport().width()
        wanted = {
            column: max(round(width * share), self._least(column))
            for column, share in enumerate(self._shares)
            if share
        }
        self._widths.take({**wanted, self._stretch: max(60, width - sum(wanted.values()))})
        self.resizeRowsToContents()

    def _least(self, column: int) -> int:
        """The width that the head and the chips of a column need."""
        metrics = QFontMetrics(theme.font("label"))
        head = self.table.headerData(column, Qt.Orientation.Horizontal)
        words = [cell.words for line in self.table.lines if (cell := line.cells[column]).chip]
        widths = [metrics.horizontalAdvance(word) + theme.scaled(30) for word in (*words, head)]
        return max(widths)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = event.key(), self.chosen_id
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        changes = (
            key == Qt.Key.Key_Delete or key == Qt.Key.Key_Space or (control and key == Qt.Key.Key_D)
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.edit(self.currentIndex())
        elif changes and chosen and not self.table.locked:
            signal = {Qt.Key.Key_Delete: self.deleted, Qt.Key.Key_D: self.followed}
            signal.get(Qt.Key(key), self.stepped).emit(chosen)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif not changes:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.chosen_id is None and self.table.lines:
            self.setCurrentIndex(self.table.index(0, self._stretch))
        self.viewport().update()
        self.taken_up.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.locked = bool(self.window().property(LOCKED))


class _LineDelegate(QStyledItemDelegate):
    """Draws the cells of a record."""

    def __init__(self, view: LinesView) -> None:
        super().__init__(view)
        self._view = view
        self.editor: LineEdit | None = None

    def take(self) -> None:
        """Take what is typed, if it is."""
        editor, self.editor = self.editor, None
        if editor:
            if editor.touched and not editor.asks:
                self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _forget(self, editor: QWidget) -> None:
        if editor is self.editor:
            self.editor = None

    # Qt's own names

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option
        head = self._view.table.headerData(index.column(), Qt.Orientation.Horizontal)
        words = say("{column}, row {number}")
        made = LineEdit(words.format(column=head, number=index.row() + 1))
        made.setParent(parent)
        made.stored = str(index.data(Qt.ItemDataRole.EditRole) or "")
        made.setFont(theme.font("body"))
        self.editor = made
        made.destroyed.connect(lambda: self._forget(made))
        line = self._view.table.lines[index.row()]
        self._view.begun.emit(made, line.id, line.cells[index.column()].field)
        return made

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        self._forget(editor)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        box = option.rect
        height = min(box.height() - 2, theme.scaled(32))
        editor.setGeometry(box.left() + 1, box.center().y() - height // 2, box.width() - 2, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        cell: Cell = index.data(CELL_ROLE)
        room = self._view.columnWidth(index.column()) - 18
        count = len(lines(cell.words, theme.font("body"), room, MOST_LINES)) if cell.words else 1
        height = theme.scaled(LINE) * max(1, count) + theme.scaled(AIR)
        return QSize(10, max(theme.scaled(LEAST), height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush, cell = Brush.of(painter, option), index.data(CELL_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and self._view.hasFocus()
        role = QPalette.ColorRole
        painter.save()
        if full:
            painter.fillRect(brush.box, brush.colour(role.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))
        text = brush.colour(role.HighlightedText if full else cell.tone or role.Text)
        box = brush.box.adjusted(10, 0, -8, 0)
        if cell.chip:
            self._paint_chip(brush, box, cell)
        else:
            font = theme.font("body")
            some = lines(cell.words, font, box.width(), MOST_LINES)
            line = theme.scaled(LINE)
            top = box.center().y() - line * len(some) // 2 + 1
            for one in some:
                brush.text(QRect(box.left(), top, box.width(), line), one, font, text)
                top += line
        if full and option.state & QStyle.StateFlag.State_HasFocus and cell.field:
            white = brush.colour(role.HighlightedText)
            brush.rounded(brush.box.adjusted(2, 2, -2, -3), 4, None, white, 1)
        painter.restore()

    def _paint_chip(self, brush: Brush, box: QRect, cell: Cell) -> None:
        metrics = QFontMetrics(theme.font("small"))
        width = metrics.horizontalAdvance(cell.words) + theme.scaled(16)
        height = metrics.height() + 4
        chip = QRect(
            box.left(), box.center().y() - height // 2, min(width, box.width() + 8), height
        )
        colour = brush.colour(cell.chip)
        base = brush.colour(QPalette.ColorRole.Base)
        brush.rounded(chip, 5, theme.mix(colour, theme.TINTS["chip"], base))
        inner = chip.adjusted(6, 0, -4, 0)
        brush.text(inner, cell.words, theme.font("small"), colour)
