"""The pages as Qt draws them, with what is framed on them: the chosen block, and what was found.

Points are those of PDF: from the lower left corner of a page. Not here: which block that is (`services.printed`).
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from briefer.gui import theme

_INCH = 72.0
_AIR = 3
"""Pixels between what is framed and its frame."""


class Framed(NamedTuple):
    """A piece of a page: its page from 0, and left, bottom, right, top in points."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class PagesView(QPdfView):
    """All pages one below the other."""

    pressed = Signal(int, QPointF)
    """A page was clicked, there."""
    opened = Signal(int, QPointF)
    """A page was double clicked, there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: QPdfDocument | None = None
        """What is shown. Not asked of Qt: whoever does no longer owns it in Python, and it is never freed."""
        self._block: Framed | None = None
        self._hits: tuple[Framed, ...] = ()
        self._hit: Framed | None = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def _document(self) -> QPdfDocument:
        assert self._pages is not None
        return self._pages

    def frame(self, block: Framed | None) -> None:
        """Frame a block, or none."""
        self._block = block
        self.viewport().update()

    @property
    def framed(self) -> Framed | None:
        """The block that is framed."""
        return self._block

    def show_hits(self, hits: Sequence[Framed], hit: Framed | None) -> None:
        """Mark what was found, and frame the one that is looked at."""
        self._hits, self._hit = tuple(hits), hit
        self.viewport().update()

    def page_box(self, page: int) -> QRectF:
        """Where a page stands on the screen, as Qt lays out pages of one size."""
        document, margins = self._document, self.documentMargins()
        size = self._page_size()
        width = max(size.width() + margins.left() + margins.right(), self.viewport().width())
        top = margins.top() + page * (size.height() + self.pageSpacing())
        left = (width - size.width()) // 2
        place = QPointF(
            left - self.horizontalScrollBar().value(), top - self.verticalScrollBar().value()
        )
        return QRectF(place, QSizeF(size)) if document.pageCount() else QRectF()

    def box_of(self, framed: Framed) -> QRectF:
        """Where a piece of a page stands on the screen."""
        page, points = self.page_box(framed.page), self._document.pagePointSize(framed.page)
        scale = page.width() / max(1.0, points.width())
        return QRectF(
            page.left() + framed.x0 * scale,
            page.top() + (points.height() - framed.y1) * scale,
            (framed.x1 - framed.x0) * scale,
            (framed.y1 - framed.y0) * scale,
        )

    def place_at(self, where: QPointF) -> tuple[int, QPointF] | None:
        """The page and the point of it at a place on the screen."""
        pitch = self._page_size().height() + self.pageSpacing()
        first = self.page_box(0)
        page = int((where.y() - first.top()) // max(1, pitch))
        if not 0 <= page < self._document.pageCount():
            return None
        box, points = self.page_box(page), self._document.pagePointSize(page)
        if not box.contains(where):
            return None
        scale = points.width() / box.width()
        across = (where.x() - box.left()) * scale
        return page, QPointF(across, points.height() - (where.y() - box.top()) * scale)

    def _page_size(self, width: int | None = None) -> QSize:
        """How large a page is drawn; how large it was when the view had another width."""
        margins = self.documentMargins()
        dots = QGuiApplication.primaryScreen().logicalDotsPerInch() / _INCH
        size = self._document.pagePointSize(0) * dots
        if self.zoomMode() == QPdfView.ZoomMode.Custom:
            return (size * self.zoomFactor()).toSize()
        whole = size.toSize()
        wide = self.viewport().width() if width is None else width
        room = wide - margins.left() - margins.right()
        return whole * (room / max(1, whole.width()))

    # Qt's own names

    def setDocument(self, document: QPdfDocument) -> None:
        self._pages = document
        super().setDocument(document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages that become wider become higher too: what was at the upper edge stays there."""
        bar, margin, before = (
            self.verticalScrollBar(),
            self.documentMargins().top(),
            event.oldSize(),
        )
        pitch = self._page_size(before.width()).height() + self.pageSpacing()
        pages = (bar.value() - margin) / max(1, pitch)
        super().resizeEvent(event)
        if before.isValid() and before.width() != event.size().width() and pages > 0:
            pitch = self._page_size().height() + self.pageSpacing()
            bar.setValue(round(pages * pitch + margin))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().mousePressEvent(event)  # follows links
            return
        place = self.place_at(event.position())
        if place and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(*place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self._hits or self._block) or not self._document.pageCount():
            return
        painter = QPainter(self.viewport())
        try:
            self._paint_frames(painter)
        finally:
            painter.end()

    def _paint_frames(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        light = theme.palette(dark=False)  # paper is white in any scheme
        accent = light.color(light.ColorRole.Accent)
        sight = QRectF(self.viewport().rect())
        for hit in self._hits:
            box = self.box_of(hit).adjusted(-1, -1, 1, 1)
            if box.intersects(sight):
                marked = QColor(theme.own(light).warning)
                marked.setAlphaF(0.28)  # the words stay to be read
                painter.fillRect(box, marked)
        for framed in filter(None, (self._block, self._hit)):
            box = self.box_of(framed).adjusted(-_AIR, -_AIR, _AIR, _AIR)
            if box.intersects(sight):
                fill = QColor(accent)
                fill.setAlphaF(0.07)
                painter.setBrush(fill)
                painter.setPen(QPen(accent, 2))
                painter.drawRoundedRect(box, 4, 4)


def frames_of(document: QPdfDocument, page: int, first: int, length: int) -> list[Framed]:
    """Where some letters stand on their page: a box for each line."""
    height = document.pagePointSize(page).height()
    lines = document.getSelectionAtIndex(page, first, length).bounds()
    boxes = [line.boundingRect() for line in lines]
    return [
        Framed(page, box.left(), height - box.bottom(), box.right(), height - box.top())
        for box in boxes
    ]


def around(frames: Sequence[Framed]) -> Framed | None:
    """One frame around all; None where there is none."""
    if not frames:
        return None
    return Framed(
        frames[0].page,
        min(one.x0 for one in frames),
        min(one.y0 for one in frames),
        max(one.x1 for one in frames),
        max(one.y1 for one in frames),
    )
