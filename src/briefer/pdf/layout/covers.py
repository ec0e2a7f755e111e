"""Whole pages of their own shape: the covers, the guests' days, and cards to be cut out.

Not here: heads and feet of pages (`pages`); a sheet of cards has none but the cards' own.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefer.pack import blocks
from briefer.pack.blocks import KeyValue, Run, Words
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import (
    Axis,
    BareSheet,
    Beside,
    Blank,
    Box,
    Drawing,
    Layout,
    Rule,
    Stack,
    Text,
    Whole,
    WholePage,
    break_pages,
)
from briefer.pdf.layout.flow import Column, points, style_of, text
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import ACCENT, OPENER_RULE, POINT, SOFT
from briefer.pdf.pictures import Prepared
from briefer.pdf.type.bidi import comma
from briefer.pdf.type.setting import Setter, Setting
from briefer.pdf.type.styles import STYLES

# ------------------------------------------------------------------------------------------- cover


def cover(block: blocks.Cover, layout: Layout) -> list[Box]:
    """The cover of a working pack: the line falls from the rule through the cities to the last."""
    paper = layout.paper
    column = Column(paper.text_x, paper.text_width)
    style = style_of(layout, "cover")
    title = layout.setter.set(block.title, style, column.width, balance=True)
    heading: list[Box] = [Text(title, column.x, role="H1", keep_next=True)]
    if block.note:
        note = STYLES["stop"] if not paper.narrow else style_of(layout, "body")
        heading.append(text(layout, block.note, note, column, before=m.THREE_QUARTERS))
    if block.dates:
        heading.append(text(layout, block.dates, "date", column, before=1.5 * m.ROW))
    under = _cover_rows(block.rows, layout)
    head = Stack(heading)
    stops = [_cover_stop(stop, layout) for stop in block.stops]
    room = paper.bottom - paper.top - under.height
    kind, office = _cover_head(block, layout)
    corner = max(kind.height, office.height)
    highest = max(m.COVER_TITLE_HIGHEST, corner + m.ROW if block.office else 0.0)
    places = _cover_places(head.height, stops, room, highest)

    def rule(pen: Pen, y: float) -> None:
        pen.stop(y)
        pen.rule(0.0, paper.frame, y, OPENER_RULE, ACCENT)

    top = Beside([Drawing(0.0, rule), kind, office, Blank(places.title)])
    for at, stop in enumerate(stops):
        stop.before = max(places.least, places.pitch - stops[at - 1].height) if at else places.stops
    main: list[Box] = [top, head, *stops]
    line = Axis(Stack(main), paper.axis) if stops else Stack(main)
    left = room - line.height
    return [line, Blank(left), under] if left > 0 else [line, under]


@dataclass(frozen=True, slots=True)
class _CoverPlaces:
    """How a cover's white is spent: over the title, between it and the cities, between cities."""

    title: float
    stops: float
    pitch: float
    least: float = m.QUARTER


def _cover_head(block: blocks.Cover, layout: Layout) -> tuple[Box, Box]:
    """What kind of pack it is; and whose, with the logo at the frame's far edge."""
    paper = layout.paper
    far = paper.frame
    mark: list[Box] = []
    if block.logo and (drawn := _logo(block, layout, far, m.COVER_LOGO, share=1.0)):
        mark = [Stack([Blank(m.COVER_LABEL_DROP), drawn[0]])]
        far -= drawn[1] + m.ROW
    beside = Column(paper.text_x, far - paper.text_x)
    # a narrow label column breaks words
    above = beside if paper.narrow else Column(0.0, paper.label_width)
    kind: list[Box] = [Blank(m.COVER_LABEL_DROP), text(layout, block.kind, "label", above)]
    name: list[Box] = [text(layout, block.office, "body", beside)] if block.office else []
    if paper.narrow:
        return Stack([*kind, *name]), Beside(mark)
    return Stack(kind), Beside([Stack([Blank(m.COVER_LABEL_DROP), *name]), *mark])


def _logo(
    block: blocks.Cover | blocks.GuestCover,
    layout: Layout,
    edge: float,
    room: tuple[float, float],
    *,
    share: float,
) -> tuple[Box, float] | None:
    """The office's logo within `room` (mm), and its width; `share` of that stands before `edge`. None if unreadable."""
    pages = layout.logo(block.logo, (room[0] * POINT, room[1] * POINT)).pages
    if not pages:
        return None
    page = pages[0]
    width, height = page.width / POINT, page.height / POINT
    name = hashlib.sha256(block.logo).hexdigest()
    picture = Prepared(page.jpeg, *page.pixels, page.pixels[0] / page.width * 72)

    def draw(pen: Pen, top: float) -> None:
        pen.picture(name, picture, edge - width * share, top, width, height, block.office)

    return Drawing(height, draw), width


def _cover_places(
    heading: float, stops: Sequence[Box], room: float, highest: float
) -> _CoverPlaces:
    """The places of the page design, closer together as far as a long title or many cities ask for it."""
    free = room - heading - m.COVER_FREE - sum(stop.height for stop in stops)
    places = _CoverPlaces(m.COVER_TITLE_DROP, m.COVER_STOPS_GAP, m.COVER_STOP_PITCH)
    for tighter in (
        replace(places, title=highest),
        replace(places, title=highest, stops=m.COVER_STOPS_TIGHT),
        _CoverPlaces(highest, m.COVER_STOPS_TIGHT, m.COVER_STOP_TIGHT),
    ):
        gaps = [max(places.least, places.pitch - stop.height) for stop in stops[:-1]]
        if places.title + (places.stops if stops else 0.0) + sum(gaps) <= free:
            break
        places = tighter
    return places


def _cover_stop(stop: blocks.StopWords, layout: Layout) -> Box:
    paper = layout.paper
    city = STYLES["stop"].but(leading=6.0, first=STYLES["city"].first)
    body = style_of(layout, "body").but(first=city.first)

    def bar(pen: Pen, top: float) -> None:
        pen.stop(top + m.CITY_DROP)
        pen.bar(paper.axis, top + m.CITY_DROP)

    when: Words = (Run(stop.dates),) if stop.dates else (Run(stop.gap, "gap"),) if stop.gap else ()
    name = layout.setter.set(stop.city, city, paper.text_width)
    x = name.natural_width + m.CITY_TO_COUNTRY
    columns: list[Box] = [Drawing(m.CITY_DROP, bar)]
    said = [stop.country, stop.note]
    if paper.narrow:  # no room for dates beside the axis
        said.insert(0, stop.dates or stop.gap)
    else:
        columns.insert(0, text(layout, when, body, Column(0.0, paper.date_width)))
    words = comma(rtl=layout.setter.rtl).join(part for part in said if part)
    if words and len(name.lines) == 1 and x + layout.setter.width(words, body) <= paper.text_width:
        columns.append(Text(name, paper.text_x))
        place = Column(paper.text_x + x, paper.text_width - x)
        columns.append(text(layout, (Run(words, "soft"),), body, place))
    else:
        below = Column(paper.text_x, paper.text_width)
        columns.append(
            Stack([Text(name, paper.text_x), text(layout, (Run(words, "soft"),), body, below)])
        )
    return Beside(columns)


def _cover_rows(rows: tuple[KeyValue, ...], layout: Layout) -> Box:
    paper = layout.paper
    lines: list[Box] = []
    for row in rows:
        key = text(layout, row.key, "key", Column(0.0, layout.paper.label_width))
        value = text(layout, row.value, "body", Column(paper.text_x, paper.text_width))
        lines.append(Beside([key, value]))
    if not lines:
        return Stack([])
    rows_under = [Rule(0.0, paper.frame), Blank(m.HALF), *lines, Blank(m.COVER_FOOT)]
    return Whole(Stack(rows_under), paper.bottom - paper.top)


# ------------------------------------------------------------------------------------------- guests


def guest_cover(block: blocks.GuestCover, layout: Layout) -> list[Box]:
    """The cover of what guests keep, centred on the paper, names in both scripts."""
    paper = layout.paper
    width = paper.width - 2 * paper.inner
    x = 0.0

    def centred(words: Words | str, style: str, role: str = "P", *, balance: bool = False) -> Text:
        setting = layout.setter.set(words, style, width, align="center", balance=balance)
        return Text(setting, x, role="H1" if role == "H1" else "P")

    guest = STYLES["guest"]
    parties = layout.setter.set((Run(block.parties, "soft"),), guest, width, align="center")
    head: list[Box] = [Blank(4.0)]
    if block.logo and (drawn := _logo(block, layout, width / 2, m.GUEST_LOGO, share=0.5)):
        head += [drawn[0], Blank(m.ROW)]
    head.append(Text(parties, x))
    body: list[Box] = []
    if block.kind:
        body.append(centred(block.kind, "guest place"))
    names = _named(block)
    for at, (name, posts) in enumerate(names):
        title = centred(name, "guest name", "H1" if at == 0 else "P", balance=True)
        title.before = 5.2 if at == 0 else m.ROW if names[at - 1][1] else 0.0
        body.append(title)
        for post in posts:
            line = centred(post, "guest", balance=True)
            line.before = m.PERSON_UNDER
            body.append(line)
    if block.native_names:
        middle = width / 2
        body.append(Blank(9.0))
        body.append(
            Drawing(
                0.0,
                lambda pen, top: pen.rule(
                    middle - m.GUEST_RULE / 2, middle + m.GUEST_RULE / 2, top, OPENER_RULE, ACCENT
                ),
            )
        )
        body.append(Blank(12.0))
        body += [centred(words, "guest name") for words in block.native_names]
    foot: list[Box] = []
    if block.dates:
        foot.append(centred(block.dates, "guest"))
    if block.note:
        note = centred(block.note, "guest second", balance=True)
        note.before = m.HALF
        foot.append(note)
    if block.office:
        office = centred(block.office, "guest second", balance=True)
        office.before = m.ROW
        foot.append(office)
    upper, lower, last = Stack(head), Stack(body), Stack(foot)
    room = paper.bottom - paper.top
    space = room - upper.height - lower.height - last.height
    over = min(26.5, max(m.ROW, space * 0.45))
    under = max(m.ROW, space - over)
    return [Stack([upper, Blank(over), lower, Blank(under), last])]


def _named(block: blocks.GuestCover) -> list[tuple[str, tuple[str, ...]]]:
    """Each name with its posts: one to one where they are as many, else all posts under the last name."""
    if len(block.names) == len(block.posts):
        return [(name, (post,)) for name, post in zip(block.names, block.posts, strict=True)]
    named: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in block.names]
    if named:
        named[-1] = (named[-1][0], block.posts)
    return named


def guest_day(block: blocks.GuestDay, layout: Layout) -> list[Box]:
    """A day as guests see it: no marks, no numbers; a second line in soft italic."""
    paper = layout.paper
    wide = Column(0.0, paper.frame)
    title = layout.setter.set(block.title, "guest day", wide.width, balance=True)
    head: list[Box] = [Text(title, 0.0, role="H1", keep_next=True)]
    if block.place:
        head.append(text(layout, block.place, "guest place", wide, keep_next=True))
    entries: list[Box] = []
    for entry in block.entries:
        column = Column(paper.text_x, paper.text_width)
        lines: list[Box] = [text(layout, entry.words, "guest", column, keep_next=True)]
        if entry.second:
            lines.append(text(layout, entry.second, "guest second", column))
        time = text(layout, entry.time, "guest", Column(0.0, m.GUEST_TIME_WIDTH), role="Lbl")
        box = Beside(
            [time, Stack(lines, element=Element("LBody"))],
            element=Element("LI"),
            before=m.GUEST_ENTRY_GAP,
            anchor=entry.anchor,
        )
        entries.append(_Kept(box))
    if len(entries) > 1:
        entries[0].keep_next = True
    if entries:
        head.append(Stack(entries, element=Element("L"), before=m.GUEST_ENTRY_GAP))
    day = Stack(head)
    return [day] if day.height else []


class _Kept(Box):
    """An entry that is broken only when it fills more than a page."""

    def __init__(self, box: Box) -> None:
        super().__init__(before=box.before)
        box.before = 0.0
        self.box = box
        self.height = box.height

    def split_by_force(self, room: float) -> tuple[Box, Box] | None:
        return self.box.split_by_force(room)

    def draw(self, pen: Pen, top: float) -> None:
        self.box.place(pen, top)


def message(block: blocks.Message, layout: Layout) -> list[Box]:
    """The words of a page that has nothing else to say."""
    column = Column(layout.paper.text_x, layout.paper.text_width)
    box = text(layout, block.words, style_of(layout, "point"), column)
    return [box] if box.height else []


# ------------------------------------------------------------------------------------------- cards


def cards(block: blocks.Cards, layout: Layout) -> list[Box]:
    """One card a page on its own paper; else sheets of four, to be cut along dashed lines."""
    if layout.look == "card":
        kind = m.SMALL_CARD if layout.paper.width < m.SMALL_CARD_BELOW else m.CARD
        size = _CardSize(layout.paper.width, layout.paper.height, kind)
        return [
            _own_page(box, card.number, layout)
            for card in block.cards
            for box in _cards(card, layout, size, 0.0)
        ]
    size = _CardSize(layout.paper.width / 2, layout.paper.height / 2, m.CARD)
    out: list[Box] = []
    four: list[Box] = []
    for card in block.cards:
        # a long card takes two places: laid out for either edge, the one that fits is kept
        edges = [_cards(card, layout, size, x + size.kind.edge) for x in (0.0, size.width)]
        for at in range(len(edges[0])):
            four.append(edges[len(four) % 2][at])
            if len(four) == m.CARDS_A_SHEET:
                out.append(_sheet(four, layout, size))
                four = []
    return [*out, _sheet(four, layout, size)] if four else out


@dataclass(frozen=True, slots=True)
class _CardSize:
    """A card before or after it is cut: A6, or a quarter or an eighth of another sheet."""

    width: float
    height: float
    kind: m.CardMeasures

    @property
    def measure(self) -> float:
        """Between the edges of its text."""
        return self.width - 2 * self.kind.edge


def _cards(card: blocks.Card, layout: Layout, size: _CardSize, left: float) -> list[Box]:
    """A card from its rule down, and further ones where its points do not fit; `left` is its text's edge."""
    width, kind = size.measure, size.kind
    column = Column(left, width)
    body = points(card.groups, layout, column, STYLES[kind.style], kind.indent, kind.gap)
    head = _card_head(card, layout, left, size).height
    foot = foot_of_card(layout.setter, layout.marking, layout.issue, width)
    under = kind.under + (foot.rows - 1) * kind.second
    room = size.height - under - kind.rule - head
    return [
        Stack(
            [
                Rule(left, left + width, weight=OPENER_RULE, colour=ACCENT),
                _card_head(card, layout, left, size),
                Stack(piece),
            ],
            anchor="" if at else card.anchor,
            element=Element("Sect"),
        )
        for at, piece in enumerate(break_pages(body, room))
    ]


def _card_head(card: blocks.Card, layout: Layout, left: float, size: _CardSize) -> Box:
    width, kind = size.measure, size.kind
    number_width = max(kind.number_width, layout.setter.width(card.number, kind.number) + m.HALF)
    beside = Column(left + number_width, width - number_width)
    small = STYLES["small"].but(colour=SOFT)
    title = [
        Blank(m.CARD_TITLE_DROP),
        text(layout, card.title, "strong", beside, role="H1"),
        text(layout, card.when, small, beside),
        Blank(m.HALF),
    ]
    number = text(layout, card.number, kind.number, Column(left, number_width), role="P")
    return Beside([number, Stack(title), Blank(kind.head)])


def _own_page(card: Box, name: str, layout: Layout) -> Box:
    """As high as the frame, so that the next card begins a page."""
    paper = layout.paper
    down = (m.SMALL_CARD if paper.width < m.SMALL_CARD_BELOW else m.CARD).rule - paper.top
    return WholePage(Stack([Blank(down), card]), paper.bottom - paper.top, name)


def _sheet(four: list[Box], layout: Layout, size: _CardSize) -> Box:
    """Up to four cards on a sheet without head and foot; x from the paper's edge."""
    paper = layout.paper
    made = tuple(four)

    def draw(pen: Pen, top: float) -> None:
        for at, box in enumerate(made):
            x, y = at % 2 * size.width, top + at // 2 * size.height
            _card_furniture(pen, layout, size, x, y)
            box.place(pen, y + size.kind.rule)
        rows = (len(made) + 1) // 2
        pen.dashed(size.width, top, size.width, top + rows * size.height, m.CUT_WEIGHT)
        y = top + size.height
        pen.dashed(0.0, y, 2 * size.width, y, m.CUT_WEIGHT)

    return BareSheet(paper.height, draw)


class CardFoot(NamedTuple):
    """What stands at the foot of a card; edition and copy over the marking where it leaves them no room."""

    banner: Setting
    edition: Setting
    copy: Setting
    rows: int


def foot_of_card(
    setter: Setter, marking: blocks.Marking, issue: blocks.Issue, width: float
) -> CardFoot:
    """The three settings, `width` mm being that of the card's text."""
    large = STYLES["marking"].but(colour=marking.colour)
    small = STYLES["foot"].but(leading=large.leading, first=large.first)
    banner = setter.set(marking.banner, large, width, align="center")
    half = width / 2
    edition = setter.set(issue.edition, small, half)
    copy = setter.set(issue.copy, small, half, align="end")
    beside = max(edition.natural_width, copy.natural_width)
    fits = banner.natural_width / 2 + m.BESIDE_MARKING + beside <= half
    return CardFoot(banner, edition, copy, 1 if fits else 2)


def _card_furniture(pen: Pen, layout: Layout, size: _CardSize, x: float, y: float) -> None:
    """A card's own head and foot: it leaves the sheet alone."""
    left, width, low = x + size.kind.edge, size.measure, size.height - m.CARD_FOOT
    foot = foot_of_card(layout.setter, layout.marking, layout.issue, width)
    over = low - (foot.rows - 1) * m.CARD_FOOT_ROW
    for setting, at, baseline in (
        (foot.banner, left, m.CARD_MARKING),
        (foot.banner, left, low),
        (foot.edition, left, over),
        (foot.copy, left + width / 2, over),
    ):
        pen.artifact_text(setting, at, y + baseline - setting.style.first)
