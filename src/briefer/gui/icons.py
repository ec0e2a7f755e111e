"""Icons: Lucide drawings whose colour is the palette's at the moment of painting.

Not here: which icon stands for what; that is in the tables of `actions` and of item kinds.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from briefer import resources
from briefer.gui import theme

MIRRORED = frozenset(
    [
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "panel-left",
        "panel-right",
        "list",
        "list-checks",
        "undo-2",
        "redo-2",
        "plane-takeoff",
        "plane-landing",
        "corner-down-left",
        "external-link",
    ]
)
"""Drawings with a direction of reading; never clocks, checks, people, pens."""

Colour = QPalette.ColorRole | str
"""A palette role, or the name of one of `theme.Own`."""


class _Engine(QIconEngine):
    """Draws one SVG; colour, scale and direction are looked up when it is painted."""

    def __init__(self, name: str, colour: Colour) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    # Qt's own names

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        draw(painter, QRectF(rect), self._name, _mode_colour(self._colour, mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        if made.isNull():  # a button that is pressed flat for a moment
            return made
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made


def icon(name: str, colour: Colour = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of a Lucide name."""
    return QIcon(_Engine(name, colour))


def draw(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon, turned round where the layout runs from the right and the drawing has a direction."""
    painter.save()
    try:
        if name in MIRRORED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            middle = rect.center().x()
            painter.setTransform(QTransform().translate(2 * middle, 0).scale(-1, 1), combine=True)
        _renderer(name, colour.name()).render(painter, rect)
    finally:
        painter.restore()


def _mode_colour(colour: Colour, mode: QIcon.Mode) -> QColor:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    if mode == QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    if isinstance(colour, str):
        return QColor(getattr(theme.own(palette), colour))
    return palette.color(colour)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _source(name: str) -> str:
    return resources.folder("icons", f"{name}.svg").read_text(encoding="utf-8")
