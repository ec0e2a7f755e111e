"""The line: rows along the axis, times and marks, past contacts, and the line lying flat.

Weight says certainty: a fixed time and title stand SemiBold, others Regular, a missing one is a gap.
Not here: which items there are and what is certain; the blocks say it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from briefer.pack import blocks
from briefer.pack.blocks import Run, TimeCell, Words
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import Axis, Beside, Blank, Box, Drawing, Layout, Stack, Text, Whole
from briefer.pdf.layout.flow import Column, flow, style_of, text
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import ACCENT, LINE, NO_SPACE, SOFT
from briefer.pdf.type.bidi import comma
from briefer.pdf.type.setting import Setting
from briefer.pdf.type.styles import STYLES

# ------------------------------------------------------------------------------------------- time


def time_words(time: TimeCell, *, strong: bool, soft: bool = False, end: bool = True) -> Words:
    """A time as it is set; `strong` is a fixed start, `soft` a step's, `end` whether the end is told.

    The raised +1 of the next day is not in the words: see `time_box`.
    """
    match time.form:
        case "open":
            return (Run(time.words, "gap"),) if time.words else ()
        case "words":
            return (Run(time.words, "soft" if soft else ""),) if time.words else ()
        case "none":
            return ()
        case _:
            pass
    out: list[Run] = []
    if time.form == "about" and time.words:
        out.append(Run(time.words + " ", "soft em"))
        strong = False
    if time.start:
        out.append(Run(time.start, "soft" if soft else "strong" if strong else ""))
    if time.end and end:
        word = len(time.to) > 1  # it begins a line of its own
        out.append(Run(f"\n{time.to} {time.end}" if word else time.to + time.end, "soft"))
    return tuple(out)


def time_box(time: TimeCell, layout: Layout, *, strong: bool, soft: bool = False) -> Box:
    """The time in the label column: start and end, the +1 raised behind them, a second zone's time below."""
    column = Column(0.0, layout.paper.time_width)
    body = style_of(layout, "body")
    words = time_words(time, strong=strong, soft=soft)
    if layout.paper.narrow:
        words = _stacked(words)
    lines: list[Box] = [text(layout, words, body, column, role=None)]
    if time.days and time.form in ("exact", "about"):
        raised = STYLES["foot"].but(leading=body.leading, first=body.first - m.RAISED)
        sign = f"{time.days:+d}"
        *above, last = _lines(words)
        x = layout.setter.width(last, body) + (m.RAISED_APART if layout.setter.rtl else 0.0)
        beside = text(layout, sign, raised, Column(x, 8.0), role=None)
        drop = Blank(len(above) * body.leading)
        lines = [Beside([lines[0], Stack([drop, beside]) if above else beside])]
    if time.then:
        lines.append(text(layout, (Run(time.then, "soft"),), body, column, role=None))
    return Stack(lines)


def _lines(words: Words) -> list[Words]:
    """The words of each line of a time."""
    found: list[Words] = [()]
    for run in words:
        if run.text.startswith("\n"):
            found.append(())
        found[-1] = (*found[-1], msgspec.structs.replace(run, text=run.text.lstrip("\n")))
    return found


def _stacked(words: Words) -> Words:
    """The word "about", the start and the end of a time, each in a line of its own."""
    if len(words) < 2:
        return words
    first, *rest = words
    below = (msgspec.structs.replace(run, text="\n" + run.text.lstrip("\n")) for run in rest)
    return (msgspec.structs.replace(first, text=first.text.rstrip()), *below)


def certain_look(words: Words, state: blocks.State) -> Words:
    """A title in the weight of its certainty: cancelled ones struck, with their gaps left alone."""
    if state != "cancelled":
        return words
    return tuple(
        run if run.look == "gap" else msgspec.structs.replace(run, look="struck") for run in words
    )


# ------------------------------------------------------------------------------------------- rows


def line(block: blocks.Line, layout: Layout) -> list[Box]:
    """Rows along the axis; a stop's city is a heading, the rows under it are a list."""
    if not block.rows:
        return []
    gaps = _glance_gap if block.pitch == "glance" else _day_gap
    scale = style_of(layout, "body").leading / m.ROW
    stacks: list[Box] = []
    rows: list[Box] = []
    day = ""
    for at, row in enumerate(block.rows):
        following = block.rows[at + 1] if at + 1 < len(block.rows) else None
        if isinstance(row, blocks.CityRow):
            day = _day_beside(following, layout)
            box = _city_row(row, layout, day)
        else:
            box = _row(row, layout, day)
            day = ""
        previous = block.rows[at - 1] if at else None
        box.before = gaps(previous, row) * scale if previous is not None else 0.0
        if isinstance(row, blocks.StepRow) and isinstance(following, blocks.ProgrammeRow):
            box.keep_next = True
        if isinstance(row, blocks.CityRow):
            _close(stacks, rows)
            stacks.append(box)
            rows = []
        else:
            rows.append(box)
    _close(stacks, rows)
    return [Axis(Stack(stacks), layout.paper.axis, goes_on=block.goes_on)]


def _close(stacks: list[Box], rows: list[Box]) -> None:
    """Rows up to the next city; a city row keeps two rows after it."""
    if not rows:
        return
    if stacks and len(rows) > 1:
        rows[0].keep_next = True
    stacks.append(Stack(rows, before=rows[0].before, element=Element("L")))


def _day_gap(previous: blocks.Struct, row: blocks.Struct) -> float:
    steps = isinstance(previous, blocks.StepRow) and isinstance(row, blocks.StepRow)
    return m.STEP_GAP if steps else m.ITEM_GAP


def _glance_gap(previous: blocks.Struct, row: blocks.Struct) -> float:
    if isinstance(previous, blocks.CityRow) or isinstance(row, blocks.CityRow):
        return m.GLANCE_CITY_GAP
    return m.GLANCE_DAY_GAP if isinstance(row, blocks.GlanceRow) and row.new_day else 0.0


def _day_beside(following: blocks.Struct | None, layout: Layout) -> str:
    """The day that begins in a city and stands beside its name, where a narrow sheet has a line for it else."""
    if not (layout.paper.narrow and isinstance(following, blocks.GlanceRow) and following.day):
        return ""
    room = layout.paper.time_right
    fits = layout.setter.width(following.day, style_of(layout, "day")) <= room
    return following.day if fits else ""


def _row(
    row: blocks.ProgrammeRow | blocks.StepRow | blocks.GlanceRow, layout: Layout, told: str
) -> Box:
    """A row; a day that was `told` beside its city is not told again."""
    match row:
        case blocks.ProgrammeRow():
            return _programme_row(row, layout)
        case blocks.StepRow():
            return _step_row(row, layout)
        case blocks.GlanceRow():
            return _glance_row(row, layout, "" if told else row.day)


def mark_box(mark: blocks.Mark, layout: Layout, drop: float, *, travel: bool = False) -> Box:
    """An item's number on the axis, with its words for a screen reader; stands inside a label."""
    x = layout.paper.axis

    def draw(pen: Pen, top: float) -> None:
        pen.stop(top + drop, travel=travel)
        pen.mark(mark.number, mark.state, mark.words, x, top + drop)

    return Drawing(drop + layout.paper.mark / 2, draw)


def list_row(label: Sequence[Box], body: Sequence[Box], *, anchor: str = "") -> Box:
    """A row of a list: what stands left of the text is its label."""
    return Beside(
        [Beside(label, element=Element("Lbl")), Beside(body, element=Element("LBody"))],
        element=Element("LI"),
        anchor=anchor,
    )


def _programme_row(row: blocks.ProgrammeRow, layout: Layout) -> Box:
    paper = layout.paper
    fixed = row.mark.state == "confirmed"
    main = Column(paper.text_x, paper.main_width)
    lines: list[Box] = [
        text(
            layout,
            certain_look(row.title, row.mark.state),
            style_of(layout, "strong" if fixed else "body"),
            main,
            keep_next=True,
        )
    ]
    body = style_of(layout, "body")
    lines += [text(layout, words, body, main) for words in row.lines if words]
    pairs = [] if paper.narrow else [side_text(pair, layout) for pair in row.side]
    side, moved = _balanced(lines, pairs, row.side) if pairs else ([], list(row.side))
    lines += [text(layout, key_words(pair), body, main) for pair in moved]
    if len(lines) > 2:
        lines[-2].keep_next = True
    time = time_box(row.time, layout, strong=fixed and row.time.certain)
    mark = mark_box(row.mark, layout, m.MARK_DROP, travel=row.travel)
    body_columns = [Stack(lines), Stack(side)] if side else [Stack(lines)]
    return Whole(
        _on_grid(list_row([time, mark], body_columns, anchor=row.anchor)),
        (paper.bottom - paper.top) * m.WHOLE_ITEM,
        least=m.ITEM_OVERLEAF * body.leading,
    )


def _on_grid(row: Box) -> Box:
    """A row as high as whole quarters, though a side column has leadings of its own."""
    over = row.height % m.QUARTER
    if NO_SPACE < over < m.QUARTER - NO_SPACE:
        return Stack([row, Blank(m.QUARTER - over)])
    return row


def _balanced(
    lines: Sequence[Box], side: list[Text], pairs: Sequence[blocks.KeyValue]
) -> tuple[list[Text], list[blocks.KeyValue]]:
    """A side column much longer than the main gives up its last entries: they go under the place."""
    moved: list[blocks.KeyValue] = []
    count = sum(round(box.height / STYLES["body"].leading) for box in lines)

    def side_lines() -> int:
        return sum(len(box.setting.lines) for box in side)

    while len(side) > 1 and side_lines() > count + len(moved) + m.SIDE_EXCESS:
        side = side[:-1]
        moved.insert(0, pairs[len(side)])
    return side, moved


def key_words(pair: blocks.KeyValue) -> Words:
    """A soft key, 1.2 mm, its value."""
    if not pair.key:
        return pair.value
    if not pair.value:
        return (Run(pair.key, "soft"),)
    # a narrow space beside the wide one; it stays with the key when the line is broken
    return (Run(pair.key + "\u2006", "soft"), Run(" "), *pair.value)


def side_text(pair: blocks.KeyValue, layout: Layout) -> Text:
    """A key and its value in the side column."""
    paper = layout.paper
    column = Column(paper.side_x, paper.side_width)
    return text(layout, key_words(pair), style_of(layout, "small"), column)


def _step_row(row: blocks.StepRow, layout: Layout) -> Box:
    paper = layout.paper

    def tick(pen: Pen, top: float) -> None:
        pen.stop(top + m.MARK_DROP)
        pen.tick(paper.axis, top + m.MARK_DROP)

    column = Column(paper.text_x, paper.main_width)
    words = text(layout, row.words, style_of(layout, "body"), column)
    time = time_box(row.time, layout, strong=False, soft=True)
    box = list_row([time, Drawing(m.MARK_DROP, tick)], [words], anchor=row.anchor)
    return Whole(box, m.WHOLE_STEP)


def _city_row(row: blocks.CityRow, layout: Layout, day: str) -> Box:
    paper, setter = layout.paper, layout.setter
    style = STYLES["city"].but(leading=m.GLANCE_PITCH if not paper.narrow else m.ROW)

    def bar(pen: Pen, top: float) -> None:
        pen.stop(top + m.CITY_DROP)
        pen.bar(paper.axis, top + m.CITY_DROP)

    soft = style_of(layout, "soft").but(first=style.first)
    strong = style_of(layout, "label").but(first=style.first)
    offset: list[Run] = []
    if row.offset:
        between = comma(rtl=setter.rtl) if row.note else ""
        offset.append(Run(row.offset + between, "soft"))
    if row.note:
        offset.append(Run(row.note))
    offset_width = setter.width(tuple(offset), strong)
    beside = offset_width <= paper.text_width / 2
    room = paper.text_width - (offset_width + m.GUTTER if offset and beside else 0.0)
    city = setter.set(row.city, style, room)
    boxes: list[Box] = [Drawing(m.CITY_DROP, bar), Text(city, paper.text_x, role="H2")]
    if day:
        date = style_of(layout, "day").but(first=style.first)
        boxes.append(text(layout, day, date, Column(0.0, paper.time_right)))
    below: list[Box] = []
    x = city.natural_width + m.CITY_TO_COUNTRY
    if len(city.lines) == 1 and x + setter.width(row.country, soft) <= room:
        boxes.append(text(layout, row.country, soft, Column(paper.text_x + x, room - x + m.HALF)))
    elif row.country:
        below.append(text(layout, row.country, soft, Column(paper.text_x, room)))
    if offset and beside:
        right = setter.set(tuple(offset), strong, paper.text_width, align="end")
        boxes.append(Text(right, paper.text_x))
    elif offset:
        wide = Column(paper.text_x, paper.text_width)
        below.append(text(layout, tuple(offset), strong, wide))
    if below:
        boxes.append(Stack([Blank(city.height), *below]))
    height = max(box.height for box in boxes)
    return Beside([*boxes, Blank(max(style.leading, height))], keep_next=True)


def _glance_row(row: blocks.GlanceRow, layout: Layout, day_words: str) -> Box:
    paper, setter = layout.paper, layout.setter
    fixed = row.mark.state == "confirmed"
    body = style_of(layout, "body")
    words = time_words(row.time, strong=fixed and row.time.certain, end=False)
    time = setter.set(words, body, layout.paper.time_right, align="end")
    day = setter.set(day_words, style_of(layout, "day"), layout.paper.time_right)
    label: list[Box] = [
        Text(time, 0.0, role=None),
        mark_box(row.mark, layout, m.MARK_DROP, travel=row.travel),
    ]
    title = text(
        layout,
        certain_look(row.title, row.mark.state),
        body,
        Column(paper.text_x, paper.main_width),
    )
    words_of_row: list[Box] = [title]
    if not paper.narrow:
        side = Column(paper.side_x, paper.side_width)
        words_of_row.append(text(layout, row.place, style_of(layout, "small"), side))
    if day.natural_width > layout.paper.time_right - time.natural_width - m.QUARTER:
        # a long day stands on lines of its own
        label = [Stack([Blank(day.height), Beside(label)])]
        words_of_row = [Stack([Blank(day.height), Beside(words_of_row)])]
    inside = list_row([Text(day, 0.0, role=None), *label], words_of_row, anchor=row.anchor)
    inside.keep_next = True
    pitch = m.GLANCE_PITCH * body.leading / m.ROW
    pitched = Stack([inside, Blank(pitch - body.leading)])
    return Whole(pitched if paper.narrow else _on_grid(pitched), m.WHOLE_STEP)


# ---------------------------------------------------------------------------------------- history


def history(block: blocks.History, layout: Layout) -> list[Box]:
    """Past contacts on the line: a bar for a visit, a tick for other contacts and for promises."""
    paper = layout.paper
    label = text(layout, block.label, "label", Column(0.0, layout.paper.label_width), role="H2")
    column = Column(paper.text_x, paper.text_width)
    quiet = text(layout, block.quiet, style_of(layout, "soft"), column)
    head = Beside([label, quiet], keep_next=bool(block.rows))
    if not block.rows:
        return [head] if head.height else []
    beside = any(row.side for row in block.rows)
    width = paper.main_width if beside else paper.text_width
    rows: list[Box] = [_history_row(row, layout, width) for row in block.rows]
    for (previous, _), (_, box) in pairwise(zip(block.rows, rows, strict=True)):
        box.before = m.ITEM_GAP if previous.mark == "bar" else m.STEP_GAP
    lines = Stack(rows, element=Element("L"))
    return [head, Axis(lines, paper.axis, before=m.STEP_GAP)]


def _history_row(row: blocks.HistoryRow, layout: Layout, width: float) -> Box:
    paper = layout.paper
    drop = m.BAR_DROP if row.mark == "bar" else m.MARK_DROP

    def mark(pen: Pen, top: float) -> None:
        pen.stop(top + drop)
        if row.mark == "bar":
            pen.bar(paper.axis, top + drop)
        else:
            pen.tick(paper.axis, top + drop)

    body = flow(row.body, layout, Column(paper.text_x, width))
    when = text(
        layout, row.when, style_of(layout, "body"), Column(0.0, layout.paper.date_width), role=None
    )
    columns: list[Box] = [Stack(body)]
    if row.side:
        side = Column(paper.side_x, paper.side_width)
        columns.append(text(layout, row.side, style_of(layout, "small"), side))
    return Whole(list_row([when, Drawing(drop, mark)], columns), m.WHOLE_STEP)


# ------------------------------------------------------------------------------------- lying flat


def stops_line(block: blocks.StopsLine, layout: Layout) -> list[Box]:
    """The cities as a line lying flat, in rows of at most five."""
    out: list[Box] = []
    if block.label:
        wide = Column(0.0, layout.paper.frame)
        out.append(text(layout, block.label, "label", wide, role="H2", keep_next=True))
    for start in range(0, len(block.stops), m.STOPS_A_ROW):
        stops = block.stops[start : start + m.STOPS_A_ROW]
        last = start + m.STOPS_A_ROW >= len(block.stops)
        out.append(_flat_row(stops, layout, last, m.STOP_PITCH[len(block.stops[: m.STOPS_A_ROW])]))
    if not block.stops:
        return []
    return [Whole(Stack(out), layout.paper.bottom - layout.paper.top)]


def _flat_row(stops: Sequence[blocks.StopWords], layout: Layout, last: bool, pitch: float) -> Box:
    right = layout.paper.frame
    places = [at * pitch for at in range(len(stops))]

    def draw(pen: Pen, top: float) -> None:
        pen.line(0.0, top, right, top, 0.6, LINE)
        for x in (*places, right) if last else places:
            pen.line(x, top - 2, x, top + 2, 1.6, ACCENT)

    columns: list[Box] = []
    for at, stop in enumerate(stops):
        edge = places[at + 1] if at + 1 < len(stops) else right
        columns.append(_flat_stop(stop, layout, Column(places[at], edge - places[at] - m.HALF)))
    words = Beside([Stack([Blank(4.25), column]) for column in columns])
    return Beside([Drawing(0.0, draw), words], before=8.25)


def _flat_stop(stop: blocks.StopWords, layout: Layout, column: Column) -> Box:
    small = STYLES["small"]
    lines: list[Box] = [text(layout, stop.city, "strong", column)]
    when: Words = (Run(stop.dates),) if stop.dates else (Run(stop.gap, "gap"),) if stop.gap else ()
    if when:
        lines.append(text(layout, when, small, column))
    zone = comma(rtl=layout.setter.rtl).join(filter(None, (stop.offset, stop.note)))
    if zone:
        lines.append(text(layout, (Run(zone, "soft"),), small, column))
    return Stack(lines)


# ------------------------------------------------------------------------------------------ legend


def legend(block: blocks.Legend, layout: Layout) -> list[Box]:
    """How to read marks and times, at the frame's foot; wraps where words are long."""
    paper, setter = layout.paper, layout.setter
    small = STYLES["small"].but(leading=m.ROW, colour=SOFT)
    body = STYLES["body"]
    samples: list[_Sample] = []
    marks: tuple[tuple[str, blocks.State, str], ...] = (
        ("1", "confirmed", block.confirmed),
        ("8", "tentative", block.tentative),
        ("7", "cancelled", block.omitted),
    )
    for number, state, words in marks:
        said = setter.set(words, small, paper.text_width - paper.mark - m.SAMPLE_GAP)
        samples.append(_Sample(blocks.Mark(number, state, number), None, said, paper.mark))
    times: tuple[tuple[Words, str], ...] = (
        ((Run("09:00", "strong"),), block.fixed),
        ((Run(block.about_short + " ", "em"), Run("12:30")), block.about),
        ((Run(block.open, "gap"),), ""),
    )
    for time, words in times:
        shown = setter.set(time, body, paper.text_width / 2)
        room = paper.text_width - shown.natural_width - m.SAMPLE_GAP
        samples.append(_Sample(None, shown, setter.set(words, small, room), shown.natural_width))
    rows: list[list[_Sample]] = [[]]
    for sample in samples:
        used = sum(each.width + m.GUTTER for each in rows[-1])
        if rows[-1] and used + sample.width > paper.text_width:
            rows.append([])
        rows[-1].append(sample)
    label = text(layout, block.label, "key", Column(0.0, layout.paper.label_width))
    return [Beside([label, Stack([_samples(row, layout) for row in rows])])]


class _Sample(NamedTuple):
    """A mark or a time as it is printed, and what it means."""

    mark: blocks.Mark | None
    time: Setting | None
    words: Setting
    indent: float

    @property
    def width(self) -> float:
        words = self.words.natural_width
        return self.indent + (words + m.SAMPLE_GAP if words else 0.0)


def _samples(row: Sequence[_Sample], layout: Layout) -> Box:
    paper = layout.paper

    def draw(pen: Pen, top: float) -> None:
        x = paper.text_x
        for sample in row:
            if sample.mark is not None:
                mark = sample.mark
                pen.mark(mark.number, mark.state, mark.words, x + paper.mark / 2, top + m.MARK_DROP)
            if sample.time is not None:
                pen.text(sample.time, x, top)
            pen.text(sample.words, x + sample.indent + m.SAMPLE_GAP, top)
            x += sample.width + m.GUTTER

    heights = [sample.words.height for sample in row]
    heights += [sample.time.height for sample in row if sample.time is not None]
    height = max(m.ROW, *heights)
    return Drawing(height, draw, element=Element("P"))
