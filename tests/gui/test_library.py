"""What the screens of the library share: undo shows the place where it was."""

import pytest
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.places import edited_record
from briefer.gui.views import notes
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.kinds import kind_of
from briefer.records.notes import Note, Theme
from briefer.records.people import Person, Post
from briefer.services import common_edits

LONG = 20_000


@pytest.mark.parametrize("kind", ["institution", "person", "note", "theme"])
def test_undo_shows_the_place_in_the_library(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    records: dict[str, Record] = {
        "institution": Institution(name="Quay Office"),
        "person": Person(family_name="Quayle"),
        "note": Note(title="Quay talk"),
        "theme": Theme(name="Quays"),
    }
    assert window.undo.do(common_edits.add(*records.values()))
    field = kind_of(records[kind]).title
    assert window.undo.do(common_edits.change_field(records[kind], field, "Another"))
    window.places.go_to("home")
    for _ in range(2):
        window.undo.undo()
        qtbot.waitUntil(
            lambda: window.places.place.chosen_record == (kind, records[kind].id), timeout=LONG
        )
        window.places.go_to("home")
        window.undo.redo()


def test_a_note_beyond_the_list_is_shown_with_what_it_is_tied_to(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list holds some hundred of the notes of an office: one that is gone to stands in it all the same."""
    monkeypatch.setattr(notes, "MOST", 2)
    court, agency = Institution(name="Quay Court"), Institution(name="Quay Agency", acronym="QA")
    note = Note(title="Zzz talk", institutions=(agency.id,), date="1999")
    assert window.undo.do(common_edits.add(court, agency, note))
    window.places.show_note(note.id)
    screen = window.places.notes
    qtbot.waitUntil(lambda: screen.chosen_record == ("note", note.id), timeout=LONG)
    screen.editor.title.edit.setText("Zzz speech")
    screen.editor.title.accept()
    qtbot.waitUntil(
        lambda: "Zzz speech" in {one.title for one in screen._notes.values()}, timeout=LONG
    )
    assert screen.chosen_record == ("note", note.id)
    assert (len(screen._notes), screen._names[agency.id]) == (3, "QA")
    assert court.id not in screen._names


def test_undo_of_a_part_shows_whose_it_is() -> None:
    person = Person(family_name="Quayle")
    post = Post(person=person.id, title="Master")
    assert edited_record(common_edits.change_field(post, "title", "Harbour master")) == (
        "person",
        person.id,
    )
    assert edited_record(common_edits.add(person)) == ("person", None)
    assert edited_record(common_edits.delete(person)) == ("person", person.id)
