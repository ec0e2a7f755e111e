"""The cards of one column as a list whose items stand where their time is.

It derives from QListView, so that it stays a list for a screen reader; only where the cards stand is its own. Click,
arrows and choosing work on the cards' own boxes. Not here: dragging (`day_view`), the columns together (`days_pane`).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyle, QWidget
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from briefer.gui import theme
from briefer.gui.delegates import day_ground
from briefer.gui.delegates.brush import Brush, painting
from briefer.gui.delegates.cards import CardDelegate, paint_card
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import Column
from briefer.gui.models.day import CARD_ROLE, Choice, DayModel
from briefer.gui.models.drags import Dragged, Target
from briefer.gui.timeline import Clock
from briefer.gui.views import day_boxes
from briefer.gui.views.controls import locked
from briefer.gui.views.day_boxes import Kind
from briefer.i18n import say

STAYS = 0.35
"""How much is seen of a card that flies, where it was."""


class Pane(Protocol):
    """What a column asks of the pane around it."""

    clock: Clock
    time_cursor: float
    """The time cursor, in minutes."""
    impossible: frozenset[UUID]
    """Items that cannot be where something is being dragged to."""
    flying: frozenset[UUID]
    """Items that are being dragged."""

    @property
    def tray_lines(self) -> int:
        """How many lines the trays have."""
        raise NotImplementedError

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the columns has the keyboard."""
        raise NotImplementedError

    @property
    def cursor_view(self) -> "CardList | None":
        """The column in which the time cursor stands."""
        raise NotImplementedError

    def entered(self, view: "CardList") -> None:
        """A column got the keyboard or lost it, or the time cursor stands elsewhere in it."""

    def beside(self, view: "CardList", step: int) -> None:
        """Go to the column at the left (-1) or right (1), to the nearest time."""

    def to_end(self, *, last: bool) -> None:
        """Go to the first or last item of the visit."""

    def move_cursor(self, view: "CardList", step: int) -> None:
        """Move the time cursor by the snap."""

    def begin_typing(self, text: str) -> None:
        """Somebody began to type a time on the chosen card."""

    def reveal(self, view: "CardList", box: QRect) -> None:
        """Scroll so that a box of a column can be seen."""

    def show_target(
        self, view: "CardList | None", target: Target | None, dragged: Dragged | None, at: QPoint
    ) -> None:
        """Show the times of what is being dragged, and what would be wrong, beside a point of the screen."""

    def drag(self, dragged: Dragged, at: QPoint, *, fine: bool) -> None:
        """Say at which point of the screen something is being dragged."""

    def let_go(self, dragged: Dragged, at: QPoint, *, fine: bool, copy: bool) -> bool:
        """Let something go at a point of the screen; False where it cannot be."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say something to who cannot see it."""

    def fly(self, items: Iterable[UUID]) -> None:
        """Say which items are being dragged."""

    def refuse(self, reason: str) -> None:
        """Say why something cannot be let go here."""

    def ends(self, view: "CardList", dragged: Dragged) -> list[float]:
        """Minutes that a card's top may snap to besides the grid."""

    def length_of(self, dragged: Dragged) -> int:
        """How many minutes long what is dragged will be."""

    def dropped(self, view: "CardList", dragged: Dragged, target: Target, *, copy: bool) -> None:
        """Something was let go."""

    def take_file(self, path: Path, item: UUID | None) -> None:
        """A PDF file was let go on an item, or between them."""

    def resized(self, item: UUID, shift: float, length: float) -> None:
        """An edge of a card was dragged: its start by some minutes, to another length."""

    def night_below(self, y: float) -> bool:
        """Whether a height of a column is in a folded night."""

    def show_nights(self, *, open_: bool | None = None) -> None:
        """Open or fold the nights."""


class CardList(QListView):
    """The cards of one column, to be chosen."""

    opened = Signal()
    """Return or a double click: open the chosen item in its panel."""
    crowded = Signal(object)
    """Somebody wants to see the items that have no lane: the first of them."""

    def __init__(self, pane: Pane, choice: Choice, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.pane, self.choice, self.kind = pane, choice, kind
        self.column: Column | None = None
        self._model = DayModel(self)
        self._boxes: list[QRect] = []
        self.target: Target | None = None
        self._hovered = -1
        self._syncing = False
        self.setModel(self._model)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.choice.changed.connect(self._mirror)
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_column(self, column: Column, *, cards: Iterable[Card]) -> None:
        """Show the cards of a column."""
        self.column = column
        self._syncing = True
        self._model.set_cards(tuple(cards))
        self._syncing = False
        self.setAccessibleName(self._name(column))
        self.lay_out()
        self._mirror()

    def lay_out(self) -> None:
        """Find the boxes of the cards anew: the clock, the width or the cards are others."""
        width = self.viewport().width()
        if self.kind == "clock":
            hours = self.column.hours if self.column else ()
            beside = any(card.finish > hours[0][0] for card in self.cards) if hours else False
            width -= theme.scaled(day_boxes.OWN_HOURS) if beside else 0
            self._boxes = day_boxes.clock_boxes(self.pane.clock, self.cards, width)
        elif self.kind == "tray":
            count, lines = len(self._model.cards), self.pane.tray_lines
            current = self._model.row_of(self.choice.current) if self.choice.current else -1
            self._boxes = day_boxes.tray_boxes(count, width, lines, current)
        else:
            self._boxes = day_boxes.stacked_boxes(self._model.cards, width)
        self.viewport().update()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards it shows."""
        return self._model.cards

    def box_of(self, item: UUID) -> QRect | None:
        """The box of an item's card, in this view."""
        row = self._model.row_of(item)
        return self._turned(self._boxes[row]) if row >= 0 else None

    def nearest(self, y: int) -> UUID | None:
        """The item whose card stands nearest to a height."""
        rows = range(len(self._boxes))
        row = min(rows, key=lambda at: abs(self._boxes[at].center().y() - y), default=None)
        return None if row is None else self._model.cards[row].id

    def content_height(self) -> int:
        """The height that stacked cards need, with the place for a drop below them."""
        last = self._boxes[-1].bottom() if self._boxes else 0
        return last + theme.scaled(day_boxes.DROP_HEIGHT) + 24

    def _name(self, column: Column) -> str:
        if self.kind == "tray":
            return say("{day}, without a time").format(day=column.head)
        return column.spoken

    # ------------------------------------------------------------------------------------ choosing

    def _mirror(self) -> None:
        """Take over the shared choice."""
        self._syncing = True
        selection = QItemSelection()
        for item in self.choice.items:
            row = self._model.row_of(item)
            if row >= 0:
                selection.select(self._model.index(row), self._model.index(row))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if self.choice.current:
            row = self._model.row_of(self.choice.current)
            if row >= 0:
                self.selectionModel().setCurrentIndex(self._model.index(row), flags.NoUpdate)
        self._syncing = False
        if self.kind == "tray":
            self.lay_out()  # the chosen card is in sight
        self.viewport().update()

    def _chosen(self) -> None:
        if self._syncing:
            return
        mine = [self._model.cards[index.row()].id for index in self.selectedIndexes()]
        here = {card.id for card in self._model.cards}
        adding = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        others = [item for item in self.choice.items if item not in here] if adding else []
        self.choice.choose([*others, *mine], self._current_id())

    def _current_changed(self) -> None:
        if not self._syncing and self.choice.items:
            self.choice.choose(self.choice.items, self._current_id())

    def _current_id(self) -> UUID | None:
        index = self.currentIndex()
        card = index.data(CARD_ROLE) if index.isValid() else None
        return card.id if card and card.id in self._selected() else None

    def _selected(self) -> set[UUID]:
        return {self._model.cards[index.row()].id for index in self.selectedIndexes()}

    def _row_at(self, point: QPoint) -> int:
        rows = reversed(range(len(self._boxes)))
        return next((row for row in rows if self._turned(self._boxes[row]).contains(point)), -1)

    # -------------------------------------------------------------------------------------- nights

    @property
    def _night(self) -> day_boxes.Night:
        """The folded night that has the keyboard, in place of a card."""
        alone = self.kind == "clock" and self.hasFocus() and not self.choice.items
        return day_boxes.night_at(self.pane.clock, self.pane.time_cursor) if alone else ""

    def _step_over(self, step: int) -> bool:
        """From the first card up into the night, from the last down, and back; False for a step among cards."""
        nights = day_boxes.nights(self.pane.clock)
        row = self.currentIndex().row() if self.choice.items else -1
        if self._night and self.cards:
            inwards = 1 if self._night == "morning" else -1
            if step == inwards:
                self.choice.choose([self.cards[0 if inwards == 1 else -1].id])
            return True
        if self.kind == "clock" and self.cards and not self.choice.items:
            nearest = self.nearest(round(self.pane.clock.y(self.pane.time_cursor)))
            self.choice.choose([nearest] if nearest else [])
            return True
        wanted: day_boxes.Night = "morning" if step < 0 else "evening"
        at_end = row == (0 if step < 0 else len(self.cards) - 1)
        if self.kind != "clock" or wanted not in nights or not (at_end or not self.cards):
            return False
        self.pane.time_cursor = sum(nights[wanted]) / 2
        self.choice.choose(())
        box = day_boxes.night_box(self.pane.clock, wanted, self.viewport().width())
        self.pane.reveal(self, box)
        self.pane.tell(day_ground.night_words(self.pane.clock, wanted))
        self.viewport().update()
        return True

    # ------------------------------------------------------------------------------------- drawing

    def crowds(self) -> list[tuple[QRect, int]]:
        """Where "+3" stands, as it is seen, and for how many."""
        width = self.viewport().width()
        if self.kind == "clock":
            found = day_boxes.crowds(self.pane.clock, self.cards, self._boxes, width)
        elif self.kind == "tray":
            found = day_boxes.tray_crowd(self._boxes, width)
        else:
            return []
        return [(self._turned(place), count) for place, count in found]

    def _target_box(self, target: Target) -> QRect:
        width = self.viewport().width()
        if target.onto:
            return self.box_of(target.onto) or QRect()
        if self.kind == "clock":
            return day_boxes.spanned(self.pane.clock, target.begin, target.length, width)
        return day_boxes.between(self._boxes, target.row, width)

    def _paint_cards(self, brush: Brush, seen: QRect) -> None:
        rows = [
            row
            for row, box in enumerate(self._boxes)
            if not box.isNull() and self._turned(box).adjusted(-4, -4, 4, 4).intersects(seen)
        ]
        current = self.currentIndex().row()
        for row in sorted(rows, key=lambda at: at == current):  # the ring lies over the neighbours
            card, option = self.cards[row], self._option(row)
            if card.id in self.pane.impossible:
                card = card._replace(impossible=True)
            if card.id in self.pane.flying:
                brush.painter.setOpacity(STAYS)
            keyboard = self.hasFocus()
            paint_card(Brush.of(brush.painter, option), card, option.state, keyboard=keyboard)
            brush.painter.setOpacity(1)

    def _turned(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), box)

    def _option(self, row: int) -> Option:
        option = Option()
        self.initViewItemOption(option)
        option.rect = self._turned(self._boxes[row])
        index = self._model.index(row)
        flags = QStyle.StateFlag
        if self.selectionModel().isSelected(index):
            option.state |= flags.State_Selected
        option.state &= ~(flags.State_HasFocus | flags.State_MouseOver | flags.State_Active)
        if self.pane.has_keyboard:
            option.state |= flags.State_Active
        if index == self.currentIndex() and self.hasFocus() and not self._night:
            option.state |= flags.State_HasFocus
        if row == self._hovered:
            option.state |= flags.State_MouseOver
        return option

    # Qt's own names

    def visualRect(self, index: QModelIndex) -> QRect:  # type: ignore[override]
        row = index.row()
        return self._turned(self._boxes[row]) if 0 <= row < len(self._boxes) else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self._model.index(row) if row >= 0 else QModelIndex()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        del modifiers
        act = QAbstractItemView.CursorAction
        count, row = len(self._model.cards), self.currentIndex().row()
        if not count:
            return QModelIndex()
        if row < 0:
            row = self._model.row_of(
                self.nearest(round(self.pane.clock.y(self.pane.time_cursor))) or self.cards[0].id
            )
            return self._model.index(row)
        steps = {
            act.MoveUp: -1,
            act.MovePrevious: -1,
            act.MoveDown: 1,
            act.MoveNext: 1,
            act.MovePageUp: -5,
            act.MovePageDown: 5,
            act.MoveHome: -count,
            act.MoveEnd: count,
        }
        return self._model.index(max(0, min(count - 1, row + steps.get(action, 0))))

    def setSelection(self, box: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        selection = QItemSelection()
        for row, card_box in enumerate(self._boxes):
            if self._turned(card_box).intersects(box.normalized()):
                selection.select(self._model.index(row), self._model.index(row))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index).adjusted(-4, -4, 4, 4)
        return region

    def scrollTo(
        self,
        index: QModelIndex,  # type: ignore[override]
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        del hint
        if index.isValid() and self.hasFocus():
            self.pane.reveal(self, self.visualRect(index))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def sizeHint(self) -> QSize:
        return QSize(200, 100)

    def updateGeometries(self) -> None:
        self.lay_out()

    def doItemsLayout(self) -> None:
        self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self.viewport()) as brush:
            if self.kind == "clock":
                own = self.column.hours if self.column else ()
                day_ground.paint_hours(brush, self.pane.clock, own)
                notes = self.column.notes if self.column else ()
                clock = self.pane.clock
                day_ground.paint_notes(brush, ((round(clock.y(at)), told) for at, told in notes))
                if self.pane.cursor_view is self and not self._night:  # below what a card says
                    day_ground.paint_cursor(brush, round(clock.y(self.pane.time_cursor)))
            elif self.kind == "order" and not locked(self):
                place = day_boxes.drop_place(self._boxes, self.viewport().width())
                day_ground.paint_drop_place(brush, place)
            self._paint_cards(brush, event.rect())
            if self.kind == "clock" and self.column:
                seams = ((round(self.pane.clock.y(at)), words) for at, words in self.column.seams)
                day_ground.paint_seams(brush, seams)
            day_ground.paint_crowds(brush, self.crowds())
            if self._night:
                box = day_boxes.night_box(self.pane.clock, self._night, self.viewport().width())
                words = day_ground.night_words(self.pane.clock, self._night)
                day_ground.paint_night(brush, box, words)
            if self.target:
                box = self._target_box(self.target)
                day_ground.paint_target(brush, box, danger=bool(self.pane.impossible))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        none = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(key, 0)
        typed = event.text()
        if none and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pane.beside(self, -1 if key == Qt.Key.Key_Left else 1)
        elif control and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.pane.to_end(last=key == Qt.Key.Key_End)
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.pane.move_cursor(self, -1 if key == Qt.Key.Key_Up else 1)
        elif none and step and self._step_over(step):
            return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and none:
            if self._night:
                self.pane.show_nights(open_=True)
            else:
                self.opened.emit()
        elif (
            typed and (typed.isdigit() or typed in "+-−~?") and not control and self.choice.current
        ):
            self.pane.begin_typing(typed)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._hovered >= 0:
            self._hovered = -1
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (
            not self.currentIndex().isValid()
            and self._model.cards
            and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            row = self._model.row_of(
                self.nearest(round(self.pane.clock.y(self.pane.time_cursor))) or self.cards[0].id
            )
            self.selectionModel().setCurrentIndex(
                self._model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self.pane.entered(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pane.entered(self)
