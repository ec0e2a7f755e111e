"""One job of an export or a print: a line that runs, is done, or failed with a sentence.

Not here: the work itself.
"""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from briefer.errors import KnownError
from briefer.gui import theme
from briefer.gui.exports import Job
from briefer.gui.tasks import Task
from briefer.gui.views.controls import small_tool
from briefer.i18n import say


class JobLine(QWidget):
    """A job on its way."""

    cancelled = Signal()

    def __init__(
        self,
        title: str,
        words: str,
        folder: Path | None = None,
        nothing: str = "",
        *,
        waits: bool = False,
    ) -> None:
        """`words` until there are better ones; `folder` to be opened at the end; `nothing` is said of a cancelled job.

        One that `waits` says so until it runs.
        """
        super().__init__()
        self._folder, self._nothing, self._first = folder, nothing, words
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(say("Progress of {document}").format(document=title))
        self._words = theme.label(words, "label", quiet=True)
        self._words.setWordWrap(True)
        self._cancel = small_tool(
            "x", say("Cancel {document}").format(document=title), self.cancelled.emit
        )
        self._waits = waits
        if waits:
            self._bar.hide()
            self._words.setText(say("{file} waits").format(file=words))
        self._open = small_tool(
            "folder-open",
            say("Open folder of {document}").format(document=title),
            self._open_folder,
        )
        self._open.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = theme.label(title, "title")
        head.setWordWrap(True)
        ends = QHBoxLayout()
        ends.addWidget(head, 1)
        ends.addWidget(self._open)
        ends.addWidget(self._cancel)
        layout.addLayout(ends)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)

    def follow(self, task: Task | Job) -> None:
        """Tell how a task goes, and let it be cancelled; what it gives is told by `show_done` and `show_failed`."""
        task.progressed.connect(self._show_progress)
        task.cancelled.connect(lambda: self._end(self._nothing))
        self.cancelled.connect(task.cancel)

    def show_done(self, words: str) -> None:
        """It is done."""
        self._end(words)
        self._open.setVisible(self._folder is not None)

    def show_failed(self, error: BaseException) -> None:
        """It could not be done."""
        known = isinstance(error, KnownError)
        self._end(str(error) if known else say("A fault of Briefer. The bar above says more."))
        theme.quieten(self._words, "danger")
        self._words.style().polish(self._words)

    def _show_progress(self, done: int, total: int, words: str) -> None:
        if self._waits:
            self._waits = False
            self._bar.show()
            self._words.setText(self._first)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)

    def _end(self, words: str) -> None:
        self._bar.hide()
        self._cancel.hide()
        self._words.setText(words)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
