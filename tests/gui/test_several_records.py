"""Several rows of a list of the library are chosen and deleted in one step; Ctrl+D has one of them twice."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import GlossaryTerm, Note
from briefer.records.people import Person
from briefer.services import common_edits

LONG = 20_000
SHIFT = Qt.KeyboardModifier.ShiftModifier

KINDS: dict[str, type[Record]] = {
    "institutions": Institution,
    "people": Person,
    "notes": Note,
    "reference": GlossaryTerm,
}


def shown(window: MainWindow, qtbot: QtBot, place: str) -> Any:
    """A list of the library, with the keyboard; of the reference, the glossary."""
    window.places.go_to(place)
    screen: Any = window.places.place
    if place == "reference":
        screen.show_kind("term")
    qtbot.waitUntil(lambda: screen.chosen_record is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    screen.take_keyboard()
    return screen


def the_list(window: MainWindow) -> QAbstractItemView:
    focus = window.focusWidget()
    assert isinstance(focus, QAbstractItemView)
    return focus


def chosen_rows(list_: QAbstractItemView) -> set[int]:
    return {index.row() for index in list_.selectionModel().selectedIndexes()}


def ids(window: MainWindow, place: str) -> set[Any]:
    with window.desk.workspace.reading() as rows:
        return {one.id for one in rows.all(KINDS[place])}


@pytest.mark.parametrize("place", KINDS)
def test_three_go_in_one_step_and_come_back_in_one(
    window: MainWindow, qtbot: QtBot, place: str
) -> None:
    shown(window, qtbot, place)
    before = ids(window, place)
    list_ = the_list(window)
    for _ in range(2):
        QTest.keyClick(list_, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(list_, Qt.Key.Key_Delete)
    assert len(before - ids(window, place)) == 3
    assert window.undo.undo_words == "Delete 3 records"
    qtbot.waitUntil(lambda: len(chosen_rows(list_)) == 1, timeout=LONG)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    window.undo.undo()
    assert ids(window, place) == before


def test_all_go_also_those_that_were_never_seen(window: MainWindow, qtbot: QtBot) -> None:
    many = [Person(given_name="Ada", family_name=f"Lund {at:04}") for at in range(450)]
    assert window.undo.do(common_edits.add(*many))
    shown(window, qtbot, "people")
    before = ids(window, "people")
    assert len(before) > 450
    QTest.keyClick(the_list(window), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(the_list(window), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not ids(window, "people"), timeout=LONG)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    window.undo.undo()
    qtbot.waitUntil(lambda: ids(window, "people") == before, timeout=LONG)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)


def test_two_notes_are_copied_as_two_lines(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot, "notes")
    before = ids(window, "notes")
    QTest.keyClick(the_list(window), Qt.Key.Key_Down, SHIFT)
    chosen = window.places.notes.notes.chosen_ids
    assert len(chosen) == 2
    QTest.keyClick(the_list(window), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().count("\n") == 1
    assert ids(window, "notes") == before


@pytest.mark.parametrize(
    ("place", "called"),
    [
        ("institutions", lambda one: one.name),
        ("notes", lambda one: one.title),
        ("reference", lambda one: one.acronym),
    ],
)
def test_one_is_had_twice_and_its_name_is_ready_to_be_typed_over(
    window: MainWindow, qtbot: QtBot, place: str, called: Callable[[Any], str]
) -> None:
    screen = shown(window, qtbot, place)
    before, first = ids(window, place), screen.chosen_record.id
    QTest.keyClick(the_list(window), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    (made,) = ids(window, place) - before
    with window.desk.workspace.reading() as rows:
        known = {one.id: one for one in rows.all(KINDS[place])}
    assert called(known[made]) == f"{called(known[first])} (copy)"
    qtbot.waitUntil(lambda: screen.chosen_record.id == made, timeout=LONG)
    qtbot.waitUntil(
        lambda: getattr(window.focusWidget(), "selectedText", str)() != "", timeout=LONG
    )
    field = window.focusWidget()
    assert field.selectedText() == f"{called(known[first])} (copy)"


def test_nobody_is_had_twice(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot, "people")
    assert not window.actions_["duplicate"].isEnabled()
    window.places.go_to("notes")
    assert window.actions_["duplicate"].isEnabled()
