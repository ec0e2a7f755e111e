"""The table of people: one choice or several, rows that are dragged to another place, each drag with a key.

Not here: what the rows say (`models.delegation`), what a move does (`delegation`).
"""

from uuid import UUID

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView

from briefer.gui import theme
from briefer.gui.delegates.brush import painting, width_in_two
from briefer.gui.delegates.delegation import (
    ROW,
    SIGN,
    DelegationPainter,
    chips_least,
    chips_seen,
    chips_width,
    picture,
    place_width,
    row_height,
)
from briefer.gui.models.delegation import Listed
from briefer.gui.models.delegation_table import (
    ADDRESS,
    FUNCTION,
    LANGUAGES,
    NAME,
    PERSON_ROLE,
    PLACE,
    DelegationTable,
)
from briefer.gui.models.drags import Dragged, pack, unpack
from briefer.gui.views.column_widths import ColumnWidths, most_whole, shared
from briefer.gui.views.controls import PlainHeader, locked
from briefer.gui.views.copied_rows import copy_rows
from briefer.i18n import say
from briefer.text import fold

_CARD = 320
_NAMES, _LEAST_NAMES = 260, 180
"""Room that the names keep beside forms of address, and beside what somebody needs; in less, that column goes."""
_SHARES = {NAME: 0.39, FUNCTION: 0.12, ADDRESS: 0.16, LANGUAGES: 0.33}
"""Of the width, where it is not enough for all."""
_SIGNED = 600
"""Width of the list from which a circle stands before a name: in less the name has its room."""
_FLAGS = QItemSelectionModel.SelectionFlag


class DelegationList(QTableView):
    """A table of people."""

    chosen = Signal(object)
    """The id of whom the panel shows, None for nobody."""
    opened = Signal()
    record_wanted = Signal()
    """The record of the chosen person is to be shown."""
    moved = Signal(object, int)
    """Ids, and the row before which they were let go."""
    dropped = Signal(str, object, int)
    """A record of the library was let go: its kind and id, and the row before which it was."""

    def __init__(self, name: str, function: str, *, ordered: bool) -> None:
        super().__init__()
        self.table = DelegationTable(self, function, ordered=ordered)
        self._ordered = ordered
        self._target: int | None = None
        self._syncing = False
        self._typed, self._typed_at = "", QElapsedTimer()
        self.setModel(self.table)
        self._painter = DelegationPainter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(ordered)
        self.setAcceptDrops(ordered)
        self.setDropIndicatorShown(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        head = PlainHeader(inset=8, between=8)
        self.setHorizontalHeader(head)
        memory = "guests" if ordered else "hosts"
        self._widths = ColumnWidths(self, head, memory, NAME, self._lay_out)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_people(self, people: tuple[Listed, ...]) -> None:
        """Show others; the choice stays where it can, else it goes to who stands there now."""
        self._painter.grips = self._ordered and not locked(self)
        before, row, some = self.chosen_id, self.currentIndex().row(), self.chosen_ids
        self._syncing = True
        self.table.show_people(people)
        rows = [at for at in map(self.table.row_of, some) if at >= 0]
        at = self.table.row_of(before)
        at = at if at >= 0 else min(max(row, 0), len(people) - 1)
        self._choose_row(at, rows)
        self._syncing = False
        self._lay_out()
        if self.chosen_id != before:
            self.chosen.emit(self.chosen_id)

    @property
    def people(self) -> tuple[Listed, ...]:
        """Whom it shows."""
        return self.table.people

    @property
    def chosen_id(self) -> UUID | None:
        """Whom the panel shows."""
        index = self.currentIndex()
        return index.data(PERSON_ROLE).id if index.isValid() else None

    @property
    def chosen_ids(self) -> tuple[UUID, ...]:
        """All that are chosen, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.table.people[row].id for row in rows)

    def choose(self, id_: UUID | None) -> bool:
        """Choose somebody, scrolled into sight; gives whether they are here."""
        row = self.table.row_of(id_)
        self._choose_row(row, [])
        return row >= 0

    def _choose_row(self, row: int, others: list[int]) -> None:
        if row < 0:
            return
        index = self.table.index(row, NAME)
        flags = _FLAGS.ClearAndSelect | _FLAGS.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        if row in others:
            for other in others:
                at = self.table.index(other, NAME)
                self.selectionModel().select(at, _FLAGS.Select | _FLAGS.Rows)
        self.scrollTo(index)

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._syncing:
            self.chosen.emit(index.data(PERSON_ROLE).id if index.isValid() else None)

    def _lay_out(self) -> None:
        """Each column has what it needs where there is room, names what is left; else the most that stands there is whole.

        The form of address goes first where there is no room: the panel beside has it.
        """
        width = self.viewport().width()
        self._painter.signs = width >= theme.scaled(_SIGNED)
        needs = self._needs
        metrics = QFontMetrics(theme.font("body"))
        function = metrics.horizontalAdvance(say("Deputy head")) + theme.scaled(28)
        head = self._head_width(LANGUAGES)
        chips = max(map(chips_least, self.people), default=0) + self._air
        sizes = {
            PLACE: max(place_width(len(self.people), grips=self._ordered), self._head_width(PLACE)),
            FUNCTION: min(max(function, width // 6), needs[FUNCTION]),
            ADDRESS: min(theme.scaled(132), needs[ADDRESS]),
            LANGUAGES: max(head, chips),
        }
        taken, least = sizes[PLACE] + sizes[FUNCTION], theme.scaled(_LEAST_NAMES)
        sizes[LANGUAGES] = min(sizes[LANGUAGES], max(head, width - taken - least))
        said = {
            ADDRESS: any(one.address for one in self.people),
            LANGUAGES: any(map(chips_width, self.people)),
        }
        post = QFontMetrics(theme.font("label"))
        posts = max((post.horizontalAdvance(one.post) for one in self.people), default=0)
        whole = max(needs[NAME], posts + self._sign + self._air)
        for column, kept in ((ADDRESS, _NAMES), (LANGUAGES, _LEAST_NAMES)):
            names = theme.scaled(kept) if said[column] else whole  # an empty one is the first to go
            hidden = bool(self.people) and sum(sizes.values()) + names > width
            self.setColumnHidden(column, hidden)
            if hidden:
                sizes[column] = 0
        if sum(needs[column] for column in needs if sizes.get(column, 1)) + sizes[PLACE] > width:
            self._widths.take(self._most_whole(sizes, width))
        else:
            self._widths.take(shared(sizes, needs, width, NAME, least))
        self._give_heights()

    def _give_heights(self) -> None:
        """A row is as high as all that somebody needs, and as their name; as their post, where all are in sight so."""
        needs = 0 if self.isColumnHidden(LANGUAGES) else self.columnWidth(LANGUAGES)
        names = self.columnWidth(NAME) - 17 - self._sign
        heights = [row_height(one, needs, names, posts=2) for one in self.people]
        if sum(heights) > self.viewport().height():
            heights = [row_height(one, needs, names, posts=1) for one in self.people]
        for at, height in enumerate(heights):
            if self.rowHeight(at) != height:
                self.setRowHeight(at, height)

    def _most_whole(self, sizes: dict[int, int], width: int) -> dict[int, int]:
        """Widths with which the most names, posts, functions and needs are read whole; no need goes unseen."""
        body, post = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("label"))
        title, people = QFontMetrics(theme.font("title")), self.people
        sign = self._sign
        words = {
            NAME: [sign + title.horizontalAdvance(one.name) for one in people]
            + [sign + post.horizontalAdvance(one.post) for one in people if one.post],
            FUNCTION: [body.horizontalAdvance(one.function) for one in people],
            ADDRESS: [body.horizontalAdvance(one.address) for one in people],
            LANGUAGES: [chips_least(one) for one in people],
        }
        shown = {column: _SHARES[column] for column in words if sizes.get(column, 1)}
        cells = {column: [one + self._air for one in words[column] if one] for column in shown}
        heads = {column: self._head_width(column) for column in shown}
        functions = (width_in_two(one.function, body) for one in people)
        heads[FUNCTION] = max(heads[FUNCTION], max(functions, default=0) + self._air)
        if LANGUAGES in heads:
            seen = max(map(chips_seen, people), default=0) + self._air
            heads[LANGUAGES] = max(heads[LANGUAGES], min(seen, sizes[LANGUAGES]))
        hidden = dict.fromkeys(words.keys() - shown.keys(), 0)
        found = most_whole(cells, heads, shown, width - sizes[PLACE])
        return {PLACE: sizes[PLACE], **hidden, **found}

    @property
    def _sign(self) -> int:
        """What the circle before a name takes."""
        return theme.scaled(SIGN + 10) if self._painter.signs else 0

    @property
    def _air(self) -> int:
        """Beside the words of a cell: its edges do not shrink with the type."""
        return 16 + theme.scaled(4)

    def _head_width(self, column: int) -> int:
        words = self.table.headerData(column, Qt.Orientation.Horizontal)
        return QFontMetrics(theme.font("label")).horizontalAdvance(words) + self._air

    @property
    def _needs(self) -> dict[int, int]:
        """What each column needs to show all that stands in it."""
        metrics = QFontMetrics(theme.font("body"))
        people = self.people
        words = {
            FUNCTION: [one.function for one in people],
            ADDRESS: [one.address for one in people],
        }
        needs = {
            column: max(
                self._head_width(column),
                max(map(metrics.horizontalAdvance, cells), default=0) + self._air,
            )
            for column, cells in words.items()
        }
        chips = max(map(chips_width, people), default=0) + self._air
        needs[LANGUAGES] = max(self._head_width(LANGUAGES), chips)
        title = QFontMetrics(theme.font("title"))
        names = (title.horizontalAdvance(one.name) for one in people)
        needs[NAME] = max(names, default=0) + self._sign + self._air
        return needs

    def _row_below(self, y: int) -> int:
        """The row before which something would go that is let go at a height."""
        row = self.rowAt(y)
        if row < 0:
            return len(self.table.people)
        middle = self.rowViewportPosition(row) + self.rowHeight(row) // 2
        return row + (y > middle)

    def _show_target(self, row: int | None) -> None:
        if row != self._target:
            self._target = row
            self.viewport().update()

    # Qt's own names

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the next whose name, or a part of it, begins with them."""
        pause = QApplication.keyboardInputInterval()
        going_on = self._typed_at.isValid() and self._typed_at.elapsed() < pause
        self._typed = self._typed + search if going_on else search
        self._typed_at.start()
        wanted, count = fold(self._typed), len(self.table.people)
        first = self.currentIndex().row() + (len(self._typed) == 1)
        for at in range(count):
            row = (first + at) % count
            name = fold(self.table.people[row].name)
            if name.startswith(wanted) or f" {wanted}" in name:
                self._choose_row(row, [])
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            aside = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.record_wanted if aside else self.opened).emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self, range(PLACE, LANGUAGES + 1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._choose_row(0 if self.table.people else -1, [])
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target is None:
            return
        with painting(self.viewport()) as brush:
            last = self._target >= len(self.table.people)
            row = len(self.table.people) - 1 if last else self._target
            top = self.rowViewportPosition(row) + (self.rowHeight(row) if last else 0)
            brush.insertion(QRect(4, top, self.viewport().width() - 10, 0))

    def startDrag(self, actions: Qt.DropAction) -> None:
        index = self.currentIndex()
        if not index.isValid() or not self.chosen_ids or locked(self):
            return
        names = [one.name for one in self.table.people if one.id in self.chosen_ids]
        drag = QDrag(self)
        drag.setMimeData(pack(Dragged("delegate", self.chosen_ids), names))
        drag.setPixmap(
            picture(index.data(PERSON_ROLE), QSize(theme.scaled(_CARD), theme.scaled(ROW)), self)
        )
        drag.setHotSpot(QPoint(theme.scaled(24), theme.scaled(ROW) // 2))
        drag.exec(actions | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        self._show_target(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged = None if locked(self) else unpack(event.mimeData())
        if dragged and dragged.kind in ("delegate", "person", "post", "institution"):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        dragged = unpack(event.mimeData())
        if dragged is None or locked(self):
            event.ignore()
            return
        if dragged.kind == "delegate" and not any(
            one.id in dragged.ids for one in self.table.people
        ):
            self._show_target(None)
            event.ignore()  # of another visit
            return
        self._show_target(self._row_below(event.position().toPoint().y()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = unpack(event.mimeData())
        row = self._row_below(event.position().toPoint().y())
        self._show_target(None)
        if dragged is None or locked(self):
            return
        event.acceptProposedAction()
        if dragged.kind == "delegate":
            self.moved.emit(dragged.ids, row)
            return
        for at, id_ in enumerate(dragged.ids):
            self.dropped.emit(dragged.kind, id_, row + at)
