"""Building a visit's pack for the preview, in the worker, again after each edit.

What is edited is laid out before the rest. Not here: showing the pages (`views.preview`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from briefer.findings import Finding
from briefer.gui import shown
from briefer.gui.desk import Desk
from briefer.gui.tasks import Task, TaskRunner
from briefer.i18n import say, say_many
from briefer.pack.page_map import PageMap
from briefer.progress import Report
from briefer.records.visit_file import VisitFile
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.pack.audience import Cut
    from briefer.pack.blocks import Pack
    from briefer.pdf.keeping import PageCache
    from briefer.pdf.sheets import Pages
    from briefer.services.choices import Least
    from briefer.services.printed import Printed
    from briefer.workspace.database import Workspace

Done = TypeVar("Done")
EDIT_RESTS = 10
"""Milliseconds after an edit before the preview is built; the window paints meanwhile."""
EDITS_REST = 150
"""The same while edit follows edit, as with a key held down."""
QUIET_WORK = 300
"""Milliseconds of building before a bar runs."""


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
    printed: "Printed | None" = None
    """What is printed where, once all of it is laid out."""
    least: "Least | None" = None
    """How it must be marked at least, likewise."""
    document: Document = Document()
    """What was asked for."""

    @property
    def page_map(self) -> PageMap:
        """Where what stands."""
        return self.pages.page_map

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the pages have to tell."""
        return self.pages.findings


class Begun(NamedTuple):
    """A pack that is compiled, with what of it can be shown before all its pages are laid out."""

    pack: "Pack"
    cut: "Cut"
    first: Built | None
    document: Document


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
        self.document = Document()
        """What is built."""
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
        if self._shown:
            self._desk.hurry(self)  # before others begin to read because of the same edit
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

    def put_off(self, file: VisitFile) -> None:
        """Nobody sees the pages: those of an older file are told not to be current until somebody does."""
        if file is not self._file and self._task is None:
            self.state_changed.emit(say("Preview not current"))

    def build_now(self) -> None:
        """Build at once, or as soon as what is being built has stopped."""
        self._rest.stop()
        if self._task:
            self._again = True
            self._task.cancel()
            return
        if self._file is None:
            self._desk.hurry_no_more(self)
            return
        workspace, file, cache = self._desk.workspace, self._file, self._cache
        document, shown_now, names = self.document, self._shown, tuple(self._wanted())

        def work(report: Report) -> Begun:
            return begin(workspace, file, document, shown_now, names, cache, report)

        self.state_changed.emit(say("Preview is being built"))
        self._late.start()
        if shown_now:
            self._desk.hurry(self)
        self._start(work, self._show_first)

    def stop(self) -> None:
        """Stop for good."""
        self._rest.stop()
        self._desk.hurry_no_more(self)
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
            say_many(
                "Preview current, {count} page", "Preview current, {count} pages", count
            ).format(count=shown.digits(count))
        )
        self.built.emit(built)

    def _say_failed(self, _error: BaseException) -> None:
        self.state_changed.emit(say("Preview not current"))

    def _ended(self) -> None:
        self._task = None
        if not self._rest.isActive():  # else the page of a later edit is waited for
            self._desk.hurry_no_more(self)
        begun, self._begun = self._begun, None
        if begun and not self._again:
            workspace, cache = self._desk.workspace, self._cache
            pack, cut, document = begun.pack, begun.cut, begun.document

            def work(report: Report) -> Built:
                from briefer.services import choices
                from briefer.services.printed import Printed

                built = build(workspace, pack, cache, report)
                printed = Printed(cut, built.page_map)
                return built._replace(printed=printed, least=choices.least(cut), document=document)

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
    document: Document,
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
    pack, cut = packs.compiled(file, packs.own_data(workspace), **document._asdict())
    report(0, 0)
    if before is None:
        return Begun(pack, cut, None, document)
    kept = cache.setdefault("pages", PageCache())
    made = packs.renew(workspace, before, pack, names, kept, report)
    return Begun(pack, cut, written(made, report) if made else None, document)


def build(
    workspace: "Workspace", pack: "Pack", cache: "dict[str, PageCache]", report: Report
) -> Built:
    """In the worker: all pages of a pack, with its file."""
    from briefer.pdf.keeping import PageCache
    from briefer.services import packs

    kept = cache.setdefault("pages", PageCache())
    made = packs.paginate(workspace, pack, kept, report)
    kept.drop_older(len(made.sheets))  # or each edit of a day leaves the pages it made
    return written(made, report)


def written(made: "Pages", report: Report) -> Built:
    """The file of some pages, with what a preview asks of them."""
    from briefer.pdf import pages

    content = pages.write(made, report, tagged=False)  # what is heard is the text of its pages
    sections = []
    for section in made.pack.sections:
        parts = {part.key for part in section.parts}  # two languages on facing pages share them
        sheets = [at for at, sheet in enumerate(made.sheets) if sheet.part.key in parts]
        if sheets:
            sections.append((section.key, section.title, len(sheets), sheets[0]))
    lengths = {}
    for sheet in made.sheets:
        if sheet.part.two_sides:
            laid = made.parts[sheet.part_index]
            key = sheet.part.key.removeprefix("brief:")
            lengths[key] = Length(laid.filled, laid.lines_left, laid.lines_to_cut)
    return Built(made, content, tuple(sections), lengths, made.prints())
