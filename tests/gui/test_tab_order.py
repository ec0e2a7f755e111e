"""Tab goes once round every screen: nothing catches it, nothing it stops at is without a name, and it goes as one reads.

Section 16 of the design: top bar, rail, header with tabs, toolbar, panes from start to end and top to bottom, status bar.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from accessible import top_of
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import views
from briefer.gui.actions import commands
from briefer.gui.end_panels import Name
from briefer.gui.main_window import MainWindow
from briefer.gui.opening import Apart
from briefer.gui.views.controls import Segments
from briefer.gui.views.place import LibraryPlace, Place
from briefer.gui.views.record_list import RecordList
from briefer.gui.views.records_place import RecordsPlace
from briefer.gui.views.visit_place import TABS, VisitPlace
from briefer.gui.views.window_page import WindowPage

LONG = 20_000
MOST = 250
"""Stops after which Tab has been caught."""
OpenVisit = Callable[[str], VisitPlace]


def name_of(widget: QWidget) -> str:
    return top_of(widget).text(QAccessible.Text.Name).strip()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{name_of(widget)}”"


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def ring(window: MainWindow, key: Qt.Key = Qt.Key.Key_Tab) -> tuple[list[QWidget], list[str]]:
    """Where Tab stops, from the button of the search round to it again; and the steps that go backwards."""
    window.top.search.setFocus(Qt.FocusReason.TabFocusReason)
    found, wrong = [here()], []
    while len(found) < MOST:
        QTest.keyClick(here(), key)
        if here() is found[0]:
            return found, wrong
        assert here() not in found, f"Tab goes back to {told(here())} after {told(found[-1])}"
        if is_backwards(window, found[-1], here()):  # now: forms scroll with the keyboard
            wrong.append(f"{told(found[-1])} → {told(here())}")
        found.append(here())
    pytest.fail(f"Tab does not come round: {[told(one) for one in found[-5:]]}")


def box(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def area(widget: QWidget, window: MainWindow) -> int:
    """In which part of the frame something stands, in the order of Tab."""
    parts: list[QWidget] = [window.top, window._side, window.panels._area, window.status]
    return next(at for at, part in enumerate(parts) if part.isAncestorOf(widget))


def is_backwards(window: MainWindow, one: QWidget, two: QWidget) -> bool:
    """Whether a step goes up without going on to a next column, or back in a line, or to an earlier part of the frame."""
    before, after = box(one, window), box(two, window)
    if area(one, window) != area(two, window):
        return area(two, window) < area(one, window)
    if after.bottom() <= before.top():
        return after.left() < before.right()
    line = before.top() < after.center().y() < before.bottom()
    return line and after.right() <= before.left()


def faults(window: MainWindow) -> list[str]:
    """What is wrong with the way round, there and back."""
    QApplication.processEvents()
    place = window.places.place
    try:
        stops, wrong = ring(window)
        back, _ = ring(window, Qt.Key.Key_Backtab)
    except (AssertionError, pytest.fail.Exception) as error:
        return [str(error)]
    if window.places.place is not place:
        return [f"Tab leads away to {type(window.places.place).__name__}"]
    found = [f"no name: {told(one)}" for one in stops if not name_of(one)]
    there, again = [told(one) for one in stops[1:]], [told(one) for one in back[:0:-1]]
    return [*found, *wrong, *([] if there == again else [f"there {there}, back {again}"])]


def parts(window: MainWindow) -> Iterator[str]:
    """Through all that a place can show: each part that a segment or a panel's key shows, and the form of each list."""
    place, seen = window.places.place, set()
    yield "as it comes"
    for records in place.findChildren(RecordList):
        if records.isVisible() and records.list.rows:
            records.list.choose_first()
    yield "with its forms"
    for panel in [one.id for one in commands() if one.id.endswith("-panel")]:
        if window.actions_[panel].isEnabled():
            window.actions_[panel].trigger()
            yield panel
            window.actions_[panel].trigger()
    while fresh := [
        (segments, id_)
        for segments in place.findChildren(Segments)
        if segments.isVisible()
        and not segments._edits
        and not isinstance(segments.parent(), WindowPage)
        for id_, made in segments._buttons.items()
        if made.isEnabled() and (segments.accessibleName(), id_) not in seen
    ]:
        segments, id_ = fresh[0]
        seen.add((segments.accessibleName(), id_))
        segments._buttons[id_].click()
        yield f"{segments.accessibleName()}: {id_}"


def check(window: MainWindow, qtbot: QtBot) -> None:
    found = {}
    for part in parts(window):
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
        if wrong := faults(window):
            found[part] = wrong
    assert found == {}


def see_list(window: MainWindow) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("Family name\tGiven name\nSund\tIda\n")
    window.places.paste_list()


def see_import(window: MainWindow, path: Path) -> None:
    path.write_text('{"format": 1, "themes": [{"key": "tides", "name": "Tides"}]}')
    window.places.show_import(path)


def every_place() -> set[str]:
    """The names of all classes of places there are."""
    for one in pkgutil.iter_modules(views.__path__):
        importlib.import_module(f"{views.__name__}.{one.name}")
    shared = (Place, LibraryPlace, RecordsPlace)
    found = {made for one in shared for made in one.__subclasses__()} - {*shared}
    return {one.__name__ for one in found}


WAYS: dict[str, Callable[[MainWindow, Path], object]] = {
    "Home": lambda window, _folder: window.places.go_to("home"),
    "Institutions": lambda window, _folder: window.places.go_to("institutions"),
    "People": lambda window, _folder: window.places.go_to("people"),
    "Notes": lambda window, _folder: window.places.go_to("notes"),
    "Reference": lambda window, _folder: window.places.go_to("reference"),
    "SettingsScreen": lambda window, _folder: window.places.show_settings(),
    "Merge": lambda window, _folder: window.places.show_merge(),
    "ImportScreen": lambda window, folder: see_import(window, folder / "tides.json"),
    "ListImportScreen": lambda window, _folder: see_list(window),
    "ConflictsScreen": lambda window, _folder: window.places.show_conflicts(),
    "FirstStart": lambda window, _folder: window.places.show(window.places.first_start),
    "Locked": lambda window, folder: window.show_locked(folder),
    "Working": lambda window, folder: window.show_working(
        Apart(folder, "Encrypting office", lambda _report: None, None, None, "")
    ),
}
"""How one comes to each place that is not of one visit."""


def test_there_is_a_way_to_every_place() -> None:
    assert {*WAYS, "VisitPlace"} == every_place()


@pytest.mark.parametrize("place", WAYS)
def test_tab_goes_round_a_place(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    WAYS[place](window, tmp_path)
    assert type(window.places.place).__name__ == place
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    window.places.place.take_keyboard()
    check(window, qtbot)


@pytest.mark.plain
def test_tab_goes_round_the_page_of_encryption_and_its_form(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.show_settings("encryption")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    check(window, qtbot)
    window.places.settings.encryption.begin("encrypt")
    check(window, qtbot)


@pytest.mark.parametrize("tab", TABS)
def test_tab_goes_round_a_tab_of_a_visit(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, tab: str
) -> None:
    place = open_visit("showcase")
    place.show_tab(tab)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    place.take_keyboard()
    check(window, qtbot)


@pytest.mark.parametrize("panel", get_args(Name))
def test_tab_goes_round_with_a_panel_at_the_end(
    window: MainWindow, qtbot: QtBot, panel: str
) -> None:
    window.places.go_to("people")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    window.places.place.take_keyboard()
    window.actions_[panel].trigger()
    assert window.panels.panel(panel).isVisible()  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert faults(window) == []
