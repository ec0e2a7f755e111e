"""A logo, of the office or of an institution: shown on paper as it is printed; chosen, dropped, pasted, taken away.

Not here: which pictures can be used (`services.office`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QWidget

from briefer.gui import theme
from briefer.gui.delegates.brush import dashed, painting

if TYPE_CHECKING:
    from briefer.services.office import PrintedLogo

HEIGHT, AIR = 118, 14
SVG_TYPE = "image/svg+xml"


class LogoWell(QWidget):
    """A piece of paper with the logo on it. It takes files and pictures, dropped or pasted."""

    file_given = Signal(Path)
    picture_given = Signal(bytes)
    choosing = Signal()
    removed = Signal()

    def __init__(self, name: str, hint: str, *, short: str = "", height: int = HEIGHT) -> None:
        """`hint` says how a logo comes here; `short` stands in its place where there is little room."""
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(hint if short else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setFixedHeight(theme.scaled(height))
        self.locked = False
        self._picture = QImage()
        self._logo: PrintedLogo | None = None
        self._hint, self._short = hint, short or hint
        self._air = min(AIR, height // 8)
        self._over = False
        self.show_logo(None, "")

    def show_logo(self, logo: "PrintedLogo | None", words: str) -> None:
        """Show a logo as it is printed, or none; `words` are those that a screen reader says of it."""
        self._picture = QImage.fromData(logo.jpeg) if logo else QImage()
        self._logo = logo
        self.setAccessibleDescription(words or self._hint)
        self.update()

    def paste(self) -> bool:
        """Take what is on the clipboard; False where it holds no picture."""
        return self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData) -> bool:
        """A file before a picture: a file manager gives both, and the picture is only the file's icon."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.file_given.emit(files[0])
        elif data.hasFormat(SVG_TYPE):
            self.picture_given.emit(bytes(data.data(SVG_TYPE).data()))
        elif data.hasImage() and (content := png_of(data.imageData())):
            self.picture_given.emit(content)
        else:
            return False
        return True

    def _drag_over(self, *, on: bool) -> None:
        self._over = on
        self.update()

    # Qt's own names

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if not self.locked and (data.hasUrls() or data.hasImage() or data.hasFormat(SVG_TYPE)):
            event.acceptProposedAction()
            self._drag_over(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drag_over(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drag_over(on=False)
        if not self.locked and self._take(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Delete: self.removed.emit,
            Qt.Key.Key_Backspace: self.removed.emit,
            Qt.Key.Key_Return: self.choosing.emit,
            Qt.Key.Key_Enter: self.choosing.emit,
            Qt.Key.Key_Space: self.choosing.emit,
        }
        if self.locked:
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in keys and not event.modifiers():
            keys[event.key()]()
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        if not self.locked:
            self.choosing.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            box = self.rect()
            logo = self._logo
            ground = brush.colour(QPalette.ColorRole.AlternateBase)
            fill = QColor(Qt.GlobalColor.white) if logo else ground
            brush.rounded(box, 7, fill, brush.colour("field") if logo else None)
            if not logo or self._over:
                brush.painter.setPen(dashed(brush.colour("accent" if self._over else "field")))
                brush.painter.setBrush(Qt.BrushStyle.NoBrush)
                brush.painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
            if not logo:
                words = box.adjusted(theme.scaled(self._air), 0, -theme.scaled(self._air), 0)
                quiet = brush.colour("secondary")
                brush.text(words, self._short, theme.font("label"), quiet, _MIDDLE)
            else:
                brush.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                brush.painter.drawImage(self._place(box, logo), self._picture)
            if self.hasFocus():
                brush.ring(box, 7)

    def _place(self, box: QRect, logo: "PrintedLogo") -> QRect:
        """In the middle, in the same scale for every logo: a small one looks small, as on paper."""
        air = theme.scaled(self._air)
        room = box.adjusted(air, air, -air, -air)
        scale = min(room.width() / logo.room[0], room.height() / logo.room[1])
        place = QRect(0, 0, round(logo.width * scale), round(logo.height * scale))
        place.moveCenter(box.center())
        return place


_MIDDLE = Qt.AlignmentFlag.AlignHCenter


def png_of(picture: object) -> bytes:
    """A picture from the clipboard as a PNG; empty where it is none."""
    image = picture if isinstance(picture, QImage) else QImage(picture)  # type: ignore[call-overload]
    if image.isNull():
        return b""
    content, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
