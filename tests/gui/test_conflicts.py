"""Somebody else changes what one is editing: nothing is overwritten, nothing that was typed is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.gui.main_window import MainWindow
from briefer.gui.views.fields import LineField
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.base import Record
from briefer.records.briefs import Brief
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.services import brief_edits, edits, library
from briefer.services.edits import Change, Edit
from briefer.workspace.database import Workspace

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def jonas(window: MainWindow, sample: Path) -> Iterator[Workspace]:
    """The same workspace as another process of another officer has it."""
    with app.open_workspace(sample, officer="Jonas") as opened:
        yield opened


def change(theirs: Workspace, record: Record, **values: Any) -> None:
    now = library.fresh(theirs, record)
    assert now is not None
    edits.apply(theirs, Edit("Change", (Change(now, msgspec.structs.replace(now, **values)),)))


def item(place: VisitPlace, title: str = CALL) -> ProgrammeItem:
    assert place.file is not None
    return next(one for one in place.file.items if one.title == title)


def field(place: VisitPlace, name: str) -> LineField:
    found = place.programme.item.editor.fields[name]
    assert isinstance(found, LineField)
    return found


def begin_typing(place: VisitPlace, name: str, text: str) -> None:
    edit = field(place, name).edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def press_return(place: VisitPlace, name: str) -> None:
    QTest.keyClick(field(place, name).edit, Qt.Key.Key_Return)


def told(window: MainWindow) -> str:
    return "" if window.bar.isHidden() else window.bar.words.text()


@pytest.fixture
def call(window: MainWindow, open_visit: OpenVisit) -> VisitPlace:
    """The invented visit with the courtesy call in the item panel."""
    place = open_visit("showcase")
    place.programme.show_item(item(place).id)
    return place


def test_what_is_typed_on_an_older_reading_meets_theirs_and_does_not_overwrite_it(
    window: MainWindow, call: VisitPlace, jonas: Workspace, qtbot: QtBot
) -> None:
    begin_typing(call, "dress", "lounge suit")
    before = item(call)
    change(jonas, before, dress="national dress")
    qtbot.waitUntil(lambda: item(call).dress == "national dress", timeout=LONG)
    assert field(call, "dress").edit.text() == "lounge suit"
    assert told(window).startswith("Jonas changed this at ")
    press_return(call, "dress")
    now = library.fresh(window.desk.workspace, before)
    assert now is not None
    assert now.dress == "national dress"
    (case,) = window.desk.cases()
    (decision,) = case.decisions
    assert [getattr(each, "dress") for each in decision[4:7]] == [  # noqa: B009
        before.dress,
        "lounge suit",
        "national dress",
    ]
    # the form shows what is stored: leaving it stores nothing
    assert field(call, "dress").edit.text() == "national dress"
    field(call, "title").edit.setFocus()
    assert library.fresh(window.desk.workspace, before) == now


def test_another_field_of_the_same_record_goes_by_itself(
    window: MainWindow, call: VisitPlace, jonas: Workspace, qtbot: QtBot
) -> None:
    begin_typing(call, "dress", "lounge suit")
    before = item(call)
    change(jonas, before, transport="three cars")
    qtbot.waitUntil(lambda: item(call).transport == "three cars", timeout=LONG)
    press_return(call, "dress")
    now = library.fresh(window.desk.workspace, before)
    assert now is not None
    assert (now.dress, now.transport, window.desk.cases()) == ("lounge suit", "three cars", ())


def test_what_was_seen_before_it_was_typed_over_is_no_conflict(
    window: MainWindow, call: VisitPlace, jonas: Workspace, qtbot: QtBot
) -> None:
    begin_typing(call, "transport", "van")
    before = item(call)
    change(jonas, before, dress="national dress")
    qtbot.waitUntil(lambda: item(call).dress == "national dress", timeout=LONG)
    press_return(call, "transport")
    begin_typing(call, "dress", "lounge suit")
    press_return(call, "dress")
    now = library.fresh(window.desk.workspace, before)
    assert now is not None
    assert (now.dress, window.desk.cases()) == ("lounge suit", ())


def test_what_is_typed_into_a_record_that_somebody_deletes_is_kept(
    window: MainWindow, call: VisitPlace, jonas: Workspace, qtbot: QtBot
) -> None:
    begin_typing(call, "title", "Audience")
    before = library.fresh(jonas, item(call))
    assert before is not None
    edits.apply(jonas, Edit("Delete", (Change(before, None),)))
    qtbot.waitUntil(lambda: bool(window.desk.cases()), timeout=LONG)
    (case,) = window.desk.cases()
    (decision,) = case.decisions
    assert (decision.theirs, decision.who) == (None, "Jonas")
    assert isinstance(decision.mine, ProgrammeItem)
    assert decision.mine.title == "Audience"
    assert told(window).startswith(f"Jonas deleted “{CALL}” at ")


def test_the_text_of_a_note_meets_theirs(
    window: MainWindow, jonas: Workspace, qtbot: QtBot
) -> None:
    window.places.go_to("notes")
    editor = window.places.notes.editor
    qtbot.waitUntil(lambda: editor.note is not None, timeout=LONG)
    note = editor.note
    assert note is not None
    editor.source.setFocus()
    QTest.keyClicks(editor.source, "Mine. ")
    change(jonas, note, text="Theirs.")
    qtbot.waitUntil(lambda: editor.source.stored == "Theirs.", timeout=LONG)
    assert editor.source.toPlainText().startswith("Mine. ")
    editor.accept()
    now = library.fresh(window.desk.workspace, note)
    assert now is not None
    assert now.text == "Theirs."
    (case,) = window.desk.cases()
    mine = case.decisions[0].mine
    assert isinstance(mine, Note)
    assert mine.text.startswith("Mine. ")
    qtbot.waitUntil(lambda: editor.source.toPlainText() == "Theirs.", timeout=LONG)


def test_two_who_begin_the_same_brief_write_one(
    window: MainWindow, open_visit: OpenVisit, jonas: Workspace
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    briefed = {brief.item for brief in place.file.briefs}
    bare = next(one for one in place.file.items if one.id not in briefed)
    edits.apply(jonas, brief_edits.change(bare, None, "objective", objective="Theirs"))
    assert window.undo.do(brief_edits.change(bare, None, "owner", owner="Mine"))
    with jonas.reading() as rows:
        (brief,) = rows.where(Brief, "item", [bare.id])
    assert (brief.objective, brief.owner) == ("Theirs", "Mine")
    window.undo.do(brief_edits.change(bare, None, "objective", objective="Mine"))
    (case,) = window.desk.cases()
    assert case.decisions[0].fields == ("objective",)
