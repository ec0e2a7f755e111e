"""One column of the programme: a list whose items stand where their time is.

It derives from QListView, so that it stays a list for a screen reader; only where the cards stand is its own. Click,
arrows, choosing, dragging and dropping work on the cards' own boxes. Not here: the columns together (`days_pane`).
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from briefer.gui import shown, theme, timeline
from briefer.gui.delegates.brush import Brush, dashed, painting
from briefer.gui.delegates.cards import CardDelegate, paint_card
from briefer.gui.models.day import CARD_ROLE, Choice, DayModel, words
from briefer.gui.models.drags import Dragged, pack, unpack
from briefer.gui.models.programme import Card, Column
from briefer.gui.timeline import Clock, Slot
from briefer.gui.views.controls import locked
from briefer.i18n import say

Kind = Literal["clock", "tray", "order"]
"""By the clock; without a time, over the clock; one below the other, in a programme without days."""

LEADING, TRAILING, BETWEEN = 4, 5, 2
EDGE, STRIP_EDGE = 5, 3
ORDER_HEIGHT, TRAVEL_HEIGHT, DROP_HEIGHT = 96, 34, 34
TRAY_HEIGHT = 26


class Target(NamedTuple):
    """Where what is dragged would go: minutes, or a row of a list without times, or onto a card."""

    begin: float = 0
    length: int = 60
    onto: UUID | None = None
    row: int = -1


class Pane(Protocol):
    """What a column asks of the pane around it."""

    clock: Clock
    time_cursor: float
    """The time cursor, in minutes."""

    def beside(self, view: "DayView", step: int) -> None:
        """Go to the column at the left (-1) or right (1), to the nearest time."""

    def to_end(self, *, last: bool) -> None:
        """Go to the first or last item of the visit."""

    def move_cursor(self, view: "DayView", step: int) -> None:
        """Move the time cursor by the snap."""

    def begin_typing(self, text: str) -> None:
        """Somebody began to type a time on the chosen card."""

    def reveal(self, view: "DayView", box: QRect) -> None:
        """Scroll so that a box of a column can be seen."""

    def show_target(self, view: "DayView | None", target: Target | None) -> None:
        """Show the times of what is being dragged."""

    def length_of(self, dragged: Dragged) -> int:
        """How many minutes long what is dragged will be."""

    def dropped(self, view: "DayView", dragged: Dragged, target: Target, *, copy: bool) -> None:
        """Something was let go."""

    def resized(self, item: UUID, shift: float, length: float) -> None:
        """An edge of a card was dragged: its start by some minutes, to another length."""

    def night_below(self, y: float) -> bool:
        """Whether a height of a column is in a folded night."""

    def show_nights(self, *, open_: bool | None = None) -> None:
        """Open or fold the nights."""


class DayView(QListView):
    """The cards of one column."""

    opened = Signal()
    """Return or a double click: open the chosen item in its panel."""
    crowded = Signal()
    """Somebody wants to see the items that have no lane."""

    def __init__(self, pane: Pane, choice: Choice, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.pane, self.choice, self.kind = pane, choice, kind
        self.column: Column | None = None
        self._model = DayModel(self)
        self._boxes: list[QRect] = []
        self.target: Target | None = None
        self._hovered = -1
        self._edge: tuple[int, bool] | None = None  # row, and whether its end is dragged
        self._edge_at: tuple[float, float] = (0, 0)
        self._syncing = False
        self.setModel(self._model)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
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
            self._boxes = clock_boxes(self.pane.clock, self._model.cards, width)
        else:
            self._boxes = stacked_boxes(self._model.cards, width, self.kind)
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
        return last + theme.scaled(DROP_HEIGHT) + 24

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

    # ------------------------------------------------------------------------------------ dragging

    def _edge_below(self, point: QPoint) -> tuple[int, bool] | None:
        """The row whose edge is at a point, and whether it is its lower one."""
        if self.kind != "clock" or locked(self):
            return None
        for row, box in enumerate(self._boxes):
            turned = self._turned(box)
            card = self._model.cards[row]
            zone = STRIP_EDGE if box.height() < theme.scaled(20) else EDGE
            if not turned.contains(point) or card.torn_after or card.torn_before:
                continue
            if point.y() > turned.bottom() - zone:
                return row, True
            if point.y() < turned.top() + zone and box.height() > 3 * zone:
                return row, False
        return None

    def _drag_edge(self, point: QPoint, *, fine: bool) -> None:
        assert self._edge is not None
        row, at_end = self._edge
        card = self._model.cards[row]
        minute = timeline.snapped(self.pane.clock.minutes(point.y()), self.pane.clock, fine=fine)
        begin, end = card.begin or 0, card.finish
        if at_end:
            end = max(minute, begin + 5)
        else:
            begin = min(minute, end - 5)
        self._edge_at = (begin, end)
        self._set_target(Target(begin, round(end - begin)))

    def _set_target(self, target: Target | None) -> None:
        self.target = target
        self.pane.show_target(self, target)
        self.viewport().update()

    def _target_of(self, dragged: Dragged, point: QPoint, *, fine: bool) -> Target:
        length = self.pane.length_of(dragged)
        row = self._row_at(point)
        if dragged.kind in ("institution", "person", "note") and row >= 0:
            return Target(onto=self._model.cards[row].id, row=row)
        if self.kind != "clock":
            before = [at for at, box in enumerate(self._boxes) if box.center().y() < point.y()]
            return Target(length=length, row=len(before))
        ends = [card.finish for card in self._model.cards if card.id not in dragged.ids]
        top = self.pane.clock.minutes(max(0, point.y() - dragged.grip))
        return Target(timeline.snapped(top, self.pane.clock, fine=fine, ends=ends), length)

    def _row_at(self, point: QPoint) -> int:
        rows = reversed(range(len(self._boxes)))
        return next((row for row in rows if self._turned(self._boxes[row]).contains(point)), -1)

    # ------------------------------------------------------------------------------------- drawing

    def _paint_ground(self, painter: QPainter, brush: Brush) -> None:
        clock, width = self.pane.clock, self.viewport().width()
        night = brush.colour(QPalette.ColorRole.AlternateBase)
        if theme.is_dark(self.palette()):
            night = brush.colour(QPalette.ColorRole.Window)
        if clock.begin:
            painter.fillRect(QRect(0, 0, width, timeline.MORNING_FOLD), night)
        top = round(clock.y(clock.end))
        painter.fillRect(QRect(0, top, width, round(clock.height) - top), night)
        for minute in timeline.hour_lines(clock):
            brush.hairline(QRect(0, round(clock.y(minute)), width, 1))
        if self.column:
            for minute, local in self.column.hours:
                box = QRect(0, round(clock.y(minute)) - 8, width - 2, 16)
                font = theme.font("strip")
                brush.text(box, local, font, brush.colour("accent"), Qt.AlignmentFlag.AlignTrailing)

    def _paint_target(self, painter: QPainter, brush: Brush) -> None:
        target = self.target
        if target is None:
            return
        accent = brush.colour("accent")
        if target.onto:
            box = self.box_of(target.onto) or QRect()
        elif self.kind == "clock":
            top, height = timeline.span(
                self.pane.clock, Slot(target.begin, target.begin + target.length)
            )
            box = QRect(
                LEADING, round(top), self.viewport().width() - LEADING - TRAILING, round(height)
            )
        else:
            box = self._gap(target.row)
        wash = QColor(accent)
        wash.setAlphaF(0.1)
        painter.setBrush(wash)
        painter.setPen(dashed(accent, width=1.6))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)

    def _gap(self, row: int) -> QRect:
        """Where a card would be put among stacked ones."""
        above = [box.bottom() for box in self._boxes[:row]]
        top = above[-1] + 2 if above else 0
        return QRect(LEADING, top, self.viewport().width() - LEADING - TRAILING, 6)

    def _paint_cursor(self, painter: QPainter, brush: Brush) -> None:
        if self.kind == "clock" and self.hasFocus():
            y = round(self.pane.clock.y(self.pane.time_cursor))
            painter.fillRect(QRect(0, y, self.viewport().width(), 1), brush.colour("accent"))

    def _crowds(self) -> list[tuple[QRect, int]]:
        """Where "+3" stands for cards that would need a fifth lane, and for how many."""
        found: list[tuple[QRect, int]] = []
        for card, box in zip(self._model.cards, self._boxes, strict=True):
            if not box.isNull():
                continue
            top = round(self.pane.clock.y(card.begin or 0))
            place = QRect(self.viewport().width() - TRAILING - 34, top, 32, theme.scaled(16))
            if found and place.top() - found[-1][0].bottom() < theme.scaled(30):
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((place, 1))
        return [(self._turned(place), count) for place, count in found]

    def _paint_crowds(self, painter: QPainter, brush: Brush) -> None:
        painter.setFont(theme.font("small"))
        for place, count in self._crowds():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush.colour(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(place, 5, 5)
            painter.setPen(brush.colour(QPalette.ColorRole.HighlightedText))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"+{shown.digits(count)}")

    def _paint_drop_place(self, brush: Brush) -> None:
        """The dashed place at the end of a list without times: its key, and that things may be dropped."""
        top = (self._boxes[-1].bottom() if self._boxes else 0) + 8
        box = QRect(
            LEADING, top, self.viewport().width() - LEADING - TRAILING, theme.scaled(DROP_HEIGHT)
        )
        painter = brush.painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed(brush.colour("field"), width=1))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        text = say("Ctrl+N, or drop an institution")
        centre = Qt.AlignmentFlag.AlignHCenter
        brush.text(
            box.adjusted(8, 0, -8, 0), text, theme.font("label"), brush.colour("secondary"), centre
        )

    def _turned(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), box)

    def _option(self, row: int) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self._turned(self._boxes[row])
        index = self._model.index(row)
        flags = QStyle.StateFlag
        if self.selectionModel().isSelected(index):
            option.state |= flags.State_Selected
        option.state &= ~(flags.State_HasFocus | flags.State_MouseOver)
        if index == self.currentIndex() and self.hasFocus():
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
            painter = brush.painter
            if self.kind == "clock":
                self._paint_ground(painter, brush)
            elif self.kind == "order":
                self._paint_drop_place(brush)
            rows = [
                row
                for row, box in enumerate(self._boxes)
                if self._turned(box).adjusted(-4, -4, 4, 4).intersects(event.rect())
            ]
            current = self.currentIndex().row()
            for row in sorted(
                rows, key=lambda at: at == current
            ):  # the ring lies over the neighbours
                self.itemDelegate().paint(painter, self._option(row), self._model.index(row))
            self._paint_crowds(painter, brush)
            self._paint_cursor(painter, brush)
            self._paint_target(painter, brush)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        none = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        typed = event.text()
        if none and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pane.beside(self, -1 if key == Qt.Key.Key_Left else 1)
        elif control and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.pane.to_end(last=key == Qt.Key.Key_End)
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.pane.move_cursor(self, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and none:
            self.opened.emit()
        elif (
            typed and (typed.isdigit() or typed in "+-−~?") and not control and self.choice.current
        ):
            self.pane.begin_typing(typed)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.kind == "clock":
            self.pane.time_cursor = timeline.snapped(
                self.pane.clock.minutes(point.y()), self.pane.clock
            )
        edge = self._edge_below(point) if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)
        self._edge = edge
        if self._row_at(point) < 0:
            if any(box.contains(point) for box, _ in self._crowds()):
                self.crowded.emit()
            elif self.kind == "clock" and self.pane.night_below(point.y()):
                self.pane.show_nights(open_=True)
            self.choice.choose(())
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._edge and event.buttons() & Qt.MouseButton.LeftButton:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._drag_edge(point, fine=fine)
            return
        hovered = self._row_at(point)
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        at_edge = self._edge_below(point) is not None
        self.viewport().setCursor(
            Qt.CursorShape.SizeVerCursor if at_edge else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._edge and self.target:
            card = self._model.cards[self._edge[0]]
            self._edge = None
            self._set_target(None)
            begin, end = self._edge_at
            self.pane.resized(card.id, begin - (card.begin or 0), end - begin)
            return
        self._edge = None
        super().mouseReleaseEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if self._edge or locked(self):
            return
        index = self.currentIndex()
        if not index.isValid() or not self.choice.items:
            return
        box = self.visualRect(index)
        grip = max(0, self.viewport().mapFromGlobal(self.cursor().pos()).y() - box.top())
        card: Card = index.data(CARD_ROLE)
        drag = QDrag(self)
        chosen = [one for one in self._model.cards if one.id in self.choice.items]
        drag.setMimeData(
            pack(Dragged("item", self.choice.items, grip), [words(one) for one in chosen])
        )
        drag.setPixmap(picture(card, box.size(), self))
        drag.setHotSpot(QPoint(box.width() // 2, grip))
        drag.exec(
            actions | Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if unpack(event.mimeData()) and not locked(self):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        dragged = unpack(event.mimeData())
        if dragged is None or locked(self):
            event.ignore()
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        target = self._target_of(dragged, event.position().toPoint(), fine=fine)
        self._set_target(target)
        if dragged.kind == "note" and not target.onto:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._set_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = unpack(event.mimeData())
        if dragged is None or locked(self):
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        target = self._target_of(dragged, event.position().toPoint(), fine=fine)
        self._set_target(None)
        copy = event.dropAction() == Qt.DropAction.CopyAction and dragged.kind == "item"
        event.acceptProposedAction()
        self.pane.dropped(self, dragged, target, copy=copy)

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
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def clock_boxes(clock: Clock, cards: tuple[Card, ...], width: int) -> list[QRect]:
    """Where cards stand by the clock, as if the layout ran from the left."""
    slots = [Slot(card.begin or 0, card.finish, card.rank) for card in cards]
    boxes = []
    for slot, lane in zip(slots, timeline.lanes(clock, slots), strict=True):
        top, height = timeline.span(clock, slot)
        room = width - LEADING - TRAILING - BETWEEN * (lane.of - 1)
        lane_width = room // lane.of
        left = LEADING + lane.lane * (lane_width + BETWEEN)
        box = QRect(left, round(top), lane_width, round(top + height) - round(top))
        boxes.append(QRect() if lane.hidden else box)
    return boxes


def stacked_boxes(cards: tuple[Card, ...], width: int, kind: Kind) -> list[QRect]:
    """Where cards stand one below the other, as if the layout ran from the left."""
    boxes, top = [], 2 if kind == "tray" else 4
    for card in cards:
        height = theme.scaled(TRAY_HEIGHT)
        if kind == "order":
            height = theme.scaled(TRAVEL_HEIGHT if card.fill == "travel" else ORDER_HEIGHT)
        boxes.append(
            QRect(LEADING, top, width - LEADING - TRAILING, height - (2 if kind == "tray" else 0))
        )
        top += height + (2 if kind == "tray" else 8)
    return boxes


def picture(card: Card, size: QSize, widget: QWidget) -> QPixmap:
    """The card as it flies under the pointer: opaque, with the light of the widget it comes from."""
    ratio = widget.devicePixelRatioF()
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(widget.palette().color(QPalette.ColorRole.Base))
    painter = QPainter(made)
    brush = Brush.on(painter, widget).within(QRect(QPoint(0, 0), size))
    paint_card(brush, card, QStyle.StateFlag.State_Selected, keyboard=False)
    painter.end()
    return made
