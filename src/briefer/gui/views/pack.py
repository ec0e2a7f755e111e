"""The pack of a visit: its recipe and sections, the pages, and what is to be mended or exported.

Not here: building (`preview`), writing files (`export_panel`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.actions import Actions, Scope, names
from briefer.gui.building import Built
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.findings import finding_rows
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import (
    Empty,
    Panes,
    Segment,
    Segments,
    column,
    hairline,
    on_base,
    row,
    small_tool,
    tab_goes,
    tool,
)
from briefer.gui.views.export_panel import ExportPanel
from briefer.gui.views.fields import LineField
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.preview import Preview
from briefer.gui.views.print_panel import PrintPanel
from briefer.gui.views.recipe_pane import RecipePane
from briefer.i18n import say
from briefer.records.packs import Recipe
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.packs import SectionName

RECIPE, FINDINGS = 300, 330


class PackScreen(QWidget):
    """The tab Pack of one visit. It borrows the preview while it is on the screen."""

    recipe_changed = Signal(str)
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
        self._findings: tuple[Finding, ...] = ()
        self._recipes: tuple[tuple[str, str], ...] = ()
        self._file: VisitFile | None = None
        self._start = RecipePane(undo)
        self._start.recipe_changed.connect(self._take_recipe)
        self._start.section_wanted.connect(self.preview.go_to_section)
        self.recipe, self.sections = self._start.recipe, self._start.sections
        self.export_panel = ExportPanel(desk, tasks, messages)
        self.export_panel.recipe_changed.connect(self._take_recipe)
        self.export_panel.findings_wanted.connect(lambda: self.show_end("findings"))
        self.print_panel = PrintPanel(desk, tasks, messages)
        self.print_panel.recipe_changed.connect(self._take_recipe)
        self.findings = RowsView(names()["findings"])
        self.findings.opened.connect(self._open_finding)
        self._none = Empty("circle-check", say("Nothing to mend"), "")
        self._end_stack = QStackedWidget()
        for part in (self.findings, self._none, self.export_panel, self.print_panel):
            self._end_stack.addWidget(part)
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
        self._page = QLineEdit()
        self._page.setAccessibleName(say("Page"))
        self._page.setFixedWidth(theme.scaled(66))
        self._page.returnPressed.connect(self._go_to_typed)
        self._of = theme.label("", "label", quiet=True)
        before = small_tool(
            "chevron-up", say("Page before"), lambda: preview.go_to_page(preview.page - 1)
        )
        after = small_tool(
            "chevron-down", say("Page after"), lambda: preview.go_to_page(preview.page + 1)
        )
        self._larger = tool(actions["larger"])
        bar = row(
            before,
            self._page,
            self._of,
            after,
            12,
            tool(actions["smaller"]),
            self._larger,
            None,
            margins=(12, 0, 12, 0),
            spacing=6,
        )
        bar.setFixedHeight(theme.scaled(44))
        self._pages = QWidget()
        layout = QVBoxLayout(self._pages)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(hairline())
        self._place = layout
        self.panes = Panes(RECIPE, 800, FINDINGS)
        for pane, least in ((self._start, 220), (self._pages, 400), (self._end, 280)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panes)
        preview.page_changed.connect(self._show_page)
        self.acts: dict[str, Callable[[], object]] = {
            "larger": lambda: preview.zoom(1),
            "smaller": lambda: preview.zoom(-1),
            "fit": preview.fit,
            "next-finding": lambda: self.step_finding(1),
            "previous-finding": lambda: self.step_finding(-1),
        }

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
        self._place.addWidget(self.preview, 1)
        tab_goes(self._larger, self.preview)

    def show_recipes(self, recipes: Sequence[Recipe], names: Mapping[str, "SectionName"]) -> None:
        """Show the recipes there are; `names` says what their sections are called."""
        self._recipes = tuple((one.name, one.title) for one in recipes)
        self._start.show_recipes(recipes, names)
        self._show_documents()

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        self._file = file
        self._start.show_file(file)
        self.export_panel.show_file(file)
        self.print_panel.show_file(file)

    def show_built(self, built: Built) -> None:
        """Show what was built: the sections with their pages."""
        self._start.show_built(built)
        self.print_panel.show_pages(sum(pages for _key, _title, pages, _first in built.sections))
        self._show_page(self.preview.page)

    def show_checked(self, words: str) -> None:
        """Say what was looked at, for when nothing was found."""
        self._none.words.setText(words)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is to be mended, of records and of pages."""
        self._findings = tuple(findings)
        self._start.show_findings(findings)
        self.findings.show_rows(finding_rows(findings))
        count = shown.digits(len(findings)) if findings else ""
        self._segments.rename("findings", say("Findings {count}").format(count=count).strip())
        self.export_panel.show_findings(findings)
        if self._job is None:
            self.show_end("findings")

    def show_end(self, which: str) -> None:
        """Findings, export or print."""
        self._segments.choose(which)
        findings = self.findings if self._findings else self._none
        jobs: dict[str, QWidget] = {"export": self.export_panel, "print": self.print_panel}
        self._end_stack.setCurrentWidget(jobs.get(which, findings))
        if which == "print":
            self.print_panel.look_for_printers()
        self._end.show()

    @property
    def _job(self) -> LineField | None:
        """Where the keyboard goes in what stands beside the pages, if it is not the findings."""
        shown_now = self._end_stack.currentWidget()
        if shown_now is self.export_panel:
            return self.export_panel.path
        return self.print_panel.copies if shown_now is self.print_panel else None

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
        ids = [one.id for one in self.findings.rows if not one.is_head]
        if not ids:
            return
        at = ids.index(self.findings.chosen_id) + step if self.findings.chosen_id in ids else 0
        id_ = ids[at % len(ids)]
        self.findings.choose(id_)
        self._open_finding(id_)

    def take_keyboard(self) -> None:
        """Give the keyboard to the pages."""
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes: recipe, pages, findings."""
        end = Pane(self._end, self._job or self.findings)
        starts = [Pane(self._start, self.sections)] if self._start.isVisible() else []
        return [*starts, *alone(self.preview), *([end] if self._job or self._findings else [])]

    def _take_recipe(self, recipe: str) -> None:
        self._start.show_chosen(recipe)
        self._show_documents()
        self.recipe_changed.emit(recipe)

    def _show_documents(self) -> None:
        """Export and print make what is shown."""
        self.export_panel.show_recipes(self._recipes, self._start.chosen)
        self.print_panel.show_recipes(self._recipes, self._start.chosen)

    def _open_finding(self, id_: object) -> None:
        if isinstance(id_, int) and id_ < len(self._findings):
            finding = self._findings[id_]
            if finding.place.page:
                self.preview.go_to_name(finding.place.page)
            self.finding_opened.emit(finding)

    def _show_page(self, page: int) -> None:
        if not self._page.hasFocus():
            self._page.setText(self.preview.page_name(page))
        words = say("page {page} of {count}")
        self._of.setText(
            words.format(page=shown.digits(page + 1), count=shown.digits(self.preview.pages))
        )

    def _go_to_typed(self) -> None:
        name = self._page.text().strip()
        if not self.preview.go_to_name(name) and name.isdigit():
            self.preview.go_to_page(int(name) - 1)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= theme.scaled(1100)
        self._start.setVisible(wide)
