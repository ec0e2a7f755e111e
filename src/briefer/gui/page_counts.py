"""How many pages the documents of a visit have: each is laid out beside, one after the other, while somebody looks.

What the preview has laid out is taken from there. Not here: writing the documents (`exports`), showing the counts
(`views.export_panel`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from briefer.gui.desk import Desk
from briefer.gui.tasks import TaskRunner
from briefer.progress import Report
from briefer.records.visit_file import VisitFile
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.pdf.pages import Cache

RESTS = 1000
"""Milliseconds without a change before counting begins: what is edited is laid out for the preview first."""


class PageCounts(QObject):
    """The counts of one visit. What was counted before stays until it is counted anew."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._lane = f"page counts {id(self)}"
        self._counts: dict[Document, int] = {}
        self._of: dict[Document, VisitFile] = {}
        """The visit as it was when a document was counted, or could not be laid out."""
        self._cache: Cache = {}
        self._file: VisitFile | None = None
        self._wanted: tuple[Document, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._count)

    def of(self, document: Document) -> int | None:
        """The pages of a document; None where they are not known."""
        return self._counts.get(document)

    def take(self, document: Document, pages: int) -> None:
        """The preview has laid a document out."""
        if self._file:
            self._of[document] = self._file
        if self._counts.get(document) != pages:
            self._counts[document] = pages
            self.changed.emit()

    def look(self, file: VisitFile, documents: Iterable[Document]) -> None:
        """Count some documents of a visit, when nothing is edited for a while."""
        self._file, self._wanted = file, tuple(documents)
        self._tasks.cancel(self._lane)
        self._rest.start()

    def stop(self) -> None:
        """Nobody looks; who looks again wants them as they are then."""
        self._rest.stop()
        self._tasks.cancel(self._lane)
        self._of.clear()
        self._cache = {}

    def _count(self) -> None:
        """Lay out the next document that is not counted."""
        file, workspace, cache = self._file, self._desk.workspace, self._cache
        document = next((one for one in self._wanted if self._of.get(one) != file), None)
        if file is None or document is None:
            return
        if self._desk.hurrying:
            self._rest.start()
            return

        def work(report: Report) -> int:
            from briefer.services import packs

            pack = packs.compile_file(file, packs.own_data(workspace), **document._asdict())
            return len(packs.paginate(workspace, pack, cache, report).sheets)

        def arrived(pages: int) -> None:
            self.take(document, pages)
            self._count()

        def failed(_error: BaseException) -> None:
            self._of[document] = file  # who exports it is told why
            self._counts.pop(document, None)
            self._count()

        self._tasks.start(work, arrived, lane=self._lane, failed=failed)
