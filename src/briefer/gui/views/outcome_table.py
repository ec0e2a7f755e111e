"""The table of outcomes and that of follow-ups: rows that wrap, kinds and states in chips, cells that are typed in.

Not here: what a row says (`models.outcomes`).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, lines, painting, safely
from briefer.gui.models.drags import Dragged, unpack
from briefer.gui.models.outcomes import CELL_ROLE, Cell, Line, Lines
from briefer.gui.views.cells import CellDelegate, CellEdit, Kept, Where
from briefer.gui.views.column_widths import ColumnWidths
from briefer.gui.views.controls import LOCKED, PlainHeader

MOST_LINES, ALL_LINES = 8, 40
"""The most lines of a row; where all rows are in sight so."""
LINE, AIR, LEAST = 18, 14, 36
TEXT_ENDS = 20
"""Air beside the words of a cell, in pixels of any type."""
KEPT = 0.3
"""The part of the width that the column that takes what is left keeps for itself."""
KEPT_PRESSED = 0.22
"""What it keeps for the longest words of the others, where there is little room."""
_Index = QModelIndex | QPersistentModelIndex


class LinesView(QTableView):
    """A table of records. Return types in the words, Delete deletes, Ctrl+D and Space are told."""

    deletes = True
    """Delete does something in it."""
    deleted = Signal(object)
    followed = Signal(object)
    """Ctrl+D: a follow-up is wanted from this one."""
    taken_up = Signal()
    """The keyboard has come."""
    stepped = Signal(object)
    """Space: the next state."""
    opened = Signal(object)
    """Return, or a double click, on a cell that is not typed in: the details of the record are wanted."""
    let_go = Signal(object)
    """The id of a record of the other table that was dragged here."""

    def __init__(
        self,
        name: str,
        memory: str,
        heads: Sequence[str],
        shares: Sequence[float],
        *,
        drags: str = "",
        takes: str = "",
    ) -> None:
        """`shares` of the width; the column of share 0 takes what is left. By `memory` widths are remembered.

        `drags` is the kind of its records, where they can be dragged; `takes` the kind of those that can be let go here.
        """
        super().__init__()
        self._shares = tuple(shares)
        self.most_lines = MOST_LINES
        """The most lines that a row has now."""
        self._takes, self._aimed_at = takes, False
        self.table = Lines(heads, self, drags)
        self.setDragEnabled(bool(drags))
        self.setAcceptDrops(bool(takes))
        self.setDropIndicatorShown(False)
        self.setModel(self.table)
        self.cells = _LineDelegate(self)
        self.setItemDelegate(self.cells)
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
        self.doubleClicked.connect(self._open)
        self._stretch = self._shares.index(0)
        self._widths = ColumnWidths(self, head, memory, self._stretch, self._fit)

    def show_lines(self, some: Iterable[Line]) -> None:
        """Show other records; the choice stays where it is, or goes to the neighbour."""
        some, kept = tuple(some), list[Kept]()
        if [one.id for one in some] != [one.id for one in self.table.lines]:
            self.accept()  # its editor goes with the rows that were there
            kept = self.cells.put_away()
        row, column = self.currentIndex().row(), self.currentIndex().column()
        before = self.chosen_id
        self.table.show(some)
        at = self.table.row_of(before) if before else -1
        if at < 0 and row >= 0:
            at = min(row, len(self.table.lines) - 1)
        if at >= 0:
            self.setCurrentIndex(self.table.index(at, max(column, 0)))
        self._fit()
        self.cells.bring_back(kept)

    @property
    def chosen_id(self) -> UUID | None:
        """The id of the chosen record."""
        row = self.currentIndex().row()
        return self.table.lines[row].id if 0 <= row < len(self.table.lines) else None

    def accept(self) -> None:
        """Take what is typed in a cell."""
        self.cells.take()

    @property
    def editor(self) -> CellEdit | None:
        """Of the cell that is typed in."""
        return self.cells.editor

    def type_in(self, id_: UUID, field: str) -> None:
        """Type in a cell."""
        index = self.index_of(Where(id_, field))
        if index.isValid():
            self.setCurrentIndex(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(self.currentIndex())

    def index_of(self, where: Where) -> QModelIndex:
        """The index of a cell; invalid where it is not shown."""
        row = self.table.row_of(where.record)
        cells = self.table.lines[row].cells if row >= 0 else ()
        column = next((at for at, cell in enumerate(cells) if cell.field == where.field), -1)
        return self.table.index(row, column)

    def choose(self, id_: UUID) -> bool:
        """Choose a record; gives whether it is shown."""
        row = self.table.row_of(id_)
        if row >= 0:
            self.setCurrentIndex(self.table.index(row, self._stretch))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def _begin(self, index: QModelIndex) -> None:
        """Type in a cell, or go to the details of what is not typed there."""
        if index.data(CELL_ROLE).field:
            self.edit(index)
        else:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if not index.data(CELL_ROLE).field:
            self.opened.emit(self.table.lines[index.row()].id)

    def _fit(self) -> None:
        """Share the width: no column takes more than it needs, and each has its longest word whole if it can."""
        width = self.viewport().width()
        wanted = self._wanted(width, round(width * KEPT))
        if width - sum(wanted.values()) < width * KEPT_PRESSED:
            wanted = self._wanted(width, round(width * KEPT_PRESSED), pressed=True)
        self._widths.take({**wanted, self._stretch: max(60, width - sum(wanted.values()))})
        self._count_lines()
        self.resizeRowsToContents()

    def _count_lines(self) -> None:
        """Have as many lines as the words need where all rows are in sight with them; else some."""
        self.most_lines, height, room = ALL_LINES, 0, self.viewport().height()
        for row in range(len(self.table.lines)):
            height += self.sizeHintForRow(row)
            if height > room:  # the rest is not measured: there may be hundreds
                self.most_lines = MOST_LINES
                break

    def _wanted(self, width: int, kept: int, *, pressed: bool = False) -> dict[int, int]:
        """The widths of all columns but the one that has what is left, and of that at least so much where it goes.

        Where it is `pressed` the others have no more than their words need, and a date may take two lines.
        """
        wanted, asked = dict[int, int](), dict[int, int]()
        for column, share in enumerate(self._shares):
            if share:
                least, word, most = self._least(column, pressed), *self._text_widths(column)
                wanted[column] = least if pressed else max(least, min(round(width * share), most))
                asked[column] = max(0, word - wanted[column])
        free = width - sum(wanted.values()) - kept
        for column, more in sorted(asked.items(), key=lambda one: one[1]):
            if more <= free:
                wanted[column], free = wanted[column] + more, free - more
        return wanted

    def _least(self, column: int, pressed: bool) -> int:
        """The width that the head, the chips and the dates of a column need."""
        metrics = QFontMetrics(theme.font("label"))
        head = self.table.headerData(column, Qt.Orientation.Horizontal)
        cells = [line.cells[column] for line in self.table.lines]
        words = [cell.words for cell in cells if cell.chip]
        widths = [metrics.horizontalAdvance(word) + theme.scaled(30) for word in (*words, head)]
        body = QFontMetrics(theme.font("body"))
        dates = [cell.words for cell in cells if cell.whole]
        if pressed:  # "15 January" over "2027"
            dates = [part for date in dates for part in date.rsplit(" ", 1)]
        return max(*widths, *(body.horizontalAdvance(words) + TEXT_ENDS for words in dates), 0)

    def _text_widths(self, column: int) -> tuple[int, int]:
        """The widths that the longest word and the longest text of a column need; nought where it is empty."""
        metrics = QFontMetrics(theme.font("body"))
        texts = {line.cells[column].words for line in self.table.lines}
        words = {word for text in texts for word in text.split()}
        some = [max(map(metrics.horizontalAdvance, one), default=0) for one in (words, texts)]
        return some[0] + TEXT_ENDS if some[0] else 0, some[1] + TEXT_ENDS if some[1] else 0

    def _carried(self, event: QDropEvent) -> Dragged | None:
        dragged = None if self.table.locked else unpack(event.mimeData())
        return dragged if dragged and dragged.kind == self._takes else None

    def _aim(self, *, at: bool) -> None:
        """Show whether what is dragged would be taken."""
        self._aimed_at = at
        self.viewport().update()

    # Qt's own names

    def startDrag(self, actions: Qt.DropAction) -> None:
        if not self.table.locked:
            super().startDrag(actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(self._carried(event) is not None)
        self._aim(at=event.isAccepted())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self._carried(event) is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._aim(at=False)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = self._carried(event)
        self._aim(at=False)
        event.setAccepted(dragged is not None)
        if dragged:
            self.let_go.emit(dragged.ids[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aimed_at:
            with painting(self.viewport()) as brush:
                brush.target(self.viewport().rect().adjusted(3, 3, -3, -3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = event.key(), self.chosen_id
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        changes = (
            key == Qt.Key.Key_Delete or key == Qt.Key.Key_Space or (control and key == Qt.Key.Key_D)
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self._begin(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy) and chosen:
            # Qt copies the words of one cell
            words = self.table.mimeData([self.currentIndex()]).text()
            QGuiApplication.clipboard().setText(words)
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
        elif event.size() != event.oldSize():
            before = self.most_lines
            self._count_lines()
            if self.most_lines != before:
                self.resizeRowsToContents()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.locked = bool(self.window().property(LOCKED))


class _LineDelegate(CellDelegate):
    """Draws the cells of a record."""

    def __init__(self, view: LinesView) -> None:
        super().__init__(view)
        self._lines = view

    def where(self, index: _Index) -> Where:
        """The record and the field."""
        line = self._lines.table.lines[index.row()]
        return Where(line.id, line.cells[index.column()].field)

    def index_of(self, where: Where) -> QModelIndex:
        """The index of a cell."""
        return self._lines.index_of(where)

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        cell: Cell = index.data(CELL_ROLE)
        room = self._lines.columnWidth(index.column()) - 18
        count = (
            len(lines(cell.words, theme.font("body"), room, self._lines.most_lines))
            if cell.words
            else 1
        )
        height = theme.scaled(LINE) * max(1, count) + theme.scaled(AIR)
        return QSize(10, max(theme.scaled(LEAST), height))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush, cell = Brush.of(painter, option), index.data(CELL_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and self._lines.hasFocus()
        role = QPalette.ColorRole
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
            some = lines(cell.words, font, box.width(), self._lines.most_lines)
            line = theme.scaled(LINE)
            top = box.center().y() - line * len(some) // 2 + 1
            for one in some:
                place = QRect(box.left(), top, box.width(), line)
                brush.text(place, one, font, text, whole=cell.words)
                top += line
        if full and option.state & QStyle.StateFlag.State_HasFocus and cell.field:
            white = brush.colour(role.HighlightedText)
            brush.rounded(brush.box.adjusted(2, 2, -2, -3), 4, None, white, 1)

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
        inner = chip.adjusted(min(theme.scaled(8), chip.width() - metrics.height()), 0, 0, 0)
        brush.text(inner, cell.words, theme.font("small"), colour)
