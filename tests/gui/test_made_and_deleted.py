"""What is made from anywhere and tied to what is chosen; what is deleted in lists, and comes back; where there is nothing."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import app, settings
from briefer.gui.main_window import MainWindow
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.fields import ChoiceField, LineField
from briefer.gui.views.links import LinksField
from briefer.gui.views.outcomes import Outcomes
from briefer.gui.views.overview import Overview
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.services import common_edits, library

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
OpenVisit = Callable[[str], VisitPlace]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


# ------------------------------------------------------------------------------------------- made


@pytest.mark.parametrize(
    ("segment", "record", "named"),
    [
        ("institution", Institution, "Quay Office"),
        ("person", Person, "Anna Quayle"),
        ("note", Note, "Quay talk"),
    ],
)
def test_what_the_library_panel_does_not_find_is_made_there(
    window: MainWindow,
    open_visit: OpenVisit,
    qtbot: QtBot,
    segment: str,
    record: type[Institution | Person | Note],
    named: str,
) -> None:
    place = open_visit("showcase")
    panel = place.programme.library
    panel._segments.choose(segment)
    panel._choose_kind(segment)
    panel.search_field.setText(named)
    qtbot.waitUntil(panel._new_button.isVisible, timeout=LONG)
    words = {
        "institution": "New institution",
        "person": "New person",
        "note": "New note",
    }
    assert panel._new_button.accessibleName() == words[segment]
    QTest.keyClick(panel._new_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not panel._new_button.isVisible(), timeout=LONG)
    assert panel.search_field.hasFocus()
    press(Qt.Key.Key_Down)
    kind, id_ = panel.chosen or ("", None)
    assert (kind, id_ is not None) == (segment, True)
    assert id_ is not None
    made = library.get(window.desk.workspace, record, id_)
    assert made is not None
    if isinstance(made, Note):
        chosen = place.programme.choice.current
        assert (made.item, made.visit) == (chosen, place.visit)


def test_a_library_without_any_asks_for_a_name(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    panel = place.programme.library
    panel._show_nothing(searched=False)
    assert (panel._empty.title.text(), panel._new_button.isVisible()) == ("Nothing here yet", False)


def test_a_new_note_is_tied_to_the_chosen_item(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    item = next(one for one in place.file.items if one.title == CALL)
    assert item.institutions
    place.show_item(item.id)
    window.actions_["new-note"].trigger()
    notes = window.places.notes
    qtbot.waitUntil(notes.editor.title.edit.hasFocus, timeout=LONG)
    note = notes.editor.note
    assert note is not None
    assert (note.title, note.item, note.visit, note.institutions) == (
        "New note on Courtesy call on the Minister of Public Safety",
        item.id,
        place.visit,
        item.institutions,
    )


def test_a_new_note_is_tied_to_who_travels(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.show_tab("delegation")
    assert place.file is not None
    delegate = next(one for one in place.file.delegates if one.person)
    place.delegation.show_delegate(delegate.id)
    window.actions_["new-note"].trigger()
    editor = window.places.notes.editor
    qtbot.waitUntil(lambda: editor.note is not None and bool(editor.note.people), timeout=LONG)
    assert editor.note
    assert (editor.note.people, editor.note.item) == ((delegate.person,), None)


def test_outcome_follow_up_and_stop_are_inserted_from_anywhere(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    item = next(one for one in place.file.items if one.title == CALL)
    place.show_item(item.id)
    window.actions_["new-outcome"].trigger()
    outcomes = place.outcomes
    assert isinstance(outcomes, Outcomes)
    assert (place.tab, outcomes.line.hasFocus()) == ("outcomes", True)
    assert outcomes.items.chosen_id == item.id
    window.actions_["new-follow-up"].trigger()
    assert window.undo.undo_words == "Add follow-up New follow-up"
    window.actions_["new-stop"].trigger()
    overview = place.screen_of("overview")
    assert isinstance(overview, Overview)
    assert (place.tab, window.undo.undo_words) == ("overview", "Add stop")
    qtbot.waitUntil(
        lambda: overview.stops.form.isAncestorOf(QApplication.focusWidget()), timeout=LONG
    )


def test_ctrl_n_makes_what_the_screen_holds(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.show_tab("briefs")
    window.actions_["new"].trigger()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert place.briefs.editor.points.isAncestorOf(focus)
    QTest.keyClicks(focus, "Thank for the report")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert window.undo.undo_words.startswith("Add point")
    place.show_tab("overview")
    window.actions_["new"].trigger()
    assert window.undo.undo_words == "Add stop"


def test_all_items_of_all_days_are_chosen(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    place.programme.take_keyboard()
    window.actions_["select-all"].trigger()
    assert set(place.programme.choice.items) == {one.id for one in place.file.items}
    place.programme.show_view("list")
    place.programme.list_pane.search_field.setText("lunch")
    window.actions_["select-all"].trigger()
    chosen = [one.title for one in place.file.items if one.id in place.programme.choice.items]
    assert 0 < len(chosen) < len(place.file.items)


# ------------------------------------------------------------------------------------------- tied


def test_a_note_is_marked_and_tied_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    agency = Institution(name="Quay Agency", acronym="QA")
    assert window.undo.do(common_edits.add(agency))
    window.places.go_to("notes")
    window.places.notes.new_note()
    editor = window.places.notes.editor
    qtbot.waitUntil(lambda: bool(editor.note and editor.note.title == "New note"), timeout=LONG)
    assert editor._tied.text() == "Tied to nothing yet"
    QTest.keyClick(editor.change_ties, Qt.Key.Key_Space)
    marking = editor.ties.fields["marking"]
    assert isinstance(marking, ChoiceField)
    assert marking.chooser.hasFocus()
    qtbot.waitUntil(lambda: marking.chooser.count() > 2, timeout=LONG)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    def stored() -> Note:
        assert editor.note
        found = library.get(window.desk.workspace, Note, editor.note.id)
        assert found
        return found

    qtbot.waitUntil(lambda: stored().marking == "restricted", timeout=LONG)
    field = editor.ties.fields["institutions"]
    assert isinstance(field, LinksField)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Quay Ag")
    qtbot.waitUntil(lambda: field.edit.is_open, timeout=LONG)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored().institutions == (agency.id,), timeout=LONG)
    qtbot.waitUntil(lambda: editor._tied.text() == "Tied to QA · RESTRICTED", timeout=LONG)


def test_a_note_that_is_tied_to_an_item_is_tied_to_its_visit(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    item = next(one for one in place.file.items if one.title == CALL)
    assert window.undo.do(common_edits.add_note("Quay talk"))
    window.places.go_to("notes")
    window.places.notes.search_field.setText("Quay talk")
    editor = window.places.notes.editor
    qtbot.waitUntil(lambda: bool(editor.note and editor.note.title == "Quay talk"), timeout=LONG)
    QTest.keyClick(editor.change_ties, Qt.Key.Key_Space)
    field = editor.ties.fields["item"]
    assert isinstance(field, LineField)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Courtesy call on the Minister of Pub")
    assert isinstance(field.edit, CompletionEdit)
    qtbot.waitUntil(lambda: field.edit.is_open, timeout=LONG)
    press(Qt.Key.Key_Return)
    assert editor.note
    note = library.get(window.desk.workspace, Note, editor.note.id)
    assert note
    assert (note.item, note.visit) == (item.id, place.visit)
    assert window.undo.undo_words == "Change item of Quay talk"


# ---------------------------------------------------------------------------------------- deleted


def test_a_visit_is_deleted_and_comes_back(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    id_ = open_visit("showcase-2025").visit
    window.places.go_to("home")
    home = window.places.home
    before = {one.key for one in window.desk.overview}
    home.visits.choose(id_)
    home.visits.setFocus()
    press(Qt.Key.Key_Delete)

    def keys() -> set[str]:
        return {one.key for one in window.desk.overview}

    qtbot.waitUntil(lambda: keys() == before - {"showcase-2025"}, timeout=LONG)
    assert id_ not in window.places.visits
    assert home.visits.hasFocus()
    assert window.undo.undo_words.startswith("Delete Visit of the Deputy")
    window.undo.undo()
    qtbot.waitUntil(lambda: keys() == before, timeout=LONG)
    place = open_visit("showcase-2025")
    assert place.file is not None
    assert len(place.file.items) == 3


def test_an_institution_is_deleted_and_its_neighbour_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    first, second = Institution(name="Zz Quay Agency"), Institution(name="Zz Quay Court")
    assert window.undo.do(common_edits.add(first, second))
    window.places.show_institution(first.id)
    screen = window.places.institutions
    qtbot.waitUntil(lambda: screen.chosen_record == ("institution", first.id), timeout=LONG)
    screen.take_keyboard()
    press(Qt.Key.Key_Delete)
    assert window.undo.undo_words == "Delete Zz Quay Agency"
    assert screen.chosen_record == ("institution", second.id)
    assert screen.tree.hasFocus()
    qtbot.waitUntil(lambda: first.id not in screen._tree.whole.nodes, timeout=LONG)
    assert screen.chosen_record == ("institution", second.id)
    window.undo.undo()
    qtbot.waitUntil(lambda: first.id in screen._tree.whole.nodes, timeout=LONG)


def test_a_note_is_deleted_and_its_neighbour_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("notes")
    screen = window.places.notes
    qtbot.waitUntil(lambda: len(screen.notes.rows) > 2, timeout=LONG)
    first, second = (row.id for row in screen.notes.rows[:2])
    screen.notes.choose(first)
    screen.notes.setFocus()
    press(Qt.Key.Key_Delete)
    assert window.undo.undo_words.startswith("Delete ")
    assert screen.chosen_record == ("note", second)
    qtbot.waitUntil(lambda: first not in screen._notes, timeout=LONG)
    assert screen.chosen_record == ("note", second)
    assert screen.notes.hasFocus()
    window.undo.undo()
    qtbot.waitUntil(lambda: first in screen._notes, timeout=LONG)


# ---------------------------------------------------------------------------------- nothing there yet


def test_where_no_note_holds_the_words_one_of_them_is_written(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.go_to("notes")
    screen = window.places.notes
    qtbot.waitUntil(lambda: bool(screen.notes.rows), timeout=LONG)
    screen.search_field.setText("lorry lane 4")
    qtbot.waitUntil(screen.new_named.isVisible, timeout=LONG)
    assert screen._none.title.text() == "No note holds “lorry lane 4”"
    assert screen.new_named.accessibleName() == "New note “lorry lane 4”"
    QTest.keyClick(screen.new_named, Qt.Key.Key_Space)
    editor = screen.editor
    qtbot.waitUntil(lambda: bool(editor.note and editor.note.title == "lorry lane 4"), timeout=LONG)


def test_where_no_institution_fits_one_of_the_name_is_made(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    qtbot.waitUntil(lambda: bool(screen._tree.institutions), timeout=LONG)
    screen.search_field.setText("Zz Quay Office")
    qtbot.waitUntil(screen.new_named.isVisible, timeout=LONG)
    QTest.keyClick(screen.new_named, Qt.Key.Key_Space)
    assert window.undo.undo_words == "Add Zz Quay Office"


def test_days_without_any_item_say_how_to_begin(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    from briefer.services import beginnings

    edit = beginnings.new(
        "Quay visit", start="2028-03-14", end="2028-03-16", city="Oslo", zone="Europe/Oslo"
    )
    assert window.undo.do(edit)
    qtbot.waitUntil(lambda: len(window.desk.overview) == 5, timeout=LONG)
    place = open_visit("quay-visit")
    screen = place.programme
    place.show_tab("programme")
    assert (screen._no_items.isVisible(), screen._copy_link.isVisible()) == (True, True)
    assert screen.work.currentWidget() is screen.days
    place.show_tab("pack")
    assert place.pack.nothing.isVisible()
    place.show_tab("programme")
    screen.new_item()
    assert not screen._no_items.isVisible()
    place.show_tab("pack")
    assert not place.pack.nothing.isVisible()


def test_who_is_at_work_says_so_in_the_settings(window: MainWindow) -> None:
    window.places.show_settings("window")
    page = window.places.settings.window_page
    page.officer.edit.setFocus()
    QTest.keyClicks(page.officer.edit, "Lina Sahlani")
    press(Qt.Key.Key_Return)
    try:
        assert (settings.load().officer, app.officer_name()) == ("Lina Sahlani", "Lina Sahlani")
        assert page.officer.edit.text() == "Lina Sahlani"
    finally:
        settings.save(msgspec.structs.replace(settings.load(), officer=""))
