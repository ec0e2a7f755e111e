"""Boxes over pages, as pictures: each page is the list of what stands on it, with its top in mm."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_packs as sp
from briefer.pdf.layout.boxes import (
    Again,
    Axis,
    BareSheet,
    Beside,
    Blank,
    Box,
    Drawing,
    Headed,
    Panel,
    Rule,
    Stack,
    Text,
    Whole,
    break_pages,
    pages_height,
    place_page,
)
from briefer.pdf.layout.pen import Drawn, Element, Pen
from briefer.pdf.paper import PAPERS
from briefer.pdf.type.setting import Setter

A4 = PAPERS["A4"]
SETTER = Setter(sp.BOOK)


class Seen:
    """What has been drawn where."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []

    def box(self, name: str, height: float = 10, **more: object) -> Box:
        """A box that notes its name and top when it is drawn."""
        return Drawing(height, self.note(name), **more)  # type: ignore[arg-type]

    def note(self, name: str) -> Callable[[Pen, float], None]:
        def draw(pen: Pen, top: float) -> None:
            self.pages[pen.page].append(f"{name} {top:g}")

        return draw

    def draw(self, boxes: Sequence[Box], room: float, foot: float = 0.0) -> list[list[str]]:
        """The pages; y counts from 0."""
        pen = Pen(A4, SETTER)
        for page in break_pages(boxes, room, foot):
            pen.new_page()
            self.pages.append([])
            place_page(pen, page, 0.0)
        return self.pages


@pytest.fixture
def seen() -> Seen:
    return Seen()


def paragraph(lines: int) -> Text:
    """A paragraph of so many lines of 5 mm."""
    return Text(SETTER.set("\n".join(f"line{n}" for n in range(1, lines + 1)), "body", 80))


def drawn(boxes: Sequence[Box], room: float) -> Drawn:
    pen = Pen(A4, SETTER)
    for page in break_pages(boxes, room):
        pen.new_page()
        place_page(pen, page, A4.top)
    return pen.finish()


def line_counts(boxes: Sequence[Box], room: float) -> list[int]:
    """How many lines of one paragraph stand on each page."""
    pages = break_pages(boxes, room)
    return [sum(len(box.setting.lines) for box in page if isinstance(box, Text)) for page in pages]


# ------------------------------------------------------------------------------------- over pages


def test_boxes_follow_each_other_over_pages(seen: Seen) -> None:
    boxes = [seen.box(name) for name in "abcde"]
    assert seen.draw(boxes, 25) == [["a 0", "b 10"], ["c 0", "d 10"], ["e 0"]]


def test_space_before_a_box_is_dropped_at_the_top(seen: Seen) -> None:
    boxes = [seen.box(name, before=5) for name in "abc"]
    assert seen.draw(boxes, 25) == [["a 0", "b 15"], ["c 0"]]


def test_blank_height_stays(seen: Seen) -> None:
    assert seen.draw([Blank(4), seen.box("a")], 25) == [["a 4"]]


def test_a_box_that_keeps_the_next_goes_with_it(seen: Seen) -> None:
    boxes = [seen.box("a"), seen.box("label", keep_next=True), seen.box("text")]
    assert seen.draw(boxes, 25) == [["a 0"], ["label 0", "text 10"]]


def test_a_chain_longer_than_a_page_is_broken_all_the_same(seen: Seen) -> None:
    boxes = [seen.box(name, keep_next=True) for name in "abcd"]
    assert seen.draw(boxes, 25) == [["a 0", "b 10"], ["c 0", "d 10"]]


def test_a_box_higher_than_the_page_stands_alone(seen: Seen) -> None:
    boxes = [seen.box("a"), seen.box("tall", 70), seen.box("b")]
    assert seen.draw(boxes, 25) == [["a 0"], ["tall 0"], ["b 0"]]


@pytest.mark.parametrize(
    ("lines", "room", "expected"),
    [
        (4, 15, [2, 2]),  # not 3 and 1
        (3, 10, [2, 1]),  # by force: three lines cannot be parted in twos
        (8, 25, [5, 3]),
        (12, 25, [5, 5, 2]),
        (11, 25, [5, 4, 2]),
    ],
)
def test_two_lines_of_a_paragraph_stand_on_each_side(
    lines: int, room: float, expected: list[int]
) -> None:
    assert line_counts([paragraph(lines)], room) == expected


def test_a_label_stands_with_the_first_two_lines(seen: Seen) -> None:
    labelled = [
        seen.box("a"),
        Beside([seen.box("label", 5), Stack([paragraph(4)])], before=5),
    ]
    # after a and the space, one line would fit
    assert seen.draw(labelled, 20) == [["a 0"], ["label 0"]]


def test_a_row_is_whole_up_to_its_limit() -> None:
    low = Whole(Beside([paragraph(8)]))
    tall = Whole(Beside([paragraph(14)]))
    assert low.split(20) is None
    pieces = tall.split(20)
    assert pieces is not None
    assert [piece.height for piece in pieces] == [20, 50]


def test_side_by_side_is_as_high_as_the_highest(seen: Seen) -> None:
    assert seen.draw([Beside([seen.box("x", 5), seen.box("y", 30)]), seen.box("b")], 50) == [
        ["x 0", "y 0", "b 30"]
    ]


def test_a_head_is_repeated_and_two_rows_stand_on_each_side(seen: Seen) -> None:
    rows = [seen.box(f"row{n}") for n in range(1, 6)]
    table = Headed(seen.box("head", 5), rows)
    # four rows would fit: the fourth goes over, so that the last is not alone
    assert seen.draw([table], 45) == [
        ["head 0", "row1 5", "row2 15", "row3 25"],
        ["head 0", "row4 5", "row5 15"],
    ]


def test_a_table_does_not_begin_with_one_row(seen: Seen) -> None:
    table = Headed(seen.box("head", 5), [seen.box(f"row{n}") for n in (1, 2, 3)])
    assert seen.draw([seen.box("a", 20), table], 40) == [
        ["a 0"],
        ["head 0", "row1 5", "row2 15", "row3 25"],
    ]


def test_a_repeated_head_is_said_once() -> None:
    head = Text(SETTER.set("Head", "key", 80), element=Element("TH"))
    rows = [paragraph(2) for _ in range(6)]
    made = drawn([Headed(head, rows)], 45)
    assert [element.role for element in made.elements].count("TH") == 1
    heads = [page.code[0] for page in made.pages]
    assert heads == ["/TH <</MCID 0>> BDC", "/Artifact BMC"]


def test_a_ground_lies_behind_every_piece(seen: Seen) -> None:
    grounds: list[tuple[float, float]] = []

    def ground(pen: Pen, top: float, height: float) -> None:
        grounds.append((top, height))

    closed = Panel(
        Beside([seen.box("label", 5), Stack([paragraph(6)])], repeat=[0]),
        ground,
        over=2.5,
        under=3.5,
    )
    assert seen.draw([closed], 26) == [["label 2.5"], ["label 2.5"]]
    assert grounds == [(0, 26), (0, 16)]


def test_a_bare_sheet_stands_alone(seen: Seen) -> None:
    boxes = [seen.box("a"), BareSheet(297, seen.note("cards")), seen.box("b")]
    assert seen.draw(boxes, 25) == [["a 0"], ["cards 0"], ["b 0"]]


def test_the_last_page_leaves_room_for_what_stands_at_its_foot(seen: Seen) -> None:
    boxes = [seen.box(name) for name in "abcd"]
    assert seen.draw(boxes, 40, foot=15) == [["a 0", "b 10"], ["c 0", "d 10"]]


def test_a_foot_that_fits_nowhere_takes_a_page(seen: Seen) -> None:
    assert seen.draw([seen.box("a", 30)], 40, foot=15) == [["a 0"], []]


def test_nothing_makes_one_empty_page(seen: Seen) -> None:
    assert seen.draw([], 40) == [[]]


@st.composite
def stacks(draw: st.DrawFn) -> list[tuple[float, float, bool]]:
    box = st.tuples(st.integers(1, 30), st.integers(0, 10), st.booleans())
    return draw(st.lists(box, max_size=40))


@given(stacks(), st.integers(30, 80), st.integers(0, 20))
def test_every_box_is_drawn_once_in_order_and_inside(
    boxes: list[tuple[float, float, bool]], room: float, foot: float
) -> None:
    made: list[Box] = [
        Drawing(height, lambda _pen, _top: None, before=before, keep_next=keep)
        for height, before, keep in boxes
    ]
    pages = break_pages(made, room, foot)
    assert [box for page in pages for box in page] == made
    assert all(pages_height(page) <= room for page in pages)
    assert pages_height(pages[-1]) + foot <= room


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(3, 20))
def test_every_line_of_text_is_drawn_once_in_order(lengths: list[int], room: int) -> None:
    box = Stack([Beside([Blank(5), Stack([paragraph(n)])], before=2.5) for n in lengths])
    made = drawn([box], room * 5)
    lines = sum(str(code).endswith(" Tm") for page in made.pages for code in page.code)
    assert lines == sum(lengths)
    assert len([element for element in made.elements if element.role == "P"]) == len(lengths)


# ------------------------------------------------------------------------------------- drawing


class NotingPen(Pen):
    """Notes vertical strokes."""

    def __init__(self) -> None:
        super().__init__(A4, SETTER)
        self.strokes: list[list[tuple[float, float]]] = []

    def new_page(self, *, bare: bool = False) -> None:
        super().new_page(bare=bare)
        self.strokes.append([])

    def _stroke(
        self, x0: float, y0: float, x1: float, y1: float, weight: float, colour: str
    ) -> str:
        self.strokes[-1].append((y0, y1))
        return super()._stroke(x0, y0, x1, y1, weight, colour)


def strokes(boxes: Sequence[Box], room: float) -> list[list[tuple[float, float]]]:
    """The vertical strokes of each page in mm from its top."""
    pen = NotingPen()
    for page in break_pages(boxes, room):
        pen.new_page()
        place_page(pen, page, A4.top)
    return pen.strokes


def stop(*, travel: bool = False) -> Box:
    return Drawing(20, lambda pen, top: pen.stop(top + 2, travel=travel))


def test_the_line_runs_from_the_first_stop_to_the_last() -> None:
    assert strokes([Axis(Stack([stop(), stop(), stop()]), 29)], 240) == [[(32, 72)]]


def test_the_line_runs_to_the_frames_edge_and_on_overleaf() -> None:
    axis = Axis(Stack([stop(), stop(), stop()]), 29)
    assert strokes([axis], 45) == [[(32, 270)], [(30, 32)]]


def test_the_line_of_a_day_that_goes_on_runs_to_the_frames_edge() -> None:
    assert strokes([Axis(stop(), 29, goes_on=True)], 240) == [[(32, 270)]]


def test_travel_is_bold_to_the_next_stop_also_overleaf() -> None:
    axis = Axis(Stack([stop(), stop(travel=True), stop()]), 29)
    assert strokes([axis], 45) == [[(32, 270), (52, 270)], [(30, 32), (30, 32)]]


def test_a_lone_stop_has_no_line() -> None:
    assert strokes([Axis(stop(), 29)], 240) == [[]]


def test_elements_stand_in_the_order_and_nesting_of_drawing() -> None:
    table = Stack(
        [
            Stack([Text(SETTER.set(word, "body", 20), role="TD") for word in row],
                  element=Element("TR"))
            for row in (("a", "b"), ("c",))
        ],
        element=Element("Table"),
    )  # fmt: skip
    made = drawn([table], 240)
    assert [(element.role, element.parent, element.kids) for element in made.elements] == [
        ("Table", -1, [("element", 1, 0), ("element", 4, 0)]),
        ("TR", 0, [("element", 2, 0), ("element", 3, 0)]),
        ("TD", 1, [("mark", 0, 0)]),
        ("TD", 1, [("mark", 0, 1)]),
        ("TR", 0, [("element", 5, 0)]),
        ("TD", 4, [("mark", 0, 2)]),
    ]


def test_a_broken_paragraph_is_one_element() -> None:
    made = drawn([paragraph(12)], 25)
    assert [(element.role, element.kids) for element in made.elements] == [
        ("P", [("mark", 0, 0), ("mark", 1, 0), ("mark", 2, 0)])
    ]


def test_a_mark_says_its_words() -> None:
    box = Drawing(5, lambda pen, top: pen.mark("3", "confirmed", "3, confirmed", 29, top + 2.3))
    made = drawn([box], 240)
    assert [(element.role, element.actual) for element in made.elements] == [
        ("Span", "3, confirmed")
    ]


def test_a_link_is_an_element_of_its_own_inside_its_paragraph() -> None:
    from briefer.pack.blocks import Run

    said = SETTER.set((Run("See "), Run("the site", link="https://x.org"), Run(".")), "body", 80)
    made = drawn([Text(said)], 240)
    assert [(element.role, element.parent, element.kids) for element in made.elements] == [
        ("P", -1, [("mark", 0, 0), ("element", 1, 0), ("mark", 0, 2)]),
        ("Link", 0, [("mark", 0, 1), ("link", 0, 0)]),
    ]
    assert made.pages[0].links[0].text == "the site"


def test_a_mirrored_page_reflects_its_rectangles() -> None:
    def places(*, mirrored: bool) -> list[tuple[float, float]]:
        pen = Pen(A4, SETTER, mirrored=mirrored)
        pen.new_page()
        pen.fill(34, 50, 80, 10, "#f0f0ec")
        pen.fill(0, 70, 29, 10, "#f0f0ec")
        rects = [str(code).split(" re ")[0].split()[-4:] for code in pen.finish().pages[0].code]
        return [
            (round(float(x) * 25.4 / 72, 1), round(float(width) * 25.4 / 72, 1))
            for x, _, width, _ in rects
        ]

    assert places(mirrored=False) == [(34, 80), (0, 29)]
    assert places(mirrored=True) == [(51, 80), (136, 29)]


def test_marked_content_is_closed_and_never_nested() -> None:
    boxes = [paragraph(3), Rule(0, 165), Again(paragraph(2))]
    depth, deepest = 0, 0
    for code in drawn(boxes, 240).pages[0].code:
        for word in str(code).split():
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(word, 0)
            deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 1)
