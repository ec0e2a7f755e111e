"""What stands around the columns of the days: strips of the stops and heads of the days, hours, what is out of sight.

Drawn from the pane's columns; only the buttons at the foot can be used. Not here: the columns (`day_view`).
"""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QToolButton, QWidget

from briefer.gui import shown, theme, timeline
from briefer.gui.delegates.brush import Brush, painting
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import Column, Programme
from briefer.gui.models.day import Choice
from briefer.gui.models.drags import Target
from briefer.gui.timeline import Clock
from briefer.gui.views.card_list import CardList
from briefer.gui.views.day_view import DayView
from briefer.gui.views.days_area import DaysArea
from briefer.i18n import say, say_many

BAND, DAY_HEAD = 28, 30
LEAST_BAND = 24
"""Width of a stop's strip below which nothing of it is drawn: the sliver of a column at the edge."""
COVERED = 18
"""So near to the time that is dragged, an hour would be half covered by it: it is left out."""


class Pane(QWidget):
    """What the margins read of the pane that they stand around."""

    area: DaysArea
    choice: Choice
    clock: Clock
    time_cursor: float
    programme: Programme
    views: list[DayView]
    target: Target | None
    impossible: frozenset[UUID]

    @property
    def cursor_view(self) -> CardList | None:
        """The column in which the time cursor stands."""
        raise NotImplementedError

    def show_item(self, item: UUID) -> None:
        """Scroll to an item's card."""

    def night_below(self, y: float) -> bool:
        """Whether a height of a column is in a folded night."""
        raise NotImplementedError

    def show_nights(self, *, open_: bool | None = None) -> None:
        """Open or fold the nights."""


class Head(QWidget):
    """Strips of the stops and the heads of the days; the trays lie on it."""

    def __init__(self, pane: Pane, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = pane

    def _bands(self, columns: Sequence[Column]) -> list[tuple[int, int]]:
        """First and last column of each stop in turn."""
        bands: list[tuple[int, int]] = []
        for at, column in enumerate(columns):
            before = columns[at - 1].stop if at else None
            same = bands and column.stop and before and column.stop.id == before.id
            if same and self._pane.programme.dated:
                bands[-1] = (bands[-1][0], at)
            else:
                bands.append((at, at))
        return bands

    @property
    def _seen(self) -> QRect:
        """What is not scrolled away: the words of a strip stay in sight."""
        return QRect(-self.x(), 0, self._pane.area.viewport().width(), self.height())

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            self._paint(brush)

    def _paint(self, brush: Brush) -> None:
        painter, pane = brush.painter, self._pane
        painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.Base))
        columns, views = pane.programme.columns, pane.views
        band_height, head_height = theme.scaled(BAND), theme.scaled(DAY_HEAD)
        tray_top = band_height + head_height
        if pane.programme.dated and tray_top < self.height():
            tray = QRect(0, tray_top, self.width(), self.height() - tray_top)
            painter.fillRect(tray, brush.colour(QPalette.ColorRole.AlternateBase))
        seen = self._seen
        for first, last in self._bands(columns):
            both = views[first].geometry().united(views[last].geometry())
            left, right = max(both.left(), seen.left()), min(both.right(), seen.right())
            if right - left > theme.scaled(LEAST_BAND):
                inside = QRect(left + 3, 4, right - left - 5, band_height - 6)
                self._paint_band(brush, inside, columns[first])
        for column, view in zip(columns, views, strict=True):
            self._paint_day(
                brush, QRect(view.x() + 6, band_height, view.width() - 14, head_height), column
            )
        for view in views[1:]:
            edge = (
                view.x() - 1
                if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
                else view.geometry().right() + 1
            )
            painter.fillRect(
                QRect(edge, band_height + 4, 1, self.height()), brush.colour(QPalette.ColorRole.Mid)
            )
        painter.fillRect(
            QRect(0, self.height() - 1, self.width(), 1), brush.colour(QPalette.ColorRole.Mid)
        )

    def _paint_band(self, brush: Brush, box: QRect, column: Column) -> None:
        inside = brush.within(box)
        inside.rounded(box, 5, brush.colour(QPalette.ColorRole.Midlight))
        left, right = box.left() + 8, box.right() - 8
        small, quiet = theme.font("small"), brush.colour("secondary")
        room = (
            brush.painter.fontMetrics().horizontalAdvance(column.zone) + theme.scaled(12)
            if column.zone
            else 0
        )
        if right - left < room:  # of a stop that has just begun to come into sight
            return
        inside.text(
            QRect(right - room, box.top(), room, box.height()),
            column.zone,
            small,
            quiet,
            Qt.AlignmentFlag.AlignTrailing,
        )
        title = theme.font("label")
        title.setWeight(theme.font("title").weight())
        text = brush.colour(QPalette.ColorRole.Text)
        left += (
            inside.text(
                QRect(left, box.top(), right - left - room, box.height()), column.band, title, text
            )
            + 10
        )
        inside.text(
            QRect(left, box.top(), right - left - room - 6, box.height()),
            column.band_note,
            small,
            quiet,
        )

    def _paint_day(self, brush: Brush, box: QRect, column: Column) -> None:
        inside = brush.within(box)
        count = len(column.cards) + len(column.tray)
        quiet, small = brush.colour("secondary"), theme.font("small")
        words = say_many("{count} item", "{count} items", count).format(count=shown.digits(count))
        room = QFontMetrics(small).horizontalAdvance(words) + 4
        head = theme.font("head") if column.day else theme.font("label")
        if QFontMetrics(head).horizontalAdvance(column.head) + room + 8 > box.width():
            room = 0  # which day it is comes before how many stand there
        inside.text(
            QRect(box.right() - room, box.top(), room, box.height()),
            words,
            small,
            quiet,
            Qt.AlignmentFlag.AlignTrailing,
        )
        colour = (
            brush.colour("accent") if column.is_today else brush.colour(QPalette.ColorRole.Text)
        )
        inside.text(
            QRect(box.left() + 2, box.top(), box.width() - room - (6 if room else 0), box.height()),
            column.head,
            head,
            colour if column.day else quiet,
        )


class Gutter(QWidget):
    """The hours, the time cursor's time, and the times of what is being dragged."""

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.setToolTip(say("Click a night to open or fold it"))

    # Qt's own names

    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = (
            event.position().y()
            - self._pane.area.viewport().y()
            + self._pane.area.verticalScrollBar().value()
        )
        if self._pane.night_below(y) or self._pane.clock.begin == 0:
            self._pane.show_nights()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            self._paint(brush)

    def _paint(self, brush: Brush) -> None:
        painter, pane = brush.painter, self._pane
        painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.Base))
        top = pane.area.viewport().y()
        quiet, font = brush.colour("secondary"), theme.font("small")
        trailing = Qt.AlignmentFlag.AlignTrailing
        end = self.width() - theme.scaled(10)
        tray_top = theme.scaled(BAND) + theme.scaled(DAY_HEAD)
        if tray_top < top - 1:
            painter.fillRect(
                QRect(0, tray_top, self.width(), top - tray_top),
                brush.colour(QPalette.ColorRole.AlternateBase),
            )
            self._paint_no_time(brush, QRect(0, tray_top, end + 6, theme.scaled(28)))
        painter.fillRect(QRect(0, top - 1, self.width(), 1), brush.colour(QPalette.ColorRole.Mid))
        edge = brush.place(QRect(self.width() - 1, theme.scaled(BAND) + 4, 1, self.height()))
        painter.setClipRect(QRect(0, top, self.width(), self.height() - top))
        offset: int = top - pane.area.verticalScrollBar().value()
        clock = pane.clock
        pills = [(round(clock.y(at)) + offset, at, colour) for at, colour in self._pills()]
        half = theme.scaled(9)  # none is cut through at an edge
        pills = [pill for pill in pills if top + half <= pill[0] <= self.height() - half]
        for minute in timeline.hour_lines(clock):
            y = round(clock.y(minute)) + offset
            free = all(abs(y - pill) >= theme.scaled(COVERED) for pill, _at, _colour in pills)
            high = theme.scaled(18)
            whole = top <= y - high // 3 and y + high // 3 <= self.height()
            if free and whole and minute % 60 == 0 and (minute or not clock.begin):
                box = QRect(0, y - high // 2, end, high)
                brush.text(box, shown.hour(minute), font, quiet, trailing)
        if clock.begin:
            brush.text(
                QRect(0, offset, end, clock.morning - theme.scaled(8)),
                say("Night"),
                font,
                quiet,
                trailing,
            )
        for y, at, colour in pills:
            box = QRect(3, y - theme.scaled(8), self.width() - 6, theme.scaled(17))
            brush.rounded(box, 5, brush.colour(colour))
            brush.text(
                box,
                shown.hour(round(at)),
                font,
                brush.colour(QPalette.ColorRole.Base),
                Qt.AlignmentFlag.AlignHCenter,
            )
        painter.setClipping(False)
        painter.fillRect(edge, brush.colour(QPalette.ColorRole.Mid))

    def _paint_no_time(self, brush: Brush, box: QRect) -> None:
        """The name of the tray; in two lines where a language needs more room for it."""
        words, font, quiet = say("No time"), theme.font("small"), brush.colour("secondary")
        whole = QFontMetrics(font).horizontalAdvance(words) <= box.width()
        lines = [words] if whole else words.split(" ", 1)
        if not whole:
            font = theme.font("strip")
            box.setHeight(QFontMetrics(font).height())
        for line in lines:
            brush.text(box, line, font, quiet, Qt.AlignmentFlag.AlignTrailing)
            box.translate(0, theme.scaled(13))

    def _pills(self) -> list[tuple[float, str]]:
        pane = self._pane
        if pane.target:
            begin, length = pane.target.begin, pane.target.length
            colour = "danger" if pane.impossible else "accent"
            return [(begin, colour), (begin + length, colour)]
        return [(pane.time_cursor, "accent")] if pane.cursor_view else []


class _Told(QToolButton):
    """What is hidden in one column, in words: drawn here, since a style has no room for them in so low a button."""

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            role = QPalette.ColorRole.AlternateBase
            if self.underMouse():
                role = QPalette.ColorRole.Midlight
            brush.painter.fillRect(self.rect(), brush.colour(role))
            size, left = theme.scaled(13), theme.scaled(6)
            middle = self.height() // 2
            box = QRect(left, middle - size // 2, size, size)
            brush.icon(box, self._sign, brush.colour("secondary"))
            left += size + theme.scaled(4)
            words = QRect(left, 0, self.width() - left - theme.scaled(4), self.height())
            text = brush.colour(QPalette.ColorRole.Text)
            brush.text(words, self.text(), theme.font("small"), text)


class Foot(QWidget):
    """What stands below the visible part, one button a column; `above` it, the buttons lie over the columns."""

    def __init__(self, pane: Pane, *, above: bool = False) -> None:
        super().__init__(pane)
        self._above = above
        self._pane = pane
        self._buttons: list[_Told] = []

    def show_hidden(self, hidden: Sequence[tuple[QRect, int, Card]]) -> None:
        """Tell what is hidden there."""
        while len(self._buttons) < len(hidden):
            button = _Told("chevron-up" if self._above else "chevron-down", self)
            button.clicked.connect(lambda _checked=False, made=button: self._go(made))
            self._buttons.append(button)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(hidden))
            if at < len(hidden):
                box, count, card = hidden[at]
                title = shown.isolated(card.item.title)
                form = say("{count} later: {time} {title}")
                if self._above:
                    form = say("{count} earlier: {time} {title}")
                words = form.format(
                    count=shown.digits(count), time=shown.digits(card.item.start), title=title
                )
                button.setProperty("item", str(card.id))
                button.setText(words)
                button.setAccessibleName(words)
                # over cards no part of one peeps out
                top, bottom = (0, 0) if self._above else (1, 0)
                height = self.height() - top - bottom
                button.setGeometry(box.left() + 4, top, box.width() - 8, height)

        if self._above:
            shown_now = self._buttons[: len(hidden)]
            self.setVisible(bool(shown_now))
            seen = QRegion()
            for button in shown_now:
                seen += button.geometry()
            self.setMask(seen)

    def _go(self, button: QToolButton) -> None:
        item = UUID(button.property("item"))
        self._pane.choice.choose([item])
        self._pane.show_item(item)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.AlternateBase))
            if not self._above:
                brush.hairline(QRect(0, 0, self.width(), 1))
