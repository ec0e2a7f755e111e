"""Tables of the pack by their layout, contents, the list of briefs, pages in force, short keys in two columns.

The measures stand in `measures.TABLES`. Not here: tables inside running text (`flow`).
"""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from briefer.pack import blocks
from briefer.pack.blocks import Run, Words
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import Beside, Blank, Box, Headed, Layout, Rule, Stack, Text, Whole
from briefer.pdf.layout.flow import Column, cell, row_box, style_of, text
from briefer.pdf.layout.line import certain_look, mark_box
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import NO_SPACE, PAPERS, SOFT
from briefer.pdf.type.setting import Setting
from briefer.pdf.type.styles import STYLES

# ------------------------------------------------------------------------------------------ tables


def table(block: blocks.Table, layout: Layout) -> list[Box]:
    """A table whose head is repeated on each page; groups stand under headings of their own.

    A label stands in the label column beside the head; where the table has a column there, it takes the place
    of that column's head.
    """
    columns = _columns(block, layout)
    groups = [group for group in block.groups if group.rows]
    if not groups:
        return []
    x = layout.paper.text_x if block.label else columns.rules_x
    rules = (x, layout.paper.frame)
    label: list[Box] = []
    if block.label:
        place = Column(0.0, layout.paper.label_width)
        label = [text(layout, block.label, "label", place, role="H2")]
    if not any(block.head):
        return _without_head(groups, _used(columns, groups), layout, rules, label)
    names = block.head
    if label and columns.columns[0].x < layout.paper.axis:
        names = ("", *names[1:])
    head = _head(names, columns, layout, rules, label)
    if len(groups) == 1:
        above = [_title(groups[0].title, layout)] if groups[0].title else []
        rows = _rows(groups[0], columns, layout, rules)
        return [*above, Headed(head, rows, element=Element("Table"))]
    inside: list[Box] = []
    for group in groups:
        if group.title:
            inside.append(_title_row(group.title, columns, layout, rules, first=not inside))
        inside += _rows(group, columns, layout, rules, keep=bool(group.title))
    return [Headed(head, inside, element=Element("Table"))]


def _columns(block: blocks.Table, layout: Layout) -> m.Columns:
    """The columns of a layout; on a smaller sheet each has its share, in the styles of the pack's look."""
    paper, columns = layout.paper, m.TABLES[block.layout]
    if not paper.narrow:
        return columns
    whole = PAPERS["A4"]
    body, small = style_of(layout, "body"), style_of(layout, "key")

    def at(x: float) -> float:
        if x <= whole.text_x:
            return x * paper.text_x / whole.text_x
        return paper.text_x + (x - whole.text_x) * paper.text_width / whole.text_width

    fitted = tuple(
        replace(
            column,
            x=at(column.x),
            width=at(column.x + column.width) - at(column.x),
            style=small if column.style.size < STYLES["body"].size else body,
        )
        for column in columns.columns
    )
    return replace(columns, columns=fitted, rules_x=at(columns.rules_x))


def _used(columns: m.Columns, groups: Sequence[blocks.TableGroup]) -> m.Columns:
    """Columns without those at the end in which no row says anything; the last one left takes their room."""
    rows = [row for group in groups for row in group.rows]
    count = max((at + 1 for row in rows for at, words in enumerate(row.cells) if words), default=1)
    if count >= len(columns.columns):
        return columns
    *before, last = columns.columns[:count]
    end = columns.columns[-1]
    wide = replace(last, width=end.x + end.width - last.x)
    return replace(columns, columns=(*before, wide))


def _without_head(
    groups: Sequence[blocks.TableGroup],
    columns: m.Columns,
    layout: Layout,
    rules: tuple[float, float],
    label: list[Box],
) -> list[Box]:
    """Each group is a table under its heading and a rule."""
    out: list[Box] = []
    if label and columns.columns[0].x < layout.paper.axis:  # its place is taken
        label[0].keep_next = True
        out, label = [*label, Blank(m.QUARTER, keep_next=True)], []
    for group in groups:
        above: list[Box] = []
        if group.title:
            above = [_title(group.title, layout), Blank(m.QUARTER, keep_next=True)]
        rows = _rows(group, columns, layout, rules, keep=True, named_by_first=True)
        body: Box = Stack([Rule(*rules, keep_next=True), *rows], element=Element("Table"))
        if label:
            body = Beside([Stack([Blank(columns.over), *label]), body])
            label = []
        out.append(Stack([*above, body], before=m.GROUP_GAP if out else 0.0))
    return out


def _head(
    names: Sequence[str],
    columns: m.Columns,
    layout: Layout,
    rules: tuple[float, float],
    label: list[Box],
) -> Box:
    key = STYLES["key"]
    cells: list[Box] = [
        cell(
            layout,
            names[at] if at < len(names) else "",
            key,
            Column(column.x, column.width),
            "TH",
            align=column.align,
        )
        for at, column in enumerate(columns.columns)
    ]
    row = row_box(cells, rules, 0.0, m.HEAD_UNDER)
    return Beside([*label, row]) if label else row


def _rows(
    group: blocks.TableGroup,
    columns: m.Columns,
    layout: Layout,
    rules: tuple[float, float],
    *,
    keep: bool = False,
    named_by_first: bool = False,
) -> list[Box]:
    """The rows of a group; with `keep` the first two stay together under what heads them.

    `named_by_first`: no head names the columns, so that the first cell of a row says what the others are about.
    """
    out: list[Box] = []
    for row in group.rows:
        cells = _cells(row, columns, layout)
        if named_by_first:
            cells[0].element = Element("TH", scope="Row")
        out.append(row_box(cells, rules, columns.over, columns.under, anchor=row.anchor))
    if keep and len(out) > 1:
        out[0].keep_next = True
    return out


def _cells(row: blocks.Row, columns: m.Columns, layout: Layout) -> list[Box]:
    last = len(columns.columns) - 1
    out: list[Box] = []
    for at, column in enumerate(columns.columns):
        words: Words = row.cells[at] if at < len(row.cells) else ()
        if (
            at == last and len(row.cells) > last + 1
        ):  # nothing is cut: what is too much joins the last
            for more in row.cells[last + 1 :]:
                words = (*words, Run(" "), *more)
        if column.soft:
            words = tuple(
                msgspec.structs.replace(run, look="soft") if not run.look else run for run in words
            )
        place = Column(column.x, column.width)
        out.append(cell(layout, words, column.style, place, "TD", align=column.align))
    return out


def _title(words: str, layout: Layout) -> Box:
    column = Column(layout.paper.text_x, layout.paper.text_width)
    return text(layout, words, "label", column, role="H2", keep_next=True)


def _title_row(
    words: str, columns: m.Columns, layout: Layout, rules: tuple[float, float], *, first: bool
) -> Box:
    """A group's heading inside a table: a row whose other cells are empty."""
    second = 1 if columns.columns[0].x < layout.paper.axis else 0
    cells = [
        cell(
            layout,
            words if at == second else "",
            STYLES["label"],
            Column(column.x, layout.paper.frame - column.x if at == second else column.width),
            "TH" if at == second else "TD",
        )
        for at, column in enumerate(columns.columns)
    ]
    row = row_box(cells, rules, m.QUARTER if first else m.GROUP_GAP, m.QUARTER)
    row.keep_next = True
    return row


# ---------------------------------------------------------------------------------------- contents


def contents(block: blocks.Contents, layout: Layout) -> list[Box]:  # noqa: ARG001 - the tag says all
    """Number at the axis, title, page at the frame's edge; the rule under a line is the leader."""
    paper = layout.paper
    rows: list[Box] = []
    body = STYLES["body"]
    page_width = layout.setter.width("888.88-88", body)
    for entry in layout.contents:
        link = f"#{entry.key}"
        number = layout.setter.set(
            (Run(entry.number, link=link),), "label", paper.axis, align="end"
        )
        title = text(
            layout,
            (Run(entry.title, link=link),),
            body,
            Column(paper.text_x, paper.text_width - page_width - m.HALF),
            role="Reference",
        )
        page = layout.setter.set((Run("", page_of=entry.key),), body, paper.text_width, align="end")
        line = Beside(
            [Text(number, 0.0, role="Lbl"), title, Text(page, paper.text_x, role="Reference")],
            keep_next=True,
        )
        rows.append(_line(line, layout, "TOCI"))
    return [Stack(rows, element=Element("TOC"))] if rows else []


def _line(content: Box, layout: Layout, role: str, *, anchor: str = "") -> Box:
    paper = layout.paper
    element = Element("TOCI") if role == "TOCI" else Element("TR")
    parts = [
        Blank(0.6, keep_next=True),
        content,
        Blank(0.65, keep_next=True),
        Rule(paper.text_x, paper.frame),
    ]
    return Stack(parts, element=element, anchor=anchor)


def brief_list(block: blocks.BriefList, layout: Layout) -> list[Box]:
    """The list of briefs: its mark on the axis, title, owner, state, page."""
    paper = layout.paper
    out: list[Box] = []
    if block.title:
        column = Column(paper.text_x, paper.text_width)
        out.append(text(layout, block.title, "head", column, role="H2", keep_next=True))
    item, owner, state, page = block.head
    key = STYLES["key"]
    title_column, owner_column = _brief_columns(block, layout)
    places = (
        (item, Column(0.0, paper.axis), "end"),
        ("", title_column, "start"),
        (owner, owner_column, "start"),
        (state, Column(*m.BRIEF_STATE), "start"),
        (page, Column(*m.BRIEF_PAGE), "end"),
    )
    cells = [cell(layout, words, key, place, "TH", align=align) for words, place, align in places]
    rules = (paper.text_x, paper.frame)
    head = row_box(cells, rules, m.PERSON_UNDER if out else 0.0, m.HEAD_UNDER)
    rows = [_brief_line(row, layout, title_column, owner_column) for row in block.rows]
    if not rows:
        return []
    listed = [*out, Headed(head, rows, element=Element("Table"))]
    # read as one; on a page of its own rather than on two
    return [Whole(Stack(listed), paper.bottom - paper.top)]


def _brief_columns(block: blocks.BriefList, layout: Layout) -> tuple[Column, Column]:
    """The columns of title and owner: owners get more where most would take two lines."""
    x, body = layout.paper.text_x, STYLES["body"]
    owners = [row.owner for row in block.rows if row.owner]
    wide = [owner for owner in owners if layout.setter.width(owner, body) > m.BRIEF_OWNER[1]]
    if 2 * len(wide) > len(owners):
        return Column(x, m.BRIEF_TITLE_NARROW), Column(*m.BRIEF_OWNER_WIDE)
    return Column(x, m.BRIEF_TITLE_WIDTH), Column(*m.BRIEF_OWNER)


def _brief_line(
    row: blocks.BriefLine, layout: Layout, title_column: Column, owner_column: Column
) -> Box:
    body = STYLES["body"]
    link = f"#{row.target}" if row.target else ""
    title = certain_look((Run(row.title, link=link),), row.mark.state)
    page: Words = (Run("", page_of=row.target),) if row.target else ()
    mark = mark_box(row.mark, layout, m.MARK_DROP)
    number = Stack([mark], element=Element("TD"))
    line = Beside(
        [
            number,
            cell(layout, title, body, title_column, "TD"),
            cell(layout, row.owner, body, owner_column, "TD"),
            cell(layout, row.state, body, Column(*m.BRIEF_STATE), "TD"),
            cell(layout, page, body, Column(*m.BRIEF_PAGE), "TD", align="end"),
        ],
        keep_next=True,
    )
    return _line(line, layout, "TR")


def pages_in_force(block: blocks.PagesInForce, layout: Layout) -> list[Box]:
    """The names of all pages in rows: sixteen where names are short, fewer where they are long."""
    paper = layout.paper
    soft = STYLES["soft"]
    if not layout.page_names:
        return []
    widest = max(layout.setter.width(name, soft) for name in layout.page_names)
    across = next(
        count for count in m.PAGES_A_ROW if widest + 1.5 <= paper.text_width / count or count == 1
    )
    pitch = paper.text_width / across
    rows: list[Box] = []
    for start in range(0, len(layout.page_names), across):
        names = layout.page_names[start : start + across]
        cells = [
            text(layout, name, soft, Column(paper.text_x + at * pitch, pitch), role=None)
            for at, name in enumerate(names)
        ]
        gap = m.CONTENTS_PITCH - m.ROW if start else 0.0
        rows.append(Beside(cells, before=gap, element=Element("P")))
    if block.note:
        small = STYLES["small"].but(colour=SOFT)
        column = Column(paper.text_x, paper.text_width)
        rows.append(text(layout, block.note, small, column, before=m.HALF))
    label = text(layout, block.label, "label", Column(0.0, layout.paper.label_width), role="H2")
    listed = Beside([label, Stack(rows)], repeat=(0,))
    return [Whole(listed, paper.bottom - paper.top)]


# --------------------------------------------------------------------------------- figures, two columns


def figures(block: blocks.Figures, layout: Layout) -> list[Box]:
    """Large figures over small captions, five across."""
    paper = layout.paper
    if not block.figures:
        return []
    large, small = STYLES["figure"], STYLES["small"]
    rows: list[Box] = []
    for start in range(0, len(block.figures), m.FIGURES_A_ROW):
        cells: list[Box] = []
        for at, (figure, caption) in enumerate(block.figures[start : start + m.FIGURES_A_ROW]):
            column = Column(paper.text_x + at * m.FIGURE_PITCH, m.FIGURE_PITCH - m.GUTTER)
            cells.append(
                Stack(
                    [
                        text(layout, figure, large, column, role=None, keep_next=True),
                        text(layout, caption, small, column, role=None),
                    ],
                    element=Element("P"),
                )
            )
        rows.append(Beside(cells, before=m.HALF if start else 0.0))
    label = text(layout, block.label, "label", Column(0.0, layout.paper.label_width), role="H2")
    drop = Blank(large.first - STYLES["label"].first)
    return [Beside([Stack([drop, label]), Stack(rows)])]


def two_columns(block: blocks.TwoColumns, layout: Layout) -> list[Box]:
    """Short keys with their texts, read down the first column and then down the second."""
    paper = layout.paper
    if not block.pairs:
        return []
    body = style_of(layout, "body")
    widest = max(layout.setter.width(key, body) for key, _ in block.pairs)
    key_width = next((w for w in m.KEY_WIDTHS if widest + m.QUARTER <= w), m.KEY_WIDTHS[-1])
    entries = [
        _Entry(
            layout.setter.set(key, body, key_width - m.QUARTER),
            layout.setter.set(words, body, m.HALF_WIDTH - key_width),
        )
        for key, words in block.pairs
    ]
    gap = m.QUARTER if any(entry.height > body.leading for entry in entries) else 0.0
    label = text(layout, block.label, "label", Column(0.0, layout.paper.label_width), role="H2")
    columns = _Columns(entries, paper.text_x, key_width, gap, Element("L"))
    return [Beside([label, columns])]


class _Entry:
    """A key and its text, side by side."""

    def __init__(self, key: Setting, words: Setting) -> None:
        self.key = key
        self.words = words
        self.height = max(key.height, words.height)


class _Columns(Box):
    """Entries in two columns of like height; a page break cuts both, so that reading order is kept."""

    def __init__(
        self, entries: Sequence[_Entry], x: float, key_width: float, gap: float, element: Element
    ) -> None:
        super().__init__(element=element)
        self.entries = tuple(entries)
        self.x = x
        self.key_width = key_width
        self.gap = gap
        self.first = _halved(self.entries, gap)
        self.height = max(
            _tall(self.entries[: self.first], gap), _tall(self.entries[self.first :], gap)
        )

    def split(self, room: float) -> tuple[Box, Box] | None:
        fits = [
            count
            for count in range(1, len(self.entries))
            if self._piece(self.entries[:count]).height <= room + NO_SPACE
        ]
        if not fits or fits[-1] < 4:
            return None
        return self._cut(fits[-1])

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self.split(room)

    def _cut(self, count: int) -> tuple[Box, Box]:
        rest = self._piece(self.entries[count:])
        rest.keep_next = self.keep_next
        return self._piece(self.entries[:count]), rest

    def _piece(self, entries: Sequence[_Entry]) -> "_Columns":
        assert self.element is not None
        return _Columns(entries, self.x, self.key_width, self.gap, self.element)

    def draw(self, pen: Pen, top: float) -> None:
        for x, entries in (
            (self.x, self.entries[: self.first]),
            (self.x + m.SECOND_HALF, self.entries[self.first :]),
        ):
            y = top
            for entry in entries:
                with pen.inside(Element("LI")):
                    with pen.inside(Element("Lbl")):
                        pen.text(entry.key, x, y)
                    with pen.inside(Element("LBody")):
                        pen.text(entry.words, x + self.key_width, y)
                y += entry.height + self.gap


def _tall(entries: Sequence[_Entry], gap: float) -> float:
    return sum(entry.height for entry in entries) + gap * max(0, len(entries) - 1)


def _halved(entries: Sequence[_Entry], gap: float) -> int:
    """How many entries the first column takes, so that the longer of the two is as short as can be."""

    def longer(count: int) -> float:
        return max(_tall(entries[:count], gap), _tall(entries[count:], gap))

    return min(range(1, len(entries) + 1), key=lambda count: (round(longer(count), 3), -count))
