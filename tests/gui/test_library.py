"""What the screens of the library share: undo shows the place where it was."""

import pytest
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.places import edited_record
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


def test_undo_of_a_part_shows_whose_it_is() -> None:
    person = Person(family_name="Quayle")
    post = Post(person=person.id, title="Master")
    assert edited_record(common_edits.change_field(post, "title", "Harbour master")) == (
        "person",
        person.id,
    )
    assert edited_record(common_edits.add(person)) == ("person", None)
    assert edited_record(common_edits.delete(person)) == ("person", person.id)
