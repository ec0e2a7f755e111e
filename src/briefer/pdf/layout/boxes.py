"""What blocks become: boxes with a height, that break over pages and draw themselves with a `Pen`.

A box knows where it stands from left to right; its top is given when it is drawn. Space before a box is dropped
at the top of a page, and before the first box of a `Stack`. Measures are mm, as everywhere.
Not here: which block looks how (`sections`, `tables`), heads and feet (`pages`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefer.pack.blocks import Issue, Marking
from briefer.pdf.annexes.reading import Reading
from briefer.pdf.layout.pen import Element, Pen, Role, Travel
from briefer.pdf.paper import HAIR, HAIRLINE, NO_SPACE, Paper
from briefer.pdf.pictures import Prepared
from briefer.pdf.type.setting import Setter, Setting

_LEAST_LINES = 2
_LEAST_TEXT = 1 / 3
"""Of a page: notes that want more run over its foot."""
_NO_MARKING = Marking("")
_NO_ISSUE = Issue("", "")


class ContentsLine(NamedTuple):
    """A line of the contents; set its page as a run with `page_of=key`."""

    number: str
    title: str
    key: str


def _no_annex(name: str, as_made: bool) -> Reading:  # noqa: ARG001 - stands in for one that looks
    return Reading(fault="missing")


def _no_logo(content: bytes, room: tuple[float, float]) -> Reading:  # noqa: ARG001 - as `_no_annex`
    return Reading(fault="missing")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a block's drawing function may know of the pack around the block."""

    paper: Paper
    setter: Setter
    look: str
    """`working`, `guest`, `pocket`, `card`."""
    picture: Callable[[str], Prepared | None]
    """The photograph of a hash; None where it is missing or damaged: draw the initials."""
    annex: Callable[[str, bool], Reading] = _no_annex
    """The annex of a hash, and whether it stays as its maker left it; without pages where it cannot be printed."""
    logo: Callable[[bytes, tuple[float, float]], Reading] = _no_logo
    """A logo that fills so much room (pt); without pages where it cannot be printed."""
    contents: tuple[ContentsLine, ...] = ()
    page_names: tuple[str, ...] = ()
    """The names of all pages, for `PagesInForce` only."""
    marking: Marking = _NO_MARKING
    issue: Issue = _NO_ISSUE
    """For `Cards` only, which bear their own head and foot: all else is kept without the issue."""
    justified: bool = False
    """Running text has two straight edges."""
    tight: bool = False
    """Air between blocks is given up, so that a part takes one page less."""


class Box:
    """Something with a height. Subclasses set `height` and write `draw`; those that break write `split`."""

    __slots__ = ("anchor", "before", "element", "height", "keep_next")

    def __init__(
        self,
        *,
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
    ) -> None:
        """`before` is space above, dropped at the top of a page; `keep_next` forbids a break after the box."""
        self.before = before
        self.keep_next = keep_next
        self.anchor = anchor
        self.element = element
        self.height = 0.0

    def split(self, room: float) -> "tuple[Box, Box] | None":  # noqa: ARG002 - for those that break
        """Break so that the first piece is no higher than `room`; None where it must not be broken."""
        return None

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        """Break where one would rather not: the box is higher than a page."""
        return self.split(room)

    def inside(self) -> "Sequence[Box]":
        """The boxes of which it is made, in the order of reading; none for what is drawn again."""
        return ()

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at `top`. Not called directly: `place` does."""
        raise NotImplementedError

    def place(self, pen: Pen, top: float) -> None:
        """Draw inside the box's element, and tell its anchor."""
        if self.anchor:
            pen.anchor(self.anchor, top, self.height)
        if self.element is None:
            self.draw(pen, top)
            return
        with pen.inside(self.element):
            self.draw(pen, top)

    def pieces(self, head: "Box", tail: "Box") -> "tuple[Box, Box]":
        """Give the two pieces of this box its element and anchor, and what it keeps above and below."""
        head.element = tail.element = self.element
        head.anchor = tail.anchor = self.anchor
        head.before, tail.keep_next = self.before, self.keep_next
        return head, tail


class Text(Box):
    """One setting; two lines at least stay before and after a break."""

    __slots__ = ("setting", "x")

    def __init__(
        self,
        setting: Setting,
        x: float = 0.0,
        *,
        role: Role | None = "P",
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
    ) -> None:
        """`role` makes the element; None leaves the text in the element around it."""
        if element is None and role is not None:
            element = Element(role)
        super().__init__(before=before, keep_next=keep_next, anchor=anchor, element=element)
        self.setting = setting
        self.x = x
        self.height = setting.height

    def split(self, room: float) -> "tuple[Box, Box] | None":
        lines = len(self.setting.lines)
        fit = min(int((room + NO_SPACE) / self.setting.style.leading), lines - _LEAST_LINES)
        return self._cut(fit) if fit >= _LEAST_LINES else None

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        fit = int((room + NO_SPACE) / self.setting.style.leading)
        return self._cut(fit) if 1 <= fit < len(self.setting.lines) else None

    def _cut(self, lines: int) -> "tuple[Box, Box]":
        head, tail = self.setting.split(lines)
        return self.pieces(Text(head, self.x, role=None), Text(tail, self.x, role=None))

    def draw(self, pen: Pen, top: float) -> None:
        pen.text(self.setting, self.x, top)


class Drawing(Box):
    """Anything drawn freely; never broken."""

    __slots__ = ("_draw",)

    def __init__(
        self,
        height: float,
        draw: Callable[[Pen, float], None],
        *,
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
    ) -> None:
        """`draw(pen, top)` draws it."""
        super().__init__(before=before, keep_next=keep_next, anchor=anchor, element=element)
        self.height = height
        self._draw = draw

    def draw(self, pen: Pen, top: float) -> None:
        self._draw(pen, top)


class Blank(Box):
    """Empty height that stays, even at the top of a page."""

    __slots__ = ()

    def __init__(self, height: float, *, keep_next: bool = False) -> None:
        super().__init__(keep_next=keep_next)
        self.height = height

    def draw(self, pen: Pen, top: float) -> None:
        """Nothing."""


class BareSheet(Box):
    """A sheet of its own without frame and furniture, such as cards to be cut; x and y from its edges."""

    __slots__ = ("_draw",)

    def __init__(self, height: float, draw: Callable[[Pen, float], None]) -> None:
        """`draw(pen, 0)` draws it; `height` is the paper's."""
        super().__init__()
        self.height = height
        self._draw = draw

    def draw(self, pen: Pen, top: float) -> None:
        self._draw(pen, top)


class WholePage(Box):
    """A page of its own inside the frame and its furniture, such as a card; `of` says of what, over several pages."""

    __slots__ = ("box", "of")

    def __init__(self, box: Box, height: float, of: str) -> None:
        """`height` is that of the frame, which `box` must not be higher than."""
        super().__init__()
        self.box = box
        self.height = max(height, box.height)
        self.of = of

    def inside(self) -> Sequence[Box]:
        return (self.box,)

    def draw(self, pen: Pen, top: float) -> None:
        self.box.place(pen, top)


class Rule(Box):
    """A rule of no height from `x0` to `x1`."""

    __slots__ = ("_line",)

    def __init__(
        self,
        x0: float,
        x1: float,
        *,
        weight: float = HAIRLINE,
        colour: str = HAIR,
        before: float = 0.0,
        keep_next: bool = False,
    ) -> None:
        super().__init__(before=before, keep_next=keep_next)
        self._line = (x0, x1, weight, colour)

    def draw(self, pen: Pen, top: float) -> None:
        x0, x1, weight, colour = self._line
        pen.rule(x0, x1, top, weight, colour)


class Stack(Box):
    """Boxes one under the other; breaks between them and inside them."""

    __slots__ = ("boxes",)

    def __init__(
        self,
        boxes: Sequence[Box],
        *,
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
        height: float | None = None,
    ) -> None:
        """`height` is that of the boxes where it is known."""
        super().__init__(before=before, keep_next=keep_next, anchor=anchor, element=element)
        self.boxes = tuple(boxes)
        self.height = _height(self.boxes) if height is None else height

    def split(self, room: float) -> "tuple[Box, Box] | None":
        return self._divided(*fill(self.boxes, room))

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        return self._divided(*fill(self.boxes, room, force=True))

    def _divided(self, head: Sequence[Box], tail: Sequence[Box]) -> "tuple[Box, Box] | None":
        if not head or not tail:
            return None
        rest = Stack(tail, height=_rest(self.boxes, self.height, tail))
        return self.pieces(Stack(head), rest)

    def inside(self) -> Sequence[Box]:
        return self.boxes

    def draw(self, pen: Pen, top: float) -> None:
        _place(pen, self.boxes, top)


class Beside(Box):
    """Boxes side by side, each knowing its own x; as high as the highest."""

    __slots__ = ("boxes", "repeat")

    def __init__(
        self,
        boxes: Sequence[Box],
        *,
        repeat: Sequence[int] = (),
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
    ) -> None:
        """`repeat` names the boxes that are drawn again after a break, as artifacts of the first."""
        super().__init__(before=before, keep_next=keep_next, anchor=anchor, element=element)
        self.boxes = tuple(boxes)
        self.repeat = frozenset(repeat)
        self.height = max((box.height for box in self.boxes), default=0.0)

    def split(self, room: float) -> "tuple[Box, Box] | None":
        return self._divide(room, lambda box: box.split(room))

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        return self._divide(room, lambda box: box.split_by_force(room))

    def _divide(
        self, room: float, cut: "Callable[[Box], tuple[Box, Box] | None]"
    ) -> "tuple[Box, Box] | None":
        heads: list[Box] = []
        tails: list[Box] = []
        repeats: list[int] = []
        for at, box in enumerate(self.boxes):
            if at in self.repeat and box.height <= room + NO_SPACE:
                heads.append(box)
                repeats.append(len(tails))
                tails.append(Again(box))
            elif box.height <= room + NO_SPACE:
                heads.append(box)
            else:
                pieces = cut(box)
                if pieces is None:
                    return None
                heads.append(pieces[0])
                tails.append(pieces[1])
        if len(tails) == len(repeats):
            return None
        return self.pieces(Beside(heads), Beside(tails, repeat=repeats))

    def inside(self) -> Sequence[Box]:
        return self.boxes

    def draw(self, pen: Pen, top: float) -> None:
        for box in self.boxes:
            box.place(pen, top)


class Again(Box):
    """A box drawn once more on the next page: the same look, but not content."""

    __slots__ = ("box",)

    def __init__(self, box: Box) -> None:
        super().__init__(keep_next=True)
        self.box: Box = box.box if isinstance(box, Again) else box
        self.height = box.height

    def draw(self, pen: Pen, top: float) -> None:
        with pen.again():
            self.box.draw(pen, top)


class Whole(Box):
    """A box that is broken only when it is higher than `limit` mm; then `least` mm at least go overleaf."""

    __slots__ = ("box", "least", "limit")

    def __init__(self, box: Box, limit: float = 60.0, *, least: float = 0.0) -> None:
        super().__init__(before=box.before, keep_next=box.keep_next)
        box.before = 0.0
        self.box = box
        self.limit = limit
        self.least = least
        self.height = box.height

    def split(self, room: float) -> "tuple[Box, Box] | None":
        if self.height <= self.limit + NO_SPACE:
            return None
        return self._apart(self.box.split(min(room, self.height - self.least)))

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        return self._apart(self.box.split(room) or self.box.split_by_force(room))

    def _apart(self, pieces: "tuple[Box, Box] | None") -> "tuple[Box, Box] | None":
        return None if pieces is None else self.pieces(Stack(pieces[:1]), Stack(pieces[1:]))

    def inside(self) -> Sequence[Box]:
        return (self.box,)

    def draw(self, pen: Pen, top: float) -> None:
        self.box.place(pen, top)


class Headed(Box):
    """Rows under a head that is repeated on each page; at least `least` rows stay together."""

    __slots__ = ("head", "least", "rows")

    def __init__(
        self,
        head: Box,
        rows: Sequence[Box],
        *,
        least: int = 2,
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
        height: float | None = None,
    ) -> None:
        """`height` is that of the rows where it is known."""
        super().__init__(before=before, keep_next=keep_next, anchor=anchor, element=element)
        self.head = head
        self.rows = tuple(rows)
        self.least = least
        self.height = head.height + (_height(self.rows) if height is None else height)

    def split(self, room: float) -> "tuple[Box, Box] | None":
        head, tail = fill(self.rows, room - self.head.height)
        enough = min(self.least, len(self.rows))
        if not head or not tail or len(head) < enough:
            return None
        if len(tail) < enough:
            at = len(self.rows) - enough
            if at < enough or self.rows[at - 1].keep_next:
                return None
            head, tail = self.rows[:at], self.rows[at:]
        return self._divided(head, tail)

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        pieces = self.split(room)
        if pieces is not None:
            return pieces
        head, tail = fill(self.rows, room - self.head.height, force=True)
        return self._divided(head, tail) if head and tail else None

    def _divided(self, head: Sequence[Box], tail: Sequence[Box]) -> "tuple[Box, Box]":
        first = Headed(self.head, head, least=self.least)
        height = _rest(self.rows, self.height - self.head.height, tail)
        rest = Headed(Again(self.head), tail, least=self.least, height=height)
        return self.pieces(first, rest)

    def inside(self) -> Sequence[Box]:
        return (self.head, *self.rows)

    def draw(self, pen: Pen, top: float) -> None:
        self.head.place(pen, top)
        _place(pen, self.rows, top + self.head.height)


class Panel(Box):
    """A box on a ground that is drawn behind each of its pieces, with padding above and below."""

    __slots__ = ("box", "ground", "over", "under")

    def __init__(
        self,
        box: Box,
        ground: Callable[[Pen, float, float], None],
        *,
        over: float = 0.0,
        under: float = 0.0,
        before: float = 0.0,
        keep_next: bool = False,
        anchor: str = "",
        element: Element | None = None,
    ) -> None:
        """`ground(pen, top, height)` draws what lies behind."""
        super().__init__(before=before, keep_next=keep_next, anchor=anchor, element=element)
        self.box = box
        self.ground = ground
        self.over = over
        self.under = under
        self.height = over + box.height + under

    def split(self, room: float) -> "tuple[Box, Box] | None":
        return self._wrap(self.box.split(room - self.over - self.under))

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        return self._wrap(self.box.split_by_force(room - self.over - self.under))

    def _wrap(self, pieces: "tuple[Box, Box] | None") -> "tuple[Box, Box] | None":
        if pieces is None:
            return None
        first, rest = (
            Panel(piece, self.ground, over=self.over, under=self.under) for piece in pieces
        )
        return self.pieces(first, rest)

    def inside(self) -> Sequence[Box]:
        return (self.box,)

    def draw(self, pen: Pen, top: float) -> None:
        self.ground(pen, top, self.height)
        self.box.place(pen, top + self.over)


class Axis(Box):
    """Rows along a line that runs from their first stop to their last, and to the frame's edge at a break.

    Rows tell their stops with `pen.stop(y)` while they are drawn.
    """

    __slots__ = ("box", "came_from", "leads_to", "x")

    def __init__(
        self,
        box: Box,
        x: float,
        *,
        goes_on: bool = False,
        before: float = 0.0,
        keep_next: bool = False,
    ) -> None:
        """`goes_on`: the line runs to the frame's foot although nothing of this box follows."""
        super().__init__(before=before, keep_next=keep_next)
        self.box = box
        self.x = x
        self.came_from: Travel | None = None
        self.leads_to: Travel | None = Travel() if goes_on else None
        self.height = box.height

    def split(self, room: float) -> "tuple[Box, Box] | None":
        return self._wrap(self.box.split(room))

    def split_by_force(self, room: float) -> "tuple[Box, Box] | None":
        return self._wrap(self.box.split_by_force(room))

    def _wrap(self, pieces: "tuple[Box, Box] | None") -> "tuple[Box, Box] | None":
        if pieces is None:
            return None
        first = Axis(pieces[0], self.x, goes_on=True)
        first.came_from = self.came_from
        rest = Axis(pieces[1], self.x)
        rest.came_from, rest.leads_to = first.leads_to, self.leads_to
        return self.pieces(first, rest)

    def inside(self) -> Sequence[Box]:
        return (self.box,)

    def draw(self, pen: Pen, top: float) -> None:
        with pen.axis(self.x, came_from=self.came_from, goes_on=self.leads_to):
            self.box.place(pen, top)


# ------------------------------------------------------------------------------- breaking pages


def _height(boxes: Sequence[Box]) -> float:
    return sum(box.height + (box.before if at else 0.0) for at, box in enumerate(boxes))


def _rest(boxes: Sequence[Box], height: float, tail: Sequence[Box]) -> float:
    """The height of what is left of boxes of a known height: a table of thousands of rows is not summed anew."""
    gone = len(boxes) - len(tail)
    used = sum(box.height for box in boxes[:gone]) + sum(box.before for box in boxes[1 : gone + 1])
    return height - used + tail[0].height - boxes[gone].height


def _place(pen: Pen, boxes: Sequence[Box], top: float) -> float:
    for at, box in enumerate(boxes):
        if at:
            top += box.before
        box.place(pen, top)
        top += box.height
    return top


def fill(
    boxes: Sequence[Box], room: float, *, force: bool = False
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """What fits into `room`, and the rest. Never breaks after a box that keeps the next, unless by force."""
    y = 0.0
    best = 0
    for at, box in enumerate(boxes):
        gap = box.before if at else 0.0
        if y + gap + box.height > room + NO_SPACE:
            pieces = box.split(room - y - gap)
            if pieces is None and force and best == 0:
                pieces = box.split_by_force(room - y - gap)
            if pieces is not None:
                return (*boxes[:at], pieces[0]), (pieces[1], *boxes[at + 1 :])
            if best == 0 and force:
                best = at
            return tuple(boxes[:best]), tuple(boxes[best:])
        y += gap + box.height
        if not box.keep_next:
            best = at + 1
    return tuple(boxes), ()


def break_pages(
    boxes: Sequence[Box],
    room: float,
    foot: float = 0.0,
    notes: Callable[[Sequence[Box]], float] = lambda _boxes: 0.0,
) -> list[tuple[Box, ...]]:
    """Boxes divided over pages of `room` mm; the last page leaves `foot` mm free, each what its notes take.

    A box that fits on no page and cannot be broken stands alone, and runs over the foot.
    """
    pages: list[tuple[Box, ...]] = []
    rest = tuple(boxes)
    bare = any(isinstance(box, BareSheet) for box in rest)
    while rest:
        here, more = _noted_page(rest, room, notes, bare)
        if not more and foot and pages_height(here) + notes(here) + foot > room + NO_SPACE:
            again, over = _noted_page(rest, room - foot, notes, bare)
            if over:
                here, more = again, over
            else:  # nothing can be moved: the foot takes a page of its own
                pages.append(here)
                here = ()
        pages.append(here)
        rest = more
    return pages or [()]


def _noted_page(
    boxes: tuple[Box, ...], room: float, notes: Callable[[Sequence[Box]], float], bare: bool
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """A page with room for the notes that it calls; the fewer lines, the fewer notes."""
    here, rest = _page(boxes, room, bare)
    taken = notes(here)
    if taken and pages_height(here) + taken > room + NO_SPACE:
        here, rest = _page(boxes, max(room - taken, room * _LEAST_TEXT), bare)
    return here, rest


def pages_height(boxes: Sequence[Box]) -> float:
    """The height of boxes on one page."""
    return _height(boxes)


def place_page(pen: Pen, boxes: Sequence[Box], top: float) -> float:
    """Draw the boxes of a page; gives the y under the last."""
    return _place(pen, boxes, top)


def _page(
    boxes: tuple[Box, ...], room: float, any_bare: bool
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    if any_bare:
        bare = next((at for at, box in enumerate(boxes) if isinstance(box, BareSheet)), None)
        if bare == 0:
            return boxes[:1], boxes[1:]
        if bare is not None:
            here, rest = _page(boxes[:bare], room, False)
            return here, (*rest, *boxes[bare:])
    here, rest = fill(boxes, room)
    if not here:
        here, rest = fill(boxes, room, force=True)
    if not here:
        here, rest = boxes[:1], boxes[1:]
    return here, rest
