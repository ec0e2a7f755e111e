"""The notes: the latest first, narrowed to what they hold, their kind and their year."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.controls import Chooser
from briefer.gui.views.notes import Notes
from briefer.records.notes import Note
from briefer.services import common_edits
from briefer.services.edits import Change, Edit, apply

LONG = 20_000
NOTES = (
    Note(title="Quay talk", text="Lorry lane 4.", date="2025-03-01"),
    Note(title="Ferry talk", text="Nothing.", date="late 2024-11", kind="background"),
    Note(title="Rail talk", text="Lorry lane 5.", date="2024-01-09"),
    Note(title="No day", text="Lorries.", kind="talking points"),
)


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> Notes:
    workspace = window.desk.workspace
    with workspace.reading() as rows:
        old = rows.all(Note)
    apply(workspace, Edit("Delete", tuple(Change(one, None) for one in old)))
    for one in NOTES:
        apply(workspace, common_edits.add(one))
    window.places.go_to("notes")
    screen = window.places.notes
    qtbot.waitUntil(lambda: _titles(screen) == [one.title for one in NOTES], timeout=LONG)
    return screen


def _titles(screen: Notes) -> list[str]:
    return [row.title for row in screen.notes.rows]


def _choose(chooser: Chooser, words: str) -> None:
    chooser.setCurrentIndex(chooser.findText(words))
    chooser.activated.emit(chooser.currentIndex())


@pytest.mark.parametrize(
    ("words", "kind", "year", "left"),
    [
        ("lorry lane", "All kinds", "All years", ["Quay talk", "Rail talk"]),
        ("lorr", "All kinds", "All years", ["Quay talk", "Rail talk", "No day"]),
        ("", "All kinds", "2024", ["Ferry talk", "Rail talk"]),
        ("", "background", "All years", ["Ferry talk"]),
        ("lorry", "conversation", "2025", ["Quay talk"]),
    ],
)
def test_notes_are_narrowed(
    screen: Notes, qtbot: QtBot, words: str, kind: str, year: str, left: list[str]
) -> None:
    assert [screen.year.itemText(at) for at in range(screen.year.count())] == [
        "All years",
        "2025",
        "2024",
    ]
    screen.search_field.setText(words)
    _choose(screen.kind, kind)
    _choose(screen.year, year)
    qtbot.waitUntil(lambda: _titles(screen) == left, timeout=LONG)


def test_what_is_on_is_said_where_no_note_fits_and_cleared(screen: Notes, qtbot: QtBot) -> None:
    screen.search_field.setText("lane 9")
    _choose(screen.kind, "conversation")
    _choose(screen.year, "2025")
    empty = screen._none
    qtbot.waitUntil(lambda: screen._stack.currentWidget() is empty, timeout=LONG)
    folded = "Spellings and scripts are folded."
    assert (empty.title.text(), empty.words.text()) == (
        "No note holds “lane 9”",
        f"Filters that are on: conversation, 2025. {folded}",
    )
    screen.search_field.clear()
    _choose(screen.kind, "talking points")
    qtbot.waitUntil(lambda: empty.title.text() == "No such note", timeout=LONG)
    assert empty.words.text() == f"Filters that are on: talking points, 2025. {folded}"
    assert screen.new_named.isHidden()
    buttons = {one.accessibleName(): one for one in empty.findChildren(QPushButton)}
    QTest.mouseClick(buttons["Clear filters"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(_titles(screen)) == len(NOTES), timeout=LONG)


def test_a_note_that_one_goes_to_is_shown_whatever_is_on(screen: Notes, qtbot: QtBot) -> None:
    _choose(screen.year, "2025")
    qtbot.waitUntil(lambda: _titles(screen) == ["Quay talk"], timeout=LONG)
    screen.show_note(NOTES[2].id)
    qtbot.waitUntil(lambda: screen.notes.chosen_id == NOTES[2].id, timeout=LONG)
    assert len(_titles(screen)) == len(NOTES)
