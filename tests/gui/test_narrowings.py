"""A search is narrowed by what one types into it: a country, a theme, a year, a kind, a marking."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.narrowings import offers
from briefer.gui.views.search_panel import SearchPanel
from briefer.services.search import Choices, Wanted

LONG = 20_000
BORDERS = UUID(int=1)
CHOICES = Choices(
    ("Denmark", "Côte d’Ivoire"),
    {BORDERS: "border management"},
    (2025, 2024),
    {"secret": "SECRET", "restricted": "RESTRICTED"},
)
KINDS = {"note": "Note", "person": "Person"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("de", ["Denmark"]),
        ("cote iv", ["Côte d’Ivoire"]),
        ("ivoire", ["Côte d’Ivoire"]),
        ("manag", ["border management"]),
        ("202", ["2025", "2024"]),
        ("no", ["Note"]),
        ("restr", ["Up to RESTRICTED"]),
        ("r", []),
        ("", []),
        ("order", []),
    ],
)
def test_what_is_called_as_was_typed_is_offered(typed: str, offered: list[str]) -> None:
    assert [row.title for row in offers(CHOICES, KINDS, Wanted(), typed)] == offered


def test_what_holds_already_is_not_offered() -> None:
    assert offers(CHOICES, KINDS, Wanted(country="Denmark"), "denmark") == []


@pytest.fixture
def search(window: MainWindow, qtbot: QtBot) -> SearchPanel:
    window._open_search()
    panel = window.search
    qtbot.waitUntil(lambda: panel._choices is not None, timeout=LONG)
    return panel


def _titles(panel: SearchPanel) -> list[str]:
    return [row.title for row in panel.list.rows]


def _narrow(panel: SearchPanel, qtbot: QtBot, typed: str, title: str) -> None:
    panel.field.setText(typed)
    qtbot.waitUntil(lambda: title in _titles(panel), timeout=LONG)
    row = next(row for row in panel.list.rows if row.title == title)
    panel.list.choose(row.id)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert (panel.field.text(), panel.field.hasFocus()) == ("", True)


def _chips(panel: SearchPanel) -> list[str]:
    return [
        one.accessibleName() for one in panel.chips.findChildren(QPushButton) if not one.isHidden()
    ]


def test_a_search_is_narrowed_and_widened_by_keys(search: SearchPanel, qtbot: QtBot) -> None:
    _narrow(search, qtbot, "denm", "Denmark")
    _narrow(search, qtbot, "instit", "Institution")
    both = ["Denmark: take away", "Institution: take away"]
    qtbot.waitUntil(lambda: _chips(search) == both, timeout=LONG)
    # all there is of it, by name
    qtbot.waitUntil(lambda: "Danish Ministry of Foreign Affairs" in _titles(search), timeout=LONG)
    ends = {row.end for row in search.list.rows if row.id and not row.is_head and row.second == ""}
    assert ends == {"Institution"}
    search.field.setText("mena")
    qtbot.waitUntil(lambda: "MENA Department" in _titles(search)[:2], timeout=LONG)
    search.field.clear()
    QTest.keyClick(search.field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: _chips(search) == ["Denmark: take away"], timeout=LONG)
    QTest.mouseClick(search.chips.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert (_chips(search), search.chips.isHidden()) == ([], True)
    qtbot.waitUntil(lambda: _titles(search)[0] in ("Where you were", "Commands"), timeout=LONG)


def test_a_marking_holds_until_it_is_taken_away(
    search: SearchPanel, window: MainWindow, qtbot: QtBot
) -> None:
    _narrow(search, qtbot, "restricted", "Up to RESTRICTED")
    _narrow(search, qtbot, "denm", "Denmark")
    search.close_panel()
    window._open_search()
    kept = ["Up to RESTRICTED: take away"]
    qtbot.waitUntil(lambda: _chips(search) == kept, timeout=LONG)
