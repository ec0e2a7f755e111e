"""The rail shows six open visits; the rest stand under the tile below them, and none is closed for another."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.visits import told_apart
from briefer.records.visits import Visit
from briefer.services import common_edits

LONG = 20_000
KEY = Qt.Key


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> list[UUID]:
    """Eight visits, opened in their order."""
    made = [Visit(title=f"Visit & number {at}", short_title=f"No {at}") for at in range(1, 9)]
    window.undo.do(common_edits.add(*made))
    known = {one.id for one in made}
    qtbot.waitUntil(lambda: known <= {one.id for one in window.desk.overview}, timeout=LONG)
    for one in made:
        window.places.open_visit(one.id)
    return [one.id for one in made]


def tiles(window: MainWindow) -> list[str]:
    rows = window.places.rail.rows
    head = next(at for at, row in enumerate(rows) if row.is_head)
    return [row.title for row in rows[head + 1 :]]


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_the_seventh_visit_closes_none(window: MainWindow, opened: list[UUID]) -> None:
    assert tiles(window) == ["No 8", "No 7", "No 6", "No 5", "No 4", "No 3", "2 more"]
    assert set(opened) <= set(window.places.visits)
    assert window.places.rail.rows[-1].spoken == "2 more open visits"


def test_one_of_the_rest_is_gone_to_by_keys_and_by_mouse(
    window: MainWindow, opened: list[UUID]
) -> None:
    rail = window.places.rail
    rail.setFocus()
    QTest.keyClick(rail, KEY.Key_End)
    assert window.places.place is window.places.visits[opened[7]]  # the tile itself is no place
    QTest.keyClick(rail, KEY.Key_Return)
    assert [one.text() for one in menu().actions()] == ["Visit && number 2", "Visit && number 1"]
    QTest.keyClick(menu(), KEY.Key_Escape)
    assert rail.chosen_id == opened[7]
    box = rail.visualRect(rail.model().index(len(rail.rows) - 1, 0))
    QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    QTest.keyClick(menu(), KEY.Key_Down)
    QTest.keyClick(menu(), KEY.Key_Return)
    assert window.places.place is window.places.visits[opened[0]]
    assert rail.chosen_id == opened[0]
    assert tiles(window) == ["No 1", "No 8", "No 7", "No 6", "No 5", "No 4", "2 more"]
    window.places.close_visit(opened[7])
    window.places.close_visit(opened[6])
    assert tiles(window) == ["No 1", "No 6", "No 5", "No 4", "No 3", "No 2"]


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["Marsana 26"], ["M26"]),
        (["Marsana 26", "Iraq 2022"], ["M26", "I22"]),
        (["Marsana 26", "Marsana 27"], ["M26", "M27"]),
        (["Marsana 26", "Malta 26"], ["MAR", "MAL"]),
        (["No 8", "No 7"], ["N8", "N7"]),
        (["Agency"], ["AG"]),
        (["Agency", "Agora"], ["AGE", "AGO"]),
        (["Coast and River Agency"], ["CARA"]),
        (["Visit", "Visit"], ["V1", "V2"]),
        ([], []),
    ],
)
def test_visits_of_one_sign_are_told_apart_by_letters(names: list[str], letters: list[str]) -> None:
    assert told_apart(names) == letters


def test_a_narrow_rail_draws_the_letters_of_a_visit(window: MainWindow, opened: list[UUID]) -> None:
    rail = window.places.rail

    def drawn(row: int) -> QImage:
        box = rail.visualRect(rail.model().index(row, 0)).adjusted(10, 4, -10, -4)
        return rail.viewport().grab(box).toImage()

    first = next(at for at, row in enumerate(rail.rows) if row.is_head) + 2  # not the one shown
    window.resize(1000, 900)
    QApplication.processEvents()
    assert [row.initials for row in rail.rows[first : first + 2]] == ["N7", "N6"]
    assert drawn(first) != drawn(first + 1)
