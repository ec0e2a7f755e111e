"""Pages become a file: laid-out parts are replayed into one ReportLab canvas, with furniture and page names.

Everything here may be done again at any time from the same `Pages` and gives the same bytes.
Not here: layout (`pages`), structure and navigation of the file (`tagging`, `finish`).
"""

import io
from typing import Any

from briefer.pdf import finish, furniture
from briefer.pdf.embedding import embed
from briefer.pdf.fonts import FontBook
from briefer.pdf.painting import LateText
from briefer.pdf.paper import POINT, rgb
from briefer.pdf.pen import DrawnPage, Pen
from briefer.pdf.pictures import Prepared
from briefer.pdf.sheets import Pages
from briefer.pdf.type import Setter
from briefer.progress import Report

_SHEETS_BETWEEN_REPORTS = 20

Glyphs = dict[str, dict[int, str]]


def assemble(pages: Pages, report: Report) -> bytes:
    """The bytes of the file.

    Raises:
        Cancelled: out of `report`.

    """
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    paper = pages.paper
    size = (paper.width * POINT, paper.height * POINT)
    out = io.BytesIO()
    total = len(pages.sheets) + 2
    rl_config.useA85 = 0  # base 85 would make every stream a quarter larger
    canvas = Canvas(out, pagesize=size, pageCompression=1, invariant=1)
    canvas._preamble = ""  # noqa: SLF001 - it would name a font that is not embedded
    names = {key: pages.sheets[at].name for key, (at, _) in pages.destinations().items()}
    glyphs = _glyphs(pages)
    setter = Setter(pages.book, pages.pack.language, rtl=pages.mirrored)
    pen = Pen(paper, setter, mirrored=pages.mirrored)
    placed: set[str] = set()
    for at, sheet in enumerate(pages.sheets):
        if at % _SHEETS_BETWEEN_REPORTS == 0:
            report(at, total, sheet.part.title)
        pen.new_page()
        body = pages.body(sheet)
        if body is None or not body.bare:
            furniture.draw(pen, pages, sheet)
        code = [f"q 1 0 0 1 {pages.left(sheet) * POINT:.2f} 0 cm"]
        if body is not None:
            code += _replayed(body, names, pages.book, glyphs)
            for image in body.images:
                _place(canvas, image.name, image.picture, placed)
        code += _replayed(pen.drawn.pages[at], names, pages.book, glyphs)
        code.append("Q")
        canvas._code.append("\n".join(code))  # noqa: SLF001 - replayed, not drawn again
        canvas.showPage()
    _add(glyphs, pen.finish().glyphs)
    document = canvas._doc  # noqa: SLF001 - fonts are ours
    embed(document, pages.book, glyphs)
    report(total - 2, total, "")
    canvas.save()
    return finish.finish(out.getvalue(), pages, lambda: report(total - 1, total, ""))


def _glyphs(pages: Pages) -> Glyphs:
    out: Glyphs = {}
    for part in pages.parts:
        _add(out, part.drawn.glyphs)
    return out


def _add(into: Glyphs, more: Glyphs) -> None:
    for face, glyphs in more.items():
        own = into.setdefault(face, {})
        for glyph, text in glyphs.items():
            own.setdefault(glyph, text)


def _replayed(page: DrawnPage, names: dict[str, str], book: FontBook, glyphs: Glyphs) -> list[str]:
    return [
        _named(piece, names.get(piece.page_of, ""), book, glyphs)
        if isinstance(piece, LateText)
        else piece
        for piece in page.code
    ]


def _named(late: LateText, name: str, book: FontBook, glyphs: Glyphs) -> str:
    """The operators that print a page's name in the place kept for it."""
    face = book.face(late.face)
    shape = face.shape(name)
    _add(glyphs, {face.name: shape.glyphs})
    x = late.x
    if late.at_end:
        x += late.width - shape.width * late.size / 1000
    array = "".join(segment.array for segment in shape.segments)
    return (
        f"BT /{face.code} {late.size:g} Tf {rgb(late.colour)} rg "
        f"1 0 0 1 {x:.2f} {late.y:.2f} Tm [{array}] TJ ET"
    )


# --------------------------------------------------------- pictures in ReportLab's document (5.1)


def _place(canvas: Any, name: str, picture: Prepared, placed: set[str]) -> None:
    """Make a JPEG known to the page under its name; the same picture is stored once."""
    from reportlab.pdfbase import pdfdoc

    canvas._formsinuse.append(name.removeprefix("FormXob."))  # noqa: SLF001 - see `Pen.picture`
    if name in placed:
        return
    placed.add(name)
    stream = pdfdoc.PDFStream(content=picture.jpeg)
    for key, value in {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": 8,
        "ColorSpace": pdfdoc.PDFName("DeviceRGB"),
        "Filter": pdfdoc.PDFName("DCTDecode"),
    }.items():
        stream.dictionary[key] = value
    stream.filters = []
    canvas._doc.Reference(stream, name)  # noqa: SLF001
