"""One column of the programme to be dragged in: cards that fly to other times and columns, edges, things dropped.

Not here: the cards as a list (`card_list`), the columns together (`days_pane`), what a drop does
(`programme_commands`).
"""

from itertools import islice
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QStyle, QWidget

from briefer.gui import theme, timeline
from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.cards import paint_card
from briefer.gui.models.cards import Card
from briefer.gui.models.day import CARD_ROLE, Choice
from briefer.gui.models.drags import FILE, Dragged, Target, dropped_pdf, pack, unpack
from briefer.gui.pasted import holds_programme, of_programme
from briefer.gui.views.card_list import CardList, Pane
from briefer.gui.views.controls import locked
from briefer.gui.views.day_boxes import Kind
from briefer.i18n import say

EDGE, STRIP_EDGE = 5, 3
SHADOW = 14
"""Pixels around a card that flies."""
RECORDS = ("institution", "person", "note")
"""What may be let go on a card."""
TAKEN = ("item", FILE, *RECORDS)


class DayView(CardList):
    """The cards of one column, to be dragged and dropped."""

    def __init__(self, pane: Pane, choice: Choice, kind: Kind, parent: QWidget) -> None:
        super().__init__(pane, choice, kind, parent)
        self._edge: tuple[int, bool] | None = None  # row, and whether its end is dragged
        self._edge_at: tuple[float, float] = (0, 0)
        self._pressed = QPoint()
        self.setDragEnabled(True)
        self.setAcceptDrops(True)

    def _edge_below(self, point: QPoint) -> tuple[int, bool] | None:
        """The row whose edge is at a point, and whether it is its lower one."""
        if self.kind != "clock" or locked(self):
            return None
        for row, box in enumerate(self._boxes):
            turned = self._turned(box)
            card = self.cards[row]
            zone = STRIP_EDGE if box.height() < theme.scaled(20) else EDGE
            if not turned.contains(point) or card.torn_after or card.torn_before:
                continue
            if point.y() > turned.bottom() - zone:
                return row, True
            if point.y() < turned.top() + zone and box.height() > 3 * zone:
                return row, False
        return None

    def drag_edge(self, at: QPoint, *, fine: bool) -> None:
        """Show the edge that is being dragged, if one is, at a point of the screen."""
        if self._edge is None:
            return
        row, at_end = self._edge
        card = self.cards[row]
        y = self.viewport().mapFromGlobal(at).y()
        minute = timeline.snapped(self.pane.clock.minutes(y), self.pane.clock, fine=fine)
        begin, end = card.begin or 0, card.finish
        if at_end:
            end = max(minute, begin + 5)
        else:
            begin = min(minute, end - 5)
        self._edge_at = (begin, end)
        dragged = Dragged("edge", (card.id,))
        self._set_target(Target(begin, round(end - begin)), dragged, at)
        self.pane.drag(dragged, at, fine=fine)

    def _let_edge_go(self) -> None:
        self._edge = None
        self._set_target(None)

    def _set_target(
        self, target: Target | None, dragged: Dragged | None = None, at: QPoint | None = None
    ) -> None:
        self.target = target
        self.pane.show_target(self, target, dragged, at or QPoint())
        self.viewport().update()

    def _target_of(self, dragged: Dragged, point: QPoint, *, fine: bool) -> Target:
        length = self.pane.length_of(dragged)
        row = self._row_at(point)
        if dragged.kind in (*RECORDS, FILE) and row >= 0:
            return Target(onto=self.cards[row].id, row=row)
        if self.kind == "tray":
            return Target(-1, length, row=len(self.cards))
        if self.kind == "order":
            before = [at for at, box in enumerate(self._boxes) if box.center().y() < point.y()]
            return Target(length=length, row=len(before))
        clock = self.pane.clock
        top = clock.minutes(max(0, point.y() - dragged.grip))
        ends = self.pane.ends(self, dragged)
        return Target(timeline.snapped(top, clock, fine=fine, ends=ends), length)

    def hover(self, dragged: Dragged, at: QPoint, *, fine: bool) -> bool:
        """Show where what is dragged at a point of the screen would go; False where it cannot be let go."""
        target = self._target_of(dragged, self.viewport().mapFromGlobal(at), fine=fine)
        there = dragged.kind not in ("note", FILE) or target.onto is not None
        if there:
            self._set_target(target, dragged, at)
        else:
            self._set_target(None)
            if dragged.kind == "note":
                self.pane.refuse(say("Drop a note on an item."))
        self.pane.drag(dragged, at, fine=fine)
        return there or dragged.kind == FILE  # which is an annex of the visit elsewhere

    def let_go(self, dragged: Dragged, at: QPoint, *, fine: bool, copy: bool) -> bool:
        """Let what is dragged go at a point of the screen; False where it cannot be."""
        target = self._target_of(dragged, self.viewport().mapFromGlobal(at), fine=fine)
        if dragged.kind == "note" and target.onto is None:
            return False
        self.pane.dropped(self, dragged, target, copy=copy)
        return True

    def _carried(self, data: QMimeData) -> Dragged | None:
        """What a drag carries, where it is something for a programme that may be changed."""
        dragged = Dragged(FILE, ()) if dropped_pdf(data) else unpack(data)
        return dragged if dragged and dragged.kind in TAKEN and not locked(self) else None

    def _hidden_below(self, point: QPoint) -> UUID | None:
        """The first of the cards that a "+3" under the pointer stands for."""
        hidden = iter(card for card in self.cards if not self.box_of(card.id))
        for box, count in self.crowds():
            some = [card.id for card in islice(hidden, count)]
            if box.contains(point) and some:
                return some[0]
        return None

    # Qt's own names

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.kind == "clock":
            self.pane.time_cursor = timeline.snapped(
                self.pane.clock.minutes(point.y()), self.pane.clock
            )
        self._pressed = point
        edge = self._edge_below(point) if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)
        self._edge = edge
        if self._row_at(point) < 0:
            if self._hidden_below(point):
                return  # what it opens comes when the button is let go, or Qt would choose nothing there
            if self.kind == "clock" and self.pane.night_below(point.y()):
                self.pane.show_nights(open_=True)
            self.choice.choose(())
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pane.entered(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._edge and event.buttons() & Qt.MouseButton.LeftButton:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.drag_edge(event.globalPosition().toPoint(), fine=fine)
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
            card = self.cards[self._edge[0]]
            self._let_edge_go()
            begin, end = self._edge_at
            self.pane.resized(card.id, begin - (card.begin or 0), end - begin)
            return
        self._edge = None
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        hidden = self._hidden_below(point)
        if hidden and hidden == self._hidden_below(self._pressed) and self._row_at(point) < 0:
            self.crowded.emit(hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._edge and event.key() == Qt.Key.Key_Escape:
            self._let_edge_go()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if self._edge or locked(self):
            return
        index = self.currentIndex()
        if not index.isValid() or not self.choice.items:
            return
        box = self.visualRect(index)
        grip = max(0, self._pressed.y() - box.top())  # where it was taken, not where it is by now
        card: Card = index.data(CARD_ROLE)
        ids = (card.id, *(id_ for id_ in self.choice.items if id_ != card.id))
        drag = QDrag(self)
        chosen = [one for one in self.cards if one.id in ids]
        drag.setMimeData(pack(Dragged("item", ids, grip), [one.in_words for one in chosen]))
        drag.setPixmap(picture(card, box.size(), self))
        drag.setHotSpot(QPoint(self._pressed.x() - box.left() + SHADOW, grip + SHADOW))
        both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        self.pane.fly(ids)
        drag.exec(actions | both, Qt.DropAction.MoveAction)
        self.pane.fly(())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._carried(event.mimeData()):
            event.acceptProposedAction()
            return
        if event.source() is None and holds_programme(event.mimeData()) and not locked(self):
            self.pane.tell(of_programme())
        event.ignore()  # the window takes it, wherever it is let go

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        dragged = self._carried(event.mimeData())
        if dragged is None:
            event.ignore()
            return
        at = self.viewport().mapToGlobal(event.position().toPoint())
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.hover(dragged, at, fine=fine):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._set_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = self._carried(event.mimeData())
        self._set_target(None)
        if dragged is None:
            return
        point = event.position().toPoint()
        if path := dropped_pdf(event.mimeData()):
            row = self._row_at(point)
            self.pane.take_file(path, self.cards[row].id if row >= 0 else None)
            event.acceptProposedAction()
            return
        at = self.viewport().mapToGlobal(point)
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        copy = event.dropAction() == Qt.DropAction.CopyAction and dragged.kind == "item"
        if self.pane.let_go(dragged, at, fine=fine, copy=copy):
            event.acceptProposedAction()


def picture(card: Card, size: QSize, widget: QWidget) -> QPixmap:
    """The card as it flies under the pointer: opaque, with a shadow, with the light of the widget it comes from."""
    ratio = widget.devicePixelRatioF()
    made = QPixmap((size + QSize(2 * SHADOW, 2 * SHADOW)) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    box = QRect(QPoint(SHADOW, SHADOW), size)
    brush = Brush.on(painter, widget).within(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.shadow(box, 7, SHADOW - 3)
    brush.rounded(box, 7, widget.palette().color(QPalette.ColorRole.Base))
    state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
    paint_card(brush, card, state, keyboard=False)
    painter.end()
    return made
