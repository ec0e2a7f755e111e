"""Somebody else changes what one is editing: nothing is overwritten, nothing that was typed is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from accessible import nameless
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.gui.main_window import MainWindow
from briefer.gui.views.conflicts import ConflictsScreen
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


def test_undo_of_a_field_typed_in_twice_leaves_what_others_wrote_between(
    window: MainWindow, call: VisitPlace, jonas: Workspace, qtbot: QtBot
) -> None:
    before = item(call)
    begin_typing(call, "dress", "lounge suit")
    press_return(call, "dress")
    change(jonas, before, transport="three cars")
    qtbot.waitUntil(lambda: item(call).transport == "three cars", timeout=LONG)
    begin_typing(call, "dress", "uniform")
    press_return(call, "dress")
    found = []
    for _ in range(2):
        window.undo.undo()
        now = library.fresh(window.desk.workspace, before)
        assert now is not None
        found.append((now.dress, now.transport))
    assert found == [("lounge suit", "three cars"), (before.dress, "three cars")]


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


# -------------------------------------------------------------------------------- the screen


@pytest.fixture
def screen(window: MainWindow, call: VisitPlace, jonas: Workspace, qtbot: QtBot) -> ConflictsScreen:
    """The screen with one edit that waits: time and dress were changed by both, the rest went by itself."""
    before = item(call)
    change(jonas, before, start="09:30", end="10:15", dress="national dress", transport="van")
    mine = msgspec.structs.replace(
        before, start="09:15", end="10:00", dress="lounge suit", gifts="book"
    )
    edit = Edit("Change it", (Change(before, mine),), "Changed.", before.visit)
    assert window.undo.do(edit)
    qtbot.waitUntil(lambda: bool(window.undo.decisions.cases), timeout=LONG)
    window.top.waiting.click()
    found = window.places.conflicts
    assert window.places.place is found
    return found


def texts(screen: ConflictsScreen) -> list[list[str]]:
    told = screen.comparison._told
    assert told is not None
    return [
        [row.field, *(option.words for option in screen.comparison.options(at))]
        for at, row in enumerate(told.rows)
    ]


def test_mine_stands_beside_theirs_and_what_was_before(
    window: MainWindow, screen: ConflictsScreen
) -> None:
    assert window.top.waiting.text().strip() == "1 to decide"
    (head, row) = screen.list.rows
    assert (head.title, head.end, row.title) == ("Waiting for you", "1", CALL)
    assert row.second.startswith("Jonas · ")
    assert row.spoken.startswith(f"{CALL}, 2 fields to decide, Jonas, ")
    assert texts(screen) == [
        ["start and end", "09:15–10:00", "09:30–10:15", "09:00–09:45"],
        ["dress", "lounge suit", "national dress", "business"],
    ]
    told = screen.comparison._told
    assert told is not None
    assert [(one.field, one.value, one.mine) for one in told.joined] == [
        ("transport", "van", False),
        ("gifts", "book", True),
    ]
    assert screen.comparison.kept == (f"{CALL} · 09:30–10:15 · national dress · van · book")
    assert nameless(screen) == []


def test_it_is_decided_by_keys_alone_and_undone(
    window: MainWindow, screen: ConflictsScreen, call: VisitPlace, qtbot: QtBot
) -> None:
    gifts = item(call).gifts
    times, dress = screen.comparison.options(0), screen.comparison.options(1)
    assert times[1].hasFocus()
    QTest.keyClick(times[1], Qt.Key.Key_Left)
    assert (times[0].isChecked(), times[0].hasFocus()) == (True, True)
    QTest.keyClick(times[0], Qt.Key.Key_Return)
    assert dress[1].hasFocus()
    QTest.keyClick(dress[1], Qt.Key.Key_Right)
    assert screen.comparison.kept == f"{CALL} · 09:15–10:00 · business · van · book"
    QTest.keyClick(dress[2], Qt.Key.Key_Left)
    QTest.keyClick(dress[1], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    now = library.fresh(window.desk.workspace, item(call))
    assert now is not None
    assert (now.start, now.dress, now.transport, now.gifts) == (
        "09:15",
        "national dress",
        "van",
        "book",
    )
    qtbot.waitUntil(lambda: not window.undo.decisions.cases, timeout=LONG)
    assert (screen.list.rows, window.top.waiting.isVisible()) == ((), False)
    assert "Nothing to decide" in screen._sides.currentWidget().title.text()  # type: ignore[union-attr]
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert window.places.place is call
    window.undo.undo()
    now = library.fresh(window.desk.workspace, now)
    assert now is not None
    assert (now.start, now.dress, now.gifts) == ("09:30", "national dress", gifts)


def test_theirs_can_be_kept_as_a_whole_and_the_screen_looks_again(
    window: MainWindow,
    screen: ConflictsScreen,
    call: VisitPlace,
    jonas: Workspace,
    qtbot: QtBot,
) -> None:
    QTest.keyClick(screen.comparison.options(0)[1], Qt.Key.Key_Left)
    change(jonas, item(call), dress="white tie")
    qtbot.waitUntil(lambda: texts(screen)[1][2] == "white tie", timeout=LONG)
    assert screen.comparison.options(0)[0].isChecked()
    screen.comparison.all_theirs.click()
    assert screen.comparison.save_button.hasFocus()
    screen.comparison.save_button.click()
    now = library.fresh(window.desk.workspace, item(call))
    assert now is not None
    assert (now.start, now.dress, now.gifts) == ("09:30", "white tie", "book")


def test_what_waits_is_shown_after_a_restart(
    window: MainWindow, screen: ConflictsScreen, sample: Path, qtbot: QtBot
) -> None:
    window.close()
    again = MainWindow()
    again.show()
    again.opener.open(sample)
    qtbot.waitUntil(lambda: again.undo.decisions.count == 1, timeout=LONG)
    assert again.top.waiting.isVisible()
    again.close()
    again.deleteLater()
