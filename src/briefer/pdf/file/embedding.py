"""Faces in a document: Type0 fonts, Identity-H, one subset a face.

Not here: shaping (`type.fonts`), the document's objects (`document`).
"""

import hashlib
import zlib
from collections.abc import Mapping

from briefer.pdf.document import Document, Stream
from briefer.pdf.type.fonts import Face, FontBook


def embed(document: Document, book: FontBook, glyphs: Mapping[str, Mapping[int, str]]) -> None:
    """Put the used glyphs of each face (by name) into a document."""
    for face_name in sorted(glyphs):
        face = book.face(face_name)
        document.fonts.dict[face.code] = f"{_font(document, face, glyphs[face_name])} 0 R"


def _font(document: Document, face: Face, used: Mapping[int, str]) -> int:
    glyphs = {0: "", **used}
    metrics = face.metrics
    base = f"{_subset_tag(face.name, glyphs)}+{metrics['name']}"
    length, program = _program(face, frozenset(glyphs))
    file = document.add(Stream(program, f"/Length1 {length}/Filter/FlateDecode"))
    descriptor = document.plain(
        f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[{' '.join(map(str, metrics['box']))}]"
        f"/ItalicAngle {round(metrics['slant'])}/Ascent {metrics['ascent']}/Descent {metrics['descent']}"
        f"/CapHeight {metrics['capitals']}/StemV 80/FontFile2 {file} 0 R>>"
    )
    widths = "".join(f"{glyph}[{width:g}]" for glyph, width in face.widths(glyphs))
    descendant = document.plain(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/DW 0/W[{widths}]/FontDescriptor {descriptor} 0 R>>"
    )
    texts = document.compressed(_to_unicode(glyphs))
    return document.plain(
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {texts} 0 R>>"
    )


_BEHIND_TABLES = b"\0\0\0\1"
"""Four bytes that belong to no table of a font; its length counts them."""


def _program(face: Face, glyphs: frozenset[int]) -> tuple[int, bytes]:
    """The length of a subset and the subset compressed; made once for one export after another."""
    found = face.programs.get(glyphs)
    if found is None:
        program = face.subset(glyphs)
        packed = zlib.compress(program)
        while packed.endswith(
            b"\r"
        ):  # see `document.deflated`; zeros alone would not change the end
            program += _BEHIND_TABLES
            packed = zlib.compress(program)
        face.programs.clear()
        found = face.programs[glyphs] = len(program), packed
    return found


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
