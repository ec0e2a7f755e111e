"""A page on a well, as it is printed: one picture of a PDF's page that keeps its shape.

Not here: many pages (`preview`), what is on it.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui import theme
from briefer.gui.delegates.brush import painting

EDGE = 20
FINE = 2200
"""Pixels of the longer side: as fine as a large screen shows it."""


class Sheet(QWidget):
    """The first page of a PDF. Its text is what a screen reader says of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.scaled(160), theme.scaled(200))
        self.picture = QImage()

    def show_pdf(self, content: bytes) -> None:
        """Show the first page of a file."""
        document, buffer = QPdfDocument(), QBuffer()  # no parents: both end here
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        points = document.pagePointSize(0)
        longer = max(points.width(), points.height(), 1.0)
        size = QSize(round(points.width() * FINE / longer), round(points.height() * FINE / longer))
        self.picture = document.render(0, size)
        self.setAccessibleDescription(document.getAllText(0).text())
        document.close()
        self.update()

    def show_none(self) -> None:
        """Show nothing: there is no page to show."""
        self.picture = QImage()
        self.setAccessibleDescription("")
        self.update()

    @property
    def paper(self) -> QRect:
        """Where the page stands."""
        edge = theme.scaled(EDGE)
        room = self.rect().adjusted(edge, edge, -edge, -edge)
        size = self.picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        paper = QRect(room.topLeft(), size)
        paper.moveCenter(room.center())
        return paper

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.Dark))
            if self.picture.isNull():
                return
            paper = self.paper
            brush.painter.fillRect(
                paper.adjusted(-1, -1, 1, 1), brush.colour(QPalette.ColorRole.Mid)
            )
            brush.painter.fillRect(paper, Qt.GlobalColor.white)
            ratio = self.devicePixelRatioF()
            fine = self.picture.scaled(
                paper.size() * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            brush.painter.drawImage(paper, fine)
