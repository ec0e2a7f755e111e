"""Pages become a file: laid-out parts are replayed into one document, with furniture and page names.

Everything here may be done again at any time from the same `Pages` and gives the same bytes. What a page became is
kept with the page, so that an export after an edit has little to do. Not here: layout (`pages`), structure and navigation
of the file (`structure`, `navigation`).
"""

import hashlib
from typing import Any

import msgspec

from briefer.pack.blocks import Pack, Words
from briefer.pdf import furniture, metadata
from briefer.pdf.document import Document, Plain, Stream, deflated
from briefer.pdf.file import annex_forms, navigation, structure
from briefer.pdf.file.embedding import embed
from briefer.pdf.file.structure import Node
from briefer.pdf.layout.pen import DrawnPage, Glyphs, Kept, Pen
from briefer.pdf.paper import POINT, rgb
from briefer.pdf.pictures import Prepared
from briefer.pdf.sheets import Pages, Sheet
from briefer.pdf.type.figures import ARABIC_FACES, page_name
from briefer.pdf.type.fonts import FontBook
from briefer.pdf.type.painting import LateText
from briefer.pdf.type.setting import Setter, Setting
from briefer.pdf.type.styles import Style
from briefer.progress import Report

_SHEETS_BETWEEN_REPORTS = 20


def assemble(pages: Pages, report: Report, *, tagged: bool = True) -> bytes:
    """The bytes of the file: PDF/UA-1 and PDF/A-2a, or without structure, which a preview does without.

    Raises:
        Cancelled: out of `report`.

    """
    total = len(pages.sheets) + 2
    document = Document()
    destinations = pages.destinations()
    annotations = structure.annotate(document, pages, frozenset(destinations))
    links: list[list[int]] = [[] for _ in pages.sheets]
    for (sheet_at, _), annotation in annotations.items():
        links[sheet_at].append(annotation.number)
    tree = Plain()
    parent = document.add(tree)
    sheets = _Sheets(document, pages, {key: at for key, (at, _) in destinations.items()})
    on: list[Node] = []
    for at, sheet in enumerate(pages.sheets):
        if at % _SHEETS_BETWEEN_REPORTS == 0:
            report(at, total, sheet.part.title)
        on.append(sheets.page(sheet, parent, links[at]))
    kids = " ".join([f"{page.number} 0 R" for page in on])
    tree.body = f"<</Type/Pages/Count {len(on)}/Kids[{kids}]>>"
    embed(document, pages.book, sheets.glyphs)
    report(total - 2, total, "")
    told = navigation.navigation(document, pages, [page.number for page in on], destinations)
    archive = accessible = False
    if tagged:
        root = structure.tag(document, pages, on, annotations, lambda: report(total - 1, total, ""))
        told += f"/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>"
        archive, accessible = annex_forms.keeps(pages, "2a"), annex_forms.keeps(pages, "ua1")
    else:
        structure.close(annotations)
    for page in on:
        page.made.body += ">>"
    facts = metadata.Facts.of(pages.pack)
    info = document.plain(metadata.information(facts))
    told += metadata.written(document, facts, archive=archive, accessible=accessible)
    catalogue = document.plain(f"<</Type/Catalog/Pages {parent} 0 R{told}>>")
    content = document.finished(catalogue, info)
    report(total - 1, total, "")
    return annex_forms.placed(content, pages)


class _Sheets:
    """Makes the pages of one file."""

    def __init__(self, document: Document, pages: Pages, destinations: dict[str, int]) -> None:
        self._document = document
        self._pages = pages
        self._names = {key: pages.sheets[at].name for key, at in destinations.items()}
        self._setters: dict[str, Setter] = {}
        self._pictures: dict[str, int] = {}
        self._lean_packs = {
            pack.language: _lean(pack) for pack in (pages.pack, pages.second) if pack
        }
        self._count = len(pages.sheets) if pages.pack.counting == "through" else 0
        self.glyphs: Glyphs = {}
        for part in pages.parts:
            _add(self.glyphs, part.drawn.glyphs)

    def page(self, sheet: Sheet, parent: int, links: list[int]) -> Node:
        """The object of a page, not closed yet, and its content."""
        paper, body = self._pages.paper, self._pages.body_or_blank(sheet)
        content = self._document.add(Stream(self._content(sheet, body), "/Filter/FlateDecode"))
        images = {image.name: image.picture for image in body.images}
        told = f"/MediaBox[0 0 {paper.width * POINT:.4f} {paper.height * POINT:.4f}]/Contents {content} 0 R"
        told += "/Resources<</Font 1 0 R"
        if images:
            named = (f"/{name} {self._picture(name, own)} 0 R" for name, own in images.items())
            told += f"/XObject<<{''.join(named)}>>"
        told += ">>"
        if links:
            told += f"/Annots[{' '.join([f'{number} 0 R' for number in links])}]"
        made = Plain(f"<</Type/Page/Parent {parent} 0 R{told}")
        return Node(self._document.add(made), made)

    def _content(self, sheet: Sheet, body: DrawnPage) -> bytes:
        """The content of a page, compressed; kept with the page for the next time."""
        around = self._around(sheet, body)
        _add(self.glyphs, around.glyphs)
        code = [f"q 1 0 0 1 {self._pages.left(sheet) * POINT:.2f} 0 cm"]
        code += [
            self._named(piece) if isinstance(piece, LateText) else piece for piece in body.code
        ]
        code += (around.code, "Q")
        content = "\n".join(code).encode("ascii")
        digest = hashlib.sha256(content).digest()
        if body.packed is None or body.packed[0] != digest:
            body.packed = digest, deflated(content)
        return body.packed[1]

    def _around(self, sheet: Sheet, body: DrawnPage) -> Kept:
        """What stands around the frame; drawn again only if what it tells has changed."""
        pages = self._pages
        part = msgspec.structs.replace(sheet.part, blocks=(), back=(), foot=())
        shape = pages.parts[sheet.part_index].shape()
        pack, mirrored = pages.pack_of(sheet), pages.mirrored_at(sheet)
        language = pack.language
        depends = (
            self._lean_packs[language], pages.mirrored, part, sheet.name, sheet.code, sheet.page, sheet.recto,
            sheet.marking, self._count, shape,
        )  # fmt: skip
        if body.around is not None and body.around.depends == depends:
            return body.around
        setter = self._setters.get(language)
        if setter is None:
            setter = self._setters[language] = _FurnitureSetter(
                pages.book, language, rtl=mirrored, accent=pages.pack.accent, figures=pack.figures
            )
        pen = Pen(pages.paper, setter, mirrored=mirrored)
        pen.new_page()
        if not body.bare:
            furniture.draw(pen, pages, sheet)
        drawn = pen.finish()
        kept = Kept(depends, "\n".join(map(str, drawn.pages[0].code)), drawn.glyphs)
        body.around = kept
        return kept

    def _named(self, late: LateText) -> str:
        """The operators that print a page's name in the place kept for it."""
        name = self._names.get(late.page_of)
        if not name:  # a preview has pages for a moment that name what is gone, or still to come
            return ""
        face = self._pages.book.face(late.face)
        shape = face.shape(page_name(name) if late.face in ARABIC_FACES else name)
        _add(self.glyphs, {face.name: shape.glyphs})
        x = late.x
        if late.at_end:
            x += late.width - shape.width * late.size / 1000
        array = "".join(segment.array for segment in shape.segments)
        return (
            f"BT /{face.code} {late.size:g} Tf {rgb(late.colour)} rg "
            f"1 0 0 1 {x:.2f} {late.y:.2f} Tm [{array}] TJ ET"
        )

    def _picture(self, name: str, picture: Prepared) -> int:
        """The number of a JPEG; the same picture is stored once."""
        found = self._pictures.get(name)
        if found is None:
            inside = (
                f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}"
                "/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode"
            )
            found = self._pictures[name] = self._document.add(Stream(picture.jpeg, inside))
        return found


class _FurnitureSetter(Setter):
    """Sets what stands on many pages once."""

    def __init__(
        self, book: FontBook, language: str, *, rtl: bool, accent: str, figures: str
    ) -> None:
        super().__init__(book, language, rtl=rtl, accent=accent, figures=figures)
        self._settings: dict[tuple[object, ...], Setting] = {}

    def set(
        self, words: Words | str, style: Style | str = "body", width: float = 1000.0, **more: Any
    ) -> Setting:
        asked = (words, style, width, *more.items())
        found = self._settings.get(asked)
        if found is None:
            found = self._settings[asked] = super().set(words, style, width, **more)
        return found


def _lean(pack: Pack) -> Pack:
    """A pack with what stands around its frames alone: neither its content nor the second it was made in."""
    issue = msgspec.structs.replace(pack.issue, at="")
    return msgspec.structs.replace(pack, sections=(), facing=None, pictures=(), issue=issue)


def _add(into: Glyphs, more: Glyphs) -> None:
    """Where two tell different things of a glyph, the first stays."""
    for face, glyphs in more.items():
        own = into.setdefault(face, {})
        for glyph in glyphs.keys() - own.keys():
            own[glyph] = glyphs[glyph]
