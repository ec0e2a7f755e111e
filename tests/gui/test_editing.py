"""Cut, copy, paste, delete and choose all act on what has the keyboard, and are off where they cannot."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import editing
from briefer.gui.actions import OF_FOCUS
from briefer.gui.main_window import MainWindow
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import LOCKED
from briefer.gui.views.fields import LineField, TextEdit
from briefer.gui.views.lists import RowsView
from briefer.gui.views.picture_well import PictureWell
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


def able(widget: QWidget) -> list[str]:
    return sorted(editing.able(widget))


def offered(window: MainWindow) -> list[str]:
    """What the menu offers as it opens."""
    window.top.menu_opens.emit()
    return sorted(name for name in OF_FOCUS if window.actions_[name].isEnabled())


def choose(window: MainWindow, name: str) -> None:
    """Choose a command of the menu."""
    window.top.menu_opens.emit()
    window.actions_[name].trigger()


@pytest.fixture
def on_clipboard(qapp: QApplication) -> Callable[[str], None]:
    return qapp.clipboard().setText


@pytest.mark.parametrize("made", [QLineEdit, QPlainTextEdit])
def test_a_field_can_what_its_text_allows(
    qtbot: QtBot, on_clipboard: Callable[[str], None], made: type[QLineEdit | QPlainTextEdit]
) -> None:
    field = made("quay")
    qtbot.addWidget(field)
    field.clear()
    assert able(field) == ["paste"]
    on_clipboard("berth")
    editing.press("paste", field)
    assert able(field) == ["paste", "select-all"]
    editing.press("select-all", field)
    assert able(field) == ["copy", "cut", "delete", "paste", "select-all"]
    field.setReadOnly(True)
    assert able(field) == ["copy", "select-all"]
    field.setReadOnly(False)
    editing.press("cut", field)
    assert able(field) == ["paste"]
    editing.press("paste", field)
    editing.press("select-all", field)
    editing.press("delete", field)
    assert able(field) == ["paste"]


def test_a_hidden_word_is_not_copied(qtbot: QtBot) -> None:
    field = QLineEdit("secret")
    field.setEchoMode(QLineEdit.EchoMode.Password)
    qtbot.addWidget(field)
    field.selectAll()
    assert {"copy", "cut"}.isdisjoint(editing.able(field))
    assert "delete" in editing.able(field)


def test_a_list_can_what_it_does_by_its_keys(qtbot: QtBot) -> None:
    view = RowsView("Ports", several=True)
    qtbot.addWidget(view)
    assert able(view) == ["paste"]
    view.show_rows([Row(1, "Vesterhavn"), Row(2, "Teskari")])
    view.choose_first()
    assert able(view) == ["copy", "paste", "select-all"]
    gone: list[object] = []
    view.deleted.connect(gone.append)
    assert able(view) == ["copy", "delete", "paste", "select-all"]
    editing.press("select-all", view)
    assert view.chosen_ids == (1, 2)
    editing.press("copy", view)
    assert QGuiApplication.clipboard().text() == "Vesterhavn\nTeskari"
    editing.press("delete", view)
    assert gone == [1]
    view.setProperty(LOCKED, "It can only be read.")
    assert able(view) == ["copy", "select-all"]


def test_a_picture_is_pasted_and_taken_away(qtbot: QtBot) -> None:
    well, other = PictureWell(), QPushButton("Choose")
    for one in (well, other):
        qtbot.addWidget(one)
    assert (able(well), able(other)) == (["delete", "paste"], [])
    well.locked = True
    assert able(well) == []


def test_the_menu_acts_on_what_has_the_keyboard(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, on_clipboard: Callable[[str], None]
) -> None:
    window.places.go_to("people")
    people = window.places.people
    qtbot.waitUntil(lambda: people.list.chosen_line is not None, timeout=LONG)
    people.list.setFocus()
    on_clipboard("nothing yet")
    assert offered(window) == ["copy", "delete", "paste", "select-all"]
    choose(window, "copy")
    assert QGuiApplication.clipboard().text().startswith("Name\t")
    people.search_field.setFocus()
    QTest.keyClicks(people.search_field, "Berg")
    choose(window, "select-all")
    assert offered(window) == ["copy", "cut", "delete", "paste", "select-all"]
    window.actions_["search"].trigger()  # which takes the keyboard
    QTest.keyClick(window.search.field, Qt.Key.Key_Escape)
    people.search_field.selectAll()
    choose(window, "cut")
    assert (people.search_field.text(), QGuiApplication.clipboard().text()) == ("", "Berg")

    place = open_visit("showcase")
    assert place.file is not None
    place.programme.choice.choose([place.file.items[0].id])
    place.programme.edit_field("title")
    title = place.programme.item.editor.fields["title"]
    assert isinstance(title, LineField)
    before, items = title.edit.text(), len(place.file.items)
    title.edit.setCursorPosition(0)
    assert "delete" in offered(window)
    choose(window, "delete")
    assert (title.edit.text(), len(place.file.items)) == (before[1:], items)
    title.edit.given_up.emit()
    place.programme.take_keyboard()
    assert offered(window) == ["copy", "cut", "delete", "paste", "select-all"]
    choose(window, "delete")
    assert len(place.file.items) == items - 1

    place.show_tab("delegation")
    place.delegation.guests.setFocus()
    assert offered(window) == ["copy", "delete", "paste", "select-all"]
    travelling = len(place.file.delegates)
    choose(window, "delete")
    assert len(place.file.delegates) == travelling - 1
    place.tabs.setFocus()
    assert offered(window) == []


def test_a_list_is_pasted_wherever_a_list_is(
    window: MainWindow, qtbot: QtBot, on_clipboard: Callable[[str], None]
) -> None:
    on_clipboard("Name\tPost\nAda Berg\tPilot\nOle Quist\tMaster")
    tree = window.places.institutions.tree
    qtbot.waitUntil(lambda: tree.currentIndex().isValid(), timeout=LONG)
    for by_key in (True, False):
        window.places.go_to("institutions")
        tree.setFocus()
        if by_key:
            QTest.keyClick(tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            choose(window, "paste")
        assert window.places.place is window.places.library("list")
    window.places.go_to("institutions")
    window.setProperty(LOCKED, "It can only be read.")
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.places.place is window.places.institutions


def test_what_is_written_goes_where_the_menu_was_opened_by_keys(window: MainWindow) -> None:
    note = window.places.library("notes")
    window.places.go_to("notes")
    text = note.findChild(TextEdit)
    assert text is not None
    text.setPlainText("Quay 4")
    text.setFocus()
    text.selectAll()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    copy = window.actions_["copy"]
    assert copy.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(copy).center())  # type: ignore[attr-defined]  # a menu
    assert QGuiApplication.clipboard().text() == "Quay 4"
