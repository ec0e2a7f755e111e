"""Faces in ReportLab's document (5.1): Type0 fonts, Identity-H, one subset a face.

The only module that reaches into ReportLab's fonts; a new ReportLab is tried against its tests.
Not here: shaping (`fonts`).
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from briefer.pdf.fonts import Face, FontBook


class _Embedded:
    """One face in one document; ReportLab calls `addObjects` when it writes the file."""

    def __init__(self, face: Face, glyphs: Mapping[int, str]) -> None:
        self.fontName = face.name
        self._face = face
        self._glyphs = glyphs

    def addObjects(self, document: Any) -> None:
        from reportlab.pdfbase import pdfdoc

        def name(value: str) -> Any:
            return pdfdoc.PDFName(value)

        def stream(data: bytes, **extra: Any) -> Any:
            out = pdfdoc.PDFStream(content=data)
            for key, value in extra.items():
                out.dictionary[key] = value
            out.filters = [pdfdoc.PDFZCompress]
            return out

        face, glyphs = self._face, {0: "", **self._glyphs}
        metrics = face.metrics
        base = f"{_subset_tag(face.name, glyphs)}+{metrics['name']}"
        program = face.subset(glyphs)
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": name(base),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(metrics["box"]),
                "ItalicAngle": round(metrics["slant"]),
                "Ascent": metrics["ascent"],
                "Descent": metrics["descent"],
                "CapHeight": metrics["capitals"],
                "StemV": 80,
                "FontFile2": document.Reference(stream(program, Length1=len(program))),
            }
        )
        widths: list[Any] = []
        for glyph, width in face.widths(glyphs):
            widths += [glyph, pdfdoc.PDFArray([width])]
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": name("Font"),
                "Subtype": name("CIDFontType2"),
                "BaseFont": name(base),
                "CIDToGIDMap": name("Identity"),
                "CIDSystemInfo": pdfdoc.PDFDictionary(system),
                "DW": 0,
                "W": pdfdoc.PDFArray(widths),
                "FontDescriptor": document.Reference(descriptor),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": name(base),
                "Encoding": name("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(stream(_to_unicode(glyphs))),
            }
        )
        document.idToObject["BasicFonts"].dict[face.code] = document.Reference(font)


def embed(document: Any, book: FontBook, glyphs: Mapping[str, Mapping[int, str]]) -> None:
    """Put the used glyphs of each face (by name) into a ReportLab document, once, before it is written."""
    for face_name in sorted(glyphs):
        face = book.face(face_name)
        document.fontMapping[face.name] = "/" + face.code
        document.delayedFonts.append(_Embedded(face, glyphs[face_name]))


def _subset_tag(name: str, glyphs: Mapping[int, str]) -> str:
    digest = hashlib.sha256(f"{name} {sorted(glyphs)}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted(glyphs.items())
        if text and glyph
    ]
    out = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        out += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(out).encode()
