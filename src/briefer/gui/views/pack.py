"""The pack of a visit: its recipe and sections, the pages, and what is to be mended or exported.

Not here: building (`preview`), writing files (`export_panel`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import kept_documents, shown, theme
from briefer.gui.actions import Actions, Scope
from briefer.gui.building import Built
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.findings import levels_on_pages
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.band import Band
from briefer.gui.views.controls import (
    Segment,
    Segments,
    column,
    hairline,
    link,
    on_base,
    row,
    small_tool,
)
from briefer.gui.views.export_panel import ExportPanel
from briefer.gui.views.findings_panel import FindingsPanel
from briefer.gui.views.pages_pane import PagesPane
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.preview import Preview
from briefer.gui.views.print_panel import PrintPanel
from briefer.gui.views.recipe_pane import RecipePane
from briefer.gui.views.room import Room
from briefer.i18n import say
from briefer.records.visit_file import VisitFile
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.services.choices import Choices

RECIPE, FINDINGS = 300, 330


class PackScreen(QWidget):
    """The tab Pack of one visit. It borrows the preview while it is on the screen."""

    document_changed = Signal(object)
    """The `Document` whose pages are to be shown."""
    finding_opened = Signal(object)
    """A `Finding` to be shown where it belongs."""

    def __init__(
        self,
        desk: Desk,
        undo: Undo,
        tasks: TaskRunner,
        messages: Messages,
        actions: Actions,
        preview: Preview,
    ) -> None:
        super().__init__()
        self.preview = preview
        self._choices: Choices | None = None
        self._file: VisitFile | None = None
        self._built: Built | None = None
        self._actions = actions
        self._start = RecipePane(undo)
        self._start.recipe_changed.connect(self._take_recipe)
        self._start.document_changed.connect(self._take_document)
        self._start.section_wanted.connect(self.preview.go_to_section)
        self.recipe, self.sections = self._start.recipe, self._start.sections
        self.choosers = self._start.choosers
        self._desk, self._tasks, self._messages, self._drafts = desk, tasks, messages, undo.drafts
        self._document: Document | None = None
        self._found: Sequence[Finding] = ()
        self._export: ExportPanel | None = None
        self._print: PrintPanel | None = None
        self.findings_panel = FindingsPanel(undo)
        self.findings_panel.opened.connect(self._open_finding)
        self.findings = self.findings_panel.list
        self._end_stack = QStackedWidget()
        self._end_stack.addWidget(self.findings_panel)
        self._segments = Segments(
            say("What stands beside the pages"),
            [
                Segment("findings", say("Findings")),
                Segment("export", say("Export")),
                Segment("print", say("Print")),
            ],
        )
        self._segments.choose("findings")
        self._segments.chosen.connect(self.show_end)
        self._end = column(
            row(self._segments, None, margins=(12, 7, 12, 7)), hairline(), self._end_stack
        )
        self.openers = {
            self._start: small_tool("panel-left", say("Recipe"), self.toggle_start),
            self._end: small_tool("panel-right", say("Findings"), self.toggle_end),
        }
        """Each stands in the bar of the pages where its pane is not."""
        for opener in self.openers.values():
            opener.hide()
        self.pages = PagesPane(actions, preview, *self.openers.values())
        self.pages.missed.connect(messages.say)
        self.panes = Room(RECIPE, 800, FINDINGS)
        for pane, least in ((self._start, 220), (self.pages, 400), (self._end, 280)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        self.panes.share(self.pages, panels=[self._end, self._start])
        self.panes.settled.connect(self._settled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.nothing = Band(
            "book-open",
            say("Nothing to print yet: no item, no delegate. The cover is ready."),
            link(say("Go to the programme"), actions["programme"].trigger),
        )
        self.nothing.hide()
        outer.setSpacing(0)
        outer.addWidget(self.nothing)
        outer.addWidget(self.panes, 1)
        actions.attach("pack", self)
        self.acts: dict[str, Callable[[], object]] = {
            "larger": lambda: preview.zoom(1),
            "smaller": lambda: preview.zoom(-1),
            "fit": preview.fit,
            "find": self.pages.search.begin,
            "find-next": lambda: self.pages.search.step(1),
            "find-previous": lambda: self.pages.search.step(-1),
            "go-to-page": self.pages.begin_typing_page,
            "library-panel": self.toggle_start,
            "item-panel": self.toggle_end,
            "next-finding": lambda: self.step_finding(1),
            "previous-finding": lambda: self.step_finding(-1),
        }

    @property
    def export_panel(self) -> ExportPanel:
        """The panel Export; it is made when it is first wanted."""
        if self._export is None:
            made = self._export = ExportPanel(self._desk, self._tasks, self._messages, self._drafts)
            made.findings_wanted.connect(lambda: self.show_end("findings"))
            made.show_findings(self._found)
            self._furnish(made)
            if self._built:
                made.counts.take(self._built.document, _pages(self._built))
        return self._export

    @property
    def print_panel(self) -> PrintPanel:
        """The panel Print, likewise."""
        if self._print is None:
            made = self._print = PrintPanel(self._desk, self._tasks, self._messages, self._drafts)
            if self._built:
                made.show_pages(_pages(self._built))
            self._furnish(made)
        return self._print

    def _furnish(self, panel: ExportPanel | PrintPanel) -> None:
        """Let a panel that has just been made know what the others know."""
        panel.recipe_changed.connect(self._take_recipe)
        if self._file:
            panel.show_file(self._file)
        if self._choices and self._document:
            panel.show_document(self._choices, self._document)
        self._end_stack.addWidget(panel)

    @property
    def _jobs(self) -> "list[ExportPanel | PrintPanel]":
        """Those of the two that are made."""
        return [one for one in (self._export, self._print) if one]

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset({"pack", "list", "form"})

    @property
    def chosen_record(self) -> Chosen | None:
        """The visit itself."""
        return None

    @property
    def shows_preview(self) -> bool:
        """Pages are what this screen is about."""
        return True

    def borrow_preview(self) -> None:
        """Take the preview into the middle."""
        self._show_marks()
        self.pages.borrow_preview()

    def show_choices(self, choices: "Choices") -> None:
        """Show what can be chosen, and what was chosen last."""
        self._choices = choices
        self._start.show_choices(choices)
        self._begin()

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        first = self._file is None
        self._file = file
        self.nothing.setVisible(not file.items and not file.delegates)
        self._start.show_file(file)
        self.findings_panel.show_file(file)
        for panel in self._jobs:
            panel.show_file(file)
        if first:
            self._begin()

    def show_built(self, built: Built) -> None:
        """Show what was built: the sections with their pages."""
        self._built = built
        self._start.show_built(built)
        if self._print:
            self._print.show_pages(_pages(built))
        if self._export:
            self._export.counts.take(built.document, _pages(built))

    def show_checked(self, words: str) -> None:
        """Say what was looked at, for when nothing was found."""
        self.findings_panel.none.advise(words)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is to be mended, of records and of pages."""
        at = [self._page_of(one) for one in findings]
        found = levels_on_pages(findings, at)
        self._start.show_found(found)
        self.pages.show_found(found)
        names_ = [self.preview.page_name(page) if page is not None else "" for page in at]
        self.findings_panel.show_findings(findings, names_)
        count = shown.digits(len(findings)) if findings else ""
        self._segments.rename("findings", say("Findings {count}").format(count=count).strip())
        self._found = findings
        if self._export:
            self._export.show_findings(findings)

    def show_muted(self, muted: Sequence[tuple[Finding, str]]) -> None:
        """Show which findings are muted, and why."""
        self.findings_panel.show_muted(muted)

    def show_end(self, which: str) -> None:
        """Findings, export or print."""
        self._segments.choose(which)
        panel: QWidget = self.findings_panel
        if which == "export":
            panel = self.export_panel
        elif which == "print":
            panel = self.print_panel
            self.print_panel.look_for_printers()
        self._end_stack.setCurrentWidget(panel)
        self.panes.call(self._end)

    def toggle_start(self) -> None:
        """Show the recipe, or give its room to the pages."""
        on = self._start.isHidden()
        (self.panes.call if on else self.panes.dismiss)(self._start)
        (self.sections if on else self.preview).setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_end(self) -> None:
        """Show the findings, the export or the printers, or give their room to the pages."""
        on = self._end.isHidden()
        (self.panes.call if on else self.panes.dismiss)(self._end)
        target = self._job or self.findings
        (target if on else self.preview).setFocus(Qt.FocusReason.OtherFocusReason)

    def _settled(self) -> None:
        for pane, opener in self.openers.items():
            opener.setVisible(pane.isHidden())
        if self.isVisible():
            self._show_marks()

    def _show_marks(self) -> None:
        """The menu says which panels are there."""
        self._actions["library-panel"].setChecked(not self._start.isHidden())
        self._actions["item-panel"].setChecked(not self._end.isHidden())

    @property
    def _job(self) -> QWidget | None:
        """Where the keyboard goes in what stands beside the pages, if it is not the findings."""
        shown_now = self._end_stack.currentWidget()
        if isinstance(shown_now, ExportPanel):
            return shown_now.list
        return shown_now.copies if isinstance(shown_now, PrintPanel) else None

    def begin_export(self) -> None:
        """Show the export with the keyboard in it."""
        self.show_end("export")
        self.export_panel.take_keyboard()

    def begin_print(self) -> None:
        """Show the printers with the keyboard in the number of copies."""
        self.show_end("print")
        self.print_panel.take_keyboard()

    def step_finding(self, step: int) -> None:
        """Go to the next finding, or the one before, and open its place."""
        self.findings_panel.step(step)

    def take_keyboard(self) -> None:
        """Give the keyboard to the pages."""
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes: recipe, pages, findings."""
        end = Pane(self._end, self._job or self.findings)
        has_end = self._end.isVisible() and bool(self._job or self.findings.rows)
        starts = [Pane(self._start, self.sections)] if self._start.isVisible() else []
        strip = alone(self.pages.strip) if self.pages.strip.isVisible() else []
        return [
            *starts,
            *strip,
            *alone(self.preview),
            *([end] if has_end else []),
        ]

    def _begin(self) -> None:
        """Show the document that was looked at last, once it is known what there is."""
        if self._file and self._choices:
            wanted = kept_documents.recipe(self._file.visit.id)
            self._take_recipe(wanted if wanted in self._choices.recipes else Document().recipe)

    def _take_recipe(self, recipe: str) -> None:
        """Show the document of a recipe, as it was chosen last."""
        if self._file and self._choices:
            visit = self._file.visit
            before = kept_documents.document(visit.id, recipe)
            self._take_document(self._choices.possible(before, visit))

    def _take_document(self, document: Document) -> None:
        """Pages, export and print follow what is chosen."""
        if self._file is None or self._choices is None:
            return
        kept_documents.keep(self._file.visit.id, document)
        self._document = document
        self._start.show_document(document)
        for panel in self._jobs:
            panel.show_document(self._choices, document)
        self.document_changed.emit(document)

    def _page_of(self, finding: Finding) -> int | None:
        """The page of a finding, in the pages that were built last."""
        printed = self._built.printed if self._built else None
        return printed.page_of(finding) if printed else None

    def _open_finding(self, finding: Finding) -> None:
        page = self._page_of(finding)
        if page is not None:
            self.preview.go_to_page(page)
        self.finding_opened.emit(finding)

    # Qt's own names


def _pages(built: Built) -> int:
    """How many pages the sections have in all."""
    return sum(pages for _key, _title, pages, _first in built.sections)
