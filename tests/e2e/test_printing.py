"""A real queue gets the PDF itself: pages, sides and text; a queue that is away is one sentence."""

import io
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import print_queue
from briefer.errors import KnownError
from briefer.services import printing
from briefer.services.printing import Order


@pytest.fixture
def queue(
    needs: Callable[[str, str], str],
    needs_file: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[print_queue.Queue]:
    for program, package in (
        ("/usr/sbin/cupsd", "cups"),
        ("lp", "cups-client"),
        ("/usr/lib/cups/filter/pdftopdf", "cups-filters"),
        ("gs", "ghostscript"),
    ):
        needs(program, package)
    needs_file("/usr/lib/cups/backend/cups-pdf", "printer-driver-cups-pdf")
    if os.getuid():
        pytest.skip("a print server of one's own needs root")
    with print_queue.queue() as made:
        monkeypatch.setenv("CUPS_SERVER", str(made.server))
        yield made


def pdf(*words: str) -> bytes:
    """A page a word."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for word in words:
        canvas.drawString(200, 400, word)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text(path: Path) -> str:
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return told.stdout


def test_the_printer_gets_the_file_itself(queue: print_queue.Queue) -> None:
    assert [(one.name, one.title, one.ready, one.is_default) for one in printing.printers()] == [
        ("Office", "Second floor", True, True)
    ]
    job = printing.send(pdf("Door", "Table", "Lamp"), Order("Office", pages=((2, 3),)), queue.title)
    print_queue.wait_for(queue, job)
    (printed,) = queue.printed()
    assert text(printed).split() == ["Table", "Lamp"]


def test_a_printer_that_is_not_there_is_one_sentence(queue: print_queue.Queue) -> None:
    with pytest.raises(KnownError, match="The printer “Attic” did not take the pages"):
        printing.send(pdf("Door"), Order("Attic"), queue.title)


def test_without_a_server_there_are_no_printers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    assert printing.printers() == ()


@pytest.mark.parametrize(
    ("typed", "ranges"),
    [("", ()), ("3", ((3, 3),)), ("1-4, 7", ((1, 4), (7, 7))), ("2–3;9 - 10", ((2, 3), (9, 10)))],
)
def test_pages_are_typed_as_people_type_them(typed: str, ranges: object) -> None:
    assert printing.page_ranges(typed, 10) == ranges


@pytest.mark.parametrize("typed", ["0", "4-2", "11", "1-", "a", "1 4", "-3"])
def test_pages_that_are_not_there_are_told(typed: str) -> None:
    with pytest.raises(KnownError, match="Write pages as in 1-4, 7"):
        printing.page_ranges(typed, 10)


def test_sheets_are_counted() -> None:
    assert [
        printing.sheets_of_paper(9, (), "one"),
        printing.sheets_of_paper(9, (), "long"),
        printing.sheets_of_paper(9, ((1, 3), (2, 4)), "short"),
    ] == [9, 5, 2]
