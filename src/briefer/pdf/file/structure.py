"""The structure of the file for those who hear it: a tree of elements, and which marks on which page are theirs.

The tree is Document, sections, parts, then what was drawn in the order in which it was drawn. Lines, grounds and
furniture are artifacts and do not appear. Elements are made as bytes: a pack has tens of thousands. Links stand here
too, since each belongs to an element. Not here: navigation (`navigation`), metadata (`metadata`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from briefer.pdf.document import Document, Plain, numbers, text
from briefer.pdf.layout.pen import DrawnElement, DrawnLink
from briefer.pdf.paper import POINT
from briefer.pdf.sheets import Pages

_SAFE = ("https://", "http://", "mailto:")


class Annotation(NamedTuple):
    """A link on a page; its object is closed when its place in the structure is known."""

    number: int
    made: Plain


Annotations = dict[tuple[int, int], Annotation]
"""By sheet, and index of the link on its page."""


class Node(NamedTuple):
    """An object with its number, to be filled in or closed later."""

    number: int
    made: Plain


def annotate(document: Document, pages: Pages, destinations: frozenset[str]) -> Annotations:
    """The links that lead somewhere; tied to nothing yet."""
    out: Annotations = {}
    sheets = _sheets(pages)
    for at, part in enumerate(pages.parts):
        for element in part.drawn.elements:
            for kind, page, index in element.kids:
                if kind != "link":
                    continue
                sheet = sheets[at, page]
                link = part.drawn.pages[page].links[index]
                body = _link(link, pages.left(pages.sheets[sheet]) * POINT, destinations)
                if body:
                    made = Plain(body)
                    out[sheet, index] = Annotation(document.add(made), made)
    return out


def close(annotations: Annotations) -> None:
    """Close the objects of links in a file without structure."""
    for annotation in annotations.values():
        annotation.made.body += ">>"


def tag(
    document: Document,
    pages: Pages,
    on: Sequence[Node],
    annotations: Annotations,
    tick: Callable[[], None],
) -> int:
    """Write the structure tree and the parent tree, tie pages and links to them; gives the root's number.

    `on` are the pages' numbers with their objects, not closed yet; `tick` is called for each part.
    """
    tree = _Tree(document, pages, on, annotations)
    whole = tree.node()
    sections: list[int] = []
    at = 0
    second = pages.second
    facing = [part for section in second.sections for part in section.parts] if second else []
    count = len(pages.parts) - len(facing)
    for section in pages.pack.sections:
        node = tree.node()
        kids: list[int] = []
        for part in section.parts:
            tick()
            kids += tree.part(at, node, part.title)
            if second:
                kids += tree.part(count + at, node, facing[at].title, second.language)
            at += 1
        if kids:
            node.made.body = _element("Part", whole.number, "", _references(kids))
            sections.append(node.number)
        else:
            node.made.body = "null"
    whole.made.body = _element("Document", tree.root.number, "", _references(sections))
    return tree.finish(whole)


class _Tree:
    """The structure tree of one file."""

    def __init__(
        self, document: Document, pages: Pages, on: Sequence[Node], annotations: Annotations
    ) -> None:
        self._document = document
        self._pages = pages
        self._on = on
        self._annotations = annotations
        self._tied: list[tuple[Annotation, int]] = []
        self._marks: list[dict[int, int]] = [{} for _ in on]
        self._sheets = _sheets(pages)
        self._notes = 0
        self.root = self.node()

    def node(self) -> Node:
        """A new object, to be filled in."""
        made = Plain()
        return Node(self._document.add(made), made)

    def part(self, at: int, section: Node, title: str, language: str = "") -> list[int]:
        """The elements of one part under an element of its own; that element, nothing for an empty part.

        `language` is told where it is not the file's.
        """
        elements = self._pages.parts[at].drawn.elements
        top = [number for number, element in enumerate(elements) if element.parent < 0]
        if not top:
            return []
        own = self.node()
        nodes = [self.node() for _ in elements]
        for element, node in zip(elements, nodes, strict=True):
            parent = nodes[element.parent].number if element.parent >= 0 else own.number
            node.made.body = self._body(at, element, node.number, parent, nodes)
        told = f"/T{text(title)}" + (f"/Lang{text(language)}" if language else "")
        kids = _references(nodes[number].number for number in top)
        own.made.body = _element("Sect", section.number, told, kids)
        return [own.number]

    def finish(self, whole: Node) -> int:
        """Close the tree, the pages and the links."""
        entries: list[str] = []
        following = 0
        for page, marks in zip(self._on, self._marks, strict=True):
            page.made.body += "/Tabs/S"
            if marks:
                listed = self._document.plain(
                    f"[{_references(marks[key] for key in sorted(marks))}]"
                )
                entries.append(f"{following} {listed} 0 R")
                page.made.body += f"/StructParents {following}"
                following += 1
        for annotation, owner in self._tied:
            annotation.made.body += f"/StructParent {following}>>"
            entries.append(f"{following} {owner} 0 R")
            following += 1
        parents = self._document.plain(f"<</Nums[{' '.join(entries)}]>>")
        self.root.made.body = (
            f"<</Type/StructTreeRoot/K {whole.number} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {following}>>"
        )
        return self.root.number

    def _body(
        self, at: int, element: DrawnElement, number: int, parent: int, nodes: list[Node]
    ) -> str:
        home, leads = -1, False
        told, kids = self._told(element), []
        for kind, first, second in element.kids:
            if kind == "element":
                kids.append(f"{nodes[first].number} 0 R")
                continue
            sheet = self._sheets[at, first]
            page = self._on[sheet].number
            if kind == "link":
                annotation = self._annotations.get((sheet, second))
                if annotation is not None:
                    leads = True
                    self._tied.append((annotation, number))
                    kids.append(f"<</Type/OBJR/Obj {annotation.number} 0 R/Pg {page} 0 R>>")
                continue
            self._marks[sheet][second] = number
            if home < 0:
                home = sheet
                told += f"/Pg {page} 0 R"
                if element.box is not None:
                    told += self._box(element.box, sheet)
            # the short form for marks on the element's own page
            short = sheet == home
            kids.append(str(second) if short else f"<</Type/MCR/Pg {page} 0 R/MCID {second}>>")
        role = "Span" if element.role == "Link" and not leads else element.role
        return _element(role, parent, told, " ".join(kids))

    def _told(self, element: DrawnElement) -> str:
        out = ""
        if element.role == "Note":  # each must have a name of its own
            self._notes += 1
            out += f"/ID(note-{self._notes})"
        for key, value in (
            ("Lang", element.lang),
            ("Alt", element.alt),
            ("ActualText", element.actual),
        ):
            if value:
                out += f"/{key}{text(value)}"
        if element.scope and element.role == "L":
            out += f"/A<</O/List/ListNumbering/{element.scope}>>"
        elif element.scope:
            out += f"/A<</O/Table/Scope/{element.scope}>>"
        elif element.layout:
            out += f"/A<</O/Layout{element.layout}>>"
        return out

    def _box(self, box: tuple[float, float, float, float], sheet: int) -> str:
        """Where a figure stands on its page."""
        shift = self._pages.left(self._pages.sheets[sheet]) * POINT
        x0, y0, x1, y1 = box
        return f"/A<</O/Layout/BBox{numbers(x0 + shift, y0, x1 + shift, y1)}>>"


def _element(role: str, parent: int, told: str, kids: str) -> str:
    return f"<</Type/StructElem/S/{role}/P {parent} 0 R{told}/K[{kids}]>>"


def _references(objects: Iterable[int]) -> str:
    return " ".join([f"{number} 0 R" for number in objects])


def _sheets(pages: Pages) -> dict[tuple[int, int], int]:
    """Part and page within it to the sheet."""
    return {
        (sheet.part_index, sheet.page): at
        for at, sheet in enumerate(pages.sheets)
        if sheet.page is not None
    }


def _link(link: DrawnLink, shift: float, destinations: frozenset[str]) -> str:
    """A link to a place of this file or to a safe address, not closed; empty for all else."""
    address = link.address
    if address.startswith("#"):
        if address[1:] not in destinations:
            return ""
        leads = f"/Dest{text(address[1:])}"
    elif address.lower().startswith(_SAFE):
        leads = f"/A<</S/URI/URI{text(address)}>>"
    else:
        return ""
    x0, y0, x1, y1 = link.rect
    return (
        f"<</Type/Annot/Subtype/Link/Rect{numbers(x0 + shift, y0, x1 + shift, y1)}/Border[0 0 0]/F 4"
        f"/Contents{text(link.text)}{leads}"
    )
