"""Printing from the window: words about paper, refusals, a job that ends; pages as pictures where there is no CUPS."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from briefer.errors import KnownError
from briefer.gui import raster_printing
from briefer.gui.views.print_panel import PrintPanel
from briefer.gui.views.visit_place import VisitPlace
from briefer.progress import silent
from briefer.services import printing
from briefer.services.printing import Order, Printer
from small_packs import one_page, printed

LONG = 30_000
PRINTERS = (
    Printer("ricoh", "Second floor, Ricoh", True, True),
    Printer("attic", "Attic", False, False),
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, Order, str]]:
    """What reached the printer; the attic's is away."""
    jobs: list[tuple[int, Order, str]] = []

    def send(content: bytes, order: Order, title: str) -> str:
        if order.printer == "attic":
            raise KnownError("The attic is empty.")
        jobs.append((len(pypdfium2.PdfDocument(content)), order, title))
        return "ricoh-1"

    monkeypatch.setattr(printing, "has_cups", lambda: True)
    monkeypatch.setattr(printing, "printers", lambda: PRINTERS)
    monkeypatch.setattr(printing, "send", send)
    return jobs


@pytest.fixture
def panel(open_visit: Callable[[str], VisitPlace], sent: list[object], qtbot: QtBot) -> PrintPanel:
    del sent
    place = open_visit("cted-2018")
    place.begin_print()
    made = place.pack.print_panel
    qtbot.waitUntil(lambda: made.printer.chooser.count() == 2, timeout=LONG)
    qtbot.waitUntil(lambda: "sheets" in words(made), timeout=LONG)
    return made


def words(panel: PrintPanel) -> str:
    return panel._words.text()


def test_the_sheets_are_told_before_they_are_printed(panel: PrintPanel) -> None:
    pages = panel._pages
    panel._take_sides("one")
    one_side = words(panel)
    panel._take_sides("long")
    panel.copies.edit.setText("12")
    panel.copies.accept()
    two_sides = words(panel)
    panel._take_fold("booklet")
    booklet = words(panel)
    double, fold = -(-pages // 2), -(-pages // 4)
    assert (one_side, two_sides, booklet, panel._start.text().strip()) == (
        f"{pages} sheets a copy.",
        f"{double} sheets a copy, {12 * double} in all.",
        f"{fold} sheets a copy, {12 * fold} in all. Fold the stack in the middle and staple it.",
        "Print 12 copies",
    )


@pytest.mark.parametrize("typed", ["0", "-1", "501", "many", ""])
def test_copies_that_cannot_be_are_refused(panel: PrintPanel, typed: str) -> None:
    panel.copies.edit.setText(typed)
    assert (panel.print(), panel.copies.trouble.words) == (None, "A number from 1 to 500.")


def test_the_printer_gets_the_pages_that_were_asked(
    panel: PrintPanel, sent: list[tuple[int, Order, str]], qtbot: QtBot
) -> None:
    panel.copies.edit.setText("3")
    panel.pages.edit.setText("1-2, 5")
    task = panel.print()
    assert task
    qtbot.waitUntil(lambda: task.finished, timeout=LONG)
    ((pages, order, title),) = sent
    assert (pages, order) == (
        panel._pages,
        Order("ricoh", 3, ((1, 2), (5, 5)), "long", (210, 297)),
    )
    assert title == "Dossier · CTED 2018"  # whoever passes the printer reads it


def test_a_printer_that_is_away_fails_the_job_and_nothing_else(
    panel: PrintPanel, sent: list[object], qtbot: QtBot
) -> None:
    panel.printer.show_value("attic")
    panel._show()
    assert words(panel).startswith(
        "The printer is stopped; the job waits until somebody starts it."
    )
    task = panel.print()
    assert task
    qtbot.waitUntil(lambda: task.finished, timeout=LONG)
    assert sent == []


def test_without_cups_pages_are_printed_as_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    raster_printing.send(
        printed(one_page("Door")), Order("", size=(210, 297)), "Door", silent, str(file)
    )
    out = pypdfium2.PdfDocument(file)
    width, height = out[0].get_size()
    assert (len(out), round(width / 72 * 25.4), round(height / 72 * 25.4)) == (1, 210, 297)
    assert out[0].get_textpage().get_text_range().strip() == ""
    picture = out[0].render(scale=0.5).to_pil().convert("L")
    assert picture.getextrema()[0] < 128  # something dark was drawn
