"""People: lists in order of precedence, portraits in fives, biographies.

A photograph that is missing or damaged gives way to a tile with initials. Not here: cropping (`pictures`).
"""

from collections.abc import Sequence

from briefer.pack import blocks
from briefer.pack.blocks import Words
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import Beside, Blank, Box, Drawing, Headed, Layout, Rule, Stack, Whole
from briefer.pdf.layout.flow import Column, flow, style_of, text
from briefer.pdf.layout.line import key_words, list_row, side_text
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import ACCENT, TINT
from briefer.pdf.type.bidi import any_rtl
from briefer.pdf.type.styles import STYLES

_NATIVE = STYLES["native"].but(size=10.6, leading=5.5)
"""11.5 once the setter has enlarged Arabic: a second line would touch the tails of the first on rows of 5."""
_NATIVE_LATIN = STYLES["body"].but(leading=5.5)
"""Beside an Arabic name the other one is Latin."""
_PROFILE_NATIVE, _PROFILE_NATIVE_LATIN = 13, 12

# ------------------------------------------------------------------------------------------- lists


def people(block: blocks.People, layout: Layout) -> list[Box]:
    """Groups of people, each row under a rule; `compact` rows take one line."""
    out: list[Box] = []
    for group in block.groups:
        made = _group(group, layout, block.compact_head)
        if made:
            made[0].before = 1.5 * m.ROW if out else 0.0
            out += made
    if block.note:
        column = Column(layout.paper.text_x, layout.paper.text_width)
        soft = STYLES["small"].but(colour=STYLES["soft"].colour)
        out.append(text(layout, block.note, soft, column, before=m.ROW))
    return out


def _group(
    group: blocks.PeopleGroup, layout: Layout, compact_head: tuple[str, str, str] | None
) -> list[Box]:
    paper = layout.paper
    out: list[Box] = []
    if group.title:
        column = Column(paper.text_x, paper.text_width)
        out.append(text(layout, group.title, "label", column, role="H2", keep_next=True))
        out.append(Blank(m.QUARTER, keep_next=True))
    rows = [_compact(row, layout) if row.compact else _row(row, layout) for row in group.rows]
    if len(rows) > 1:
        rows[0].keep_next = True  # a head keeps two rows
    full = len(rows)
    if compact_head is not None:
        full = next((at for at, row in enumerate(group.rows) if row.compact), full)
    if rows[:full]:
        out.append(UnderRule(Stack(rows[:full], element=Element("L"))))
    if rows[full:] and compact_head is not None:
        before = m.HALF if full else 0.0
        head = _compact_head(compact_head, layout)
        out.append(Headed(head, rows[full:], element=Element("L"), before=before))
    return [Stack(out)] if out else []


def _compact_head(words: tuple[str, str, str], layout: Layout) -> Box:
    """Names of the columns of compact rows; again on each page."""
    paper, key = layout.paper, STYLES["key"]
    places = (
        Column(0.0, layout.paper.label_width),
        Column(paper.text_x, m.COMPACT_NAME_WIDTH),
        Column(m.COMPACT_POST_X, paper.frame - m.COMPACT_POST_X),
    )
    cells = [
        text(layout, said, key, place, role=None) for said, place in zip(words, places, strict=True)
    ]
    head = Beside(cells, element=Element("Caption"), keep_next=True)
    return Stack([head, Blank(m.HEAD_UNDER, keep_next=True), Rule(0.0, paper.frame)])


class UnderRule(Box):
    """Rows that each end with a rule: the first one on a page has a rule above it too."""

    def __init__(self, box: Box) -> None:
        super().__init__()
        self.box = box
        self.height = box.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split(room))

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self._wrap(self.box.split_by_force(room))

    def _wrap(self, pieces: tuple[Box, Box] | None) -> tuple[Box, Box] | None:
        if pieces is None:
            return None
        return self.pieces(UnderRule(pieces[0]), UnderRule(pieces[1]))

    def draw(self, pen: Pen, top: float) -> None:
        pen.rule(0.0, pen.paper.frame, top)
        self.box.place(pen, top)


def _row(row: blocks.PeopleRow, layout: Layout) -> Box:
    paper = layout.paper
    main = Column(paper.text_x, paper.main_width)
    body = style_of(layout, "body")
    lines: list[Box] = [text(layout, row.name, body, main, keep_next=True)]
    lines += [text(layout, words, body, main) for words in row.under if words]
    side = _side(row.native, row.side, row.note, layout)
    columns: list[Box] = [Stack(lines), Stack(side)] if side else [Stack(lines)]
    content = list_row(_order(row, layout), columns, anchor=row.anchor)
    return _ruled(content, m.PERSON_OVER, m.PERSON_UNDER, layout)


def _compact(row: blocks.PeopleRow, layout: Layout) -> Box:
    paper = layout.paper
    body = style_of(layout, "body")
    name = text(layout, row.name, body, Column(paper.text_x, m.COMPACT_NAME_WIDTH))
    place = Column(m.COMPACT_POST_X, paper.frame - m.COMPACT_POST_X)
    posts = [
        text(layout, words, body, place) for words in (*row.under, row.native, row.note) if words
    ]
    posts += [text(layout, key_words(pair), style_of(layout, "small"), place) for pair in row.side]
    content = list_row(_order(row, layout), [name, Stack(posts)], anchor=row.anchor)
    return _ruled(content, 0.6, 0.65, layout)


def _order(row: blocks.PeopleRow, layout: Layout) -> list[Box]:
    """Number and function in the label column; a long function wraps in it."""
    number = text(layout, row.number, "label", Column(0.0, layout.paper.label_width), role=None)
    x = max(m.FUNCTION_X, number.setting.natural_width + m.QUARTER)
    column = Column(x, layout.paper.axis + 3 - x)
    function = text(layout, row.function, STYLES["key"].but(leading=4.25), column, role=None)
    return [number, function]


def _ruled(content: Box, over: float, under: float, layout: Layout) -> Box:
    content.keep_next = True
    parts = [
        Blank(over, keep_next=True),
        content,
        Blank(under, keep_next=True),
        Rule(0.0, layout.paper.frame),
    ]
    return Whole(Stack(parts), m.WHOLE_ROW)


def _is_arabic(words: Words) -> bool:
    return any(any_rtl(run.text) for run in words)


def _side(
    native: Words, pairs: Sequence[blocks.KeyValue], note: Words, layout: Layout
) -> list[Box]:
    """The name in its own script, left-aligned at the column's edge, then forms of address."""
    column = Column(layout.paper.side_x, layout.paper.side_width)
    out: list[Box] = []
    if native:
        style = _NATIVE if _is_arabic(native) else _NATIVE_LATIN
        name = text(layout, native, style, column)
        name.height -= style.leading - STYLES["native"].leading  # what follows is on the row again
        out.append(name)
    out += [side_text(pair, layout) for pair in pairs]
    if note:
        out.append(text(layout, note, style_of(layout, "small"), column))
    return out


# ---------------------------------------------------------------------------------------- portraits


def portraits(block: blocks.Portraits, layout: Layout) -> list[Box]:
    """Portraits in rows of five; rows of names and roles when nobody has a photograph."""
    if not block.people:
        return []
    if not any(_has_picture(person, layout) for person in block.people):
        return _names(block, layout)
    wide = Column(0.0, layout.paper.frame)
    out: list[Box] = []
    if block.label:
        out.append(text(layout, block.label, "label", wide, role="H2", keep_next=True))
    for start in range(0, len(block.people), m.PORTRAITS_A_ROW):
        row = block.people[start : start + m.PORTRAITS_A_ROW]
        tiles = [_tile(person, layout, at * m.PORTRAIT_PITCH) for at, person in enumerate(row)]
        out.append(Beside(tiles, before=m.ROW if start else m.THREE_QUARTERS))
    return out


def _has_picture(person: blocks.Portrait, layout: Layout) -> bool:
    return bool(person.picture) and layout.picture(person.picture) is not None


def _tile(person: blocks.Portrait, layout: Layout, x: float) -> Box:
    column = Column(x, m.PORTRAIT_WIDTH)
    name = STYLES["day"].but(leading=4.25)
    return Stack(
        [
            portrait(person.picture, person.initials, person.alt or person.name, layout, x),
            text(layout, person.name, name, column, before=m.PERSON_UNDER, keep_next=True),
            text(layout, person.post, style_of(layout, "small"), column),
        ]
    )


def portrait(picture: str, initials: str, alt: str, layout: Layout, x: float) -> Box:
    """A portrait at `x`, or the tile that stands in for one."""
    found = layout.picture(picture) if picture else None
    width, height = m.PORTRAIT_WIDTH, m.PORTRAIT_HEIGHT
    if found is not None:
        shown = found

        def photograph(pen: Pen, top: float) -> None:
            pen.picture(picture, shown, x, top, width, height, alt)

        return Drawing(height, photograph)
    size = m.INITIALS_SIZE * width * 72 / 25.4
    style = STYLES["cover"].but(size=size, colour=ACCENT)
    letters = layout.setter.set(initials, style, width, align="center")

    def tile(pen: Pen, top: float) -> None:
        pen.fill(x, top, width, height, TINT)
        # capitals are 0.714 em high: their middle stands in the middle of the tile
        baseline = top + height / 2 + 0.357 * m.INITIALS_SIZE * width
        pen.artifact_text(letters, x, baseline - style.first)

    return Drawing(height, tile)


def _names(block: blocks.Portraits, layout: Layout) -> list[Box]:
    """Without any photograph: names, and beside them what they are."""
    paper = layout.paper
    label = text(layout, block.label, "label", Column(0.0, layout.paper.label_width), role="H2")
    main = Column(paper.text_x, paper.main_width)
    side = Column(paper.side_x, paper.side_width)
    rows: list[Box] = []
    for person in block.people:
        columns: list[Box] = [] if rows else [label]
        columns.append(text(layout, person.name, "strong", main))
        if person.post:
            columns.append(text(layout, person.post, style_of(layout, "small"), side))
        rows.append(Beside(columns, before=m.HALF))
    return [Stack(rows)]


# -------------------------------------------------------------------------------------- biographies


def biography(block: blocks.Biography, layout: Layout) -> list[Box]:
    """A rule, the portrait in the label column, name, post and text, and what to know beside them."""
    paper = layout.paper
    main = Column(paper.text_x, paper.main_width)
    person = STYLES["person"]
    lines: list[Box] = [
        text(layout, block.name, person, main, role="H2", keep_next=True),
    ]
    if block.post:
        lines.append(text(layout, block.post, "soft", main, keep_next=True))
    body = flow(block.body, layout, main)
    if body:
        body[0].before = m.HALF
    lines += body
    columns: list[Box] = [
        portrait(block.picture, block.initials, block.alt or block.name, layout, 0.0),
        Stack(lines),
    ]
    side = Column(paper.side_x, paper.side_width)
    beside: list[Box] = []
    if block.native:
        size = _PROFILE_NATIVE if _is_arabic(block.native) else _PROFILE_NATIVE_LATIN
        native = _NATIVE.but(size=size, leading=person.leading, first=person.first)
        beside.append(text(layout, block.native, native, side))
    else:
        beside.append(Blank(person.first - STYLES["small"].first))
    facts: list[Box] = [text(layout, key_words(pair), "small", side) for pair in block.side]
    if facts:
        facts[0].before = m.QUARTER if block.native else 0.0
    columns.append(Stack([*beside, *facts]))
    content = Beside(columns)
    least = m.BIOGRAPHY - m.ROW
    if content.height <= least - m.ROW:
        content = Beside([*columns, Blank(least)])
    else:
        content = Beside([Stack([content, Blank(m.ROW)])])
    whole = Stack(
        [Rule(0.0, paper.frame, keep_next=True), Blank(m.ROW, keep_next=True), content],
        anchor=block.anchor,
        element=Element("Sect"),
    )
    return [Whole(whole, 2 * m.BIOGRAPHY)]
