"""The pen that draws one part into plain data: text, rules, marks, pictures, structure.

What has been drawn (`Drawn`) holds content streams against glyph numbers, links, anchors and the part's structure,
nothing of a document: it can be kept and replayed into any. Measures are mm from the frame's label edge and the
top of the page, weights pt. Everything drawn stands inside a structure element or is an artifact.
Not here: what is drawn where (`boxes`, `sections`).
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from briefer.pdf.annexes.reading import Reading
from briefer.pdf.paper import (
    ACCENT,
    AXIS_LINE,
    HAIR,
    HAIRLINE,
    INK,
    LINE,
    POINT,
    SOFT,
    TRAVEL_LINE,
    WHITE,
    Paper,
    rgb,
)
from briefer.pdf.pictures import Prepared
from briefer.pdf.type.fonts import Face, Shape
from briefer.pdf.type.lines import Told, Trouble
from briefer.pdf.type.painting import LateText
from briefer.pdf.type.setting import Setter, Setting
from briefer.pdf.type.styles import STYLES, Style

_DASH = 1.4
"""mm of a dash where a sheet is cut, and of the space after it."""

Role = Literal[
    "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "TOC", "TOCI", "Reference", "BlockQuote",
    "Figure", "Caption", "Span", "Link", "Note",
]  # fmt: skip
"""The structure types of PDF 1.7 that the pages use."""


class Element:
    """A structure element. The boxes of one element may stand on several pages: identity is what counts."""

    __slots__ = ("actual", "alt", "lang", "role", "scope")

    def __init__(
        self, role: Role, *, alt: str = "", actual: str = "", lang: str = "", scope: str = ""
    ) -> None:
        """`alt` describes a figure, `actual` replaces what is painted; `scope` is a header cell's, or
        how a list is numbered.
        """
        self.role = role
        self.alt = alt
        self.actual = actual
        self.lang = lang
        self.scope = scope


# ---------------------------------------------------------------------------- what has been drawn


@dataclass(slots=True)
class DrawnElement:
    """An element with its place in the tree; kids in reading order.

    A kid is `("mark", page, mcid)`, `("element", index, 0)` or `("link", page, index of the link)`.
    """

    role: str
    parent: int
    alt: str = ""
    actual: str = ""
    lang: str = ""
    scope: str = ""
    layout: str = ""
    """Layout attributes as the file has them, such as `/TextDecorationType/Underline`."""
    box: tuple[float, float, float, float] | None = None
    """Rectangle of a figure in pt, before the page's shift."""
    kids: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class DrawnImage:
    """A picture that a page needs, under its name in the page's resources."""

    name: str
    picture: Prepared


@dataclass(slots=True)
class DrawnForm:
    """A page of an annex that a page needs, under its name in the page's resources."""

    name: str
    annex: Reading
    page: int


@dataclass(slots=True)
class DrawnLink:
    """A rectangle that leads to an address or to `#key`."""

    address: str
    rect: tuple[float, float, float, float]
    text: str


Glyphs = dict[str, dict[int, str]]
"""Of each face the glyphs that are used, and what they say."""


class Kept(NamedTuple):
    """What stands around the frame of a page as it was drawn last, and what that depends on."""

    depends: tuple[object, ...]
    code: str
    glyphs: Glyphs


@dataclass(slots=True)
class DrawnPage:
    """A page as plain data: its content, in pt from the label edge and the page's foot.

    `code` holds operators and, where a page's name is still to come, `LateText`.
    """

    code: list[str | LateText] = field(default_factory=list)
    images: list[DrawnImage] = field(default_factory=list)
    forms: list[DrawnForm] = field(default_factory=list)
    links: list[DrawnLink] = field(default_factory=list)
    anchors: list[tuple[str, float, float]] = field(default_factory=list)
    """Key, top and bottom in mm."""
    troubles: list[Trouble] = field(default_factory=list)
    marks: int = 0
    """How many marked contents it has."""
    bare: bool = False
    """Fills the whole sheet: no frame, no furniture."""
    around: Kept | None = field(default=None, compare=False, repr=False)
    packed: tuple[bytes, bytes] | None = field(default=None, compare=False, repr=False)
    """The hash of its whole content in the file written last, and that content compressed."""


@dataclass(slots=True)
class Drawn:
    """All pages of one part, its structure and the glyphs it needs."""

    pages: list[DrawnPage] = field(default_factory=list)
    elements: list[DrawnElement] = field(default_factory=list)
    glyphs: Glyphs = field(default_factory=dict)


@dataclass(slots=True)
class Travel:
    """Whether a line is bold where a page breaks it."""

    bold: bool = False


# ---------------------------------------------------------------------------------------- the pen


class Pen:
    """Draws one part, page after page."""

    def __init__(self, paper: Paper, setter: Setter, *, mirrored: bool = False) -> None:
        """`mirrored` reflects the geometry for packs that are read from right to left."""
        self.paper = paper
        self.setter = setter
        self.drawn = Drawn()
        self.mirrored = mirrored
        self._page = DrawnPage()
        self._stack: list[int] = []
        self._index: dict[int, int] = {}
        self._held: list[Element] = []  # keeps identities alive while they are keys
        self._open = -1
        self._inline = -1
        self._links: dict[str, int] = {}
        self._told: dict[tuple[int, Told], int] = {}
        self._decorations: list[str] = []
        self._used: dict[int, Shape] = {}
        self._letters: dict[Face, set[str]] = {}
        self._stops: list[tuple[float, bool]] | None = None
        self._repeating = False
        self._around = False

    @property
    def page(self) -> int:
        """Index of the current page within the part, from 0."""
        return len(self.drawn.pages) - 1

    def new_page(self, *, bare: bool = False) -> None:
        """Begin the next page; a `bare` one fills the whole sheet and x is from its edge."""
        self._page = DrawnPage(bare=bare)
        self.drawn.pages.append(self._page)

    def finish(self) -> Drawn:
        """The part as plain data."""
        glyphs = self.drawn.glyphs
        for shape in reversed(self._used.values()):  # where two differ, the first stays
            glyphs.setdefault(shape.face.name, {}).update(shape.glyphs)
        for face, letters in self._letters.items():
            glyphs.setdefault(face.name, {}).update(face.said(letters))
        return self.drawn

    # ------------------------------------------------------------------------- structure

    @contextmanager
    def inside(self, element: Element | None) -> Iterator[None]:
        """What is drawn inside belongs to `element`; the first time, it becomes a child of the current one."""
        if element is None or self._repeating:
            yield
            return
        at = self._index.get(id(element))
        if at is None:
            at = self._add(
                DrawnElement(
                    element.role,
                    self._stack[-1] if self._stack else -1,
                    element.alt,
                    element.actual,
                    element.lang,
                    element.scope,
                )
            )
            self._index[id(element)] = at
            self._held.append(element)
        self._stack.append(at)
        yield
        self._stack.pop()

    def anchor(self, key: str, top: float, height: float) -> None:
        """A place that links and the page map know."""
        self._page.anchors.append((key, top, top + height))

    def _add(self, drawn: DrawnElement) -> int:
        at = len(self.drawn.elements)
        self.drawn.elements.append(drawn)
        if drawn.parent >= 0:
            self.drawn.elements[drawn.parent].kids.append(("element", at, 0))
        return at

    def _begin(self, at: int) -> None:
        element = self.drawn.elements[at]
        self._page.code.append(f"/{element.role} <</MCID {self._page.marks}>> BDC")
        element.kids.append(("mark", self.page, self._page.marks))
        self._page.marks += 1
        self._open = at

    def _end(self) -> None:
        if self._open >= 0:
            self._page.code.append("EMC")
            self._open = -1

    # ------------------------------------------------------------------------- text

    def text(self, setting: Setting, x: float, top: float) -> None:
        """Text with the left edge of its measure at `x` and the top of its first line at `top`."""
        if not setting.lines:
            return
        if self._repeating:
            self.artifact_text(setting, x, top)
            return
        x = self._left(x, setting)
        if not self._stack:
            with self.inside(Element("P")):
                self._paint(setting, x, top)
        else:
            self._paint(setting, x, top)

    def artifact_text(self, setting: Setting, x: float, top: float) -> None:
        """Text that is not content: a repeated head, a folio."""
        x = self._left(x, setting)
        if not self._around:
            self._page.code.append("/Artifact BMC")
        held, self._open = self._open, -2
        setting.paint(self, x * POINT, self._y(top))
        self._open = held
        if not self._around:
            self._page.code.append("EMC")
        self._decorate()

    @contextmanager
    def around(self, kind: Literal["Header", "Footer"]) -> Iterator[None]:
        """What is drawn inside is the head or the foot of a page, and said to be (ISO 14289-1, 7.8)."""
        self._page.code.append(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC")
        self._around = True
        yield
        self._around = False
        self._page.code.append("EMC")

    @contextmanager
    def again(self) -> Iterator[None]:
        """What is drawn inside has been drawn before: artifacts, for a reader says things once."""
        held, self._repeating = self._repeating, True
        yield
        self._repeating = held

    def _paint(self, setting: Setting, x: float, top: float) -> None:
        at = self._stack[-1]
        self._begin(at)
        setting.paint(self, x * POINT, self._y(top))
        self._end()
        self._decorate()

    def _decorate(self) -> None:
        if self._decorations:
            for operators in self._decorations:
                self._artifact(operators)
            self._decorations = []

    # what `type.Ink` asks for

    def code(self, operators: str) -> None:
        """Operators of a text."""
        self._page.code.append(operators)

    def use(self, shape: Shape) -> None:
        """Keep the glyphs of a shape."""
        if shape.letters:
            self._letters.setdefault(shape.face, set()).update(shape.letters)
            self._used.update(zip(map(id, shape.of), shape.of, strict=True))
        else:
            self._used[id(shape)] = shape

    def inline(self, link: str, lang: str, told: Told | None, layout: str) -> None:
        """Open a link, or a stretch with a language, words or a look of its own, inside the current element."""
        if self._open == -2:
            return
        self._end()
        block = self._stack[-1]
        if link or lang or told or layout:
            at = self._stretch(block, link, lang, told, layout)
            if link:
                self._links[link] = at
            self._begin(at)
        else:
            self._begin(block)

    def _stretch(self, block: int, link: str, lang: str, told: Told | None, layout: str) -> int:
        """A new element, or that of the same words before a break of lines or pages."""
        found = self._told.get((block, told)) if told else None
        if found is None:
            actual = told.text if told else ""
            role = "Link" if link else "Span"
            found = self._add(DrawnElement(role, block, actual=actual, lang=lang, layout=layout))
            if told:
                self._told[block, told] = found
        return found

    def link(self, address: str, text: str, rect: tuple[float, float, float, float]) -> None:
        """A rectangle that leads to `address`."""
        owner = self._links.get(address)
        if owner is not None:
            self.drawn.elements[owner].kids.append(("link", self.page, len(self._page.links)))
        self._page.links.append(DrawnLink(address, rect, text))

    def late(self, text: LateText) -> None:
        """Leave a place for a page's name."""
        self._page.code.append(text)

    def decorate(self, operators: str) -> None:
        """A rule of a text; painted after it, outside its element."""
        self._decorations.append(operators)

    def trouble(self, trouble: Trouble) -> None:
        """Note it with the page it happened on."""
        self._page.troubles.append(trouble)

    @contextmanager
    def turned(self) -> Iterator[None]:
        """What is drawn inside stands on its head, turned about the middle of a bare sheet; it has no links."""
        width, height = self.paper.width * POINT, self.paper.height * POINT
        self._page.code.append(f"q -1 0 0 -1 {width:.2f} {height:.2f} cm")
        yield
        self._page.code.append("Q")

    # ------------------------------------------------------------------------- lines and areas

    def rule(
        self,
        x0: float,
        x1: float,
        y: float,
        weight: float = HAIRLINE,
        colour: str = HAIR,
    ) -> None:
        """A horizontal rule."""
        self.line(x0, y, x1, y, weight, colour)

    def line(self, x0: float, y0: float, x1: float, y1: float, weight: float, colour: str) -> None:
        """A straight line, an artifact."""
        self._artifact(self._stroke(x0, y0, x1, y1, weight, colour))

    def dotted(self, x0: float, x1: float, y: float) -> None:
        """A dotted rule to write on."""
        self._artifact(
            f"q {rgb(HAIR)} RG 0.6 w 1 J [0 1.5] 0 d {self._x(x0):.2f} {self._y(y):.2f} m "
            f"{self._x(x1):.2f} {self._y(y):.2f} l S Q"
        )

    def dashed(self, x0: float, y0: float, x1: float, y1: float, weight: float) -> None:
        """A dashed line to cut along."""
        length = math.hypot(x1 - x0, y1 - y0)
        dashes = max(1, round(length / (2 * _DASH)))
        across, down = (x1 - x0) / dashes, (y1 - y0) / dashes
        for at in range(dashes):
            x, y = x0 + at * across, y0 + at * down
            self._artifact(self._stroke(x, y, x + across / 2, y + down / 2, weight, HAIR))

    def fill(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle, an artifact."""
        left = min(self._x(x), self._x(x + width))
        self._artifact(
            f"q {self._ink(colour)} rg {left:.2f} {self._y(top + height):.2f} "
            f"{width * POINT:.2f} {height * POINT:.2f} re f Q"
        )

    def squares(
        self, runs: Sequence[tuple[int, int, int]], x: float, top: float, size: float
    ) -> None:
        """Dark squares in a grid, joined into runs of (row, column, length); never mirrored inside."""
        height = 1 + max(row for row, _, _ in runs)
        left = min(self._x(x), self._x(x + height * size))
        unit = size * POINT
        paths = " ".join(f"{column} {row} {length} 1 re" for row, column, length in runs)
        self._artifact(
            f"q {rgb(INK)} rg {unit:.4f} 0 0 -{unit:.4f} {left:.2f} {self._y(top):.2f} cm {paths} f Q"
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "",
        stroke: str = "",
        weight: float = 0.8,
    ) -> None:
        """A disc or a ring around a centre, an artifact."""
        cx, cy, r = self._x(x), self._y(y), radius * POINT
        k = r * 4 / 3 * (math.sqrt(2) - 1)
        ink = (f"{self._ink(fill)} rg " if fill else "") + (
            f"{self._ink(stroke)} RG {weight:g} w " if stroke else ""
        )
        paint = "B" if fill and stroke else "f" if fill else "S"
        self._artifact(
            f"q {ink}{cx + r:.2f} {cy:.2f} m "
            f"{cx + r:.2f} {cy + k:.2f} {cx + k:.2f} {cy + r:.2f} {cx:.2f} {cy + r:.2f} c "
            f"{cx - k:.2f} {cy + r:.2f} {cx - r:.2f} {cy + k:.2f} {cx - r:.2f} {cy:.2f} c "
            f"{cx - r:.2f} {cy - k:.2f} {cx - k:.2f} {cy - r:.2f} {cx:.2f} {cy - r:.2f} c "
            f"{cx + k:.2f} {cy - r:.2f} {cx + r:.2f} {cy - k:.2f} {cx + r:.2f} {cy:.2f} c "
            f"{paint} Q"
        )

    def picture(
        self,
        name: str,
        picture: Prepared,
        x: float,
        top: float,
        width: float,
        height: float,
        alt: str,
    ) -> None:
        """A photograph with the words for those who do not see it; `name` is its hash."""
        resource = self.image(name[:20], picture)
        w, h = width * POINT, height * POINT
        with self.figure(alt, x, top, width, height) as (left, low):
            self.code(f"q {w:.2f} 0 0 {h:.2f} {left:.2f} {low:.2f} cm /{resource} Do Q")

    def image(self, name: str, picture: Prepared) -> str:
        """Make a picture known to the page; gives the name under which its content may draw it."""
        resource = f"FormXob.{name}"  # ReportLab's prefix for what a page draws by name
        self._page.images.append(DrawnImage(resource, picture))
        return resource

    def form(self, name: str, annex: Reading, page: int) -> str:
        """Make a page of an annex known to the page; gives the name under which its content may draw it."""
        resource = f"Annex.{name[:20]}.{page}"
        self._page.forms.append(DrawnForm(resource, annex, page))
        return resource

    @contextmanager
    def figure(
        self, alt: str, x: float, top: float, width: float, height: float
    ) -> Iterator[tuple[float, float]]:
        """What is drawn inside with `code` is one figure; gives its lower left corner in pt."""
        left, low = min(self._x(x), self._x(x + width)), self._y(top + height)
        with self.inside(Element("Figure", alt=alt)):
            at = self._stack[-1]
            box = (left, low, left + width * POINT, low + height * POINT)
            self.drawn.elements[at].box = box
            self._begin(at)
            yield left, low
            self._end()

    # ------------------------------------------------------------------------- marks of the line

    def mark(
        self,
        number: str,
        state: Literal["confirmed", "tentative", "cancelled"],
        words: str,
        x: float,
        y: float,
    ) -> None:
        """An item's number around its centre: disc, ring, or crossed ring. `words` are for a screen reader."""
        radius = self.paper.mark / 2
        colour = WHITE if state == "confirmed" else ACCENT if state == "tentative" else SOFT
        if state == "confirmed":
            self.circle(x, y, radius, fill=ACCENT)
        elif state == "tentative":
            weight = 0.8
            self.circle(x, y, radius - weight / POINT / 2, fill=WHITE, stroke=ACCENT, weight=weight)
        else:
            self.circle(x, y, radius - 0.25 / POINT, fill=WHITE, stroke=HAIR, weight=0.5)
        style = self._mark_style(number, colour)
        width = 20.0
        with self.inside(Element("Span", actual=self.setter.figured(words))):
            setting = self.setter.set(number, style, width, align="center")
            # figures are 0.714 em high: centred on the mark
            top = y + 0.357 * style.size / POINT - style.first
            self.text(setting, x - width / 2, top)
        if state == "cancelled":
            d = radius * math.sqrt(0.5)
            self.line(x - d, y + d, x + d, y - d, 0.5, SOFT)

    def _mark_style(self, number: str, colour: str) -> Style:
        size = 6.6 if len(number) > 2 else 8.5 if self.paper.mark > 4.5 else 8.0
        return STYLES["mark"].but(size=size, colour=colour)

    def tick(self, x: float, y: float) -> None:
        """A step on the line."""
        self.line(x - 1.1, y, x + 1.1, y, 0.7, LINE)

    def bar(self, x: float, y: float) -> None:
        """A city, or a visit in a history."""
        self.line(x - 3.0, y, x + 3.0, y, 1.6, ACCENT)

    def stop(self, y: float, *, travel: bool = False) -> None:
        """The current `Axis` passes through `y`; with `travel` it is bold from here to the next stop."""
        if self._stops is not None:
            self._stops.append((y, travel))

    @contextmanager
    def axis(
        self, x: float, *, came_from: "Travel | None", goes_on: "Travel | None"
    ) -> Iterator[None]:
        """A line at `x` behind what is drawn inside, from its first stop to its last.

        With `came_from` it begins at the frame's upper edge, with `goes_on` it runs to the lower; they carry
        whether it is bold there.
        """
        code = self._page.code
        slot = len(code)
        code.append("")
        outer, self._stops = self._stops, []
        yield
        stops, self._stops = sorted(self._stops), outer
        if came_from is not None:
            stops.insert(0, (self.paper.top, came_from.bold))
        if goes_on is not None and stops:
            goes_on.bold = stops[-1][1]
            stops.append((self.paper.bottom, False))
        if len(stops) < 2:
            return
        behind = [self._stroke(x, stops[0][0], x, stops[-1][0], AXIS_LINE, LINE)]
        behind += [
            self._stroke(x, y0, x, y1, TRAVEL_LINE, ACCENT)
            for (y0, travel), (y1, _) in pairwise(stops)
            if travel
        ]
        code[slot] = f"/Artifact BMC {' '.join(behind)} EMC"

    # ------------------------------------------------------------------------- inside

    def _ink(self, colour: str) -> str:
        return rgb(self.setter.ink(colour))

    def _left(self, x: float, setting: Setting) -> float:
        """The left edge of a measure, also where the geometry is mirrored."""
        if not self.mirrored:
            return x
        return self._x(x) / POINT - setting.width

    def _x(self, x: float) -> float:
        width = self.paper.width if self._page.bare else self.paper.frame
        return (width - x if self.mirrored else x) * POINT

    def _y(self, y: float) -> float:
        return (self.paper.height - y) * POINT

    def _stroke(
        self, x0: float, y0: float, x1: float, y1: float, weight: float, colour: str
    ) -> str:
        a, b = sorted((self._x(x0), self._x(x1)))
        low, high = sorted((self._y(y0), self._y(y1)))
        if low == high or a == b:
            # An area of six points: screens then show a hairline as thin as it is, where strokes and plain
            # rectangles are widened to a whole dark pixel.
            half = weight / 2
            if low == high:
                low, high = low - half, high + half
            else:
                a, b = a - half, b + half
            return (
                f"{self._ink(colour)} rg {a:.2f} {low:.2f} m {(a + b) / 2:.2f} {low:.2f} l {b:.2f} {low:.2f} l "
                f"{b:.2f} {high:.2f} l {a:.2f} {high:.2f} l h f"
            )
        return (
            f"q {self._ink(colour)} RG {weight:g} w {self._x(x0):.2f} {self._y(y0):.2f} m "
            f"{self._x(x1):.2f} {self._y(y1):.2f} l S Q"
        )

    def _artifact(self, operators: str) -> None:
        self._page.code.append(operators if self._around else f"/Artifact BMC {operators} EMC")
