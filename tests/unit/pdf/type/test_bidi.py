"""Right to left: Unicode's own cases through the functions that order a broken line."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from briefer.pdf.type.bidi import levels_of, reads_rtl, visual_order
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
