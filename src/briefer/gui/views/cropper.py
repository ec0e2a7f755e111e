"""Cutting a square out of a picture, in place: dragged or moved by arrows, sized at its corner or by + and −.

Not here: where a square may go (`crop`), what becomes of it (`portrait`).
"""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui import crop, theme
from briefer.gui.delegates.brush import dashed, painting
from briefer.i18n import say

HIGHEST = 300
"""Of the picture that is being cut."""
STEP, FINE = 0.05, 0.01
"""Of the shorter side of the picture: what an arrow or + does; with Shift the fine one."""


class Cropper(QWidget):
    """A picture with the square that is kept: dragged or moved by arrows, sized at its corner or by + and −."""

    taken = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._width, self._height = 1, 1
        self.square = crop.Square(0, 0, 1)
        self._grip: QPoint | None = None
        self._sizing = False
        self.setAccessibleName(say("Square of the portrait"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def show_picture(self, image: QImage, width: int, height: int) -> None:
        """Show a picture whose real size in pixels is given."""
        self._image, self._width, self._height = image, max(1, width), max(1, height)
        self._fit()
        self._set(crop.first(self._width, self._height))

    def move_by(self, across: int, down: int) -> None:
        """Move the square by pixels of the picture."""
        self._set(crop.moved(self.square, across, down, self._width, self._height))

    def size_to(self, side: int) -> None:
        """Give the square another side."""
        self._set(crop.sized(self.square, side, self._width, self._height))

    def _set(self, square: crop.Square) -> None:
        self.square = square
        words = say("{side} by {side} pixels, {left} from the left, {top} from the top")
        self.setAccessibleDescription(words.format(**square._asdict()))
        self.update()
        self.changed.emit()

    def _fit(self) -> None:
        share = self._height / self._width
        height = min(round(self.width() * share), theme.scaled(HIGHEST))
        self.setFixedHeight(max(theme.scaled(60), height))

    def _scale(self) -> float:
        """Pixels of the screen for one of the picture."""
        return min(self.width() / self._width, self.height() / self._height)

    def _frame(self) -> QRectF:
        """Where the picture stands."""
        scale = self._scale()
        width, height = self._width * scale, self._height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _box(self) -> QRectF:
        """Where the square stands."""
        frame, scale, square = self._frame(), self._scale(), self.square
        return QRectF(
            frame.left() + square.left * scale,
            frame.top() + square.top * scale,
            square.side * scale,
            square.side * scale,
        )

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(200), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = max(1, round(min(self._width, self._height) * (FINE if fine else STEP)))
        ways = {
            Qt.Key.Key_Left: (-step, 0),
            Qt.Key.Key_Right: (step, 0),
            Qt.Key.Key_Up: (0, -step),
            Qt.Key.Key_Down: (0, step),
        }
        key = Qt.Key(event.key())
        if key in ways:
            self.move_by(*ways[key])
        elif event.text() in ("+", "="):
            self.size_to(self.square.side + step)
        elif event.text() in ("-", "−", "_"):
            self.size_to(self.square.side - step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()
        corner = self._box().bottomRight() - event.position()
        self._sizing = corner.manhattanLength() < theme.scaled(24)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        way = event.position().toPoint() - self._grip
        across, down = round(way.x() / self._scale()), round(way.y() / self._scale())
        if not (across or down):
            return
        self._grip = event.position().toPoint()
        if self._sizing:
            self.size_to(self.square.side + across + down)
        else:
            self.move_by(across, down)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._grip = None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            painter, frame, box = brush.painter, self._frame(), self._box()
            painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.Dark))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, self._image)
            veil = QPainterPath()
            veil.addRect(frame)
            hole = QPainterPath()
            hole.addRect(box)
            dark = brush.colour(QPalette.ColorRole.Dark)
            dark.setAlphaF(0.62)
            painter.fillPath(veil.subtracted(hole), dark)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(dashed(brush.colour(QPalette.ColorRole.Base), width=1))
            for share in (0.1, 0.9):  # a page shows four fifths of the width
                across = round(box.left() + box.width() * share)
                painter.drawLine(across, round(box.top()), across, round(box.bottom()))
            inside = box.toRect()
            brush.rounded(inside, 0, None, brush.colour("accent"), 3 if self.hasFocus() else 2)
            grip = theme.scaled(10)
            corner = QRect(inside.right() - grip, inside.bottom() - grip, grip, grip)
            painter.fillRect(corner, brush.colour("accent"))
