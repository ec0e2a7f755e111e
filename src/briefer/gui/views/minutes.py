"""The programme minute by minute: one day as a table that is typed in, narrowed to what one reader sees.

Not here: what a row says (`models.minutes`), storing what is typed (`step_edits`).
"""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
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
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, lines, safely
from briefer.gui.delegates.cards import people_words
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import Column, Programme
from briefer.gui.models.day import Choice
from briefer.gui.models.minutes import (
    FIELDS,
    NEW,
    NUMBER,
    ROW_ROLE,
    STAFF,
    TIME,
    WHAT,
    WHERE,
    WHO,
    Minute,
    Minutes,
    rows,
)
from briefer.gui.soon import soon
from briefer.gui.views.cells import CellDelegate, Kept, Where
from briefer.gui.views.column_widths import ColumnWidths
from briefer.gui.views.controls import (
    LOCKED,
    Elided,
    PlainHeader,
    Segment,
    Segments,
    button,
    hairline,
    row,
    tab_goes,
)
from briefer.i18n import say
from briefer.records.programme import ProgrammeItem, Step
from briefer.records.visit_file import VisitFile
from briefer.rules.minutes import lines as day_lines

HEAD = 44
ONE_LINE, TWO_LINES = 34, 44
INDENT = 14
_SHARES = {WHO: 0.24, WHERE: 0.18}
_LEAST = {STAFF: 820, WHERE: 700}
"""Widths under which a column is left out."""
_NO_DAY = Segment("", "")
"""Keeps the place of the days in the order of Tab until there are some."""
_Index = QModelIndex | QPersistentModelIndex


class MinutesTable(QTableView):
    """The rows of a day. A digit types a time; Return types in the cell; Space: for the own side only."""

    opened = Signal()
    row_chosen = Signal()
    internal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = Minutes(self)
        self.setModel(self.table)
        self.cells = _MinuteDelegate(self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.scaled(20))
        head = PlainHeader()
        self.setHorizontalHeader(head)
        self._widths = ColumnWidths(self, head, "minutes", WHAT, self._fit)
        self.selectionModel().currentChanged.connect(lambda *_where: self.row_chosen.emit())

    def show_rows(self, some: Sequence[Minute]) -> None:
        """Show other rows; the keyboard stays on its row, or goes to the neighbour."""
        kept: list[Kept] = []
        if [one.id for one in some] != [one.id for one in self.table.rows]:
            self.accept()  # its editor goes with the rows that were there
            kept = self.cells.put_away()
        before, at = self.current, self.currentIndex()
        self.table.show(some)
        found = self.table.row_of(before.id) if before else -1
        if found < 0 and at.row() >= 0:
            found = min(at.row(), len(some) - 1)
        if found >= 0:
            self.setCurrentIndex(self.table.index(found, max(at.column(), 0)))
        self._fit()
        self.cells.bring_back(kept)

    def accept(self) -> None:
        """Take what is typed in a cell."""
        self.cells.take()

    @property
    def current(self) -> Minute | None:
        """The row that has the keyboard."""
        at = self.currentIndex().row()
        return self.table.rows[at] if 0 <= at < len(self.table.rows) else None

    def go_to(self, id_: UUID, column: int = WHAT) -> bool:
        """Put the keyboard on a row; gives whether it is there."""
        at = self.table.row_of(id_)
        if at >= 0:
            self.setCurrentIndex(self.table.index(at, column))
            self.scrollTo(self.currentIndex())
        return at >= 0

    def index_of(self, where: Where) -> QModelIndex:
        """The index of a cell; invalid where it is not shown."""
        columns = {field: column for column, field in FIELDS.items()}
        return self.table.index(self.table.row_of(where.record), columns.get(where.field, -1))

    def type_in(self, column: int, text: str = "") -> None:
        """Open a cell of the row that has the keyboard; `text` stands in it for what was there."""
        index = self.table.index(self.currentIndex().row(), column)
        if not self.table.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.cells.editor_at(self.cells.where(index))
        if text and editor:
            editor.setText(text)

    def type_here(self) -> None:
        """Open the cell that has the keyboard, or the words of its row where that one is not typed in."""
        at = self.currentIndex()
        typed = self.table.flags(at) & Qt.ItemFlag.ItemIsEditable
        self.type_in(at.column() if typed else WHAT)

    def _fit(self) -> None:
        width = self.viewport().width()
        fixed = {TIME: theme.scaled(74), NUMBER: theme.scaled(46), STAFF: theme.scaled(150)}
        for column, least in _LEAST.items():  # what does not fit is told in the item panel
            self.setColumnHidden(column, width < theme.scaled(least))
        fixed |= {column: round(width * share) for column, share in _SHARES.items()}
        for column in _LEAST:
            if self.isColumnHidden(column):
                fixed[column] = 0
        fixed[WHAT] = max(theme.scaled(140), width - sum(fixed.values()))
        self._widths.take(fixed)
        self.resizeRowsToContents()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed, current = event.key(), event.text(), self.current
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current:
            if current.card:
                self.opened.emit()
            elif current.id == NEW:
                self.type_in(TIME)
            else:
                self.type_here()
        elif key == Qt.Key.Key_Space and current and current.step and not self.table.locked:
            self.internal_wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.go_to(NEW, TIME)
            self.type_in(TIME)
        elif typed and (typed.isdigit() or typed in "+-−~?") and current:
            self.type_in(TIME, typed)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.table.rows:
            self.setCurrentIndex(self.table.index(0, WHAT))
        self.viewport().update()

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


class MinutesView(QWidget):
    """One day, with the days to choose from."""

    opened = Signal()
    internal_wanted = Signal(object)
    """A `Step` that is for the own side only, or no longer."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self._programme = Programme()
        self._file: VisitFile | None = None
        self._day = ""
        self._hidden: frozenset[UUID] = frozenset()
        self._syncing = False
        self.table = MinutesTable()
        self.table.row_chosen.connect(self._choose)
        self.table.opened.connect(self.opened)
        self.table.internal_wanted.connect(self._want_internal)
        self.choice.changed.connect(self._mirror)
        self._days = Segments(say("Day"), [_NO_DAY])
        self._note = Elided("label", quiet=True)
        add = button(say("Add a line"), self.add_line, "plus", edits=True)
        self._bar = row(self._days, 10, self._note, add, margins=(12, 0, 14, 0))
        self._bar.setFixedHeight(theme.scaled(HEAD))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._bar, hairline(), self.table, self.table.cells.reason):
            layout.addWidget(part)

    def show_without(self, hidden: frozenset[UUID]) -> None:
        """Show all but these items and steps, from the next programme on."""
        self._hidden = hidden

    def show_programme(self, file: VisitFile, programme: Programme) -> None:
        """Show the visit as it is now."""
        before = [column.key for column in self._programme.columns]
        self._file, self._programme = file, programme
        if [column.key for column in programme.columns] != before:
            self._show_days()
        self._show()

    @property
    def column(self) -> Column | None:
        """The day that is shown, or the stop of a programme without days."""
        columns = self._programme.columns
        first = columns[0] if columns else None
        return next((one for one in columns if one.key == self._day), first)

    @property
    def items(self) -> list[ProgrammeItem]:
        """The items of that day, in their order."""
        column = self.column
        if column is None:
            return []
        cards = [card for card in (*column.cards, *column.tray) if not card.torn_before]
        return sorted((card.item for card in cards), key=shown.later)

    @property
    def step(self) -> Step | None:
        """The step whose row has the keyboard."""
        current = self.table.current
        return current.step if current else None

    def accept(self) -> None:
        """Take what is typed in a cell."""
        self.table.accept()

    def take_keyboard(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> None:
        """Go to the empty row, its time ready to be typed."""
        self.take_keyboard()
        self.table.go_to(NEW, TIME)
        self.table.type_in(TIME)

    def type_soon(self, id_: UUID, column: int) -> None:
        """Go on typing in a row that has just been made."""

        def begin() -> None:
            if self.table.go_to(id_, column):
                self.table.type_in(column)

        soon(self, begin)

    def go_to_day(self, key: str) -> None:
        """Show another day."""
        self._day = key
        self._days.choose(key)
        self._show()

    def _show_days(self) -> None:
        days, month = list[Segment](), None
        for column in self._programme.columns:
            words = column.band
            if column.day:  # the month where it begins
                new = (column.day.year, column.day.month) != month
                words = shown.day(column.day, "EEE d MMM" if new else "EEE d")
                month = column.day.year, column.day.month
            days.append(Segment(column.key, words))
        made = Segments(say("Day"), days or [_NO_DAY])
        made.chosen.connect(self.go_to_day)
        layout = self._bar.layout()
        assert layout is not None
        layout.replaceWidget(self._days, made)
        tab_goes(*self._days.buttons[-1:], *made.buttons)
        made.setHidden(not days)
        self._days.hide()  # it is there until nothing is done any more
        self._days.deleteLater()
        self._days = made

    def _show(self) -> None:
        column = self.column
        if self._file is None or column is None:
            self.table.show_rows([])
            return
        self._day = column.key
        self._days.choose(column.key)
        band = column.band if column.day else ""  # without a day the segment says it
        self._note.show_words(shown.joined((band, column.band_note, column.zone)))
        named = say("{day}, minute by minute").format(day=column.spoken)
        self.table.setAccessibleName(named)
        steps = self._file.steps
        found = [
            line
            for line in day_lines(self.items, steps)
            if (line.step.id if line.step else line.item.id) not in self._hidden
        ]
        self._syncing = True
        self.table.show_rows(rows(found, (*column.cards, *column.tray)))
        self._syncing = False
        self._mirror()

    def _mirror(self) -> None:
        """Go to the chosen item, on its day."""
        current, item = self.table.current, self.choice.current
        own = current.step.item if current and current.step else current.id if current else None
        if item is None or own == item or (current and current.id == NEW):
            return
        held = [column for column in self._programme.columns if self._holds(column, item)]
        if held and held[0].key != self._day:
            self.go_to_day(held[0].key)
        self._syncing = True
        self.table.go_to(item)
        self._syncing = False

    def _holds(self, column: Column, item: UUID) -> bool:
        cards = (*column.cards, *column.tray)
        return any(card.id == item and not card.torn_before for card in cards)

    def _choose(self) -> None:
        current = self.table.current
        if self._syncing or current is None or current.id == NEW:
            return
        self.choice.choose([current.step.item if current.step else current.id])

    def _want_internal(self) -> None:
        if self.step:
            self.internal_wanted.emit(self.step)


def _people_in(card: Card, font: QFont, width: int) -> str:
    """Who takes part, in two lines of a width: how many is told in any case."""
    words, room = card.people, 2 * width
    while room > width and len(lines(words, font, width, 3)) > 2:
        words, room = people_words(card, font, room), room - theme.scaled(20)
    return words


class _MinuteDelegate(CellDelegate):
    """Draws a cell: items bold, steps indented with their icon, the empty row as a hint."""

    def __init__(self, view: MinutesTable) -> None:
        super().__init__(view)
        self._minutes = view

    def where(self, index: _Index) -> Where:
        """The item or step, and the field."""
        return Where(self._minutes.table.rows[index.row()].id, FIELDS[index.column()])

    def index_of(self, where: Where) -> QModelIndex:
        """The index of a cell."""
        return self._minutes.index_of(where)

    def _room(self, index: _Index, current: Minute) -> int:
        width = self._minutes.columnWidth(index.column()) - 16
        if index.column() == WHAT:
            width -= theme.scaled(24 + (INDENT if current.card is None else 0))
        return width

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        current: Minute = index.data(ROW_ROLE)
        font = theme.font("title" if current.card and index.column() == WHAT else "body")
        words = current.texts[index.column()]
        count = len(lines(words, font, self._room(index, current), 2)) if words else 1
        return QSize(10, theme.scaled(TWO_LINES if count > 1 else ONE_LINE))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush, current = Brush.of(painter, option), index.data(ROW_ROLE)
        column, view, role = index.column(), self._minutes, QPalette.ColorRole
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and view.hasFocus()
        if full:
            painter.fillRect(brush.box, brush.colour(role.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))
        bold = current.card is not None
        cancelled = bold and current.card.item.status == "cancelled"
        text = brush.colour(role.HighlightedText if full else role.Text)
        quiet = text if full else brush.colour("secondary")
        font = theme.font("title" if bold and column in (TIME, WHAT) else "body")
        font.setStrikeOut(cancelled and column == WHAT)
        colour = text if column in (TIME, WHAT) and not cancelled else quiet
        words = index.data()
        if current.id == NEW and column == TIME:
            words, colour = say("time"), text if full else brush.colour(role.PlaceholderText)
        elif current.id == NEW and column == WHAT:
            words, colour = say("type a time: it adds a line"), quiet
        box = brush.box.adjusted(10, 0, -6, 0)
        if column == WHAT:
            box = self._paint_icon(brush, box, current, quiet)
        if column == WHO and current.card:
            words = _people_in(current.card, font, box.width())
        self._paint_words(brush, box, words, font, colour)
        if full and option.state & QStyle.StateFlag.State_HasFocus:
            brush.rounded(brush.box.adjusted(2, 2, -2, -3), 4, None, text, 1)

    def _paint_icon(self, brush: Brush, box: QRect, current: Minute, colour: QColor) -> QRect:
        indent = 0 if current.card or current.id == NEW else theme.scaled(INDENT)
        size = theme.scaled(15)
        place = QRect(box.left() + indent, box.center().y() - size // 2, size, size)
        brush.icon(place, current.icon, colour)
        inside = QRect(box)
        inside.setLeft(place.right() + theme.scaled(9))
        return inside

    def _paint_words(
        self, brush: Brush, box: QRect, words: str, font: QFont, colour: QColor
    ) -> None:
        some = lines(words, font, box.width(), 2) if words else []
        line = theme.scaled(17)
        top = box.center().y() - line * len(some) // 2 + 1
        for one in some:
            brush.text(QRect(box.left(), top, box.width(), line), one, font, colour)
            top += line
