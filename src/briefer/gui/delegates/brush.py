"""Small acts of drawing that rows and cards share: lines of text, chips, hairlines, rings.

All boxes are given as if the layout ran from the left; `Brush` turns them round where it runs from the right.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from briefer.gui import icons, shown, theme

Owner = TypeVar("Owner")
Given = ParamSpec("Given")
CLOSE = 6
"""Pixels above and below the two lines of a cell, together."""
TARGET = 0.10
"""Share of the accent over what stands where something would be let go; drawn with alpha."""


class Brush:
    """A painter inside one box, with the palette and the direction of the widget it draws for."""

    def __init__(
        self, painter: QPainter, palette: QPalette, direction: Qt.LayoutDirection, box: QRect
    ) -> None:
        self.painter = painter
        self.palette = palette
        self.direction = direction
        self.box = box
        self.own = theme.own(palette)

    @classmethod
    def of(cls, painter: QPainter, option: QStyleOptionViewItem) -> "Brush":
        """For the box of a delegate's option; copies, since the option's parts die with it."""
        return cls(painter, QPalette(option.palette), option.direction, QRect(option.rect))

    @classmethod
    def on(cls, painter: QPainter, widget: QWidget) -> "Brush":
        """For a whole widget."""
        return cls(painter, widget.palette(), widget.layoutDirection(), widget.rect())

    def within(self, box: QRect) -> "Brush":
        """The same for another box, given as it stands on the screen."""
        return Brush(self.painter, self.palette, self.direction, box)

    def colour(self, name: str | QPalette.ColorRole) -> QColor:
        """A palette role, one of `theme.Own`, or `accent`."""
        if isinstance(name, QPalette.ColorRole):
            return self.palette.color(name)
        if name == "accent":
            return self.palette.color(QPalette.ColorRole.Accent)
        return QColor(getattr(self.own, name))

    def place(self, box: QRect) -> QRect:
        """A box as it stands in the direction of reading."""
        if self.direction == Qt.LayoutDirection.LeftToRight:
            return box
        return QStyle.visualRect(self.direction, self.box, box)

    def text(
        self,
        box: QRect,
        words: str,
        font: QFont,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        *,
        keep_end: bool = False,
        whole: str = "",
    ) -> int:
        """One line, elided; gives the width that it took. One of several of a `whole` text runs as that does.

        Where `keep_end`, at its beginning: of a state, what it is before what it is called.
        """
        if box.width() <= 0 or not words:
            return 0
        mode = Qt.TextElideMode.ElideLeft if keep_end else Qt.TextElideMode.ElideRight
        elided, width = _elided(words, _known(_Face(font.toString(), font)), box.width(), mode)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.drawText(
            self.place(box), _sides(self.direction, align), shown.isolated(elided, whole)
        )
        return width

    def cell(
        self, box: QRect, words: str, font: QFont, colour: QColor, *, end: bool = False
    ) -> None:
        """One line; two where it has no room, of the same type as the rest of its column; dots where those have none.

        Where `end`, what is cut is its beginning.
        """
        told = tuple[str, ...]()
        if box.width() > 0 and words:
            told = _in_two(words, _known(_Face(font.toString(), font)), box.width())
        name = _name_in(words) if end and len(told) > 1 and " ".join(told) != words else ""
        if name:  # all of it has no room, what it is called may have
            told = _in_two(f"… {name}", _known(_Face(font.toString(), font)), box.width())
        if len(told) < 2 or (end and not name and " ".join(told) != words):
            self.text(box, words, font, colour, keep_end=end)
            return
        step = min(QFontMetrics(font).height(), (box.height() - CLOSE) // 2)
        top = box.top() + (box.height() - len(told) * step) // 2
        for at, line in enumerate(told):
            place = QRect(box.left(), top + at * step, box.width(), step)
            self.text(place, line, font, colour, whole=words)

    def icon(self, box: QRect, name: str, colour: QColor) -> None:
        icons.draw(self.painter, QRectF(self.place(box)), name, colour)

    def sign(self, left: int, side: int, name: str, colour: QColor) -> int:
        """An icon in the middle of the height, of a side given at 10 pt type; gives where it ends."""
        size = theme.scaled(side)
        box = QRect(left, self.box.top() + (self.box.height() - size) // 2, size, size)
        self.icon(box, name, colour)
        return left + size

    def chip(
        self, end: int, middle: int, words: str, colour: QColor, *, filled: bool = True
    ) -> int:
        """Words in a small rounded box that ends at `end`; gives where it begins."""
        font = theme.font("small")
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words) + theme.scaled(16)
        height = metrics.height() + 4
        box = QRect(end - width, middle - height // 2, width, height)
        base = self.colour(QPalette.ColorRole.Base)
        fill = theme.mix(colour, theme.TINTS["chip"], base) if filled else base
        self.rounded(box, 5, fill, None if filled else self.colour("field"))
        self.text(box, words, font, colour, Qt.AlignmentFlag.AlignHCenter)
        return box.left()

    def rounded(
        self,
        box: QRect,
        radius: float,
        fill: QColor | None,
        edge: QColor | None = None,
        width: float = 1,
    ) -> None:
        """A rounded box; the edge stands inside it."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
        inset = width / 2 if edge is not None else 0
        self.painter.drawRoundedRect(
            QRectF(self.place(box)).adjusted(inset, inset, -inset, -inset), radius, radius
        )

    def shadow(self, box: QRect, radius: float, spread: int) -> None:
        """What falls around a box that floats, on the pixels around it."""
        colour = self.colour(QPalette.ColorRole.Shadow)
        colour.setAlphaF(0.035)
        for at in range(spread, 0, -2):
            self.rounded(box.adjusted(-at, -at + 3, at, at + 3), radius + at, colour)

    def check(self, box: QRect, *, on: bool, full: QColor | None = None) -> None:
        """A box that is ticked or not; on a full row, in the colour that its words have there."""
        if full is not None:
            self.rounded(box, 4, None, full, 1.4)
        elif on:
            self.rounded(box, 4, self.colour(QPalette.ColorRole.Highlight))
        else:
            self.rounded(box, 4, self.colour(QPalette.ColorRole.Base), self.colour("field"), 1.4)
        if on:
            white = self.colour(QPalette.ColorRole.HighlightedText)
            inset = max(2, box.width() // 6)
            self.icon(box.adjusted(inset, inset, -inset, -inset), "check", white)

    def hairline(self, box: QRect) -> None:
        """A line of one pixel: a filled box without antialiasing, so that it is never two pixels of grey."""
        self.painter.fillRect(self.place(box), self.colour(QPalette.ColorRole.Mid))

    def insertion(self, line: QRect) -> None:
        """Where what is dragged would stand: along the top of a box, between two rows."""
        accent, top = self.colour("accent"), max(4, line.top())
        bar = QRect(line.left() + 8, top - 1, line.width() - 8, 2)
        self.painter.fillRect(self.place(bar), accent)
        knob = QRect(line.left(), top - 4, 8, 8)
        self.rounded(knob, 4, self.colour(QPalette.ColorRole.Base), accent, 2)

    def target(self, box: QRect, radius: float = 6) -> None:
        """What is dragged would land in this box: a tint that lets through what stands there, a dashed edge."""
        tint = self.colour("accent")
        tint.setAlphaF(TARGET)
        self.rounded(box, radius, tint)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(dashed(self.colour("accent")))
        self.painter.drawRoundedRect(QRectF(self.place(box)).adjusted(1, 1, -1, -1), radius, radius)

    def ring(self, box: QRect, radius: float) -> None:
        """The keyboard is here."""
        self.rounded(box, radius, None, self.colour("accent"), 2)


@dataclass(frozen=True)
class _Face:
    """A font, known by what Qt writes of it.

    It is not made from that again: its second family, which has the Arabic letters, is not written down.
    """

    described: str
    font: QFont = field(compare=False)


@lru_cache(64)
def _known(face: _Face) -> _Face:
    """The first that was called so: thousands of lines shall not keep a font each."""
    return face


@lru_cache(4096)
def _elided(words: str, face: _Face, width: int, mode: Qt.TextElideMode) -> tuple[str, int]:
    """A line as it fits, and its width: a list draws the same ones again and again."""
    metrics = QFontMetrics(face.font)
    whole = metrics.horizontalAdvance(words)
    if whole <= width:  # Qt elides what is a part of a pixel wider than the width it gives itself
        return words, whole
    elided = metrics.elidedText(words, mode, width)
    if mode == Qt.TextElideMode.ElideLeft:
        name = _name_in(words)
        if name and len(elided) <= len(name):  # "… Ireland" is not "… Great Britain and Northern …"
            elided = metrics.elidedText(f"… {name}", Qt.TextElideMode.ElideRight, width)
        elif " " in elided[2:]:
            elided = f"…{elided[elided.index(' ', 1) :]}"  # no word begins in its middle
    return elided, min(metrics.horizontalAdvance(elided), width)


def _name_in(state: str) -> str:
    """What a state is called, behind what it is: “Kingdom of the Netherlands”."""
    return state.partition(" of ")[2].removeprefix("the ")


@lru_cache(4096)
def _in_two(words: str, face: _Face, width: int) -> tuple[str, ...]:
    """The line or two of a text."""
    if QFontMetrics(face.font).horizontalAdvance(words) <= width:
        return (words,)
    return tuple(lines(words, face.font, width, 2))


def width_in_two(words: str, metrics: QFontMetrics) -> int:
    """The width with which a text is read whole in two lines."""
    whole, middle = metrics.horizontalAdvance(words), len(words) // 2
    breaks = {words.rfind(" ", 0, middle + 1), words.find(" ", middle)} - {-1}
    halves = ((words[:at], words[at + 1 :]) for at in breaks)
    return min((max(map(metrics.horizontalAdvance, pair)) for pair in halves), default=whole)


@cache
def _sides(direction: Qt.LayoutDirection, align: Qt.AlignmentFlag) -> int:
    """How Qt is told to draw a line."""
    side = QStyle.visualAlignment(direction, align) | Qt.AlignmentFlag.AlignVCenter
    return (side | Qt.TextFlag.TextDontClip).value


@contextmanager
def apart(painter: QPainter) -> Iterator[None]:
    """What is set on a painter within ends with it, whatever happens."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def safely(
    paint: Callable[Concatenate[Owner, QPainter, Given], None],
) -> Callable[Concatenate[Owner, QPainter, Given], None]:
    """For a delegate's `paint` and a head's `paintSection`: the painter is after it as it was, and its error is told.

    One that went on into Qt, which is in the middle of its own painting, took the process with it.
    """

    @wraps(paint)
    def painted(
        self: Owner, painter: QPainter, /, *args: Given.args, **named: Given.kwargs
    ) -> None:
        try:
            with apart(painter):
                paint(self, painter, *args, **named)
        except Exception as error:  # noqa: BLE001 — is told as every other that nobody awaits
            sys.excepthook(type(error), error, error.__traceback__)

    return painted


@contextmanager
def painting(widget: QWidget) -> Iterator[Brush]:
    """Paint on a widget. The painter is ended whatever happens: one that is left active takes the process with it."""
    painter = QPainter(widget)
    try:
        yield Brush.on(painter, widget)
    finally:
        painter.end()


def lines(words: str, font: QFont, width: int, most: int, *, anywhere: bool = False) -> list[str]:
    """A text broken into at most so many lines, the last one elided; where `anywhere`, in a word that has no room."""
    if width <= 0:
        return []
    metrics, found = QFontMetrics(font), list[str]()
    for less in (0, 4, 8):  # a line of two scripts may be wider alone than it was in its text
        found = _broken(words, font, width, most, less, anywhere=anywhere)
        if all(metrics.horizontalAdvance(one) <= width for one in found):
            break
    return found


def _broken(
    words: str, font: QFont, width: int, most: int, less: int, *, anywhere: bool
) -> list[str]:
    """The lines, laid out so many pixels narrower than they may be."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(words, font)
    if anywhere:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width - less)
        begin, length = line.textStart(), line.textLength()
        if len(found) == most - 1 and begin + length < len(words):
            found.append(metrics.elidedText(words[begin:], Qt.TextElideMode.ElideRight, width))
        else:
            found.append(words[begin : begin + length].strip())
    layout.endLayout()
    return found


def dashed(colour: QColor, style: Qt.PenStyle = Qt.PenStyle.DashLine, width: float = 1.2) -> QPen:
    """The pen of what is not yet sure (dashes) or no longer (dots)."""
    pen = QPen(colour, width)
    pen.setStyle(style)
    pen.setDashPattern([4, 2.5] if style == Qt.PenStyle.DashLine else [1, 2])
    return pen


def corner(box: QRect) -> QPointF:
    """The upper left corner, for gradients."""
    return QPointF(box.topLeft())
