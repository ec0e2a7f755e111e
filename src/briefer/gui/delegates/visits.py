"""The rows of the list of visits: title over dates, then state, findings, briefs and what is due next in columns."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, lines, safely
from briefer.gui.delegates.rows import RowState
from briefer.gui.models.rows import ROW_ROLE, Row, RowsModel
from briefer.gui.models.visits import Open
from briefer.i18n import say
from briefer.rules.due import When

ROW, HEAD = 62, 36
COLUMNS = (124, 84, 84, 144)
"""Most widths of state, findings, briefs and what is due next, in any language whose heads they hold.

Each has what stands in it, and the title has the rest.
"""
TITLE = 300
"""Where the title had less, the columns at the end go, all but the state."""
_AIR = 14
"""Beside the head of a column."""
_SIGN = 15
_BAR = (60, 4)
"""Width and height of the bar of briefs."""


class VisitDelegate(QStyledItemDelegate):
    """Draws a visit, or the head of a group with the names of the columns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._needs: tuple[int, ...] = ()
        self._whole = (0, 0)

    def _boxes(self, index: QModelIndex | QPersistentModelIndex, box: QRect) -> list[QRect]:
        """The columns by what stands in them, which is measured once for rows that are shown."""
        model = index.model()
        if isinstance(model, RowsModel) and (model.rows is not self._rows or not self._needs):
            self._rows = model.rows
            self._needs, self._whole = needs(model.rows), whole(model.rows)
        return columns(box, self._needs or tuple(map(theme.scaled, COLUMNS)), *self._whole)

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        return QSize(200, theme.scaled(HEAD if index.data(ROW_ROLE).is_head else ROW))

    @safely
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        brush = Brush.of(painter, option)
        boxes = self._boxes(index, brush.box.adjusted(20, 0, -18, 0))
        if row.is_head:
            _paint_head(brush, row, boxes, first=index.row() == 0)
        else:
            _paint_visit(brush, row, RowState(option, row), boxes)


def _heads() -> tuple[str, ...]:
    return say("State"), say("Findings"), say("Briefs"), say("Next due")


def needs(rows: Iterable[Row]) -> tuple[int, ...]:
    """How wide each column is that what stands in it is read, as far as that is not wider than it may be."""
    label, small = QFontMetrics(theme.font("label")), QFontMetrics(theme.font("small"))
    body, side = QFontMetrics(theme.font("body")), theme.scaled(_SIGN)
    widest = [0] * len(COLUMNS)
    for row in rows:
        open_ = row.drawn
        told = [0] * len(COLUMNS)
        if row.mark:
            told[0] = small.horizontalAdvance(row.mark.words) + theme.scaled(16)
        if isinstance(open_, Open):
            for count in filter(None, (open_.errors, open_.warnings)):
                number = body.horizontalAdvance(shown.digits(count))
                told[1] += side + 5 + number + 2 + theme.scaled(10)
            if open_.briefs:
                told[2] = max(theme.scaled(_BAR[0]), label.horizontalAdvance(_briefs(open_)))
            told[3] = max(label.horizontalAdvance(words) for words in (open_.day, open_.what))
        widest = list(map(max, widest, told))
    return tuple(
        max(label.horizontalAdvance(head) + _AIR, min(theme.scaled(most), wide + _AIR))
        for head, most, wide in zip(_heads(), COLUMNS, widest, strict=True)
    )


def whole(rows: Iterable[Row]) -> tuple[int, int]:
    """The widths in which all titles with what is below them, and all that is due next, stand in one line."""
    title, label = QFontMetrics(theme.font("title")), QFontMetrics(theme.font("label"))
    some = [row for row in rows if isinstance(row.drawn, Open)]
    titles = (
        max(title.horizontalAdvance(row.title), label.horizontalAdvance(row.second)) for row in some
    )
    due = (label.horizontalAdvance(row.drawn.what) for row in some if isinstance(row.drawn, Open))
    return max(titles, default=0) + _AIR, max(due, default=0) + _AIR


def columns(box: QRect, needs: Sequence[int], title: int, due: int) -> list[QRect]:
    """The title and what stands behind it; what is due next is in one line where all titles stay so: `whole`."""
    widths = list(needs)
    while len(widths) > 1 and box.width() - sum(widths) < theme.scaled(TITLE):
        widths.pop()
    if len(widths) == len(COLUMNS) and sum(widths[:-1]) + title + due <= box.width():
        widths[-1] = max(widths[-1], due)
    widths.insert(0, box.width() - sum(widths))
    boxes, left = [], box.left()
    for width in widths:
        boxes.append(QRect(left, box.top(), width - 10, box.height()))
        left += width
    return boxes


def _paint_head(brush: Brush, row: Row, boxes: list[QRect], *, first: bool) -> None:
    bold = theme.font("label")
    bold.setWeight(QFont.Weight.DemiBold)
    quiet = brush.colour("secondary")
    down = theme.scaled(10)
    brush.text(boxes[0].adjusted(0, down, 0, 0), row.title, bold, quiet)
    if first:
        for box, head in zip(boxes[1:], _heads(), strict=False):
            brush.text(box.adjusted(0, down, 0, 0), head, theme.font("label"), quiet)


def _paint_visit(brush: Brush, row: Row, state: RowState, boxes: list[QRect]) -> None:
    box = brush.box.adjusted(10, 1, -8, -2)
    brush.hairline(QRect(brush.box.left() + 20, brush.box.bottom(), brush.box.width() - 38, 1))
    accent = brush.colour("accent")
    if state.chosen:
        brush.rounded(box, 7, theme.tint("row", accent, brush.palette))
        if state.keyboard:
            brush.ring(box, 7)
    elif state.hovered:
        brush.rounded(box, 7, brush.colour(QPalette.ColorRole.Midlight))
    text = brush.colour("secondary" if row.muted else QPalette.ColorRole.Text)
    quiet = brush.colour("secondary")
    line, second = theme.scaled(20), theme.scaled(17)
    top = brush.box.center().y() - (line + second) // 2
    title, left, room = theme.font("title"), boxes[0].left(), boxes[0].width()
    told = lines(row.title, title, room, 2)
    step = line if len(told) < 2 else second  # closer, so that the row is as high as the others
    begin = brush.box.center().y() - (len(told) * step + second) // 2
    for at, words in enumerate(told):
        brush.text(QRect(left, begin + at * step, room, step), words, title, text)
    below = QRect(left, begin + len(told) * step, room, second)
    paint_second(brush, row, below, quiet)
    if row.mark:
        width = QFontMetrics(theme.font("small")).horizontalAdvance(row.mark.words) + theme.scaled(
            16
        )
        colour = brush.colour(row.mark.colour)
        brush.chip(
            boxes[1].left() + width,
            brush.box.center().y(),
            row.mark.words,
            colour,
            filled=row.mark.filled,
        )
    open_, some = row.drawn, boxes[2:]
    if isinstance(open_, Open) and some:
        _paint_findings(brush, open_, some[0], text)
    if isinstance(open_, Open) and len(some) > 1:
        _paint_briefs(brush, open_, some[1], text)
    if isinstance(open_, Open) and len(some) > 2:
        due = QRect(some[2].left(), top, some[2].width(), line)
        _paint_due(brush, open_, due, second, text)


def paint_second(brush: Brush, row: Row, box: QRect, quiet: QColor) -> None:
    """Dates, cities, and how far away: where there is little room the cities end in dots, the rest is whole."""
    font = theme.font("label")
    metrics = QFontMetrics(font)
    away = row.drawn.distance if isinstance(row.drawn, Open) else ""
    before, dot, end = row.second.rpartition(" · ")
    if (
        not dot
        or end != shown.isolated(away)
        or metrics.horizontalAdvance(row.second) <= box.width()
    ):
        brush.text(box, row.second, font, quiet)
        return
    end = f"· {away}"
    wide = metrics.horizontalAdvance(end) + 6
    used = brush.text(box.adjusted(0, 0, -wide, 0), before, font, quiet)
    brush.text(box.adjusted(used + metrics.horizontalAdvance(" "), 0, 0, 0), end, font, quiet)


def _paint_findings(brush: Brush, open_: Open, box: QRect, text: QColor) -> None:
    """Signs with their numbers; a check where nothing was found, nothing where nobody has looked."""
    counts = (
        ("circle-alert", open_.errors, "danger"),
        ("triangle-alert", open_.warnings, "warning"),
    )
    left, side, font = box.left(), theme.scaled(_SIGN), theme.font("body")
    middle = box.center().y() - side // 2
    if open_.looked and not (open_.errors or open_.warnings):
        brush.icon(QRect(left, middle, side, side), "check", brush.colour("ok"))
    for sign, count, colour in counts:
        if count:
            words = shown.digits(count)
            brush.icon(QRect(left, middle, side, side), sign, brush.colour(colour))
            left += side + 5
            room = QFontMetrics(font).horizontalAdvance(words) + 2
            brush.text(QRect(left, box.top(), room, box.height()), words, font, text)
            left += room + theme.scaled(10)


def _briefs(open_: Open) -> str:
    return say("{final} of {count}").format(
        final=shown.digits(open_.final), count=shown.digits(open_.briefs)
    )


def _paint_briefs(brush: Brush, open_: Open, box: QRect, text: QColor) -> None:
    """How many are final, over a bar."""
    if not open_.briefs:
        return
    words = _briefs(open_)
    line, width, height = theme.scaled(17), theme.scaled(_BAR[0]), theme.scaled(_BAR[1])
    top = box.center().y() - (line + height + 2) // 2
    brush.text(QRect(box.left(), top, box.width(), line), words, theme.font("label"), text)
    bar = QRect(box.left(), top + line + 2, min(width, box.width()), height)
    brush.rounded(bar, height // 2, brush.colour(QPalette.ColorRole.Dark))
    done = QRect(bar.left(), bar.top(), round(bar.width() * open_.final / open_.briefs), height)
    full = open_.final == open_.briefs
    if open_.final:
        brush.rounded(done, height // 2, brush.colour("ok" if full else "accent"))


def _paint_due(brush: Brush, open_: Open, box: QRect, second: int, text: QColor) -> None:
    """The day over what is due."""
    near: dict[When, QColor] = {
        "overdue": brush.colour("danger"),
        "today": brush.colour("danger"),
        "week": brush.colour("warning"),
    }
    font = theme.font("label")
    told = lines(open_.what, font, box.width(), 2)
    if len(told) > 1:  # all three closer, in the middle of the row
        middle = brush.box.center().y()
        box = QRect(box.left(), middle - 3 * second // 2 - 1, box.width(), second)
    brush.text(box, open_.day, font, near.get(open_.nearness, text))
    for at, words in enumerate(told):
        below = QRect(box.left(), box.bottom() + 1 + at * second, box.width(), second)
        brush.text(below, words, font, brush.colour("secondary"))
