"""The least window: what cannot be scrolled to the side is never wider than its place."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import main_window
from briefer.gui.main_window import MainWindow
from briefer.gui.places import LIBRARY
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


def cut(screen: QWidget) -> list[str]:
    """Forms of which something stands outside what can be seen or scrolled to."""
    QApplication.processEvents()
    return [
        type(area).__name__
        for area in (*screen.findChildren(QScrollArea), screen)
        if isinstance(area, QScrollArea)
        and area.isVisible()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget().width() > area.viewport().width()
    ]


@pytest.fixture
def small(window: MainWindow) -> MainWindow:
    window.resize(*main_window.LEAST)
    return window


def test_what_is_too_wide_would_be_seen(small: MainWindow, qtbot: QtBot) -> None:
    place = small.places.institutions
    small.places.go_to("institutions")
    qtbot.waitUntil(lambda: place.editor.institution is not None, timeout=LONG)
    place.editor.widget().setMinimumWidth(2000)
    assert cut(place) == ["InstitutionEditor"]


@pytest.mark.parametrize("name", ["home", *LIBRARY])
def test_places_of_the_library_fit(small: MainWindow, name: str) -> None:
    small.places.go_to(name)
    assert cut(small.places.place) == []


@pytest.mark.parametrize("tab", ["overview", "programme", "briefs", "outcomes", "pack"])
def test_tabs_of_a_visit_fit(small: MainWindow, open_visit: OpenVisit, tab: str) -> None:
    place = open_visit("showcase")
    place.show_tab(tab)
    assert small.size().toTuple() == main_window.LEAST
    assert cut(place) == []


def test_one_panel_stands_beside_the_days(small: MainWindow, open_visit: OpenVisit) -> None:
    screen = open_visit("showcase").programme
    panels = {"library": screen.library, "item": screen.item, "preview": screen.preview_pane}
    for name in panels:
        screen.show_panel(name, on=True)
        assert [one for one, pane in panels.items() if pane.isVisible()] == [name]
