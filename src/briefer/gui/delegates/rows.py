"""Rows as they are drawn: one to three lines, icon or initials before, something at the end; heads of groups."""

from collections.abc import Sequence
from itertools import repeat

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, dashed, safely
from briefer.gui.delegates.brush import lines as lines_of
from briefer.gui.models.found_text import Place, found_in
from briefer.gui.models.rows import ROW_ROLE, Row

_Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 6
BEFORE_END = 10
"""Air between a title and what stands at the end of its line."""
HEAD, LINE, SECOND, AIR = 30, 18, 16, 11
"""Heights of a head, of the lines, and what stands above and below them, at 10 pt."""


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a list; `rule` with a hairline below each."""

    def __init__(self, view: QAbstractItemView, *, inset: int = 6, rule: bool = False) -> None:
        super().__init__(view)
        self._inset, self._rule = inset, rule

    def height(self, row: Row, width: int) -> int:
        """How high a row is at a width."""
        if row.is_head:
            return theme.scaled(HEAD)
        row = _settled(row, width - 2 * self._inset)
        titles = len(_titles(row, width - 2 * self._inset))
        lines = theme.scaled(LINE) * titles
        lines += theme.scaled(SECOND) * (bool(row.second) + bool(row.third))
        return lines + theme.scaled(AIR)

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 300
        return QSize(theme.scaled(140), self.height(index.data(ROW_ROLE), width))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW_ROLE)
        brush = Brush.of(painter, option)
        if row.is_head:
            _paint_head(brush, row)
        else:
            state = RowState(option, row)
            ground(brush, state, self._inset, rule=self._rule)
            _paint_row(brush, row, state, self._inset)


class RowState:
    """How a row stands: chosen, with the keyboard, under the pointer; and the colours that follow."""

    def __init__(self, option: QStyleOptionViewItem, row: Row) -> None:
        flags = QStyle.StateFlag
        palette = QPalette(option.palette)
        self.chosen = bool(option.state & flags.State_Selected)
        self.hovered = bool(option.state & flags.State_MouseOver)
        self.keyboard = option.widget.hasFocus()
        self.current = self.keyboard and bool(option.state & flags.State_HasFocus)
        self.full = self.chosen and self.keyboard
        on = palette.color(QPalette.ColorRole.HighlightedText)
        own = theme.own(palette)
        self.quiet = on if self.full else QColor(own.secondary)
        self.text = on if self.full else palette.color(QPalette.ColorRole.Text)
        if row.muted and not self.full:
            self.text = self.quiet


def ground(brush: Brush, state: RowState, inset: int, *, rule: bool = False) -> None:
    """The ground of a row by its state."""
    box = brush.box.adjusted(inset, 1, -inset, -1)
    if rule:
        brush.hairline(
            QRect(brush.box.left() + inset, brush.box.bottom(), brush.box.width() - 2 * inset, 1)
        )
    if state.full:
        brush.rounded(box, 7, brush.colour(QPalette.ColorRole.Highlight))
    elif state.chosen:
        brush.rounded(box, 7, theme.tint("row", brush.colour("accent"), brush.palette))
    elif state.hovered:
        brush.rounded(box, 7, brush.colour(QPalette.ColorRole.Midlight))
    if state.current and not state.chosen:
        brush.ring(box, 7)


def _paint_head(brush: Brush, row: Row) -> None:
    font = theme.font("label")
    font.setWeight(QFont.Weight.DemiBold)
    box = brush.box.adjusted(14, 6, -14, 0)
    brush.text(box, row.title, font, brush.colour("secondary"))
    if row.end:
        brush.text(
            box,
            row.end,
            theme.font("small"),
            brush.colour("secondary"),
            Qt.AlignmentFlag.AlignTrailing,
        )


def _paint_row(brush: Brush, row: Row, state: RowState, inset: int) -> None:
    box = brush.box.adjusted(inset + 8, 0, -inset - 9, 0)
    line, second = theme.scaled(LINE), theme.scaled(SECOND)
    title = _title_font(row)
    row = _settled(row, brush.box.width() - 2 * inset)
    titles = _titles(row, brush.box.width() - 2 * inset)
    lines = line * len(titles) + second * (bool(row.second) + bool(row.third))
    top = box.top() + (box.height() - lines) // 2
    left = box.left() + _paint_sign(
        brush, row, state, QRect(box.left(), top, 0, line), tall=bool(row.second)
    )
    end = box.right()
    below = end  # first words that are cut say enough, a title that is cut does not
    if row.mark:
        colour, middle = brush.colour(row.mark.colour), top + line // 2
        if row.third:
            middle = top + lines - second // 2 + 2  # a chip is higher than the line it stands in
        rest = brush.chip(end, middle, row.mark.words, colour, filled=row.mark.filled) - 6
        below, end = (rest, end) if row.third else (end, rest)
    end_font = theme.font("label")
    loud = state.text if state.full else brush.colour("accent")
    found = found_in((*titles, row.second, row.third), row.found) if row.found else ()
    marks = iter(found or repeat(()))
    if row.found:  # bold is what was found, and nothing else
        title = QFont(title)
        title.setWeight(QFont.Weight.Normal)
    if row.end:
        rest = end - left - QFontMetrics(title).horizontalAdvance(titles[0]) - BEFORE_END
        room = QFontMetrics(end_font).horizontalAdvance(row.end) + 2
        room = min(room, max(rest, (end - left) // 2))  # a long one leaves half to the title
        brush.text(
            QRect(end - room, top, room, line),
            row.end,
            end_font,
            state.quiet,
            Qt.AlignmentFlag.AlignTrailing,
        )
        end -= room + 8
    for words in titles:
        where = QRect(left, top, end - left, line)
        _paint_found(brush, where, words, next(marks), title, state.text, loud, whole=row.title)
        top += line
        end = box.right()
    if row.end_second:
        room = QFontMetrics(end_font).horizontalAdvance(row.end_second) + 2
        brush.text(
            QRect(end - room, top, room, second),
            row.end_second,
            end_font,
            state.quiet,
            Qt.AlignmentFlag.AlignTrailing,
        )
        end -= room + 8
    for words, last in ((row.second, end), (row.third, min(end, below))):
        places = next(marks)
        if words:
            where = QRect(left, top, last - left, second)
            _paint_found(brush, where, words, places, theme.font("label"), state.quiet, loud)
            top += second


def _title_font(row: Row) -> QFont:
    """Of plain weight where it is a sentence, or stands alone."""
    plain = row.wraps or not (row.second or row.third or row.found)
    return theme.font("body" if plain else "title")


def _settled(row: Row, width: int) -> Row:
    """The row as it stands in a width: what has no room beside its title goes below it, in its type."""
    if not (row.drops and row.end) or row.end_second:
        return row
    sign = theme.scaled((24 if row.initials or row.dashed else 16) + 9) if row.icon else 0
    sign = theme.scaled(24 + 9) if row.initials else sign
    taken = QFontMetrics(theme.font("label")).horizontalAdvance(row.end) + BEFORE_END
    taken += QFontMetrics(_title_font(row)).horizontalAdvance(row.title) + sign + 18
    if taken <= width:
        return row
    if row.second:
        return row._replace(end="", end_second=row.end)
    return row._replace(second=row.end, end="")


def _titles(row: Row, width: int) -> list[str]:
    """The lines of a title."""
    if not row.wraps and row.lines == 1:
        return [row.title]
    room = width - 18 - theme.scaled(25 if row.icon else 0)
    if row.mark and not row.third:
        metrics = QFontMetrics(theme.font("small"))
        room -= metrics.horizontalAdvance(row.mark.words) + theme.scaled(16) + 6
    if row.end:
        metrics = QFontMetrics(theme.font("label"))
        room -= min(metrics.horizontalAdvance(row.end) + 2, room // 2) + BEFORE_END
    return lines_of(row.title, _title_font(row), room, MOST_LINES if row.wraps else row.lines)


def _paint_sign(brush: Brush, row: Row, state: RowState, where: QRect, *, tall: bool) -> int:
    """Icon or initials before the lines; gives the width that they take."""
    size = theme.scaled(24 if row.initials or row.dashed else 16)
    if not row.icon and not row.initials:
        return 0
    lift = (
        where.top()
        + where.height() // 2
        - size // 2
        + (4 if tall and (row.initials or row.dashed) else 0)
    )
    box = QRect(
        where.left(), lift + (3 if tall and not row.initials and not row.dashed else 0), size, size
    )
    if row.initials:
        white = brush.colour(QPalette.ColorRole.Base)
        fill = theme.mix(brush.colour("accent"), 0.5, brush.colour("secondary"))
        brush.rounded(box, size / 2, fill)
        brush.text(box, row.initials, theme.font("strip"), white, Qt.AlignmentFlag.AlignHCenter)
    elif row.dashed:
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        brush.painter.setPen(dashed(state.quiet, width=1))
        brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.painter.drawEllipse(brush.place(box).adjusted(1, 1, -1, -1))
        brush.icon(box.adjusted(6, 6, -6, -6), row.icon, state.quiet)
    else:
        colour = state.quiet if state.full else brush.colour(row.icon_colour)
        brush.icon(box, row.icon, colour)
    return size + theme.scaled(9)


def _paint_found(
    brush: Brush,
    box: QRect,
    words: str,
    places: Sequence[Place],
    font: QFont,
    colour: QColor,
    loud_colour: QColor,
    *,
    whole: str = "",
) -> None:
    """A line in which the letters that were searched stand out."""
    if not places:
        brush.text(box, words, font, colour, whole=whole)
        return
    metrics = QFontMetrics(font)
    elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    isolated = shown.isolated(elided, whole)
    lead = isolated.index(elided)  # marks of direction before it
    plain, loud = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(colour)
    loud.setForeground(loud_colour)
    loud.setFontWeight(QFont.Weight.DemiBold)
    ranges = [_range(0, len(isolated), plain)]
    for place in places:
        first, last = (min(each, len(elided)) + lead for each in place)
        ranges.append(_range(first, last - first, loud))
    layout = QTextLayout(isolated, font)
    layout.setFormats(ranges)
    option = QTextOption(QStyle.visualAlignment(brush.direction, Qt.AlignmentFlag.AlignLeading))
    option.setTextDirection(brush.direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    placed = brush.place(box)
    top = placed.top() + (placed.height() - line.height()) / 2
    layout.draw(brush.painter, QPointF(placed.left(), top))


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made
