"""Tab goes once round every screen: nothing catches it, nothing it stops at is without a name, and it goes as one reads.

Section 16 of the design: top bar, rail, header with tabs, toolbar, panes from start to end and top to bottom, status bar.
"""

from collections.abc import Callable

import pytest
from accessible import top_of
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.places import LIBRARY
from briefer.gui.views.visit_place import TABS, VisitPlace

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
    parts: list[QWidget] = [window.top, window._side, window.places.stack, window.status]
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


def check(window: MainWindow) -> None:
    QApplication.processEvents()
    stops, wrong = ring(window)
    assert [told(one) for one in stops if not name_of(one)] == []
    assert not wrong, wrong
    back, _ = ring(window, Qt.Key.Key_Backtab)
    assert [told(one) for one in back[1:]] == [told(one) for one in stops[:0:-1]]


@pytest.mark.parametrize("screen", ["home", *LIBRARY, "settings"])
def test_tab_goes_round_a_screen(window: MainWindow, qtbot: QtBot, screen: str) -> None:
    if screen == "settings":
        window.places.show_settings()
    else:
        window.places.go_to(screen)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    window.places.place.take_keyboard()
    check(window)


@pytest.mark.parametrize("tab", TABS)
def test_tab_goes_round_a_tab_of_a_visit(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, tab: str
) -> None:
    place = open_visit("showcase")
    place.show_tab(tab)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    place.take_keyboard()
    check(window)
