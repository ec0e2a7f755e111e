"""Rows of people as they are drawn: grip and place, name over post, function, form of address, chips."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, dashed, lines, safely
from briefer.gui.models.delegation import Listed
from briefer.gui.models.delegation_table import (
    ADDRESS,
    FUNCTION,
    LANGUAGES,
    NAME,
    PERSON_ROLE,
    PLACE,
)

_Index = QModelIndex | QPersistentModelIndex
ROW, SIGN = 46, 28
"""Heights of a row, and of the circle before a name."""
_LINE, _SECOND = 18, 16
_GRIP = 16
_BETWEEN = 6
"""Pixels between two chips."""
_SOME = 56
"""Pixels of a chip of which something is seen."""
_CHIP_LINES = 3
"""Lines in which a chip may stand that is wider than its column."""
_APART, _CHIPS_AIR = 2, 8
"""Pixels between two lines of chips, and above and below all of them."""
_CELL_EDGE, _PLACE_EDGE = 8, 6
"""Beside what stands in a cell; before the grip, and before a place that has none."""


def place_width(count: int, *, grips: bool) -> int:
    """What the places of so many people need."""
    number = QFontMetrics(theme.font("body")).horizontalAdvance("8" * len(str(count)))
    before = theme.scaled(_GRIP) + 4 if grips else _PLACE_EDGE
    return _PLACE_EDGE + before + number + theme.scaled(6)


class DelegationPainter(QStyledItemDelegate):
    """Draws the cells of people."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.grips = False
        """Whether a grip stands before the place: it can be moved."""
        self.signs = True
        """Whether a circle stands before the name."""

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(40, theme.scaled(ROW))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = Brush.of(painter, option)
        one: Listed = index.data(PERSON_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and option.widget.hasFocus()
        if full:
            painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        on = brush.colour(QPalette.ColorRole.HighlightedText)
        text = on if full else brush.colour(QPalette.ColorRole.Text)
        quiet = on if full else brush.colour("secondary")
        box, column = brush.box.adjusted(_CELL_EDGE, 0, -_CELL_EDGE, -1), index.column()
        if column == PLACE:
            self._paint_place(brush, one, quiet)
        elif column == NAME:
            paint_name(brush, box, one, text, quiet, full=full, signed=self.signs)
        elif column == FUNCTION:
            brush.cell(box, one.function, theme.font("body"), text)
        elif column == ADDRESS:
            brush.text(box, one.address, theme.font("body"), quiet)
        elif column == LANGUAGES:
            _paint_chips(brush, box, one)
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))

    def _paint_place(self, brush: Brush, one: Listed, colour: QColor) -> None:
        box = brush.box.adjusted(_PLACE_EDGE, 0, -4, -1)
        if self.grips:
            size = theme.scaled(_GRIP)
            brush.icon(
                QRect(box.left(), box.center().y() - size // 2, size, size), "grip-vertical", colour
            )
            box.setLeft(box.left() + size + 4)
        else:
            box.setLeft(box.left() + _PLACE_EDGE)
        brush.text(box, shown.digits(one.place), theme.font("body"), colour)


def paint_name(
    brush: Brush,
    box: QRect,
    one: Listed,
    text: QColor,
    quiet: QColor,
    *,
    full: bool = False,
    signed: bool = True,
) -> None:
    """A circle with initials, or a dashed one with a sign, where `signed`; the name over the post."""
    left = box.left()
    if signed:
        size = theme.scaled(SIGN)
        circle = QRect(box.left(), box.center().y() - size // 2, size, size)
        paint_sign(brush, circle, one, quiet, full=full)
        left = circle.right() + theme.scaled(10)
    room = box.right() - left
    names, posts = _named(one, room, box.height())
    line, second = theme.scaled(_LINE), theme.scaled(_SECOND)
    top = box.center().y() - (line * len(names) + second * max(1, len(posts))) // 2
    for words in names:
        brush.text(QRect(left, top, room, line), words, theme.font("title"), text, whole=one.name)
        top += line
    for words in posts:
        brush.text(
            QRect(left, top, room, second), words, theme.font("label"), quiet, whole=one.post
        )
        top += second


def _named(one: Listed, room: int, height: int) -> tuple[list[str], list[str]]:
    """The lines of a name and of the post below it: two of each where the height has room for them, first of the name."""
    found = [one.name], [one.post] if one.post else []
    for most in (1, 2):
        names, posts = _of_name(one, room), _of_post(one, room, most)
        if _named_height(names, posts) <= height:
            found = names, posts
    return found


def _of_name(one: Listed, room: int) -> list[str]:
    return _in_lines(one.name, "title", room, 2)


def _of_post(one: Listed, room: int, most: int) -> list[str]:
    return _in_lines(one.post, "label", room, most) if one.post else []


def _in_lines(words: str, kind: theme.Type, room: int, most: int) -> list[str]:
    """The lines of a text; what fits into one is not laid out."""
    font = theme.font(kind)
    fits = most == 1 or QFontMetrics(font).horizontalAdvance(words) <= room
    return [words] if fits else lines(words, font, room, most)


def _named_height(names: list[str], posts: list[str]) -> int:
    return theme.scaled(_LINE) * len(names) + theme.scaled(_SECOND) * max(1, len(posts))


def paint_sign(
    brush: Brush,
    circle: QRect,
    one: Listed,
    quiet: QColor,
    kind: theme.Type = "strip",
    *,
    full: bool = False,
) -> None:
    """A circle with initials, or a dashed one with the sign of what is not a person; `full` on the filled choice."""
    if one.initials:
        fill = theme.mix(brush.colour("accent"), 0.5, brush.colour("secondary"))
        ink = brush.colour(QPalette.ColorRole.Base)
        if full:
            fill = theme.mix(quiet, 0.24, brush.colour(QPalette.ColorRole.Highlight))
            ink = quiet
        brush.rounded(circle, circle.width() / 2, fill)
        centre = Qt.AlignmentFlag.AlignHCenter
        brush.text(circle, one.initials, theme.font(kind), ink, centre)
        return
    brush.painter.setBrush(Qt.BrushStyle.NoBrush)
    brush.painter.setPen(dashed(quiet, width=1))
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.painter.drawEllipse(brush.place(circle).adjusted(1, 1, -1, -1))
    inset = circle.width() // 4
    brush.icon(circle.adjusted(inset, inset, -inset, -inset), one.icon, quiet)


def _chips(one: Listed) -> list[tuple[str, str]]:
    """Words and colours."""
    languages = [(one.languages, "languages")] if one.languages else []
    return languages + [(mark.words, mark.colour) for mark in one.marks]


def chips_width(one: Listed) -> int:
    """What the chips of somebody need to be shown whole in one line."""
    return sum(_chip_widths(one))


def chips_least(one: Listed) -> int:
    """What they need in the two lines that a row has room for."""
    widths = _chip_widths(one)
    return min((max(sum(widths[:at]), sum(widths[at:])) for at in range(len(widths))), default=0)


def chips_seen(one: Listed) -> int:
    """What they need so that none goes for lack of room: all are whole but the last, which may be shortened."""
    widths, some = _chip_widths(one), theme.scaled(_SOME)
    if len(widths) < 2:
        return min(some, *widths) if widths else 0
    return min(
        max(sum(widths[:at]), sum(widths[at:-1]) + some if widths[at:] else 0)
        for at in range(1, len(widths) + 1)
    )


def _chip_widths(one: Listed) -> list[int]:
    """Of each chip, with the room behind it."""
    metrics = QFontMetrics(theme.font("small"))
    signs = {"languages": theme.scaled(13) + 5}
    return [
        metrics.horizontalAdvance(words) + theme.scaled(16) + signs.get(colour, 0) + _BETWEEN
        for words, colour in _chips(one)
    ]


class _Chip(NamedTuple):
    """A chip as it stands in its column: the lines of its words, their colour, its size in pixels."""

    told: list[str]
    colour: str
    width: int
    height: int


def _flow(one: Listed, room: int) -> list[list[_Chip]]:
    """The chips of somebody, line by line; one that is wider than the room has its words below each other."""
    font = theme.font("small")
    metrics, found, left = QFontMetrics(font), list[list[_Chip]](), 0
    for (words, colour), whole in zip(_chips(one), _chip_widths(one), strict=True):
        width, told = whole - _BETWEEN, [words]
        if width > room:
            ends = width - metrics.horizontalAdvance(words)
            told = lines(words, font, max(room - ends, 1), _CHIP_LINES)
            width = min(room, ends + max(map(metrics.horizontalAdvance, told), default=0))
        if not found or left + width > room:
            found.append([])
            left = 0
        found[-1].append(_Chip(told, colour, width, metrics.height() * len(told) + 4))
        left += width + _BETWEEN
    return found


def _flow_height(found: list[list[_Chip]]) -> int:
    high = sum(max(chip.height for chip in line) for line in found)
    return high + _APART * max(0, len(found) - 1)


def row_height(one: Listed, needs: int, names: int, *, posts: int) -> int:
    """How high the row of somebody is: all that they need, a name in two lines, a post in so many.

    The columns are so wide; nought: that of languages and needs is not there.
    """
    chips = _flow_height(_flow(one, needs - 2 * _CELL_EDGE)) + _CHIPS_AIR if needs else 0
    named = _named_height(_of_name(one, names), _of_post(one, names, posts))
    return max(theme.scaled(ROW), chips, named + theme.scaled(ROW - _LINE - _SECOND))


def _paint_chips(brush: Brush, box: QRect, one: Listed) -> None:
    """Chips from the start, in further lines what the first has no room for."""
    found = _flow(one, box.width())
    top = box.center().y() + 1 - _flow_height(found) // 2
    for line in found:
        left, high = box.left(), max(chip.height for chip in line)
        for chip in line:
            _paint_chip(brush, QRect(left, top, chip.width, chip.height), chip)
            left += chip.width + _BETWEEN
        top += high + _APART


def _paint_chip(brush: Brush, box: QRect, chip: _Chip) -> None:
    """One chip: languages with their sign on neutral ground, else words on a tint of their colour."""
    tongues, sign = chip.colour == "languages", theme.scaled(13)
    ink = brush.colour(QPalette.ColorRole.Text if tongues else chip.colour)
    base = brush.colour(QPalette.ColorRole.Base)
    neutral = brush.colour(QPalette.ColorRole.Midlight)
    brush.rounded(box, 5, neutral if tongues else theme.mix(ink, theme.TINTS["chip"], base))
    start, step = box.left() + theme.scaled(8), (box.height() - 4) // max(1, len(chip.told))
    if tongues:
        at = QRect(start, box.top() + 2 + (step - sign) // 2, sign, sign)
        brush.icon(at, "languages", brush.colour("secondary"))
        start += sign + 5
    room = box.right() + 1 - theme.scaled(8) - start
    for at_line, words in enumerate(chip.told):
        line = QRect(start, box.top() + 2 + at_line * step, room, step)
        brush.text(line, words, theme.font("small"), ink, whole=" ".join(chip.told))


def picture(one: Listed, size: QSize, widget: QWidget) -> QPixmap:
    """Somebody who is being dragged: name and post on a card."""
    ratio = widget.devicePixelRatioF()
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    try:
        box = QRect(QPoint(0, 0), size)
        brush = Brush(painter, widget.palette(), widget.layoutDirection(), box)
        brush.rounded(box, 7, brush.colour(QPalette.ColorRole.Base), brush.colour("accent"), 1.5)
        text, quiet = brush.colour(QPalette.ColorRole.Text), brush.colour("secondary")
        paint_name(brush, box.adjusted(10, 0, -10, 0), one, text, quiet)
    finally:
        painter.end()
    return made
