"""The stops of a visit as a bar over its days; a click on one chooses it.

It repeats to the eye what the list below it says, so that it takes no keyboard. Not here: what stands where
(`models.stop_bar`).
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, painting
from briefer.gui.models.stop_bar import StopBar, Stretch
from briefer.i18n import say

HEAD, BAND, BETWEEN = 22, 30, 3
"""Heights of the days and of a stop, and what is between two lanes, at 10 pt type."""
SIGN = 14
"""Side of the sign of a carrier."""
INSET = 8


class Box(NamedTuple):
    """A stretch where it is drawn, as if the bar ran from the left."""

    stretch: Stretch
    box: QRect


class StopBarView(QWidget):
    """The bar; hidden while no stop has days of its own."""

    chosen = Signal(object)
    """The id of a stop that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = StopBar()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def show_bar(self, bar: StopBar) -> None:
        """Show another bar."""
        if bar == self._bar:
            return
        self._bar = bar
        self.setAccessibleName(say("Stops over the days: {stops}").format(stops=bar.words))
        self.setVisible(bool(bar.stretches))
        self.updateGeometry()
        self.update()

    def boxes(self) -> list[Box]:
        """Every stretch where it is drawn. The sign of a way has its room, and the stops beside it yield."""
        bar, width = self._bar, self.width()
        found = []
        for one in bar.stretches:
            top = theme.scaled(HEAD) + one.lane * (theme.scaled(BAND) + BETWEEN)
            left, right = (round(at * width / len(bar.days)) for at in (one.begin, one.end))
            sign = theme.scaled(SIGN) + 4 if one.stop is None else 0
            if right - left < sign:
                left = min(max(0, (left + right - sign) // 2), width - sign)
                right = left + sign
            found.append(Box(one, QRect(left, top, right - left, theme.scaled(BAND))))
        ways = [one.box for one in found if one.stretch.stop is None]
        return [Box(one, _beside(box, ways) if one.stop else box) for one, box in found]

    def _at(self, box: QRect) -> QRect:
        """A box as it stands in the direction of reading."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return box
        return QRect(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())

    def _paint_days(self, brush: Brush) -> None:
        days, font = self._bar.days, theme.font("label")
        metrics, width = QFontMetrics(font), self.width() / len(days)
        for at, words in self._heads(int(width) - INSET, metrics):
            box = QRect(round(at * width), 0, round((at + 1) * width) - round(at * width), 0)
            wide = max(metrics.horizontalAdvance(words) + 2, box.width())
            centre = Qt.AlignmentFlag.AlignHCenter
            box = QRect(box.left() - (wide - box.width()) // 2, 0, wide, theme.scaled(HEAD) - 2)
            brush.text(box, words, font, brush.colour("secondary"), centre)
        for at, (before, day) in enumerate(pairwise(days), 1):
            if width >= 6 or day - before > timedelta(1):
                brush.hairline(QRect(round(at * width), 0, 1, self.height()))
            if day - before > timedelta(1):  # days between are left out
                brush.hairline(QRect(round(at * width) + 3, 0, 1, self.height()))

    def _heads(self, room: int, metrics: QFontMetrics) -> Iterator[tuple[int, str]]:
        """The days whose names have room, each with the shortest that tells them apart."""
        days = self._bar.days
        wide = metrics.horizontalAdvance
        months = {at for at, day in enumerate(days) if at == 0 or day.month != days[at - 1].month}
        full = [
            shown.day(day, "EEE d MMM" if at in months else "EEE d") for at, day in enumerate(days)
        ]
        if max(map(wide, full)) <= room:
            yield from enumerate(full)
            return
        short = [shown.day(day, "EEE d") for day in days]
        if max(map(wide, short)) <= room:
            yield from enumerate(short)
            return
        plain = [shown.digits(day.day) for day in days]
        every = -(-(wide(shown.digits(88)) + INSET) // max(1, room + INSET))
        yield from ((at, words) for at, words in enumerate(plain) if at % every == 0)

    def _paint_stop(self, brush: Brush, one: Stretch, box: QRect) -> None:
        base, accent = brush.colour(QPalette.ColorRole.Base), brush.colour("accent")
        inside = box.adjusted(1, 1, -1, -1)
        brush.rounded(inside.adjusted(-1, 0, 1, 0), 0, base)  # no line of a day shows at its ends
        brush.rounded(inside, 5, theme.mix(accent, theme.TINTS["row"], base))
        small, title = theme.font("small"), theme.font("label")
        title.setWeight(theme.font("title").weight())
        inset = min(INSET, box.width() // 12)
        left, right = inside.left() + inset, inside.right() - inset
        text = brush.colour(QPalette.ColorRole.Text)
        taken = brush.text(
            QRect(left, box.top(), right - left, box.height()), one.title, title, text
        )
        zone = QFontMetrics(small).horizontalAdvance(one.zone) + 2
        if one.zone and right - left - taken >= zone + INSET:
            place = QRect(right - zone, box.top(), zone, box.height())
            trailing = Qt.AlignmentFlag.AlignTrailing
            brush.text(place, one.zone, small, brush.colour("secondary"), trailing)

    def _paint_way(self, brush: Brush, one: Stretch, box: QRect) -> None:
        brush.painter.fillRect(brush.place(box), brush.colour(QPalette.ColorRole.Base))
        side = theme.scaled(SIGN)
        place = QRect(0, 0, side, side)
        place.moveCenter(box.center())
        brush.icon(place, one.icon, brush.colour("secondary"))

    # Qt's own names

    def sizeHint(self) -> QSize:
        lanes = max((one.lane for one in self._bar.stretches), default=0) + 1
        height = theme.scaled(HEAD) + lanes * (theme.scaled(BAND) + BETWEEN)
        return QSize(theme.scaled(200), height)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = next(
                (
                    b.stretch.words
                    for b in reversed(self.boxes())
                    if self._at(b.box).contains(event.pos())
                ),
                "",
            )
            QToolTip.showText(event.globalPos(), shown.tip(words), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for one in self.boxes():
            if one.stretch.stop and self._at(one.box).contains(event.position().toPoint()):
                self.chosen.emit(one.stretch.stop)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._bar.days:
            return
        with painting(self) as brush:
            self._paint_days(brush)
            for one in self.boxes():
                paint = self._paint_stop if one.stretch.stop else self._paint_way
                paint(brush, one.stretch, one.box)


def _beside(box: QRect, ways: Iterable[QRect]) -> QRect:
    """What is left of a stop between the ways that reach into its ends."""
    found = QRect(box)
    for way in ways:
        if not way.intersects(box):
            continue
        if way.center().x() < box.center().x():
            found.setLeft(max(found.left(), way.right() + 1))
        else:
            found.setRight(min(found.right(), way.left() - 1))
    return found
