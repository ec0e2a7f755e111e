"""What a printed page holds, read back from the PDF by programs that did not write it."""

import ctypes
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Needs = Callable[[str, str], str]
"""The fixture `needs`: the path of a program, from its name and its package."""
MM = 72 / 25.4
"""Points in a millimetre."""


class Piece(NamedTuple):
    """A stretch of glyphs drawn at once: its text, ink rectangle in mm from the upper left corner, size in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str
    role: str
    """What it is in the document's structure: `P`, `H2`, `Artifact` for what is not part of the text."""
    x: float
    baseline: float
    """Where the first glyph is set, mm from the left and from the top."""
    colour: str

    def overlaps(self, other: "Piece", by: float = 0.15) -> bool:
        """Whether ink meets ink, by more than `by` mm both ways: kerning and serifs may touch."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > by and high > by


def texts(pdftotext: str, path: Path, *, raw: bool = False) -> list[str]:
    """The text of each page, in the order of reading or, `raw`, of drawing."""
    call = [pdftotext, *(["-raw"] if raw else []), "-enc", "UTF-8", str(path), "-"]
    told = subprocess.run(call, check=True, capture_output=True).stdout.decode()
    return told.split("\f")[:-1]


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """All text on a page, in the order of drawing.

    What is only white is left out, and so are the words behind the picture of an annex, which nobody sees.
    """
    words = page.get_textpage()
    height = page.get_height()
    found = [_piece(each, words, height) for each in _text_objects(page) if _painted(each)]
    return [piece for piece in found if piece.text.strip() and piece.right > piece.left]


def _text_objects(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    """Our own text: what stands inside form objects are pages of others, printed as they were made."""
    yield from page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)


def _piece(each: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage, height: float) -> Piece:
    left, bottom, right, top = each.get_bounds()
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(each, size)
    matrix = each.get_matrix()
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    return Piece(
        text=_text(each, words),
        left=left / MM,
        top=(height - top) / MM,
        right=right / MM,
        bottom=(height - bottom) / MM,
        size=round(size.value * scale, 2),
        font=_font(each),
        role=_role(each),
        x=matrix.e / MM,
        baseline=(height - matrix.f) / MM,
        colour=_colour(each),
    )


def _painted(each: pypdfium2.PdfObject) -> bool:
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(each) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _text(each: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(each, words, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(each, words, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _font(each: pypdfium2.PdfObject) -> str:
    font = pdfium.FPDFTextObj_GetFont(each)
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode()


def _role(each: pypdfium2.PdfObject) -> str:
    if not pdfium.FPDFPageObj_CountMarks(each):
        return ""
    mark = pdfium.FPDFPageObj_GetMark(each, 0)
    length = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, None, 0, length)
    buffer = (ctypes.c_ushort * (length.value // 2))()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, length.value, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _colour(each: pypdfium2.PdfObject) -> str:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(each, red, green, blue, opacity)
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"
