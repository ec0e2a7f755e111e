"""The panels at the end edge: the history of the chosen record, the keys; beside the work or over it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.history_panel import HistoryPanel
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.base import new_id
from briefer.records.programme import ProgrammeItem
from briefer.services import common_edits
from briefer.workspace.audit import Entry

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
OpenVisit = Callable[[str], VisitPlace]


def call(place: VisitPlace) -> ProgrammeItem:
    assert place.file is not None
    return next(item for item in place.file.items if item.title == CALL)


def panel_of(window: MainWindow) -> HistoryPanel:
    panel = window.panels.panel("history")
    assert isinstance(panel, HistoryPanel)
    return panel


def words(panel: HistoryPanel) -> list[str]:
    return [row.title for row in panel.list.rows]


def lines(panel: HistoryPanel) -> list[str]:
    there = (panel._lines.itemAt(at).widget() for at in range(panel._lines.count()))
    return [one.text() for one in there if isinstance(one, QLabel)]


@pytest.fixture
def changed(window: MainWindow, open_visit: OpenVisit) -> VisitPlace:
    """The call, its dress changed twice, chosen."""
    place = open_visit("showcase")
    window.undo.do(common_edits.change_field(call(place), "dress", "dark suit"))
    window.undo.do(common_edits.change_field(call(place), "dress", "uniform"))
    place.show_item(call(place).id)
    return place


def test_a_version_is_brought_back_by_keys(
    window: MainWindow, changed: VisitPlace, qtbot: QtBot
) -> None:
    assert not changed.programme.item.isHidden()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    panel = panel_of(window)
    qtbot.waitUntil(lambda: len(panel.list.rows) == 3, timeout=LONG)
    assert changed.programme.item.isHidden()
    assert words(panel)[:2] == [f"Change dress of {common_edits.shortened(CALL)}"] * 2
    assert lines(panel) == ["dress", "before: dark suit", "after: uniform"]
    assert (panel.restore.isEnabled(), panel.restore.toolTip()) == (
        False,
        "The record is as it was then.",
    )
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.restore.isEnabled()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    QTest.keyClick(panel.restore, Qt.Key.Key_Space)
    assert call(changed).dress == "dark suit"
    qtbot.waitUntil(lambda: len(panel.list.rows) == 4, timeout=LONG)
    window.undo.undo()
    assert call(changed).dress == "uniform"
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert not changed.programme.item.isHidden()


def test_what_was_given_up_by_a_decision_is_told_and_can_be_had_back(
    window: MainWindow, changed: VisitPlace, qtbot: QtBot
) -> None:
    given_up = {"dress": ("tails", "uniform")}
    with window.desk.workspace.writing() as rows:
        rows.audit.add(
            [
                Entry(
                    new_id(),
                    datetime.now(UTC),
                    "Elin Brandt",
                    "Given up: Change dress",
                    "decide",
                    "item",
                    call(changed).id,
                    given_up,
                )
            ]
        )
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    panel = panel_of(window)
    qtbot.waitUntil(lambda: len(panel.list.rows) == 4, timeout=LONG)
    assert words(panel)[0] == "Given up: Change dress"
    assert lines(panel) == ["dress", "before: tails", "after: uniform"]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    QTest.keyClick(panel.restore, Qt.Key.Key_Space)
    assert call(changed).dress == "tails"


def test_it_follows_what_is_chosen(window: MainWindow, changed: VisitPlace, qtbot: QtBot) -> None:
    assert changed.file is not None
    window.panels.toggle("history")
    panel = panel_of(window)
    qtbot.waitUntil(lambda: len(panel.list.rows) == 3, timeout=LONG)
    other = next(item for item in changed.file.items if item.title == "Train to Lindøy")
    changed.show_item(other.id)
    qtbot.waitUntil(lambda: len(panel.list.rows) == 1, timeout=LONG)
    window.places.go_to("people")
    qtbot.waitUntil(lambda: panel._chosen is not None and panel._chosen.kind == "person")
    window.places.go_to("home")
    qtbot.waitUntil(lambda: panel._chosen is None or panel._chosen.kind == "visit")


def test_one_panel_at_a_time_and_in_stead_of_the_work_where_it_is_narrow(
    window: MainWindow, changed: VisitPlace, qtbot: QtBot
) -> None:
    window.panels.toggle("keys")
    window.panels.toggle("history")
    assert window.panels.panel("keys").isHidden()
    panel = panel_of(window)
    usual = panel.width()
    beside = window.width() - window.places.rail.width() - usual - 2
    qtbot.waitUntil(lambda: changed.width() == beside)
    window.resize(900, 700)
    qtbot.waitUntil(lambda: not changed.isVisible())
    qtbot.waitUntil(lambda: panel.width() + window.places.rail.width() + 1 == window.width())
    window.resize(1440, 900)
    qtbot.waitUntil(changed.isVisible)
    qtbot.waitUntil(lambda: (changed.width(), panel.width()) == (beside, usual))
