"""Cutting a square or a box out of a picture, in place: dragged or moved by arrows, sized at its corner or by keys.

Not here: where it may go (`crop`), what becomes of it (`picture_bench`).
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
    """A picture with the square that is kept: dragged or moved by arrows, sized at its corner or by + and −.

    A box that is free is sized by Ctrl and arrows, too: each side by itself.
    """

    taken = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self, name: str, *, free: bool = False) -> None:
        """`free`: a box of any shape, the whole picture at first; else a square."""
        super().__init__()
        self._free = free
        self._image = QImage()
        self._width, self._height = 1, 1
        self.box = crop.Box(0, 0, 1, 1)
        self._grip: QPoint | None = None
        self._sizing = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def show_picture(self, image: QImage, width: int, height: int) -> None:
        """Show a picture whose real size in pixels is given."""
        self._image, self._width, self._height = image, max(1, width), max(1, height)
        self._fit()
        if self._free:
            self._set(crop.Box(0, 0, self._width, self._height))
        else:
            self._set_square(crop.first(self._width, self._height))

    @property
    def square(self) -> crop.Square:
        """What is kept, where it is a square."""
        return crop.Square(self.box.left, self.box.top, self.box.width)

    def move_by(self, across: int, down: int) -> None:
        """Move what is kept by pixels of the picture."""
        self._set(crop.shifted(self.box, across, down, self._width, self._height))

    def size_to(self, side: int) -> None:
        """Give the square another side."""
        self._set_square(crop.sized(self.square, side, self._width, self._height))

    def stretch(self, wider: int, higher: int) -> None:
        """Move the far corner of what is kept by pixels of the picture; a square stays one."""
        if self._free:
            self._set(crop.stretched(self.box, wider, higher, self._width, self._height))
        else:
            self.size_to(self.box.width + wider + higher)

    def grow(self, step: int) -> None:
        """Give what is kept more of the picture, or less."""
        if self._free:
            self.stretch(step, step)
        else:
            self.size_to(self.box.width + step)

    def _set_square(self, square: crop.Square) -> None:
        self._set(crop.Box(square.left, square.top, square.side, square.side))

    def _set(self, box: crop.Box) -> None:
        self.box = box
        words = say("{width} by {height} pixels, {left} from the left, {top} from the top")
        self.setAccessibleDescription(words.format(**box._asdict()))
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
        """Where what is kept stands."""
        frame, scale, box = self._frame(), self._scale(), self.box
        return QRectF(
            frame.left() + box.left * scale,
            frame.top() + box.top * scale,
            box.width * scale,
            box.height * scale,
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
        if key in ways and self._free and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stretch(*ways[key])
        elif key in ways:
            self.move_by(*ways[key])
        elif event.text() in ("+", "="):
            self.grow(step)
        elif event.text() in ("-", "−", "_"):
            self.grow(-step)
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
            self.stretch(across, down)
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
            for share in () if self._free else (0.1, 0.9):  # a page shows four fifths of the width
                across = round(box.left() + box.width() * share)
                painter.drawLine(across, round(box.top()), across, round(box.bottom()))
            inside = box.toRect()
            brush.rounded(inside, 0, None, brush.colour("accent"), 3 if self.hasFocus() else 2)
            grip = theme.scaled(10)
            corner = QRect(inside.right() - grip, inside.bottom() - grip, grip, grip)
            painter.fillRect(corner, brush.colour("accent"))
