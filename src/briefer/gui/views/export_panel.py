"""Exporting: which document, into which file; each file is a line that runs, is done, or failed with a sentence.

Not here: what is in a document (`services.packs`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.messages import Messages
from briefer.gui.tasks import Task, TaskRunner
from briefer.gui.views.controls import button, hairline, link, row
from briefer.gui.views.fields import ChoiceField, LineField
from briefer.gui.views.job_line import JobLine
from briefer.i18n import say
from briefer.progress import Report
from briefer.records.visit_file import VisitFile
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.services.choices import Choices
    from briefer.services.packs import Exported


class ExportPanel(QWidget):
    """The panel Export of one visit."""

    recipe_changed = Signal(str)
    findings_wanted = Signal()

    def __init__(self, desk: Desk, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self._desk, self._tasks, self._messages = desk, tasks, messages
        self._file: VisitFile | None = None
        self.document = Document()
        """What is made."""
        self._chosen_path = False
        self._errors = theme.label("", "label")
        self._errors.setWordWrap(True)
        theme.quieten(self._errors, "danger")
        self._show_errors = link(say("Show"), self.findings_wanted.emit)
        self._show_errors.setAccessibleName(say("Show the findings"))
        self._warning = row(self._errors, self._show_errors)
        self._errors.setSizePolicy(self._warning.sizePolicy())
        self._warning.hide()
        self.recipe = ChoiceField(say("Document"), {}, self._choose_recipe)
        self.path = LineField(say("File"), self._accept_path)
        choose = button(say("Choose…"), self._choose, "folder-open", name=say("Choose the file"))
        self._start = button(say("Export 1 file"), self.export, "file-down", filled=True)
        for field in (self.recipe, self.path):
            field.edits = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        for part in (self._warning, self.recipe, self.path, row(choose, None, self._start)):
            layout.addWidget(part)
        layout.addWidget(hairline())
        layout.addLayout(self._lines)
        layout.addStretch(1)

    def show_document(self, choices: "Choices", document: Document) -> None:
        """Show the documents that can be made; the chosen one is made as it is shown."""
        self.document = document
        self.recipe.chooser.clear()
        for one in choices.recipes.values():
            self.recipe.chooser.addItem(say(one.title), one.name)
        self.recipe.show_value(document.recipe)
        self._suggest()

    def show_file(self, file: VisitFile) -> None:
        """Show the visit that is exported."""
        self._file = file
        self._suggest()

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
        """Give the keyboard to the file's name, ready to be typed over."""
        self.path.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.path.edit.selectAll()

    def export(self) -> Task | None:
        """Write the file in the worker; what was asked goes on when the panel is left."""
        from briefer.services import packs

        if self._file is None:
            return None
        self.path.accept()
        visit, how = self._file.visit, self.document
        path = Path(self.path.edit.text().strip()).expanduser()
        workspace = self._desk.workspace
        document = self.recipe.chooser.currentText()
        line = JobLine(document, path.name, path.parent, say("Cancelled. Nothing was written."))
        self._lines.insertWidget(0, line)

        def work(report: Report) -> "Exported":
            return packs.export(workspace, visit, path, force=True, report=report, **how._asdict())

        def done(exported: "Exported") -> None:
            pages = shown.digits(exported.sheets)
            line.show_done(say("{file}, {count} pages").format(file=path.name, count=pages))
            self._messages.say(say("Exported {file}.").format(file=path.name), assertive=True)

        def failed(error: BaseException) -> None:
            line.show_failed(error)
            self._messages.show_error(error)

        title = say("Exporting {document}").format(document=document)
        task = self._tasks.start(work, done, title=title, failed=failed)
        line.follow(task)
        return task

    def _choose_recipe(self, recipe: str) -> str:
        self._chosen_path = False
        self._suggest()
        self.recipe_changed.emit(recipe)
        return ""

    def _accept_path(self, text: str) -> str:
        if not text.strip():
            return say("Give the file a name.")
        self._chosen_path = True
        self.path.edit.stored = text
        return ""

    def _suggest(self) -> None:
        """Visit, document: a name that says what it is, in the folder of documents."""
        if self._file is None or self._chosen_path:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = "-".join(_name_parts(self._file.visit.key, self.document))
        self.path.show_value(str(Path(folder, f"{name}.pdf")))

    def _choose(self) -> None:
        chosen = file_dialogs.save_pdf(self.window(), Path(self.path.edit.text()))
        if chosen:
            self._chosen_path = True
            self.path.show_value(str(chosen))


def _name_parts(visit: str, document: Document) -> list[str]:
    """What a file is called after: visit, document, and what of it is not as usual."""
    tongue = document.language if document.language != "en" else ""
    parts = (visit or "visit", document.recipe, document.audience, tongue)
    return [part.replace("/", " ") for part in parts if part]
