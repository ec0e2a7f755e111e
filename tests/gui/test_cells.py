"""What is mistyped in a cell or on a card stays there with one sentence, as in a field, and waits as a draft."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.minutes import TIME
from briefer.gui.views.cells import CellEdit
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
NO_DATE = "There is no such date. Type 1 October, or early December 2022."
NO_TIME = "“late” is no time. Type 835, or +5 for minutes after the start."
NO_CARD_TIME = "“7 pears” is no time. Type 930, 930-1015, ~930, +15, or ? for open."
DUE = 3
DANGER = "#b42318"


def editor() -> CellEdit:
    focus = QApplication.focusWidget()
    assert isinstance(focus, CellEdit)
    return focus


def drafts(window: MainWindow) -> list[str]:
    window.undo.drafts._keep()
    workspace = window.desk.workspace
    with workspace.reading() as rows:
        return [one.text for one in rows.drafts.waiting(workspace.officer, {"nobody"})]


def edge(edit: CellEdit) -> str:
    """The colour of the edge at the middle of its side."""
    return edit.grab().toImage().pixelColor(1, edit.height() // 2).name()


@pytest.fixture
def place(open_visit: OpenVisit) -> VisitPlace:
    return open_visit("showcase")


def test_a_date_that_is_none_stays_in_its_cell(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("outcomes")
    view = place.outcomes.follow_ups
    view.setFocus()
    view.setCurrentIndex(view.table.index(0, DUE))
    before = view.table.lines[0].cells[DUE].words
    QTest.keyClick(view, Qt.Key.Key_Return)
    typed = editor()
    typed.selectAll()
    QTest.keyClicks(typed, "31 Junember")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    assert editor() is typed  # the keyboard stays where the trouble is
    assert (typed.text(), typed.refused) == ("31 Junember", NO_DATE)
    reason = view.cells.reason
    assert (reason.isVisible(), reason.words) == (True, NO_DATE)
    assert view.geometry().bottom() < reason.y()  # it covers no row
    assert view.viewport().rect().contains(typed.geometry())
    assert edge(typed) == DANGER
    assert view.table.lines[0].cells[DUE].words == before
    place.outcomes.line.setFocus()  # one may go, and do anything else meanwhile
    (waiting,) = (one for one in view.cells._editors)
    assert (waiting.text(), waiting.refused, waiting.isVisible()) == ("31 Junember", NO_DATE, True)
    QTest.mouseClick(reason, Qt.MouseButton.LeftButton)  # it leads to the field
    assert waiting.hasFocus()
    place.outcomes.line.setFocus()
    QTest.keyClicks(place.outcomes.line, "r Mend the crane")
    QTest.keyClick(place.outcomes.line, Qt.Key.Key_Return)
    view.setFocus()
    view.setCurrentIndex(view.table.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)  # another cell can be typed in
    other = editor()
    assert other is not waiting
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert reason.words == NO_DATE
    qtbot.waitUntil(lambda: drafts(window) == ["31 Junember"], timeout=LONG)
    waiting.setFocus()
    waiting.selectAll()
    QTest.keyClicks(waiting, "3 June 2031")
    assert (waiting.refused, reason.isVisible()) == ("", False)
    QTest.keyClick(waiting, Qt.Key.Key_Return)
    assert view.table.lines[0].cells[DUE].words == "3 June 2031"
    assert view.cells._editors == []
    qtbot.waitUntil(lambda: drafts(window) == [], timeout=LONG)


def test_what_is_refused_outlives_rows_that_others_bring_and_its_visit(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("outcomes")
    screen = place.outcomes
    assert place.file is not None
    view, owner = screen.follow_ups, screen.follow_ups.table.lines[0].id
    view.type_in(owner, "due")
    QTest.keyClicks(editor(), "x")
    screen.line.setFocus()
    words = view.cells._editors[0].text()
    screen.new_follow_up()  # other rows: the table is shown anew
    QTest.keyClick(editor(), Qt.Key.Key_Escape)
    assert [(one.text(), one.refused) for one in view.cells._editors] == [(words, NO_DATE)]
    visit = place.visit
    window.places.close_visit(visit)
    window.places.open_visit(visit)
    again = window.places.visits[visit]
    qtbot.waitUntil(lambda: again.file is not None, timeout=LONG)
    again.show_tab("outcomes")
    table = again.outcomes.follow_ups
    qtbot.waitUntil(lambda: [one.text() for one in table.cells._editors] == [words], timeout=LONG)
    QTest.keyClick(table.cells._editors[0], Qt.Key.Key_Escape)
    assert table.cells._editors == []


def test_a_time_that_is_none_stays_in_its_minute_and_on_its_card(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("programme")
    screen = place.programme
    screen.show_view("minutes")
    table = screen.minutes.table
    screen.minutes.take_keyboard()
    table.setCurrentIndex(table.table.index(len(table.table.rows) - 1, TIME))  # the empty row
    table.type_in(TIME)
    QTest.keyClicks(editor(), "late")
    QTest.keyClick(editor(), Qt.Key.Key_Return)
    assert (editor().text(), editor().refused) == ("late", NO_TIME)
    assert edge(editor()) == DANGER
    qtbot.waitUntil(lambda: drafts(window) == ["late"], timeout=LONG)
    QTest.keyClick(editor(), Qt.Key.Key_Escape)
    assert table.hasFocus()
    screen.show_view("days")
    assert place.file is not None
    item = next(one for one in place.file.items if one.start and one.day)
    screen.choice.choose([item.id])
    screen.days.edit_here("7")
    QTest.keyClicks(editor(), " pears")
    QTest.keyClick(editor(), Qt.Key.Key_Return)
    assert (editor().text(), editor().refused) == ("7 pears", NO_CARD_TIME)
    qtbot.waitUntil(lambda: drafts(window) == ["7 pears"], timeout=LONG)
    QTest.keyClick(editor(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: drafts(window) == [], timeout=LONG)


def test_a_line_that_is_refused_keeps_nobody_from_going_on(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("programme")
    screen, acts = place.programme, window.actions_
    screen.show_view("minutes")
    table = screen.minutes.table
    screen.minutes.take_keyboard()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    QTest.keyClicks(editor(), "late")
    QTest.keyClick(editor(), Qt.Key.Key_Return)
    assert editor().refused == NO_TIME
    acts["new"].trigger()
    title = screen.item.editor.fields["title"]
    qtbot.waitUntil(lambda: title.isAncestorOf(QApplication.focusWidget()), timeout=LONG)
    (waiting,) = table.cells._editors
    assert (waiting.text(), waiting.refused) == ("late", NO_TIME)
    screen.minutes.take_keyboard()
    QTest.keyClick(table, Qt.Key.Key_Insert)  # what waits there is gone on with
    assert editor().text() == "late"
    acts["days"].trigger()
    qtbot.waitUntil(lambda: screen.days.isAncestorOf(QApplication.focusWidget()), timeout=LONG)
    acts["new"].trigger()
    qtbot.waitUntil(lambda: title.isAncestorOf(QApplication.focusWidget()), timeout=LONG)


def test_a_reason_that_is_half_typed_comes_back_when_its_finding_is_asked_again(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("pack")
    panel = place.pack.findings_panel
    qtbot.waitUntil(lambda: bool(panel._findings), timeout=LONG)
    panel.list.choose_first()
    panel._mute_or_tell(panel.list.chosen_id)
    QTest.keyClicks(panel.reason.edit, "The office kn")
    qtbot.waitUntil(lambda: drafts(window) == ["The office kn"], timeout=LONG)
    QTest.keyClicks(panel.reason.edit, "ows")
    QTest.keyClick(panel.reason.edit, Qt.Key.Key_Return)
    assert place.file is not None
    qtbot.waitUntil(lambda: drafts(window) == [], timeout=LONG)


@pytest.mark.parametrize("cell", ["minutes time", "minutes words", "days time", "days title"])
def test_a_cell_of_the_programme_that_is_half_typed_is_typed_on(
    window: MainWindow, place: VisitPlace, qtbot: QtBot, cell: str
) -> None:
    assert place.file is not None
    item = next(one for one in place.file.items if one.start and one.day)
    name = f"{cell} {item.id}"
    place.show_tab("programme")
    screen = place.programme
    screen._type_on(name)
    QTest.keyClicks(editor(), "7 half")
    words = editor().text()
    assert set(screen._cells.controls) == {name}
    qtbot.waitUntil(lambda: drafts(window) == [words], timeout=LONG)
    qtbot.waitUntil(lambda: len(window.undo.drafts._kept) == 1, timeout=LONG)
    (draft,) = window.undo.drafts._kept.values()
    QTest.keyClick(editor(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not screen._cells.controls, timeout=LONG)
    window.undo.drafts._parked[screen._cells.form, place.visit, name] = draft
    screen._cells.show(place.visit, place.visit)
    qtbot.waitUntil(lambda: name in screen._cells.controls, timeout=LONG)
    assert (editor().text(), editor().stored) == (words, draft.stored)
    QTest.keyClick(editor(), Qt.Key.Key_Escape)
