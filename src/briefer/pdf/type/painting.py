"""Lines of text as operators of a content stream, and the rules that looks ask for.

Coordinates are pt, x from the label edge, y from the lower edge of the page. Text is painted in the order in which
it is read, so that readers find it so. Not here: lines (`setting`), what else is on the page (`layout.pen`).
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from briefer.pdf.paper import HAIR, rgb
from briefer.pdf.type.bidi import visual_order
from briefer.pdf.type.fonts import Shape
from briefer.pdf.type.lines import Item, Line, Told, Trouble
from briefer.pdf.type.styles import Align, Style

_DOTS = f"{rgb(HAIR)} RG 0.6 w 1 J [0 1.5] 0 d"
GAP_RULE = 2.4
"""pt under the baseline; beside Arabic, whose letters hang lower, `GAP_RULE_ARABIC`."""
GAP_RULE_ARABIC = 3.2


_STRIKE, _UNDER = 0.27, -0.14
"""Of the size: where rules through and under words stand."""
_PLAIN: tuple[str, str, Told | None] = ("", "", None)
_DECORATIONS = {
    "struck": "/TextDecorationType/LineThrough",
    "under": "/TextDecorationType/Underline",
}
"""Of rules: what the structure says of them (ISO 32000-1, table 344); the rule of a gap is no decoration."""


class LateText(NamedTuple):
    """The name of a page, drawn when pages are assembled; x, y and width in pt, as for `Setting.paint`."""

    page_of: str
    x: float
    y: float
    width: float
    """What has been reserved."""
    at_end: bool
    """Stands at the right end of what has been reserved."""
    face: str
    size: float
    colour: str


class Ink(Protocol):
    """Where text is painted to; coordinates in pt, x from the label edge, y from the lower edge."""

    def code(self, operators: str) -> None:
        """Add operators to the content stream."""

    def use(self, shape: Shape) -> None:
        """The glyphs of this shape must be in the file."""

    def inline(self, link: str, lang: str, told: Told | None, layout: str) -> None:
        """What follows belongs to a link or a language, is told in words of its own, or has attributes of layout;
        nothing ends it.
        """

    def link(self, address: str, text: str, rect: tuple[float, float, float, float]) -> None:
        """A rectangle that can be clicked; belongs to the last inline of that address."""

    def late(self, text: LateText) -> None:
        """A page's name, known later."""

    def decorate(self, operators: str) -> None:
        """A rule that belongs to the text's look; painted after it."""

    def trouble(self, trouble: Trouble) -> None:
        """Something the user should know of."""


class Painter:
    """Writes one setting into an ink: text objects, and the rules that looks ask for."""

    def __init__(self, ink: Ink, style: Style, align: Align) -> None:
        self._ink = ink
        self._style = style
        self._align = align
        self._open = False
        self._font = ""
        self._colour = ""
        self._inline = _PLAIN
        self._layout = ""
        self._array: list[str] = []

    def line(self, line: Line, left: float, baseline: float, rtl: bool) -> None:
        items, use = line.items, self._ink.use
        if self._open and len(items) == 1 and line.tail is None and self._goes_on(items[0]):
            shape = items[0].shape  # a whole line of plain text, as nearly all are
            use(shape)
            self._ink.code(f"1 0 0 1 {left:.2f} {baseline:.2f} Tm [{shape.array}] TJ")
            return
        if rtl or any(item.level for item in items):
            self._visual(items, left, baseline)
        else:
            x = left
            self._move(x, baseline)
            for item in items:
                shape = item.shape
                if (
                    shape.array
                    and item.font == self._font
                    and item.colour == self._colour
                    and (item.link, item.lang, item.told) == self._inline
                    and not (item.missing or item.page_of or item.mark or item.rise or self._layout)
                ):  # goes on as before: nearly all words
                    use(shape)
                    self._array.append(shape.array)
                else:
                    self._switch(item, x, baseline)
                    self._item(item, x, baseline)
                x += item.width
            if line.tail is not None:  # a space for readers: words of two lines stay two words
                self._item(line.tail._replace(mark="", link="", lang=""), x, baseline)
            self._flush()
        self._rules(items, left, baseline)

    def _goes_on(self, item: Item) -> bool:
        """Whether an item is plain text in the same look as what stands before it."""
        return (
            bool(item.shape.letters and item.shape.array)
            and item.font == self._font
            and item.colour == self._colour
            and self._inline == _PLAIN
            and not (item.link or item.lang or item.mark or item.rise or self._layout)
        )

    def end(self) -> None:
        self._close()
        if self._inline != _PLAIN or self._layout:
            self._ink.inline(*_PLAIN, "")
            self._inline, self._layout = _PLAIN, ""

    def _visual(self, items: Sequence[Item], left: float, baseline: float) -> None:
        at_x = places(items, left)
        at = 0
        while at < len(items):  # in logical order, so that readers find it in that order
            end = at + 1
            if items[at].level & 1:
                while end < len(items) and _alike(items[at], items[end]):
                    end += 1
            run = list(range(at, end))
            if items[at].level & 1:
                run.reverse()  # one array, painted from left to right
            self._move(at_x[run[0]], baseline)
            for k in run:
                self._switch(items[k], at_x[k], baseline)
                self._item(items[k], at_x[k], baseline)
            self._flush()
            at = end

    def _rules(self, items: Sequence[Item], left: float, baseline: float) -> None:
        if not any(item.mark or item.link for item in items):
            return
        at_x = places(items, left)
        order = sorted(range(len(items)), key=at_x.__getitem__)
        for (mark, link), run in groupby(order, lambda k: (items[k].mark, items[k].link)):
            span = list(run)
            x0, x1 = at_x[span[0]], at_x[span[-1]] + items[span[-1]].width
            if mark:
                self._mark(mark, [items[k] for k in span], x0, x1, baseline)
            if link:
                size = self._style.size
                text = "".join(items[k].text for k in sorted(span))
                rect = (x0, baseline - size * 0.25, x1, baseline + size * 0.85)
                self._ink.link(link, text, rect)

    def _mark(
        self, mark: str, items: Sequence[Item], x0: float, x1: float, baseline: float
    ) -> None:
        first = items[0]
        for rule in mark.split():
            if rule == "gap":
                arabic = any(item.level & 1 for item in items)
                y, ink = baseline - (GAP_RULE_ARABIC if arabic else GAP_RULE), _DOTS
            else:
                size = self._style.size
                y = baseline + first.rise + size * (_STRIKE if rule == "struck" else _UNDER)
                ink = f"{rgb(first.colour)} RG 0.5 w"
            self._ink.decorate(f"q {ink} {x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S Q")

    def _switch(self, item: Item, x: float, baseline: float) -> None:
        inline = (item.link, item.lang, item.told)
        layout = _layout(item)
        if inline == self._inline and layout == self._layout:
            return
        self._close()
        self._ink.inline(*inline, layout)
        self._inline, self._layout = inline, layout
        self._move(x, baseline)

    def _move(self, x: float, y: float) -> None:
        self._flush()
        if not self._open:
            self._ink.code("BT")
            self._open = True
            self._font, self._colour = "", ""
            if self._style.tracking:
                self._ink.code(f"{self._style.tracking * self._style.size:.3f} Tc")
        self._ink.code(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _item(self, item: Item, x: float, baseline: float) -> None:
        if item.page_of:
            self._close()
            face, at_end = item.shape.face.name, self._align == "end"
            self._ink.late(
                LateText(
                    item.page_of, x, baseline, item.width, at_end, face, item.size, item.colour
                )
            )
            self._move(x + item.width, baseline)
            return
        font = item.font
        if font != self._font:
            self._flush()
            self._ink.code(font)
            self._font = font
        if item.colour != self._colour:
            self._flush()
            self._ink.code(f"{rgb(item.colour)} rg")
            self._colour = item.colour
        self._ink.use(item.shape)
        if item.shape.array and not item.missing:
            self._array.append(item.shape.array)
            return
        if item.missing:
            self._begin_actual(item.text)
        for segment in item.shape.segments:
            if segment.actual and not item.missing:
                self._begin_actual(segment.actual)
            if segment.rise:
                self._flush()
                rise = segment.rise * item.size / 1000
                self._ink.code(f"{rise:.2f} Ts [{segment.array}] TJ 0 Ts")
            else:
                self._array.append(segment.array)
            if segment.ends and not item.missing:
                self._end_actual()
        if item.missing:
            self._end_actual()

    def _begin_actual(self, text: str) -> None:
        self._flush()
        said = text.encode("utf-16-be").hex()
        self._ink.code(f"/Span <</ActualText <FEFF{said}>>> BDC")

    def _end_actual(self) -> None:
        self._flush()
        self._ink.code("EMC")

    def _flush(self) -> None:
        if self._array:
            self._ink.code("[" + "".join(self._array) + "] TJ")
            self._array = []

    def _close(self) -> None:
        self._flush()
        if self._open:
            self._ink.code("0 Tc ET" if self._style.tracking else "ET")
            self._open = False


def _alike(item: Item, other: Item) -> bool:
    """Whether two neighbours are painted at once: what belongs to a link is not mixed with what does not."""
    return (item.level, item.link, item.lang, item.told, _layout(item)) == (
        other.level, other.link, other.lang, other.told, _layout(other),
    )  # fmt: skip


def _layout(item: Item) -> str:
    """What the structure says of the look of a stretch; nothing of one that is told in words of its own."""
    if not (item.mark or item.rise) or item.told:
        return ""
    decoration = next(
        (_DECORATIONS[rule] for rule in item.mark.split() if rule in _DECORATIONS), ""
    )
    return decoration + (f"/BaselineShift {item.rise:.2f}" if item.rise else "")


def places(items: Sequence[Item], left: float) -> list[float]:
    """The x of each item of a line."""
    out = [0.0] * len(items)
    x = left
    for k in visual_order([item.level for item in items]):
        out[k] = x
        x += items[k].width
    return out
