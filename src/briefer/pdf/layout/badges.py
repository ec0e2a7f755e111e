"""Badges, eight to a sheet, and table tents, one to a sheet that is folded across its middle.

Both are sheets without head and foot. The second face of a tent stands on its head on the flat sheet, so that both
are upright once it is folded; both are read. Not here: who gets one (the pack), cards (`covers`).
"""

from collections.abc import Sequence
from typing import Literal

from briefer.pack import blocks
from briefer.pack.blocks import Run
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import BareSheet, Blank, Box, Drawing, Layout, Stack, Text
from briefer.pdf.layout.flow import Column, text
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import ACCENT, HAIR, OPENER_RULE
from briefer.pdf.type.bidi import comma
from briefer.pdf.type.lines import Trouble
from briefer.pdf.type.styles import STYLES, Style

# ------------------------------------------------------------------------------------------ badges


def badges(block: blocks.Badges, layout: Layout) -> list[Box]:
    """Sheets of eight, to be cut along dashed lines."""
    step = m.BADGES_ACROSS * m.BADGES_DOWN
    return [
        _sheet(block.cards[at : at + step], block, layout)
        for at in range(0, len(block.cards), step)
    ]


def _sheet(cards: Sequence[blocks.NameCard], block: blocks.Badges, layout: Layout) -> Box:
    paper = layout.paper
    left = (paper.width - m.BADGES_ACROSS * m.BADGE_WIDTH) / 2
    top = (paper.height - m.BADGES_DOWN * m.BADGE_HEIGHT) / 2
    places = [
        (left + at % m.BADGES_ACROSS * m.BADGE_WIDTH, top + at // m.BADGES_ACROSS * m.BADGE_HEIGHT)
        for at in range(len(cards))
    ]
    made = [
        (x, y, *_badge(card, block, x + m.BADGE_INSET, layout))
        for card, (x, y) in zip(cards, places, strict=True)
    ]
    rows = -(-len(cards) // m.BADGES_ACROSS)
    inner = m.BADGE_WIDTH - 2 * m.BADGE_INSET

    def draw(pen: Pen, over: float) -> None:
        for x, y, badge, foot in made:
            left_edge, high = x + m.BADGE_INSET, over + y + m.BADGE_INSET
            pen.rule(left_edge, left_edge + inner, high, OPENER_RULE, ACCENT)
            badge.place(pen, high + m.BADGE_DROP)
            foot.place(pen, over + y + m.BADGE_HEIGHT - m.BADGE_FOOT - foot.height)
        right, low = left + m.BADGES_ACROSS * m.BADGE_WIDTH, top + rows * m.BADGE_HEIGHT
        for across in range(m.BADGES_ACROSS + 1):
            x = left + across * m.BADGE_WIDTH
            pen.dashed(x, over + top, x, over + low, m.CUT_WEIGHT)
        for down in range(rows + 1):
            y = over + top + down * m.BADGE_HEIGHT
            pen.dashed(left, y, right, y, m.CUT_WEIGHT)

    return BareSheet(paper.height, draw)


def _badge(
    card: blocks.NameCard, block: blocks.Badges, x: float, layout: Layout
) -> tuple[Box, Box]:
    """Name and post; and at the foot the visit, which gives way where a post takes its room."""
    column = Column(x, m.BADGE_WIDTH - 2 * m.BADGE_INSET)
    words = comma(rtl=layout.setter.rtl).join(filter(None, (block.title, block.dates)))
    foot = text(layout, words, STYLES["foot"], column)
    room = m.BADGE_HEIGHT - m.BADGE_INSET - m.BADGE_DROP - m.BADGE_FOOT
    fitting = _fitting(card.name, m.BADGE_NAMES, column.width, 2, layout)
    names = m.BADGE_NAMES[m.BADGE_NAMES.index(fitting.name) :]
    made = [
        _words(card, STYLES[name], post, column, layout) for name in names for post in m.BADGE_POSTS
    ]
    for box in made:
        if box.height + m.QUARTER + foot.height <= room:
            return box, foot
    return _told(card, made[-1], room), Blank(0.0)


def _told(card: blocks.NameCard, box: Box, room: float) -> Box:
    """A badge whose name and post leave no room for the visit, or have none themselves."""
    kind: Literal["full-badge", "badge-over"]
    kind = "full-badge" if box.height <= room + m.BADGE_FOOT else "badge-over"

    def draw(pen: Pen, top: float) -> None:
        pen.trouble(Trouble(kind, card.name))
        box.place(pen, top)

    return Drawing(box.height, draw)


def _words(card: blocks.NameCard, style: Style, post: str, column: Column, layout: Layout) -> Box:
    """Name, name in its own script, post, function."""
    lines: list[Box] = [
        Text(layout.setter.set(card.name, style, column.width), column.x, role="H1")
    ]
    if card.native:
        lines.append(text(layout, card.native, "body", column, before=m.QUARTER))
    if card.post:
        lines.append(text(layout, card.post, post, column, before=m.QUARTER))
    if card.function:
        lines.append(text(layout, card.function, "label", column, before=m.QUARTER))
    return Stack(lines, anchor=card.anchor, element=Element("Sect"))


def _fitting(words: str, sizes: Sequence[str], width: float, most: int, layout: Layout) -> Style:
    """The first of some styles in which words take no more than so many lines, none of them broken."""
    for name in sizes:
        style = STYLES[name]
        lines = len(layout.setter.set(words, style, width).lines)
        widest = max((layout.setter.width(word, style) for word in words.split()), default=0.0)
        if lines <= most and widest <= width:
            return style
    return STYLES[sizes[-1]]


# ------------------------------------------------------------------------------------------- tents


def tents(block: blocks.Tents, layout: Layout) -> list[Box]:
    """A sheet for each name."""
    return [_tent(card, layout) for card in block.cards]


def _tent(card: blocks.NameCard, layout: Layout) -> Box:
    paper = layout.paper
    face, back = _face(card, layout), _face(card, layout)  # both sides are read
    half = paper.height / 2
    top = half + max(m.TENT_EDGE, (half - face.height) / 2)

    def draw(pen: Pen, over: float) -> None:
        face.place(pen, over + top)
        with pen.turned():
            back.place(pen, over + top)
        for x0, x1 in ((0.0, m.TENT_MARK), (paper.width - m.TENT_MARK, paper.width)):
            pen.rule(x0, x1, over + half, m.CUT_WEIGHT, HAIR)

    return BareSheet(paper.height, draw)


def _face(card: blocks.NameCard, layout: Layout) -> Box:
    paper = layout.paper
    width = paper.width - 2 * m.TENT_EDGE

    def centred(words: blocks.Words | str, style: Style, role: str = "P") -> Text:
        setting = layout.setter.set(words, style, width, align="center", balance=True)
        return Text(setting, m.TENT_EDGE, role="H1" if role == "H1" else "P")

    lines: list[Box] = [
        centred(card.name, _fitting(card.name, m.TENT_NAMES, width, 2, layout), "H1")
    ]
    if card.native:
        lines += [Blank(m.HALF), centred(card.native, STYLES["title"].but(weight="regular"))]
    if card.post or card.function:
        under = (Run(card.post or card.function),)
        lines += [Blank(m.ROW), centred(under, STYLES["title small"])]
    return Stack(lines, anchor=card.anchor, element=Element("Sect"))
