"""The strip of thumbnails beside the pages: drawn in a thread of Qt's, one after the other, and only what is in sight.

Not here: building the pages, showing them large (`preview`).
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPalette
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractItemView, QListView

from briefer.gui import theme
from briefer.gui.delegates.thumbnails import ThumbnailPainter
from briefer.gui.models.page_list import PageLine, PagesModel
from briefer.i18n import say

WIDTH = 112
LARGE_FIRST = 120
"""Milliseconds after new pages came before small ones are drawn: the large ones go first."""
MOST_KEPT = 200
"""Pictures that are kept; at twice the pixels that is 30 megabytes."""


class Thumbnails(QObject):
    """The small pictures of the pages of a document. A page that is as it was before keeps its picture."""

    drawn = Signal(int)
    """The picture of a page is there."""

    def __init__(self, wanted: Callable[[], Sequence[int]], parent: QObject) -> None:
        """`wanted` names the pages in sight."""
        super().__init__(parent)
        self._wanted = wanted
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._documents = 0
        self._size = QSize()
        self._keys: tuple[object, ...] = ()
        self._names: tuple[str, ...] = ()
        self._kept: OrderedDict[object, QImage] = OrderedDict()
        self._before: dict[str, QImage] = {}
        self._asked: tuple[int, int] | None = None
        """The number of what was asked of the renderer, and its page."""
        self._rest = QTimer(self, singleShot=True, interval=LARGE_FIRST)
        self._soon = QTimer(self, singleShot=True, interval=0)
        for timer in (self._rest, self._soon):
            timer.timeout.connect(self._go_on)

    def show(
        self, document: QPdfDocument, prints: Sequence[bytes], names: Sequence[str], size: QSize
    ) -> None:
        """Take other pages; `prints` are as `Built` has them, `size` is that of the pictures."""
        self._before = {
            name: picture
            for name, key in zip(self._names, self._keys, strict=True)
            if (picture := self._kept.get(key)) is not None
        }
        self._renderer.setDocument(document)
        self._asked = None
        # what is not known by its print may be another in each document
        self._documents += 1
        self._keys = tuple(one or (self._documents, at) for at, one in enumerate(prints))
        self._names = tuple(names)
        if size != self._size:
            self._size = size
            self._kept.clear()
        self._rest.start()

    def picture(self, page: int) -> QImage | None:
        """The picture of a page; while it is not drawn, that of the page of this name before."""
        key = self._keys[page]
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if self._asked is None and not self._rest.isActive():
            self._soon.start()
        return self._before.get(self._names[page])

    def _go_on(self) -> None:
        """Ask for the next page that is in sight."""
        if self._asked is not None:
            return
        for page in self._wanted():
            if page < len(self._keys) and self._keys[page] not in self._kept:
                options = QPdfDocumentRenderOptions()
                self._asked = self._renderer.requestPage(page, self._size, options), page
                return

    def _take(  # a slot
        self, page: int, _size: QSize, picture: QImage, _options: object, number: int
    ) -> None:
        if (number, page) != self._asked:
            return  # of a document before
        self._asked = None
        self._kept[self._keys[page]] = picture
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.drawn.emit(page)
        self._go_on()


class ThumbnailStrip(QListView):
    """All pages, small. The chosen one is the page that is shown large."""

    chosen = Signal(int)
    """A page, from 0, that is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.table = PagesModel(self)
        self.pictures = Thumbnails(self.pages_in_sight, self)
        self.pictures.drawn.connect(self.table.drawn)
        self._painter = ThumbnailPainter(self, self.pictures.picture)
        self._quiet = False
        self.setModel(self.table)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(say("Pages"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFixedWidth(theme.scaled(WIDTH))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_document(
        self, document: QPdfDocument, prints: Sequence[bytes], lines: Iterable[PageLine]
    ) -> None:
        """Show the pages of another document."""
        lines = tuple(lines)
        points = document.pagePointSize(0)
        if points.width() > 0 and self._painter.ratio != points.height() / points.width():
            self._painter.ratio = points.height() / points.width()
            self.scheduleDelayedItemsLayout()
        size = self._painter.paper * self.devicePixelRatioF()
        self.pictures.show(document, prints, [line.name for line in lines], size)
        self.show_lines(lines)

    def show_lines(self, lines: Iterable[PageLine]) -> None:
        """Show something else about the same pages."""
        at, self._quiet = self.currentIndex().row(), True
        self.table.show(lines)
        self._quiet = False
        self.choose(at)

    def choose(self, page: int) -> None:
        """Show a page as the one that is seen large."""
        index = self.table.index(page)
        if index.isValid() and index != self.currentIndex():
            self._quiet = True
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self._quiet = False

    def pages_in_sight(self) -> list[int]:
        """The pages of which something is to be seen, from the top."""
        count = len(self.table.lines)
        if not self.isVisible() or not count:
            return []
        height = max(1, self.sizeHintForIndex(self.table.index(0)).height())
        first = self.indexAt(QPoint(self.viewport().width() // 2, 1)).row()
        some = self.viewport().height() // height + 2
        return list(range(max(0, first), min(count, max(0, first) + some)))

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.chosen.emit(index.row())
