"""The panel of findings: each opens its place; Delete mutes with a reason; muted ones are counted and told again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.controls import LOCKED
from briefer.gui.views.findings_panel import FindingsPanel
from briefer.gui.views.visit_place import VisitPlace
from briefer.services import visits

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def place(open_visit: OpenVisit, qtbot: QtBot) -> VisitPlace:
    """The showcase, checked, at its findings."""
    found = open_visit("showcase")
    found.show_tab("pack")
    qtbot.waitUntil(lambda: bool(found.findings), timeout=LONG)
    found.show_findings_list()
    return found


@pytest.fixture
def panel(place: VisitPlace) -> FindingsPanel:
    return place.pack.findings_panel


def rows(panel: FindingsPanel) -> list[str]:
    """What the list says: heads, then sentences; of muted ones the reason too."""
    return [
        f"{row.title} {row.end}"
        if row.is_head
        else f"{row.title} | {row.second}"
        if row.muted
        else row.title
        for row in panel.list.rows
    ]


def focus() -> object:
    return QApplication.focusWidget()


def test_delete_mutes_and_asks_why(
    window: MainWindow, place: VisitPlace, panel: FindingsPanel
) -> None:
    before = rows(panel)
    panel.list.choose(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert len(rows(panel)) == len(before) - 1
    assert before[1] not in rows(panel)
    assert focus() is panel.reason.edit

    QTest.keyClicks(panel.reason.edit, "agreed with the desk")
    QTest.keyClick(panel.reason.edit, Qt.Key.Key_Return)
    assert focus() is panel.list
    assert panel.list.chosen_id == 0  # the next one
    assert (panel.muted.text(), panel._ask.isHidden()) == ("1 muted", True)
    (stored,) = visits.load(window.desk.workspace, place.visit).visit.muted
    assert (stored.sentence, stored.reason) == (before[1], "agreed with the desk")

    panel.muted.click()
    assert rows(panel)[-2:][0] == "Muted 1"
    assert rows(panel)[-1].startswith(before[1])
    assert rows(panel)[-1].endswith("· agreed with the desk")

    window.undo.undo()  # the reason and the muting are one step
    assert rows(panel) == before
    assert panel.muted.isHidden()
    window.undo.redo()
    assert panel.muted.text() == "1 muted"


def test_a_reason_is_not_demanded(place: VisitPlace, panel: FindingsPanel) -> None:
    panel.list.choose(1)
    count = len(place.findings)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    QTest.keyClick(panel.reason.edit, Qt.Key.Key_Escape)
    assert focus() is panel.list
    assert (len(place.findings), panel.muted.text()) == (count - 1, "1 muted")


def test_muted_ones_are_told_again(place: VisitPlace, panel: FindingsPanel) -> None:
    before = rows(panel)
    panel.list.choose(0)
    panel.mute.click()
    QTest.keyClick(panel.reason.edit, Qt.Key.Key_Return)
    panel.muted.click()
    assert panel.muted.text() == "Hide 1 muted"
    panel.list.choose(("muted", 0))
    assert panel.mute.text() == "Tell it again"
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert rows(panel) == before


def test_each_finding_leads_to_its_place_and_page(place: VisitPlace, panel: FindingsPanel) -> None:
    at = [row.title for row in panel.list.rows].index("The place is open.")
    panel.list.choose(panel.list.rows[at].id)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert place.tab == "programme"
    assert place.file is not None
    item = next(one for one in place.file.items if one.id == place.programme.choice.current)
    assert item.key == "showcase/signing"


def test_nothing_is_muted_where_nothing_can_be_written(
    window: MainWindow, place: VisitPlace, panel: FindingsPanel
) -> None:
    before = rows(panel)
    window.setProperty(LOCKED, "It can only be read.")
    panel.list.choose(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert (rows(panel), panel._ask.isHidden()) == (before, True)
