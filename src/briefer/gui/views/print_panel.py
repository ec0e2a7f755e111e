"""Printing: which document, on which printer, how many copies, which sides; each job is a line.

Not here: how pages reach a printer (`services.printing`, `raster_printing`), what is in a document (`services.packs`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.errors import KnownError
from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.drafts import Drafts
from briefer.gui.messages import Messages
from briefer.gui.models.visits import short
from briefer.gui.tasks import Task, TaskRunner
from briefer.gui.views.controls import (
    THIN_SPACE,
    Segment,
    Segments,
    button,
    column,
    hairline,
    row,
    scrolling,
)
from briefer.gui.views.fields import ChoiceField, LineField, controls_of
from briefer.gui.views.job_line import JobLine
from briefer.gui.views.printer_field import PrinterField, send
from briefer.i18n import say, say_many
from briefer.progress import Report
from briefer.records.visit_file import VisitFile
from briefer.services import printing
from briefer.services.documents import Document
from briefer.services.printing import Order, Sides

if TYPE_CHECKING:
    from briefer.services.choices import Choices

MOST_COPIES = 500
"""A zero too many on the way to a minister's office costs a forest."""
A_BOOKLET_SHEET = 4
"""Pages of a sheet that is folded once."""


class PrintPanel(QWidget):
    """The panel Print of one visit."""

    recipe_changed = Signal(str)

    def __init__(self, desk: Desk, tasks: TaskRunner, messages: Messages, drafts: Drafts) -> None:
        super().__init__()
        self._desk, self._tasks, self._messages = desk, tasks, messages
        self._file: VisitFile | None = None
        self.document = Document()
        """What is made."""
        self._pages = 0
        self._copies, self._ranges = 1, ""
        self._sides: Sides = "long"
        self._booklet = False
        self.recipe = ChoiceField(say("Document"), {}, self._choose_recipe, name=say("Print"))
        self.printer = PrinterField(tasks, self._show)
        self.copies = LineField(say("Copies"), self._accept_copies)
        self.pages = LineField(say("Pages"), self._accept_pages, name=say("Pages to print"))
        self._choose_sides = Segments(
            say("Sides"),
            [
                Segment("one", say("One")),
                Segment("long", say("Two, long edge")),
                Segment("short", say("Two, short edge")),
            ],
        )
        self._choose_fold = Segments(
            say("Fold"), [Segment("none", say("None")), Segment("booklet", say("Booklet, stapled"))]
        )
        self._words = theme.label("", "label", quiet=True)
        self._words.setWordWrap(True)
        self._start = button(
            say("Print"), self.print, "printer", filled=True, name=say("Print now")
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self._choose_sides.chosen.connect(self._take_sides)
        self._choose_fold.chosen.connect(self._take_fold)
        for field in (self.recipe, self.copies, self.pages):
            field.edits = False
        numbers = {"copies": self.copies, "pages": self.pages}
        self._drafts = drafts.form("print", self, controls_of(numbers))
        layout = QVBoxLayout()
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        both = row(self.copies, self.pages, spacing=10)
        for part in (
            self.recipe,
            self.printer,
            both,
            column(theme.label(say("Sides"), "label", quiet=True), self._choose_sides, spacing=4),
            column(theme.label(say("Fold"), "label", quiet=True), self._choose_fold, spacing=4),
            self._words,
        ):
            layout.addWidget(part)
        layout.addLayout(self._lines)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(layout), 1)
        outer.addWidget(hairline())
        outer.addWidget(row(None, self._start, margins=(14, 8, 14, 8)))
        self.copies.show_value(shown.digits(1))
        self._choose_sides.choose(self._sides)
        self._choose_fold.choose("none")
        self._show()

    def show_document(self, choices: "Choices", document: Document) -> None:
        """Show the documents that can be made; the chosen one is made as it is shown."""
        self.document = document
        self.recipe.chooser.clear()
        for one in choices.recipes.values():
            self.recipe.chooser.addItem(say(one.title), one.name)
        self.recipe.show_value(document.recipe)

    def show_file(self, file: VisitFile) -> None:
        """Show the visit that is printed."""
        self._file = file
        self._drafts.show(file.visit.id, file.visit.id)

    def show_pages(self, pages: int) -> None:
        """How many pages the document has, as far as it is known."""
        self._pages = pages
        self.pages.edit.setPlaceholderText(say("all {count}").format(count=shown.digits(pages)))
        self._show()

    def look_for_printers(self) -> None:
        """Ask which printers there are."""
        self.printer.look()

    def take_keyboard(self) -> None:
        """Give the keyboard to the number of copies, ready to be typed over."""
        self.copies.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.copies.edit.selectAll()

    def print(self) -> Task | None:
        """Make the document and give it to the printer, in the worker; it goes on when the panel is left."""
        for field in (self.copies, self.pages):
            field.accept()
            if field.trouble.words:
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        chosen = self.printer.chosen
        if self._file is None or chosen is None:
            return None
        from briefer.services import packs

        visit, wanted = self._file.visit, self.document
        document, workspace = self.recipe.chooser.currentText(), self._desk.workspace
        booklet, typed = self._booklet, "" if self._booklet else self._ranges
        sides: Sides = "short" if booklet else self._sides
        copies = self._copies
        line = JobLine(document, chosen.title, nothing=say("Cancelled. Nothing was printed."))
        self._lines.insertWidget(0, line)

        def work(report: Report) -> None:
            how = wanted._replace(layout="booklet" if booklet else None)
            made = packs.make(workspace, visit, report=report, **how._asdict())
            ranges = printing.page_ranges(typed, made.sheets)
            order = Order(chosen.name, copies, ranges, sides, made.size)
            # queues, displays and cover sheets of printers show it to everybody who passes
            title = shown.joined((document, short(visit)))
            send(made.content, order, title, report)

        def done(_nothing: None) -> None:
            line.show_done(say("sent to {printer}").format(printer=chosen.title))
            words = say("{document} is on its way to {printer}.")
            self._messages.say(
                words.format(document=document, printer=chosen.title), assertive=True
            )

        def failed(error: BaseException) -> None:
            line.show_failed(error)
            self._messages.show_error(error)

        title = say("Printing {document}").format(document=document)
        task = self._tasks.start(work, done, title=title, failed=failed)
        line.follow(task)
        return task

    def _show(self) -> str:
        """The words about paper, and whether it can begin."""
        self._start.setEnabled(self.printer.chosen is not None)
        many = say_many("Print {count} copy", "Print {count} copies", self._copies)
        self._start.setText(THIN_SPACE + many.format(count=shown.digits(self._copies)))
        self._choose_sides.enable(on=not self._booklet)
        self.pages.setEnabled(not self._booklet)
        self._words.setText(self._about_paper())
        return ""

    def _about_paper(self) -> str:
        if self.printer.chosen is None:
            return say("No printer is known on this computer. Export a PDF and print it elsewhere.")
        parts = list(filter(None, (self.printer.words,)))
        if self._pages:
            parts.append(self._about_sheets())
        return " ".join(parts)

    def _about_sheets(self) -> str:
        if self._booklet:
            sheets = -(-self._pages // A_BOOKLET_SHEET)
        else:
            ranges = printing.page_ranges(self._ranges, self._pages)
            sheets = printing.sheets_of_paper(self._pages, ranges, self._sides)
        sentence = say_many("{count} sheet a copy", "{count} sheets a copy", sheets)
        words = sentence.format(count=shown.digits(sheets))
        if self._copies > 1:
            in_all = say("{count} in all").format(count=shown.digits(sheets * self._copies))
            words = f"{words}, {in_all}"
        fold = say("Fold the stack in the middle and staple it.") if self._booklet else ""
        return f"{words}. {fold}".strip()

    def _choose_recipe(self, recipe: str) -> str:
        self.recipe_changed.emit(recipe)
        return ""

    def _accept_copies(self, text: str) -> str:
        typed = text.strip()
        if not typed.isdecimal() or not 1 <= int(typed) <= MOST_COPIES:
            return say("A number from 1 to {most}.").format(most=shown.digits(MOST_COPIES))
        self._copies = int(typed)
        self.copies.edit.stored = shown.digits(self._copies)
        return self._show()

    def _accept_pages(self, text: str) -> str:
        try:
            printing.page_ranges(text, self._pages or 1_000_000)
        except KnownError as error:
            return str(error)
        self._ranges = self.pages.edit.stored = text.strip()
        return self._show()

    def _take_sides(self, sides: str) -> None:
        self._sides = "one" if sides == "one" else "long" if sides == "long" else "short"
        self._show()

    def _take_fold(self, fold: str) -> None:
        self._booklet = fold == "booklet"
        self._choose_sides.choose("short" if self._booklet else self._sides)
        self._show()
