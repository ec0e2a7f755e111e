"""What is drawn below and over the cards of a column: hours and nights, where a drop would go, "+3", the time cursor.

Not here: the cards (`delegates.cards`), where anything stands (`views.day_boxes`).
"""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette

from briefer.gui import shown, theme, timeline
from briefer.gui.delegates.brush import Brush, dashed, lines
from briefer.gui.timeline import Clock
from briefer.i18n import say


def paint_hours(brush: Brush, clock: Clock, own: Iterable[tuple[int, str]]) -> None:
    """The lines of the hours and the folded nights; at the end edge the column's `own` hours after clocks changed."""
    painter, width = brush.painter, brush.box.width()
    night = brush.colour(QPalette.ColorRole.AlternateBase)
    if theme.is_dark(brush.palette):
        night = brush.colour(QPalette.ColorRole.Window)
    if clock.begin:
        painter.fillRect(QRect(0, 0, width, clock.morning), night)
    top = round(clock.y(clock.end))
    painter.fillRect(QRect(0, top, width, round(clock.height) - top), night)
    for minute in timeline.hour_lines(clock):
        brush.hairline(QRect(0, round(clock.y(minute)), width, 1))
    font, trailing = theme.font("strip"), Qt.AlignmentFlag.AlignTrailing
    for minute, local in own:
        box = QRect(0, round(clock.y(minute)) - 8, width - 2, 16)
        words = QFontMetrics(font).horizontalAdvance(local) + 6
        behind = QRect(box.right() - words, box.top(), words + 3, box.height())
        painter.fillRect(brush.place(behind), brush.colour(QPalette.ColorRole.Base))
        brush.text(box, local, font, brush.colour("accent"), trailing)


def paint_notes(brush: Brush, notes: Iterable[tuple[int, str]]) -> None:
    """What the column says of its clocks, below its cards."""
    font, accent = theme.font("small"), brush.colour("accent")
    size, height = theme.scaled(12), theme.scaled(18)
    for y, words in notes:
        top = max(3, y - height // 2)
        box = QRect(8, top, brush.box.width() - 16, height)
        sign = QRect(box.left(), box.center().y() - size // 2 + 1, size, size)
        brush.icon(sign, "clock", accent)
        inside = box.adjusted(size + 5, 0, 0, 0)
        brush.text(inside, words, font, accent)


def night_words(clock: Clock, night: str) -> str:
    """What the band of a folded night says where it has the keyboard."""
    if night == "morning":
        return say("Until {time}: Return opens").format(time=shown.hour(clock.begin))
    return say("From {time}: Return opens").format(time=shown.hour(clock.end))


def paint_night(brush: Brush, box: QRect, words: str) -> None:
    """The band of a folded night that has the keyboard."""
    brush.rounded(box.adjusted(3, 3, -3, -3), 5, None, brush.colour("accent"), 2)
    inside = box.adjusted(10, 0, -10, 0)
    brush.text(inside, words, theme.font("small"), brush.colour(QPalette.ColorRole.Text))


def paint_target(brush: Brush, box: QRect, *, danger: bool) -> None:
    """Where what is dragged would go, as it stands on the screen: red where something could not be."""
    colour = brush.colour("danger" if danger else "accent")
    wash = QColor(colour)
    wash.setAlphaF(0.1)
    brush.painter.setBrush(wash)
    brush.painter.setPen(dashed(colour, width=1.6))
    brush.painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)


def paint_drop_place(brush: Brush, box: QRect) -> None:
    """The dashed place at the end of a list without times: its key, and that things may be dropped."""
    painter = brush.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(dashed(brush.colour("field"), width=1))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
    font, centre = theme.font("label"), Qt.AlignmentFlag.AlignHCenter
    inside, step = box.adjusted(8, 0, -8, 0), box.height() // 2 - 2
    some = lines(say("Ctrl+N, or drop an institution"), font, inside.width(), 2)
    top = inside.center().y() + 1 - step * len(some) // 2
    for at, words in enumerate(some):
        line = QRect(inside.left(), top + at * step, inside.width(), step)
        brush.text(line, words, font, brush.colour("secondary"), centre)


def paint_crowds(brush: Brush, crowds: Iterable[tuple[QRect, int]]) -> None:
    """How many cards have no lane."""
    painter = brush.painter
    painter.setFont(theme.font("small"))
    for place, count in crowds:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush.colour(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(brush.colour(QPalette.ColorRole.HighlightedText))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"+{shown.digits(count)}")


def paint_seams(brush: Brush, seams: Iterable[tuple[int, str]]) -> None:
    """Pills on the seams of cards: the way takes longer than there is time."""
    font, white = theme.font("small"), brush.colour(QPalette.ColorRole.Base)
    size = theme.scaled(12)
    for y, words in seams:
        wanted = QFontMetrics(font).horizontalAdvance(words) + size + theme.scaled(24)
        width = min(wanted, brush.box.width() - 8)
        height = theme.scaled(18)
        box = QRect((brush.box.width() - width) // 2, y - height // 2, width, height)
        brush.rounded(box, height / 2, brush.colour("danger"))
        sign = QRect(box.left() + theme.scaled(8), y - size // 2, size, size)
        brush.icon(sign, "triangle-alert", white)
        inside = box.adjusted(size + theme.scaled(12), 0, -theme.scaled(6), 0)
        brush.text(inside, words, font, white)


def paint_cursor(brush: Brush, y: int) -> None:
    """The time cursor."""
    line = QRect(0, y, brush.box.width(), 1)
    brush.painter.fillRect(line, brush.colour("accent"))
