"""The table of a long list: rows 36 high, pages fetched as they come into sight, columns to choose from.

Several rows can be chosen; the one that has the keyboard is shown beside.

Not here: what the lines are (`people`, `reference`), the model (`models.paged`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
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
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
)

from briefer import settings
from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, safely, width_in_two
from briefer.gui.desk import Desk
from briefer.gui.models.paged import LINE_ROLE, Column, PagedTable
from briefer.gui.views.column_widths import ColumnWidths, most_whole
from briefer.gui.views.controls import PlainHeader, small_tool
from briefer.gui.views.copied_rows import copy_rows
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.services.listing import Contents, Start, Wanted
    from briefer.workspace.database import Workspace

ROW = 36
LEAST = 62
"""Of one share of the width; with less, the last column goes, so that names can be read."""
CIRCLE = 26
"""The side of the circle with letters."""
BEFORE, AFTER, HEAD = 10, 6, 20
"""Air before and behind the words of a cell, and both of those of a head, in pixels of any type."""
WAITING = 4
"""Pages that may wait; of those that were scrolled past only the latest are fetched."""
LETTERS_TOGETHER = 900
"""Milliseconds within which letters belong to one word."""
_Index = QModelIndex | QPersistentModelIndex
Lines = Callable[["Workspace", "Wanted", "Start"], Sequence[Any]]


class PagedList(QTableView):
    """A long list."""

    deletes = True
    """Delete does something in it."""
    chosen = Signal(object)
    """The line of the chosen row; None when there is none."""
    opened = Signal()
    deleted = Signal(object)
    """The lines of all chosen rows, by the Delete key."""
    counted = Signal(int)
    """How many there are."""
    left_up = Signal()

    def __init__(
        self,
        desk: Desk,
        name: str,
        memory: str,
        columns: Sequence[Column],
        lines: Lines,
        *,
        letters: Callable[[Any], str] | None = None,
        hidden: Sequence[str] = (),
    ) -> None:
        """`memory`: by which the choice of columns is remembered; `letters`: initials before the first column."""
        from briefer.services.listing import PAGE

        super().__init__()
        self._desk, self._memory, self._lines = desk, memory, lines
        self.setAccessibleName(name)
        self.table = PagedTable(self, columns, PAGE)
        self.table.page_wanted.connect(self._want)
        self._wanted: Wanted | None = None
        self._contents: Contents | None = None
        self._waiting: list[int] = []
        self._fetching = self._moving = False
        self._generation = 0
        self._letters = letters
        self._measured: Wanted | None = None
        self._cells: list[list[int]] = [[] for _ in columns]
        """The widths of what stands in each column, of the page that was measured."""
        self._in_two: list[list[int]] = [[] for _ in columns]
        """The widths with which it is read whole in two lines."""
        self._typed = ""
        self._word = QTimer(self, singleShot=True, interval=LETTERS_TOGETHER)
        self._fetch_soon = QTimer(self, singleShot=True, interval=0)
        self._fetch_soon.timeout.connect(self._fetch)
        self.setModel(self.table)
        self.setItemDelegate(_CellDelegate(self, letters))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        heights = self.verticalHeader()
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(theme.scaled(ROW))
        head = PlainHeader(inset=14)
        self.setHorizontalHeader(head)
        self._widths = ColumnWidths(self, head, memory, 0, self._lay_out)
        self.verticalScrollBar().setSingleStep(theme.scaled(ROW))
        kept = settings.load().window.get(memory)
        self.hidden = set(kept.split() if kept is not None else hidden)
        """Columns that were not chosen; in little room the last of the others go too."""
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.table.dataChanged.connect(self._came)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    # --------------------------------------------------------------------------------- what it shows

    def show_list(self, wanted: "Wanted", chosen: UUID | None = None) -> None:
        """Show what fits; `chosen` is chosen if it is there, else what was, else the first."""
        from briefer.services import listing

        self._generation += 1
        before = self.chosen_id
        asked = chosen or before
        lines = self._lines
        number_of = self._page_of

        def question(workspace: "Workspace") -> "tuple[Contents, int, Sequence[Any]]":
            contents = listing.contents(workspace, wanted, asked)
            number = number_of(max(0, contents.at))
            page = lines(workspace, wanted, contents.starts[number]) if contents.starts else ()
            return contents, number, page

        generation = self._generation

        def arrived(answer: "tuple[Contents, int, Sequence[Any]]") -> None:
            if generation != self._generation:
                return
            if chosen is None and before and self.chosen_id not in (before, None):
                self.show_list(wanted)  # somebody else was chosen meanwhile
            else:
                self._show(wanted, *answer, asked=chosen)

        self._desk.ask(question, arrived, lane=f"{self._memory} list")

    @property
    def chosen_id(self) -> UUID | None:
        """The record of the chosen row."""
        line = self.chosen_line
        return line.id if line is not None else None

    @property
    def chosen_line(self) -> Any | None:
        """The line of the chosen row; None while its page is on the way."""
        index = self.currentIndex()
        return self.table.line(index.row()) if index.isValid() else None

    def _delete_chosen(self) -> None:
        """Tell which lines are to go; those that were never seen are fetched before."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        known = {row: line for row in rows if (line := self.table.line(row)) is not None}
        missing = sorted({self._page_of(row) for row in rows if row not in known})
        wanted, contents, generation = self._wanted, self._contents, self._generation
        if not missing or wanted is None or contents is None:
            if known:
                self.deleted.emit(tuple(known.values()))
            return
        lines, length = self._lines, self.table.length

        def question(workspace: "Workspace") -> dict[int, Sequence[Any]]:
            return {number: lines(workspace, wanted, contents.starts[number]) for number in missing}

        def arrived(pages: dict[int, Sequence[Any]]) -> None:
            if generation == self._generation:  # else it is another list by now
                read = {
                    number * length + at: line
                    for number, page in pages.items()
                    for at, line in enumerate(page)
                }
                found = read | known
                self.deleted.emit(tuple(found[row] for row in rows if row in found))

        self._desk.ask(question, arrived, lane=f"{self._memory} chosen")

    @property
    def total(self) -> int:
        """How many there are."""
        return self.table.rowCount()

    def choose_first(self) -> None:
        """Choose the first row, if none is chosen."""
        if not self.currentIndex().isValid() and self.total:
            self._choose(0)

    def _show(
        self,
        wanted: "Wanted",
        contents: "Contents",
        number: int,
        page: Sequence[Any],
        *,
        asked: UUID | None,
    ) -> None:
        same = self._contents is not None and self._wanted == wanted
        same = same and self._contents._replace(at=-1) == contents._replace(at=-1)  # type: ignore[union-attr]  # `same`
        row = self.currentIndex().row()
        at = contents.at if contents.at >= 0 else min(max(row, 0), contents.total - 1)
        self._wanted, self._contents = wanted, contents
        if same:
            self.table.renew()
        else:
            self._waiting.clear()
            self._fetching = False
            self.table.show(contents.total)
        self._moving = same and at != row  # another line passes by the place of the chosen one
        self.table.take_page(number, page)
        self._moving = False
        if self._measured != wanted or contents.total <= len(page):
            self._measure(wanted, page)
        self.counted.emit(contents.total)
        if not contents.total:
            self.chosen.emit(None)
        elif not same or asked or at != row:
            self._choose(at)

    def _choose(self, row: int) -> None:
        index = self.table.index(row, self._first_column())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _first_column(self) -> int:
        return next(at for at in range(len(self.table.columns)) if not self.isColumnHidden(at))

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and (line := self.table.line(index.row())) is not None:
            self.chosen.emit(line)

    def _came(self, first: QModelIndex, last: QModelIndex) -> None:
        """Lines came or changed: whoever shows the chosen one is told."""
        if not self._moving and first.row() <= self.currentIndex().row() <= last.row():
            self._current_changed(self.currentIndex())

    # -------------------------------------------------------------------------------------- fetching

    def _page_of(self, row: int) -> int:
        from briefer.services.listing import PAGE

        return row // PAGE

    def _want(self, number: int) -> None:
        self._waiting.append(number)
        self._fetch_soon.start()

    def _fetch(self) -> None:
        while len(self._waiting) > WAITING:
            self.table.forget_wish(self._waiting.pop(0))
        if self._fetching or not self._waiting or self._wanted is None or self._contents is None:
            return
        number, generation = self._waiting.pop(), self._generation
        wanted, lines = self._wanted, self._lines
        if number >= len(self._contents.starts):
            return
        start = self._contents.starts[number]
        self._fetching = True

        def arrived(page: Sequence[Any]) -> None:
            self._fetching = False
            if generation == self._generation:
                self.table.take_page(number, page)
            else:
                self.table.forget_wish(number)
            self._fetch()

        self._desk.ask(lambda workspace: lines(workspace, wanted, start), arrived)

    # --------------------------------------------------------------------------------------- columns

    def columns_button(self) -> QToolButton:
        """The button that lists the columns; what is chosen is remembered."""
        made = small_tool("sliders-horizontal", say("Columns"), self._offer_columns)
        self._button = made
        return made

    def _offer_columns(self) -> None:
        menu = self.columns_menu()
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def columns_menu(self) -> QMenu:
        """The columns to choose from; the first always stays."""
        menu = QMenu(self)
        menu.setAccessibleName(say("Columns"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self.table.columns[1:]:
            action = menu.addAction(column.head)
            action.setCheckable(True)
            action.setChecked(column.id not in self.hidden)
            action.toggled.connect(lambda on, id_=column.id: self._show_column(id_, on=on))
        return menu

    def _show_column(self, id_: str, *, on: bool) -> None:
        self.hidden ^= {id_} if on == (id_ in self.hidden) else set()
        self._lay_out()
        kept = settings.load()
        kept.window[self._memory] = " ".join(sorted(self.hidden))
        settings.save(kept)

    def _measure(self, wanted: "Wanted", lines: Sequence[Any]) -> None:
        """Know what stands in the columns: of one page, and not while one scrolls, so that they stand still."""
        self._measured = wanted if lines else None
        for at, column in enumerate(self.table.columns):
            metrics = QFontMetrics(_font(at))
            found = Counter(column.words(line) for line in lines)
            more = self._begins(at) + AFTER + 1
            for kept, measure in ((self._cells, _one_line), (self._in_two, width_in_two)):
                kept[at] = [
                    width
                    for words, count in found.items()
                    if words
                    for width in [measure(words, metrics) + more] * count
                ]
        self._lay_out()

    def _begins(self, column: int) -> int:
        """Where the words of a column begin."""
        if column:
            return BEFORE
        return BEFORE + (theme.scaled(CIRCLE + 8) if self._letters else 4)

    def _lay_out(self) -> None:
        columns, width = self.table.columns, self.viewport().width()
        wanted = [at for at, column in enumerate(columns) if column.id not in self.hidden]
        label = QFontMetrics(theme.font("label"))
        heads = {at: label.horizontalAdvance(columns[at].head) + HEAD for at in wanted}
        while len(wanted) > 1 and width < sum(self._least(at, heads[at]) for at in wanted):
            del heads[wanted.pop()]
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in wanted)
        shares = {at: columns[at].share for at in wanted}
        cells = {at: self._cells[at] for at in wanted}
        in_two = {at: self._in_two[at] for at in wanted}
        self._widths.take(most_whole(cells, heads, shares, width, in_two))

    def _least(self, at: int, head: int) -> int:
        """The width with which a column can be read."""
        most = max((head, *self._cells[at]))
        usual = theme.scaled(LEAST) * self.table.columns[at].share
        return min(round(usual), most) if self._cells[at] else round(usual)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyboardSearch(self, search: str) -> None:
        # Qt would look through all rows, and so fetch every page
        from briefer.services import listing

        self._typed = self._typed + search if self._word.isActive() else search
        self._word.start()
        wanted, letters = self._wanted, self._typed
        if wanted is None or not letters.strip():
            return

        def arrived(row: int) -> None:
            if row < self.total:
                self._choose(row)

        self._desk.ask(
            lambda workspace: listing.place_of_letters(workspace, wanted, letters),
            arrived,
            lane=f"{self._memory} letters",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete and not event.modifiers():
            self._delete_chosen()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not event.modifiers():
            self.left_up.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.total and not event.modifiers():
            self._choose(0 if key == Qt.Key.Key_Home else self.total - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            columns = enumerate(self.table.columns)
            copy_rows(self, (at for at, column in columns if column.id not in self.hidden))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell; a row whose page is on the way is empty."""

    def __init__(self, view: PagedList, letters: Callable[[Any], str] | None) -> None:
        super().__init__(view)
        self._letters = letters

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(40, theme.scaled(ROW))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = Brush.of(painter, option)
        view = option.widget
        assert isinstance(view, PagedList)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and view.hasFocus()
        if full:
            painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Midlight))
        line = index.data(LINE_ROLE)
        if line is not None:
            self._paint_words(brush, view.table.columns[index.column()], line, index, full=full)
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))

    def _paint_words(
        self, brush: Brush, column: Column, line: Any, index: _Index, *, full: bool
    ) -> None:
        role = QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text
        text = brush.colour(role)
        box = brush.box.adjusted(BEFORE, 0, -AFTER, 0)
        first = index.column() == 0
        if first and not self._letters:
            box.setLeft(box.left() + 4)
        if first and self._letters:
            size = theme.scaled(CIRCLE)
            circle = QRect(box.left() - 2, box.center().y() - size // 2 + 1, size, size)
            brush.rounded(
                circle, size / 2, theme.mix(brush.colour("accent"), 0.5, brush.colour("secondary"))
            )
            white = brush.colour(QPalette.ColorRole.Base)
            font = theme.font("strip")
            brush.text(circle, self._letters(line), font, white, Qt.AlignmentFlag.AlignHCenter)
            box.setLeft(box.left() + size + theme.scaled(8))
        colour = text if full or column.plain else brush.colour("secondary")
        font = _font(index.column())
        brush.cell(box, column.words(line), font, colour, end=column.keep_end)


def _font(column: int) -> QFont:
    """The font of a column: names are bold, what is told of them smaller, so that two lines of it have room."""
    return theme.font("label" if column else "title")


def _one_line(words: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(words)
