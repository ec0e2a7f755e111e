"""Numbers, dates and times typed into the search lead to a place of the visit at work."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.jumps import jumps
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def place(open_visit: OpenVisit) -> VisitPlace:
    return open_visit("showcase")


def test_what_is_typed_names_a_place(place: VisitPlace) -> None:
    assert place.file is not None
    call, train = "Video conference on the letter of intent", "Train to Lindøy"
    expected = {
        "#8": [("8  Working lunch given by the Agency", "9 March 2027 · ≈ 12:30–13:30")],
        "#1": [(f"1  {call}", "16 February 2027 · 11:00–12:20")],
        "#99": [],
        "10 March": [("Go to Wednesday 10 March", f"{train} · 10 March 2027 · 08:05–09:50")],
        "1 April": [],
        "11:30": [
            ("Go to Tuesday 16 February · 11:30", f"{call} · 16 February 2027 · 11:00–12:20")
        ],
        "minister": [],
        "1030": [],
    }
    first = place.file.items[0].id
    found = {typed: jumps(place.file, first, typed) for typed in expected}
    assert {
        typed: [(row.title, row.second) for row in rows[:1]] for typed, rows in found.items()
    } == expected
    assert len(found["#1"]) == 11


def test_a_number_leads_to_its_item_and_tab_shows_a_whole_group(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    window.actions_["search"].trigger()
    search = window.search
    search.field.setText("#1")
    qtbot.waitUntil(lambda: search.list.rows[0].end == "11", timeout=LONG)
    assert len(search.list.rows) == 1 + 5
    QTest.keyClick(search.field, Qt.Key.Key_Tab)
    assert len(search.list.rows) == 1 + 11
    search.field.setText("#8")
    qtbot.waitUntil(lambda: search.list.rows[0].end == "1", timeout=LONG)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert place.file is not None
    titles = {item.id: item.title for item in place.file.items}
    assert place.programme.choice.current is not None
    assert titles[place.programme.choice.current] == "Working lunch given by the Agency"


def test_a_command_that_is_off_says_where_it_works(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["search"].trigger()
    search = window.search
    search.field.setText(">duplicate")
    qtbot.waitUntil(lambda: any(row.title == "Duplicate" for row in search.list.rows))
    assert [row.end for row in search.list.rows if row.title == "Duplicate"] == ["On an item"]
