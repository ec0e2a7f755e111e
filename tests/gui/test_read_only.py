"""A window on a workspace that can only be read: what would change something is off, and says why."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import drags
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.drags import Dragged, pack
from briefer.gui.views.controls import LOCKED, Elided, Segment, Segments, button
from briefer.gui.views.day_view import DayView
from briefer.gui.views.fields import LineField
from briefer.gui.views.participants import Participants
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.institutions import Institution
from briefer.records.programme import ProgrammeItem
from briefer.services import library

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"


@pytest.fixture
def locked(
    qapp: QApplication, qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window on the sample where nothing can be written."""
    monkeypatch.setattr("briefer.workspace.files.hold", lambda _folder: None)
    made = MainWindow()
    made.resize(1440, 900)
    made.show()
    with qtbot.waitSignal(made.ready, timeout=LONG):
        made.opener.open(sample)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def showcase(locked: MainWindow, qtbot: QtBot) -> VisitPlace:
    return opened(locked, qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> VisitPlace:
    id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    window.places.go_to(id_)
    place.show_tab("programme")
    place.programme.show_item(call(place).id)
    return place


def call(place: VisitPlace) -> ProgrammeItem:
    assert place.file is not None
    return next(one for one in place.file.items if one.title == CALL)


def test_what_is_only_read_shows_no_example(qtbot: QtBot) -> None:
    """Found as "1 October" in a brief that is due on no day."""
    field = LineField("Due", lambda _text: "", hint="1 October")
    qtbot.addWidget(field)
    for reason, shown in (("read only", ""), ("read only", ""), ("", "1 October")):
        field.lock(reason)
        assert (field.edit.isReadOnly(), field.edit.placeholderText()) == (bool(reason), shown)


def named(place: QWidget, name: str) -> QWidget:
    (found,) = all_named(place, name)
    return found


def all_named(place: QWidget, name: str) -> list[QWidget]:
    return [
        each
        for each in place.findChildren(QWidget)
        if each.isVisible() and name in (each.accessibleName(), words(each))
    ]


def words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


CHOICES = ["Exact", "Approximate", "Open", "Confirmed", "Tentative", "Cancelled"]


@pytest.mark.parametrize("name", ["New item", *CHOICES])
def test_what_edits_a_programme_is_off(locked: MainWindow, showcase: VisitPlace, name: str) -> None:
    found = named(showcase, name)
    assert not found.isEnabled()
    told = found.toolTip() or found.parentWidget().toolTip()
    assert told == locked.desk.locked


def test_what_only_shows_stays_on(showcase: VisitPlace) -> None:
    assert [named(showcase, name).isEnabled() for name in ("Days", "List", "Export")] == [True] * 3


def test_who_takes_part_can_be_looked_at_and_not_removed(showcase: VisitPlace) -> None:
    guests, before = (
        next(each for each in showcase.findChildren(Participants) if each.side == "guest"),
        showcase.file,
    )
    guests.list.choose(guests.list.rows[0].id)
    assert [guests.role.isVisible(), guests.remove.isVisible()] == [True, True]
    assert [guests.role.isEnabled(), guests.state.isEnabled(), guests.remove.isEnabled()] == [
        False
    ] * 3
    guests.list.deleted.emit(guests.list.rows[0].id)
    assert showcase.file is before
    editor = showcase.programme.item.editor
    assert editor.institutions.rows
    assert editor._institution.isHidden()  # no empty box below those that meet
    adds = [each for each in showcase.findChildren(Participants) if each.isVisible()]
    assert [(each.side, each.add.isHidden()) for each in adds] == [("guest", True), ("host", True)]


def test_no_key_is_told_that_does_nothing(showcase: VisitPlace) -> None:
    assert showcase.programme.library._foot.isHidden()
    showcase.show_tab("delegation")
    assert showcase.delegation._hint.accessibleName() == ""
    showcase.delegation.show_segment("items")
    legend = showcase.delegation.by_item.legend.text()
    assert legend.split(" · ")[:2] == ["dot: attends", "C chairs"]
    assert legend.endswith(" · dashed ring: asked · cross: declined")


@pytest.mark.parametrize("name", ["Add a guest", "Put at 10", "Keep 8"])
def test_what_edits_a_delegation_is_off(
    locked: MainWindow, showcase: VisitPlace, qtbot: QtBot, name: str
) -> None:
    showcase.show_tab("delegation")
    qtbot.waitUntil(lambda: len(all_named(showcase, name)) == 1, timeout=LONG)
    found = named(showcase, name)
    assert (found.isEnabled(), found.toolTip()) == (False, locked.desk.locked)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("home", "New visit"),
        ("institutions", "New institution"),
        ("institutions", "Mark as reviewed"),
        ("people", "New person"),
        ("people", "Add post"),
        ("notes", "New note"),
        ("reference", "New theme"),
    ],
)
def test_what_makes_something_new_is_off(
    locked: MainWindow, qtbot: QtBot, place: str, name: str
) -> None:
    locked.places.go_to(place)
    qtbot.waitUntil(lambda: len(all_named(locked.places.place, name)) == 1, timeout=LONG)
    found = named(locked.places.place, name)
    assert (found.isEnabled(), found.toolTip()) == (False, locked.desk.locked)


def test_a_field_that_can_only_be_read_looks_so(locked: MainWindow, showcase: VisitPlace) -> None:
    field = showcase.programme.item.editor.fields["title"].focusProxy()
    assert isinstance(field, QLineEdit)
    grounds = [field.grab().toImage().pixelColor(4, field.height() // 2).name()]
    field.setReadOnly(False)
    grounds.append(field.grab().toImage().pixelColor(4, field.height() // 2).name())
    assert grounds == ["#f3f4f6", "#ffffff"]


def test_the_same_button_works_again_where_one_may_edit(qapp: QApplication) -> None:
    """A window opens another workspace, and shows the same screens again."""
    window = QWidget()
    segments = Segments("State", [Segment("a", "A"), Segment("b", "B")], edits=True)
    shown = Segments("View", [Segment("c", "C")])
    edit, look = button("Edit", int, edits=True), button("Look", int)
    layout = QVBoxLayout(window)
    for part in (segments, shown, edit, look):
        layout.addWidget(part)

    def on(reason: str) -> list[bool]:
        window.setProperty(LOCKED, reason)
        window.hide()
        window.show()
        return [each.isEnabled() for each in window.findChildren(QAbstractButton)]

    assert on("") == [True, True, True, True, True]
    assert on("the disk is read-only") == [False, False, True, False, True]
    assert (edit.toolTip(), segments.toolTip()) == ("the disk is read-only",) * 2
    assert on("") == [True, True, True, True, True]
    assert (edit.toolTip(), segments.toolTip()) == ("", "")
    window.close()
    window.deleteLater()


# ------------------------------------------------------------------------------------------ drags


def day_of_call(place: VisitPlace) -> tuple[DayView, QPoint]:
    """The column of the call, and the middle of its card."""
    for view in place.programme.days.findChildren(DayView):
        box = view.box_of(call(place).id)
        if box is not None:
            return view, box.center()
    raise LookupError


def test_nothing_is_dropped_on_a_day(locked: MainWindow, showcase: VisitPlace) -> None:
    before = showcase.file
    view, point = day_of_call(showcase)
    court = library.all_of(locked.desk.workspace, Institution)[0]
    for data in (
        pack(Dragged("institution", (court.id,)), ["Maritime Court"]),
        pack(Dragged("item", (call(showcase).id,), grip=5), [CALL]),
    ):
        with drags.dragged(view.viewport(), data) as drag:
            assert not drag.move(point + QPoint(0, 80))
            assert not drag.let_go(point + QPoint(0, 80))
    assert showcase.file is before


def test_no_card_and_no_edge_is_taken_along(
    showcase: VisitPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    monkeypatch.setattr(sys.modules[DayView.__module__], "QDrag", begun.append)
    before = showcase.file
    view, point = day_of_call(showcase)
    port, lower = view.viewport(), QPoint(point.x(), view.box_of(call(showcase).id).bottom() - 1)  # type: ignore[union-attr]
    for start in (point, lower):
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, start + QPoint(0, 30))
        view.startDrag(Qt.DropAction.MoveAction)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 30))
    assert (begun, showcase.file is before) == ([], True)


def test_what_can_only_be_read_is_shown_from_its_beginning(
    locked: MainWindow, qtbot: QtBot
) -> None:
    reference = locked.places.reference
    locked.places.go_to("reference")
    reference.show_kind("term")
    qtbot.waitUntil(lambda: bool(reference.table.total), timeout=LONG)
    long = "Conférence de la Mer intérieure (Conference of the Inner Sea)"

    def fields() -> list[QLineEdit]:
        return [one for one in reference.findChildren(QLineEdit) if one.text() == long]

    qtbot.waitUntil(lambda: bool(fields()), timeout=LONG)
    for name in ("home", "reference"):
        locked.places.go_to(name)
    field = fields()[0]
    field.given_up.emit()
    assert (field.hasFocus(), field.cursorPosition()) == (False, 0)


def test_nothing_invites_to_write_where_nothing_can_be_written(showcase: VisitPlace) -> None:
    showcase.show_tab("outcomes")
    outcomes = showcase.outcomes
    seen = [one.text() for one in outcomes.findChildren(QLabel) if one.isVisible()]
    assert ("Follow-ups" in seen, outcomes.line.isVisible()) == (True, False)
    assert [one for one in seen if one.startswith("Begin with ")] == []
    outcomes.take_keyboard()
    assert outcomes.outcomes.hasFocus()
    showcase.show_tab("briefs")
    editor = showcase.briefs.editor
    table = editor.points.table
    assert (table.locked, table.rowCount()) == (True, len(table.points))  # no empty row
    told = [one.text() for one in editor.findChildren(QLabel) if one.isVisible()]
    assert "Only packs whose readers may know it print this." in told
    words = [one.accessibleName() for one in editor.findChildren(Elided) if one.isVisible()]
    assert [one for one in words if "Alt+Up" in one] == []
    assert any(re.fullmatch(r"\d+ points?", one) for one in words)


@pytest.mark.parametrize("place", ["institutions", "people", "reference"])
def test_nothing_is_merged_where_nothing_can_be_written(locked: MainWindow, place: str) -> None:
    locked.places.go_to(place)
    merge = named(locked.places.place, "Merge duplicates")
    assert (merge.isEnabled(), bool(merge.toolTip())) == (False, True)
