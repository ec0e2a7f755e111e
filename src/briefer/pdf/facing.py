"""Two languages face to face: the same pack twice, page beside page, row beside row.

The left page is read from the left, the right one from the right where its language is, mirrored about the fold. What
stands in one row begins at the same height on both, and both break at the same place. A cover stands alone, the first
language's on the front, the second's on the back. Not here: how a part is laid out (`pages`), what is said (the packs).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from briefer.pack.blocks import Cover, GuestCover, Pack, Part
from briefer.pack.page_map import page_code
from briefer.pdf import furniture, page_findings
from briefer.pdf.layout.boxes import (
    Again,
    Axis,
    BareSheet,
    Blank,
    Box,
    Headed,
    Stack,
    Whole,
    WholePage,
    break_pages,
    fill,
    pages_height,
)
from briefer.pdf.layout.pen import Pen, Travel
from briefer.pdf.layout.people import UnderRule
from briefer.pdf.pages import Cache, Content, Pagination, PartLayout, page_map
from briefer.pdf.paper import NO_SPACE
from briefer.pdf.sheets import Pages, PartPages, Sheet
from briefer.pdf.type.fonts import FontBook
from briefer.progress import Report, silent

_SIDES = 2
_LISTING = b'"PagesInForce"'


def paginate(
    packs: tuple[Pack, Pack],
    pictures: Mapping[str, bytes],
    report: Report = silent,
    cache: Cache | None = None,
    book: FontBook | None = None,
) -> Pages:
    """Lay out a pack in two languages; both packs are made from the same cut and have the same parts.

    Raises:
        Cancelled: out of `report`.

    """
    kept: Cache = {} if cache is None else cache
    fonts = book or FontBook()
    runs = [Pagination(pack, pictures, report, kept, fonts) for pack in packs]
    with runs[0].prepared(range(len(runs[0].parts))):
        runs[1].begun, runs[1].begun_annexes = runs[0].begun, runs[0].begun_annexes
        return _Facing(runs[0], runs[1], kept).pages()


class _Facing:
    """One run of `paginate`: both sides, part by part."""

    def __init__(self, left: Pagination, right: Pagination, cache: Cache) -> None:
        self.runs = (left, right)
        left.paper = right.paper = furniture.fitted_for_both(left.paper, right.paper)
        self.cache = cache
        self.count = len(left.parts)

    def pages(self) -> Pages:
        left, right = self.runs
        laid: dict[int, tuple[PartPages, PartPages]] = {}
        for at in range(self.count):
            left.tell(at, left.parts[at].title)
            if _LISTING not in left.encoded[at]:
                laid[at] = self._part(at, ())
        names = tuple(sheet.name for sheet in self._sheets(laid))
        for at in range(self.count):
            if at not in laid:
                laid[at] = self._part(at, names)
                names = tuple(sheet.name for sheet in self._sheets(laid))
                laid[at] = self._part(at, names)
        left.tell(self.count, "")
        parts = [laid[at] for at in range(self.count)]
        pages = Pages(
            pack=left.pack,
            paper=left.paper,
            mirrored=left.rtl,
            sheets=self._sheets(laid),
            parts=(*(pair[0] for pair in parts), *(pair[1] for pair in parts)),
            book=left.book,
            second=right.pack,
        )
        found = tuple(page_findings.of_pages(pages, left.setter))
        return replace(pages, page_map=page_map(pages), findings=found)

    # ------------------------------------------------------------------------- the order of sheets

    def _sheets(self, laid: Mapping[int, tuple[PartPages, PartPages]]) -> tuple[Sheet, ...]:
        """The front cover, then page beside page, then the back cover.

        Pairs stand on a left-hand and a right-hand page; what is cut into cards, on the two sides of a leaf.
        """
        order: list[tuple[int, int, int | None]] = []
        covers = [at for at in laid if _is_cover(self.runs[0].parts[at])]
        for at in covers:
            order += [(0, at, page) for page in range(len(laid[at][0].drawn.pages))]
        inside = [at for at in sorted(laid) if at not in covers]
        for at in inside:
            first_of_leaf = len(order) % 2 == 0
            if first_of_leaf != self._is_cut(laid[at]):
                order.append((0, at, None))
            for page in range(len(laid[at][0].drawn.pages)):
                order += [(0, at, page), (1, at, page)]
        for at in covers:
            order += [(1, at, page) for page in range(len(laid[at][1].drawn.pages))]
        return tuple(self._named(order))

    def _is_cut(self, laid: tuple[PartPages, PartPages]) -> bool:
        return self.runs[0].pack.look == "card" or all(laid[0].shape())

    def _named(self, order: Sequence[tuple[int, int, int | None]]) -> list[Sheet]:
        out: list[Sheet] = []
        counters: dict[str, int] = {}
        for side, at, page in order:
            run = self.runs[side]
            part = run.parts[at]
            name = run.name(part, counters, len(out) + 1)
            code = page_code(self.runs[0].pack.issue.code, name)
            recto = len(out) % 2 == 0
            marking = part.marking or run.pack.marking
            place = side * self.count + at
            out.append(Sheet(name, code, part, place, page, recto, marking))
        return out

    # ------------------------------------------------------------------------- one part on both sides

    def _part(self, at: int, names: tuple[str, ...]) -> tuple[PartPages, PartPages]:
        keys = [
            f"{side} of {self.runs[0].key(at, names)} {self.runs[1].key(at, names)}"
            for side in ("left", "right")
        ]
        known = [self.cache.get(key) for key in keys]
        if isinstance(known[0], PartPages) and isinstance(known[1], PartPages):
            return known[0], known[1]
        layouts = [PartLayout(run, run.numbered(at), names) for run in self.runs]
        made = _both(layouts[0], layouts[1])
        for key, each in zip(keys, made, strict=True):
            self.cache[key] = each
        return made


def _is_cover(part: Part) -> bool:
    return any(isinstance(block, Cover | GuestCover) for block in part.blocks)


def _both(left: PartLayout, right: PartLayout) -> tuple[PartPages, PartPages]:
    """Both sides of a part: as many pages, broken at the same places."""
    layouts = (left, right)
    contents = (left.content(), right.content())
    own = any(isinstance(box, BareSheet | WholePage) for each in contents for box in each.front)
    if own or _is_cover(left.part):
        return _apart(layouts, contents)
    front_pages, back_pages = _broken(layouts, contents)
    if left.nearly_fits(front_pages) or left.nearly_fits(back_pages):
        closer = (left.tightened(), right.tightened())
        fewer = _broken(layouts, closer)
        if sum(map(len, fewer)) < len(front_pages) + len(back_pages):
            contents, (front_pages, back_pages) = closer, fewer
    made = [
        layout.drawn(
            [_side(page, at) for page in front_pages],
            [_side(page, at) for page in back_pages],
            contents[at],
        )
        for at, layout in enumerate(layouts)
    ]
    return made[0], made[1]


def _broken(
    layouts: tuple[PartLayout, PartLayout], contents: tuple[Content, Content]
) -> tuple[list[tuple[Box, ...]], list[tuple[Box, ...]]]:
    """The pages of the front and of the back, of pairs."""
    room, foot = layouts[0].room, max(each.foot_height for each in contents)

    def notes(page: Sequence[Box]) -> float:
        return max(layout.notes.height(_side(page, at)) for at, layout in enumerate(layouts))

    front = paired(contents[0].front, contents[1].front)
    back = paired(contents[0].back, contents[1].back)
    front_pages = break_pages(front, room, 0.0 if back else foot, notes)
    return front_pages, break_pages(back, room, foot, notes) if back else []


def _apart(
    layouts: tuple[PartLayout, PartLayout], contents: tuple[Content, Content]
) -> tuple[PartPages, PartPages]:
    """Whole sheets and covers have rows of their own; the shorter side ends with empty pages."""
    pages = [
        break_pages([*content.front, *content.back], layout.room, content.foot_height, layout.notes.height)
        for layout, content in zip(layouts, contents, strict=True)
    ]  # fmt: skip
    if not _is_cover(layouts[0].part):
        pages = _levelled(pages)
    made = [
        layout.drawn(side, [], content)
        for layout, side, content in zip(layouts, pages, contents, strict=True)
    ]
    return made[0], made[1]


def _levelled(sides: list[list[tuple[Box, ...]]]) -> list[list[tuple[Box, ...]]]:
    """Both sides with empty pages where one takes fewer: behind each card, else at the end."""
    groups = [[list(pages) for _, pages in groupby(side, key=_of_what)] for side in sides]
    if len(groups[0]) != len(groups[1]):
        groups = [[side] for side in sides]
    for pair in zip(*groups, strict=True):
        most = max(map(len, pair))
        for pages in pair:
            pages += [()] * (most - len(pages))
    return [[page for pages in side for page in pages] for side in groups]


def _of_what(page: Sequence[Box]) -> str:
    return page[0].of if page and isinstance(page[0], WholePage) else ""


# ------------------------------------------------------------------------------- pairs of boxes


def paired(left: Sequence[Box], right: Sequence[Box]) -> list[Box]:
    """Two columns of boxes as one, row beside row; as a whole where they do not have the same rows."""
    if not left and not right:
        return []
    if len(left) != len(right):
        return [Row(Stack(left), Stack(right))]
    return [_pair(one, other) for one, other in zip(left, right, strict=True)]


def _pair(one: Box, other: Box) -> Box:
    if type(one) is Stack and type(other) is Stack and len(one.boxes) == len(other.boxes):
        plain = all(abs(box.height - pages_height(box.boxes)) < NO_SPACE for box in (one, other))
        if plain and one.boxes:
            return Rows(paired(one.boxes, other.boxes), (one, other))
    if isinstance(one, Axis) and isinstance(other, Axis):
        return AxisRows(_pair(one.box, other.box), (one, other))
    if isinstance(one, Whole) and isinstance(other, Whole):
        return Around(_pair(one.box, other.box), one, other, limit=one.limit, least=one.least)
    if isinstance(one, UnderRule) and isinstance(other, UnderRule):
        return Around(_pair(one.box, other.box), one, other)
    if isinstance(one, Headed) and isinstance(other, Headed) and len(one.rows) == len(other.rows):
        head = _pair(one.head, other.head)
        return HeadedRows(Headed(head, paired(one.rows, other.rows), least=one.least), (one, other))
    return Row(one, other)


class Row(Box):
    """One box of each side, as high as the higher."""

    def __init__(self, left: Box, right: Box) -> None:
        super().__init__(
            before=max(left.before, right.before), keep_next=left.keep_next or right.keep_next
        )
        self.sides = (left, right)
        self.height = max(left.height, right.height)

    def split(self, room: float) -> tuple[Box, Box] | None:
        return self._cut(room, lambda box: box.split(room))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._cut(room, lambda box: box.split_by_force(room))

    def _cut(
        self, room: float, cut: Callable[[Box], tuple[Box, Box] | None]
    ) -> tuple[Box, Box] | None:
        pieces: list[tuple[Box, Box]] = []
        for box in self.sides:
            made = (box, Blank(0.0)) if box.height <= room + NO_SPACE else cut(box)
            if made is None:
                return None
            pieces.append(made)
        (one, two), (three, four) = pieces
        return self.pieces(Row(one, three), Row(two, four))

    def side(self, at: int) -> Box:
        """What stands on one side."""
        return _Tall(self.sides[at], self)


class Rows(Box):
    """Boxes under each other, of two stacks that have the same rows."""

    def __init__(self, boxes: Sequence[Box], stacks: tuple[Stack, Stack]) -> None:
        super().__init__(
            before=max(each.before for each in stacks),
            keep_next=any(each.keep_next for each in stacks),
        )
        self.boxes = tuple(boxes)
        self.stacks = stacks
        self.height = pages_height(self.boxes)

    def split(self, room: float) -> tuple[Box, Box] | None:
        return self._divided(fill(self.boxes, room))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._divided(fill(self.boxes, room, force=True))

    def _divided(self, halves: tuple[tuple[Box, ...], tuple[Box, ...]]) -> tuple[Box, Box] | None:
        head, tail = halves
        if not head or not tail:
            return None
        return self.pieces(Rows(head, self.stacks), Rows(tail, self.stacks))

    def side(self, at: int) -> Box:
        """What stands on one side, at the heights of both."""
        own = self.stacks[at]
        return Stack(
            _side(self.boxes, at),
            before=self.before,
            keep_next=self.keep_next,
            anchor=own.anchor,
            element=own.element,
        )


class HeadedRows(Box):
    """Rows under their heads, of two tables that have the same rows."""

    def __init__(self, both: Headed, tables: tuple[Headed, Headed]) -> None:
        super().__init__(
            before=max(each.before for each in tables),
            keep_next=any(each.keep_next for each in tables),
        )
        self.both = both
        self.tables = tables
        self.height = both.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.both.split(room))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.both.split_by_force(room))

    def _wrap(self, pieces: tuple[Box, Box] | None) -> tuple[Box, Box] | None:
        if pieces is None:
            return None
        first, rest = pieces
        if not (isinstance(first, Headed) and isinstance(rest, Headed)):
            return None
        return self.pieces(HeadedRows(first, self.tables), HeadedRows(rest, self.tables))

    def side(self, at: int) -> Box:
        """The table of one side, its rows at the heights of both."""
        own, head = self.tables[at], self.both.head
        shown = _side([head.box if isinstance(head, Again) else head], at)[0]
        return Headed(
            Again(shown) if isinstance(head, Again) else shown,
            _side(self.both.rows, at),
            least=self.both.least,
            before=self.before,
            keep_next=self.keep_next,
            anchor=own.anchor,
            element=own.element,
        )


class Around(Box):
    """A pair inside what both sides draw around it, or keep together."""

    def __init__(
        self, box: Box, *sides: Whole | UnderRule, limit: float = 0.0, least: float = 0.0
    ) -> None:
        """Broken only when it is higher than `limit` mm; then `least` mm at least go overleaf."""
        super().__init__(
            before=max(each.before for each in sides),
            keep_next=any(each.keep_next for each in sides),
        )
        self.box = box
        self.sides = sides
        self.limit = limit
        self.least = least
        self.height = box.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        if self.height <= self.limit + NO_SPACE:
            return None
        return self._wrap(self.box.split(min(room, self.height - self.least)))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split(room) or self.box.split_by_force(room))

    def _wrap(self, pieces: tuple[Box, Box] | None) -> tuple[Box, Box] | None:
        if pieces is None:
            return None
        first, rest = (
            Around(piece, *self.sides, limit=self.limit, least=self.least) for piece in pieces
        )
        return self.pieces(first, rest)

    def side(self, at: int) -> Box:
        """What stands on one side."""
        inner = _side([self.box], at)[0]
        drawn: Box = UnderRule(inner) if isinstance(self.sides[at], UnderRule) else inner
        drawn.before, drawn.keep_next = self.before, self.keep_next
        return drawn


class AxisRows(Box):
    """Rows along a line on either side."""

    def __init__(self, box: Box, axes: tuple[Axis, Axis]) -> None:
        super().__init__(
            before=max(each.before for each in axes), keep_next=any(each.keep_next for each in axes)
        )
        self.box = box
        self.axes = axes
        self.height = box.height
        self.came_from: tuple[Travel | None, Travel | None] = (axes[0].came_from, axes[1].came_from)
        self.leads_to: tuple[Travel | None, Travel | None] = (axes[0].leads_to, axes[1].leads_to)

    def split(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split(room))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split_by_force(room))

    def _wrap(self, pieces: tuple[Box, Box] | None) -> tuple[Box, Box] | None:
        if pieces is None:
            return None
        first, rest = (AxisRows(piece, self.axes) for piece in pieces)
        first.came_from, rest.leads_to = self.came_from, self.leads_to
        first.leads_to = rest.came_from = (Travel(), Travel())
        return self.pieces(first, rest)

    def side(self, at: int) -> Box:
        """The line of one side."""
        axis = Axis(
            _side([self.box], at)[0], self.axes[at].x, before=self.before, keep_next=self.keep_next
        )
        axis.came_from, axis.leads_to = self.came_from[at], self.leads_to[at]
        return axis


class _Tall(Box):
    """A box in a row that may be higher than it."""

    def __init__(self, box: Box, row: Row) -> None:
        super().__init__(before=row.before, keep_next=row.keep_next)
        self.box = box
        self.height = row.height

    def inside(self) -> Sequence[Box]:
        return (self.box,)

    def draw(self, pen: Pen, top: float) -> None:
        self.box.place(pen, top)


def _side(boxes: Sequence[Box], at: int) -> list[Box]:
    """The boxes of one side."""
    return [box.side(at) if isinstance(box, _PAIRS) else box for box in boxes]


_PAIRS = Row | Rows | HeadedRows | Around | AxisRows
