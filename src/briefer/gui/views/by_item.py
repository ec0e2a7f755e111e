"""People against items: a small cell for each, filled by one letter of the keyboard.

Not here: what a cell says (`models.by_item`), what a key stores (`services.delegation_edits`).
"""

from itertools import pairwise
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import Brush, apart, dashed, lines, painting, safely, width_in_two
from briefer.gui.icons import icon
from briefer.gui.models.by_item import (
    CELL_ROLE,
    ByItem,
    Grid,
    GridColumn,
    Mark,
    keys_told,
    narrowed,
    of_strand,
    roles_by_key,
    signs_told,
)
from briefer.gui.views.band import Sentence
from briefer.gui.views.controls import LOCKED, Elided, locked, on_base, row
from briefer.i18n import say
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.delegation_edits import Cell, Role
    from briefer.services.edits import Edit

CELL = (34, 25)
NAMES, BAND, TITLES, NUMBERS = 282, 24, 122, 22
_LEAST_NAMES = 180
_WIDEST = 48
"""A column where there is room to spare."""
_NAME_AIR = 14 + 8 + 10 + 8
"""Beside and between name and function."""
_DAY_LINES = 3
"""Most lines of a day's head: weekday, day, month."""
_TITLE_AIR = 10
"""Above a title that runs upwards."""
_DOT, _DISC = 8, 20
_Index = QModelIndex | QPersistentModelIndex


class ByItemPane(QWidget):
    """The grid, and under it the chosen cell in words and who is in two places."""

    item_wanted = Signal(object)

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self._file: VisitFile | None = None
        self._grid = Grid()
        self.view = GridView()
        self.view.set_role.connect(self._attend)
        self.view.answered.connect(self._answer)
        self.view.emptied.connect(self._stay_away)
        self.view.opened.connect(self._open)
        self.view.selectionModel().currentChanged.connect(lambda _index: self._say_cell())
        self.cell = _CellLine()
        self.clash = Elided("body")
        self._sign = QLabel()
        self._sign.setPixmap(
            icon("circle-alert", "danger").pixmap(theme.scaled(16), theme.scaled(16))
        )
        self.legend = Sentence(keys_told())
        self.legend.setFont(theme.font("label"))
        theme.quieten(self.legend)
        self._clash_part = row(self._sign, self.clash, spacing=6)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(14, 7, 14, 8)
        below.setSpacing(4)
        for part in (self.cell, self._clash_part, self.legend):
            below.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)

    def show_grid(self, file: VisitFile, grid: Grid, words: str, strand: UUID | None) -> None:
        """Show who comes to what, narrowed to people and to a strand."""
        self._file, self._grid = file, grid
        whole = of_strand(grid, strand) if strand else grid
        self.view.show_grid(narrowed(whole, words))
        self.legend.setText(signs_told() if locked(self) else keys_told())
        self._say_cell()
        self._say_clash()

    def show_cell(self, person: UUID | None, item: UUID | None) -> None:
        """Go to a cell."""
        self.view.choose(person, item)

    def _say_cell(self) -> None:
        index = self.view.currentIndex()
        grid = self.view.grid
        self.cell.show_parts(grid.parts(index) if index.isValid() else ("", "", "", ""))

    def _say_clash(self) -> None:
        self._clash_part.setVisible(bool(self._grid.clashes))
        if not self._grid.clashes:
            return
        first = self._grid.clashes[0]
        names = {one.id: one.name for one in self._grid.rows}
        items = {one.item.id: one.called for one in self._grid.columns}
        words = say("{name} is in {first} and {second} at the same time").format(
            name=names.get(first.attendee, ""),
            first=items.get(first.first, ""),
            second=items.get(first.second, ""),
        )
        if len(self._grid.clashes) > 1:
            more = shown.digits(len(self._grid.clashes) - 1)
            words = say("{words}, and {count} more").format(words=words, count=more)
        self.clash.show_words(words)

    # -------------------------------------------------------------------------------------- storing

    def _cells(self) -> "list[Cell]":
        from briefer.services.delegation_edits import Cell

        model = self.view.grid
        found = []
        for index in self.view.chosen:
            line, column = model.rows[index.row()], model.columns[index.column()]
            mark = model.mark(index)
            found.append(Cell(line.name, line.template, column.item, mark.part if mark else None))
        return found

    def _do(self, edit: "Edit") -> None:
        if edit.changes:
            self._undo.do(edit)

    def _attend(self, role: str) -> None:
        from briefer.services import delegation_edits

        if self._file and (cells := self._cells()):
            self._do(delegation_edits.attend(self._file, cells, cast("Role", role)))

    def _answer(self) -> None:
        from briefer.services import delegation_edits

        if self._file:
            self._do(delegation_edits.answer(self._file, self._cells()))

    def _stay_away(self) -> None:
        from briefer.services import delegation_edits

        if self._file:
            self._do(delegation_edits.stay_away(self._file, self._cells()))

    def _open(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.item_wanted.emit(self.view.grid.columns[index.column()].item.id)


class _CellLine(Elided):
    """The chosen cell in words; where there is no room, who and which item give way, not what one does nor when."""

    def __init__(self) -> None:
        super().__init__("body")
        self._parts = ("", "", "", "")

    def show_parts(self, parts: tuple[str, str, str, str]) -> None:
        """Show who, what they do, in which item, and when."""
        self._parts = parts
        self.show_words(say(", ").join(filter(None, parts)))

    @property
    def seen(self) -> str:
        """The words as there is room for them."""
        metrics, comma = QFontMetrics(theme.font("body")), say(", ")
        who, does, item, when = self._parts
        whole = comma.join(filter(None, self._parts))
        if metrics.horizontalAdvance(whole) <= self.width():
            return whole
        kept = comma.join(filter(None, ("", does, "", when))) + 2 * comma
        room = max(0, self.width() - metrics.horizontalAdvance(kept) - 2)
        wide = metrics.horizontalAdvance(who), metrics.horizontalAdvance(item)
        first = min(wide[0], max(room // 2, room - wide[1]))
        mode = Qt.TextElideMode.ElideRight
        who, item = (
            metrics.elidedText(words, mode, width)
            for words, width in ((who, first), (item, room - first))
        )
        return comma.join(filter(None, (who, does, item, when)))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            ink = brush.colour(QPalette.ColorRole.Text)
            brush.text(self.rect(), self.seen, theme.font("body"), ink)


class GridView(QTableView):
    """The grid itself."""

    deletes = True
    """Delete does something in it."""
    set_role = Signal(str)
    """The chosen cells take part, in a role or in none."""
    answered = Signal()
    emptied = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid = ByItem(self)
        self._corner = on_base(QWidget(self))
        self.setModel(self.grid)
        self.setItemDelegate(_CellPainter(self))
        self.setAccessibleName(say("People by item"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._heads, self._people = _ItemHeads(self), _PeopleHeads(self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._people)
        self._keys = roles_by_key()
        self._laid = QSize()

    def show_grid(self, grid: Grid) -> None:
        """Show another grid; the choice stays with its person and item."""
        index = self.currentIndex()
        before = (
            (self.grid.rows[index.row()].id, self.grid.columns[index.column()].item.id)
            if index.isValid()
            else (None, None)
        )
        selected = [(each.row(), each.column()) for each in self.chosen]
        self.grid.show_grid(grid)
        self._lay_out()
        if self.chosen and [(each.row(), each.column()) for each in self.chosen] == selected:
            return
        self.choose(*before)

    def _lay_out(self) -> None:
        """Share the width: names have what they need where the items leave it, then the items have more."""
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar
        least = self._heads.least_widths()
        self._people.fit(room - sum(least), room)
        spare = room - self._people.wanted - sum(least)
        more = spare // len(least) if least else 0
        more = max(0, min(more, theme.scaled(_WIDEST - CELL[0])))
        for at, width in enumerate(least):
            self._heads.resizeSection(at, width + more)
        self._heads.fit(self.height())
        self.updateGeometries()

    @property
    def chosen(self) -> list[QModelIndex]:
        """The cells that are chosen, the current one first."""
        current = self.currentIndex()
        some = self.selectionModel().selectedIndexes()
        others = [each for each in some if each != current]
        return [current, *others] if current.isValid() else others

    @property
    def person(self) -> UUID | None:
        """Whose row the chosen cell is in."""
        index = self.currentIndex()
        return self.grid.rows[index.row()].id if index.isValid() else None

    def choose(self, person: UUID | None, item: UUID | None) -> None:
        """Go to a cell; where it is not there, to the first one that is."""
        rows = [at for at, one in enumerate(self.grid.rows) if one.id]
        at_row = next((at for at in rows if self.grid.rows[at].id == person), None)
        columns = [at for at, one in enumerate(self.grid.columns) if one.item.id == item]
        if at_row is None:
            at_row = rows[0] if rows else None
        if at_row is None or not self.grid.columns:
            return
        index = self.grid.index(at_row, columns[0] if columns else 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    # Qt's own names

    def updateGeometries(self) -> None:
        super().updateGeometries()
        width, height = self.verticalHeader().width(), self.horizontalHeader().height()
        box = QRect(0, 0, width, height)
        self._corner.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
        self._corner.raise_()  # over the style's own corner, which shines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.size() != self._laid:  # it comes for each change of the heads too
            self._laid = self.size()
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, locked = event.key(), bool(self.window().property(LOCKED))
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        letter = event.text().upper()
        if key == Qt.Key.Key_Space and (plain or shift):
            if not locked:
                self.answered.emit() if shift else self.set_role.emit("")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            if not locked:
                self.emptied.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif letter in self._keys and (plain or shift):
            if not locked:
                self.set_role.emit(self._keys[letter])
        elif letter and letter.isprintable() and (plain or shift):
            event.accept()  # no type-ahead: the cells have no words
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(None, None)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _first_of_day(grid: ByItem, column: int) -> bool:
    return column == 0 or grid.columns[column].day != grid.columns[column - 1].day


class _CellPainter(QStyledItemDelegate):
    """A dot for who attends, a letter for a role, a dashed ring for who is asked, a cross for who declined."""

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(*map(theme.scaled, CELL))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = Brush.of(painter, option)
        grid = index.model()
        assert isinstance(grid, ByItem)
        box, flags = brush.box, QStyle.StateFlag
        if not grid.rows[index.row()].id:
            painter.fillRect(box, brush.colour(QPalette.ColorRole.AlternateBase))
        else:
            mark: Mark | None = index.data(CELL_ROLE)
            chosen = bool(option.state & flags.State_Selected)
            if mark and mark.clash:
                painter.fillRect(box, theme.tint("clash", brush.colour("danger"), brush.palette))
            elif chosen:
                painter.fillRect(box, theme.tint("row", brush.colour("accent"), brush.palette))
            brush.hairline(QRect(box.left(), box.bottom(), box.width(), 1))
            if mark:
                _paint_mark(brush, mark)
            view = option.widget
            if isinstance(view, GridView) and view.currentIndex() == index:
                colour = "accent" if view.hasFocus() else "field"
                brush.rounded(box.adjusted(1, 1, -1, -1), 4, None, brush.colour(colour), 2)
        line = brush.place(QRect(box.left(), box.top(), 1, box.height()))
        role = "secondary" if _first_of_day(grid, index.column()) else QPalette.ColorRole.Mid
        painter.fillRect(line, brush.colour(role))


def _paint_mark(brush: Brush, mark: Mark) -> None:
    painter, state = brush.painter, mark.part.state
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = brush.colour("danger" if mark.clash else "accent")
    centre = brush.box.center() + QPoint(1, 0)
    size = theme.scaled(_DISC if mark.letter or state == "asked" else _DOT)
    box = QRect(0, 0, size, size)
    box.moveCenter(centre)
    if state == "declined":
        arm = theme.scaled(4)
        painter.setPen(QPen(brush.colour("danger"), 1.5))
        for one, other in (((-arm, -arm), (arm, arm)), ((-arm, arm), (arm, -arm))):
            painter.drawLine(centre + QPoint(*one), centre + QPoint(*other))
        return
    if state == "asked":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed(colour, width=1.4))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    else:
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box)
    if mark.letter:
        ink = colour if state == "asked" else brush.colour(QPalette.ColorRole.Base)
        font = theme.font("strip")
        font.setWeight(font.Weight.Bold)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.letter)


class _ItemHeads(QHeaderView):
    """The heads of the items: days over titles that run upwards over numbers.

    A day is told with its weekday and month, one under the other over a single item; its city where there is room.
    """

    def __init__(self, view: GridView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._grid = view.grid
        self._day_lines, self._titles = 1, theme.scaled(TITLES)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.scaled(24))  # before the size, which it bounds
        self.setDefaultSectionSize(theme.scaled(CELL[0]))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.fit(0)

    def least_widths(self) -> list[int]:
        """The least width of each column: a day's group is no narrower than the longest word of its date."""
        metrics, cell = QFontMetrics(theme.font("small")), theme.scaled(CELL[0])
        found: list[int] = []
        for first, end in self._groups():
            words = self._grid.columns[first].date.split()
            longest = max(map(metrics.horizontalAdvance, words), default=0) + 8
            found += [max(cell, -(-longest // (end - first)))] * (end - first)
        return found

    def fit(self, height: int) -> None:
        """Take the height that days and titles need, of titles no more than a part of the view's."""
        small = theme.font("small")
        dates = [
            lines(self._grid.columns[first].date, small, self._width(first, end), _DAY_LINES)
            for first, end in self._groups()
        ]
        self._day_lines = max((1, *map(len, dates)))
        label = QFontMetrics(theme.font("label"))
        titles = (width_in_two(one.item.title, label) + 2 for one in self._grid.columns)
        longest = max(titles, default=0)
        least = theme.scaled(TITLES)
        self._titles = min(max(least, longest + _TITLE_AIR), max(least, height * 3 // 10))
        self._band = theme.scaled(BAND) + (self._day_lines - 1) * (QFontMetrics(small).height() - 2)
        self.setFixedHeight(self._band + self._titles + theme.scaled(NUMBERS))
        self.viewport().update()

    def _groups(self) -> list[tuple[int, int]]:
        """The first column of each day or stop, and the one behind its last."""
        columns = self._grid.columns
        starts = [at for at in range(len(columns)) if _first_of_day(self._grid, at)]
        return [*pairwise([*starts, len(columns)])]

    def _width(self, first: int, end: int) -> int:
        """The room for words in the head of a day."""
        return sum(map(self.sectionSize, range(first, end))) - 8

    def day_words(self, column: GridColumn, width: int) -> list[str]:
        """The lines of a day's head in a width; the city only where it adds none."""
        font = theme.font("small")
        advance = QFontMetrics(font).horizontalAdvance
        if advance(column.day) <= width or not column.date:
            return [column.day]
        if self._day_lines > 1 and max(map(advance, (column.date, column.city))) <= width:
            return [column.date, column.city]
        return lines(column.date, font, width, _DAY_LINES)

    # Qt's own names

    @safely
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        brush = Brush(painter, self.palette(), self.layoutDirection(), rect)
        painter.fillRect(rect, brush.colour(QPalette.ColorRole.Base))
        column = self._grid.columns[section]
        tentative = column.item.status == "tentative"
        colour = brush.colour("secondary" if tentative else QPalette.ColorRole.Text)
        font = theme.font("label")
        room = self._titles - _TITLE_AIR
        step = min(QFontMetrics(font).height(), (rect.width() - 4) // 2)
        some = lines(column.item.title, font, room, 2)
        foot = rect.bottom() - theme.scaled(NUMBERS)
        with apart(painter):
            painter.translate(rect.center().x(), foot)
            painter.rotate(-90)
            painter.setFont(font)
            painter.setPen(colour)
            # they run upwards in either direction of reading
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            align |= Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            for at, words in enumerate(some):
                top = at * step - step * len(some) // 2
                painter.drawText(QRect(0, top, room, step), align, shown.isolated(words))
        number = QRect(rect.left(), foot, rect.width(), theme.scaled(NUMBERS))
        centre = Qt.AlignmentFlag.AlignHCenter
        brush.text(number, column.number, theme.font("small"), brush.colour("secondary"), centre)
        if _first_of_day(self._grid, section):
            line = brush.place(QRect(rect.left(), rect.top(), 1, rect.height()))
            painter.fillRect(line, brush.colour("secondary"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with painting(self.viewport()) as brush:
            base, size = brush.colour(QPalette.ColorRole.Base), self.viewport().size()
            brush.painter.fillRect(QRect(0, 0, size.width(), self._band), base)
            # behind the last item stands the style's own ground
            behind = max(0, self.length() - self.offset())
            rest = QRect(behind, 0, size.width() - behind, size.height())
            brush.painter.fillRect(brush.place(rest), base)
            for first, end in self._groups():
                sides = [
                    (self.sectionViewportPosition(at), self.sectionSize(at))
                    for at in (first, end - 1)
                ]
                left = min(at for at, _ in sides)
                right = max(at + size for at, size in sides)
                band = QRect(left + 2, 3, right - left - 4, self._band - 5)
                self._paint_day(brush.within(band), self._grid.columns[first])

    @staticmethod
    def _are_whole(words: list[str], column: GridColumn, width: int) -> bool:
        """Whether the lines of a day's head tell which day it is, in a width."""
        metrics = QFontMetrics(theme.font("small"))
        told = " ".join(words) in (column.day, column.date, f"{column.date} {column.city}")
        return told and max(map(metrics.horizontalAdvance, words), default=0) <= width

    def _paint_day(self, brush: Brush, column: GridColumn) -> None:
        band = brush.box
        brush.rounded(band, 5, brush.colour(QPalette.ColorRole.Midlight))
        seen = band.intersected(self.viewport().rect())
        words = self.day_words(column, seen.width() - 14)
        centred = words != [column.day]  # what has no room behind an inset has none
        if centred:
            words = self.day_words(column, seen.width() - 4)
        if seen.width() < band.width() and not self._are_whole(words, column, seen.width()):
            return  # of a date at the edge of the view a part would be read as another one
        font, step = theme.font("small"), QFontMetrics(theme.font("small")).height() - 2
        align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        inset = 0 if centred else 8
        top = band.center().y() + 1 - step * len(words) // 2
        for at, one in enumerate(words):
            box = QRect(seen.left() + inset, top + at * step, seen.width() - 2 * inset + 4, step)
            ink = brush.colour(QPalette.ColorRole.Text)
            brush.within(box).text(box, one, font, ink, align)


class _PeopleHeads(QHeaderView):
    """The heads of the people: name and function, and the sides they belong to."""

    def __init__(self, view: GridView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._grid = view.grid
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.scaled(20))  # before the size, which it bounds
        self.setDefaultSectionSize(theme.scaled(CELL[1]))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.wanted = theme.scaled(NAMES)
        """Its width."""

    def fit(self, room: int, whole: int) -> None:
        """Take what names and functions need: at most three tenths of the whole, or the `room` that the items leave."""
        small = QFontMetrics(theme.font("small"))
        need = 0
        for line in self._grid.rows:
            name = QFontMetrics(theme.font("body" if line.id else "title"))
            words = name.horizontalAdvance(line.name) + small.horizontalAdvance(line.second)
            need = max(need, words + _NAME_AIR)
        least = theme.scaled(_LEAST_NAMES)
        most = max(min(theme.scaled(NAMES), whole * 3 // 10), room)
        self.wanted = max(least, min(need, most))

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self.wanted, super().sizeHint().height())

    @safely
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        brush = Brush(painter, self.palette(), self.layoutDirection(), rect)
        line = self._grid.rows[section]
        head = line.id is None
        ground = QPalette.ColorRole.AlternateBase if head else QPalette.ColorRole.Base
        painter.fillRect(rect, brush.colour(ground))
        box = rect.adjusted(14, 0, -8, 0)
        small, quiet = theme.font("small"), brush.colour("secondary")
        font = theme.font("title" if head else "body")
        name = QFontMetrics(font).horizontalAdvance(line.name) + 10
        second = QFontMetrics(small).horizontalAdvance(line.second) + 2
        left = max(box.width() - name, box.width() * 2 // 5)
        # what would be cut to a few letters goes: the name has the room, and the tip has both
        room = min(second, left)
        if room < min(second, theme.scaled(80)):
            room = -8
        end = QRect(box.right() - room, box.top(), room, box.height())
        start = QRect(box.left(), box.top(), box.width() - room - 8, box.height())
        brush.text(end, line.second, small, quiet, Qt.AlignmentFlag.AlignTrailing)
        brush.text(start, line.name, font, brush.colour(QPalette.ColorRole.Text))
        brush.hairline(QRect(rect.left(), rect.bottom(), rect.width(), 1))
