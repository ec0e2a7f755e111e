"""A list that was pasted or chosen: what each row would become, before anything is written.

Columns are recognised and can be changed, cells can be mended, rows left out. Not here: how rows are read
(`services.lists`, `services.list_rows`), exchange files (`importing`).
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import item_edits, shown, theme
from briefer.gui.actions import Scope
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import Brush, safely
from briefer.gui.delegates.brush import lines as lines_of
from briefer.gui.desk import Desk
from briefer.gui.icons import icon
from briefer.gui.messages import Messages
from briefer.gui.models.list_table import BECOMES, SIGN_ROLE, Line, ListTable, counted, parsers
from briefer.gui.tasks import Task, TaskRunner
from briefer.gui.views.check_box import Check
from briefer.gui.views.column_widths import most_whole
from briefer.gui.views.controls import (
    Chooser,
    Elided,
    PlainHeader,
    Segment,
    Segments,
    button,
    column,
    hairline,
    lay_out_screen,
    on_base,
    row,
    tab_goes,
)
from briefer.gui.views.panes import Panes
from briefer.gui.views.place import LibraryPlace, Pane
from briefer.i18n import say, say_many
from briefer.services import lists

if TYPE_CHECKING:
    from briefer.progress import Report
    from briefer.services.edits import Edit
    from briefer.services.list_rows import Planned, Way
    from briefer.services.lists import Columns, Into, Table
    from briefer.workspace.database import Workspace

TABLE, COLUMNS = 900, 250
ROW = 30
LANE = "list"
_WIDEST, _LEAST, _TIGHT = 260, 90, 60
"""Of a column, at 10 pt type: where there are many, at the least where there is room, and where there is little."""
_ENDS, _SIGN = 20, 15
"""Air beside words, in pixels; the side of a sign."""
_BEFORE, _BEHIND = 10, 6
"""Pixels beside the words of a cell."""
_NAMES, _LINES = 180, 6
"""What the first column has before the others, at 10 pt type; in how many lines a cell is told."""
MEASURED = 200
"""Rows by which the columns are measured."""
_Index = QModelIndex | QPersistentModelIndex


class ListImportScreen(LibraryPlace):
    """The rows of one list, and what is chosen for each."""

    left = Signal()
    """Esc: back to where one was."""

    def __init__(self, desk: Desk, undo: Undo, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self._desk, self._undo, self._tasks, self._messages = desk, undo, tasks, messages
        self._rows: Table = ()
        self._columns: Columns | None = None
        self._into: Into = "people"
        self._visit: UUID | None = None
        self._from = ""
        self._planned: tuple[Planned, ...] = ()
        self._ways: dict[int, Way] = {}
        self._source = Elided("head")
        self._about = Elided("label", quiet=True)
        self.segments = Segments(
            say("What the rows become"),
            [
                Segment("programme", say("Programme")),
                Segment("delegation", say("Delegation")),
                Segment("people", say("People")),
            ],
        )
        self.segments.chosen.connect(self._become)
        self.head = Check(say("The first row is a head"))
        self.head.clicked.connect(self._set_head)
        self.table = _Table()
        self.table.way_wanted.connect(self._next_way)
        self.table.rows.mend = self._mend
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row())
        self._row = theme.label("")
        self._row.setWordWrap(True)
        self.choosers: list[Chooser] = []
        self._build()
        self.tab_title = say("Import a list")

    def _build(self) -> None:
        sign = QLabel()
        sign.setPixmap(_sign("list"))
        head = row(
            sign,
            column(self._source, self._about, spacing=2),
            self.head,
            margins=(20, 10, 16, 10),
            spacing=12,
        )
        self._bar = row(self.segments, None, margins=(20, 0, 16, 8))
        self._form = QWidget()
        self._form_layout = QVBoxLayout(self._form)
        self._form_layout.setContentsMargins(0, 0, 0, 0)
        self._form_layout.setSpacing(3)
        beside = column(theme.label(say("Row"), "head"), self._row, self._form, spacing=4)
        beside.layout().setContentsMargins(18, 14, 18, 18)  # type: ignore[union-attr]  # it has one
        side = QScrollArea()
        side.setWidget(on_base(beside))
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panes = Panes(TABLE, COLUMNS)
        for pane, least in ((self.table, 420), (side, 220)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(0, 1)
        self.panes.give_back()
        note = theme.label(
            say(
                "Nothing is written yet, and one undo takes all of it back. Space: other choice of the row. F2: mend the cell."
            ),
            "label",
        )
        note.setWordWrap(True)
        info = QLabel()
        info.setPixmap(_sign("info"))
        self.import_button = button(say("Import"), self.take, "check", filled=True, edits=True)
        cancel = button(say("Cancel"), self.left.emit)
        foot = row(info, note, cancel, self.import_button, margins=(20, 9, 18, 9))
        foot.layout().setStretch(1, 1)  # type: ignore[union-attr]  # it has one
        on_base(foot, QPalette.ColorRole.AlternateBase)
        whole = column(head, self._bar, hairline(), self.panes, hairline(), foot)
        layout = whole.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.panes, 1)
        close = button(say("Close"), self.left.emit, "x")
        lay_out_screen(self, say("Import a list"), close, whole)

    # -------------------------------------------------------------------------------------- reading

    def show_list(self, source: str, rows: "Table", into: "Into", visit: UUID | None) -> None:
        """Show the rows of a list, `source` says where they are from."""
        self._from, self._rows, self._visit = source, rows, visit
        self._ways.clear()
        self._bar.setVisible(visit is not None)
        self._source.show_words(source)
        self.segments.choose(into)
        self._become(into)

    def refresh(self) -> None:
        """Another workspace was opened, or somebody else changed something: rows may become something else."""
        if self._rows and self._desk.is_open and self.isVisible():
            self._plan()

    def _become(self, into: str) -> None:
        self._into = into  # type: ignore[assignment]  # one of the segments
        read = parsers(self._days)
        self._columns = lists.recognised(
            self._rows,
            self._into,
            lambda text: read.day(text) is not None,
            lambda text: read.times(text, "") is not None,
        )
        self._ways.clear()
        self._offer_columns()
        self._plan()

    @property
    def _days(self) -> list[date]:
        file = self._desk.file(self._visit) if self._visit else None
        return item_edits.days_of(file) if file else []

    def _plan(self) -> None:
        """Ask what becomes of the rows."""
        from briefer.services import list_rows

        columns = self._columns
        file = self._desk.file(self._visit) if self._visit else None
        if columns is None or (self._into != "people" and file is None):
            return
        into, rows, read = self._into, self._rows, parsers(self._days)
        self._desk.ask(
            lambda workspace: list_rows.planned(workspace, into, rows, columns, file, read),
            self._show_planned,
            lane=LANE,
        )

    def _show_planned(self, planned: "tuple[Planned, ...]") -> None:
        self._planned = planned
        self._show_lines()

    # ------------------------------------------------------------------------------------- showing

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows without their head, what they become, and what was chosen."""
        body = self._rows[self._columns.head :] if self._columns else ()
        if len(body) != len(self._planned):
            return ()  # what they become is being asked for
        return tuple(
            Line(cells, planned, self._way(at, planned))
            for at, (cells, planned) in enumerate(zip(body, self._planned, strict=True))
        )

    def _way(self, at: int, planned: "Planned") -> "Way":
        chosen = self._ways.get(at, planned.ways[0])
        return chosen if chosen in planned.ways else planned.ways[0]

    def _show_lines(self) -> None:
        lines = self.lines
        words = lists.fields(self._into)
        fields = self._columns.fields if self._columns else ()
        self.table.show_lines(lines, [words[field] for field in fields])
        made = sum(1 for line in lines if line.planned.made(line.way))
        signs = counted(lines)
        unread, twice, without = (signs.get(sign, 0) for sign in ("unread", "several", "without"))
        told = (
            _counted(say_many("{count} row", "{count} rows", len(lines)), len(lines)),
            _counted(say("{count} to look at"), signs.get("doubt", 0)),
            _counted(say_many("{count} not understood", "{count} not understood", unread), unread),
            _counted(say_many("{count} known twice", "{count} known twice", twice), twice),
            _counted(say("{count} there already"), signs.get("there", 0)),
            _counted(say_many("{count} left out", "{count} left out", without), without),
        )
        self._about.show_words(shown.joined(told))
        forms = {
            "programme": say_many("Import {count} item", "Import {count} items", made),
            "delegation": say_many("Import {count} delegate", "Import {count} delegates", made),
            "people": say_many("Import {count} person", "Import {count} people", made),
        }
        text = forms[self._into].format(count=shown.number(made))
        self.import_button.setText(f"\u2009{text}")
        self.import_button.setAccessibleName(text)
        self.import_button.setEnabled(made > 0 and not self._desk.locked)
        self._show_row()

    def _show_row(self) -> None:
        """All that is to be said of the row, which the table may cut short."""
        lines, at = self.lines, self.table.currentIndex().row()
        words = lines[at].words if 0 <= at < len(lines) else ""
        self._row.setText(words)

    def _offer_columns(self) -> None:
        """A box for each column, under an example of what it holds."""
        assert self._columns is not None
        self.head.setChecked(self._columns.head)
        while taken := self._form_layout.takeAt(0):
            if old := taken.widget():
                old.hide()
                old.deleteLater()
        self.choosers = []
        self._form_layout.addSpacing(14)
        self._form_layout.addWidget(theme.label(say("Columns"), "head"))
        for at, field in enumerate(self._columns.fields):
            example = next((cells[at] for cells in self._rows if cells[at]), "")
            words = Elided("label", quiet=True)
            words.show_words(
                say("{number}: “{text}”").format(
                    number=shown.isolated(shown.digits(at + 1)), text=shown.isolated(example)
                )
            )
            box = Chooser(say("Column {number}").format(number=at + 1))
            for name, called in lists.fields(self._into).items():
                box.addItem(called, name)
            box.setCurrentIndex(box.findData(field))
            box.activated.connect(partial(self._choose_field, at))
            self._form_layout.addSpacing(7)
            self._form_layout.addWidget(words)
            self._form_layout.addWidget(box)
            self.choosers.append(box)
        self._form_layout.addStretch(1)
        tab_goes(self.table, *self.choosers)

    # ------------------------------------------------------------------------------------ choosing

    def _choose_field(self, at: int, _index: int) -> None:
        assert self._columns is not None
        self._columns = lists.with_field(self._columns, at, self.choosers[at].currentData())
        for box, field in zip(self.choosers, self._columns.fields, strict=True):
            box.setCurrentIndex(box.findData(field))
        self._plan()

    def _set_head(self, on: bool) -> None:
        if self._columns:
            self._columns = self._columns._replace(head=on)
            self._ways.clear()
            self._plan()

    def _mend(self, at: int, place: int, text: str) -> None:
        """A cell gets another text."""
        if self._columns is None:
            return
        at += self._columns.head
        rows = [list(cells) for cells in self._rows]
        rows[at][place] = " ".join(text.split())
        self._rows = tuple(tuple(cells) for cells in rows)
        self._plan()

    def _next_way(self) -> None:
        """The chosen rows get their next choice, all that of the first."""
        lines, rows = self.lines, self.table.chosen
        able = [at for at in rows if at < len(lines) and len(lines[at].planned.ways) > 1]
        if not able:
            return
        first = lines[able[0]]
        ways = first.planned.ways
        way = ways[(ways.index(first.way) + 1) % len(ways)]
        for at in able:
            if way in lines[at].planned.ways:
                self._ways[at] = way
        self._show_lines()

    def take(self) -> Task | None:
        """Take in what is chosen, in the worker; it is one step of undo."""
        from briefer.services import edits, list_rows

        if not self.import_button.isEnabled():
            return None
        chosen = [(line.planned, line.way) for line in self.lines]
        visit = self._visit if self._into != "people" else None
        edit = list_rows.edit(chosen, self._into, self._from, visit)

        def make(workspace: "Workspace", report: "Report") -> "Edit":
            return edits.apply(workspace, edit, report)

        def done(stored: bool) -> None:
            if stored:
                self._rows = ()
                self.left.emit()

        if task := self._undo.do_beside(edit.words, make, done):
            self.import_button.setEnabled(False)
            task.ended.connect(self._show_lines)
        return task

    # ------------------------------------------------------------------------------------ the place

    @property
    def scopes(self) -> frozenset[Scope]:
        """The keys that work here."""
        return frozenset({"list", "import"})

    def take_keyboard(self) -> None:
        """Give the keyboard to the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        boxes = [Pane(self._form, self.choosers[0])] if self.choosers else []
        return [Pane(self.table, self.table), *boxes]

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.take()
        else:
            super().keyPressEvent(event)


def _counted(words: str, count: int) -> str:
    return words.format(count=shown.digits(count)) if count else ""


def _sign(name: str) -> QPixmap:
    return icon(name, QPalette.ColorRole.Accent).pixmap(theme.scaled(20), theme.scaled(20))


class _Table(QTableView):
    """The rows: Space is the next choice, F2 mends a cell."""

    way_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drawn = False
        self.rows = ListTable(self)
        self.setModel(self.rows)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(say("Rows of the list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        head = PlainHeader()
        self.setHorizontalHeader(head)
        head.drawn.connect(self._draw)

    def show_lines(self, lines: tuple[Line, ...], heads: list[str]) -> None:
        """Show other rows; the place stays."""
        before = self.rows.columnCount()
        self.rows.show_lines(lines, heads)
        if before != self.rows.columnCount():
            self._drawn = False
        self._lay_out()
        if lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0, 0))

    @property
    def chosen(self) -> list[int]:
        """The chosen rows."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def _lay_out(self) -> None:
        """Share the width by what stands in the columns; where words would be broken it is moved sideways."""
        count, room = self.rows.columnCount(), self.viewport().width()
        if self._drawn or not count:
            return
        metrics, label = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("label"))
        heads, cells = dict[int, int](), dict[int, list[int]]()
        for at in range(count):
            sign = theme.scaled(_SIGN + 8) if at == BECOMES else 0
            words = [str(self.rows.index(row, at).data() or "") for row in range(self._measured)]
            cells[at] = [metrics.horizontalAdvance(one) + _ENDS + sign for one in words if one]
            head = self.rows.headerData(at, Qt.Orientation.Horizontal)
            least = min(max((*cells[at], 0)), theme.scaled(_TIGHT))
            longest = [metrics.horizontalAdvance(word) for one in words for word in one.split()]
            word = min(max((*longest, 0)) + _ENDS + sign, theme.scaled(_WIDEST))  # none is broken
            heads[at] = max(label.horizontalAdvance(str(head or "")) + _ENDS, least, word)
        for at in heads:  # the first names the row; the others take no width from it
            least = theme.scaled(_NAMES if at == BECOMES else _LEAST)
            more = max(0, min(max((*cells[at], 0)), least) - heads[at])
            heads[at] += more if at == BECOMES else min(more, max(0, room - sum(heads.values())))
        if sum(heads.values()) <= room:
            shares = {at: 2.0 if at == BECOMES else 1.0 for at in heads}
            sizes = most_whole(cells, heads, shares, room)
        else:
            sizes = heads
        for at, size in sizes.items():
            self.setColumnWidth(at, size)
        self._give_heights()

    def _give_heights(self) -> None:
        """Rows have the lines in which what stands in them is whole; of very many all have as many."""
        head, most = self.verticalHeader(), self._measured
        counts = [self._count_lines(row) for row in range(most)]
        line = QFontMetrics(theme.font("body")).height()
        sizes = [theme.scaled(ROW) + (count - 1) * line for count in counts]
        head.setDefaultSectionSize(max(sizes, default=theme.scaled(ROW)))
        if most == self.rows.rowCount():
            for row, size in enumerate(sizes):
                head.resizeSection(row, size)

    def _count_lines(self, row: int) -> int:
        found = [1]
        for at in range(self.rows.columnCount()):
            width = self.columnWidth(at)
            room = _words_room(width) if at == BECOMES else width - _BEFORE - _BEHIND
            words = str(self.rows.index(row, at).data() or "")
            found.append(len(_broken(words, room, _LINES)))
        return max(found)

    @property
    def _measured(self) -> int:
        return min(self.rows.rowCount(), MEASURED)

    def _draw(self, *_widths: int) -> None:
        """Somebody drew a column: the widths stay theirs."""
        self._drawn = True
        self._give_heights()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.way_wanted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()  # the screen's
        else:
            super().keyPressEvent(event)


def _words_room(width: int) -> int:
    """The width that the first column has for its words, beside the sign."""
    return width - _BEFORE - _BEHIND - theme.scaled(_SIGN) - theme.scaled(8)


def _broken(words: str, width: int, most: int) -> list[str]:
    """The lines of a cell: an address without blanks is broken too."""
    return lines_of(words, theme.font("body"), width, most, anywhere=True)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell over a hairline; what becomes of a row with its sign."""

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width(), theme.scaled(ROW))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = Brush.of(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and option.widget.hasFocus()
        if full:
            painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        role = QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text
        colour = brush.colour(role)
        box = brush.box.adjusted(_BEFORE, 0, -_BEHIND, 0)
        if sign := index.data(SIGN_ROLE):
            name, tone = sign
            size = theme.scaled(_SIGN)
            at = QRect(box.left(), box.center().y() - size // 2, size, size)
            brush.icon(at, name, colour if full else brush.colour(tone))
            box.setLeft(box.left() + size + theme.scaled(8))
            quiet = tone == "secondary" and not full
            colour = brush.colour("secondary") if quiet else colour
        elif not full:
            colour = brush.colour("secondary")
        self._write(brush, box, index, colour)
        if full and option.state & QStyle.StateFlag.State_HasFocus:
            inside = brush.box.adjusted(2, 2, -3, -3)
            brush.rounded(inside, 4, None, brush.colour(QPalette.ColorRole.HighlightedText), 1)
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))

    def _write(self, brush: Brush, box: QRect, index: _Index, colour: QColor) -> None:
        font = theme.font("body")
        line = QFontMetrics(font).height()
        whole = index.data() or ""
        told = _broken(whole, box.width(), max(1, box.height() // line))
        top = box.center().y() - len(told) * line // 2
        for at, words in enumerate(told):
            place = QRect(box.left(), top + at * line, box.width(), line)
            brush.text(place, words, font, colour, whole=whole)
