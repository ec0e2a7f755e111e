"""Running text: what may stand in a column becomes boxes of a given place and width.

Used by all that holds text: labelled parts, biographies, cells of the closed block. Not here: how a part of a page
is divided into columns (`sections`), tables of the pack (`tables`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from briefer.pack import blocks
from briefer.pack.blocks import Flow, Run, Words
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import Beside, Blank, Box, Headed, Layout, Rule, Stack, Text, Whole
from briefer.pdf.layout.pen import Element, Role
from briefer.pdf.paper import ACCENT
from briefer.pdf.type.lines import Trouble
from briefer.pdf.type.setting import Setting
from briefer.pdf.type.styles import STYLES, Style

_LOOKS: dict[str, dict[str, str]] = {
    "guest": {
        "body": "guest",
        "point": "guest",
        "strong": "guest",
        "quote": "guest",
        "quote long": "guest",
        "head": "guest day",
        "soft": "guest second",
        "small": "guest second",
        "key": "guest second",
    },
    "pocket": {
        "body": "pocket",
        "point": "pocket",
        "strong": "pocket strong",
        "soft": "pocket soft",
        "small": "pocket",
        "key": "pocket small",
        "label": "pocket label",
        "day": "pocket day",
        "phone": "pocket strong",
        "cover": "title",
    },
}
"""What guests keep has a face of its own, a pocket programme fewer sizes: their names for the styles of working
papers."""

_HEADINGS: dict[int, tuple[Role, str]] = {
    1: ("H2", "head"),
    2: ("H3", "strong"),
    3: ("H4", "strong"),
}
_SHOWN = 40
"""Characters by which a finding names a text."""
_NO_MEASURE = 1e6
"""mm: no line is broken."""
_MANY_ROWS = 1000
"""Of a table in running text: more are told."""
_OPENING_MARKS = '“„«‹‘‚"'


@dataclass(frozen=True, slots=True)
class Column:
    """Where text stands: left edge and measure, mm."""

    x: float
    width: float

    def indented(self, by: float) -> "Column":
        """The same column without a strip on its reading side."""
        return Column(self.x + by, self.width - by)


def style_of(layout: Layout, name: str) -> Style:
    """A style by its name, in the face of the pack's look."""
    return STYLES[_LOOKS.get(layout.look, {}).get(name, name)]


def text(
    layout: Layout,
    words: Words | str,
    style: Style | str,
    column: Column,
    *,
    role: Role | None = "P",
    before: float = 0.0,
    keep_next: bool = False,
    anchor: str = "",
) -> Text:
    """Words set in a column, starting at its reading side."""
    named = style_of(layout, style) if isinstance(style, str) else style
    setting = layout.setter.set(words, named, _measure(column, named))
    return Text(setting, column.x, role=role, before=before, keep_next=keep_next, anchor=anchor)


def _measure(column: Column, style: Style) -> float:
    """The width of the column, or less: the eye loses a line of more than eighty letters."""
    return min(column.width, style.size * m.MEASURE)


def flow(content: Sequence[Flow], layout: Layout, column: Column) -> list[Box]:
    """Boxes of a column of text, with the space between them; nothing for nothing."""
    out: list[Box] = []
    previous: Flow | None = None
    for block in content:
        made = flow_block(block, layout, column)
        if made:
            made[0].before = 0.0 if previous is None else between(previous, block)
            out += made
            previous = block
    return out


def flow_block(block: Flow, layout: Layout, column: Column) -> list[Box]:
    """The boxes of one block of running text."""
    return _DRAW[type(block)](block, layout, column)


def between(previous: Flow, block: Flow) -> float:
    """Space between two blocks of a column, mm."""
    above = _wanted_above(block)
    if isinstance(previous, blocks.Heading):
        return m.QUARTER if previous.level < 3 else 0.0
    if isinstance(previous, blocks.Paragraph) and previous.style in ("strong", "key"):
        return 0.0 if above <= m.PARAGRAPH_GAP else above
    if isinstance(previous, blocks.ThinRule):
        return m.THREE_QUARTERS
    return above


def _wanted_above(block: Flow) -> float:
    match block:
        case blocks.Heading(level=1):
            return 10.0
        case blocks.Heading(level=2):
            return m.ROW
        case blocks.Heading() | blocks.ThinRule():
            return m.THREE_QUARTERS
        case blocks.Paragraph(style="strong"):
            return m.QUARTER
        case _:
            return m.PARAGRAPH_GAP


def first_baseline(content: Sequence[Flow], layout: Layout) -> float:
    """Where the first line of a column stands under its top: what stands beside it shares the line."""
    if not content:
        return STYLES["body"].first
    block = content[0]
    match block:
        case blocks.Paragraph():
            return style_of(layout, block.style).first
        case blocks.Heading():
            return style_of(layout, _HEADINGS[block.level][1]).first
        case blocks.Bullets() | blocks.Numbered():
            return first_baseline(block.items[0].blocks, layout) if block.items else 3.6
        case blocks.Points():
            return style_of(layout, block.style).first
        case blocks.Quotation():
            return _quotation_style(block, layout).first
        case blocks.Quote():
            return first_baseline(block.blocks, layout)
        case _:
            return STYLES["body"].first


# ------------------------------------------------------------------------------------- blocks of text


def _paragraph(block: blocks.Paragraph, layout: Layout, column: Column) -> list[Box]:
    style = style_of(layout, block.style)
    setting = layout.setter.set(
        block.words,
        style,
        _measure(column, style),
        divide=block.running,
        justify=block.running and layout.justified,
        stops=block.stops,
    )
    if block.as_typed:
        start = "".join(run.text for run in block.words)[:_SHOWN]
        setting = replace(setting, troubles=(*setting.troubles, Trouble("as-typed", start)))
    box = Text(setting, column.x, keep_next=block.style in ("strong", "key"))
    if len(box.setting.lines) == 1 and all("strong" in run.look for run in block.words):
        box.keep_next = True  # a line all in bold is what people write for a heading
    return [box] if box.setting.lines else []


def _heading(block: blocks.Heading, layout: Layout, column: Column) -> list[Box]:
    role, name = _HEADINGS[block.level]
    style = style_of(layout, name)
    if block.level == 3:
        style = style.but(weight="regular", italic=True)
    box = text(layout, block.words, style, column, role=role, keep_next=True)
    return [box] if box.setting.lines else []


def _bullets(block: blocks.Bullets, layout: Layout, column: Column) -> list[Box]:
    style = style_of(layout, block.style).but(colour=ACCENT)
    inner = column.indented(m.DASH_INDENT)
    items = [
        _item(text(layout, m.DASH, style, column, role="Lbl"), flow(item.blocks, layout, inner))
        for item in block.items
    ]
    return _list(items, m.POINT_GAP[block.style])


def _numbered(block: blocks.Numbered, layout: Layout, column: Column) -> list[Box]:
    style = style_of(layout, block.style).but(weight="light", colour=ACCENT)
    inner = column.indented(m.NUMBER_INDENT)
    items = [
        _item(
            text(layout, str(number), style, column, role="Lbl"), flow(item.blocks, layout, inner)
        )
        for number, item in enumerate(block.items, block.start)
    ]
    return _list(items, m.POINT_GAP[block.style], "Decimal")


def _item(label: Box, body: list[Box]) -> Box:
    return Beside([label, Stack(body, element=Element("LBody"))], element=Element("LI"))


def _list(items: list[Box], gap: float, numbering: str = "") -> list[Box]:
    for item in items[1:]:
        item.before = gap
    return [Stack(items, element=Element("L", scope=numbering))] if items else []


def _points(block: blocks.Points, layout: Layout, column: Column) -> list[Box]:
    style = style_of(layout, block.style)
    return points(block.groups, layout, column, style, m.DASH_INDENT, m.POINT_GAP[block.style])


def points(
    groups: Sequence[blocks.PointGroup],
    layout: Layout,
    column: Column,
    style: Style,
    indent: float,
    gap: float,
) -> list[Box]:
    """Points in groups, each under its addressee, with dashes in the accent."""
    small = style_of(layout, "key")
    point = STYLES["point"]
    addressee = small.but(
        leading=min(style.leading, m.ADDRESSEE_LINE), first=min(style.first, point.first)
    )
    inner = column.indented(indent)
    dash = style.but(colour=ACCENT)
    out: list[Box] = []
    for group in groups:
        made: list[Box] = []
        if group.addressee:
            made.append(text(layout, group.addressee, addressee, column, keep_next=True))
        items = [
            _item(
                text(layout, m.DASH, dash, column, role="Lbl"),
                [text(layout, words, style, inner)],
            )
            for words in group.points
        ]
        made += _list(items, gap)
        if made:
            made[0].before = 0.0 if not out else m.ADDRESSEE_GAP if group.addressee else gap
        out += made
    return out


def _quotation_style(block: blocks.Quotation, layout: Layout) -> Style:
    count = len("".join(run.text for run in block.words).split())
    return style_of(layout, "quote long" if count > m.QUOTE_WORDS else "quote")


def _quotation(block: blocks.Quotation, layout: Layout, column: Column) -> list[Box]:
    style = _quotation_style(block, layout)
    mark, words = _hanging(block.words)
    if (
        layout.setter.reads_rtl(words) != layout.setter.rtl
    ):  # it begins on the other side of its column
        mark, words = None, block.words
    inside: list[Box] = []
    if mark is not None:
        hang = layout.setter.width((mark,), style)
        place = Column(column.x - hang, hang + m.HALF)
        inside.append(text(layout, (mark,), style, place, role=None))
    inside.append(text(layout, words, style, column, role=None))
    out: list[Box] = [Beside(inside, element=Element("P"), keep_next=bool(block.speaker))]
    if block.speaker:
        soft = style_of(layout, "soft")
        out.append(text(layout, block.speaker, soft, column, before=m.SPEAKER_GAP))
    return out


def _hanging(words: Words) -> tuple[Run | None, Words]:
    """The opening mark of a quotation, and the words without it."""
    if not words or words[0].text[:1] not in _OPENING_MARKS or not words[0].text:
        return None, words
    first = words[0]
    mark = Run(first.text[0], first.look, first.lang)
    rest = Run(first.text[1:].lstrip("\u00a0\u202f "), first.look, first.lang, first.link)
    return mark, (rest, *words[1:])


def _quote(block: blocks.Quote, layout: Layout, column: Column) -> list[Box]:
    inside = flow(block.blocks, layout, column.indented(m.DASH_INDENT))
    return [Stack(inside, element=Element("BlockQuote"))] if inside else []


def _thin_rule(block: blocks.ThinRule, layout: Layout, column: Column) -> list[Box]:  # noqa: ARG001
    return [Rule(column.x, column.x + column.width, keep_next=True)]


# --------------------------------------------------------------------------------- tables inside text


def _text_table(block: blocks.TextTable, layout: Layout, column: Column) -> list[Box]:
    count = max((len(row) for row in (block.head, *block.rows)), default=0)
    if not count:
        return []
    head, *rows = (
        [_unbroken(words, layout, style) for words in (*row, *[()] * (count - len(row)))]
        for row, style in (
            (block.head, style_of(layout, "key")),
            *((row, style_of(layout, "body")) for row in block.rows),
        )
    )
    places: list[Column] = []
    x = column.x
    for width in _shared([head, *rows], column.width, count):
        places.append(Column(x, width))
        x += width + m.GUTTER
    rules = (column.x, column.x + column.width)
    cells = [_cells(row, layout, places, "TD") for row in rows]
    if not any(block.head):  # the first cell says what the others are about
        for row in cells:
            row[0].element = Element("TH", scope="Row")
    if len(cells) > _MANY_ROWS:
        _tell(cells, Trouble("long-table", str(len(cells))))
    boxes = [row_box(row, rules, m.QUARTER, m.QUARTER) for row in cells]
    if not any(block.head):
        return [Stack([Rule(*rules, keep_next=True), *boxes], element=Element("Table"))]
    named = row_box(_cells(head, layout, places, "TH"), rules, 0.0, m.HEAD_UNDER)
    return [Headed(named, boxes, element=Element("Table"))]


class _Unbroken(NamedTuple):
    """Words of a cell before its width is known."""

    words: Words
    setting: Setting


def _unbroken(words: Words, layout: Layout, style: Style) -> _Unbroken:
    return _Unbroken(words, layout.setter.set(words, style, _NO_MEASURE))


def _tell(cells: Sequence[Sequence[Text]], trouble: Trouble) -> None:
    """Tell a trouble of a table with the first of its words."""
    for box in (box for row in cells for box in row):
        if box.setting.lines:
            box.setting = replace(box.setting, troubles=(*box.setting.troubles, trouble))
            return


def _cells(
    row: Sequence[_Unbroken], layout: Layout, places: Sequence[Column], role: Role
) -> list[Text]:
    """The cells of a row; words that fit in one line have been set already."""
    out: list[Text] = []
    for (words, setting), place in zip(row, places, strict=True):
        if setting.fits(place.width):
            own = replace(setting, width=place.width)
        else:
            own = layout.setter.set(words, setting.style, place.width)
        out.append(Text(own, place.x, element=_cell_element(role)))
    return out


def cell(
    layout: Layout,
    words: Words | str,
    style: Style,
    place: Column,
    role: Role,
    *,
    align: Any = "start",
) -> Text:
    """A cell of a table: an element even where it is empty, so that rows have cells alike."""
    setting = layout.setter.set(words, style, place.width, align=align)
    return Text(setting, place.x, element=_cell_element(role))


def _cell_element(role: Role) -> Element:
    return Element(role, scope="Column" if role == "TH" else "")


def row_box(
    cells: Sequence[Box],
    rules: tuple[float, float],
    over: float,
    under: float,
    *,
    anchor: str = "",
) -> Box:
    """Cells with space above and below and the rule under them; broken only when taller than 60."""
    row = Stack(
        [
            Blank(over, keep_next=True),
            Beside(cells, keep_next=True),
            Blank(under, keep_next=True),
            Rule(*rules),
        ],
        element=Element("TR"),
        anchor=anchor,
    )
    return Whole(row, m.WHOLE_ROW)


def _shared(rows: Sequence[Sequence[_Unbroken]], width: float, count: int) -> list[float]:
    """The widths of columns: what their words want, or shares of the measure when that is too much."""
    wanted = [max(row[at].setting.natural_width for row in rows) for at in range(count)]
    room = width - m.GUTTER * (count - 1)
    total = sum(wanted)
    if total <= room:
        return wanted
    fair = room / count
    narrow = [min(want, fair) for want in wanted]
    left = room - sum(narrow)
    hunger = sum(want - got for want, got in zip(wanted, narrow, strict=True))
    return [got + left * (want - got) / hunger for want, got in zip(wanted, narrow, strict=True)]


_DRAW: dict[type[Any], Callable[[Any, Layout, Column], list[Box]]] = {
    blocks.Paragraph: _paragraph,
    blocks.Heading: _heading,
    blocks.Bullets: _bullets,
    blocks.Numbered: _numbered,
    blocks.Points: _points,
    blocks.Quotation: _quotation,
    blocks.Quote: _quote,
    blocks.TextTable: _text_table,
    blocks.ThinRule: _thin_rule,
}
