"""Screens of the library are as they were left, after a restart too; what another workspace was told stays there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.gui.main_window import MainWindow
from briefer.gui.views.records_place import RecordsPlace
from briefer.records.institutions import Institution
from briefer.records.notes import Note, Theme
from briefer.records.people import Person
from briefer.services import common_edits, edits
from briefer.workspace.database import Workspace

LONG = 20_000
Reopen = Callable[[], MainWindow]
COUNT = 4


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Four institutions, notes and themes."""
    path = tmp_path / "office.briefer"
    with app.create_workspace(path, officer="Elin Brandt") as workspace:
        fill(workspace)
    return path


def fill(workspace: Workspace) -> None:
    for at in range(COUNT):
        some = Institution(name=f"Port {at}"), Note(title=f"Note {at}"), Theme(name=f"Theme {at}")
        some = (*some, Person(family_name=f"Berg {at}"))
        edits.apply(workspace, common_edits.add(*some))


@pytest.fixture
def reopened(qapp: QApplication, qtbot: QtBot, office: Path) -> Iterator[Reopen]:
    made: list[MainWindow] = []

    def reopen() -> MainWindow:
        for before in made:
            before.close()
        window = MainWindow()
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        with qtbot.waitSignal(window.ready, timeout=LONG):
            window.opener.open(office)
        return window

    yield reopen
    for window in made:
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def institution(window: MainWindow) -> str:
    one = window.places.institutions.editor.institution
    return one.name if one else ""


def note(window: MainWindow) -> str:
    one = window.places.notes.editor.note
    return one.title if one else ""


def record(window: MainWindow) -> str:
    one = window.places.reference.editor.record
    return one.name if isinstance(one, Theme) else ""


@pytest.mark.parametrize(
    ("screen", "kind", "told", "words"),
    [
        ("institutions", Institution, institution, "Port 2"),
        ("notes", Note, note, "Note 2"),
        ("reference", Theme, record, "Theme 2"),
    ],
)
def test_the_chosen_row_is_chosen_after_a_restart(
    reopened: Reopen,
    qtbot: QtBot,
    screen: str,
    kind: type,
    told: Callable[[MainWindow], str],
    words: str,
) -> None:
    window = reopened()
    with window.desk.workspace.reading() as rows:
        one = next(one for one in rows.all(kind) if words in (str(vars_of(one))))
    window.places.go_to(screen)
    qtbot.waitUntil(lambda: told(window) not in ("", words), timeout=LONG)  # the first one
    show = {
        "institutions": lambda: window.places.show_institution(one.id),
        "notes": lambda: window.places.show_note(one.id),
        "reference": lambda: window.places.reference.show_record("theme", one.id),
    }
    show[screen]()
    qtbot.waitUntil(lambda: told(window) == words, timeout=LONG)
    again = reopened()
    again.places.go_to(screen)
    qtbot.waitUntil(lambda: told(again) == words, timeout=LONG)
    assert again.places.place.isVisible()


def vars_of(one: object) -> str:
    return str(getattr(one, "name", "") or getattr(one, "title", ""))


FOLDED = {
    "institutions": lambda places: (places.institutions, places.institutions.editor.fields["name"].edit),
    "people": lambda places: (places.people, places.people.editor.fields["family_name"].edit),
    "notes": lambda places: (places.notes, places.notes.editor.source),
    "reference": lambda places: (places.reference, places.reference.editor.first_field.edit),
}  # fmt: skip


def shown_in(screen: RecordsPlace, field: QWidget, qtbot: QtBot) -> None:
    """A record stands in the form of a screen."""
    qtbot.waitUntil(lambda: screen.record is not None and field.isVisible(), timeout=LONG)


def test_f9_folds_the_list_beside_the_form_and_ctrl_f_has_it_back(
    reopened: Reopen, qtbot: QtBot
) -> None:
    window = reopened()
    list_, find = window.actions_["library-panel"], window.actions_["find"]
    for name, parts in FOLDED.items():
        window.places.go_to(name)
        screen, field = parts(window.places)
        shown_in(screen, field, qtbot)
        screen.view.setFocus()
        width = screen.panes.widget(1).width()
        list_.trigger()
        assert (name, screen.view.isVisible(), field.hasFocus()) == (name, False, True)
        assert screen.panes.widget(1).width() > width
        window.top.menu_opens.emit()
        assert not list_.isChecked()
        find.trigger()
        assert (screen.view.isVisible(), screen.search_field.hasFocus()) == (True, True)
        list_.trigger()
        list_.trigger()
        assert screen.view.hasFocus()
        window.top.menu_opens.emit()
        assert list_.isChecked()


def test_f12_folds_the_form_beside_the_list_and_what_opens_the_record_has_it_back(
    reopened: Reopen, qtbot: QtBot
) -> None:
    window = reopened()
    form = window.actions_["item-panel"]
    for name in ("people", "reference"):
        window.places.go_to(name)
        screen, field = FOLDED[name](window.places)
        shown_in(screen, field, qtbot)
        screen.view.setFocus()
        form.trigger()
        assert (name, field.isVisible(), screen.view.hasFocus()) == (name, False, True)
        assert screen.view.width() > screen.width() - 10
        window.top.menu_opens.emit()
        assert not form.isChecked()
        QTest.keyClick(screen.view, Qt.Key.Key_Return)
        assert (field.isVisible(), field.hasFocus()) == (True, True)
        form.trigger()
        QTest.keyClick(screen.view, Qt.Key.Key_F2)
        assert (field.isVisible(), field.hasFocus()) == (True, True)


def test_f12_folds_how_a_note_prints(reopened: Reopen, qtbot: QtBot) -> None:
    window = reopened()
    window.places.go_to("notes")
    screen = window.places.notes
    qtbot.waitUntil(screen.editor.printed.isVisible, timeout=LONG)
    width = screen.editor.source.width()
    window.actions_["item-panel"].trigger()
    assert not screen.editor.printed.isVisible()
    qtbot.waitUntil(lambda: screen.editor.source.width() > width * 1.5)
    window.top.menu_opens.emit()
    assert not window.actions_["item-panel"].isChecked()
    window.actions_["item-panel"].trigger()
    assert screen.editor.printed.isVisible()


def test_return_in_the_tree_goes_to_the_form(reopened: Reopen, qtbot: QtBot) -> None:
    window = reopened()
    window.places.go_to("institutions")
    screen, name = FOLDED["institutions"](window.places)
    qtbot.waitUntil(lambda: screen.record is not None, timeout=LONG)
    screen.tree.setFocus()
    QTest.keyClick(screen.tree, Qt.Key.Key_Return)
    assert name.hasFocus()


def test_f12_closes_and_opens_the_connections(reopened: Reopen, qtbot: QtBot) -> None:
    window = reopened()
    window.places.go_to("institutions")
    screen = window.places.institutions
    qtbot.waitUntil(lambda: screen.editor.institution is not None, timeout=LONG)
    assert (screen.connections.isVisible(), screen.aside.opener.isVisible()) == (True, False)
    QTest.keyClick(screen.tree, Qt.Key.Key_F12)
    assert (screen.connections.isVisible(), screen.aside.opener.isVisible()) == (False, True)
    QTest.keyClick(screen.tree, Qt.Key.Key_F12)
    assert (screen.connections.isVisible(), screen.aside.opener.isVisible()) == (True, False)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert screen.connections.isAncestorOf(focus)


def test_what_was_typed_for_a_visit_stays_in_its_workspace(
    reopened: Reopen, qtbot: QtBot, tmp_path: Path, office: Path
) -> None:
    window = reopened()
    window.places.new_visit()
    panel = window.places.home.new_visit
    QTest.keyClicks(panel.title.edit, "A day in Serin")
    panel.dates.setFocus()  # the title is taken
    QTest.keyClicks(panel.dates.edit, "12")
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.opener.open(tmp_path / "other.briefer", create=True)
    assert not panel.isVisible()
    window.places.new_visit()
    assert (panel.title.edit.text(), panel.dates.edit.text()) == ("", "")
    panel.title.edit.setText("")
    panel.make()
    assert window.desk.overview == ()
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.opener.open(office)
    qtbot.waitUntil(lambda: panel.title.edit.text() == "A day in Serin", timeout=LONG)
    panel.title.give_up()
    panel.dates.give_up()
