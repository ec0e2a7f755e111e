"""Printing where there is no CUPS: pages as pictures, through the printers that Qt finds.

A fall-back: text becomes dots and files become large, so CUPS gets the PDF itself (`services.printing`). The work
runs in a thread; every object of Qt that it uses is made and freed there. Not here: what is printed.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.progress import Report
from briefer.services.printing import Order, Printer, Sides

DOTS = 300
"""Of an inch. More than an office printer shows of text, at nine megapixels a page."""

_DUPLEX: dict[Sides, QPrinter.DuplexMode] = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


def printers() -> tuple[Printer, ...]:
    """The printers that Qt knows. Only in the window's thread."""
    found = [
        Printer(
            one.printerName(),
            one.description() or one.printerName(),
            one.state() != QPrinter.PrinterState.Error,
            one.isDefault(),
        )
        for one in QPrinterInfo.availablePrinters()
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_default, one.title.casefold())))


def send(content: bytes, order: Order, title: str, report: Report, file: str = "") -> None:
    """Draw a PDF onto a printer, a page after the other; `file` takes the printer's place in a test.

    Raises:
        KnownError: the printer does not take it.
        Cancelled: out of `report`.

    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printer = QPrinter()
    printer.setResolution(DOTS)
    if file:
        printer.setOutputFileName(file)
    else:
        printer.setPrinterName(order.printer)
    printer.setDocName(title)
    printer.setCopyCount(order.copies)
    printer.setDuplex(_DUPLEX[order.sides])
    printer.setFullPage(True)
    pages = [
        page - 1
        for first, last in order.pages or ((1, document.pageCount()),)
        for page in range(first, last + 1)
    ]
    brush = QPainter()
    for done, page in enumerate(pages):
        size = document.pagePointSize(page)
        paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        layout = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        printer.setPageLayout(layout)
        if not (printer.newPage() if brush.isActive() else brush.begin(printer)):
            raise KnownError(
                say("The printer “{printer}” did not take the pages.").format(printer=order.printer)
            )
        try:
            report(
                done,
                len(pages),
                say("page {page} of {count}").format(page=done + 1, count=len(pages)),
            )
        except BaseException:
            printer.abort()
            brush.end()
            raise
        dots = QSize(round(size.width() / 72 * DOTS), round(size.height() / 72 * DOTS))
        brush.drawImage(QRect(0, 0, dots.width(), dots.height()), document.render(page, dots))
    brush.end()
    document.close()
