"""What a card shows by its height: as many whole rows as fit, none cut through."""

import pytest
from marsana import marsana
from PySide6.QtWidgets import QApplication

from briefer.gui.delegates.cards import Content, content
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import programme

PLENARY = "Plenary: border management"
HALL, PEOPLE = "Ministry of the Interior, Hall B", "Mr Torvald Halvorsen, 1 guest"


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
    ],
)
def test_content_by_size(plenary: Card, width: int, height: int, expected: Content) -> None:
    assert content(plenary, width, height) == expected
