"""Ctrl+C in a table copies the chosen rows under their heads, as another program takes them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000


def _copied(view: QAbstractItemView) -> list[list[str]]:
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]


def test_a_person(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("people")
    table = window.places.people.list
    qtbot.waitUntil(lambda: table.chosen_line is not None, timeout=LONG)
    heads, row = _copied(table)
    assert heads[0] == "Name"
    assert len(heads) == len(row) == len(table.table.columns) - len(table.hidden)
    assert row[0] == table.table.columns[0].words(table.chosen_line)


def test_a_theme(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("reference")
    table = window.places.reference.table
    qtbot.waitUntil(lambda: table.chosen_line is not None, timeout=LONG)
    heads, row = _copied(table)
    assert (heads[0], row[0]) == ("Theme", table.table.columns[0].words(table.chosen_line))


def test_an_institution(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("institutions")
    tree = window.places.institutions.tree
    qtbot.waitUntil(lambda: tree.currentIndex().isValid(), timeout=LONG)
    index = tree.currentIndex()
    words = [index.siblingAtColumn(column).data() for column in range(3)]
    assert _copied(tree) == [["Institution", "Country", "Reviewed"], words]


def test_several_of_a_delegation_in_their_order(
    open_visit: Callable[[str], VisitPlace], qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.show_tab("delegation")
    table = place.delegation.guests
    qtbot.waitUntil(lambda: len(table.people) > 2, timeout=LONG)
    table.setFocus()
    table.choose(table.people[2].id)
    shift = Qt.KeyboardModifier.ShiftModifier
    for _row in range(2):
        QTest.keyClick(table, Qt.Key.Key_Up, shift)
    heads, *rows = _copied(table)
    assert heads[1:3] == ["Name as their side writes it", "Function"]
    assert [row[1] for row in rows] == [one.name for one in table.people[:3]]
    assert {len(row) for row in (heads, *rows)} == {5}
