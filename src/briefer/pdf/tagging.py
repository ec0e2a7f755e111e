"""The structure of the file for those who hear it: a tree of elements, and which marks on which page are theirs.

The tree is Document, sections, parts, then what was drawn in the order in which it was drawn. Lines, grounds and
furniture are artifacts and do not appear. Not here: navigation, metadata (`finish`).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefer.pdf.paper import POINT
from briefer.pdf.pen import Drawn, DrawnElement, DrawnLink
from briefer.pdf.sheets import Pages, Sheet

_SAFE = ("https://", "http://", "mailto:")


class _Node(NamedTuple):
    """A structure element in the making, with its kids in order."""

    made: Any
    kids: Any


def tag(
    pdf: pikepdf.Pdf, pages: Pages, destinations: frozenset[str], tick: Callable[[], None]
) -> None:
    """Write the structure tree, the parent tree and the link annotations; `tick` is called for each part."""
    tree = _Tree(pdf, pages, destinations)
    document = tree.element("Document", tree.root)
    at = 0
    for section in pages.pack.sections:
        node = tree.element("Part", document.made)
        for _part in section.parts:
            tick()
            tree.part(at, node)
            at += 1
        if len(node.kids):
            document.kids.append(node.made)
    tree.finish(document)


class _Tree:
    """The structure tree of one file."""

    def __init__(self, pdf: pikepdf.Pdf, pages: Pages, destinations: frozenset[str]) -> None:
        self._pdf = pdf
        self._pages = pages
        self._destinations = destinations
        self._objects = [page.obj for page in pdf.pages]
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._marks: dict[int, dict[int, Any]] = {}
        self._notes = 0
        self._annotations: list[tuple[Any, Any]] = []
        self._sheets: dict[tuple[int, int], int] = {
            (sheet.part_index, sheet.page): at
            for at, sheet in enumerate(pages.sheets)
            if sheet.page is not None
        }

    def element(self, role: str, parent: Any) -> _Node:
        """A new element under `parent`, not yet among its kids."""
        kids = Array()
        made = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + role), P=parent)
        )
        return _Node(made, kids)

    def part(self, at: int, section: _Node) -> None:
        """The elements of one part, under an element of its own."""
        drawn = self._pages.parts[at].drawn
        node = self.element("Sect", section.made)
        nodes: list[_Node] = []
        for element in drawn.elements:
            parent = nodes[element.parent] if element.parent >= 0 else node
            nodes.append(self._drawn_element(element, parent))
        for element, own in zip(drawn.elements, nodes, strict=True):
            if element.parent < 0:
                node.kids.append(own.made)
            self._add_kids(at, drawn, element, own, nodes)
            own.made.K = own.kids
        if len(node.kids):
            node.made.K = node.kids
            node.made.T = String(self._title(at))
            section.kids.append(node.made)
            section.made.K = section.kids

    def finish(self, document: _Node) -> None:
        """Close the tree and hang it into the catalogue."""
        document.made.K = document.kids
        self.root.K = document.made
        numbers = Array()
        following = 0
        for at, page in enumerate(self._objects):
            page.Tabs = Name.S
            marks = self._marks.get(at)
            if marks:
                page.StructParents = following
                numbers.append(following)
                numbers.append(
                    self._pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)]))
                )
                following += 1
        for annotation, owner in self._annotations:
            annotation.StructParent = following
            numbers.append(following)
            numbers.append(owner)
            following += 1
        self.root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = following
        self._pdf.Root.StructTreeRoot = self.root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _title(self, at: int) -> str:
        parts = [part for section in self._pages.pack.sections for part in section.parts]
        return parts[at].title

    def _drawn_element(self, element: DrawnElement, parent: _Node) -> _Node:
        node = self.element(element.role, parent.made)
        made = node.made
        if element.role == "Note":  # each must have a name of its own
            self._notes += 1
            made.ID = String(f"note-{self._notes}")
        if element.lang:
            made.Lang = String(element.lang)
        if element.alt:
            made.Alt = String(element.alt)
        if element.actual:
            made.ActualText = String(element.actual)
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
        return node

    def _add_kids(
        self, at: int, drawn: Drawn, element: DrawnElement, node: _Node, nodes: list[_Node]
    ) -> None:
        home = -1
        leads = False
        for kind, first, second in element.kids:
            if kind == "element":
                node.kids.append(nodes[first].made)
                continue
            sheet = self._sheets[at, first]
            page = self._objects[sheet]
            if kind == "mark":
                if home < 0:
                    node.made.Pg = page
                    home = sheet
                if sheet == home:  # the short form, for marks on the element's own page
                    node.kids.append(second)
                else:
                    node.kids.append(Dictionary(Type=Name.MCR, Pg=page, MCID=second))
                self._marks.setdefault(sheet, {})[second] = node.made
                if element.box is not None:
                    node.made.A = self._box(element.box, sheet)
            else:
                link = drawn.pages[first].links[second]
                annotation = self._annotation(link, self._shift(self._pages.sheets[sheet]))
                if annotation is not None:
                    leads = True
                    self._annotate(page, annotation, node)
        if element.role == "Link" and not leads:
            node.made.S = Name.Span

    def _box(self, box: tuple[float, float, float, float], sheet: int) -> Dictionary:
        """Where a figure stands on its page."""
        shift = self._shift(self._pages.sheets[sheet])
        x0, y0, x1, y1 = box
        rounded = [round(value, 2) for value in (x0 + shift, y0, x1 + shift, y1)]
        return Dictionary(O=Name.Layout, BBox=Array(rounded))

    def _annotate(self, page: Any, annotation: Any, node: _Node) -> None:
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        self._annotations.append((annotation, node.made))
        node.kids.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))

    def _shift(self, sheet: Sheet) -> float:
        return self._pages.left(sheet) * POINT

    def _annotation(self, link: DrawnLink, shift: float) -> Any:
        """A link to a place of this file or to a safe address; None for all else."""
        address = link.address
        x0, y0, x1, y1 = link.rect
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(v, 2) for v in (x0 + shift, y0, x1 + shift, y1)]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(link.text),
        )
        if address.startswith("#"):
            if address[1:] not in self._destinations:
                return None
            annotation.Dest = String(address[1:])
        elif address.lower().startswith(_SAFE):
            annotation.A = Dictionary(S=Name.URI, URI=String(address))
        else:
            return None
        return self._pdf.make_indirect(annotation)
