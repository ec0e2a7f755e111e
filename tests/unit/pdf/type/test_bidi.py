"""Right to left: Unicode's own cases through the functions that order a broken line."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.pdf.type.bidi import levels_of, printed_levels, reads_rtl, visual_order
from profiles import SIZE

CASES = "/usr/share/unicode/BidiCharacterTest.txt"


class Case(NamedTuple):
    """A line of Unicode's file; what only steers has no level and no place."""

    line: str
    text: str
    rtl: bool
    levels: list[int | None]
    order: list[int]


@pytest.fixture
def cases(needs_file: Callable[[str, str], Path]) -> list[Case]:
    said = needs_file(CASES, "unicode-data").read_text()
    lines = [line for line in said.splitlines() if line and line[0] != "#"]
    assert len(lines) > 91_000
    return [_case(line) for line in lines[:: SIZE.every]]


def _case(line: str) -> Case:
    points, _, paragraph, levels, order = line.split(";")
    return Case(
        line,
        "".join(chr(int(point, 16)) for point in points.split()),
        paragraph == "1",
        [None if level == "x" else int(level) for level in levels.split()],
        [int(place) for place in order.split()],
    )


def test_every_case_of_unicode_is_ordered_as_unicode_wants_it(cases: list[Case]) -> None:
    wrong = []
    for case in cases:
        levels = levels_of(case.text, rtl=case.rtl)
        told = [
            None if want is None else own for want, own in zip(case.levels, levels, strict=True)
        ]
        order = [at for at in visual_order(levels) if case.levels[at] is not None]
        if (told, order) != (case.levels, case.order):
            wrong.append(case.line)
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "rtl", "levels"),
    [
        ("ab", False, (0, 0)),
        ("اب", False, (1, 1)),
        ("a اب", True, (2, 1, 1, 1)),
        ("م\u200cخ a", False, (1, 1, 1, 0, 0)),  # what forbids joining parts no word
        ("اب\nab", True, (1, 1, 1, 2, 2)),
        ("ا\u2029ab", True, (1, 1, 2, 2)),
        ("ا 12", False, (1, 1, 2, 2)),
        ("", True, ()),
    ],
)
def test_levels(text: str, rtl: bool, levels: tuple[int, ...]) -> None:
    assert levels_of(text, rtl=rtl) == levels


def test_a_name_without_letters_has_the_direction_of_figures() -> None:
    assert reads_rtl("+999 1 555", pack_rtl=True) is False


def drawn(text: str, *, rtl: bool = False) -> str:
    """The letters of a line from left to right."""
    return "".join(text[at] for at in visual_order(printed_levels(text, rtl=rtl)))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Visit of אב, 29 May", "Visit of בא, 29 May"),
        ("Mr אב, 29–31 May 2027", "Mr בא, 29–31 May 2027"),
        ("مع, 09:30–10:15 · room", "عم, 09:30–10:15 · room"),
        ("a مع, +45 33 92 00 00", "a عم, +45 33 92 00 00"),
        ("a مع (09:30–10:15), b", "a عم (09:30–10:15), b"),
        ("a مع   2027-05-29", "a عم   2027-05-29"),
        ("a مع: 4 rooms", "a عم: 4 rooms"),
        ("a مع 5, 29 May", "a 5 عم, 29 May"),  # hall 5
        # within what is said in Arabic nothing is moved
        ("a مع, 29 م b", "a م 29 ,عم b"),
        ("a مع +45 33 92 00 00 م b", "a م +45 33 92 00 00 عم b"),
        ("a, 29 م", "a, 29 م"),
    ],
)
def test_a_name_from_right_to_left_takes_no_figure_of_what_follows(text: str, line: str) -> None:
    assert drawn(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("مع, 29 May 2027", "29 May 2027 ,عم"),
        ("مع, 29 م 2027", "2027 م 29 ,عم"),
        ("مع, +45 33 92 00 00", "+45 33 92 00 00 ,عم"),
    ],
)
def test_in_a_paragraph_from_the_right_figures_stay_with_their_words(text: str, line: str) -> None:
    assert drawn(text, rtl=True) == line


@pytest.mark.parametrize(
    ("text", "rtl", "line"),
    [
        ("Her brother   25 \u0645\u0639 2027", True, "2027 \u0639\u0645 25   Her brother"),
        ("trust 10, 16   \u0645\u0639 1, 26", True, "26 ,1 \u0639\u0645   trust 10, 16"),
        ("trust 10, 16   \u0645\u0639 1, 26", False, "trust 10, 16   26 ,1 \u0639\u0645"),
        ("\u0645\u0639   8–12 May   UTC+1, UTC+2", False, "\u0639\u0645   8–12 May   UTC+1, UTC+2"),
        ("\u0645\u0639   UTC+1, UTC+2", True, "UTC+1, UTC+2   \u0639\u0645"),
    ],
)
def test_what_stands_apart_keeps_its_figures(text: str, rtl: bool, line: str) -> None:
    assert drawn(text, rtl=rtl) == line


RIGHT = st.text("ابتאבג", min_size=1, max_size=6)
AFTER = st.sampled_from(
    (
        "29 May 2027",
        "29–31 May",
        "+45 33 92 00 00",
        "2027-05-29",
        "09:30–10:15",
        "4 rooms, 2 cars",
        "12",
    )
)


@given(
    st.lists(RIGHT, min_size=1, max_size=3),
    st.sampled_from((", ", "; ", ": ", " · ", "   ", " – ")),
    AFTER,
)
def test_what_is_said_of_a_name_is_printed_behind_it_as_it_is(
    names: list[str], joint: str, said: str
) -> None:
    line = drawn(f"Visit of {' '.join(names)}{joint}{said}")
    assert line == f"Visit of {' '.join(names)[::-1]}{joint}{said}"
