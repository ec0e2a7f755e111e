"""What a card shows by its height: as many whole rows as fit, none cut through."""

import msgspec
import pytest
from marsana import marsana
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyle

from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.cards import (
    Content,
    Line,
    content,
    head_height,
    one_row,
    paint_card,
    time_line,
)
from briefer.gui.models.cards import Badge, Card
from briefer.gui.models.columns import programme
from briefer.gui.timeline import Clock
from briefer.gui.views.day_boxes import clock_boxes

PLENARY = "Plenary: border management"
HALL, PEOPLE = "Ministry of the Interior, Hall B", "Mr Torvald Halvorsen, 1 guest"
SHORT = "Mr Torvald Halvorsen +1"


@pytest.fixture(scope="module")
def plenary(qapp: QApplication) -> Card:
    shown = programme(marsana())
    return next(card for card in shown.columns[1].cards if card.item.title == PLENARY)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (226, 100, Content("09:15–10:45", (PLENARY,), (HALL, PEOPLE))),
        (226, 70, Content("09:15–10:45", (PLENARY,), (HALL, PEOPLE))),
        (226, 54, Content("09:15–10:45", (PLENARY,), (HALL,))),
        (170, 70, Content("09:15–10:45", ("Plenary: border", "management"), (HALL,))),
        (170, 54, Content("09:15–10:45", ("Plenary: border", "management"))),
        (226, 53, Content("09:15–10:45", (PLENARY,))),
        (170, 36, Content("09:15–10:45", ("Plenary: border mana…",))),
        (226, 35, Content("09:15", (PLENARY,))),
        (226, 12, Content("09:15", (PLENARY,))),
        (120, 70, Content("09:15", ("Plenary: border", "management"), (HALL,))),
        (170, 84, Content("09:15–10:45", ("Plenary: border", "management"), (HALL, SHORT))),
        (
            170,
            120,
            Content(
                "09:15–10:45",
                ("Plenary: border", "management"),
                ("Ministry of the Interior,", "Hall B", "Mr Torvald Halvorsen,", "1 guest"),
            ),
        ),
    ],
)
def test_content_by_size(plenary: Card, width: int, height: int, expected: Content) -> None:
    assert content(plenary, width, height) == expected


def test_by_how_much_clocks_change_is_whole_before_anything_else(plenary: Card) -> None:
    """Found in French as "montres : avancer de 1…"."""
    words = "clocks are put forward by one hour"
    flight = plenary._replace(clocks=words)
    told = [content(flight, 170, height).more for height in (70, 84, 99)]
    broken = ("clocks are put forward by", "one hour")
    assert told == [("clocks are put forward by…",), broken, (*broken, HALL)]


SIGNS = tuple(Badge(name, "warning", name) for name in ("circle-alert", "file-text", "eye-off"))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (226, Line("09:15–10:45", True, SIGNS, True)),
        (150, Line("09:15", True, SIGNS, True)),
        (131, Line("09:15", False, SIGNS[:1], True)),
        (72, Line("09:15", False, SIGNS[:1], False)),
        (56, Line("09:15", False, (), False)),
    ],
)
def test_the_time_is_whole_and_what_stands_beside_it_goes(
    plenary: Card, width: int, expected: Line
) -> None:
    """Found as "08…" beside a sign."""
    assert plenary.number
    assert time_line(plenary._replace(badges=SIGNS), width) == expected


OPEN = (*SIGNS[:2], Badge("", "secondary", "time open"))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (240, Line("8 09:15–10:45", True, OPEN, False)),
        (190, Line("8", True, OPEN, False)),
    ],
)
def test_without_days_the_sign_tells_the_kind_before_a_chip_goes(
    plenary: Card, width: int, expected: Line
) -> None:
    """Found where one of five cards that had no time said nothing of it."""
    card = plenary._replace(listed=True, badges=OPEN)
    assert time_line(card, width) == expected


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (226, Line("09:15", False, SIGNS[:2], False)),
        (128, Line("09:15", False, SIGNS[:1], False)),
        (112, Line("09:15", False, (), False)),
        (68, Line("09:15", False, SIGNS[:1], False, False)),
        (52, Line("09:15", False, (), False, False)),
    ],
)
def test_signs_give_way_to_a_title_of_some_letters(
    plenary: Card, width: int, expected: Line
) -> None:
    """Found as "Ba…" and "Co…" beside a sign."""
    assert one_row(plenary._replace(badges=SIGNS), width) == expected


def test_a_card_has_the_lanes_beside_it_that_are_free(plenary: Card) -> None:
    times = [(540, 720), (540, 600), (570, 600), (630, 690), (780, 840)]
    cards = [plenary._replace(begin=float(a), finish=float(b)) for a, b in times]
    boxes = clock_boxes(Clock(), cards, 309)
    assert [(box.left(), box.width()) for box in boxes] == [
        *((4, 98), (104, 98), (204, 98)),
        (104, 198),
        (4, 300),
    ]


def test_words_of_a_time_go_before_the_title(plenary: Card) -> None:
    item = msgspec.structs.replace(plenary.item, start="", end="")
    card = plenary._replace(item=item, times="from 19:00 onwards", badges=(), begin=None)
    assert one_row(card, 226) == Line("from 19:00 onwards", False, (), False)
    assert one_row(card, 140) == Line("", False, (), False)


def test_what_is_typed_on_a_card_covers_no_line_in_part(plenary: Card) -> None:
    """Found as a field over the upper half of a title."""
    assert [head_height(plenary, 226, height) for height in (30, 40, 53, 70)] == [30, 40, 53, 37]
    assert head_height(plenary, 170, 70) == 54


def test_a_sign_stands_once_on_a_card(plenary: Card) -> None:
    """Found as the struck eye at both ends of an internal item."""
    card = plenary._replace(icon="eye-off", fill="internal", badges=SIGNS[2:])
    assert one_row(card, 226) == Line("09:15", False, SIGNS[2:], False)
    assert time_line(card, 226) == Line("09:15–10:45", False, SIGNS[2:], True)
    assert one_row(card._replace(badges=()), 226) == Line("09:15", True, (), False)


def test_a_card_of_half_an_hour_beside_another_has_its_title(
    plenary: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found as "16:45" alone."""
    drawn = list[str]()

    def text(brush: Brush, box: QRect, words: str, *_rest: object) -> int:
        del brush, box
        drawn.append(words)
        return 30

    monkeypatch.setattr(Brush, "text", text)
    picture = QPixmap(90, 24)
    with QPainter(picture) as painter:
        box = QRect(0, 0, 82, 23)
        brush = Brush(painter, QApplication.palette(), Qt.LayoutDirection.LeftToRight, box)
        paint_card(brush, plenary._replace(badges=()), QStyle.StateFlag.State_None, keyboard=False)
    assert drawn == ["09:15", PLENARY]
