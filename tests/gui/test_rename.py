"""F2 in a list of the library goes to the name of the chosen record, ready to be typed over."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.places import Places

LONG = 20_000


@pytest.mark.parametrize(
    ("place", "edit"),
    [
        ("institutions", lambda places: places.institutions.editor.fields["name"].edit),
        ("people", lambda places: places.people.editor.fields["family_name"].edit),
        ("notes", lambda places: places.notes.editor.title.edit),
        ("reference", lambda places: places.reference.editor.first_field.edit),
    ],
)
def test_the_name_is_ready_to_be_typed_over(
    window: MainWindow, qtbot: QtBot, place: str, edit: Callable[[Places], QLineEdit]
) -> None:
    window.places.go_to(place)
    screen = window.places.place
    qtbot.waitUntil(lambda: screen.chosen_record is not None, timeout=LONG)
    qtbot.waitUntil(lambda: bool(edit(window.places).text()), timeout=LONG)
    screen.take_keyboard()
    assert window.actions_["rename"].isEnabled()
    assert not edit(window.places).hasFocus()
    list_ = window.focusWidget()
    assert list_ is not None
    QTest.keyClick(list_, Qt.Key.Key_F2)
    name = edit(window.places)
    assert (name.hasFocus(), name.selectedText()) == (True, name.text())


def test_it_is_off_where_there_is_no_list_of_records(window: MainWindow) -> None:
    window.places.go_to("home")
    assert not window.actions_["rename"].isEnabled()
