"""Blocks become boxes: one table from kinds of blocks to the functions that draw them, and the space between.

`lay` sets a sequence of blocks, `foot` what stands at the frame's foot, `boxes` one block alone. The drawing of
labelled parts stands here; the line, people, tables, covers and running text have modules of their own.
Not here: openers, heads, feet, page breaks (`pages`), measures (`measures`).
"""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from briefer.pack import blocks
from briefer.pack.blocks import Block, Flow
from briefer.pdf.layout import annex_pages, badges, covers, line, people, tables
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import Beside, Blank, Box, Layout, Panel, Rule, Stack, Text, Whole
from briefer.pdf.layout.flow import (
    Column,
    between,
    first_baseline,
    flow,
    flow_block,
    style_of,
    text,
)
from briefer.pdf.layout.line import side_text
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import INK, NO_SPACE, TINT, WHITE
from briefer.pdf.type.styles import STYLES

_FLOW: tuple[type[Any], ...] = get_args(Flow)

# ------------------------------------------------------------------------------------- sequences


def lay(content: Sequence[Block], layout: Layout) -> list[Box]:
    """The boxes of a part's blocks, with the space between them.

    A `Gap` takes the place of the usual space; the rule of a `Separator` belongs to what follows it, so that
    none stands alone at the foot or the head of a page.
    """
    out: list[Box] = []
    previous: Block | None = None
    gap: float | None = None
    above: float | None = None  # a separator waits, with this much space over it
    for block in content:
        if isinstance(block, blocks.Gap):
            gap = (gap or 0.0) + block.rows * layout.paper.row
            continue
        if isinstance(block, blocks.Separator):
            above, gap = gap or 0.0, None
            continue
        made = boxes(block, layout)
        if not made:
            continue
        if previous is not None and above is not None:
            roomy = isinstance(previous, m.ROOMY_AFTER) or isinstance(block, m.ROOMY_BEFORE)
            if roomy and not layout.tight:
                above += m.ROW
            made[0] = _Ruled(made[0], above, gap or 0.0, tight=layout.tight)
        elif previous is not None:
            made[0].before = gap if gap is not None else _space(previous, block, layout)
        elif gap is not None:
            made.insert(0, Blank(gap, keep_next=True))
        out += made
        previous, gap, above = block, None, None
    return out


def foot(content: Sequence[Block], layout: Layout) -> list[Box]:
    """What stands at the frame's foot: one hairline, then the lines."""
    lines: list[Box] = []
    for block in content:
        made = (
            _foot_line(block, layout)
            if isinstance(block, blocks.FootLine)
            else boxes(block, layout)
        )
        for box in made:
            box.before = m.QUARTER if lines else 0.0
            lines.append(box)
    if not lines:
        return []
    return [Rule(0.0, layout.paper.frame), Blank(m.FOOT_GAP), Stack(lines)]


def boxes(block: Block, layout: Layout) -> list[Box]:
    """The boxes of one block, nothing where it is empty."""
    if isinstance(block, _FLOW):
        column = Column(layout.paper.text_x, layout.paper.text_width)
        return flow_block(block, layout, column)
    return _DRAW[type(block)](block, layout)


def _space(previous: Block, block: Block, layout: Layout) -> float:
    if isinstance(previous, _FLOW) and isinstance(block, _FLOW):
        return between(previous, block)
    usual = (m.ROW, m.ROW)
    below = m.BETWEEN.get(type(previous), usual)[1]
    if isinstance(previous, blocks.Labelled) and previous.body:
        last = previous.body[-1]
        if isinstance(last, blocks.Points) and last.style == "point":
            below = m.AFTER_POINTS
    over = m.BETWEEN.get(type(block), usual)[0]
    if isinstance(previous, blocks.Labelled) and isinstance(block, blocks.Labelled):
        large = STYLES["point"].first
        if first_baseline(previous.body, layout) < large <= first_baseline(block.body, layout):
            over = max(over, m.BEFORE_POINTS)
    scale = layout.paper.row / m.ROW if layout.look != "guest" else 1.0
    return max(below, over) * scale


class _Ruled(Box):
    """A box with a hairline across the frame in the space above it; none at the top of a page."""

    def __init__(self, box: Box, above: float, below: float, *, tight: bool = False) -> None:
        """`above` and `below` are what gaps add over and under the rule."""
        self._space = m.TIGHT_SEPARATOR if tight else m.SEPARATOR
        self._down = self._space + below
        super().__init__(before=above + self._space + self._down, keep_next=box.keep_next)
        box.before = 0.0
        self.box = box
        self.height = box.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split(room))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split_by_force(room))

    def _wrap(self, pieces: tuple[Box, Box] | None) -> tuple[Box, Box] | None:
        if pieces is None:
            return None
        above, below = self.before - self._space - self._down, self._down - self._space
        first = _Ruled(pieces[0], above, below, tight=self._space < m.SEPARATOR)
        return first, pieces[1]

    def draw(self, pen: Pen, top: float) -> None:
        if top > pen.paper.top + NO_SPACE:
            pen.rule(0.0, pen.paper.frame, top - self._down)
        self.box.place(pen, top)


# ------------------------------------------------------------------------------- labelled parts


def _label(words: str, first: float, layout: Layout, look: m.LabelLook = "label") -> list[Box]:
    """A label that shares its first line with what stands beside it; nothing for an empty one."""
    if not words:
        return []
    column = Column(0.0, layout.paper.label_width)
    point = STYLES["label point"]
    if look == "label" and abs(first - point.first) < NO_SPACE:
        return [text(layout, words, point, column, role="H2")]
    style = STYLES[look]
    label = text(layout, words, style, column, role="H2" if look != "key" else "P")
    return [Stack([Blank(max(0.0, first - style.first)), label])]


def _labelled(block: blocks.Labelled, layout: Layout) -> list[Box]:
    paper = layout.paper
    width = paper.main_width if block.side else paper.text_width
    body = flow(block.body, layout, Column(paper.text_x, width))
    side = _side(block.side, layout, stacked=block.stacked_side)
    if not body and not side:
        return []
    first = first_baseline(block.body, layout) if body else STYLES["small"].first
    columns = [*_label(block.label, first, layout, block.label_look)]
    if body:
        _keep_two_lines(body)
        columns.append(Stack(body))
    if side:
        columns.append(_dropped(side, first))
    return [Beside(columns, anchor=block.anchor)]


def _keep_two_lines(body: list[Box]) -> None:
    """A label stands beside two lines at least."""
    first = body[0]
    if len(body) > 1 and isinstance(first, Text) and len(first.setting.lines) == 1:
        first.keep_next = True


def _dropped(side: Sequence[Box], first: float) -> Box:
    """A side column whose first line stands on the line of the text beside it."""
    drop = max(0.0, first - STYLES["small"].first)
    return Stack([Blank(drop), *side]) if drop else Stack(side)


def _side(pairs: Sequence[blocks.KeyValue], layout: Layout, *, stacked: bool = False) -> list[Box]:
    """Keys with values in the side column; stacked, a key stands over its value."""
    if not stacked:
        return [side_text(pair, layout) for pair in pairs]
    column = Column(layout.paper.side_x, layout.paper.side_width)
    value = STYLES["small"].but(size=9.5, leading=4.5)
    out: list[Box] = []
    for pair in pairs:
        key = text(layout, pair.key, "key", column, keep_next=True)
        out.append(Stack([key, text(layout, pair.value, value, column)], before=m.HALF))
    return out


def _labelled_rows(block: blocks.LabelledRows, layout: Layout) -> list[Box]:
    paper = layout.paper
    width = paper.main_width if any(row.side for row in block.rows) else paper.text_width
    rows: list[Box] = []
    for row in block.rows:
        body = flow(row.body, layout, Column(paper.text_x, width))
        side = _side(row.side, layout)
        if not body and not side:
            continue
        first = first_baseline(row.body, layout)
        columns = _label(block.label, first, layout) if not rows else []
        columns.append(Stack(body))
        if side:
            columns.append(_dropped(side, first))
        large = first > STYLES["body"].first
        gap = m.POINT_GAP["body"] if large else m.PARAGRAPH_GAP
        box = Whole(Beside(columns, anchor=row.anchor), m.WHOLE_ROW)
        box.before = gap
        rows.append(box)
    return [Stack(rows)] if rows else []


def _strip(block: blocks.Strip, layout: Layout) -> list[Box]:
    """Keys with lines under them, three side by side."""
    paper = layout.paper
    if paper.narrow:
        return _strip_stacked(block, layout)
    third = (paper.side_x - paper.text_x) / 2
    places = (
        Column(paper.text_x, third - m.GUTTER),
        Column(paper.text_x + third, third - m.GUTTER),
        Column(paper.side_x, paper.side_width),
    )
    rows: list[Box] = []
    for start in range(0, len(block.columns), len(places)):
        cells: list[Box] = []
        for (key, lines), place in zip(block.columns[start:], places, strict=False):
            stack: list[Box] = [text(layout, key, "key", place, keep_next=True)]
            stack += [text(layout, words, style_of(layout, "body"), place) for words in lines]
            cells.append(Stack(stack))
        rows.append(Beside(cells, before=m.HALF))
    return [Stack(rows)] if rows else []


def _strip_stacked(block: blocks.Strip, layout: Layout) -> list[Box]:
    """On a sheet without a side column a key stands in the label column, its lines right of the axis."""
    paper = layout.paper
    column = Column(paper.text_x, paper.text_width)
    body = style_of(layout, "body")
    rows: list[Box] = [
        Beside(
            [
                text(layout, key, "key", Column(0.0, paper.label_width)),
                Stack([text(layout, words, body, column) for words in lines]),
            ]
        )
        for key, lines in block.columns
    ]
    return [Stack(rows)] if rows else []


def _who(block: blocks.Who, layout: Layout) -> list[Box]:
    """Guests and hosts side by side, then a small note."""
    paper = layout.paper
    sides = (
        (block.guests_head, block.guests, Column(paper.text_x, m.HALF_WIDTH)),
        (block.hosts_head, block.hosts, Column(paper.text_x + m.SECOND_HALF, m.HALF_WIDTH)),
    )
    columns: list[Box] = []
    for head, people_, place in sides:
        if not people_:
            continue
        names: list[Box] = [text(layout, head, "key", place, keep_next=True)]
        names += [text(layout, words, style_of(layout, "body"), place) for words in people_]
        if len(names) > 2:
            names[1].keep_next = True
        columns.append(Stack(names))
    rows: list[Box] = [Beside(columns)] if columns else []
    if block.note:
        wide = Column(paper.text_x, paper.text_width)
        rows.append(text(layout, block.note, style_of(layout, "small"), wide, before=m.HALF))
    if not rows:
        return []
    return [Beside([*_label(block.label, STYLES["key"].first, layout), Stack(rows)])]


def _closed(block: blocks.Closed, layout: Layout) -> list[Box]:
    """What must not be disclosed: the black cell and its label again on each page it runs over."""
    paper = layout.paper
    body = flow(block.body, layout, Column(paper.text_x, m.CLOSED_TEXT_WIDTH))
    if not body:
        return []
    _keep_two_lines(body)
    inside = m.CLOSED_LABEL_WIDTH - 2 * m.CLOSED_INSET
    style = STYLES["label"].but(colour=WHITE)
    label = text(layout, block.label, style, Column(m.CLOSED_INSET, inside), role="H2")

    def ground(pen: Pen, top: float, height: float) -> None:
        pen.fill(0.0, top, paper.frame, height, TINT)
        pen.fill(0.0, top, m.CLOSED_LABEL_WIDTH, height, INK)

    content = Beside([label, Stack(body)], repeat=(0,))
    return [
        Panel(content, ground, over=m.CLOSED_OVER, under=m.CLOSED_UNDER, element=Element("Sect"))
    ]


def _call_first(block: blocks.CallFirst, layout: Layout) -> list[Box]:
    paper = layout.paper
    point = style_of(layout, "point")
    if not (block.words or block.phone):
        return []
    main = Column(paper.text_x, paper.main_width)
    who: Box = text(layout, block.words, point, main)
    phone: Box = text(layout, block.phone, "phone", Column(paper.side_x, paper.side_width))
    columns = [Stack([who, phone])] if paper.narrow else [who, phone]
    return [Beside([*_label(block.label, point.first, layout), *columns])]


def _foot_line(block: blocks.FootLine, layout: Layout) -> list[Box]:
    paper = layout.paper
    small = style_of(layout, "small")
    if not (block.key or block.words):
        return []
    key = STYLES["key"].but(leading=small.leading)
    return [
        Beside(
            [
                text(layout, block.key, key, Column(0.0, layout.paper.label_width)),
                text(layout, block.words, small, Column(paper.text_x, paper.text_width)),
            ]
        )
    ]


def _lone_foot_line(block: blocks.FootLine, layout: Layout) -> list[Box]:
    """Among other blocks it brings its hairline with it."""
    made = _foot_line(block, layout)
    if not made:
        return []
    return [Stack([Rule(0.0, layout.paper.frame, keep_next=True), Blank(m.FOOT_GAP), *made])]


_DRAW: dict[type[Any], Callable[[Any, Layout], list[Box]]] = {
    blocks.Labelled: _labelled,
    blocks.LabelledRows: _labelled_rows,
    blocks.Strip: _strip,
    blocks.Line: line.line,
    blocks.History: line.history,
    blocks.People: people.people,
    blocks.Portraits: people.portraits,
    blocks.StopsLine: line.stops_line,
    blocks.Biography: people.biography,
    blocks.Who: _who,
    blocks.Closed: _closed,
    blocks.Table: tables.table,
    blocks.Figures: tables.figures,
    blocks.TwoColumns: tables.two_columns,
    blocks.CallFirst: _call_first,
    blocks.Cards: covers.cards,
    blocks.Badges: badges.badges,
    blocks.Tents: badges.tents,
    blocks.Contents: tables.contents,
    blocks.BriefList: tables.brief_list,
    blocks.PagesInForce: tables.pages_in_force,
    blocks.Legend: line.legend,
    blocks.FootLine: _lone_foot_line,
    blocks.Cover: covers.cover,
    blocks.GuestCover: covers.guest_cover,
    blocks.GuestDay: covers.guest_day,
    blocks.Annex: annex_pages.annex,
    blocks.Message: covers.message,
}
