"""What takes a picture, of a person or of an institution: dropped, pasted, asked for, taken away.

Not here: how it is drawn (`portrait`, `logo_field`), how it is cut (`picture_bench`).
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

SVG_TYPE = "image/svg+xml"


class PictureWell(QWidget):
    """Takes files and pictures; whoever derives from it draws what is kept."""

    file_given = Signal(Path)
    picture_given = Signal(bytes)
    choosing = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.locked = False
        self.drawings = False
        """Whether it takes SVG."""
        self._over = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)

    def paste(self) -> bool:
        """Take what is on the clipboard; False where it holds no picture."""
        return self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData) -> bool:
        """A file before a picture: a file manager gives both, and the picture is only the file's icon."""
        files = _files(data)
        if len(files) == 1:
            self.file_given.emit(files[0])
        elif self.drawings and data.hasFormat(SVG_TYPE):
            self.picture_given.emit(bytes(data.data(SVG_TYPE).data()))
        elif data.hasImage() and (content := png_of(data.imageData())):
            self.picture_given.emit(content)
        else:
            return False
        return True

    def _holds_picture(self, data: QMimeData) -> bool:
        drawing = self.drawings and data.hasFormat(SVG_TYPE)
        return drawing or data.hasImage() or len(_files(data)) == 1

    def _drag_over(self, *, on: bool) -> None:
        self._over = on
        self.update()

    # Qt's own names

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.locked and self._holds_picture(event.mimeData()):
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


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


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
