"""The days side by side: columns of cards under one head, beside one clock; or stops, while no item has a day.

The pane owns what the columns share: clock, scale, time cursor, the way from column to column. It changes no record;
its signals say what somebody wants. Not here: one column (`day_view`), its arithmetic (`timeline`).
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QWidget,
)

from briefer.gui import theme, timeline
from briefer.gui.actions import names
from briefer.gui.delegates.cards import head_height
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import Column, Programme
from briefer.gui.models.day import Choice
from briefer.gui.models.drags import Dragged, Target
from briefer.gui.models.programme import kind_rules
from briefer.gui.timeline import Clock
from briefer.gui.trials import Verdict
from briefer.gui.views import day_boxes
from briefer.gui.views.card_list import CardList
from briefer.gui.views.cells import CellEdit, ReasonBar, Where
from briefer.gui.views.controls import tab_goes
from briefer.gui.views.day_view import DayView
from briefer.gui.views.days_area import DaysArea
from briefer.gui.views.days_margins import BAND, DAY_HEAD, Foot, Gutter, Head, Pane
from briefer.i18n import say

GUTTER, FOOT = 50, 25
LEAST_COLUMN = 176
NIGHT_RESTS = 600
"""Milliseconds that a drag rests on a folded night before it opens."""
MOST_IN_TRAY = 3
LOW = 640
"""Height of a window under which the trays fold to one line."""


TIME, TITLE = "time", "title"
"""What is typed on a card."""


class DaysPane(Pane):
    """The programme by day, or by stop."""

    opened = Signal()
    """Somebody wants the chosen item in its panel."""
    moved = Signal(object, object, object, bool)
    """What was dragged, the column, the `Target`, and whether it is copied."""
    file_let_go = Signal(object, object)
    """The path of a PDF file, and the id of the item that it was let go on, None between the cards."""
    stretched = Signal(object, float, float)
    """An item's id, the minutes by which its start moves, and its new length."""
    crowded = Signal(object)
    """Somebody wants to see the items that have no lane: the first of them."""
    judged = Signal(object, QPoint)
    """A `Verdict` on where something is being dragged to, and the point of the screen."""
    refused = Signal(str)
    """Why something cannot be dropped here."""
    cursor_moved = Signal()
    """The time cursor stands elsewhere."""
    told = Signal(str)
    """Where the keyboard has come to, for who cannot see it."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.clock = Clock()
        self.time_cursor = 9 * 60.0
        self.programme = Programme()
        self.tab_after: QWidget | None = None
        """From where Tab comes to the days, which are made later than what stands beside them."""
        self.views: list[DayView] = []
        self.trays: list[DayView] = []
        self.dragged_lengths: dict[UUID, int] = {}
        self.dragged_minutes = 60
        self._room = self._lines = 0
        self._entered = ""
        """The key of the column that had the keyboard last."""
        self._zoom: float | None = None
        self._nights = False
        self.target: Target | None = None
        self.impossible: frozenset[UUID] = frozenset()
        self.flying: frozenset[UUID] = frozenset()
        self._drag: tuple[Dragged, QPoint, bool] | None = None
        self.judge: Callable[[Dragged, Column, Target], Verdict] = lambda *_drag: Verdict()
        self.lent: Callable[[], int] = lambda: 0
        """The height that stands below the days for a while, and was theirs: the scale stays."""
        self.find_ends: Callable[[Dragged, Column], list[float]] = lambda *_drag: []
        self._refused = ""
        self._editor: CellEdit | None = None
        self._taking = False
        self.take_text: Callable[[Where, str], str] = lambda _where, _text: ""
        """Takes the time or title typed on a card; gives the sentence that says why it cannot be, or nothing."""
        self.begun: Callable[[CellEdit], object] = lambda _editor: None
        """Somebody types on a card from now on."""
        self._rest = QTimer(self, singleShot=True, interval=NIGHT_RESTS)
        self._rest.timeout.connect(lambda: self.show_nights(open_=True))
        self.setAccessibleName(names()["programme"])
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._content.setBackgroundRole(QPalette.ColorRole.Mid)  # the hairlines between the columns
        self._content.setAutoFillBackground(True)
        self.area = DaysArea(self, self._content)
        self.area.zoomed.connect(self._zoom_at)
        self.area.slid.connect(self._drag_again)
        self.area.fitted.connect(self._fit_room)
        self._head_window = QWidget(self)
        self._head = Head(self, self._head_window)
        self._gutter = Gutter(self)
        self._foot = Foot(self)
        self._above = Foot(self, above=True)
        self._reason = ReasonBar()
        self._reason.setParent(self)
        self._reason.said.connect(self._make_room)
        self._reason.wanted.connect(self._go_on_typing)
        self.area.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.choice.changed.connect(self._follow_choice)

    # ------------------------------------------------------------------------------------- showing

    def show_programme(self, programme: Programme) -> None:
        """Show other columns, or the same with other cards; place, choice and keyboard stay."""
        self.programme = programme
        self._match_views(len(programme.columns))
        self._lay_out()
        for view, tray, column in zip(self.views, self.trays, programme.columns, strict=True):
            view.kind = "clock" if programme.dated else "order"
            view.show_column(column, cards=column.cards)
            tray.show_column(column, cards=column.tray)
        self._lay_out()

    def zoom(self, step: int) -> None:
        """One scale larger (1) or smaller (-1)."""
        scales = timeline.SCALES
        at = min(range(len(scales)), key=lambda i: abs(scales[i] - self.clock.scale))
        self._zoom = scales[max(0, min(len(scales) - 1, at + step))]
        self._lay_out()

    def _zoom_at(self, step: int, at: float) -> None:
        """The minute under the pointer stays there."""
        bar = self.area.verticalScrollBar()
        minute = self.clock.minutes(at + bar.value())
        self.zoom(step)
        bar.setValue(round(self.clock.y(minute) - at))

    @property
    def scale(self) -> str:
        """The scale that was chosen; empty where it is the one that fits."""
        return f"{self._zoom:g}" if self._zoom else ""

    def show_scale(self, scale: str) -> None:
        """Take on a scale that was chosen before."""
        self._zoom = next((one for one in timeline.SCALES if f"{one:g}" == scale), None)
        self._lay_out()

    def fit(self) -> None:
        """The scale at which the unfolded hours can be seen at once."""
        self._zoom = None
        self._lay_out()

    def show_nights(self, *, open_: bool | None = None) -> None:
        """Open or fold the nights."""
        self._nights = not self._nights if open_ is None else open_
        self._lay_out()

    @property
    def column(self) -> Column | None:
        """The column that has the keyboard, else that of the chosen item, else the last that had it, else the first."""
        for view in (*self.views, *self.trays):
            if view.hasFocus():
                return view.column
        for view in (*self.views, *self.trays):
            if self.choice.current and view.box_of(self.choice.current):
                return view.column
        columns = self.programme.columns
        last = (column for column in columns if column.key == self._entered)
        return next(last, columns[0] if columns else None)

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the columns has the keyboard."""
        return any(view.hasFocus() for view in (*self.views, *self.trays))

    @property
    def cursor_view(self) -> CardList | None:
        """The column in which the time cursor stands: where a new item would go."""
        column = self.column if self._dated else None
        return next((view for view in self.views if column and view.column is column), None)

    def entered(self, view: CardList) -> None:
        """A column got the keyboard or lost it, or the time cursor stands elsewhere in it."""
        if view.hasFocus() and view.column:
            self._entered = view.column.key
        self._repaint()
        self._gutter.update()
        self.cursor_moved.emit()

    @property
    def snap(self) -> int:
        """Minutes that one step moves by."""
        return timeline.step(self.clock.scale)

    def columns_beside(self, item: UUID, step: int) -> Column | None:
        """The column at the left (-1) or right (1) of an item's, as seen."""
        side = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
        found = self.card(item)
        columns = self.programme.columns
        if found is None or found[0].column is None:
            return None
        at = columns.index(found[0].column) + side
        return columns[at] if 0 <= at < len(columns) else None

    def card(self, item: UUID) -> tuple[DayView, Card] | None:
        """The view and the card of an item."""
        for view in (*self.views, *self.trays):
            for card in view.cards:
                if card.id == item:
                    return view, card
        return None

    def take_keyboard(self) -> None:
        """Give the keyboard to the column of the chosen item."""
        self.keyboard_view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def keyboard_view(self) -> QWidget:
        """The column of the chosen item, else the first."""
        found = self.card(self.choice.current) if self.choice.current else None
        return found[0] if found else self.views[0] if self.views else self

    def edit_here(self, text: str, *, title: bool = False) -> None:
        """Open a small field on the chosen card, for a time or for the title."""
        found = self.card(self.choice.current) if self.choice.current else None
        if found is None:
            return
        view, card = found
        box = view.box_of(card.id) or QRect()
        self.accept()
        self._end_editing()
        where = Where(card.id, TITLE if title else TIME)
        name = names()["title"] if title else say("Time")
        editor = CellEdit(name, where, view.viewport())
        editor.told.connect(self._reason.say)
        editor.stored = card.item.title if title else ""
        editor.setText(text)
        editor.setGeometry(_field_on(box, card))
        editor.installEventFilter(self)
        editor.done.connect(self.accept)
        editor.destroyed.connect(lambda: self._forget(editor))
        self._editor = editor
        self.begun(editor)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if title:
            editor.selectAll()

    def accept(self) -> None:
        """Take what is typed on a card; what cannot be taken stays there."""
        editor = self._editor
        if editor is None or self._taking:
            return
        reason = ""
        if editor.touched:
            self._taking = True
            reason = self.take_text(editor.where, editor.text())
            self._taking = False
        if reason:
            editor.refuse(reason)
        elif editor is self._editor:
            self._end_editing()

    # --------------------------------------------------------------------- what the columns ask for

    def beside(self, view: CardList, step: int) -> None:
        """Go to the column at the left or right, to the item nearest in height."""
        side = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
        row = self.trays if view in self.trays else self.views
        at = next(at for at, one in enumerate(row) if one is view) + side
        if not 0 <= at < len(row):
            return
        box = view.box_of(self.choice.current) if self.choice.current else None
        target = row[at]
        y = box.center().y() if box else round(self.clock.y(self.time_cursor))
        nearest = target.nearest(y)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choice.choose([nearest] if nearest else [])
        self.area.show_column(at)
        if nearest:
            self.reveal(target, target.box_of(nearest) or QRect())

    def to_end(self, *, last: bool) -> None:
        """Go to the first or last item of the visit."""
        views = [view for view in (reversed(self.views) if last else self.views) if view.cards]
        if views:
            card = views[0].cards[-1 if last else 0]
            views[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.choice.choose([card.id])
            self.reveal(views[0], views[0].box_of(card.id) or QRect())

    def move_cursor(self, view: CardList, step: int) -> None:
        """Move the time cursor by the snap."""
        grid = timeline.step(self.clock.scale)
        self.time_cursor = max(
            0, min(self.clock.length - grid, self.time_cursor // grid * grid + step * grid)
        )
        self.reveal(view, QRect(0, round(self.clock.y(self.time_cursor)), 1, 1))
        self.entered(view)

    def begin_typing(self, text: str) -> None:
        """Somebody began to type a time."""
        self.edit_here(text)

    def reveal(self, view: CardList, box: QRect) -> None:
        """Scroll so that a box of a column can be seen."""
        row = self.trays if view in self.trays else self.views
        self.area.show_column(next(at for at, one in enumerate(row) if one is view))
        if row is self.trays:
            return
        top = view.mapTo(self._content, box.topLeft()).y()
        self.area.show_height(top)
        if box.height() < self.area.viewport().height():
            self.area.show_height(top + box.height())

    def show_target(
        self, view: CardList | None, target: Target | None, dragged: Dragged | None, at: QPoint
    ) -> None:
        """Show in the gutter the times of what is being dragged; scroll near an edge; open a night it rests on."""
        self.target = (
            target if view and view.kind == "clock" and target and not target.onto else None
        )
        for other in (*self.views, *self.trays):
            if other is not view and other.target:
                other.target = None
                other.viewport().update()
        if target:
            self._refused = ""
        self._show_verdict(view, target, dragged, at)
        if self.target and view:
            folded = self.target.begin < self.clock.begin or self.target.begin > self.clock.end
            if folded and not self._rest.isActive():
                self._rest.start()
            elif not folded:
                self._rest.stop()
        else:
            self._rest.stop()
        if view is None or target is None:
            self._drag = None
            self.area.drag_at(None)
        self._gutter.update()

    def drag(self, dragged: Dragged, at: QPoint, *, fine: bool) -> None:
        """Something is dragged at a point of the screen; while it rests at an edge, what lies there scrolls by."""
        self._drag = (dragged, at, fine)
        inside = self.area.viewport().mapFromGlobal(at)
        self.area.drag_at(inside, turns=dragged.kind != "edge")

    def _drag_again(self) -> None:
        """Show where a drag that rests would go, now that something else lies below it."""
        if self._drag is None:
            return
        dragged, at, fine = self._drag
        if dragged.kind == "edge":
            for view in self.views:
                view.drag_edge(at, fine=fine)
        else:
            self.view_below(at).hover(dragged, at, fine=fine)

    def view_below(self, at: QPoint) -> DayView:
        """The column at a point of the screen, or its tray; the nearest where there is none."""
        row = self.trays if self.area.viewport().mapFromGlobal(at).y() < 0 else self.views
        x = self._content.mapFromGlobal(at).x()
        return min(row, key=lambda view: abs(view.geometry().center().x() - x))

    def let_go(self, dragged: Dragged, at: QPoint, *, fine: bool, copy: bool) -> bool:
        """Let something go at a point of the screen; False where it cannot be."""
        return self.view_below(at).let_go(dragged, at, fine=fine, copy=copy)

    def tell(self, words: str) -> None:
        """Say where the keyboard has come to."""
        self.told.emit(words)

    def _show_verdict(
        self, view: CardList | None, target: Target | None, dragged: Dragged | None, at: QPoint
    ) -> None:
        verdict = Verdict()
        if view and view.column and target and dragged:
            verdict = self.judge(dragged, view.column, target)
        if verdict.items != self.impossible:
            self.impossible = verdict.items
            self._repaint()
        self.judged.emit(verdict, at)

    def fly(self, items: Iterable[UUID]) -> None:
        """Say which items are being dragged: what stays of them is faint."""
        self.flying = frozenset(items)
        if not self.flying:
            self.show_target(None, None, None, QPoint())
        self._repaint()

    def refuse(self, reason: str) -> None:
        """Say why something cannot be let go here; once, however long it hovers."""
        if reason != self._refused:
            self._refused = reason
            self.refused.emit(reason)

    def ends(self, view: CardList, dragged: Dragged) -> list[float]:
        """Minutes that a card's top may snap to besides the grid."""
        return self.find_ends(dragged, view.column) if view.column else []

    def _repaint(self) -> None:
        for view in (*self.views, *self.trays):
            view.viewport().update()

    def length_of(self, dragged: Dragged) -> int:
        """How many minutes long what is dragged will be."""
        if dragged.kind == "item" and dragged.ids:
            found = self.card(dragged.ids[0])
            if found and found[1].begin is not None:
                return max(5, round(found[1].finish - found[1].begin))
        if dragged.kind == "person":
            return kind_rules()["courtesy call"].minutes
        return kind_rules()["meeting"].minutes

    def dropped(self, view: CardList, dragged: Dragged, target: Target, *, copy: bool) -> None:
        """Something was let go on a column."""
        self.show_target(None, None, None, QPoint())
        if view.column:
            self.moved.emit(dragged, view.column, target, copy)

    def take_file(self, path: Path, item: UUID | None) -> None:
        """A PDF file was let go on an item, or between them."""
        self.file_let_go.emit(path, item)

    def resized(self, item: UUID, shift: float, length: float) -> None:
        """An edge of a card was dragged: its start by some minutes, to another length."""
        self.stretched.emit(item, shift, length)

    def night_below(self, y: float) -> bool:
        """Whether a height of a column is in a folded night."""
        minutes = self.clock.minutes(y)
        return self.programme.dated and not (self.clock.begin <= minutes <= self.clock.end)

    # --------------------------------------------------------------------------------- arrangement

    def _match_views(self, count: int) -> None:
        while len(self.views) > count:
            for view in (self.views.pop(), self.trays.pop()):
                view.hide()
                view.deleteLater()
        while len(self.views) < count:
            view = DayView(self, self.choice, "clock", self._content)
            tray = DayView(self, self.choice, "tray", self._head)
            self.views.append(view)
            self.trays.append(tray)
            for each in (view, tray):
                each.opened.connect(self.opened)
                each.crowded.connect(self.crowded)
                each.show()
        anchor = [self.tab_after] if self.tab_after else []
        tab_goes(*anchor, *self.trays, *self.views)

    @property
    def _dated(self) -> bool:
        return self.programme.dated

    def _head_height(self) -> int:
        return theme.scaled(BAND) + theme.scaled(DAY_HEAD) + self._tray_height()

    @property
    def tray_lines(self) -> int:
        """How many lines the trays of the columns in sight have: one in a low window."""
        most = max((len(column.tray) for column in self._seen), default=0)
        low = self.window().height() < theme.scaled(LOW)
        return min(most, 1 if low else MOST_IN_TRAY) if self._dated else 0

    @property
    def _seen(self) -> tuple[Column, ...]:
        """The columns in sight."""
        count = max(1, self.area.viewport().width() // theme.scaled(LEAST_COLUMN))
        return self.programme.columns[self.area.first : self.area.first + count]

    def _tray_height(self) -> int:
        return day_boxes.tray_height(self.tray_lines)

    def _lay_out(self) -> None:
        self._lines = self.tray_lines
        gutter = theme.scaled(GUTTER) if self._dated else 0
        head, foot = self._head_height(), theme.scaled(FOOT) if self._dated else 0
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        told = self._reason.height_for(self.width())
        below = foot + told
        margins = (0, head, gutter, below) if right_to_left else (gutter, head, 0, below)
        self.area.set_margins(*margins)
        self._set_clock(told + self.lent())
        count = max(1, len(self.views))
        height = self._content_height()
        room = self._room = self.area.viewport().width()
        seen = min(count, max(1, room // theme.scaled(LEAST_COLUMN)))
        width = room // seen
        self._content.resize(width * (count - seen) + room, height)
        self.area.set_column(width)
        direction = self.layoutDirection()
        for at, (view, tray) in enumerate(zip(self.views, self.trays, strict=True)):
            last = at == count - 1
            rest = self._content.width() - width * at if last else width
            box = QRect(width * at, 0, rest - (0 if last else 1), height)
            if right_to_left:
                box.moveRight(self._content.width() - 1 - width * at)
            view.setLayoutDirection(direction)
            view.setGeometry(box)
            view.lay_out()
            tray.setVisible(self._dated and self._tray_height() > 0)
            tray.setGeometry(
                QRect(
                    box.left(),
                    theme.scaled(BAND) + theme.scaled(DAY_HEAD),
                    box.width(),
                    self._tray_height(),
                )
            )
            tray.lay_out()
        self._place_margins(gutter, head, foot, right_to_left=right_to_left)
        self._place_editor()

    def _place_editor(self) -> None:
        """What is typed in stands on its card, which has another place or width."""
        found = self.card(self._editor.where.record) if self._editor else None
        if found and self._editor and found[0].isAncestorOf(self._editor):
            box = found[0].box_of(found[1].id)
            if box:
                self._editor.setGeometry(_field_on(box, found[1]))

    def _make_room(self) -> None:
        """Why a time is refused stands below the columns, and covers none; who types sees the field."""
        at = self.area.verticalScrollBar().value()
        self._lay_out()
        self.area.verticalScrollBar().setValue(at)
        if self._reason.words and self._editor and self._editor.hasFocus():
            self._show_editor()

    def _show_editor(self) -> None:
        """Scroll to the field on a card."""
        for view in self.views:
            if self._editor and view.isAncestorOf(self._editor):
                self.reveal(view, self._editor.geometry())

    def _go_on_typing(self) -> None:
        if self._editor:
            self._show_editor()
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_room(self) -> None:
        """A bar has come or gone beside the columns."""
        if self.area.viewport().width() != self._room:
            self._lay_out()

    def _set_clock(self, told: int) -> None:
        """`told` is the height of a sentence at the foot, which comes and goes: the scale stays."""
        programme = self.programme
        begin, end = (0, 1440) if self._nights else (programme.begin, programme.end)
        folds = theme.scaled(timeline.MORNING_FOLD), theme.scaled(timeline.EVENING_FOLD)
        scale = self._zoom or timeline.fit(
            programme.begin, programme.end, self.area.viewport().height() + told, sum(folds)
        )
        length = max((column.length for column in programme.columns), default=1440)
        self.clock = Clock(begin, length if end >= 1440 else end, scale, length, *folds)

    def _content_height(self) -> int:
        if self._dated:
            return round(self.clock.height)
        for view in self.views:
            view.lay_out()
        return max([self.area.viewport().height(), *(view.content_height() for view in self.views)])

    def _place_margins(self, gutter: int, head: int, foot: int, *, right_to_left: bool) -> None:
        inside = self.rect()
        view = self.area.viewport().geometry()
        self._head_window.setGeometry(QRect(view.left(), inside.top(), view.width(), head))
        self._head.resize(self._content.width(), head)
        gutter_left = view.right() + 1 if right_to_left else inside.left()
        self._gutter.setGeometry(
            QRect(gutter_left, inside.top(), gutter, view.bottom() + 1 - inside.top())
        )
        told = self._reason.height_for(inside.width())
        self._reason.setGeometry(QRect(inside.left(), view.bottom() + 1, inside.width(), told))
        top = view.bottom() + 1 + told
        self._foot.setGeometry(QRect(inside.left(), top, inside.width(), foot))
        above = QRect(view.left(), view.top(), view.width(), theme.scaled(FOOT))
        self._above.setGeometry(above)
        for widget in (self._gutter, self._foot):
            widget.setVisible(self._dated)
        self._scrolled()

    def _scrolled(self) -> None:
        if self.tray_lines != self._lines:
            self._change_tray()
        self._head.move(self._content.x(), 0)
        self._head.update()
        self._gutter.update()
        self._foot.show_hidden(self._hidden(above=False))
        self._above.show_hidden(self._hidden(above=True))

    def _change_tray(self) -> None:
        """Other columns are in sight, with more or fewer items without a time; the hours stay where they are."""
        before, bar = day_boxes.tray_height(self._lines), self.area.verticalScrollBar()
        at = bar.value()
        self._lay_out()
        bar.setValue(at + day_boxes.tray_height(self._lines) - before)

    def _hidden(self, *, above: bool) -> list[tuple[QRect, int, Card]]:
        """What stands outside the visible part: where its column is, how many, and the nearest of them."""
        top = self.area.verticalScrollBar().value()
        bottom = top + self.area.viewport().height()
        found = []
        for view in self.views:
            boxes = [(card, view.box_of(card.id) or QRect()) for card in view.cards]
            there = [
                card
                for card, box in boxes
                if box.height()
                and (box.bottom() <= top + 8 if above else box.top() >= bottom - 8)
                and not card.torn_before
            ]
            left = view.x() + self._content.x()
            seen = -view.width() < left - 1 and left < self.area.viewport().width()
            if there and self._dated and seen:
                left += 0 if above else self.area.viewport().x()
                nearest = there[-1] if above else there[0]
                found.append((QRect(left, 0, view.width(), 0), len(there), nearest))
        return found

    def show_item(self, item: UUID) -> None:
        """Scroll to an item's card."""
        if found := self.card(item):
            self.reveal(found[0], found[0].box_of(item) or QRect())

    def _chosen_in_sight(self) -> tuple[DayView, UUID] | None:
        """The column and id of the chosen item, where its card is seen."""
        found = self.card(self.choice.current) if self.choice.current else None
        if found is None or found[0].column not in self._seen:
            return None
        view, card = found
        if view in self.views:
            box = view.box_of(card.id) or QRect()
            top = self.area.verticalScrollBar().value()
            if not top <= box.top() <= box.bottom() <= top + self.area.viewport().height():
                return None
        return view, card.id

    def _follow_choice(self) -> None:
        found = self.card(self.choice.current) if self.choice.current else None
        if found and found[1].begin is not None:
            self.time_cursor = min(found[1].finish, self.clock.length - 15)
        self._gutter.update()

    def _forget(self, editor: CellEdit) -> None:
        if self._editor is editor:  # its column is gone
            self._editor = None
            self._reason.say("")

    def _end_editing(self) -> None:
        if self._editor:
            editor, self._editor = self._editor, None
            view = next(
                (one for one in (*self.views, *self.trays) if one.isAncestorOf(editor)), None
            )
            had_keyboard = editor.hasFocus()
            editor.removeEventFilter(self)
            self._reason.say("")
            editor.hide()
            editor.deleteLater()
            if had_keyboard and view:
                view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self._editor and typed and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._end_editing()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()  # here, so that the column below does not see the key
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kept = self._chosen_in_sight()
        self.area.setGeometry(self.rect())
        self._lay_out()
        if kept:  # what opens beside or below the days covers not what it is about
            view, item = kept
            self.reveal(view, view.box_of(item) or QRect())


def _field_on(box: QRect, card: Card) -> QRect:
    """Where the field stands that a card is typed in: over its time and title, or all of a low card."""
    place = box.adjusted(-1, -1, 1, 0)
    place.setHeight(max(theme.scaled(28), head_height(card, box.width(), box.height()) + 2))
    return place
