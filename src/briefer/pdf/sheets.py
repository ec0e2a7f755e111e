"""What has been paginated: parts as plain data, and the sheets on which they stand.

Not here: how parts become that (`pages`), how it becomes a file (`file.assemble`).
"""

from dataclasses import dataclass, field

from briefer.findings import Finding
from briefer.pack.blocks import Marking, Pack, Part
from briefer.pack.page_map import PageMap
from briefer.pdf.annexes.reading import Reading
from briefer.pdf.layout.pen import Drawn, DrawnPage
from briefer.pdf.paper import POINT, Paper
from briefer.pdf.type.bidi import reads_from_right
from briefer.pdf.type.fonts import FontBook

_NO_MAP = PageMap()


@dataclass(slots=True)
class PartPages:
    """A part laid out: its pages, and what did not go well."""

    drawn: Drawn
    lines_to_cut: tuple[int, int] = (0, 0)
    """Of the front and the back of a brief that should take two sides."""
    filled: tuple[float, float] = (0.0, 0.0)
    """Sides that the front and the back of such a brief take: 0.4 of one, or 1.2."""
    lines_left: tuple[int, int] = (0, 0)
    """Lines for which such a brief has room on its front and on its back."""
    too_high: list[int] = field(default_factory=list)
    """Pages on which something runs over the foot."""
    unreadable: list[str] = field(default_factory=list)
    """Hashes of pictures that are missing or damaged."""
    coarse: list[tuple[str, int]] = field(default_factory=list)
    """Pictures under the resolution that prints well, with it."""
    annexes: list[Reading] = field(default_factory=list)
    """What was read of the annexes that it prints, or why they could not be."""
    logo_unreadable: bool = False
    blanks: dict[str, DrawnPage] = field(default_factory=dict, compare=False, repr=False)
    """What is kept of the blank versos behind it, by their names."""

    def shape(self) -> tuple[bool, ...]:
        """Of each page whether it is bare."""
        return tuple(page.bare for page in self.drawn.pages)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page. A blank verso has no `page`."""

    name: str
    code: str
    part: Part
    part_index: int
    page: int | None
    recto: bool
    marking: Marking


@dataclass(frozen=True, slots=True)
class Pages:
    """A paginated pack: the one thing that preview, export and editions are made from."""

    pack: Pack
    paper: Paper
    mirrored: bool
    sheets: tuple[Sheet, ...]
    parts: tuple[PartPages, ...]
    book: FontBook
    page_map: PageMap = _NO_MAP
    findings: tuple[Finding, ...] = ()
    second: Pack | None = None
    """The same pack in a second language, page beside page; its parts follow those of the first."""

    def pack_of(self, sheet: Sheet) -> Pack:
        """The pack whose page a sheet is."""
        count = len(self.parts) // 2
        return self.second if self.second and sheet.part_index >= count else self.pack

    def mirrored_at(self, sheet: Sheet) -> bool:
        """Whether a sheet is read from right to left."""
        pack = self.pack_of(sheet)
        return self.mirrored if pack is self.pack else reads_from_right(pack.language)

    def bound_at_label(self, sheet: Sheet) -> bool:
        """Whether the bound edge of a sheet is that of its label column."""
        return sheet.recto != (self.mirrored_at(sheet) != self.mirrored)

    def body(self, sheet: Sheet) -> DrawnPage | None:
        """What stands on a sheet; None on a blank verso."""
        if sheet.page is None:
            return None
        return self.parts[sheet.part_index].drawn.pages[sheet.page]

    def prints(self) -> tuple[bytes, ...]:
        """Of each sheet a hash of what it bore in the file written last; empty if unknown, or if an annex stands on it."""
        bodies = (self.body_or_blank(sheet) for sheet in self.sheets)
        return tuple(body.packed[0] if body.packed and not body.forms else b"" for body in bodies)

    def body_or_blank(self, sheet: Sheet) -> DrawnPage:
        """What stands on a sheet; on a blank verso an empty page that is kept for the next file."""
        body, part = self.body(sheet), self.parts[sheet.part_index]
        return part.blanks.setdefault(sheet.name, DrawnPage()) if body is None else body

    def left(self, sheet: Sheet) -> float:
        """Where x is 0, mm from the left edge of the sheet."""
        body = self.body(sheet)
        if body is not None and body.bare:
            return 0.0
        return self.paper.inner if sheet.recto != self.mirrored else self.paper.outer

    def destinations(self) -> dict[str, tuple[int, float]]:
        """Every key that can be referred to: its sheet, and its height in pt from the page's foot."""
        top = (self.paper.height - self.paper.top) * POINT + 12
        out: dict[str, tuple[int, float]] = {}
        firsts: dict[str, int] = {}
        for at, sheet in enumerate(self.sheets):
            firsts.setdefault(sheet.part.key, at)
        for section in self.pack.sections:
            for part in section.parts:
                if part.key in firsts:
                    out.setdefault(section.key, (firsts[part.key], top))
                    out.setdefault(part.key, (firsts[part.key], top))
        for at, sheet in enumerate(self.sheets):
            body = self.body(sheet)
            for key, upper, _ in body.anchors if body is not None else ():
                out.setdefault(key, (at, (self.paper.height - upper) * POINT + 6))
        return out
