"""The choice of a printer, wherever something is printed, and the way of its pages to it.

Not here: what is printed (`print_panel`, `secret_form`), how pages reach a printer (`services.printing`,
`raster_printing`).
"""

from collections.abc import Callable

from briefer.gui.tasks import TaskRunner
from briefer.gui.views.fields import ChoiceField
from briefer.i18n import say
from briefer.progress import Report
from briefer.services import printing
from briefer.services.printing import Order, Printer


class PrinterField(ChoiceField):
    """The printers of this computer, its default first; empty until they were looked for."""

    def __init__(self, tasks: TaskRunner, changed: Callable[[], object]) -> None:
        """`changed` is called when another is chosen, and when it is known which there are."""

        def choose(_name: str) -> str:
            changed()
            return ""

        super().__init__(say("Printer"), {}, choose)
        self.edits = False
        self._tasks, self._changed = tasks, changed
        self._printers: tuple[Printer, ...] = ()
        self.known = False
        """Whether it is known which there are."""

    @property
    def chosen(self) -> Printer | None:
        """The one that is chosen; None where there is none."""
        name = self.chooser.currentData()
        return next((one for one in self._printers if one.name == name), None)

    @property
    def words(self) -> str:
        """What is to be known of the chosen one before it is told to print; empty if nothing."""
        if self.chosen and not self.chosen.ready:
            return say("The printer is stopped; the job waits until somebody starts it.")
        return ""

    def look(self) -> None:
        """Ask which printers there are; a server that is slow is waited for in the worker."""

        def work(report: Report) -> tuple[Printer, ...]:
            report(0, 0)
            return printing.printers()

        self._tasks.start(work, self._show, lane="printers")

    def _show(self, found: tuple[Printer, ...]) -> None:
        if not found and not printing.has_cups():
            from briefer.gui import raster_printing

            found = raster_printing.printers()
        before = self.chooser.currentData()
        self._printers, self.known = found, True
        self.chooser.clear()
        for one in found:
            self.chooser.addItem(one.title, one.name)
        self.chooser.setPlaceholderText("" if found else say("none on this computer"))
        if before in {one.name for one in found}:
            self.show_value(str(before))
        self._changed()


def send(content: bytes, order: Order, title: str, report: Report) -> None:
    """Give a PDF to a printer, in the worker.

    Raises:
        KnownError: the printer does not take it.
        Cancelled: out of `report`.

    """
    if printing.has_cups():
        printing.send(content, order, title)
        return
    from briefer.gui import raster_printing

    raster_printing.send(content, order, title, report)
