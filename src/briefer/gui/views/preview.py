"""The live preview: the pages of a pack, shown anew after each edit at the place where one was.

The document can be read by a screen reader: its text lies under the picture of its pages. Not here: building the pages
(`building`), what lies over them meanwhile (`curtain`), the panels around them (`pack`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from briefer.gui.actions import names
from briefer.gui.building import Built
from briefer.gui.delegates.brush import painting
from briefer.gui.models.printed_words import piece_of
from briefer.gui.views.curtain import BusyBar, Curtain
from briefer.gui.views.pages_view import Framed, PagesView, around, frames_of
from briefer.pack.page_map import MappedPlace, PageMap

if TYPE_CHECKING:
    from briefer.services.printed import Block, Printed

BETWEEN_JUMPS = 300
"""Milliseconds between two jumps to what is edited."""
DRAWN_FIRST = 60
"""Milliseconds before text is taken from new pages: until they are drawn, both wait for the same lock."""
_OVER_A_PIECE = 24
"""Pixels left over what is brought into sight on a page that is higher than the pane."""
PAGES_AT_ONCE = 6
"""Pages whose text is taken in one go, so that nothing stalls."""


class _Seen(NamedTuple):
    """A place in a pack: a part, a page of it from 0, and pixels below the top of that page.

    Where something with an anchor is in sight: the uppermost, and how many pixels below the upper edge it stands.
    """

    part: str
    page: int
    below: float
    anchor: str = ""
    lower: float = 0.0


class Preview(QPlainTextEdit):
    """The pages. It is a text for a screen reader, covered by the picture of its pages for the eye."""

    page_changed = Signal(int)
    shown = Signal(object)
    """A `Built` of which the pages are shown now."""
    texts_read = Signal()
    """More of the text of the pages is there."""
    chosen = Signal(object)
    """A `Block` was clicked, None where nothing stands."""
    opened = Signal(object)
    """The `Block` of which the record is to be opened."""
    listed = Signal()
    """Return was pressed, and no block is chosen: what stands on the page?"""
    cleared = Signal()
    """There are no pages any more: let go of the document."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(names()["preview"])
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        # no parent: a document that dies with its view takes the process along
        self._empty = QPdfDocument()
        self.view = PagesView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setDocument(self._empty)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        # a bar that comes late makes all pages narrower, and what was in sight goes out of it
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.pageNavigator().currentPageChanged.connect(self.page_changed)
        self.view.pressed.connect(self._press)
        self.view.opened.connect(self._open)
        self._document = self._empty
        self._buffer: QBuffer | None = None
        self._printed: Printed | None = None
        self._block: Block | None = None
        self.reads_all = False
        """Whether the text of all pages is wanted, and not only by a screen reader."""
        self._map = PageMap()
        self._sections: tuple[tuple[str, str, int, int], ...] = ()
        self._prints: tuple[bytes, ...] = ()
        self.built: Built | None = None
        """What is shown."""
        self._texts: list[str | None] = []
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._read_soon = QTimer(self, singleShot=True, interval=DRAWN_FIRST)
        self._read_soon.timeout.connect(self._reading.start)
        self._curtain = Curtain(self)
        renderer = self.view.findChild(QPdfPageRenderer)
        assert isinstance(renderer, QPdfPageRenderer)
        renderer.pageRendered.connect(self._curtain.lift_for)
        self.view.verticalScrollBar().valueChanged.connect(self._curtain.lift)
        self._busy = BusyBar(self)
        self._jump_to = ""
        self._jumped = QTimer(self, singleShot=True, interval=BETWEEN_JUMPS)
        self._jumped.timeout.connect(self._jump_late)

    def wanted(self, anchor: str) -> tuple[str, ...]:
        """What should be seen first after an edit: what stands at an anchor, if that is not in sight; what is in sight."""
        here = self._map.pages[self.page].part if self._map.pages else ""
        if self._is_in_sight(anchor):
            return (here,)
        return (anchor, here)

    def show_pages(self, built: Built, *, at: str = "") -> bool:
        """Show a pack in place of the one before: at an anchor, else at the place where one was.

        Gives whether the anchor stands anywhere. What was in sight stays until the new pages are drawn.
        """
        seen = self.view.grab() if self.pages and self.isVisible() else None
        known = dict(zip(self._prints, self._texts, strict=True))
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setParent(document)
        buffer.setData(QByteArray(built.content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        place = self._place()
        old = self._document
        self.view.setDocument(document)
        self._document, self._buffer = document, buffer
        self._map, self._sections = built.page_map, built.sections
        self._printed = built.printed or self._printed
        self._keep_block()
        self._prints = built.prints
        self._texts = [known.get(each) if each else None for each in built.prints]
        self.built = built
        self.shown.emit(built)
        if old is not self._empty:
            old.deleteLater()
        self._go_back(place)
        found = self.follow(at)
        if seen:
            self._curtain.hang(seen, self._pages_in_sight())
        self._reading.stop()
        self._read_soon.start()
        return found

    def clear_pages(self) -> None:
        """Show nothing; the window is closing."""
        self._read_soon.stop()
        self._reading.stop()
        self._curtain.lift()
        self.view.setDocument(self._empty)
        self._map, self._prints, self._texts, self._block = PageMap(), (), [], None
        self.view.frame(None)
        self.built = None
        self.cleared.emit()
        if self._document is not self._empty:
            self._document.deleteLater()
        self._document = self._empty

    @property
    def pdf(self) -> QPdfDocument:
        """The document that is shown; it goes when `shown` or `cleared` tells so."""
        return self._document

    @property
    def texts(self) -> Sequence[str | None]:
        """The text of each page; None while it is not read."""
        return self._texts

    def read_all(self, *, on: bool) -> None:
        """Read the text of all pages, a few at a time, or only of those in sight."""
        self.reads_all = on
        if on and self.pages:
            self._reading.start()

    @property
    def block(self) -> "Block | None":
        """The block that is chosen."""
        return self._block

    def choose_block(self, block: "Block | None") -> None:
        """Choose a block and frame it."""
        self._block = block
        self.view.frame(_piece(block.place) if block else None)
        self.chosen.emit(block)

    def _keep_block(self) -> None:
        """The chosen block stands elsewhere now, or nowhere."""
        before, self._block = self._block, None
        if before and self._printed:
            where = [place for place in self._map.places if place.anchor == before.place.anchor]
            if where:
                self._block = before._replace(place=where[0])
        self.view.frame(_piece(self._block.place) if self._block else None)

    def blocks_on(self, page: int) -> "tuple[Block, ...]":
        """What is printed on a page."""
        return self._printed.blocks_on(page) if self._printed else ()

    def _press(self, page: int, where: QPointF) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self._printed.block_at(page, where.x(), where.y()) if self._printed else None
        self.choose_block(found)

    def _open(self, page: int, where: QPointF) -> None:
        self._press(page, where)
        if self._block:
            self.opened.emit(self._block)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    @property
    def page(self) -> int:
        """The page at the top, from 0."""
        return self.view.pageNavigator().currentPage()

    def page_name(self, page: int) -> str:
        """A page as it is printed: `8.2-1`."""
        return self._map.pages[page].name if 0 <= page < len(self._map.pages) else ""

    def go_to_page(self, page: int) -> None:
        """Show a page from its top."""
        if 0 <= page < self.pages:
            self.view.pageNavigator().jump(page, QPointF(), self.view.pageNavigator().currentZoom())

    def go_to(self, anchor: str) -> bool:
        """Show the page on which something stands, unless it is in sight; gives whether it stands anywhere."""
        places = self._stands(anchor)
        if places and not self._is_in_sight(anchor):
            self.go_to_page(places[0].page)
            self.show_piece(_piece(places[0]))
        return bool(places)

    def follow(self, anchor: str) -> bool:
        """Go to what is edited, but jump no more often than the eye can follow; gives whether it stands anywhere."""
        if not anchor or not self._stands(anchor):
            return False
        if self._jumped.isActive():
            self._jump_to = anchor
        elif not self._is_in_sight(anchor):
            self._jumped.start()
            self.go_to(anchor)
        return True

    def _jump_late(self) -> None:
        """The last of what was edited meanwhile."""
        anchor, self._jump_to = self._jump_to, ""
        self.follow(anchor)

    def _stands(self, anchor: str) -> list[MappedPlace]:
        """Where something stands that has an anchor, or is a part."""
        if not anchor:
            return []
        height = self._map.height
        pages = (
            MappedPlace(page.part, at, 0.0, 0.0, self._map.width, height)
            for at, page in enumerate(self._map.pages)
            if page.part == anchor
        )
        return [*(place for place in self._map.places if place.anchor == anchor), *pages]

    def show_piece(self, piece: Framed) -> None:
        """Show a piece of a page, unless all of it is in sight."""
        if not self._sees(self.view.box_of(piece)):
            self.go_to_page(piece.page)
        box, bar = self.view.box_of(piece), self.view.verticalScrollBar()
        if not self._sees(box):  # it stands low on a page that is higher than the pane
            bar.setValue(bar.value() + round(box.top()) - _OVER_A_PIECE)

    def go_to_section(self, key: str) -> bool:
        """Show the first page of a section; gives whether there is one."""
        section = next((one for one in self._sections if one[0] == key), None)
        if section:
            self.go_to_page(section[3])
        return section is not None

    def pages_of(self, key: str) -> list[int]:
        """The pages of a part."""
        return [at for at, page in enumerate(self._map.pages) if page.part == key]

    def go_to_part(self, key: str, *, anew: bool) -> bool:
        """Show the first page of a part, unless it was there before and is in sight; gives whether it has any."""
        pages = self.pages_of(key)
        if pages and (anew or self.page not in pages):
            self.go_to_page(pages[0])
        return bool(pages)

    def show_words(self, key: str, paragraph: str) -> bool:
        """Frame a paragraph in the pages of a part, in place of a chosen block; gives whether it stands there."""
        texts = (
            (at, self._texts[at] or self._document.getAllText(at).text())
            for at in self.pages_of(key)
        )
        piece = piece_of(paragraph, texts)
        framed = around(frames_of(self._document, *piece)) if piece else None
        if framed:
            margin = 2.0
            framed = Framed(
                framed.page,
                framed.x0 - margin,
                framed.y0 - margin,
                framed.x1 + margin,
                framed.y1 + margin,
            )
            self.show_piece(framed)
        self._block = None
        self.view.frame(framed)
        return framed is not None

    def go_to_name(self, name: str) -> bool:
        """Show a page by its printed name; gives whether there is one."""
        pages = [at for at, page in enumerate(self._map.pages) if page.name == name]
        if pages:
            self.go_to_page(pages[0])
        return bool(pages)

    def zoom(self, step: int) -> None:
        """Larger (1) or smaller (-1)."""
        factor = self.view.zoomFactor()
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            width = self._document.pagePointSize(0).width() or 595
            factor = (self.view.viewport().width() - 30) / (width * self.logicalDpiX() / 72)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(0.2, min(4.0, factor * (1.2 if step > 0 else 1 / 1.2))))

    def fit(self) -> None:
        """As wide as the pane."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def show_busy(self, busy: bool) -> None:  # a slot
        """Let the thin bar run, or not."""
        self._busy.run(on=busy)

    def _is_in_sight(self, anchor: str) -> bool:
        """Whether something can be seen where it begins; a part, whether its page is the one at the top."""
        if anchor and self._map.pages and self._map.pages[self.page].part == anchor:
            return True
        places = (one for one in self._map.places if one.anchor == anchor)
        return any(self._sees(self.view.box_of(_piece(one))) for one in places)

    def _sees(self, box: QRectF) -> bool:
        """Whether a box is in sight, or what of it the pane can hold."""
        height = self.view.viewport().height()
        return box.top() >= 0 and min(box.bottom(), box.top() + height / 2) <= height

    def _height_of_page(self) -> float:
        """Pixels from the top of a page to that of the next."""
        margins, bar = self.view.documentMargins(), self.view.verticalScrollBar()
        height = bar.maximum() + self.view.viewport().height() - margins.top() - margins.bottom()
        return max(1.0, height / max(1, self.pages))

    def _pages_in_sight(self) -> set[int]:
        """All pages of which something is to be seen."""
        top = self.view.verticalScrollBar().value() - self.view.documentMargins().top()
        height = self._height_of_page()
        last = int((top + self.view.viewport().height()) / height)
        return set(range(max(0, int(top / height)), min(last + 1, self.pages)))

    def _place(self) -> _Seen:
        """Where one is; what stands before it may become longer or shorter."""
        value = self.view.verticalScrollBar().value()
        if not self._map.pages:
            return _Seen("", 0, value)
        seen = self._pages_in_sight()
        page = min(seen, default=0)
        part = self._map.pages[page].part
        first = next(at for at, each in enumerate(self._map.pages) if each.part == part)
        places = (one for one in self._map.places if one.page in seen)
        tops = ((self.view.box_of(_piece(one)).top(), one) for one in places)
        height = self.view.viewport().height()
        sights = ((top, one.anchor) for top, one in tops if 0 <= top < height)
        lower, anchor = min(sights, default=(0.0, ""))
        below = value - page * self._height_of_page()
        return _Seen(part, page - first, below, anchor, lower)

    def _go_back(self, place: _Seen) -> None:
        bar, stands = self.view.verticalScrollBar(), self._stands(place.anchor)
        if stands:
            here = [one for one in stands if self._map.pages[one.page].part == place.part]
            top = self.view.box_of(_piece((here or stands)[0])).top() + bar.value()
            bar.setValue(round(top - place.lower))
            return
        pages = [at for at, each in enumerate(self._map.pages) if each.part == place.part]
        below = place.below
        if pages:
            below += pages[min(place.page, len(pages) - 1)] * self._height_of_page()
        bar.setValue(round(below))

    def _read_on(self) -> None:
        """Take the text of some pages, those in sight first, then let the window breathe.

        Nobody who only looks needs more than those in sight.
        """
        every = QAccessible.isActive() or self.reads_all
        wanted = range(self.pages) if every else sorted(self._pages_in_sight())
        unread = [at for at in wanted if self._texts[at] is None]
        unread.sort(key=lambda at: (at < self.page, at))
        for page in unread[:PAGES_AT_ONCE]:
            self._texts[page] = self._document.getAllText(page).text()
        self.texts_read.emit()
        if len(unread) > PAGES_AT_ONCE:
            return
        self._reading.stop()  # all is read, or nobody wants it
        text = "\n".join(each for each in self._texts if each is not None)
        if text != self.toPlainText():
            cursor = self.textCursor()
            place = min(cursor.position(), len(text))
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(place)
            self.setTextCursor(cursor)

    def text_of_pages(self) -> str:
        """All text there is, at once; for tests."""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.pages))

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.view.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 2,
            Qt.Key.Key_Up: -bar.singleStep() * 2,
        }
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_PageDown:
            self.go_to_page(self.page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to_page(self.page - 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_page(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_page(self.pages - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._block and self._block.place.page in self._pages_in_sight():
                self.opened.emit(self._block)
            else:
                self.listed.emit()
        elif event.key() == Qt.Key.Key_Escape and self._block:
            self.choose_block(None)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # its text is for the ear; the eye sees the pages
        with painting(self.viewport()) as brush:
            brush.painter.fillRect(self.viewport().rect(), brush.colour(QPalette.ColorRole.Dark))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())
        self._curtain.lift()
        self._curtain.setGeometry(self.rect())
        self._busy.setGeometry(0, 0, self.width(), 3)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.PaletteChange):
            self.view.update()


def _piece(place: MappedPlace) -> Framed:
    """A place as a piece of a page."""
    return Framed(place.page, place.x0, place.y0, place.x1, place.y1)


class PreviewPane(QWidget):
    """The preview beside the programme: the same pages, small."""

    def __init__(self, preview: Preview, head: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(preview, 1)
        self._layout, self.preview = layout, preview
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def take(self) -> None:
        """Take the preview from wherever it is."""
        self._layout.addWidget(self.preview, 1)
        self.preview.show()  # beside a brief it waits for its first pages
