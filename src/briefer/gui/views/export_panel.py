"""Exporting: which documents, into which folder; each file is a line that waits, runs, is done, or failed with a sentence.

Not here: what is in a document (`services.packs`), one file after the other (`exports`).
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefer import settings
from briefer.findings import Finding
from briefer.gui import kept_documents, shown, theme
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.drafts import Drafts
from briefer.gui.exports import Exports, Job, Wanted
from briefer.gui.messages import Messages
from briefer.gui.models.sections import SectionLine
from briefer.gui.page_counts import PageCounts
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import (
    THIN_SPACE,
    Chooser,
    Elided,
    button,
    column,
    hairline,
    link,
    on_base,
    row,
)
from briefer.gui.views.document_choosers import tongues
from briefer.gui.views.fields import LineField, controls_of
from briefer.gui.views.job_line import JobLine
from briefer.gui.views.section_list import SectionsView
from briefer.i18n import once_a_language, say, say_many
from briefer.records.visit_file import VisitFile
from briefer.services import choices
from briefer.services.documents import Document

NAMING = "file names"
"""By this name the settings remember what files are called after."""
LOW = 640
"""The height of a window under which nothing is told that can be done without, at 10 pt type."""
LEAST_LINES = 3
"""Documents that are seen however low the window is."""


class ExportPanel(QWidget):
    """The panel Export of one visit."""

    recipe_changed = Signal(str)
    """The recipe of a document whose pages are to be shown."""
    findings_wanted = Signal()

    def __init__(self, desk: Desk, tasks: TaskRunner, messages: Messages, drafts: Drafts) -> None:
        super().__init__()
        self._file: VisitFile | None = None
        self._choices: choices.Choices | None = None
        self.document = Document()
        """What is shown beside it."""
        self._ticked: set[str] | None = None
        """The lines that somebody ticked; None until then: what is shown."""
        self.exports = Exports(desk, tasks, messages)
        self.exports.changed.connect(self._show_running)
        self.counts = PageCounts(desk, tasks, self)
        self.counts.changed.connect(self._show)
        self._errors = theme.label("", "label")
        self._errors.setWordWrap(True)
        theme.quieten(self._errors, "danger")
        self._show_errors = link(say("Show"), self.findings_wanted.emit)
        self._show_errors.setAccessibleName(say("Show the findings"))
        self._warning = row(self._errors, self._show_errors, margins=(14, 10, 14, 0))
        self._errors.setSizePolicy(self._warning.sizePolicy())
        self._warning.hide()
        self.list = SectionsView(say("Documents"), edits=False)
        self.list.switched.connect(self._switch)
        self.list.doubleClicked.connect(lambda _index: self._show_chosen())
        self.list.entered_line.connect(self._show_chosen)
        self.folder = LineField(say("Folder", of="export"), self._accept_folder)
        self.folder.edits = False
        self._drafts = drafts.form("export", self, controls_of({"folder": self.folder}))
        choose = button(say("Choose…"), self._choose, "folder-open", name=say("Choose the folder"))
        self.naming = Chooser(say("File names"))
        self.naming.setToolTip(say("File names"))
        for naming, words in _naming().items():
            self.naming.addItem(words, naming)
        self.naming.setCurrentIndex(self.naming.findData(_kept_naming()))
        self.naming.activated.connect(lambda at: self._take_naming(self.naming.itemData(at)))
        self._named = Elided("label", quiet=True)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(theme.sides(14, 10, 14, 10))
        self._lines.setSpacing(12)
        self._jobs = self._make_jobs()
        self._cancel = button(say("Cancel all"), self.exports.cancel_all)
        self._cancel.hide()
        self._start = button("", self.export, "file-down", filled=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._warning)
        layout.addSpacing(6)
        layout.addWidget(self.list, 3)
        layout.addWidget(hairline())
        where = (self.folder, row(choose, self.naming, spacing=8), self._named)
        layout.addWidget(column(*where, margins=(14, 8, 14, 12), spacing=8))
        self._rule = hairline()
        layout.addWidget(self._rule)
        layout.addWidget(self._jobs, 2)
        layout.addStretch(0)
        for part in (self._rule, self._jobs):  # the documents have all the room before any is made
            part.hide()
        layout.addWidget(hairline())
        layout.addWidget(row(self._cancel, None, self._start, margins=(14, 8, 14, 8)))
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder.show_value(place)
        self._show()

    def _make_jobs(self) -> QScrollArea:
        inside = on_base(QWidget())
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._lines)
        outer.addStretch(1)
        made = QScrollArea()
        made.setFrameShape(QScrollArea.Shape.NoFrame)
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidget(inside)
        return made

    def show_document(self, offered: choices.Choices, document: Document) -> None:
        """Show the documents that can be made; the shown one is made, until others are ticked."""
        self._choices, self.document = offered, document
        self._show()
        self._count()

    def show_file(self, file: VisitFile) -> None:
        """Show the visit that is exported."""
        self._file = file
        self._show()
        self._drafts.show(file.visit.id, file.visit.id)
        self._count()

    def _count(self) -> None:
        """Have the pages counted that somebody looks at."""
        if self._file and self.isVisible():
            self.counts.look(self._file, self._documents().values())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say which errors stand; nothing is blocked."""
        errors = [one for one in findings if one.level == "error"]
        self._warning.setVisible(bool(errors))
        if errors:
            count = shown.digits(len(errors))
            self._errors.setText(
                say("One error stands: {sentence}").format(sentence=errors[0].sentence)
                if len(errors) == 1
                else say("{count} errors stand, the first: {sentence}").format(
                    count=count, sentence=errors[0].sentence
                )
            )

    def take_keyboard(self) -> None:
        """Give the keyboard to the documents."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.choose(self.document.recipe)

    def export(self) -> list[Job]:
        """Write the ticked documents, one after the other; what was asked goes on when the panel is left."""
        self.folder.accept()
        if self.folder.trouble.words:
            self.folder.setFocus(Qt.FocusReason.OtherFocusReason)
            return []
        if self._file is None:
            return []
        wanted = self.wanted()
        jobs = self.exports.start(self._file.visit, wanted)
        for at, job in enumerate(jobs):
            path = job.wanted.path
            nothing = say("Cancelled. Nothing was written.")
            line = JobLine(job.wanted.title, path.name, path.parent, nothing, waits=True)
            line.follow(job)
            job.done.connect(line.show_done)
            job.failed.connect(line.show_failed)
            self._lines.insertWidget(at, line)
            self._rule.show()
            self._jobs.show()
        return jobs

    def wanted(self) -> list[Wanted]:
        """The files that an export would write."""
        if self._file is None or self._choices is None:
            return []
        folder = Path(self.folder.edit.text().strip()).expanduser()
        visit = self._file.visit.key
        return [
            Wanted(document, self._title(document), folder / self._file_name(visit, document))
            for name, document in self._documents().items()
            if name in self._now_ticked
        ]

    def _file_name(self, visit: str, document: Document) -> str:
        today = date.today()  # noqa: DTZ011  # the user's own day
        return file_name(visit, document, self.naming.currentData(), today)

    @property
    def _now_ticked(self) -> set[str]:
        return {self.document.recipe} if self._ticked is None else self._ticked

    def _documents(self) -> dict[str, Document]:
        """By the names of their lines: each document as it was chosen last, then each recipient's own copy."""
        if self._file is None or self._choices is None:
            return {}
        visit, offered = self._file.visit, self._choices
        found = {
            recipe: offered.possible(kept_documents.document(visit.id, recipe), visit)
            for recipe in offered.recipes
        }
        for id_, copy in choices.copies(offered, self._file).items():
            # a marking that was chosen holds for every copy
            marking = found[copy.recipe].marking if copy.recipe in found else ""
            found[f"copy {id_}"] = copy._replace(marking=marking)
        return found

    def _title(self, document: Document) -> str:
        copy = document.copy
        if copy is None:
            return self._recipe_title(document)
        words = say("Copy {number}: {name}")
        return words.format(number=shown.digits(copy.number), name=copy.name)

    def _recipe_title(self, document: Document) -> str:
        known = self._choices.recipes.get(document.recipe) if self._choices else None
        return say(known.title) if known else document.recipe

    def _show(self) -> None:
        ticked = self._now_ticked
        self.list.show_lines(
            SectionLine(
                name,
                self._title(one),
                name in ticked,
                self.counts.of(one),
                note=self._about(one),
                movable=False,
            )
            for name, one in self._documents().items()
        )
        self._fit()
        wanted = self.wanted()
        count = len(wanted)
        more = say_many("{count} more", "{count} more", count - 1)
        others = more.format(count=shown.digits(count - 1)) if count > 1 else ""
        self._named.show_words(shown.joined((wanted[0].path.name if wanted else "", others)))
        many = say_many("Export {count} file", "Export {count} files", count)
        words = many.format(count=shown.digits(count))
        self._start.setText(THIN_SPACE + words)
        self._start.setAccessibleName(words)
        self._start.setEnabled(bool(count))

    def _fit(self) -> None:
        """The documents have the room of their lines, which break in a narrow panel."""
        heights = [self.list.sizeHintForRow(at) for at in range(len(self.list.lines))]
        heights = heights or [theme.scaled(32)]
        self.list.setMaximumHeight(sum(heights) + 4)
        self.list.setMinimumHeight(sum(heights[:LEAST_LINES]) + 4)

    def _about(self, document: Document) -> str:
        """For whom a document is made, and in which language, where that is not as usual."""
        offered = self._choices.audiences.get(document.recipe, ()) if self._choices else ()
        readers = {one.name: say(one.title) for one in offered[1:]}
        parts = (
            self._recipe_title(document) if document.copy else "",
            readers.get(document.audience, ""),
            tongues(document.language) if document.language != Document().language else "",
        )
        return " · ".join(filter(None, parts))

    def _show_running(self, count: int) -> None:
        self._cancel.setVisible(count > 1)

    def _switch(self, name: str) -> None:
        self._ticked = self._now_ticked ^ {name}
        self._show()

    def _show_chosen(self) -> None:
        document = self._documents().get(self.list.chosen_name)
        if document and self._choices and document.recipe in self._choices.recipes:
            self.recipe_changed.emit(document.recipe)

    def _accept_folder(self, text: str) -> str:
        if not text.strip():
            return say("Give a folder.")
        if not Path(text.strip()).expanduser().is_dir():
            return say("There is no such folder. Choose one that is there.")
        self.folder.edit.stored = text.strip()
        return ""

    def _take_naming(self, naming: str) -> None:
        """What files are called after is kept for all visits."""
        kept = settings.load()
        kept.window[NAMING] = naming
        if naming == next(iter(_naming())):
            del kept.window[NAMING]
        settings.save(kept)
        self._show()

    def _choose(self) -> None:
        chosen = file_dialogs.export_folder(self.window(), Path(self.folder.edit.text()))
        if chosen:
            self.folder.show_value(str(chosen), other=True)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.counts.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._named.setVisible(self.window().height() >= theme.scaled(LOW))  # the documents first
        self._fit()


@once_a_language
def _naming() -> dict[str, str]:
    """What files may be called after."""
    return {
        "visit": say("Visit, document"),
        "visit and date": say("Visit, document, date"),
        "document": say("Document"),
    }


def _kept_naming() -> str:
    """What was chosen last, by this user."""
    kept = settings.load().window.get(NAMING, "")
    return kept if kept in _naming() else next(iter(_naming()))


def file_name(
    visit: str, document: Document, naming: str = "visit", today: date | None = None
) -> str:
    """What a file is called after: visit, document, what of it is not as usual, and the day where that is wanted."""
    tongue = document.language if document.language != Document().language else ""
    copy = f"copy-{document.copy.number}" if document.copy else ""
    begins = "" if naming == "document" else visit or "visit"
    ends = today.isoformat() if today and naming == "visit and date" else ""
    parts = (begins, document.recipe, document.audience, tongue, copy, ends)
    return "-".join(part.replace("/", " ") for part in parts if part) + ".pdf"
