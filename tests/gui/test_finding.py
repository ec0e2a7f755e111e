"""Ctrl+F finds on every screen, F3 and Shift+F3 go on and back; Escape leads to what was found."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.finding import FindField
from briefer.gui.views.overview import Overview
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
KEY = Qt.Key


@pytest.fixture
def place(open_visit: OpenVisit, window: MainWindow) -> VisitPlace:
    window.resize(1000, 900)  # without pages: they take their time
    return open_visit("showcase")


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def find(window: MainWindow, words: str) -> None:
    QTest.keyClick(window, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(here(), FindField)
    QTest.keyClicks(here(), words)


def chosen(widget: QWidget) -> str:
    """What is chosen in a widget, in words."""
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().selectedText()
    assert isinstance(widget, QAbstractItemView)
    return str(widget.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_overview_is_searched_through_fields_texts_and_rows(
    window: MainWindow, place: VisitPlace
) -> None:
    place.show_tab("overview")
    bar = place.find_bar
    assert bar.isHidden()
    find(window, "lindoy")
    found = []
    for _ in range(7):  # a row that is found opens its form, which holds the word, too
        assert isinstance(here(), FindField)
        one = bar._at
        assert one
        found.append((type(one.widget).__name__, chosen(one.widget)))
        if isinstance(one.widget, QAbstractItemView):
            row = one.widget.visualRect(one.widget.currentIndex()).center()
            screen = place.screen_of("overview")
            assert isinstance(screen, Overview)
            seen = screen.viewport()
            assert seen.rect().contains(seen.mapFromGlobal(one.widget.mapToGlobal(row)))
        QTest.keyClick(window, KEY.Key_F3)
    assert found[0] == ("LinesEdit", "Lindøy")
    assert found.count(("TextEdit", "Lindøy")) == len(
        [one for one in found if one[0] == "TextEdit"]
    )
    rows = [words.partition(",")[0] for kind, words in found if kind == "_List"]
    assert "Lindøy" in rows
    at = bar._at
    assert at
    QTest.keyClick(window, KEY.Key_F3)
    assert bar._at != at
    QTest.keyClick(window, KEY.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar._at == at
    QTest.keyClick(here(), KEY.Key_Escape)
    assert bar.isHidden()
    assert here() is at.widget
    find(window, "zzz")
    assert bar.words.text() == "not found"


def test_in_the_briefs_the_list_or_the_text_is_searched(
    window: MainWindow, place: VisitPlace
) -> None:
    place.show_tab("briefs")
    briefs = place.briefs
    briefs.items.choose_first()
    briefs.items.setFocus()
    find(window, "saltmarsh")
    assert place.find_bar.words.text() == "1 of 1"
    assert chosen(briefs.items).startswith("10, Round table at the Saltmarsh Institute")
    QTest.keyClick(here(), KEY.Key_Escape)
    assert here() is briefs.items
    edit = briefs.editor.open.edit
    edit.setFocus()
    word = edit.toPlainText().split()[3]
    find(window, word)
    QTest.keyClick(here(), KEY.Key_Return)
    while place.find_bar._at and place.find_bar._at.widget is not edit:
        QTest.keyClick(here(), KEY.Key_Return)
    assert chosen(edit) == word
    assert not edit.touched
    QTest.keyClick(here(), KEY.Key_Escape)
    assert here() is edit
    QTest.keyClick(window, KEY.Key_F3)
    assert here() is place.find_bar.field


def test_in_the_outcomes_rows_are_found_and_another_tab_ends_the_search(
    window: MainWindow, place: VisitPlace
) -> None:
    place.show_tab("outcomes")
    outcomes = place.outcomes
    find(window, "september")
    assert place.find_bar._at
    words = {str(place.find_bar._at.widget.accessibleName())}
    QTest.keyClick(window, KEY.Key_F3)
    words.add(place.find_bar._at.widget.accessibleName())
    assert "Follow-ups" in words
    assert outcomes.line.text() == ""
    place.show_tab("overview")
    assert place.find_bar.isHidden()


def test_f3_goes_through_the_rows_of_a_list_that_was_narrowed(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    rows: QAbstractItemView
    for name in ("home", "institutions", "people", "notes", "reference"):
        window.places.go_to(name)
        screen = window.places.place
        rows = {
            "home": lambda s: s.visits,
            "institutions": lambda s: s.tree,
            "people": lambda s: s.list,
            "notes": lambda s: s.notes,
            "reference": lambda s: s.table,
        }[name](screen)
        qtbot.waitUntil(lambda rows=rows: rows.model().rowCount() > 1, timeout=LONG)
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
        QTest.keyClick(window, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert here() is screen.search_field, name
        QTest.keyClick(window, KEY.Key_F3)
        first = rows.currentIndex()
        QTest.keyClick(window, KEY.Key_F3)
        second = rows.currentIndex()
        assert first.isValid(), name
        assert second.isValid(), name
        assert first != second, name
        QTest.keyClick(window, KEY.Key_F3, Qt.KeyboardModifier.ShiftModifier)
        assert rows.currentIndex() == first, name
    window.places.go_to(place.visit)
    place.show_tab("delegation")
    guests = place.delegation.guests
    QTest.keyClick(window, KEY.Key_F3)
    before = guests.currentIndex().row()
    QTest.keyClick(window, KEY.Key_F3)
    assert guests.currentIndex().row() == before + 1
    place.show_tab("programme")
    QTest.keyClick(window, KEY.Key_L, Qt.KeyboardModifier.AltModifier)
    table = place.programme.list_pane.table
    find_field = place.programme.list_pane.search_field
    QTest.keyClick(window, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert here() is find_field
    QTest.keyClicks(find_field, "train")
    QTest.keyClick(window, KEY.Key_F3)
    assert table.currentIndex().isValid()
    QTest.keyClick(find_field, KEY.Key_Escape)
    assert (find_field.text(), here()) == ("", find_field)
    QTest.keyClick(find_field, KEY.Key_Escape)
    assert here() is table
