"""Several windows on one workspace: each its own place, selection and undo; a change in one is seen in all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import app, settings
from briefer.gui.main_window import MainWindow
from briefer.gui.views.visit_place import VisitPlace
from briefer.gui.windows import Windows
from briefer.records.programme import ProgrammeItem
from briefer.services import common_edits, edits

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, sample: Path) -> Iterator[Windows]:
    """The first window, on the sample."""
    made = Windows()
    first = made.open()
    with qtbot.waitSignal(first.ready, timeout=LONG):
        first.opener.open(sample)
    yield made
    for window in tuple(made.all):
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def showcase(windows: Windows, qtbot: QtBot) -> Callable[[MainWindow], VisitPlace]:
    """Opens the invented visit in a window."""

    def open_(window: MainWindow) -> VisitPlace:
        id_ = id_of(window, "showcase")
        window.places.open_visit(id_)
        place = window.places.visits[id_]
        qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
        return place

    return open_


def id_of(window: MainWindow, visit: str) -> UUID:
    return next(one.id for one in window.desk.overview if one.key == visit)


def call(place: VisitPlace) -> ProgrammeItem:
    assert place.file is not None
    return next(item for item in place.file.items if item.title == CALL)


def shown_start(place: VisitPlace) -> str:
    """What the card of the call says."""
    found = place.programme.days.card(call(place).id)
    assert found is not None
    return found[1].item.start


def test_a_change_in_one_window_is_seen_in_the_other_at_once(
    windows: Windows, showcase: Callable[[MainWindow], VisitPlace]
) -> None:
    (first,) = windows.all
    one = showcase(first)
    first.actions_["new-window"].trigger()
    second = windows.all[1]
    other = showcase(second)
    assert other is not one
    other.programme.choice.choose([])
    item = call(one)
    begin = perf_counter()
    assert first.undo.do(common_edits.move_item(item, start="10:30", end="11:15"))
    assert perf_counter() - begin < 1  # 100 ms on a quiet machine
    assert (call(one).start, call(other).start) == ("10:30", "10:30")
    assert (shown_start(one), shown_start(other)) == ("10:30", "10:30")
    assert other.programme.choice.items == ()
    # undo belongs to the window in which it was made
    assert (bool(first.undo.undo_words), second.undo.undo_words) == (True, "")
    first.undo.undo()
    assert call(other).start == item.start


def test_the_preview_of_the_other_window_does_not_jump_to_what_is_edited_here(
    windows: Windows, showcase: Callable[[MainWindow], VisitPlace]
) -> None:
    (first,) = windows.all
    one = showcase(first)
    other = showcase(windows.open_beside(first, None))
    first.undo.do(common_edits.move_item(call(one), start="10:30", end="11:15"))
    assert (one._edited, other._edited) == (f"item:{call(one).key}", "")


def test_closing_one_leaves_the_others(
    windows: Windows, showcase: Callable[[MainWindow], VisitPlace], sample: Path
) -> None:
    (first,) = windows.all
    second = windows.open_beside(first, None)
    other = showcase(second)
    first.close()
    assert windows.all == [second]
    assert second.undo.do(common_edits.move_item(call(other), start="10:30", end="11:15"))
    second.close()
    with app.open_workspace(sample) as workspace, workspace.reading() as rows:
        stored = rows.get(ProgrammeItem, call(other).id)
    assert stored is not None
    assert stored.start == "10:30"


def test_what_is_open_in_a_window_is_shared_when_it_is_opened_in_another(
    windows: Windows, sample: Path
) -> None:
    (first,) = windows.all
    second = windows.open()
    second.opener.open(sample)
    assert second.desk.workspace is first.desk.workspace


def test_ctrl_return_in_the_search_opens_a_window(windows: Windows, qtbot: QtBot) -> None:
    (first,) = windows.all
    first.activateWindow()
    before = first.places.place
    first.search.open("", ())
    first.search.field.setText("train lind")
    rows = first.search.list
    qtbot.waitUntil(lambda: any(row.title == "Train to Lindøy" for row in rows.rows), timeout=LONG)
    rows.choose(next(row.id for row in rows.rows if row.title == "Train to Lindøy"))
    QTest.keyClick(first.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    second = windows.all[1]
    assert (first.places.place, first.search.isVisible()) == (before, False)
    place = second.places.visits[id_of(second, "showcase")]
    qtbot.waitUntil(lambda: place.programme.choice.current is not None, timeout=LONG)
    assert place.file is not None
    titles = {item.id: item.title for item in place.file.items}
    assert titles[place.programme.choice.items[0]] == "Train to Lindøy"


def test_what_another_process_writes_is_read(
    windows: Windows,
    showcase: Callable[[MainWindow], VisitPlace],
    sample: Path,
    qtbot: QtBot,
) -> None:
    (first,) = windows.all
    one = showcase(first)
    item = call(one)
    with app.open_workspace(sample, officer="Somebody else") as theirs:
        edits.apply(theirs, common_edits.move_item(item, start="10:30", end="11:15"))
    qtbot.waitUntil(lambda: call(one).start == "10:30", timeout=LONG)


def test_the_look_is_one_for_all(windows: Windows) -> None:
    (first,) = windows.all
    second = windows.open_beside(first, None)
    first.actions_["dark"].trigger()
    assert second.actions_["dark"].isChecked()
    first.actions_["system"].trigger()
    assert second.actions_["system"].isChecked()


def test_open_visits_tabs_and_widths_are_there_again(
    windows: Windows, showcase: Callable[[MainWindow], VisitPlace], qtbot: QtBot
) -> None:
    (first,) = windows.all
    one = showcase(first)
    one.show_tab("overview")
    first.places.open_visit(id_of(first, "iraq-2022"))
    library = first.places.people
    first.places.go_to("people")
    library.panes.moveSplitter(700, 1)
    kept = library.panes.sizes()
    qtbot.waitUntil(lambda: any("People" in name for name in settings.load().window))
    second = windows.open_beside(first, None)
    assert [row.title for row in second.places.rail.rows[-2:]] == [
        row.title for row in first.places.rail.rows[-2:]
    ]
    assert list(second.places.visits) == [id_of(first, "iraq-2022")]
    assert showcase(second).tab == "overview"
    second.places.go_to("people")
    assert second.places.people.panes.sizes() == kept
    second.places.close_visit(one.visit)
    third = windows.open_beside(first, None)
    assert one.visit not in [row.id for row in third.places.rail.rows]


def test_a_new_name_of_the_officer_holds_in_every_window(windows: Windows, qtbot: QtBot) -> None:
    first = windows.all[0]
    second = windows.open_beside(first, None)
    assert second.top._officer.text() == first.top._officer.text() != "Lina Sahlani"
    first.desk.call_officer("Lina Sahlani")
    assert [one.top._officer.text() for one in windows.all] == ["Lina Sahlani"] * 2
