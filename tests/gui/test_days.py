"""The days as a widget of their own, on an invented visit: scrolling by columns, dragging at an edge, folded nights."""

from collections.abc import Iterator

import pytest
from marsana import marsana
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.models.columns import programme
from briefer.gui.models.day import Choice
from briefer.gui.models.drags import Dragged, Target
from briefer.gui.views import days_area
from briefer.gui.views.cells import CellEdit, ReasonBar
from briefer.gui.views.days_pane import DaysPane


@pytest.fixture
def days(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DaysPane]:
    """Four days, of which two have room; waiting takes next to no time."""
    monkeypatch.setattr(days_area, "COLUMN_WAITS", 1)
    monkeypatch.setattr(days_area, "CREEP_WAITS", 1)
    made = DaysPane(Choice(qapp))
    made.show_programme(programme(marsana()))
    made.resize(450, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    yield made
    made.close()


def first_seen(days: DaysPane) -> str:
    """The head of the first column that is seen, where it is seen whole."""
    at, part = divmod(days.area.horizontalScrollBar().value(), days.views[0].width() + 1)
    assert part == 0
    return days.programme.columns[at].head


def wheel(days: DaysPane, sideways: int) -> None:
    at = QPointF(100, 200)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        days.area.viewport(),
        QWheelEvent(
            at,
            QPointF(days.area.viewport().mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(sideways, 0),
            Qt.MouseButton.NoButton,
            none,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_days_scroll_by_whole_columns(days: DaysPane) -> None:
    bar = days.area.horizontalScrollBar()
    width = days.views[0].width() + 1
    assert days.area.viewport().width() // width == 2
    assert first_seen(days) == "Mon 12 Oct"
    wheel(days, -60)
    assert first_seen(days) == "Mon 12 Oct"
    wheel(days, -60)  # half a notch and half a notch
    assert first_seen(days) == "Tue 13 Oct"
    bar.triggerAction(QAbstractSlider.SliderAction.SliderSingleStepAdd)
    assert first_seen(days) == "Wed 14 Oct"
    bar.setSliderPosition(round(1.4 * width))
    bar.triggerAction(QAbstractSlider.SliderAction.SliderMove)
    assert first_seen(days) == "Tue 13 Oct"
    days.resize(650, 500)  # three have room, wider or not: it stays at its column
    assert first_seen(days) == "Tue 13 Oct"


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_where_the_keyboard_goes_is_seen(days: DaysPane, direction: Qt.LayoutDirection) -> None:
    """Found where days run from the right: what was chosen in a later one was scrolled out of sight again."""
    days.setLayoutDirection(direction)
    days.show_programme(days.programme)
    seen = []
    for last in (True, False):
        days.to_end(last=last)
        seen.append(first_seen(days))
    assert seen == ["Wed 14 Oct", "Mon 12 Oct"]


def test_days_begin_with_a_whole_column_at_any_width(days: DaysPane) -> None:
    """Found some pixels aside, where the last column in sight was cut at its edge."""
    days.to_end(last=True)
    seen = []
    for width in (430, 431, 440, 431, 470, 455):
        days.resize(width, 500)
        QApplication.processEvents()
        seen.append(first_seen(days))
    assert seen == ["Wed 14 Oct"] * 6


def test_a_drag_that_rests_at_an_edge_goes_on_to_the_next_column(
    days: DaysPane, qtbot: QtBot
) -> None:
    dropped: list[tuple[str, float]] = []
    days.moved.connect(
        lambda _what, column, target, _copy: dropped.append((column.head, target.begin))
    )
    view = days.area.viewport()
    edge = view.mapToGlobal(QPoint(view.width() - 5, round(days.clock.y(600))))
    dragged = Dragged("item", (days.views[0].cards[0].id,))
    days.views[1].hover(dragged, edge, fine=False)
    assert first_seen(days) == "Mon 12 Oct"  # not at once: one crosses an edge on the way elsewhere
    qtbot.waitUntil(lambda: first_seen(days) == "Wed 14 Oct")
    assert [bool(view.target) for view in days.views] == [False, False, False, True]
    days.let_go(dragged, edge, fine=False, copy=False)  # the pointer has not moved meanwhile
    assert dropped == [("Thu 15 Oct", 600)]
    assert not any(one.target for one in days.views)
    left = view.mapToGlobal(QPoint(5, round(days.clock.y(600))))
    days.views[2].hover(dragged, left, fine=False)
    days.show_target(None, None, None, QPoint())  # it has left before the column came
    assert not days.area._next.isActive()
    assert first_seen(days) == "Wed 14 Oct"


def test_a_drag_that_rests_below_goes_on_to_later_hours(days: DaysPane, qtbot: QtBot) -> None:
    bar, view = days.area.verticalScrollBar(), days.area.viewport()
    assert (bar.value(), bar.maximum() > 100) == (0, True)
    dragged = Dragged("item", (days.views[0].cards[0].id,))
    foot = view.mapToGlobal(QPoint(40, view.height() - 5))
    days.views[0].hover(dragged, foot, fine=False)
    before = days.views[0].target
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert isinstance(before, Target)
    assert isinstance(days.views[0].target, Target)
    assert days.views[0].target.begin > before.begin
    qtbot.waitUntil(lambda: not days.area._creep.isActive())
    days.show_target(None, None, None, QPoint())


def test_up_from_the_first_item_is_the_night_and_return_opens_it(days: DaysPane) -> None:
    told: list[str] = []
    days.told.connect(told.append)
    opened: list[bool] = []
    days.opened.connect(lambda: opened.append(True))
    monday = days.views[0]
    monday.setFocus()
    first, last = monday.cards[0].id, monday.cards[-1].id
    days.choice.choose([last])
    QTest.keyClick(monday, Qt.Key.Key_Down)
    assert (days.choice.items, days.time_cursor) == ((), 23 * 60)
    QTest.keyClick(monday, Qt.Key.Key_Down)  # there is nothing below it
    QTest.keyClick(monday, Qt.Key.Key_Up)
    assert days.choice.items == (last,)
    days.choice.choose([first])
    QTest.keyClick(monday, Qt.Key.Key_Up)
    assert (days.choice.items, days.time_cursor) == ((), 3.5 * 60)
    assert told == ["From 22:00: Return opens", "Until 07:00: Return opens"]
    QTest.keyClick(monday, Qt.Key.Key_Return)
    assert (days.clock.begin, days.clock.end, opened) == (0, 1440, [])
    QTest.keyClick(monday, Qt.Key.Key_Down)
    assert days.choice.items == (first,)
    QTest.keyClick(monday, Qt.Key.Key_Return)
    assert opened == [True]


def test_the_time_cursor_stays_where_the_keyboard_has_been(days: DaysPane) -> None:
    """Found where the day that was clicked on had no item: what the library added went to the first day."""
    tuesday = days.views[1]
    moved: list[float] = []
    days.cursor_moved.connect(lambda: moved.append(days.time_cursor))
    point = QPoint(tuesday.width() - 3, round(days.clock.y(600)))
    QTest.mouseClick(tuesday.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert (days.choice.items, moved[-1]) == ((), 600)
    tuesday.clearFocus()
    assert (days.has_keyboard, days.column, days.cursor_view) == (False, tuesday.column, tuesday)


def test_a_tray_is_there_only_for_the_days_in_sight(days: DaysPane) -> None:
    without = {column.head: len(column.tray) for column in days.programme.columns}
    assert without == {"Mon 12 Oct": 0, "Tue 13 Oct": 0, "Wed 14 Oct": 0, "Thu 15 Oct": 1}
    days.area.verticalScrollBar().setValue(100)
    ten = days.views[0].mapToGlobal(QPoint(0, round(days.clock.y(600)))).y()
    assert days.tray_lines == 0
    days.show_item(days.trays[3].cards[0].id)
    assert (first_seen(days), days.tray_lines) == ("Wed 14 Oct", 1)
    assert days.views[0].mapToGlobal(QPoint(0, round(days.clock.y(600)))).y() == ten


def test_why_a_time_is_refused_covers_no_card(days: DaysPane) -> None:
    """Found over the card below, and at 200 % over the one that was chosen."""
    days.take_text = lambda _where, text: f"“{text}” is no time. Type 930, or 930-1015."
    days.to_end(last=True)
    scale, room = days.clock.scale, days.area.viewport().geometry()
    days.begin_typing("99:99 soon")
    days.accept()
    (field,) = days.findChildren(CellEdit)
    (told,) = days.findChildren(ReasonBar)
    seen = days.area.viewport().geometry()
    assert told.words == field.refused == "“99:99 soon” is no time. Type 930, or 930-1015."
    assert told.isVisible()
    assert seen.bottom() < told.y() == room.bottom() + 1 - told.height()
    assert (told.width(), seen.top(), days.clock.scale) == (days.width(), room.top(), scale)
    there = days.area.viewport().rect()
    assert there.contains(field.mapTo(days.area.viewport(), field.rect().bottomLeft()))
    assert there.contains(field.mapTo(days.area.viewport(), field.rect().topLeft()))
    days.setFocus()
    days.area.verticalScrollBar().setValue(0)
    QTest.mouseClick(told, Qt.MouseButton.LeftButton)  # it leads to the field
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (told.isVisible(), days.area.viewport().geometry()) == (False, room)
