"""Several documents written one after the other, all of the visit as it was when they were asked for.

Each file is whole or not there. The work goes on when the panel is left, or the visit. Not here: how a document is made
(`services.packs`), the lines that tell of it (`views.job_line`).
"""

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from briefer import i18n
from briefer.gui import shown
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.tasks import Task, TaskRunner
from briefer.i18n import say, say_many
from briefer.progress import Report
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Visit
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.pdf.pages import Cache
    from briefer.services.packs import Exported

MOST_NAMES = 5
"""Files that are named in a sentence."""


class Wanted(NamedTuple):
    """A file that is asked for."""

    document: Document
    title: str
    """What the document is called."""
    path: Path


class Job(QObject):
    """One file on its way. Emits exactly one of `done`, `failed`, `cancelled`."""

    progressed = Signal(int, int, str)
    """As of a `Task`."""
    done = Signal(str)
    """In words."""
    failed = Signal(object)
    """The exception."""
    cancelled = Signal()
    stopping = Signal()
    """Somebody wants it no more."""

    def __init__(self, wanted: Wanted, batch: "_Batch", parent: QObject) -> None:
        super().__init__(parent)
        self.wanted, self.batch = wanted, batch

    def cancel(self) -> None:
        """Stop it, or never begin it."""
        self.stopping.emit()


class _Batch:
    """What was asked for in one go: the visit as it was then, and what has become of it."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.at = datetime.now(UTC)
        self.file: VisitFile | None = None
        self.cache: Cache = {}
        self.left = 0
        self.written: list[Path] = []
        self.failed: list[str] = []
        self.cancelled: list[str] = []

    def words(self) -> str:
        """What was written and what was not, in sentences."""
        parts = []
        if len(self.written) == 1:
            parts.append(say("Exported {file}.").format(file=self.written[0].name))
        elif self.written:
            count, folder = len(self.written), self.written[0].parent
            sentence = say_many(
                "Exported {count} file to {folder}: {names}.",
                "Exported {count} files to {folder}: {names}.",
                count,
            )
            names = _few([one.name for one in self.written])
            parts.append(
                sentence.format(count=shown.digits(count), folder=folder.name, names=names)
            )
        if self.failed:
            sentence = say("Not written, for a reason told beside it: {documents}.")
            parts.append(sentence.format(documents=_few(self.failed)))
        if self.cancelled:
            sentence = say("Cancelled, and nothing of it written: {documents}.")
            parts.append(sentence.format(documents=_few(self.cancelled)))
        return " ".join(parts)


def _few(names: Sequence[str]) -> str:
    """Names in a sentence; of many the first, and how many more: their lines tell of each."""
    shown_now = [*names]
    if len(names) > MOST_NAMES:
        more = say_many("{count} more", "{count} more", len(names) - MOST_NAMES + 1)
        left = shown.digits(len(names) - MOST_NAMES + 1)
        shown_now = [*names[: MOST_NAMES - 1], more.format(count=left)]
    return i18n.window_language().enumerated(shown_now)


class Exports(QObject):
    """The files of one visit that are being written, one at a time."""

    changed = Signal(int)
    """How many are on their way."""
    ended = Signal(str)
    """All that was asked for in one go is written or not, in words."""

    def __init__(self, desk: Desk, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._messages = desk, tasks, messages
        self._waiting: deque[Job] = deque()
        self._running: tuple[Job, Task] | None = None

    def start(self, visit: Visit, wanted: Sequence[Wanted]) -> list[Job]:
        """Write some files, after those that are on their way."""
        batch = _Batch(visit)
        batch.left = len(wanted)
        jobs = [Job(one, batch, self) for one in wanted]
        for job in jobs:
            job.stopping.connect(partial(self._cancel, job))
        self._waiting.extend(jobs)
        if self._running is None:
            self._next()
        self.changed.emit(self.count)
        return jobs

    @property
    def count(self) -> int:
        """How many are on their way."""
        return len(self._waiting) + (self._running is not None)

    def cancel_all(self) -> None:
        """Stop what is being written, and begin nothing of what waits."""
        for job in [*self._waiting, *([self._running[0]] if self._running else [])]:
            self._cancel(job)

    def _cancel(self, job: Job) -> None:
        if self._running and self._running[0] is job:
            self._running[1].cancel()
        elif job in self._waiting:
            self._waiting.remove(job)
            self._end_cancelled(job)
            self.changed.emit(self.count)

    def _next(self) -> None:
        if not self._waiting:
            return
        job = self._waiting.popleft()
        batch, wanted, workspace = job.batch, job.wanted, self._desk.workspace
        existed = wanted.path.exists()
        there: list[Exported] = []

        def work(report: Report) -> "Exported":
            from briefer.services import packs, visits

            if batch.file is None:
                batch.file = visits.load(workspace, batch.visit.id)
            how = wanted.document._replace(at=batch.at)
            made = packs.export(
                workspace,
                batch.visit,
                wanted.path,
                file=batch.file,
                cache=batch.cache,
                force=True,
                report=report,
                **how._asdict(),
            )
            there.append(made)
            return made

        def cancelled() -> None:
            if there:  # it was too late
                self._end_done(job, there[0], replaced=existed)
            else:
                self._end_cancelled(job)

        title = say("Exporting {document}").format(document=wanted.title)
        task = self._tasks.start(
            work,
            lambda made: self._end_done(job, made, replaced=existed),
            title=title,
            failed=lambda error: self._end_failed(job, error),
        )
        self._running = (job, task)
        task.progressed.connect(job.progressed)
        task.cancelled.connect(cancelled)
        task.ended.connect(self._ended)

    def _ended(self) -> None:
        self._running = None
        self._next()
        self.changed.emit(self.count)

    def _end_done(self, job: Job, made: "Exported", *, replaced: bool) -> None:
        job.batch.written.append(made.path)
        pages = say_many("{file}, {count} page", "{file}, {count} pages", made.sheets)
        words = pages.format(file=made.path.name, count=shown.digits(made.sheets))
        if replaced:
            words = say("{words}; the one before was replaced").format(words=words)
        job.done.emit(words)
        self._count_off(job)

    def _end_failed(self, job: Job, error: BaseException) -> None:
        job.batch.failed.append(job.wanted.title)
        job.failed.emit(error)
        self._messages.show_error(error)
        self._count_off(job)

    def _end_cancelled(self, job: Job) -> None:
        job.batch.cancelled.append(job.wanted.title)
        job.cancelled.emit()
        self._count_off(job)

    def _count_off(self, job: Job) -> None:
        """Say what has become of all that was asked for in one go, once it is known."""
        batch = job.batch
        batch.left -= 1
        job.deleteLater()
        if not batch.left:
            words = batch.words()
            self._messages.say(words, assertive=True)
            self.ended.emit(words)
