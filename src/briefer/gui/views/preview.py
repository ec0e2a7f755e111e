"""The live preview: the pages of a pack, built anew in the worker after each edit, at the place where one was.

What is edited is shown before the rest is laid out. Until then the old pages stay; a thin bar runs above them after 0.3 seconds. The document can be read by
a screen reader: its text lies under the picture of its pages. Not here: the panels around it (`pack`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import shown
from briefer.gui.actions import names
from briefer.gui.delegates.brush import painting
from briefer.gui.desk import Desk
from briefer.gui.tasks import Task, TaskRunner
from briefer.i18n import say
from briefer.pack.page_map import PageMap
from briefer.progress import Report
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.pack.blocks import Pack
    from briefer.pdf.keeping import PageCache
    from briefer.pdf.sheets import Pages
    from briefer.workspace.database import Workspace

Done = TypeVar("Done")
EDIT_RESTS = 30
"""Milliseconds after an edit before the preview is built; the window has painted by then."""
EDITS_REST = 150
"""The same while edit follows edit, as with a key held down."""
QUIET_WORK = 300
"""Milliseconds of building before a bar runs."""
PAGES_AT_ONCE = 6
"""Pages whose text is taken in one go, so that nothing stalls."""
LONGEST_CURTAIN = 500
"""Milliseconds after which new pages are shown even if none was drawn."""


class Length(NamedTuple):
    """How much of its two sides a brief takes, front and back."""

    sides: tuple[float, float]
    """0.4 of a side, or 1.2."""
    left: tuple[int, int]
    """Lines for which there is room."""
    over: tuple[int, int]
    """Lines to cut."""

    @property
    def all(self) -> float:
        """Sides in all."""
        return sum(self.sides)

    @property
    def too_long(self) -> int:
        """Lines to cut in all."""
        return sum(self.over)


class Built(NamedTuple):
    """A pack as it was built: its file, where what stands, and what its pages have to tell."""

    pages: "Pages"
    content: bytes
    sections: tuple[tuple[str, str, int, int], ...]
    """Key, title, how many pages, and the first of them, of each section."""
    lengths: Mapping[str, Length]
    """Of each brief by the key of its item."""
    prints: tuple[bytes, ...]
    """Of each page something that is the same where its text is; empty where that is not known."""

    @property
    def page_map(self) -> PageMap:
        """Where what stands."""
        return self.pages.page_map

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the pages have to tell."""
        return self.pages.findings


class _Seen(NamedTuple):
    """A place in a pack: a part, a page of it from 0, and pixels below the top of that page."""

    part: str
    page: int
    below: float


class Begun(NamedTuple):
    """A pack that is compiled, with what of it can be shown before all its pages are laid out."""

    pack: "Pack"
    first: Built | None


class Builder(QWidget):
    """Builds the pack of one visit by one recipe, again after each edit, one at a time.

    First the part that one edits is laid out and shown among the pages as they were, then everything.
    """

    first_built = Signal(object)
    """A `Built` of which one part is as it is now; the whole will follow. It has no findings."""
    built = Signal(object)
    """A `Built`."""
    state_changed = Signal(str)
    """What the preview is doing, in words: "Preview current, 184 pages"."""
    busy = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        tasks: TaskRunner,
        wanted: Callable[[], Sequence[str]],
        parent: QWidget,
    ) -> None:
        """`wanted` names what should be seen first, as `Preview.wanted` does."""
        super().__init__(parent)
        self.hide()
        self._desk, self._tasks, self._wanted = desk, tasks, wanted
        self.recipe = "dossier"
        self._cache: dict[str, PageCache] = {}
        self._task: Task | None = None
        self._again = False
        self._begun: Begun | None = None
        self._file: VisitFile | None = None
        self._shown: Pages | None = None
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.build_now)
        self._late = QTimer(self, singleShot=True, interval=QUIET_WORK)
        self._late.timeout.connect(lambda: self.busy.emit(True))

    def build_soon(self) -> None:
        """Something was edited: stop what is being built, and build when the edits rest."""
        follows = self._task is not None or self._rest.isActive()
        if self._task:
            self._task.cancel()
        self._rest.start(EDITS_REST if follows else EDIT_RESTS)

    def build_for(self, file: VisitFile) -> None:
        """Build for a visit's file, if what was built last is of another."""
        if file is not self._file:
            self._file = file
            if self._shown:
                self.build_soon()
            else:
                self.build_now()

    def build_now(self) -> None:
        """Build at once, or as soon as what is being built has stopped."""
        self._rest.stop()
        if self._task:
            self._again = True
            self._task.cancel()
            return
        if self._file is None:
            return
        workspace, file, recipe, cache = self._desk.workspace, self._file, self.recipe, self._cache
        shown_now, names = self._shown, tuple(self._wanted())

        def work(report: Report) -> Begun:
            return begin(workspace, file, recipe, shown_now, names, cache, report)

        self.state_changed.emit(say("Preview is being built"))
        self._late.start()
        self._start(work, self._show_first)

    def stop(self) -> None:
        """Stop for good."""
        self._rest.stop()
        self._again = False
        if self._task:
            self._task.cancel()

    def _start(self, work: Callable[[Report], Done], done: Callable[[Done], None]) -> None:
        self._task = self._tasks.start(work, done)
        self._task.failed.connect(self._say_failed)
        self._task.ended.connect(self._ended)

    def _show_first(self, begun: Begun) -> None:
        self._begun = begun
        if begun.first:
            self._shown = begun.first.pages
            self.first_built.emit(begun.first)

    def _show_whole(self, built: Built) -> None:
        self._shown = built.pages
        count = len(built.page_map.pages)
        self.state_changed.emit(
            say("Preview current, {count} pages").format(count=shown.digits(count))
        )
        self.built.emit(built)

    def _say_failed(self, _error: BaseException) -> None:
        self.state_changed.emit(say("Preview not current"))

    def _ended(self) -> None:
        self._task = None
        begun, self._begun = self._begun, None
        if begun and not self._again:
            workspace, cache, pack = self._desk.workspace, self._cache, begun.pack

            def work(report: Report) -> Built:
                return build(workspace, pack, cache, report)

            self._start(work, self._show_whole)
            return
        self._late.stop()
        self.busy.emit(False)
        if self._again:
            self._again = False
            self.build_now()


def begin(
    workspace: "Workspace",
    file: VisitFile,
    recipe: str,
    before: "Pages | None",
    names: Sequence[str],
    cache: "dict[str, PageCache]",
    report: Report,
) -> Begun:
    """In the worker: the pack of a visit, and the pages shown before with what is wanted first as it is now."""
    from briefer.pdf.keeping import PageCache
    from briefer.services import packs, visits

    if not visits.is_whole(file):  # the edit referred to what the desk has not read yet
        file = visits.load(workspace, file.visit.id)
    pack = packs.compile_file(file, packs.own_data(workspace), recipe=recipe)
    report(0, 0)
    if before is None:
        return Begun(pack, None)
    kept = cache.setdefault("pages", PageCache())
    made = packs.renew(workspace, before, pack, names, kept, report)
    return Begun(pack, _written(made, report) if made else None)


def build(
    workspace: "Workspace", pack: "Pack", cache: "dict[str, PageCache]", report: Report
) -> Built:
    """In the worker: all pages of a pack, with its file."""
    from briefer.pdf.keeping import PageCache
    from briefer.services import packs

    kept = cache.setdefault("pages", PageCache())
    return _written(packs.paginate(workspace, pack, kept, report), report)


def _written(made: "Pages", report: Report) -> Built:
    from briefer.pdf import pages

    content = pages.write(made, report, tagged=False)  # what is heard is the text of its pages
    sections = []
    for section in made.pack.sections:
        sheets = [at for at, sheet in enumerate(made.sheets) if sheet.part in section.parts]
        if sheets:
            sections.append((section.key, section.title, len(sheets), sheets[0]))
    lengths = {}
    for sheet in made.sheets:
        if sheet.part.two_sides:
            laid = made.parts[sheet.part_index]
            key = sheet.part.key.removeprefix("brief:")
            lengths[key] = Length(laid.filled, laid.lines_left, laid.lines_to_cut)
    return Built(made, content, tuple(sections), lengths, made.prints())


class Preview(QPlainTextEdit):
    """The pages. It is a text for a screen reader, covered by the picture of its pages for the eye."""

    page_changed = Signal(int)
    opened = Signal(int, QPointF)
    """Somebody double clicked a page: its index, and the point in points from its upper left."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(names()["preview"])
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.view = QPdfView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        # a bar that comes late makes all pages narrower, and what was in sight goes out of it
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.pageNavigator().currentPageChanged.connect(self.page_changed)
        self._empty = (
            QPdfDocument()
        )  # no parent: a document that dies with its view takes the process along
        self._document = self._empty
        self._buffer: QBuffer | None = None
        self._map = PageMap()
        self._sections: tuple[tuple[str, str, int, int], ...] = ()
        self._prints: tuple[bytes, ...] = ()
        self._texts: list[str | None] = []
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._curtain = _Curtain(self)
        renderer = self.view.findChild(QPdfPageRenderer)
        assert isinstance(renderer, QPdfPageRenderer)
        renderer.pageRendered.connect(self._curtain.lift_for)
        self.view.verticalScrollBar().valueChanged.connect(self._curtain.lift)
        self._busy = _BusyBar(self)

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
        if old is not self._empty:
            old.deleteLater()
        found = bool(at) and self.go_to(at)
        if not found:
            self._go_back(place)
        if seen:
            self._curtain.hang(seen, self._pages_in_sight())
        self._prints = built.prints
        self._texts = [known.get(each) if each else None for each in built.prints]
        self._reading.start()
        return found

    def clear_pages(self) -> None:
        """Show nothing; the window is closing."""
        self._reading.stop()
        self._curtain.lift()
        self.view.setDocument(self._empty)
        if self._document is not self._empty:
            self._document.deleteLater()
        self._document = self._empty

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
        places = [place for place in self._map.places if place.anchor == anchor]
        if not places:
            return False
        if self._is_in_sight(anchor):
            return True
        place = places[0]
        top = max(0.0, self._map.height - place.y1 - 60)
        self.view.pageNavigator().jump(
            place.page, QPointF(0, top), self.view.pageNavigator().currentZoom()
        )
        return True

    def go_to_section(self, key: str) -> bool:
        """Show the first page of a section; gives whether there is one."""
        section = next((one for one in self._sections if one[0] == key), None)
        if section:
            self.go_to_page(section[3])
        return section is not None

    def go_to_part(self, key: str, *, anew: bool) -> bool:
        """Show the first page of a part, unless it was there before and is in sight; gives whether it has any."""
        pages = [at for at, page in enumerate(self._map.pages) if page.part == key]
        if pages and (anew or self.page not in pages):
            self.go_to_page(pages[0])
        return bool(pages)

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
        """Whether something stands on the page at the top."""
        return any(place.anchor == anchor and place.page == self.page for place in self._map.places)

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
        page = min(self._pages_in_sight(), default=0)
        part = self._map.pages[page].part
        first = next(at for at, each in enumerate(self._map.pages) if each.part == part)
        return _Seen(part, page - first, value - page * self._height_of_page())

    def _go_back(self, place: _Seen) -> None:
        pages = [at for at, each in enumerate(self._map.pages) if each.part == place.part]
        below = place.below
        if pages:
            below += pages[min(place.page, len(pages) - 1)] * self._height_of_page()
        self.view.verticalScrollBar().setValue(round(below))

    def _read_on(self) -> None:
        """Take the text of some pages, those in sight first, then let the window breathe."""
        unread = [at for at, text in enumerate(self._texts) if text is None]
        unread.sort(key=lambda at: (at < self.page, at))
        for page in unread[:PAGES_AT_ONCE]:
            self._texts[page] = self._document.getAllText(page).text()
        if len(unread) > PAGES_AT_ONCE and QAccessible.isActive():
            return
        self._reading.stop()  # all is read, or nobody reads it by ear
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


class _Curtain(QWidget):
    """What was seen, held before the new pages until they are drawn: without it they would be white for a moment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen = QPixmap()
        self._awaited: set[int] = set()
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_CURTAIN)
        self._longest.timeout.connect(self.lift)
        self.hide()

    def hang(self, seen: QPixmap, awaited: set[int]) -> None:
        """Show what was seen until some pages are drawn."""
        self._seen, self._awaited = seen, awaited
        self.show()
        self.raise_()
        self._longest.start()

    def lift_for(self, page: int) -> None:  # a slot
        """A page is drawn."""
        self._awaited.discard(page)
        if not self._awaited:
            self.lift()

    def lift(self) -> None:  # a slot
        """Show the pages."""
        self._longest.stop()
        self._seen = QPixmap()
        self.hide()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.drawPixmap(0, 0, self._seen)


class _BusyBar(QWidget):
    """A thin bar that runs while pages are built."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._at = 0
        self._timer = QTimer(self, interval=40)
        self._timer.timeout.connect(self._step)
        self.hide()

    def run(self, *, on: bool) -> None:
        """Run, or be gone."""
        self.setVisible(on)
        self.raise_()
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def _step(self) -> None:
        self._at = (self._at + 12) % max(1, self.width() + 120)
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(QRect(self._at - 120, 0, 120, 3), brush.colour("accent"))


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
