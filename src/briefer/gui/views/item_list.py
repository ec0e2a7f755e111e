"""The programme as a table: one row an item, days between them. The same choice as in the days.

Not here: what the rows say (`models.item_table`), the days (`days_pane`).
"""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, safely, width_in_two
from briefer.gui.delegates.cards import people_words
from briefer.gui.models.cards import Badge, Card
from briefer.gui.models.columns import Programme
from briefer.gui.models.day import Choice
from briefer.gui.models.item_table import (
    BRIEF,
    CARD_ROLE,
    ITEM,
    KIND,
    NUMBER,
    PLACE,
    STATE,
    TIME,
    WHO,
    ItemTable,
    Wanted,
    brief_words,
    state_words,
)
from briefer.gui.models.programme import kind_words
from briefer.gui.views.column_widths import ColumnWidths, most_whole
from briefer.gui.views.controls import PlainHeader
from briefer.i18n import say

ROW, TALL = 29, 46
"""Heights of a row, and of one whose title or place has two lines: where all rows are in sight with them."""
_SHARES = {ITEM: 0.45, TIME: 0.06, PLACE: 0.245, WHO: 0.245}
_WORDY = 0.16
"""The share that words such as "from 19:00 onwards" may have for certain, in two lines; times of the clock have
all that they need."""
_KIND_SIGN, _BADGE = 26, 18
"""Beside a title: the sign of its kind, and each of its badges."""
_TROUBLE = ("circle-alert", "triangle-alert", "file-text")
_KIND = 150
"""The most that a kind has."""
_LEAST = {KIND: 1180, BRIEF: 890, WHO: 720}
_EVERYTHING = Wanted()
"""Widths under which a column is left out."""
_Index = QModelIndex | QPersistentModelIndex


class ItemList(QTableView):
    """The table of items."""

    opened = Signal()
    typed = Signal(str)
    """Somebody began to type a time."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.table = ItemTable(self)
        self._programme = Programme()
        self._wanted = _EVERYTHING
        self._syncing = False
        self.setModel(self.table)
        self.setItemDelegate(_ItemDelegate(self))
        self.setAccessibleName(say("Items"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        self.verticalHeader().setMinimumSectionSize(theme.scaled(20))
        head = PlainHeader()
        self.setHorizontalHeader(head)
        self._widths = ColumnWidths(self, head, "items", ITEM, self._lay_out)
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.choice.changed.connect(self._mirror)

    def show_programme(self, programme: Programme, wanted: Wanted = _EVERYTHING) -> None:
        """Show other items, narrowed to what is wanted; the choice stays."""
        self._programme, self._wanted = programme, wanted
        self._show()

    def take_keyboard(self) -> None:
        """Give the keyboard to the table."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self._syncing = True
        self.table.show_programme(self._programme, self._wanted)
        self.clearSpans()
        for row in self.table.heads():
            self.setSpan(row, 0, 1, BRIEF + 1)
        self._syncing = False
        self._lay_out()
        self._mirror()

    def _mirror(self) -> None:
        self._syncing = True
        selection = QItemSelection()
        rows = [row for row in map(self.table.row_of, self.choice.items) if row >= 0]
        for row in rows:
            selection.select(self.table.index(row, 0), self.table.index(row, BRIEF))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        row = self.table.row_of(self.choice.current) if self.choice.current else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.table.index(row, ITEM), flags.NoUpdate)
            if (
                not self.hasFocus()
            ):  # all that was chosen elsewhere; whoever scrolls here is left where they are
                self.scrollTo(self.table.index(min(rows, default=row), ITEM))
            self.scrollTo(self.table.index(row, ITEM))
        self._syncing = False

    def _chosen(self) -> None:
        if self._syncing:
            return
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        cards = [self.table.rows[row] for row in rows]
        current = self.currentIndex().data(CARD_ROLE)
        chosen = [card.id for card in cards if isinstance(card, Card)]
        self.choice.choose(chosen, current.id if current and current.id in chosen else None)

    def _lay_out(self) -> None:
        width = self.viewport().width()
        metrics = QFontMetrics(theme.font("body"))
        title = QFontMetrics(theme.font("title"))
        cards = self.table.cards
        beside = 16 + theme.scaled(4)  # the edges of a cell do not shrink with the type
        times = [card.times for card in cards if card.item.start or not card.listed]
        clock = metrics.horizontalAdvance("≈ 00:00–00:00") if any(times) else 0
        in_two = max((width_in_two(words, metrics) for words in times), default=0)
        clock = max(clock, in_two if in_two < width * _WORDY else 0)
        fixed = {
            NUMBER: theme.scaled(46),
            KIND: min(
                max(map(metrics.horizontalAdvance, kind_words().values())) + theme.scaled(24),
                theme.scaled(_KIND),
            ),
            STATE: self._chip_width(STATE, state_words()),
            BRIEF: self._chip_width(BRIEF, brief_words()),
        }
        for column, least in _LEAST.items():  # what does not fit is told in the item panel
            self.setColumnHidden(column, width < theme.scaled(least))
            if width < theme.scaled(least):
                fixed[column] = 0
        shares = {
            column: share for column, share in _SHARES.items() if not self.isColumnHidden(column)
        }
        cells = {
            ITEM: [
                title.horizontalAdvance(card.item.title) + beside + _signs(card) for card in cards
            ],
            TIME: [metrics.horizontalAdvance(words) + beside for words in times],
            PLACE: [
                metrics.horizontalAdvance(words) + beside
                for card in cards
                for words in _readings(card.place, ", ")
            ],
            WHO: [
                metrics.horizontalAdvance(words) + beside
                for card in cards
                for words in {card.people, f"{card.named} +{card.others}" if card.named else ""}
            ],
        }
        heads = {column: self._head_width(column) for column in shares}
        heads[TIME] = max(heads[TIME], clock + beside)
        room = max(theme.scaled(160), width - sum(fixed.values()))
        hidden = {column: 0 for column in _SHARES if column not in shares}
        shared = most_whole({at: cells[at] for at in shares}, heads, shares, room)
        self._widths.take({**fixed, **hidden, **shared})
        self._give_heights(dict(zip((card.id for card in cards), cells[ITEM], strict=True)))

    def _give_heights(self, titles: Mapping[UUID, int]) -> None:
        """Rows whose title or place is cut have two lines, where all are in sight with them; else every row has one."""
        one, two, metrics = theme.scaled(ROW), theme.scaled(TALL), QFontMetrics(theme.font("body"))
        title, place = self.columnWidth(ITEM), self.columnWidth(PLACE)
        beside = 16 + theme.scaled(4)
        heights, most = list[int](), self.viewport().height()
        for card in self.table.rows:
            cut = isinstance(card, Card) and (
                titles[card.id] > title or metrics.horizontalAdvance(card.place) + beside > place
            )
            heights.append(two if cut else one)
            most -= heights[-1]
            if most < 0:  # the rest is not measured: there may be hundreds
                heights = [one] * len(self.table.rows)
                break
        for row, height in enumerate(heights):
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _head_width(self, column: int) -> int:
        words = str(self.table.headerData(column, Qt.Orientation.Horizontal) or "")
        return QFontMetrics(theme.font("label")).horizontalAdvance(words) + 16 + theme.scaled(4)

    def _chip_width(self, column: int, states: Mapping[str, str]) -> int:
        """What a column of states needs: each of them as a chip or in plain words, and its head."""
        chip, plain = QFontMetrics(theme.font("small")), QFontMetrics(theme.font("body"))
        inset = 16 + theme.scaled(4)
        words = states.values()
        chips = max(map(chip.horizontalAdvance, words)) + theme.scaled(16) + inset
        return max(
            chips, max(map(plain.horizontalAdvance, words)) + inset, self._head_width(column)
        )

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif typed and (typed.isdigit() or typed in "+-−~?") and self.choice.current:
            self.typed.emit(typed)
        else:
            super().keyPressEvent(event)


def _badges(card: Card) -> list[Badge]:
    """What stands behind a title; the rest is told in columns of its own."""
    return [badge for badge in card.badges if badge.icon in _TROUBLE]


def _readings(words: str, comma: str) -> set[str]:
    """All of a cell, and what tells most of it: the name of a house, before the room."""
    first, more, _rest = words.partition(comma)
    return {words, f"{first}{comma}…" if more else words}


def _signs(card: Card) -> int:
    """The room of the signs beside a title."""
    return theme.scaled(_KIND_SIGN + _BADGE * len(_badges(card)))


def _line(brush: Brush, box: QRect, words: str, font: QFont, colour: QColor) -> None:
    """One line; in a row that is high enough two where it has no room."""
    tall = box.height() >= theme.scaled(TALL)
    (brush.cell if tall else brush.text)(box, words, font, colour)


class _ItemDelegate(QStyledItemDelegate):
    """Draws a cell: hairlines below, the kind's icon before the title, states as chips."""

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(40, theme.scaled(ROW))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = Brush.of(painter, option)
        card = index.data(CARD_ROLE)
        if isinstance(card, Card):
            self._paint_cell(brush, card, option, index)
        else:
            self._paint_head(brush, index.data(Qt.ItemDataRole.UserRole + 1))
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))

    def _paint_head(self, brush: Brush, head: tuple[str, str]) -> None:
        brush.painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.AlternateBase))
        box = brush.box.adjusted(10, 0, -14, 0)
        brush.text(box, head[0], theme.font("title"), brush.colour(QPalette.ColorRole.Text))
        small = theme.font("label")
        brush.text(box, head[1], small, brush.colour("secondary"), Qt.AlignmentFlag.AlignTrailing)

    def _paint_cell(
        self, brush: Brush, card: Card, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        view = option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and view.hasFocus()
        accent = brush.colour("accent")
        if full:
            brush.painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Highlight))
        elif chosen:
            brush.painter.fillRect(brush.box, theme.tint("row", accent, brush.palette))
        text = brush.colour(QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text)
        quiet = text if full else brush.colour("secondary")
        box = brush.box.adjusted(10, 0, -6, 0)
        column, words = index.column(), index.data()
        if column == ITEM:
            size = theme.scaled(15)
            brush.icon(
                QRect(box.left(), box.center().y() - size // 2, size, size), card.icon, quiet
            )
            font = theme.font("title" if card.fill == "engagement" else "body")
            font.setStrikeOut(card.item.status == "cancelled")
            box.setLeft(box.left() + size + theme.scaled(8))
            for badge in reversed(_badges(card)):
                brush.icon(
                    QRect(box.right() - size, box.center().y() - size // 2, size, size),
                    badge.icon,
                    text if full else brush.colour(badge.colour),
                )
                box.setRight(box.right() - size - 5)
            colour = quiet if card.item.status == "cancelled" else text
            _line(brush, box, words, font, colour)
        elif column == STATE and card.item.status != "confirmed" and not full:
            colour = accent if card.item.status == "tentative" else brush.colour("secondary")
            font = theme.font("small")
            width = QFontMetrics(font).horizontalAdvance(words) + theme.scaled(16)
            brush.chip(
                box.left() + width,
                box.center().y() + 1,
                words,
                colour,
                filled=card.item.status == "tentative",
            )
        elif column == BRIEF and words and not full:
            tone = {"missing": "danger", "in work": "warning", "complete": "ok"}[card.brief]
            width = QFontMetrics(theme.font("small")).horizontalAdvance(words) + theme.scaled(16)
            brush.chip(box.left() + width, box.center().y() + 1, words, brush.colour(tone))
        else:
            font = QFont(theme.font("body"))
            if column == WHO:
                words = people_words(card, font, box.width())
            if column == TIME:
                brush.cell(box, words, font, text)
            else:
                _line(brush, box, words, font, quiet)
