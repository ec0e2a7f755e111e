"""Forgetting a person in the window: what is held is shown, and it takes two steps, after which nothing is kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.hits import Hit
from briefer.gui.models.programme import Names
from briefer.gui.views.forget_panel import ForgetPanel
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.services import common_edits

LONG = 20_000
Opened = Callable[[], ForgetPanel]


def hisham(window: MainWindow) -> Person:
    with window.desk.workspace.reading() as rows:
        found = rows.find(Person, "hisham-barakani")
    assert found
    return found


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> ForgetPanel:
    """Opened on a person of the sample, whom a note names."""
    person = hisham(window)
    window.undo.do(common_edits.add(Note(title="A lecture", text="Hisham Barakani spoke.")))
    window.undo.do(common_edits.change_field(person, "pronounced", "he-sham", called="name"))
    window.places.show_person(person.id)
    qtbot.waitUntil(lambda: window.places.place.chosen_record is not None, timeout=LONG)
    window.actions_["forget"].trigger()
    panel = window.panels.panel("forget")
    assert isinstance(panel, ForgetPanel)
    qtbot.waitUntil(lambda: len(panel.list.rows) > 1, timeout=LONG)
    return panel


def test_what_goes_and_what_stays_is_told(panel: ForgetPanel) -> None:
    assert [(one.title, one.end) for one in panel.list.rows] == [
        ("Goes for good", ""),
        ("Name and all other fields", ""),
        ("Portraits", "1"),
        ("Private data", "1"),
        ("Places in visits and posts, emptied", "2"),
        ("Entries of the history", "5"),
        ("Names the person and stays: see to it first", ""),
        ("A lecture", ""),
    ]


def test_it_takes_two_steps_and_the_first_can_be_left(
    window: MainWindow, panel: ForgetPanel, qtbot: QtBot
) -> None:
    panel.begin.setFocus()
    QTest.keyClick(panel.begin, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is panel.keep
    QTest.keyClick(panel.keep, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is panel.begin
    assert hisham(window).family_name == "Barakani"
    QTest.keyClick(panel.begin, Qt.Key.Key_Space)
    QTest.keyClick(panel.keep, Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.desk.forgotten, timeout=LONG):
        QTest.keyClick(panel.forget, Qt.Key.Key_Space)
    assert panel.isHidden()
    assert (window.undo.undo_words, window.undo.redo_words) == ("", "")
    assert window.status.words.text() == "The person was forgotten."
    with window.desk.workspace.reading() as rows:
        assert rows.find(Person, "hisham-barakani") is None
        assert rows.search.search("barakani", 9)[0].label == "A lecture"


def test_a_text_that_names_the_person_is_opened(
    window: MainWindow, panel: ForgetPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.opened) as told:
        panel.list.opened.emit(panel.list.rows[-1].id)
    (hit,) = told.args
    assert isinstance(hit, Hit)
    assert hit.kind == "note"
    assert window.places.place is window.places.notes


def test_who_was_forgotten_is_a_row_in_words_and_is_not_found(
    window: MainWindow, panel: ForgetPanel, qtbot: QtBot
) -> None:
    id_ = hisham(window).id
    people = window.places.people
    qtbot.waitUntil(lambda: people.profile is not None and window.tasks.idle, timeout=LONG)
    assert people.editor._title.text() == "Professor Hisham Barakani"
    panel.begin.click()
    with qtbot.waitSignal(window.desk.forgotten, timeout=LONG):
        panel.forget.click()
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    window.places.go_to("home")
    window.places.show_person(id_)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert people.editor._title.text() == "Forgotten person"
    model = people.list.model()
    shown = [str(model.index(at, 0).data()) for at in range(model.rowCount())]
    assert (shown.count("Forgotten person"), "" in shown) == (1, False)
    visit = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(visit)
    place = window.places.visits[visit]
    qtbot.waitUntil(lambda: place.file is not None and window.tasks.idle, timeout=LONG)
    assert place.file
    delegate = next(one for one in place.file.delegates if one.person == id_)
    assert Names(place.file)._called(delegate) == "Forgotten person"
    with window.desk.workspace.reading() as rows:
        assert rows.search.search("forgotten", 9) == []
